"""From a deck and a layout to sheets, pages and pictures."""
