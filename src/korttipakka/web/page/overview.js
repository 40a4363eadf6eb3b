// The deck at a glance: cards by category, the sizes of their texts, and what keeps sizes down.

import { api } from "/page/api.js";
import { el } from "/page/dom.js";
import { Picture } from "/page/pictures.js";
import { emit, state, variants } from "/page/store.js";
import { number, t } from "/page/words.js";

// How many cards have which size, by box, the most frequent size first.
export function distribution(sizes) {
  const boxes = new Map();
  for (const card of Object.values(sizes)) {
    for (const [box, size] of Object.entries(card)) {
      const counts = boxes.get(box) ?? boxes.set(box, new Map()).get(box);
      counts.set(size, (counts.get(size) ?? 0) + 1);
    }
  }
  return new Map([...boxes].map(([box, counts]) => [box, [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0])]));
}

export class OverviewView {
  constructor() {
    this.pictures = new Map();
    this.element = el("div", { class: "overview" });
    this.version = null;
    this.held = [];
  }

  update() {
    const [variant] = variants();
    const deck = state.decks[variant];
    if (!deck) return;
    this.render(variant, deck);
    if (this.version !== `${variant} ${deck.version}`) {
      this.version = `${variant} ${deck.version}`;
      api.sizes(variant).then(({ held }) => { this.held = held; this.render(variant, state.decks[variant]); }).catch(() => {});
    }
  }

  changed() {
    return Promise.resolve(false);
  }

  render(variant, deck) {
    const sizes = distribution(Object.fromEntries(deck.cards.map((card) => [card.id, card.sizes])));
    const known = new Set(deck.categories.map((one) => one.key));
    const groups = deck.categories.map((one) => [one.name, deck.cards.filter((card) => card.category === one.key)]);
    groups.push([t("noCategory"), deck.cards.filter((card) => !known.has(card.category))]);
    const used = new Set();
    const sections = groups.filter(([, cards]) => cards.length).map(([name, cards]) => el("section", {},
      el("h2", {}, el("span", { text: name, lang: deck.language }), " ", el("span", { class: "quiet", text: t("onCards", cards.length) })),
      el("ul", { class: "contact" }, cards.map((card) => this.card(variant, deck, card, sizes, used)))));
    for (const [key, picture] of this.pictures) {
      if (!used.has(key)) {
        picture.forget();
        this.pictures.delete(key);
      }
    }
    this.element.replaceChildren(this.table(sizes), this.heldList(), ...sections);
  }

  picture(key, address, deck, used) {
    const picture = this.pictures.get(key) ?? this.pictures.set(key, new Picture()).get(key);
    used.add(key);
    picture.element.style.aspectRatio = `${deck.card.width} / ${deck.card.height}`;
    picture.element.style.setProperty("--corner", deck.card.corner / deck.card.width);
    picture.show(address, deck.card.width);
    return picture.element;
  }

  card(variant, deck, card, sizes, used) {
    const index = deck.cards.indexOf(card);
    const chips = Object.entries(card.sizes).map(([box, size]) => {
      const usual = sizes.get(box)?.[0]?.[0];
      return el("span", { class: size === usual ? "size" : "size other", text: number(size), title: `${box}: ${number(size)} pt` });
    });
    return el("li", {},
      el("button", { type: "button", class: "thumb", onclick: () => emit("go", index), "aria-label": `${card.number} ${card.title}` },
        this.picture(`${variant} ${card.id} f`, card.front, deck, used), this.picture(`${variant} ${card.id} b`, card.back, deck, used)),
      el("p", { class: "caption" }, el("span", { class: "number", text: `${card.number}` }), el("span", { class: "name", text: card.title, lang: deck.language })),
      el("p", { class: "chipline" }, chips));
  }

  table(sizes) {
    const rows = [...sizes].map(([box, found]) => el("tr", {},
      el("th", { scope: "row" }, el("button", { type: "button", class: "link", text: box, onclick: () => emit("pick", box) })),
      el("td", {}, found.slice(0, 8).map(([size, count]) => el("span", { class: "count" },
        el("strong", { text: `${number(size)} pt` }), ` ${found.length === 1 ? t("sameOnAll") : t("onCards", count)}`)),
      found.length > 8 && el("span", { class: "quiet", text: ` … ${number(Math.min(...found.map(([size]) => size)))} pt` }))));
    return el("section", { class: "sizes" }, el("h2", { text: t("sizesOfTexts") }), el("table", {}, el("tbody", {}, rows)));
  }

  heldList() {
    const notes = this.held.map((note) => el("li", {},
      el("button", { type: "button", class: "link", text: note.message, disabled: !note.cards.length,
        onclick: () => emit("go", state.decks[variants()[0]].cards.findIndex((card) => card.id === note.cards[0])) })));
    return el("section", { class: "held" }, el("h2", { text: t("heldTitle") }),
      notes.length ? el("ul", { lang: "en" }, notes) : el("p", { class: "quiet", text: t("noneHeld") }));
  }
}
