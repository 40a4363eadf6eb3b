// A side of a card or a sheet: its picture is decoded before it takes the place of the one before,
// and is let go when it is far out of sight.

import { el } from "/page/dom.js";

const RESOLUTIONS = [72, 100, 150, 200, 300, 400];
const AHEAD = "600px 0px";

// Pixels in an inch that a picture is asked for, for its width in CSS pixels and in millimetres.
function resolution(width, millimetres) {
  const wanted = (width * devicePixelRatio) / (millimetres / 25.4);
  return RESOLUTIONS.find((one) => one >= wanted * 0.95) ?? RESOLUTIONS.at(-1);
}

const shows = new WeakMap();
const observer = new IntersectionObserver((entries) => {
  for (const entry of entries) shows.get(entry.target)?.seen(entry.isIntersecting);
}, { rootMargin: AHEAD });

export class Picture {
  constructor(label = "") {
    this.element = el("span", { class: "picture" });
    this.label = label;
    this.address = "";
    this.visible = false;
    this.loading = false;
    this.shown = "";
    this.millimetres = 100;  // its width
    shows.set(this.element, this);
    observer.observe(this.element);
  }

  // The form of what is shown, in millimetres; cards may have round corners.
  frame({ width, height, corner = 0 }) {
    this.millimetres = width;
    this.element.style.aspectRatio = `${width} / ${height}`;
    this.element.style.borderRadius = `${(100 * corner) / width}% / ${(100 * corner) / height}%`;
  }

  // Show a picture; the promise is kept when it is on the screen, or at once if nobody sees it.
  show(address) {
    this.address = address;
    return this.visible && address ? this.load() : Promise.resolve(false);
  }

  seen(visible) {
    this.visible = visible;
    if (visible) this.load();
    else this.drop();
  }

  drop() {
    this.element.replaceChildren();
    this.shown = "";
  }

  get wanted() {
    const width = this.element.clientWidth || 200;
    return this.address ? `${this.address}?dpi=${resolution(width, this.millimetres)}` : "";
  }

  // One picture at a time is decoded: while more arrive, each that is shown is the newest then.
  async load() {
    if (this.loading) return this.loading;
    this.loading = this.work();
    const done = await this.loading;
    this.loading = false;
    return done;
  }

  async work() {
    while (this.visible && this.wanted !== this.shown) {
      const address = this.wanted;
      const image = new Image();
      image.alt = this.label;
      image.draggable = false;
      image.src = address;
      try {
        if (address) await image.decode();
      } catch {
        if (this.wanted === address) return false;
        continue;
      }
      if (!this.visible) break;
      this.element.replaceChildren(...(address ? [image] : []));
      this.shown = address;
    }
    return this.shown === this.wanted;
  }

  forget() {
    observer.unobserve(this.element);
  }
}
