// What the page knows and no page shows: unpacking, and what a step reads as. See packing.py.
"use strict";
const Model = (() => {
  const NOISE = 0, DRAFT = 1, FRESH = 2, SETTLED = 3, HIDDEN = 4;
  const THINKING = 0x20;

  async function inflate(base64) {
    const packed = Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  function unpack(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 4 + view.getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, at)));
    for (const canvas of head.canvases) {
      const cells = canvas.cells, count = cells * (canvas.steps.length + 1);
      const texts = new Uint32Array(count), looks = new Uint8Array(count);
      for (let i = 0; i < count; i++) {
        const above = i - cells;
        const text = bytes[at + i] | (bytes[at + count + i] << 8) | (bytes[at + 2 * count + i] << 16);
        texts[i] = above < 0 ? text : text ^ texts[above];
        const look = bytes[at + 3 * count + i];
        looks[i] = above < 0 ? look : look ^ looks[above];
      }
      at += 4 * count;
      canvas.texts = texts;
      canvas.looks = looks;
    }
    return head;
  }

  // How many steps ago a settled cell was new; 0 if that is longer ago than it glows.
  function age(canvas, row, cell) {
    for (let back = 1; back <= 3 && back <= row; back++) {
      const state = canvas.looks[(row - back) * canvas.cells + cell] & 7;
      if (state === FRESH) return back;
      if (state !== SETTLED) return 0;
    }
    return 0;
  }

  // The pieces of answer or thinking at a step, in order: {text, look, shade}.
  function pieces(head, index, row, options) {
    const found = [];
    const add = (text, look, shade) => {
      if (!text) return;
      const last = found[found.length - 1];
      if (last && last.look === look && last.shade === shade && !look.startsWith("noise")) last.text += text;
      else found.push({ text, look, shade });
    };
    add(options.thinking ? head.openingThinking : head.opening, "", -1);
    for (let i = 0; i <= index; i++) {
      const canvas = head.canvases[i], live = i === index;
      const at = live ? row : canvas.steps.length;
      for (let cell = 0; cell < canvas.cells; cell++) {
        const look = canvas.looks[at * canvas.cells + cell], state = look & 7;
        if (state === HIDDEN || Boolean(look & THINKING) !== options.thinking) continue;
        const text = head.pieces[canvas.texts[at * canvas.cells + cell]];
        const word = text.trim();
        const begin = word ? text.indexOf(word) : text.length;
        if (state === NOISE) {
          add(text.slice(0, begin), "", -1);
          add(word, `noise grain${(look >> 3) & 3} pattern${look >> 6}`, -1);
          add(text.slice(begin + word.length), "", -1);
        } else if (options.shades) {
          const shade = canvas.shades[cell];
          add(text.slice(0, begin), "", -1);
          add(word, state === DRAFT ? "draft shade" : "shade", shade);
          add(text.slice(begin + word.length), "", -1);
        } else if (state === DRAFT) {
          add(text, "draft", -1);
        } else {
          const glow = state === FRESH ? "fresh" : live && options.glows ? age(canvas, row, cell) : 0;
          const name = glow === "fresh" ? glow : glow ? `glow${glow}` : "";
          add(text.slice(0, begin), "", -1);
          add(word, name, -1);
          add(text.slice(begin + word.length), "", -1);
        }
      }
    }
    return found;
  }

  // The same, line by line: {kind, parts}.
  function lines(head, index, row, options) {
    const found = [{ kind: "prose", parts: [] }];
    for (const piece of pieces(head, index, row, options)) {
      piece.text.split("\n").forEach((text, number) => {
        if (number) found.push({ kind: "prose", parts: [] });
        if (text) found[found.length - 1].parts.push({ ...piece, text });
      });
    }
    let inside = false;
    for (const line of found) {
      if (line.parts.map((part) => part.text).join("").trimStart().startsWith("```")) {
        inside = !inside;
        line.kind = "fence";
      } else if (inside) {
        line.kind = "code";
      }
    }
    return found;
  }

  function hasThinking(head) {
    const thinks = (canvas) => canvas.looks.some((look) => look & THINKING);
    return Boolean(head.openingThinking) || head.canvases.some(thinks);
  }

  return { inflate, unpack, pieces, lines, hasThinking };
})();
