"""From text to a Deck or a Layout: located trees, schemas, and every problem found on the way."""
