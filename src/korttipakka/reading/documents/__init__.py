"""Documents -> cards: Word, Markdown, transcripts of printed cards, JSON and other YAML."""
