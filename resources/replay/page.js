// The page itself: what is shown, and what people do. Text goes in by textContent alone.
const Page = (() => {
  const PACE_MS = 75, SPEEDS = [0.25, 0.5, 1, 2, 4];
  const get = (id) => document.getElementById(id);
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));

  class Player {
    constructor(head) {
      this.head = head;
      this.words = head.words;
      this.index = head.canvases.length - 1;
      this.row = this.canvas.steps.length - 1;
      this.speed = 1;
      this.timer = 0;
      this.map = false;
      this.still = matchMedia("(prefers-reduced-motion: reduce)");
      this.dark = matchMedia("(prefers-color-scheme: dark)");
    }

    get canvas() { return this.head.canvases[this.index]; }
    get rows() { return this.canvas.steps.length; }
    get atEnd() { return this.index === this.head.canvases.length - 1 && this.row === this.rows - 1; }
    get atStart() { return this.index === 0 && this.row === 0; }
    get playing() { return this.timer !== 0; }

    go(index, row) {
      const last = this.head.canvases.length - 1;
      const moved = index !== this.index;
      if (moved) rest();
      this.index = Math.min(Math.max(index, 0), last);
      this.row = Math.min(Math.max(row, 0), this.rows - 1);
      this.show();
      if (moved && this.live) this.live.scrollIntoView({ block: "nearest" });
    }

    step(by) {
      const row = this.row + by;
      if (row >= this.rows && this.index < this.head.canvases.length - 1) this.go(this.index + 1, 0);
      else if (row < 0 && this.index > 0) this.go(this.index - 1, this.head.canvases[this.index - 1].steps.length - 1);
      else this.go(this.index, row);
    }

    play() {
      if (this.atEnd) this.go(0, 0);
      const tick = () => {
        this.step(1);
        if (this.atEnd) this.pause();
        else this.timer = setTimeout(tick, PACE_MS / this.speed);
      };
      this.timer = setTimeout(tick, PACE_MS / this.speed);
      this.show();
    }

    pause() {
      clearTimeout(this.timer);
      this.timer = 0;
      this.show();
    }

    toggle() {
      if (this.playing) this.pause();
      else this.play();
    }

    // Whoever moves by hand wants to look.
    move(action) {
      clearTimeout(this.timer);
      this.timer = 0;
      action();
    }

    where() {
      const step = fill(this.words.step, { step: this.canvas.steps[this.row], steps: this.canvas.most });
      if (this.head.canvases.length < 2) return step;
      const canvas = fill(this.words.canvas, { n: this.index + 1, count: this.head.canvases.length });
      return `${canvas} · ${step}`;
    }

    show() {
      const shades = this.map;
      const glows = this.playing && !this.still.matches;
      this.live = this.paint(get("text"), { thinking: false, shades, glows });
      if (Model.hasThinking(this.head)) this.paint(get("thinking"), { thinking: true, shades, glows });
      this.sayWhere();
    }

    paint(target, options) {
      const palette = this.dark.matches ? this.head.ramp.dark : this.head.ramp.light;
      const lines = Model.lines(this.head, this.index, this.row, options).map((line) => {
        const box = document.createElement("div");
        box.className = line.kind;
        box.dir = "auto";
        for (const part of line.parts) {
          const span = part.look ? document.createElement("span") : document.createTextNode("");
          span.textContent = part.text;
          if (part.look) span.className = part.look;
          if (part.look.startsWith("noise")) span.setAttribute("aria-hidden", "true");
          if (part.shade >= 0) {
            span.style.background = palette[part.shade];
          }
          box.append(span);
        }
        return box;
      });
      target.replaceChildren(...lines);
      // What stands below must not dance.
      const tallest = Math.max(Number(target.dataset.tallest || 0), target.offsetHeight);
      target.dataset.tallest = tallest;
      target.style.minHeight = `${tallest}px`;
      return lines[lines.length - 1];
    }

    sayWhere() {
      const slider = get("slider"), where = this.where();
      slider.max = this.rows - 1;
      slider.value = this.row;
      slider.setAttribute("aria-valuetext", where);
      get("where").textContent = where;
      get("step").textContent = `${this.canvas.steps[this.row]} / ${this.canvas.most}`;
      get("canvas").value = this.index;
      get("back").disabled = this.atStart;
      get("on").disabled = this.atEnd;
      const words = this.playing ? this.words.pause : this.words.play;
      get("play").dataset.playing = this.playing;
      name(get("play"), words);
    }

    legend() {
      const palette = this.dark.matches ? this.head.ramp.dark : this.head.ramp.light;
      const item = (name, text, ground) => {
        const made = document.createElement("li");
        made.className = name;
        made.textContent = text;
        made.style.background = ground;
        return made;
      };
      const { early, late } = this.words.settling;
      const shades = palette.map((ground) => item("shade", "", ground));
      get("ramp").replaceChildren(item("end", early, ""), ...shades, item("end", late, ""));
    }
  }

  // The text may be as short as it is.
  function rest() {
    for (const id of ["text", "thinking"]) {
      get(id).dataset.tallest = 0;
      get(id).style.minHeight = "";
    }
  }

  function name(element, words) {
    element.setAttribute("aria-label", words);
    element.title = words;
  }

  function option(value, words) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = words;
    return made;
  }

  function dress(player) {
    const words = player.words;
    name(get("bar"), words.replay);
    name(get("back"), words.back);
    name(get("on"), words.on);
    name(get("slider"), words.position);
    name(get("canvas"), words.which);
    name(get("speed"), words.speed);
    get("map").textContent = words.map;
    get("legend-name").textContent = words.settling.legend;
    get("note").textContent = words.settling.note;
    get("canvas").replaceChildren(...player.head.canvases.map((_, n) =>
      option(n, fill(words.canvas, { n: n + 1, count: player.head.canvases.length }))));
    get("canvas").hidden = player.head.canvases.length < 2;
    get("speed").replaceChildren(...SPEEDS.map((speed) => option(speed, `${speed}×`)));
    get("speed").value = "1";
    get("thoughts").hidden = !Model.hasThinking(player.head);
    get("thoughts").open = true;
    get("bar").hidden = get("where").hidden = false;
    player.legend();
  }

  function connect(player) {
    get("play").addEventListener("click", () => player.toggle());
    get("back").addEventListener("click", () => player.move(() => player.step(-1)));
    get("on").addEventListener("click", () => player.move(() => player.step(1)));
    get("slider").addEventListener("input", (event) =>
      player.move(() => player.go(player.index, Number(event.target.value))));
    get("canvas").addEventListener("change", (event) => player.move(() => {
      const atEnd = player.row === player.rows - 1, index = Number(event.target.value);
      player.go(index, atEnd ? player.head.canvases[index].steps.length - 1 : player.row);
    }));
    get("speed").addEventListener("change", (event) => { player.speed = Number(event.target.value); });
    get("map").addEventListener("click", () => {
      player.map = !player.map;
      get("map").setAttribute("aria-pressed", String(player.map));
      get("legend").hidden = !player.map;
      player.show();
    });
    player.dark.addEventListener("change", () => { player.legend(); player.show(); });
    addEventListener("resize", () => { rest(); player.show(); });
    addEventListener("keydown", (event) => press(player, event));
  }

  function press(player, event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const tag = event.target.tagName;
    if (tag === "SELECT" || (event.key === " " && tag !== "BODY" && tag !== "INPUT")) return;
    const count = player.head.canvases.length;
    const actions = {
      " ": () => player.toggle(),
      k: () => player.toggle(),
      m: () => get("map").click(),
      ArrowLeft: () => player.move(() => player.step(-1)),
      ArrowRight: () => player.move(() => player.step(1)),
      Home: () => player.move(() => player.go(0, 0)),
      End: () => player.move(() => player.go(count - 1, Infinity)),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  async function open() {
    try {
      const player = new Player(Model.unpack(await Model.inflate(get("replay").textContent)));
      dress(player);
      connect(player);
      player.show();
      if (!player.still.matches) player.play();
    } catch (error) {
      get("trouble").textContent = get("replay").dataset.trouble;
      get("trouble").hidden = false;
      throw error;
    }
  }

  return { Player, open };
})();
