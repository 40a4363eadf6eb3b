// The designer's panel: the layout's boxes as a tree, the settings of one, the flags.

import { row } from "/page/controls.js";
import { $, announce, copy, el } from "/page/dom.js";
import { change, isPending, resetAll } from "/page/history.js";
import { deck, on, state } from "/page/store.js";
import { language, nameOf, t } from "/page/words.js";

const WHOLE = ["card", "sheet", "fonts", "colors"];
const GROUPS = ["Type", "Colour", "Box", "Picture", "Cards", "Card", "Sheet", "Marks"];
const FIRST = ["size", "leading", "tracking", "weight", "align", "valign", "color", "fill", "left", "top", "right", "bottom", "width", "height", "font"];
const MOST_FOUND = 60;
const ids = new Map();  // boxes may have any names, ids may not
const idOf = (key) => ids.get(key) ?? ids.set(key, `setting-${ids.size}`).get(key);
const closedGroups = new Set(JSON.parse(localStorage.getItem("closed") ?? '["Box","Picture"]'));
const closedFaces = new Set();

let query = "";
let held = false;       // a slider is being dragged
let structure = "";     // which rows there are
const rows = new Map();
let refused = null;     // the last value that was not taken

const panel = $("panel");

export function make() {
  const search = el("input", {
    type: "search", id: "search", placeholder: t("search"), "aria-label": t("search"), autocomplete: "off", value: query,
    oninput: (event) => { query = event.target.value.trim().toLowerCase(); render(); },
  });
  structure = "";
  panel.replaceChildren(
    el("div", { class: "search" }, search),
    el("nav", { id: "tree", "aria-label": t("layoutBoxes") }),
    el("div", { id: "settings" }),
    el("div", { id: "flags" }));
  render();
}

panel.addEventListener("pointerdown", (event) => { held = event.target.matches("input[type=range], input[type=color]"); });
panel.addEventListener("focusout", () => setTimeout(render, 50));  // what was spared under the hand
addEventListener("pointerup", () => { if (held) { held = false; setTimeout(render, 150); } });

export function open(yes) {
  document.body.dataset.panel = yes ? "open" : "closed";
  $("panel-toggle").setAttribute("aria-expanded", String(yes));
}

function choose(box) {
  state.box = box;
  query = "";
  $("search").value = "";
  render();
}

on("pick", (box) => {
  open(true);
  closedFaces.delete(box.split(".")[0]);
  choose(box);
  announce(box);
});

on("refused", (keys, problems) => {
  refused = { key: keys.at(-1), text: problems.map((one) => `${one.message}${one.hint ? ` (${one.hint})` : ""}`).join(" ") || t("settingFailed") };
  render();
  announce(refused.text);
});

on("tweaked", () => { refused = null; renderFlags(); });
// The deck may have been told of while changes were on their way: then the row under the hand was left as it was.
on("sent", render);

function settingsOf(box) {
  const { settings } = deck();
  return settings.filter(({ key }) => key.startsWith(`${box}.`));
}

export function render() {
  if (!deck() || !$("tree")) return;
  renderTree();
  renderFlags();
  renderSettings();
}

function renderTree() {
  const { boxes, settings } = deck();
  const tweaked = (start) => settings.some(({ key, tweaked: is }) => is && key.startsWith(`${start}.`));
  const entry = (key, text) => el("button", {
    type: "button", class: "branch", text, data: { branch: key }, "aria-current": String(state.box === key), onclick: () => choose(key),
  }, tweaked(key) && el("span", { class: "dot", title: t("reset") }));
  const face = (name) => el("details", {
    open: !closedFaces.has(name), ontoggle: (event) => { if (event.target.open) closedFaces.delete(name); else closedFaces.add(name); },
  }, el("summary", { text: t(name), data: { branch: name } }), el("ul", {}, (boxes[name] ?? []).map((box) => el("li", {}, entry(`${name}.${box}`, box)))));
  const focused = $("tree").contains(document.activeElement) && document.activeElement.dataset.branch;
  $("tree").replaceChildren(face("front"), face("back"), el("p", { class: "whole" }, WHOLE.map((name) => entry(name, t(`section_${name}`)))));
  if (focused) [...$("tree").querySelectorAll("[data-branch]")].find((one) => one.dataset.branch === focused)?.focus();
}

function found() {
  return deck().settings.filter((setting) => [setting.key, nameOf(setting.key), setting.help, setting.flag].some((text) => text.toLowerCase().includes(query)));
}

function firstBox() {
  const names = Object.entries(deck().boxes).flatMap(([face, boxes]) => boxes.map((box) => `${face}.${box}`));
  return names[0] ?? "card";
}

function renderSettings() {
  if (!settingsOf(state.box).length && !query) state.box = firstBox();
  const list = query ? found().slice(0, MOST_FOUND) : settingsOf(state.box);
  const wanted = [state.variant, query || state.box, language(), ...list.map(({ key }) => key)].join("\n");
  if (wanted === structure) {
    list.forEach(updateRow);
  } else {
    structure = wanted;
    rows.clear();
    const parts = query ? [el("div", { class: "rows" }, list.map(makeRow))] : groups(list);
    $("settings").replaceChildren(el("div", { class: "head", id: "settings-head" }), ...parts, ...(list.length ? [] : [el("p", { class: "quiet", text: t("nothingFound") })]));
  }
  const anyTweaked = Object.keys(deck().tweaks).length > 0;
  $("settings-head").replaceChildren(
    el("h2", { text: query ? t("search") : state.box }),
    anyTweaked ? el("button", { type: "button", class: "link quiet", text: t("resetAll"), onclick: () => resetAll(state.variant) }) : "");
}

const signature = (setting) => JSON.stringify([setting, contextOf(), refused?.key === setting.key && refused.text]);

function makeRow(setting) {
  const element = settingRow(setting);
  if (query) element.prepend(el("span", { class: "path quiet", text: setting.key }));
  rows.set(setting.key, { element, signature: signature(setting) });
  return element;
}

// A row is made anew when its setting is another, but not under a hand that is turning it.
function updateRow(setting) {
  const known = rows.get(setting.key);
  if (known.signature === signature(setting)) return;
  const focused = known.element.contains(document.activeElement) ? document.activeElement : null;
  const typing = focused?.matches("input[type=text]") && focused.value !== focused.defaultValue;
  if (focused && refused?.key !== setting.key && (held || typing || isPending(state.variant))) return;
  const place = focused && [...known.element.querySelectorAll("input, button, select")].indexOf(focused);
  known.element.replaceWith(makeRow(setting));
  if (focused) rows.get(setting.key).element.querySelectorAll("input, button, select")[place]?.focus({ preventScroll: true });
}

// What is turned most often stands first; all else in the order of the table.
function rank({ key }) {
  const place = FIRST.indexOf(key.split(".").at(-1));
  return place < 0 || WHOLE.includes(key.split(".")[0]) ? FIRST.length : place;
}

function groups(list) {
  const names = GROUPS.filter((name) => list.some((setting) => setting.group === name));
  return names.map((name) => {
    const own = list.filter((setting) => setting.group === name).sort((one, other) => rank(one) - rank(other));
    const open = names.length === 1 || !closedGroups.has(name) || own.some((setting) => setting.tweaked);
    return el("details", {
      class: "group", open, ontoggle: (event) => {
        if (event.target.open) closedGroups.delete(name); else closedGroups.add(name);
        localStorage.setItem("closed", JSON.stringify([...closedGroups]));
      },
    }, el("summary", { text: t(name) }), el("div", { class: "rows" }, own.map(makeRow)));
  });
}

// What rows show besides their own setting: named colours, the fonts that names stand for.
function contextOf() {
  const { palette, settings } = deck();
  const value = (key) => settings.find((one) => one.key === key)?.value ?? "";
  return { palette, fonts: { heading: value("fonts.heading"), body: value("fonts.body") } };
}

function settingRow(setting) {
  const variant = state.variant;
  const made = row(setting, idOf(setting.key), (text, done) => change(variant, setting.key, text, done), contextOf());
  made.classList.toggle("tweaked", setting.tweaked);
  if (refused?.key === setting.key) {
    const id = `${idOf(setting.key)}-refused`;
    made.append(el("p", { class: "refused", id, text: refused.text, lang: "en" }));
    const input = made.querySelector("input");
    input?.setAttribute("aria-invalid", "true");
    input?.setAttribute("aria-describedby", id);
  }
  return made;
}

function renderFlags() {
  const { command, flags } = deck();
  const area = $("flags");
  if (area.dataset.command === `${command} ${language()}`) return;
  area.dataset.command = `${command} ${language()}`;
  area.replaceChildren(
    el("div", { class: "head" }, el("h2", { text: t("flags") }),
      el("button", { type: "button", class: "link quiet", text: t("copy"), "aria-label": t("copyFlags"), onclick: async ({ currentTarget }) => { await copy(deck().command); currentTarget.textContent = t("copied"); } })),
    el("pre", { class: "command", tabindex: "0", "aria-label": t("flags") }, el("code", { text: broken(command, flags) })));
}

// A line for each flag, as one would type it.
function broken(command, flags) {
  const lines = [];
  let rest = command;
  for (const flag of flags.filter((word) => /^--[a-z]/.test(word))) {
    const at = rest.indexOf(` ${flag} `) >= 0 ? rest.indexOf(` ${flag} `) : rest.indexOf(` ${flag}`);
    if (at < 0) continue;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest].filter(Boolean).join(" \\\n  ");
}
