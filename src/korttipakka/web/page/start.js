// The start page: open a deck, make one, or bring cards in.

import { post } from "/page/api.js";
import { $, el, press } from "/page/dom.js";
import { language, setLanguage, t, wantedLanguage } from "/page/words.js";

const LARGEST = 50_000_000;  // bytes, as the server has it

let here = "";
let shipped = "";
let asker = null;  // what had the focus before an outcome was told

const call = (name, data) => post(name, {}, data);

// Why something cannot be done.
function reasons(error) {
  if (error.problems?.length) return error.problems;
  return [{ message: t(error.status === 413 ? "tooLarge" : "failed"), hint: "", lang: language() }];
}

// What takes a moment is said; what cannot be done is shown with its reasons.
async function doing(work) {
  $("status").textContent = t("wait");
  document.body.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    outcome(t("notDone"), "", reasons(error), [], true);
  }
  document.body.removeAttribute("aria-busy");
  $("status").textContent = "";
}

function outcome(title, text, problems, buttons, failed = false) {
  $("outcome").classList.toggle("error", failed);
  $("outcome-title").textContent = title;
  $("outcome-text").textContent = text;
  $("outcome-list").replaceChildren(...problems.map((one) => el("li", { lang: one.lang ?? "en" }, one.message, one.hint ? el("div", { class: "quiet", text: one.hint }) : null)));
  if ($("outcome").hidden) asker = document.activeElement;
  const close = el("button", { type: "button", text: t("close"), onclick: () => { $("outcome").hidden = true; asker?.focus(); } });
  $("outcome-buttons").replaceChildren(...buttons, close);
  $("outcome").hidden = false;
  $("outcome").focus();
}

// Folders

async function look(path) {
  const found = await call("folder", { path });
  here = found.path;
  shipped = found.shipped;
  $("path").textContent = here;
  const above = found.above ? [row({ name: t("folderAbove"), path: found.above, is_folder: true }, "↑")] : [];
  $("entries").replaceChildren(...above, ...found.entries.map((entry) => row(entry, entry.is_deck ? "▣" : "▸")));
  $("none").hidden = found.entries.some((entry) => entry.is_deck);
}

function row(entry, sign) {
  const into = () => doing(() => look(entry.path));
  const open = () => doing(() => openDeck(entry.path));
  const name = el("button", { type: "button", class: "link name", text: entry.name, onclick: entry.is_folder ? into : open });
  const button = entry.is_deck ? el("button", { type: "button", class: "primary", text: t("openDeck"), "aria-label": t("openNamed", entry.name), onclick: open }) : null;
  const mark = el("span", { class: "kind", "aria-hidden": "true", text: sign });
  return el("li", { class: entry.is_deck ? "is-deck" : "" }, mark, name, button);
}

async function openDeck(path) {
  const { address } = await call("open", { path });
  outcome(t("opened"), t("openedHelp"), [], [el("input", { readonly: "", value: address, "aria-label": t("address"), onfocus: (event) => event.target.select() })]);
}

// New decks

function ready(path, title, text, problems) {
  const open = el("button", { type: "button", class: "primary", text: t("seeCards"), onclick: () => doing(() => openDeck(path)) });
  const show = el("button", { type: "button", text: t("showFolder"), onclick: () => doing(() => call("show", { path })) });
  outcome(title, text, problems, [open, show]);
}

$("new").addEventListener("submit", (event) => {
  event.preventDefault();
  doing(async () => {
    const { path } = await call("new", { path: here, name: $("name").value, language: $("language").value });
    await look(here);
    ready(path, t("deckMade"), t("editHelp", path), []);
  });
});

// What is too large is not sent: a browser is not sure to hear the answer to a part of it.
async function made(file) {
  if (file.size > LARGEST) throw Object.assign(new Error("413"), { status: 413 });
  return post("import", { path: here, name: file.name }, file);
}

const bring = (file) => doing(async () => {
  const { path, cards, problems } = await made(file);
  await look(here);
  ready(path, t("broughtIn", cards), t("editHelp", path), problems);
});

// Of several files each becomes a deck, and what becomes of each is told by its name.
const bringAll = (files) => doing(async () => {
  const told = [];
  let all = 0;
  for (const file of files) {
    const about = (one) => ({ ...one, message: `${file.name}: ${one.message}` });
    try {
      const { cards, problems } = await made(file);
      all += cards;
      told.push(about({ message: t("broughtIn", cards), lang: language() }), ...problems.map(about));
    } catch (error) {
      told.push(...reasons(error).map(about));
    }
  }
  await look(here);
  outcome(all ? t("broughtIn", all) : t("notDone"), "", told, [], !all);
});

function take(files) {
  if (files.length === 1) bring(files[0]);
  else if (files.length) bringAll(files);
}

$("file").addEventListener("change", () => {
  take([...$("file").files]);
  $("file").value = "";  // the same file may be chosen again, once it is mended
});
for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => { event.preventDefault(); $("drop").classList.add("over"); });
for (const name of ["dragleave", "drop"]) document.addEventListener(name, (event) => { event.preventDefault(); $("drop").classList.remove("over"); });
document.addEventListener("drop", (event) => take([...event.dataTransfer.files]));

$("shipped").addEventListener("click", () => doing(() => openDeck(shipped)));

// Languages

function speak(name) {
  setLanguage(name);
  press("language", name);
}

for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => { speak(button.dataset.language); doing(() => look(here)); });
speak(wantedLanguage());
$("language").value = language();
doing(() => look(""));
