"""Decks in a browser: the preview's server, its API and its page."""
