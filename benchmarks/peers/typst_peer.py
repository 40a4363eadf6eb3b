"""Sets a deck with Typst: python typst_peer.py simple|optimized DECK.yaml OUT.pdf."""

import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def main(linebreaks: str, deck: str, out: str) -> None:
    """Compile cards.typ for the deck. Fonts and tags are as in korttipakka's PDF: no tags."""
    typst.compile(
        HERE / "cards.typ",
        output=out,
        root="/",
        font_paths=[HERE.parents[1] / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"deck": str(Path(deck).resolve()), "linebreaks": linebreaks},
        pdf_tags=False,
    )


main(*sys.argv[1:])
