// Changes of settings, sent one after the other; undo and redo go over what was let go of.

import { api } from "/page/api.js";
import { emit, state } from "/page/store.js";

const MOST = 200;
const histories = {};
const sending = {};

// What the server has, what is to be sent, and what the panel shows: `local`, ahead of both.
const callsOf = (variant) => (sending[variant] ??= { busy: false, wanted: null });
const of = (variant) => (histories[variant] ??= { undo: [], redo: [], settled: null });
const tweaksOf = (variant) => state.decks[variant]?.tweaks ?? {};

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function difference(before, after) {
  const set = {};
  for (const [key, value] of Object.entries(after)) if (before[key] !== value) set[key] = value;
  return { set, unset: Object.keys(before).filter((key) => !(key in after)) };
}

// Send what differs from what the server has; while a call is under way only the newest waits.
async function send(variant) {
  const known = callsOf(variant);
  if (known.busy) return;
  known.busy = true;
  while (known.wanted !== null) {
    const wanted = known.wanted;
    known.wanted = null;
    const { set, unset } = difference(known.server, wanted);
    if (!Object.keys(set).length && !unset.length) continue;
    try {
      const answer = await api.settings(variant, set, unset);
      known.server = wanted;
      const deck = state.decks[variant];
      if (deck) Object.assign(deck, { flags: answer.flags, command: answer.command, tweaks: wanted });
      emit("tweaked", variant);
    } catch (error) {
      emit("refused", Object.keys(set), error.problems ?? []);
      known.local = known.server;
      if (known.wanted === null) unsettle(variant, known.server);
    }
  }
  known.busy = false;
}

// What was refused is no step to go back to.
function unsettle(variant, tweaks) {
  const history = of(variant);
  history.settled = tweaks;
  if (same(history.undo.at(-1), tweaks)) history.undo.pop();
  emit("history");
}

function current(variant) {
  const known = callsOf(variant);
  return known.local ?? tweaksOf(variant);
}

function want(variant, tweaks) {
  const known = callsOf(variant);
  known.server ??= tweaksOf(variant);
  known.local = known.wanted = tweaks;
  send(variant);
}

// What the server told of: another page may have changed settings.
export function settle(variant) {
  const known = callsOf(variant);
  if (!known.busy) known.server = known.local = tweaksOf(variant);
  of(variant).settled ??= tweaksOf(variant);
}

// Change a setting, with null back to the layout's; `done` when the hand lets go.
export function change(variant, key, value, done) {
  const tweaks = { ...current(variant) };
  if (value === null) delete tweaks[key];
  else tweaks[key] = value;
  want(variant, tweaks);
  if (done) commit(variant, tweaks);
}

function commit(variant, tweaks) {
  const history = of(variant);
  if (same(history.settled, tweaks)) return;
  history.undo.push(history.settled);
  if (history.undo.length > MOST) history.undo.shift();
  history.redo = [];
  history.settled = tweaks;
  emit("history");
}

export function resetAll(variant) {
  want(variant, {});
  commit(variant, {});
}

// Whether changes are on their way to the server: what it told of last is old.
export const isPending = (variant) => callsOf(variant).busy;

export const canUndo = (variant) => of(variant).undo.length > 0;
export const canRedo = (variant) => of(variant).redo.length > 0;

function step(variant, from, to) {
  const history = of(variant);
  if (!history[from].length) return;
  history[to].push(history.settled);
  history.settled = history[from].pop();
  want(variant, history.settled);
  emit("history");
}

export const undo = (variant) => step(variant, "undo", "redo");
export const redo = (variant) => step(variant, "redo", "undo");
