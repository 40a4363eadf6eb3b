// The cards: a grid of fronts and backs, or one large card that is turned over.

import { api } from "/page/api.js";
import { $, announce, copy, el } from "/page/dom.js";
import { Picture } from "/page/pictures.js";
import { runningSizes } from "/page/sizes.js";
import { emit, mainCards, mainDeck, shownDecks, state } from "/page/store.js";
import { language, number, t } from "/page/words.js";

const SIDES = ["front", "back"];
const MODES = { small: 160, medium: 240, large: 400 };  // CSS pixels that a side is wide at least
const DONE = 900;  // milliseconds

function copyButton(place, extra = {}) {
  return el("button", {
    type: "button", class: "place", text: place, "aria-label": t("copyPlace", place), ...extra,
    onclick: async (event) => {
      const button = event.currentTarget;
      await copy(place);
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), DONE);
    },
  });
}

const problemsOf = (deck, card) => card.problems.map((index) => deck.problems[index]).filter(Boolean);
const worstOf = (problems) => ["error", "warning", "note"].find((one) => problems.some((problem) => problem.severity === one));

function problemBadge(card, problems, extra = {}) {
  const worst = worstOf(problems);
  return el("button", {
    type: "button", class: `badge ${worst}`, text: t(worst), title: problems.map((one) => one.message).join("\n"), ...extra,
    onclick: () => emit("show-problems", card.problems[0]),
  });
}

// A card's front and back beside each other, or as the leaf that is turned, for each variant that is shown.
class Sides {
  constructor(element, className) {
    this.element = element;
    this.className = className;
    this.pairs = {};
  }

  update(decks, index) {
    const shown = Object.keys(decks);
    if (Object.keys(this.pairs).join() !== shown.join()) this.make(shown);
    for (const [variant, { card, cards }] of Object.entries(decks)) {
      for (const picture of this.pairs[variant]) {
        picture.frame(card);
        picture.element.parentElement.style.setProperty("--shape", card.width / card.height);
      }
      this.show(variant, SIDES.map((side) => cards[index]?.[side] ?? ""));
    }
  }

  make(shown) {
    this.forget();
    this.pairs = Object.fromEntries(shown.map((variant) => [variant, SIDES.map(() => new Picture())]));
    this.element.replaceChildren(...shown.map((variant) => el("span", { class: this.className },
      shown.length > 1 && el("span", { class: "mark", text: variant, "aria-hidden": "true" }),
      this.pairs[variant].map((picture) => picture.element))));
  }

  // New addresses before the whole deck is known: the picture must not wait for it.
  show(variant, addresses) {
    const pair = this.pairs[variant] ?? [];
    return Promise.all(pair.map((picture, index) => picture.show(addresses[index])));
  }

  get isNear() {
    return Object.values(this.pairs).flat().some((picture) => picture.visible);
  }

  forget() {
    for (const picture of Object.values(this.pairs).flat()) picture.forget();
  }
}

// A card in the grid.
class Tile {
  constructor(view, index) {
    this.index = index;
    this.button = el("button", {
      type: "button", class: "pair", tabindex: "-1",
      onclick: (event) => view.clicked(this, event), ondblclick: () => view.open(this.index),
    });
    this.sides = new Sides(this.button, "row");
    this.caption = el("div", { class: "caption" });
    this.element = el("li", { class: "tile" }, this.button, this.caption);
  }

  update(decks, usual) {
    this.sides.update(decks, this.index);
    const [first] = Object.values(decks);
    this.card = first.cards[this.index];
    const problems = problemsOf(first, this.card);
    const signature = JSON.stringify([this.card, problems, usual, language()]);
    if (signature !== this.signature) this.describe(first, this.card, problems, usual);
    this.signature = signature;
  }

  describe(deck, card, problems, usual) {
    const worst = worstOf(problems);
    const size = card.sizes[deck.running];
    this.element.dataset.problem = worst ?? "";
    this.element.dataset.id = card.id;
    this.button.setAttribute("aria-label",
      [`${card.number} ${card.title}`, card.blank && t("blank"), worst && t("problemHere")].filter(Boolean).join(", "));
    this.button.title = card.text;
    this.caption.replaceChildren(...[
      el("span", { class: "number", text: `${card.number}` }),
      el("span", { class: "name", text: card.title, title: card.title, lang: deck.language }),
      card.blank && el("span", { class: "badge", text: t("blank") }),
      size && size < usual && el("span", { class: "badge amber", text: t("textSize", number(size)) }),
      worst && problemBadge(card, problems, { tabindex: "-1" }),
      card.line && copyButton(card.line, { tabindex: "-1" }),
    ].filter(Boolean));
  }
}

const overlaps = (one, other) => one.top < other.bottom && one.bottom > other.top;

// An index of one of so many cards.
const within = (index, count) => Math.max(0, Math.min(index, count - 1));

export class CardsView {
  constructor() {
    this.zoom = localStorage.getItem("zoom") ?? "medium";
    this.tiles = [];
    this.boxes = new Map();
    this.list = el("ul", { class: "grid", "aria-label": t("cards"), onkeydown: (event) => this.key(event) });
    this.element = el("div", { class: "cards" }, this.list);
    this.one = null;
  }

  update() {
    const decks = shownDecks();
    const cards = mainCards();
    const usual = runningSizes(mainDeck())[0]?.[0];
    state.selected = within(state.selected, cards.length);
    this.boxes.clear();
    this.list.dataset.zoom = this.zoom;
    this.list.style.setProperty("--tile", `${MODES[this.zoom]}px`);
    this.makeZoom();
    while (this.tiles.length > cards.length) {
      const tile = this.tiles.pop();
      tile.sides.forget();
      tile.element.remove();
    }
    for (let index = 0; index < cards.length; index++) {
      if (index === this.tiles.length) {
        this.tiles.push(new Tile(this, index));
        this.list.append(this.tiles[index].element);
      }
      this.tiles[index].update(decks, usual);
    }
    this.mark();
    if (state.large && cards.length) this.showOne();
    else this.showGrid();
  }

  makeZoom() {
    const choices = Object.keys(MODES).map((name, index) => el("button", {
      type: "button", text: ["S", "M", "L"][index], title: t(name), "aria-label": `${["S", "M", "L"][index]}, ${t(name)}`, "aria-pressed": String(this.zoom === name),
      onclick: () => { this.zoom = name; localStorage.setItem("zoom", name); this.update(); },
    }));
    $("zoom").replaceChildren(...choices);
    $("zoom").hidden = state.large;
  }

  mark() {
    this.tiles.forEach((tile, index) => {
      const chosen = index === state.selected;
      tile.element.classList.toggle("selected", chosen);
      tile.button.tabIndex = chosen ? 0 : -1;
      if (chosen) tile.button.setAttribute("aria-current", "true");
      else tile.button.removeAttribute("aria-current");
    });
  }

  // Put changed pictures in their places; the promise has whether any was on the screen.
  async changed(variant, pictures) {
    const byId = new Map(this.tiles.map((tile) => [state.decks[variant]?.cards[tile.index]?.id, tile]));
    const shown = [];
    for (const [id, addresses] of Object.entries(pictures)) {
      const tile = byId.get(id);
      if (!tile) continue;
      const card = state.decks[variant].cards[tile.index];
      [card.front, card.back] = addresses;
      const { sides } = state.large && tile.index === state.selected ? this.one : tile;
      shown.push(sides.show(variant, addresses));
    }
    return (await Promise.all(shown)).flat().some(Boolean);
  }

  // The ids of the cards on the screen.
  seen() {
    if (state.large) return mainCards().slice(state.selected, state.selected + 1).map((card) => card.id);
    const area = $("view").getBoundingClientRect();
    const onScreen = ({ element, sides }) => sides.isNear && overlaps(element.getBoundingClientRect(), area);
    return this.tiles.filter(onScreen).map((tile) => tile.card.id);
  }

  select(index, focus = true) {
    state.selected = within(index, this.tiles.length);
    this.mark();
    const tile = this.tiles[state.selected];
    if (state.large) {
      this.one.update();
    } else if (focus && tile) {
      tile.button.focus({ preventScroll: true });
      tile.element.scrollIntoView({ block: "nearest" });
    }
  }

  async clicked(tile, event) {
    this.select(tile.index);
    if (event.detail === 0) return;  // by the keyboard: Enter opens, see key()
    const picture = event.target.closest(".picture");
    if (!picture) return;
    const pair = [...picture.parentElement.querySelectorAll(".picture")];
    await this.pick(tile, SIDES[pair.indexOf(picture)], picture, event);
  }

  // The settings of the box under the pointer: the smallest of those that lie there.
  async pick(tile, side, picture, event) {
    const area = picture.getBoundingClientRect();
    const x = (event.clientX - area.left) / area.width;
    const y = (event.clientY - area.top) / area.height;
    const boxes = (await this.boxesOf(tile.card.id))?.[side] ?? [];
    const hits = boxes.filter((box) => x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height);
    hits.sort((one, other) => one.width * one.height - other.width * other.height);
    if (hits.length) {
      this.outline(picture, hits[0]);
      emit("pick", `${side}.${hits[0].name}`);
    }
  }

  outline(picture, box) {
    document.querySelector(".outline")?.remove();
    const frame = el("span", { class: "outline" });
    for (const [name, value] of [["left", box.left], ["top", box.top], ["width", box.width], ["height", box.height]]) {
      frame.style[name] = `${value * 100}%`;
    }
    picture.append(frame);
  }

  // The boxes of a card by its sides; null when they cannot be had.
  boxesOf(id) {
    const key = `${state.variant} ${id}`;
    if (!this.boxes.has(key)) this.boxes.set(key, api.card(state.variant, id).catch(() => null));
    return this.boxes.get(key);
  }

  columns() {
    const top = this.tiles[0]?.element.offsetTop;
    const count = this.tiles.findIndex((tile) => tile.element.offsetTop !== top);
    return count < 1 ? Math.max(1, this.tiles.length) : count;
  }

  key(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns(), ArrowDown: this.columns() };
    if (!event.target.classList.contains("pair")) return;
    if (event.key in steps) this.select(state.selected + steps[event.key]);
    else if (event.key === "Home") this.select(0);
    else if (event.key === "End") this.select(this.tiles.length - 1);
    else if (event.key === "Enter") this.open(state.selected);
    else return;
    event.preventDefault();
  }

  open(index) {
    this.select(index, false);
    state.large = true;
    state.side = "front";
    this.update();
    this.one.button.focus();
  }

  close() {
    state.large = false;
    this.update();
    this.select(state.selected);
  }

  showGrid() {
    this.one?.sides.forget();
    this.one = null;
    this.element.replaceChildren(this.list);
  }

  showOne() {
    if (!this.one) {
      this.one = new OneCard(this);
      this.element.replaceChildren(this.one.element);
    }
    this.one.update();
  }

  forget() {
    for (const { sides } of this.tiles) sides.forget();
    this.one?.sides.forget();
  }
}

// One card alone, as large as there is room.
class OneCard {
  constructor(view) {
    this.view = view;
    this.turning = el("span", { class: "turning" });
    this.sides = new Sides(this.turning, "leaf");
    this.button = el("button", { type: "button", class: "one-card", onclick: () => this.flip(), title: t("flipHelp") }, this.turning);
    this.place = el("p", { class: "one-place" });
    this.boxList = el("ul", { class: "chips", "aria-label": t("boxes") });
    this.element = el("section", { class: "one", onkeydown: (event) => this.key(event) },
      el("div", { class: "one-bar" },
        el("button", { type: "button", text: `← ${t("allCards")}`, onclick: () => this.view.close() }),
        this.place,
        el("button", { type: "button", class: "icon", text: "‹", "aria-label": t("previous"), onclick: () => this.go(-1) }),
        el("button", { type: "button", class: "icon", text: "›", "aria-label": t("next"), onclick: () => this.go(1) })),
      this.button, this.boxList, el("p", { class: "quiet", text: t("flipHelp") }));
  }

  update() {
    this.sides.update(shownDecks(), state.selected);
    const deck = mainDeck();
    const card = deck.cards[state.selected];
    const problems = problemsOf(deck, card);
    this.element.dataset.problem = worstOf(problems) ?? "";
    this.turning.dataset.side = state.side;
    this.button.setAttribute("aria-label", t(state.side === "front" ? "frontOf" : "backOf", card.title));
    this.button.setAttribute("aria-description", t("flip"));
    this.place.replaceChildren(
      el("strong", { text: card.title, lang: deck.language }), " ",
      el("span", { class: "quiet", text: t("cardOf", state.selected + 1, deck.cards.length) }), " ",
      problems.length ? problemBadge(card, problems) : "", " ",
      card.line ? copyButton(card.line) : "");
    this.listBoxes(card);
  }

  async listBoxes(card) {
    const found = await this.view.boxesOf(card.id);
    if (mainCards()[state.selected] !== card) return;  // another card is shown by now, or another edition of it
    const boxes = found?.[state.side] ?? [];
    this.boxList.replaceChildren(...boxes.map((box) => el("li", {}, el("button", {
      type: "button", class: "chip", onclick: () => emit("pick", `${state.side}.${box.name}`),
    }, el("strong", { text: box.name }), box.size ? ` ${number(box.size)} pt` : "", box.at && el("span", { class: "quiet", text: ` ${box.at}` })))));
  }

  flip() {
    state.side = state.side === "front" ? "back" : "front";
    this.update();
    announce(this.button.getAttribute("aria-label"));
  }

  go(step) {
    this.view.select(state.selected + step);
    announce(this.button.getAttribute("aria-label"));
  }

  key(event) {
    if (event.key === "Escape") this.view.close();
    else if (event.key === "ArrowRight" || event.key === "ArrowDown") this.go(1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") this.go(-1);
    else return;
    event.preventDefault();
  }
}
