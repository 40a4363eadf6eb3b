// A control for each kind of setting, made from what the settings table says of it.

import { api } from "/page/api.js";
import { el } from "/page/dom.js";
import { labelOf, nameOf, number, t } from "/page/words.js";

const MOST_LETTERS = 15;
const UNITS = { degrees: "°" };

const plain = (value) => String(Math.round(value * 10000) / 10000);
const unitOf = (setting) => UNITS[setting.unit] ?? setting.unit;
const written = (setting, value) => {
  const unit = setting.unit === "degrees" ? "" : setting.unit;
  return unit ? `${plain(value)} ${unit}` : plain(value);
};

let fontsAsked;
const fonts = () => (fontsAsked ??= api.fonts());

// A setting's row: name, control, value, and the way back to the layout's own value.
// `change(value, done)` is called while it is changed, `done` when the hand lets go.
export function row(setting, id, change, context) {
  const name = nameOf(setting.key);
  const made = MAKERS[makerOf(setting)](setting, id, change, context);
  const reset = el("button", {
    type: "button", class: "reset", title: t("resetOne", name), "aria-label": t("resetOne", name),
    hidden: !setting.tweaked, onclick: () => change(null, true),
  });
  return el("div", { class: `setting ${made.wide ? "wide" : ""}`, data: { key: setting.key } },
    el("label", { for: id, text: labelOf(setting.key), title: `${setting.key}\n${setting.help}\n${setting.words}\n${t("from", setting.origin)}` }),
    ...made.elements, reset);
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
    type: "text", id, class: "value", value, spellcheck: "false", autocomplete: "off", "data-value": "", ...extra,
    onchange: (event) => change(event.target.value.trim(), true),
  });
}

function shown(setting, amounts = setting.amounts) {
  if (setting.names.includes(setting.value) && amounts === setting.amounts) return setting.value;
  if (!amounts.length || (amounts.length > 1 && setting.kind !== "size-range" && new Set(amounts).size > 1)) return setting.value;
  const numbers = setting.kind === "size-range" ? [...new Set(amounts)] : [amounts[0]];
  return `${numbers.map(plain).join("–")}${unitOf(setting) ? ` ${unitOf(setting)}` : ""}`;
}

function fill(slider) {
  const { min, max, value } = slider;
  slider.style.setProperty("--done", `${(100 * (value - min)) / (max - min)}%`);
}

function rangeInput(setting, value, label, oninput, onchange) {
  const [least, most] = setting.slider;
  const slider = el("input", {
    type: "range", min: plain(least), max: plain(most), step: plain(setting.step ?? 1), "aria-label": label, oninput, onchange,
  });
  slider.value = plain(value);
  fill(slider);
  return slider;
}

const MAKERS = {
  slider(setting, id, change) {
    const value = setting.amounts[0] ?? Math.max(0, setting.slider[0]);
    const text = field(setting, id, change, shown(setting));
    const slider = rangeInput(setting, value, nameOf(setting.key),
      () => { fill(slider); text.value = shown(setting, [Number(slider.value)]); change(written(setting, slider.value), false); },
      () => change(written(setting, slider.value), true));
    slider.setAttribute("aria-valuetext", shown(setting));
    slider.classList.toggle("unset", !setting.amounts.length);
    return { elements: [slider, text] };
  },

  // Two thumbs: the least size and the largest.
  range(setting, id, change) {
    const [low, high] = setting.amounts.length > 1 ? setting.amounts : [setting.amounts[0], setting.amounts[0]];
    const text = field(setting, id, change, shown(setting));
    const values = () => [Number(least.value), Number(most.value)].sort((one, other) => one - other);
    const value = () => { const [a, b] = values(); return a === b ? `${plain(a)} pt` : `${plain(a)}-${plain(b)} pt`; };
    const track = el("span", { class: "two" });
    const paint = () => {
      const [a, b] = values();
      const [from, to] = setting.slider;
      track.style.setProperty("--from", `${(100 * (a - from)) / (to - from)}%`);
      track.style.setProperty("--to", `${(100 * (b - from)) / (to - from)}%`);
    };
    const move = () => { paint(); text.value = shown(setting, values()); change(value(), false); };
    const least = rangeInput(setting, low, `${nameOf(setting.key)}, ${t("least")}`, move, () => change(value(), true));
    const most = rangeInput(setting, high, `${nameOf(setting.key)}, ${t("most")}`, move, () => change(value(), true));
    track.append(least, most);
    paint();
    return { elements: [track, text] };
  },

  segments(setting, id, change) {
    const choose = (name) => el("button", {
      type: "button", text: name, "aria-pressed": String(setting.value === name), onclick: () => change(name, true),
    });
    const buttons = setting.choices.map(choose);
    buttons[0].id = id;
    return { elements: [el("span", { class: "segments small", role: "group", "aria-label": nameOf(setting.key) }, buttons)], wide: true };
  },

  list(setting, id, change) {
    const choices = setting.choices.includes(setting.value) ? setting.choices : [setting.value, ...setting.choices];
    const select = el("select", { id, onchange: (event) => change(event.target.value, true) },
      choices.map((name) => el("option", { value: name, text: name, selected: name === setting.value })));
    return { elements: [select], wide: true };
  },

  switch(setting, id, change) {
    const on = ["yes", "true", "on"].includes(setting.value.toLowerCase());
    return { elements: [el("input", { type: "checkbox", id, class: "switch", checked: on, onchange: (event) => change(event.target.checked ? "yes" : "no", true) })], wide: true };
  },

  color(setting, id, change, context) {
    const text = field(setting, id, change);
    const picker = el("input", {
      type: "color", value: setting.hex || "#808080", "aria-label": `${nameOf(setting.key)}: ${t("theme")}`, class: setting.hex ? "" : "unset",
      oninput: (event) => { text.value = event.target.value; change(event.target.value, false); },
      onchange: (event) => change(event.target.value, true),
    });
    const swatches = Object.entries(context.palette).map(([name, hex]) => {
      const button = el("button", { type: "button", class: "swatch", title: `${name} ${hex}`, "aria-label": `${nameOf(setting.key)}: ${name}`, "aria-pressed": String(setting.value === name), onclick: () => change(setting.key.startsWith("colors.") ? hex : name, true) });
      button.style.backgroundColor = hex;
      return button;
    });
    const ratio = setting.contrast && el("span", { class: setting.contrast < 4.5 ? "contrast low" : "contrast", text: t("contrast", number(Math.floor(setting.contrast * 10) / 10)) });
    return { elements: [el("span", { class: "color" }, picker, text), el("span", { class: "swatches", role: "group", "aria-label": t("paletteOf") }, swatches, ratio)], wide: true };
  },

  // A field with a list of families, each set in itself.
  font(setting, id, change, context) {
    const text = field(setting, id, change, setting.value, { role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list" });
    text.classList.add("font");
    text.style.fontFamily = family(setting.value, context.fonts);
    const list = el("ul", { class: "fonts", id: `${id}-list`, role: "listbox", "aria-label": t("fontSamples"), hidden: true });
    const count = el("span", { class: "quiet" });
    let active = -1;
    const close = () => { list.hidden = true; text.setAttribute("aria-expanded", "false"); text.removeAttribute("aria-activedescendant"); };
    const choose = (name) => { close(); text.value = name; change(name, true); };
    const open = async () => {
      const found = await fonts();
      count.textContent = t("installed", found.installed.length);
      const wanted = text.value === setting.value ? "" : text.value.toLowerCase();
      const named = setting.key.startsWith("fonts.") ? [] : ["heading", "body"];
      const names = [...named, ...found.bundled, ...found.installed].filter((name) => name.toLowerCase().includes(wanted)).slice(0, 120);
      active = -1;
      list.replaceChildren(...names.map((name, index) => {
        const item = el("li", { role: "option", id: `${id}-${index}`, "aria-selected": String(name === setting.value), text: name, onpointerdown: (event) => { event.preventDefault(); choose(name); } });
        item.style.fontFamily = family(name, context.fonts);
        return item;
      }));
      list.hidden = !names.length;
      text.setAttribute("aria-expanded", String(!list.hidden));
    };
    const step = (by) => {
      const items = [...list.children];
      if (!items.length) return;
      active = (active + by + items.length) % items.length;
      items.forEach((item, index) => item.classList.toggle("active", index === active));
      items[active].scrollIntoView({ block: "nearest" });
      text.setAttribute("aria-activedescendant", items[active].id);
    };
    text.addEventListener("focus", open);
    text.addEventListener("input", open);
    text.addEventListener("blur", close);
    text.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") list.hidden ? open() : step(1);
      else if (event.key === "ArrowUp") step(-1);
      else if (event.key === "Enter" && active >= 0) choose(list.children[active].textContent);
      else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    fonts().then((found) => { count.textContent = t("installed", found.installed.length); }).catch(() => {});
    return { elements: [el("span", { class: "font-field" }, text, list, count)], wide: true };
  },

  text(setting, id, change) {
    const hints = setting.names.length ? `${id}-names` : null;
    const list = hints && el("datalist", { id: hints }, setting.names.map((name) => el("option", { value: name })));
    return { elements: [field(setting, id, change, setting.value, hints ? { list: hints } : {}), list].filter(Boolean), wide: true };
  },
};

// A family for CSS: "heading" and "body" are the layout's, the bundled ones come from the server.
function family(name, own) {
  const real = own[name] ?? name;
  return `"${real.replace(/["\\]/g, "")}", sans-serif`;
}
