// Elements made without markup: what a deck says is only ever set as text.

import { t } from "/page/words.js";

export function el(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const $ = (id) => document.getElementById(id);

// Of the buttons with data-NAME, the one of a value is pressed.
export function press(name, value) {
  for (const button of document.querySelectorAll(`[data-${name}]`)) button.setAttribute("aria-pressed", String(button.dataset[name] === value));
}

// What changes often is told to screen readers in one place, and only the last of it.
let waiting;
export function announce(text) {
  clearTimeout(waiting);
  waiting = setTimeout(() => { $("announce").textContent = text; }, 150);
}

export async function copy(text) {
  await navigator.clipboard.writeText(text);
  announce(t("copied"));
}
