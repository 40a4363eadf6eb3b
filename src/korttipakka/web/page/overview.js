// The deck at a glance: cards by category, the sizes of their texts, and what keeps sizes down.

import { api } from "/page/api.js";
import { el } from "/page/dom.js";
import { Picture } from "/page/pictures.js";
import { sizesByBox } from "/page/sizes.js";
import { emit, mainDeck } from "/page/store.js";
import { number, t } from "/page/words.js";

const MOST_SIZES = 8;  // of a box's sizes

export class OverviewView {
  constructor() {
    this.pictures = new Map();
    this.element = el("div", { class: "overview" });
    this.version = "";  // of the deck that what keeps sizes down was asked for
    this.held = [];
  }

  update() {
    const { variant, version } = mainDeck();
    this.render();
    if (this.version === `${variant} ${version}`) return;
    const asked = (this.version = `${variant} ${version}`);
    api.sizes(variant).then(({ held }) => {
      if (this.version !== asked) return;  // the deck is another by now
      this.held = held;
      this.render();
    }).catch(() => { this.version = ""; });
  }

  changed() {
    return false;
  }

  // No pictures of single cards: what is shown is made anew when all is known of a change.
  seen() {
    return [];
  }

  render() {
    const deck = mainDeck();
    const sizes = sizesByBox(deck.cards);
    const known = new Set(deck.categories.map((one) => one.key));
    const groups = deck.categories.map((one) => [one.name, deck.cards.filter((card) => card.category === one.key)]);
    groups.push([t("noCategory"), deck.cards.filter((card) => !known.has(card.category))]);
    const used = new Set();
    const sections = groups.filter(([, cards]) => cards.length).map(([name, cards]) => el("section", {},
      el("h2", {}, el("span", { text: name, lang: deck.language }), " ", el("span", { class: "quiet", text: t("onCards", cards.length) })),
      el("ul", { class: "contact" }, cards.map((card) => this.card(deck, card, sizes, used)))));
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
    picture.frame(deck.card);
    picture.show(address);
    return picture.element;
  }

  card(deck, card, sizes, used) {
    const chips = Object.entries(card.sizes).map(([box, size]) => {
      const usual = sizes.get(box)?.[0]?.[0];
      return el("span", { class: size === usual ? "size" : "size other", text: number(size), title: `${box}: ${number(size)} pt` });
    });
    return el("li", {},
      el("button", { type: "button", class: "thumb", onclick: () => emit("go", card.id), "aria-label": `${card.number} ${card.title}` },
        ["front", "back"].map((side) => this.picture(`${deck.variant} ${card.id} ${side}`, card[side], deck, used))),
      el("p", { class: "caption" }, el("span", { class: "number", text: `${card.number}` }), el("span", { class: "name", text: card.title, lang: deck.language })),
      el("p", { class: "chipline" }, chips));
  }

  table(sizes) {
    const rows = [...sizes].map(([box, found]) => el("tr", {},
      el("th", { scope: "row" }, el("button", { type: "button", class: "link", text: box, onclick: () => emit("pick", box) })),
      el("td", {}, found.slice(0, MOST_SIZES).map(([size, count]) => el("span", { class: "count" },
        el("strong", { text: `${number(size)} pt` }), ` ${found.length === 1 ? t("sameOnAll") : t("onCards", count)}`)),
      found.length > MOST_SIZES && el("span", { class: "quiet", text: ` … ${number(Math.min(...found.map(([size]) => size)))} pt` }))));
    return el("section", { class: "sizes" }, el("h2", { text: t("sizesOfTexts") }), el("table", {}, el("tbody", {}, rows)));
  }

  heldList() {
    const notes = this.held.map((note) => el("li", {},
      el("button", { type: "button", class: "link", text: note.message, disabled: !note.cards.length,
        onclick: () => emit("go", note.cards[0]) })));
    return el("section", { class: "held" }, el("h2", { text: t("heldTitle") }),
      notes.length ? el("ul", { lang: "en" }, notes) : el("p", { class: "quiet", text: t("noneHeld") }));
  }

  forget() {
    for (const picture of this.pictures.values()) picture.forget();
  }
}
