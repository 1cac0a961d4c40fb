// Runs the script of an exported page without a browser, and writes what it did as JSON.
//   node page_probe.js PAGE [KEY ...]
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");

const page = fs.readFileSync(process.argv[2], "utf8");
const script = page.match(/<script>([\s\S]*?)<\/script>/)[1];
const data = page.match(/<script type="application\/octet-stream"[^>]*>([\s\S]*?)<\/script>/)[1];

// Knows text and nothing of HTML: whoever sets any fails.
class Element {
  constructor(tag) {
    Object.assign(this, { tag, text: "", children: [], dataset: {}, style: {}, attributes: {}, listeners: {}, offsetHeight: 0 });
  }
  get tagName() { return this.tag.toUpperCase(); }
  get textContent() { return this.text + this.children.map((child) => child.textContent).join(""); }
  set textContent(text) { this.text = String(text); this.children = []; }
  append(...children) { this.children.push(...children); }
  replaceChildren(...children) { this.text = ""; this.children = children; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  addEventListener(name, listener) { this.listeners[name] = listener; }
  click() { this.listeners.click({ target: this }); }
  scrollIntoView() {}
}
for (const name of ["innerHTML", "outerHTML", "insertAdjacentHTML"]) {
  Object.defineProperty(Element.prototype, name, { set() { throw new Error(name); }, get() { throw new Error(name); } });
}

const elements = new Map();
const listeners = {};
const timers = [];
const get = (id) => {
  if (!elements.has(id)) elements.set(id, new Element("div"));
  return elements.get(id);
};
get("replay").textContent = data;
const world = {
  document: {
    getElementById: get,
    createElement: (tag) => new Element(tag),
    createTextNode: (text) => Object.assign(new Element("#text"), { text }),
  },
  matchMedia: (query) => ({ matches: query.includes("reduce") ? process.env.MOTION !== "1" : true, addEventListener() {} }),
  addEventListener: (name, listener) => { listeners[name] = listener; },
  setTimeout: (then) => timers.push(then),
  clearTimeout: () => { timers.length = 0; },
  atob, Blob, Response, DecompressionStream, TextDecoder, console,
};
vm.createContext(world);
vm.runInContext(script.replace("Page.open();", "globalThis.opened = Page.open(); globalThis.Model = Model;"), world);

const state = () => ({
  where: get("where").textContent,
  text: get("text").children.map((line) => line.textContent).join("\n"),
  kinds: get("text").children.map((line) => line.className),
  playing: get("play").dataset.playing,
  said: get("slider").attributes["aria-valuetext"],
});

world.opened.then(async () => {
  const head = world.Model.unpack(await world.Model.inflate(data));
  const steps = head.canvases.flatMap((canvas, index) => canvas.steps.map((_, row) => {
    const at = row * canvas.cells;
    const read = (thinking) => world.Model.pieces(head, index, row, { thinking, shades: false, glows: false }).map((piece) => piece.text).join("");
    return {
      texts: Array.from(canvas.texts.subarray(at, at + canvas.cells), (place) => head.pieces[place]),
      looks: Array.from(canvas.looks.subarray(at, at + canvas.cells)),
      answer: read(false),
      thinking: read(true),
    };
  }));
  const seen = [state()];
  for (const key of process.argv.slice(3)) {
    if (key === "tick") timers.splice(0).forEach((then) => then());
    else if (key.startsWith("#")) get(key.slice(1)).click();
    else listeners.keydown({ key, target: { tagName: "BODY" }, preventDefault() {} });
    seen.push(state());
  }
  const shades = get("text").children.flatMap((line) => line.children).filter((part) => part.className?.includes("shade")).length;
  process.stdout.write(JSON.stringify({ steps, seen, shades, legend: !get("legend").hidden, trouble: get("trouble").textContent }));
}).catch((error) => { process.stderr.write(String(error.stack)); process.exit(1); });
