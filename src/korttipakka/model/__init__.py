"""What the stages hand to each other: decks, layouts, frames; and the table of settings."""
