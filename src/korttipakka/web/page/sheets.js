// The sheets of paper: front and back beside each other, or the back seen through the front.

import { el } from "/page/dom.js";
import { Picture } from "/page/pictures.js";
import { shownDecks, state, variants } from "/page/store.js";
import { t } from "/page/words.js";

class SheetFigure {
  constructor(index) {
    this.index = index;
    this.front = new Picture();
    this.back = new Picture();
    this.pages = el("div", { class: "pages" }, this.front.element, this.back.element);
    this.caption = el("figcaption");
    this.element = el("figure", { class: "sheet" }, this.pages, this.caption);
  }

  update(variant, sheets) {
    const sheet = sheets[this.index];
    const name = t("sheetOf", this.index + 1, sheets.length);
    for (const [picture, side] of [[this.front, "frontSide"], [this.back, "backSide"]]) {
      picture.label = `${name}, ${t(side)}`;
      picture.frame(sheet);
    }
    this.back.element.hidden = !sheet.back;
    this.pages.classList.toggle("light", state.light && Boolean(sheet.back));
    this.pages.dataset.mirror = sheet.mirror;
    this.pages.style.setProperty("--through", state.through / 100);
    this.caption.textContent = [variants().length > 1 ? variant : "", name, sheet.back ? "" : t("noBack")].filter(Boolean).join(" · ");
    this.front.show(sheet.front);
    this.back.show(sheet.back);
  }

  forget() {
    this.front.forget();
    this.back.forget();
  }
}

export class SheetsView {
  constructor() {
    this.figures = {};
    const toggle = el("input", { type: "checkbox", checked: state.light, onchange: (event) => { state.light = event.target.checked; this.update(); } });
    this.slider = el("input", {
      type: "range", min: "0", max: "100", value: String(state.through), "aria-label": t("backThrough"),
      oninput: (event) => { state.through = Number(event.target.value); this.update(); },
    });
    this.list = el("div", { class: "sheets" });
    this.element = el("div", {}, el("div", { class: "tools" },
      el("label", { class: "check" }, toggle, el("span", { text: t("againstLight") })), this.slider), this.list);
  }

  update() {
    this.slider.disabled = !state.light;
    this.slider.style.setProperty("--done", `${state.through}%`);
    const wanted = [];
    const decks = Object.entries(shownDecks());
    const most = Math.max(...decks.map(([, { sheets }]) => sheets.length));
    for (let index = 0; index < most; index++) {
      for (const [variant, { sheets }] of decks) {
        if (index >= sheets.length) continue;
        const figure = (this.figures[`${variant}${index}`] ??= new SheetFigure(index));
        figure.update(variant, sheets);
        wanted.push(figure);
      }
    }
    for (const [key, figure] of Object.entries(this.figures)) {
      if (wanted.includes(figure)) continue;
      figure.forget();
      delete this.figures[key];
    }
    const elements = wanted.map((figure) => figure.element);
    if (elements.some((element, index) => this.list.children[index] !== element) || this.list.children.length !== elements.length) {
      this.list.replaceChildren(...elements);
    }
  }

  changed() {
    return false;
  }

  // No pictures of single cards: what is shown is made anew when all is known of a change.
  seen() {
    return [];
  }

  forget() {
    for (const figure of Object.values(this.figures)) figure.forget();
  }
}
