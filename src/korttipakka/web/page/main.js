// The page: what is shown, what happened, what was asked for.

import { api } from "/page/api.js";
import { CardsView, usualSize } from "/page/cards.js";
import { $, announce } from "/page/dom.js";
import * as history from "/page/history.js";
import { OverviewView } from "/page/overview.js";
import * as panel from "/page/panel.js";
import * as problems from "/page/problems.js";
import { SheetsView } from "/page/sheets.js";
import { deck, emit, on, refresh, refreshSoon, state, variants } from "/page/store.js";
import { chooseLanguage, setLanguage, t } from "/page/words.js";

const VIEWS = { cards: CardsView, sheets: SheetsView, deck: OverviewView };
const THEMES = ["auto", "light", "dark"];
const DIM = 160;

let view;
const streams = {};

// Views

function show(name) {
  state.view = name;
  view = new VIEWS[name]();
  $("zoom").hidden = name !== "cards";
  $("view").replaceChildren(view.element);
  render();
}

function render() {
  const shown = state.decks[variants()[0]];
  if (!shown) return;
  document.title = `${shown.title} · korttipakka`;
  $("title").textContent = shown.title;
  $("title").lang = shown.language;
  $("summary").textContent = shown.cards.length ? summary(shown) : "";
  $("summary").title = shown.summary.join("\n");
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  const variant = state.both ? "AB" : state.variant;
  for (const button of document.querySelectorAll("[data-variant]")) button.setAttribute("aria-pressed", String(button.dataset.variant === variant));
  document.body.dataset.empty = shown.cards.length ? "" : "yes";
  $("view").dataset.nothing = t("noCards");
  view.update();
  panel.render();
  sizes(shown);
  buttons();
}

function summary(shown) {
  return t("summaryLine", shown.cards.length, shown.sheets.length, ` ${shown.paper}`);
}

function sizes(shown) {
  const found = usualSize(shown.cards, shown.running);
  const [first, ...others] = found;
  $("sizes").textContent = first ? [t("textOn", first[0], first[1]), ...others.slice(0, 2).map(([size, n]) => t("sizeOn", size, n))].join(", ") : "";
}

function buttons() {
  $("undo").disabled = !history.canUndo(state.variant);
  $("redo").disabled = !history.canRedo(state.variant);
  for (const id of ["download", "save", "panel-toggle"]) $(id).disabled = !deck()?.cards.length;
}

// What happened

async function begin(variant) {
  if (streams[variant]) return;
  const stream = (streams[variant] = api.events(variant));
  stream.addEventListener("deck", (event) => changed(variant, JSON.parse(event.data)));
  stream.addEventListener("problems", (event) => {
    const list = JSON.parse(event.data);
    if (variant === state.variant) problems.update(list);
    if (JSON.stringify(list) !== JSON.stringify(state.decks[variant]?.problems)) refresh(variant);
  });
  stream.addEventListener("open", () => live(true));
  stream.addEventListener("error", () => live(false));
}

function end(variant) {
  streams[variant]?.close();
  delete streams[variant];
}

function live(yes) {
  document.body.dataset.live = yes ? "yes" : "no";
  $("live").querySelector("[data-t]").dataset.t = yes ? "live" : "offline";
  $("live").querySelector("[data-t]").textContent = t(yes ? "live" : "offline");
}

// What comes first of a change is partial: pictures that can be had before all else is known.
async function changed(variant, { version, changed: ids, pictures, since, partial }) {
  const known = state.decks[variant];
  if (known && pictures && ids.length) {
    const onScreen = await view.changed(variant, pictures);
    if (onScreen && since) time(since);
    if (partial) return;
    if (onScreen && [...ids].every((id) => known.cards.some((card) => card.id === id))) return refreshSoon(variant);
  }
  if (known?.version !== version) await refresh(variant);
}

// From the notice of a change, in seconds of the clock, to the picture on the screen.
function time(since) {
  if (document.body.dataset.shown === String(since)) return;
  requestAnimationFrame(() => {
    const took = performance.timeOrigin + performance.now() - since * 1000;
    $("time").textContent = `${Math.max(0, Math.round(took))} ms`;
    $("time").classList.toggle("slow", took > DIM);
    document.body.dataset.shown = String(since);
  });
}

on("deck", (variant) => {
  history.settle(variant);
  if (variants().includes(variant)) render();
  if (variant === state.variant) problems.update(state.decks[variant].problems);
});
on("history", buttons);
on("go", (index) => {
  if (index < 0) return;
  if (state.view !== "cards") show("cards");
  view.select(index);
});

// What was asked for

function choose(name) {
  state.both = name === "AB";
  state.variant = state.both ? (state.variant ?? "A") : name;
  const wanted = state.both ? ["A", "B"] : [state.variant];
  for (const variant of ["A", "B"]) if (!wanted.includes(variant)) end(variant);
  Promise.all(wanted.map((variant) => refresh(variant))).then(() => { for (const variant of wanted) begin(variant); render(); });
}

async function download() {
  $("told").textContent = t("wait");
  try {
    const answer = await api.pdf(state.variant);
    const name = /filename\*=UTF-8''(.+)$/.exec(answer.headers.get("Content-Disposition"))?.[1];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = decodeURIComponent(name ?? "cards.pdf");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    $("told").textContent = "";
  } catch (error) {
    $("told").textContent = error.problems?.[0]?.message ?? t("pdfFailed");
  }
}

async function save(event) {
  event.preventDefault();
  const result = $("save-result");
  try {
    const { file } = await api.layout(state.variant, $("save-name").value.trim(), $("save-force").checked);
    result.textContent = t("saved", file);
    result.className = "good";
    $("save-force-row").hidden = true;
    $("save-force").checked = false;
  } catch (error) {
    const problem = error.problems?.[0];
    result.textContent = problem ? `${problem.message}. ${problem.hint}` : t("settingFailed");
    result.className = "bad";
    $("save-force-row").hidden = problem?.code !== "file-exists";
  }
}

function openPanel(open) {
  document.body.dataset.panel = open ? "open" : "closed";
  $("panel-toggle").setAttribute("aria-expanded", String(open));
}

function theme(name) {
  localStorage.setItem("theme", name);
  document.documentElement.dataset.theme = name;
  $("theme").textContent = t(name);
  $("theme").title = t("theme");
  $("theme").setAttribute("aria-label", `${t("theme")}: ${t(name)}`);
}

function speak(name) {
  localStorage.setItem("language", name);
  setLanguage(name);
  theme(localStorage.getItem("theme") ?? "auto");
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === name));
  live(document.body.dataset.live !== "no");
  panel.make();
  problems.render();
  show(state.view);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.view) show(button.dataset.view);
  else if (button?.dataset.variant) choose(button.dataset.variant);
  else if (button?.dataset.language) speak(button.dataset.language);
});
document.addEventListener("keydown", (event) => {
  const writing = event.target.matches("input[type=text], input[type=search], textarea, select");
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || writing) return;
  event.preventDefault();
  if (event.shiftKey) history.redo(state.variant);
  else history.undo(state.variant);
});
$("undo").addEventListener("click", () => history.undo(state.variant));
$("redo").addEventListener("click", () => history.redo(state.variant));
$("download").addEventListener("click", download);
$("save").addEventListener("click", () => { $("save-result").textContent = ""; $("save-dialog").showModal(); $("save-name").select(); });
$("save-cancel").addEventListener("click", () => $("save-dialog").close());
$("save-dialog").querySelector("form").addEventListener("submit", save);
$("problem-count").addEventListener("click", () => problems.toggle());
$("live").addEventListener("click", () => refresh(state.variant));
$("theme").addEventListener("click", () => theme(THEMES[(THEMES.indexOf(localStorage.getItem("theme") ?? "auto") + 1) % THEMES.length]));
$("panel-toggle").addEventListener("click", () => openPanel(document.body.dataset.panel !== "open"));

// The token is in a cookie now: it need not stay in the address bar and the history.
if (location.search) globalThis.history.replaceState(null, "", "/");
openPanel(matchMedia("(min-width: 60rem)").matches);
speak(chooseLanguage());
choose("A");
