// Problems over the last good cards: place, line, hint.

import { $, announce, copy, el } from "/page/dom.js";
import { deck, emit, on } from "/page/store.js";
import { t } from "/page/words.js";

const MOST = 50;
const RANKS = { error: 0, warning: 1, note: 2 };

let shown = [];
let asked = "";    // "all" or "none" by hand; else errors, which come up by themselves
let marked = -1;   // the index of the one that was asked for

const messages = (list) => list.map((one) => one.message).join("\n");

export function update(list) {
  const isNew = messages(shown) !== messages(list);
  shown = list;
  if (isNew) {
    marked = -1;
    if (asked === "none" || !list.length) asked = "";
    const errors = list.filter((one) => one.severity === "error");
    if (errors.length) announce(`${t("errors", errors.length)}: ${errors[0].message}`);
  }
  render();
}

function show(index) {
  marked = index;
  asked = "all";
  render();
  $("problems").focus();
}

function hide() {
  marked = -1;
  asked = "none";
  render();
  $("problem-count").focus();
}

export function toggle() {
  if ($("problems").hidden) show(-1);
  else hide();
}

on("show-problems", show);

export function render() {
  const region = $("problems");
  const errors = shown.some((one) => one.severity === "error");
  region.hidden = !shown.length || !(asked === "all" || (errors && asked !== "none"));
  const wanted = shown.map((problem, index) => [problem, index]).filter(([problem]) => asked === "all" || problem.severity === "error");
  const ordered = wanted.sort(([one], [other]) => RANKS[one.severity] - RANKS[other.severity]);
  const items = ordered.slice(0, MOST).map(([problem, index], place) => item(problem, index, place === 0 && corner(errors)));
  const more = ordered.length > MOST ? [el("p", { class: "quiet", text: t("moreProblems", ordered.length - MOST) })] : [];
  region.replaceChildren(...items, ...more);
  region.querySelector("[data-marked]")?.scrollIntoView({ block: "nearest" });
  counts();
}

// Whether the cards are those from before the errors, and how to hide what is shown.
function corner(errors) {
  const isOld = errors && deck()?.broken && deck().cards.length;
  return el("span", { class: "problem-end" },
    isOld && el("span", { class: "quiet", text: t("lastGood") }),
    el("button", { type: "button", class: "icon", text: "×", "aria-label": t("hideProblems"), onclick: hide }));
}

function item(problem, index, end) {
  const owner = problem.cards[0];
  const title = owner
    ? el("button", { type: "button", class: "link message", text: problem.message, title: t("goToCard"), lang: "en", onclick: () => emit("go", owner) })
    : el("span", { class: "message", text: problem.message, lang: "en" });
  return el("article", { class: `problem ${problem.severity}`, data: index === marked ? { marked: "" } : {} },
    el("p", { class: "problem-head" },
      el("span", { class: `badge ${problem.severity}`, text: t(problem.severity) }),
      problem.place && placeButton(problem),
      title, end),
    problem.source.trim() && source(problem),
    problem.hint && el("p", { class: "hint", lang: "en", text: problem.hint }));
}

function placeButton(problem) {
  return el("button", {
    type: "button", class: "link place", text: problem.place, "aria-label": t("copyPlace", problem.place),
    onclick: () => copy(problem.place),
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
  const told = Object.keys(RANKS).map((severity) => [`${severity}s`, count(severity)]).filter(([, n]) => n);
  const button = $("problem-count");
  button.textContent = told.map(([name, n]) => t(name, n)).join(", ") || t("noProblems");
  button.disabled = !shown.length;
  button.setAttribute("aria-expanded", String(!$("problems").hidden));
  button.dataset.worst = told[0]?.[0] ?? "";
}
