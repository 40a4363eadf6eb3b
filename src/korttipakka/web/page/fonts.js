// A field for a font, with a list of families, each set in itself.

import { api } from "/page/api.js";
import { el } from "/page/dom.js";
import { t } from "/page/words.js";

const MOST = 120;

let asked;
const families = () => (asked ??= api.fonts().catch(() => { asked = null; return { bundled: [], installed: [] }; }));

// A family for CSS: `own` has what "heading" and "body" are in the layout.
function family(name, own) {
  const real = own[name] ?? name;
  return `"${real.replace(/["\\]/g, "")}", sans-serif`;
}

export class FontField {
  constructor(setting, text, change, own) {
    this.setting = setting;
    this.text = text;
    this.change = change;
    this.own = own;
    this.active = -1;  // which of the list the arrows are at
    this.list = el("ul", { class: "fonts", id: `${text.id}-list`, role: "listbox", "aria-label": t("fontSamples"), hidden: true });
    const count = el("span", { class: "quiet" });
    families().then(({ installed }) => { count.textContent = t("installed", installed.length); });
    this.element = el("span", { class: "font-field" }, text, this.list, count);
    this.prepare();
  }

  prepare() {
    const { text, setting } = this;
    text.classList.add("font");
    text.style.fontFamily = family(setting.value, this.own);
    const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, value);
    text.addEventListener("focus", () => this.open());
    text.addEventListener("input", () => this.open());
    text.addEventListener("blur", () => this.close());
    text.addEventListener("keydown", (event) => this.key(event));
  }

  // The families that have what was typed in their names; all of them before something is typed.
  async open() {
    const { bundled, installed } = await families();
    const { key, value } = this.setting;
    const typed = this.text.value === value ? "" : this.text.value.toLowerCase();
    const roles = key.startsWith("fonts.") ? [] : Object.keys(this.own);
    const names = [...roles, ...bundled, ...installed].filter((name) => name.toLowerCase().includes(typed));
    this.active = -1;
    this.text.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...names.slice(0, MOST).map((name, index) => this.option(name, index)));
    this.list.hidden = !names.length || document.activeElement !== this.text;
    this.text.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  option(name, index) {
    const item = el("li", {
      role: "option", id: `${this.text.id}-${index}`, "aria-selected": String(name === this.setting.value), text: name,
      onpointerdown: (event) => { event.preventDefault(); this.choose(name); },
    });
    item.style.fontFamily = family(name, this.own);
    return item;
  }

  close() {
    this.list.hidden = true;
    this.text.setAttribute("aria-expanded", "false");
    this.text.removeAttribute("aria-activedescendant");
  }

  choose(name) {
    this.close();
    this.text.value = name;
    this.change(name, true);
  }

  step(by) {
    const items = [...this.list.children];
    if (!items.length) return;
    this.active = this.active < 0 && by < 0 ? items.length - 1 : (this.active + by + items.length) % items.length;
    items.forEach((item, index) => item.classList.toggle("active", index === this.active));
    items[this.active].scrollIntoView({ block: "nearest" });
    this.text.setAttribute("aria-activedescendant", items[this.active].id);
  }

  key(event) {
    if (event.key === "ArrowDown" && this.list.hidden) this.open();
    else if (event.key === "ArrowDown") this.step(1);
    else if (event.key === "ArrowUp" && !this.list.hidden) this.step(-1);
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.list.children[this.active].textContent);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
