// The page: what is shown, what happened, what was asked for.

import { api } from "/page/api.js";
import { CardsView } from "/page/cards.js";
import { $, press } from "/page/dom.js";
import * as history from "/page/history.js";
import { OverviewView } from "/page/overview.js";
import * as panel from "/page/panel.js";
import * as problems from "/page/problems.js";
import { SheetsView } from "/page/sheets.js";
import { runningSizes } from "/page/sizes.js";
import { deck, mainCards, mainDeck, on, refresh, state, variants } from "/page/store.js";
import { number, setLanguage, t, wantedLanguage } from "/page/words.js";

const VIEWS = { cards: CardsView, sheets: SheetsView, deck: OverviewView };
const MOST_SIZES = 3;
const THEMES = ["auto", "light", "dark"];
const SLOW = 160;  // milliseconds that a change may take
const CALM = 80;  // milliseconds
const AGAIN = 1000;  // milliseconds until what could not be had is asked for again

let view;
const streams = {};
const soon = {};

// Views

function show(name) {
  state.view = name;
  view?.forget();
  view = new VIEWS[name]();
  state.seen = () => view.seen();
  $("zoom").hidden = name !== "cards";
  $("view").replaceChildren(view.element);
  render();
}

function render() {
  const shown = mainDeck();
  if (!shown) return;
  document.title = `${shown.title} · korttipakka`;
  $("title").textContent = shown.title;
  $("title").lang = shown.language;
  $("summary").textContent = shown.cards.length ? t("summaryLine", shown.cards.length, shown.sheets.length, ` ${shown.paper}`) : "";
  $("summary").title = shown.summary.join("\n");
  press("view", state.view);
  press("variant", state.both ? "AB" : state.variant);
  document.body.dataset.empty = shown.cards.length ? "" : "yes";
  $("view").dataset.nothing = t("noCards");
  view.update();
  panel.render();
  sizes(shown);
  buttons();
}

function sizes(shown) {
  const told = runningSizes(shown).slice(0, MOST_SIZES).map(([size, count], index) => t(index ? "sizeOn" : "textOn", number(size), count));
  $("sizes").textContent = told.join(", ");
}

function buttons() {
  $("undo").disabled = !history.canUndo(state.variant);
  $("redo").disabled = !history.canRedo(state.variant);
  for (const id of ["download", "save", "panel-toggle"]) $(id).disabled = !deck()?.cards.length;
}

// What happened

// A browser has few connections to a server for all its pages: those that nobody sees leave them to others.
function begin(variant) {
  if (streams[variant] || document.hidden) return;
  const stream = (streams[variant] = api.events(variant));
  stream.addEventListener("deck", (event) => changed(variant, JSON.parse(event.data)));
  stream.addEventListener("problems", (event) => {
    if (variant === state.variant) problems.update(JSON.parse(event.data));
  });
  stream.addEventListener("open", () => live(true));
  stream.addEventListener("error", () => {
    live(false);
    if (stream.readyState === EventSource.CLOSED && streams[variant] === stream) setTimeout(resume, AGAIN, variant);
  });
}

// A browser gives a stream up that was refused: by a program that was started anew, say, until its address is opened.
function resume(variant) {
  if (streams[variant]?.readyState === EventSource.CLOSED) end(variant);
  if (variants().includes(variant)) begin(variant);
}

function end(variant) {
  streams[variant]?.close();
  delete streams[variant];
}

function live(yes) {
  document.body.dataset.live = yes ? "yes" : "no";
  const word = $("live").querySelector("[data-t]");
  word.dataset.t = yes ? "live" : "offline";
  word.textContent = t(word.dataset.t);
}

// What comes first of a change is partial: pictures that can be had before all else is known.
async function changed(variant, { version, changed: ids, pictures, since, partial }) {
  const known = state.decks[variant];
  if (known && pictures && ids.length) {
    const onScreen = await view.changed(variant, pictures);
    if (onScreen && since) time(since);
    if (partial) return;
    const there = new Set(known.cards.map((card) => card.id));
    if (onScreen && ids.every((id) => there.has(id))) return reachSoon(variant, version);
  }
  await reach(variant, version);
}

// A slider that is being turned is not held up by captions and the panel: they follow when the hand rests.
function reachSoon(variant, version) {
  clearTimeout(soon[variant]);
  soon[variant] = setTimeout(() => {
    if (history.isPending(variant)) reachSoon(variant, version);
    else reach(variant, version);
  }, CALM);
}

// Whatever was missed meanwhile: a page that does not know the version that was told of last asks for it.
async function reach(variant, version) {
  if (state.decks[variant]?.version === version) return;
  try {
    await refresh(variant);
  } catch {
    if (streams[variant]) setTimeout(reach, AGAIN, variant, version);
  }
}

// From the notice of a change, in seconds of the clock, to the picture on the screen.
function time(since) {
  if (document.body.dataset.shown === String(since)) return;
  requestAnimationFrame(() => {
    const took = performance.timeOrigin + performance.now() - since * 1000;
    $("time").textContent = `${Math.max(0, Math.round(took))} ms`;
    $("time").classList.toggle("slow", took > SLOW);
    document.body.dataset.shown = String(since);
  });
}

on("deck", (variant) => {
  history.settle(variant);
  if (variants().includes(variant)) render();
  if (variant === state.variant) problems.update(state.decks[variant].problems);
});
on("history", buttons);
on("go", (id) => {
  const index = mainCards().findIndex((card) => card.id === id);
  if (index < 0) return;
  if (state.view !== "cards") show("cards");
  view.select(index);
});

// What was asked for

function choose(name) {
  state.both = name === "AB";
  if (!state.both) state.variant = name;
  const wanted = variants();
  for (const variant of Object.keys(streams)) if (!wanted.includes(variant)) end(variant);
  Promise.allSettled(wanted.map(refresh)).then(() => { variants().forEach(begin); render(); });
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
    $("told").textContent = error.problems?.[0]?.message ?? t(error.status ? "pdfFailed" : "failed");
  }
}

async function save(event) {
  event.preventDefault();
  const result = $("save-result");
  try {
    const { file, command } = await api.layout(state.variant, $("save-name").value.trim(), $("save-force").checked);
    result.textContent = t("saved", file, command);
    result.className = "good";
    $("save-force-row").hidden = true;
    $("save-force").checked = false;
  } catch (error) {
    const problem = error.problems?.[0];
    result.textContent = problem ? [problem.message, problem.hint].filter(Boolean).join(" – ") : t(error.status ? "notDone" : "failed");
    result.className = "bad";
    $("save-force-row").hidden = problem?.code !== "file-exists";
  }
}

const theme = () => localStorage.getItem("theme") ?? "auto";

function showTheme() {
  document.documentElement.dataset.theme = theme();
  $("theme").textContent = `◐ ${t(theme())}`;
  $("theme").setAttribute("aria-label", `${t("theme")}: ${t(theme())}`);
}

function nextTheme() {
  localStorage.setItem("theme", THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  showTheme();
}

function speak(name) {
  setLanguage(name);
  press("language", name);
  showTheme();
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
document.addEventListener("visibilitychange", () => {
  if (document.hidden) Object.keys(streams).forEach(end);
  else variants().forEach(begin);
});
$("undo").addEventListener("click", () => history.undo(state.variant));
$("redo").addEventListener("click", () => history.redo(state.variant));
$("download").addEventListener("click", download);
$("save").addEventListener("click", () => { $("save-result").textContent = ""; $("save-dialog").showModal(); $("save-name").select(); });
$("save-cancel").addEventListener("click", () => $("save-dialog").close());
$("save-dialog").querySelector("form").addEventListener("submit", save);
$("problem-count").addEventListener("click", problems.toggle);
$("live").addEventListener("click", () => refresh(state.variant).catch(() => live(false)));
$("theme").addEventListener("click", nextTheme);
$("panel-toggle").addEventListener("click", () => panel.open(document.body.dataset.panel !== "open"));

// The token is in a cookie now: it need not stay in the address bar and the history.
if (location.search) globalThis.history.replaceState(null, "", "/");
panel.open(matchMedia("(min-width: 60rem)").matches);
speak(wantedLanguage());
choose("A");
