// The cards: a grid of fronts and backs, or one large card that is turned over.

import { api } from "/page/api.js";
import { $, announce, copy, el } from "/page/dom.js";
import { Picture } from "/page/pictures.js";
import { deck, emit, mainCards, state, variants } from "/page/store.js";
import { language, number, t } from "/page/words.js";

const SIDES = ["front", "back"];
const MODES = { small: 160, medium: 240, large: 400 };

// The size that most cards have their running text in.
export function usualSize(cards, running) {
  const counts = new Map();
  for (const card of cards) {
    const size = card.sizes[running];
    if (size) counts.set(size, (counts.get(size) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]);
}

function copyButton(place) {
  return el("button", {
    type: "button", class: "place", text: place, "aria-label": t("copyPlace", place), tabindex: "-1",
    onclick: async (event) => {
      event.stopPropagation();
      await copy(place);
      announce(t("copied"));
      event.currentTarget?.classList.add("done");
      setTimeout(() => event.target.classList.remove("done"), 900);
    },
  });
}

const problemsOf = (deck_, card) => card.problems.map((index) => deck_.problems[index]).filter(Boolean);
const worstOf = (problems) => ["error", "warning", "note"].find((one) => problems.some((problem) => problem.severity === one));

function problemBadge(card, problems, extra = {}) {
  const worst = worstOf(problems);
  return el("button", {
    type: "button", class: `badge ${worst}`, text: t(worst), title: problems.map((one) => one.message).join("\n"), ...extra,
    onclick: () => emit("show-problems", card.problems[0]),
  });
}

// A card in the grid: one row of front and back for each variant that is shown.
class Tile {
  constructor(view, index) {
    this.view = view;
    this.index = index;
    this.rows = {};
    this.button = el("button", {
      type: "button", class: "pair", tabindex: "-1",
      onclick: (event) => view.clicked(this, event), ondblclick: () => view.open(this.index),
    });
    this.caption = el("div", { class: "caption" });
    this.element = el("li", { class: "tile" }, this.button, this.caption);
  }

  update(decks, usual) {
    const [first] = Object.values(decks);
    const card = first.cards[this.index];
    const shown = Object.keys(decks);
    if (Object.keys(this.rows).join() !== shown.join()) this.makeRows(shown);
    for (const [variant, deck_] of Object.entries(decks)) this.updateRow(variant, deck_);
    const problems = problemsOf(first, card);
    const signature = JSON.stringify([card, problems, usual, language()]);
    if (signature !== this.signature) this.describe(first, card, problems, usual);
    this.signature = signature;
    this.card = card;
  }

  makeRows(shown) {
    this.forget();
    this.rows = Object.fromEntries(shown.map((variant) => [variant, SIDES.map(() => new Picture())]));
    this.button.replaceChildren(...shown.map((variant) => el("span", { class: "row" },
      shown.length > 1 && el("span", { class: "mark", text: variant, "aria-hidden": "true" }),
      this.rows[variant].map((picture) => picture.element))));
  }

  updateRow(variant, deck_) {
    const card = deck_.cards[this.index];
    SIDES.forEach((side, index) => {
      const picture = this.rows[variant][index];
      picture.element.style.aspectRatio = `${deck_.card.width} / ${deck_.card.height}`;
      picture.element.style.setProperty("--corner", deck_.card.corner / deck_.card.width);
      picture.show(card?.[side] ?? "", deck_.card.width);
    });
  }

  describe(deck_, card, problems, usual) {
    const worst = worstOf(problems);
    const size = card.sizes[deck_.running];
    this.element.dataset.problem = worst ?? "";
    this.element.dataset.id = card.id;
    this.button.setAttribute("aria-label",
      [`${card.number} ${card.title}`, card.blank && t("blank"), worst && t("problemHere")].filter(Boolean).join(", "));
    this.button.title = card.text;
    this.caption.replaceChildren(...[
      el("span", { class: "number", text: `${card.number}` }),
      el("span", { class: "name", text: card.title, title: card.title, lang: deck_.language }),
      card.blank && el("span", { class: "badge", text: t("blank") }),
      size && size < usual && el("span", { class: "badge amber", text: t("textSize", size) }),
      worst && problemBadge(card, problems, { tabindex: "-1" }),
      card.line && copyButton(card.line),
    ].filter(Boolean));
  }

  // New addresses before the whole deck is known: the picture must not wait for it.
  show(variant, addresses) {
    const pictures = this.rows[variant];
    return pictures ? Promise.all(pictures.map((picture, index) => picture.show(addresses[index]))) : Promise.resolve([false]);
  }

  forget() {
    for (const pictures of Object.values(this.rows)) for (const picture of pictures) picture.forget();
  }
}

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
    const decks = Object.fromEntries(variants().filter((name) => state.decks[name]).map((name) => [name, state.decks[name]]));
    const cards = mainCards();
    const usual = usualSize(cards, Object.values(decks)[0]?.running)[0]?.[0];
    state.selected = Math.max(0, Math.min(state.selected, cards.length - 1));
    this.boxes.clear();
    this.list.dataset.zoom = this.zoom;
    this.list.style.setProperty("--tile", `${MODES[this.zoom]}px`);
    this.makeZoom();
    while (this.tiles.length > cards.length) {
      const tile = this.tiles.pop();
      tile.forget();
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
      type: "button", text: ["S", "M", "L"][index], "aria-pressed": String(this.zoom === name),
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
      if (state.large && tile.index === state.selected) shown.push(this.one.changed(variant, addresses));
      else shown.push(tile.show(variant, addresses));
    }
    return (await Promise.all(shown)).flat().some(Boolean);
  }

  select(index, focus = true) {
    state.selected = Math.max(0, Math.min(index, this.tiles.length - 1));
    this.mark();
    const tile = this.tiles[state.selected];
    if (focus && tile && !state.large) {
      tile.button.focus({ preventScroll: true });
      tile.element.scrollIntoView({ block: "nearest" });
    }
    emit("selected");
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

  async boxesOf(id) {
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
    this.one?.forget();
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
}

// One card alone, as large as there is room.
class OneCard {
  constructor(view) {
    this.view = view;
    this.pictures = {};
    this.turning = el("span", { class: "turning" });
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
    const shown = variants().filter((name) => state.decks[name]);
    if (Object.keys(this.pictures).join() !== shown.join()) {
      this.forget();
      this.pictures = Object.fromEntries(shown.map((name) => [name, { front: new Picture(), back: new Picture() }]));
      this.turning.replaceChildren(...shown.map((name) => el("span", { class: "leaf" },
        shown.length > 1 && el("span", { class: "mark", text: name }),
        this.pictures[name].front.element, this.pictures[name].back.element)));
    }
    const cards = mainCards();
    const card = cards[state.selected];
    for (const name of shown) this.show(name, SIDES.map((side) => state.decks[name].cards[state.selected]?.[side] ?? ""));
    const problems = problemsOf(state.decks[shown[0]], card);
    this.element.dataset.problem = worstOf(problems) ?? "";
    this.turning.dataset.side = state.side;
    this.button.setAttribute("aria-label", t(state.side === "front" ? "frontOf" : "backOf", card.title));
    this.button.setAttribute("aria-description", t("flip"));
    this.place.replaceChildren(
      el("strong", { text: card.title, lang: deck().language }), " ",
      el("span", { class: "quiet", text: t("cardOf", state.selected + 1, cards.length) }), " ",
      problems.length ? problemBadge(card, problems) : "", " ",
      card.line ? copyButton(card.line) : "");
    this.listBoxes(card);
  }

  show(name, addresses) {
    const { width, height, corner } = state.decks[name].card;
    return Promise.all(SIDES.map((side, index) => {
      const picture = this.pictures[name][side];
      picture.element.style.aspectRatio = `${width} / ${height}`;
      picture.element.style.setProperty("--corner", corner / width);
      picture.element.style.setProperty("--shape", width / height);
      picture.element.classList.toggle("is-back", side === "back");
      return picture.show(addresses[index], width);
    }));
  }

  changed(name, addresses) {
    return this.pictures[name] ? this.show(name, addresses) : Promise.resolve([false]);
  }

  async listBoxes(card) {
    const boxes = (await this.view.boxesOf(card.id))?.[state.side] ?? [];
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
    this.view.select(state.selected + step, false);
    this.update();
    announce(this.button.getAttribute("aria-label"));
  }

  key(event) {
    if (event.key === "Escape") this.view.close();
    else if (event.key === "ArrowRight" || event.key === "ArrowDown") this.go(1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") this.go(-1);
    else return;
    event.preventDefault();
  }

  forget() {
    for (const sides of Object.values(this.pictures)) for (const picture of Object.values(sides)) picture.forget();
  }
}
