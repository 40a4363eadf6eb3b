// The sizes of texts, counted.

// How many cards have which size, by box, the most frequent size first.
export function sizesByBox(cards) {
  const boxes = new Map();
  for (const card of cards) {
    for (const [box, size] of Object.entries(card.sizes)) {
      const counts = boxes.get(box) ?? boxes.set(box, new Map()).get(box);
      counts.set(size, (counts.get(size) ?? 0) + 1);
    }
  }
  return new Map([...boxes].map(([box, counts]) => [box, [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0])]));
}

// The sizes of the cards' running text.
export const runningSizes = (deck) => sizesByBox(deck.cards).get(deck.running) ?? [];
