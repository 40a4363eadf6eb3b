// A control for each kind of setting, made from what the settings table says of it.

import { el } from "/page/dom.js";
import { FontField } from "/page/fonts.js";
import { labelOf, nameOf, number, t } from "/page/words.js";

const MOST_LETTERS = 15;
const LEAST_CONTRAST = 4.5;

const plain = (value) => String(Math.round(value * 10000) / 10000);
const amount = (numbers, unit) => `${numbers.map(plain).join("–")}${unit ? ` ${unit}` : ""}`;

// A number as it is shown, and as it is sent: settings in degrees are bare numbers.
const shownUnit = ({ unit }) => (unit === "degrees" ? "°" : unit);
const written = ({ unit }, value) => amount([value], unit === "degrees" ? "" : unit);

// A setting's row: name, control, value, and the way back to the layout's own value.
// `change(value, done)` is called while it is changed, `done` when the hand lets go.
export function row(setting, id, change, context) {
  const name = nameOf(setting.key);
  const made = MAKERS[makerOf(setting)](setting, id, change, context);
  const reset = el("button", {
    type: "button", class: "reset", title: t("resetOne", name), "aria-label": t("resetOne", name),
    hidden: !setting.tweaked, onclick: () => change(null, true),
  });
  const title = `${setting.key}\n${setting.help}\n${setting.words}\n${t("from", setting.origin)}`;
  // The first button of a group is not the one to be named and clicked by the group's label.
  const label = el(made.isGroup ? "span" : "label", { class: "label", for: made.isGroup ? null : id, text: labelOf(setting.key), title });
  return el("div", { class: `setting ${made.wide ? "wide" : ""}`, data: { key: setting.key } }, label, ...made.elements, reset);
}

function makerOf(setting) {
  if (setting.kind === "switch") return "switch";
  if (setting.choices.length) return setting.choices.join("").length <= MOST_LETTERS ? "segments" : "list";
  if (setting.kind === "color") return "color";
  if (setting.kind === "font") return "font";
  if (setting.kind === "size-range") return "range";
  if (setting.slider && setting.kind !== "size" && setting.kind !== "counts" && setting.kind !== "shares") return "slider";
  return "text";
}

function field(setting, id, change, value = setting.value, extra = {}) {
  return el("input", {
    type: "text", id, class: "value", value, spellcheck: "false", autocomplete: "off", ...extra,
    onchange: (event) => change(event.target.value.trim(), true),
  });
}

// Numbers as they stand in a field: only the sizes of a range may be two.
function shownAmounts(setting, amounts) {
  return amount([...new Set(amounts)], shownUnit(setting));
}

// A setting's value: a name or what numbers do not tell stays as it was written.
function shown(setting) {
  const { amounts, kind, names, value } = setting;
  const isPlain = amounts.length && (kind === "size-range" || new Set(amounts).size === 1);
  return isPlain && !names.includes(value) ? shownAmounts(setting, amounts) : value;
}

function fill(slider) {
  const { min, max, value } = slider;
  slider.style.setProperty("--done", `${(100 * (value - min)) / (max - min)}%`);
}

function rangeInput(setting, value, label, oninput, onchange) {
  const [least, most] = setting.slider;
  const slider = el("input", {
    type: "range", min: plain(least), max: plain(most), step: plain(setting.step ?? 1), "aria-label": label, onchange,
    oninput: () => { say(); oninput(); },
  });
  const say = () => { fill(slider); slider.setAttribute("aria-valuetext", shownAmounts(setting, [Number(slider.value)])); };
  slider.value = plain(value);
  say();
  return slider;
}

function swatch(setting, name, hex, change) {
  const button = el("button", {
    type: "button", class: "swatch", title: `${name} ${hex}`, "aria-label": `${nameOf(setting.key)}: ${name}`, "aria-pressed": String(setting.value === name),
    onclick: () => change(setting.key.startsWith("colors.") ? hex : name, true),
  });
  button.style.backgroundColor = hex;
  return button;
}

const MAKERS = {
  slider(setting, id, change) {
    const value = setting.amounts[0] ?? Math.max(0, setting.slider[0]);
    const text = field(setting, id, change, shown(setting));
    const slider = rangeInput(setting, value, nameOf(setting.key),
      () => { text.value = shownAmounts(setting, [Number(slider.value)]); change(written(setting, slider.value), false); },
      () => change(written(setting, slider.value), true));
    slider.setAttribute("aria-valuetext", shown(setting));
    slider.classList.toggle("unset", !setting.amounts.length);
    return { elements: [slider, text] };
  },

  // Two thumbs: the least size and the largest.
  range(setting, id, change) {
    const [low, high = low] = setting.amounts;
    const text = field(setting, id, change, shown(setting));
    const values = () => [Number(least.value), Number(most.value)].sort((one, other) => one - other);
    const value = () => `${[...new Set(values())].map(plain).join("-")} pt`;
    const track = el("span", { class: "two" });
    const paint = () => {
      const [a, b] = values();
      const [from, to] = setting.slider;
      track.style.setProperty("--from", `${(100 * (a - from)) / (to - from)}%`);
      track.style.setProperty("--to", `${(100 * (b - from)) / (to - from)}%`);
    };
    const move = () => { paint(); text.value = shownAmounts(setting, values()); change(value(), false); };
    const least = rangeInput(setting, low, `${nameOf(setting.key)}, ${t("least")}`, move, () => change(value(), true));
    const most = rangeInput(setting, high, `${nameOf(setting.key)}, ${t("most")}`, move, () => change(value(), true));
    track.append(least, most);
    paint();
    return { elements: [track, text] };
  },

  segments(setting, id, change) {
    const buttons = setting.choices.map((name) => el("button", {
      type: "button", text: name, "aria-pressed": String(setting.value === name), onclick: () => change(name, true),
    }));
    const group = el("span", { id, class: "segments small", role: "group", "aria-label": nameOf(setting.key) }, buttons);
    return { elements: [group], wide: true, isGroup: true };
  },

  list(setting, id, change) {
    const choices = setting.choices.includes(setting.value) ? setting.choices : [setting.value, ...setting.choices];
    const select = el("select", { id, onchange: (event) => change(event.target.value, true) },
      choices.map((name) => el("option", { value: name, text: name, selected: name === setting.value })));
    return { elements: [select], wide: true };
  },

  switch(setting, id, change) {
    const on = ["yes", "true", "on"].includes(setting.value.toLowerCase());
    const box = el("input", { type: "checkbox", id, class: "switch", checked: on, onchange: () => change(box.checked ? "yes" : "no", true) });
    return { elements: [box], wide: true };
  },

  color(setting, id, change, context) {
    const text = field(setting, id, change);
    const picker = el("input", {
      type: "color", value: setting.hex || "#808080", "aria-label": `${nameOf(setting.key)}: ${t("pickColor")}`, class: setting.hex ? "" : "unset",
      oninput: (event) => { text.value = event.target.value; change(event.target.value, false); },
      onchange: (event) => change(event.target.value, true),
    });
    const swatches = Object.entries(context.palette).map(([name, hex]) => swatch(setting, name, hex, change));
    const ratio = setting.contrast && el("span", {
      class: setting.contrast < LEAST_CONTRAST ? "contrast low" : "contrast", text: t("contrast", number(Math.floor(setting.contrast * 10) / 10)),
    });
    const choices = el("span", { class: "swatches", role: "group", "aria-label": t("paletteOf") }, swatches, ratio);
    return { elements: [el("span", { class: "color" }, picker, text), choices], wide: true };
  },

  font(setting, id, change, context) {
    return { elements: [new FontField(setting, field(setting, id, change), change, context.fonts).element], wide: true };
  },

  text(setting, id, change) {
    const names = el("datalist", { id: `${id}-names` }, setting.names.map((name) => el("option", { value: name })));
    if (!setting.names.length) return { elements: [field(setting, id, change)], wide: true };
    return { elements: [field(setting, id, change, setting.value, { list: names.id }), names], wide: true };
  },
};
