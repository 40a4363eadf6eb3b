"""What a text says: Markdown to paragraphs, "{title}" to values."""
