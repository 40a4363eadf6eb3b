// How things stand: the decks of both variants, what is looked at, what was changed.

import { api } from "/page/api.js";

export const state = {
  decks: {},            // by variant: what /api/deck answered last
  view: "cards",
  variant: "A",         // the one that the panel changes
  both: false,          // both side by side
  selected: 0,          // index of the card
  side: "front",
  large: false,         // one card alone
  box: "front.title",   // what the panel shows
  light: false,         // sheets against the light
  through: 60,          // how strongly the back shows
  seen: () => [],       // ids of the cards whose pictures are on the screen
};

const listeners = {};

export function on(name, listener) {
  (listeners[name] ??= []).push(listener);
}

export function emit(name, ...values) {
  for (const listener of listeners[name] ?? []) listener(...values);
}

export const deck = () => state.decks[state.variant];
export const variants = () => (state.both ? ["A", "B"] : [state.variant]);
export const mainDeck = () => state.decks[variants()[0]];
export const mainCards = () => mainDeck()?.cards ?? [];
export const shownDecks = () => Object.fromEntries(variants().filter((name) => state.decks[name]).map((name) => [name, state.decks[name]]));

// The whole deck is asked for when something has changed; while many things change, now and then.
const fetching = {};

export async function refresh(variant) {
  const known = (fetching[variant] ??= { busy: false, again: false });
  if (known.busy) {
    known.again = true;
    return;
  }
  known.busy = true;
  try {
    do {
      known.again = false;
      state.decks[variant] = await api.deck(variant);
      emit("deck", variant);
    } while (known.again);
  } finally {
    known.busy = false;
  }
}
