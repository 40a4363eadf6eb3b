// Changes of settings, sent one after the other; undo and redo go over what was let go of.

import { api } from "/page/api.js";
import { emit, state } from "/page/store.js";

const MOST = 200;
const histories = {};
const sending = {};

// What the server has, changes that are to be sent, and what the panel shows: `local`, ahead of both.
// A change has values by keys, null for the layout's own: settings that it does not name may be
// changed by another page meanwhile, and stay as they are.
const callsOf = (variant) => (sending[variant] ??= { busy: false, wanted: null });
// `before`: what those settings were that a hand has taken and not let go of.
const of = (variant) => (histories[variant] ??= { undo: [], redo: [], before: {} });
const tweaksOf = (variant) => state.decks[variant]?.tweaks ?? {};

function changed(tweaks, change) {
  const made = { ...tweaks, ...change };
  for (const [key, value] of Object.entries(change)) if (value === null) delete made[key];
  return made;
}

// While a call is under way, what is wanted meanwhile waits and is sent as one.
async function send(variant) {
  const known = callsOf(variant);
  if (known.busy) return;
  known.busy = true;
  while (known.wanted !== null) {
    const wanted = known.wanted;
    known.wanted = null;
    const unset = Object.keys(wanted).filter((key) => wanted[key] === null);
    const set = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
    try {
      const { flags, command, tweaks } = await api.settings(variant, set, unset, state.seen());
      known.server = tweaks;
      if (state.decks[variant]) Object.assign(state.decks[variant], { flags, command, tweaks });
      emit("tweaked", variant);
    } catch (error) {
      emit("refused", Object.keys(set), error.problems ?? []);
      forget(variant, wanted);
    }
    known.local = changed(known.server, known.wanted ?? {});
  }
  known.busy = false;
  emit("sent", variant);
}

// What was refused is no step to go back to.
function forget(variant, refused) {
  const { undo } = of(variant);
  if (Object.entries(undo.at(-1)?.after ?? {}).some(([key, value]) => refused[key] === value)) undo.pop();
  emit("history");
}

function current(variant) {
  const known = callsOf(variant);
  return known.local ?? tweaksOf(variant);
}

function want(variant, change) {
  const known = callsOf(variant);
  known.server ??= tweaksOf(variant);
  known.local = changed(current(variant), change);
  known.wanted = { ...known.wanted, ...change };
  send(variant);
}

// What the server told of: another page may have changed settings.
export function settle(variant) {
  const known = callsOf(variant);
  if (!known.busy) known.server = known.local = tweaksOf(variant);
}

function take(variant, key) {
  const { before } = of(variant);
  if (!(key in before)) before[key] = current(variant)[key] ?? null;
}

// Change a setting, with null back to the layout's; `done` when the hand lets go.
export function change(variant, key, value, done) {
  take(variant, key);
  want(variant, { [key]: value });
  if (done) commit(variant);
}

function commit(variant) {
  const history = of(variant);
  const now = current(variant);
  const taken = Object.entries(history.before).filter(([key, value]) => (now[key] ?? null) !== value);
  history.before = {};
  if (!taken.length) return;
  history.undo.push({ before: Object.fromEntries(taken), after: Object.fromEntries(taken.map(([key]) => [key, now[key] ?? null])) });
  if (history.undo.length > MOST) history.undo.shift();
  history.redo = [];
  emit("history");
}

export function resetAll(variant) {
  const keys = Object.keys(current(variant));
  for (const key of keys) take(variant, key);
  want(variant, Object.fromEntries(keys.map((key) => [key, null])));
  commit(variant);
}

// Whether changes are on their way to the server: what it told of last is old.
export const isPending = (variant) => callsOf(variant).busy;

export const canUndo = (variant) => of(variant).undo.length > 0;
export const canRedo = (variant) => of(variant).redo.length > 0;

function step(variant, from, to, side) {
  const history = of(variant);
  const found = history[from].pop();
  if (!found) return;
  history[to].push(found);
  want(variant, found[side]);
  emit("history");
}

export const undo = (variant) => step(variant, "undo", "redo", "before");
export const redo = (variant) => step(variant, "redo", "undo", "after");
