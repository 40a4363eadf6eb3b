// Problems over the last good cards: place, line, hint.

import { $, announce, copy, el } from "/page/dom.js";
import { emit, on, state } from "/page/store.js";
import { t } from "/page/words.js";

const MOST = 50;
const RANKS = { error: 0, warning: 1, note: 2 };

let shown = [];
let closed = false;   // errors that were hidden by hand
let open = false;     // warnings are shown when they are asked for
let marked = -1;

export const problems = () => shown;

export function update(list) {
  const before = shown.map((one) => one.message).join("\n");
  shown = list;
  if (before !== list.map((one) => one.message).join("\n")) closed = false;
  const errors = list.filter((one) => one.severity === "error");
  if (!list.length) open = false;
  if (errors.length) announce(`${t("errors", errors.length)}: ${errors[0].message}`);
  render();
}

export function toggle(index = -1) {
  const isShown = !$("problems").hidden;
  marked = index;
  open = index >= 0 || !isShown;
  closed = !open;
  render();
  if (open) $("problems").focus();
}

on("show-problems", (index) => toggle(index));

export function render() {
  const region = $("problems");
  const errors = shown.some((one) => one.severity === "error");
  region.hidden = !shown.length || !(open || (errors && !closed));
  // Errors come up by themselves; what else there is, is shown when it is asked for.
  const wanted = shown.map((problem, index) => [problem, index]).filter(([problem]) => open || problem.severity === "error");
  const ordered = wanted.sort(([one], [other]) => RANKS[one.severity] - RANKS[other.severity]);
  const hide = el("button", { type: "button", class: "icon", text: "×", "aria-label": t("hideProblems"), onclick: () => { open = false; closed = true; render(); $("problem-count").focus(); } });
  const items = ordered.slice(0, MOST).map(([problem, index], place) => item(problem, index, place === 0 ? hide : null, errors));
  const more = ordered.length > MOST && el("p", { class: "quiet", text: t("moreProblems", ordered.length - MOST) });
  region.replaceChildren(...items, ...(more ? [more] : []));
  region.tabIndex = -1;
  region.querySelector("[data-marked]")?.scrollIntoView({ block: "nearest" });
  counts();
}

function item(problem, index, hide, errors) {
  const cards = state.decks[state.variant]?.cards ?? [];
  const owner = cards.findIndex((card) => problem.cards.includes(card.id));
  const title = owner >= 0
    ? el("button", { type: "button", class: "link message", text: problem.message, title: t("goToCard"), lang: "en", onclick: () => emit("go", owner) })
    : el("span", { class: "message", text: problem.message, lang: "en" });
  return el("article", { class: `problem ${problem.severity}`, data: index === marked ? { marked: "" } : {} },
    el("p", { class: "problem-head" },
      el("span", { class: `badge ${problem.severity}`, text: t(problem.severity) }),
      problem.place && placeButton(problem),
      title,
      hide && el("span", { class: "problem-end" }, errors && el("span", { class: "quiet", text: cards.length && state.decks[state.variant].broken ? t("lastGood") : "" }), hide)),
    problem.source.trim() && source(problem),
    problem.hint && el("p", { class: "hint", lang: "en", text: problem.hint }));
}

function placeButton(problem) {
  return el("button", {
    type: "button", class: "link place", text: problem.place, "aria-label": t("copyPlace", problem.place),
    onclick: async () => { await copy(problem.place); announce(t("copied")); },
  });
}

// The line with a mark under the column. A tab is a column wide, as in the command's own reports.
function source(problem) {
  const label = `${problem.line} | `;
  const line = problem.source.replaceAll("\t", " ");
  const under = `${" ".repeat(label.length - 2)}| ${" ".repeat(Math.max(0, problem.column - 1))}`;
  return el("pre", { class: "source", tabindex: "0", "aria-label": problem.place }, el("code", {}, el("span", { class: "quiet", text: label }), `${line}\n`, el("span", { class: "quiet", text: under }), el("span", { class: "caret", text: "^" })));
}

function counts() {
  const count = (severity) => shown.filter((one) => one.severity === severity).length;
  const told = [["errors", count("error")], ["warnings", count("warning")], ["notes", count("note")]].filter(([, n]) => n);
  const button = $("problem-count");
  button.textContent = told.map(([name, n]) => t(name, n)).join(", ") || t("noProblems");
  button.disabled = !shown.length;
  button.setAttribute("aria-expanded", String(!$("problems").hidden));
  button.dataset.worst = told[0]?.[0] ?? "";
}
