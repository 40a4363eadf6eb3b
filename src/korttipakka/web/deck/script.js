// The deck's page: everything is there without this; with it, cards are turned, sorted out and dealt.
"use strict";

const $ = (id) => document.getElementById(`page:${id}`);
const all = (query, inside = document) => [...inside.querySelectorAll(query)];
const list = $("cards");
const items = all("#page\\:cards > li");
const language = () => document.querySelector('input[name="page:language"]:checked')?.value ?? document.documentElement.lang;
const words = () => WORDS[language()] ?? WORDS[language().split("-")[0]] ?? WORDS.en;

// A card is turned by the button in its heading, or by a click anywhere else on it.
for (const item of items) {
  const card = item.firstElementChild;
  const heading = card.querySelector("h2");
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  button.setAttribute("aria-controls", card.querySelector(".back").id);
  heading.append(button);
  card.classList.add("turnable");
  card.addEventListener("click", (event) => {
    const onButton = button.contains(event.target);
    if (!onButton && (event.target.closest("a") || !getSelection().isCollapsed)) return;
    turn(card, !card.classList.contains("open"));
  });
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card.classList.contains("open")) {
      turn(card, false);
      button.focus();
    }
  });
  card.addEventListener("animationend", () => card.classList.remove("turning"));
  turn(card, false, false);
}

function turn(card, open, moves = true) {
  card.classList.toggle("open", open);
  card.classList.toggle("turning", moves);
  card.querySelector("h2 button").setAttribute("aria-expanded", String(open));
}

// What is shown: cards that are dealt, of a category, with a tag, with all words that are looked for.
let dealt = null;

function plain(text) {
  return text.replaceAll("\u00ad", "").normalize("NFKC").toLocaleLowerCase();
}

function text(card) {
  const tag = language();
  const parts = all("h2, .subtitle, .back-title, .text, .category, .tags", card);
  const shown = parts.map((part) => {
    const own = all(".t", part).filter((each) => each.dataset.l === tag);
    return (own.length ? own.map((each) => each.textContent).join(" ") : part.textContent);
  });
  return plain(shown.join(" "));
}

function matches(card) {
  const category = $("category")?.value ?? "";
  const tag = $("tag")?.value ?? "";
  const wanted = plain($("search").value).split(/\s+/).filter(Boolean);
  if (category && card.dataset.category !== category) return false;
  if (tag && !JSON.parse(card.dataset.tags).includes(tag)) return false;
  const said = wanted.length ? text(card) : "";
  return wanted.every((word) => said.includes(word));
}

function show() {
  let count = 0;
  for (const item of items) {
    item.hidden = !(matches(item.firstElementChild) && (!dealt || dealt.has(item)));
    count += !item.hidden;
  }
  $("status").textContent = words().shown.replace("{n}", count).replace("{all}", items.length);
}

function shuffled(some) {
  const found = [...some];
  for (let last = found.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [found[last], found[other]] = [found[other], found[last]];
  }
  return found;
}

$("shuffle").addEventListener("click", () => {
  list.append(...shuffled(items));
  show();
});

$("tools").addEventListener("submit", (event) => {
  event.preventDefault();
  const count = Math.max(1, Math.min(items.length, Math.floor(Number($("number").value)) || 1));
  $("number").value = count;
  const hand = shuffled(items.filter((item) => matches(item.firstElementChild))).slice(0, count);
  dealt = new Set(hand);
  list.prepend(...hand);
  show();
});

$("reset").addEventListener("click", () => {
  dealt = null;
  for (const name of ["category", "tag", "search"]) if ($(name)) $(name).value = "";
  list.append(...items);
  show();
});

$("open").addEventListener("click", () => {
  const open = items.some((item) => !item.hidden && !item.firstElementChild.classList.contains("open"));
  for (const item of items) if (!item.hidden) turn(item.firstElementChild, open, false);
});

for (const name of ["category", "tag"]) $(name)?.addEventListener("change", show);
$("search").addEventListener("input", show);

// A language is chosen: what the page itself says follows.
function speak() {
  const tag = language();
  document.documentElement.lang = tag;
  const title = all("h1 .t").find((each) => each.dataset.l === tag);
  if (title) document.title = title.textContent;
  for (const each of all("[data-word]")) each.textContent = words()[each.dataset.word];
  for (const option of all("option[data-names]")) {
    const names = JSON.parse(option.dataset.names);
    option.textContent = names[tag] ?? option.textContent;
  }
  show();
}

for (const choice of all('input[name="page:language"]')) choice.addEventListener("change", speak);

// The address of a card opens it.
function follow() {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    return;
  }
  const card = document.getElementById(id);
  if (!card?.classList.contains("card")) return;
  if (card.parentElement.hidden) $("reset").click();
  turn(card, true, false);
  card.scrollIntoView({ block: "nearest" });
}

addEventListener("hashchange", follow);
$("tools").hidden = false;
speak();
follow();
