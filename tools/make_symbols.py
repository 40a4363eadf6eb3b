"""Make NotoSansSymbols2-Subset.ttf, the fallback face for symbols that a text face lacks.

    python tools/make_symbols.py SYMBOLS2.ttf SYMBOLS.ttf MATH.ttf OUT.ttf

The three sources are named in fonts/README.md. Each gives the code points that the ones before it
lack, except that all plain arrows come from Noto Sans Math, so that they are of one design. Nothing
in the result depends on the clock or the machine: the same sources give the same bytes.
"""

import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FAMILY = "Noto Sans Symbols 2 Subset"
POSTSCRIPT_NAME = "NotoSansSymbols2-Subset"

# What a workshop may use. Emoji stay out: no source has more than a few of them.
ARROWS = "2190-21BB 21C4-21C9 21D0-21F3 27F0-27FF"
SYMBOLS = (
    "0020 "
    "2300 2302 2315 2318 231A-231B 2328 232B 23CE-23CF 23E9-23FF "  # clocks, keys, media controls
    "2460-2473 24B6-24CF 24EA "  # numbers and capitals in circles
    "25A0-25FF "  # geometric shapes
    "2600-2606 260E-2612 2614-2615 261C-2623 262E-262F 2639-263E 2640 2642 "  # weather, phones,
    # ballot boxes, hands, warnings, faces
    "2660-266F 267B 267E-2685 2690-2693 2696 2699 26A0-26A1 26AA-26AB "  # cards, music, dice, flags
    "26BD 26C4-26C5 26D4 26EA 26F0 26F5 26FA "  # pastimes, places
    "2700-271C 2720-2729 2730-2736 273D 273F-2740 2744 274D-2767 2776-277F "  # dingbats
    "2794-27BF "  # dingbat arrows
    "2B00-2B2F 2B4D-2B5F "  # arrows, squares, stars
    "1F5F4-1F5F9"  # crosses, ticks and ballot boxes
)

OPTIONS = (
    "--no-hinting",  # print needs none
    "--layout-features=",  # a fallback glyph stands alone
    "--no-notdef-outline",
    "--notdef-glyph",
    "--drop-tables+=vhea,vmtx,GSUB,GPOS,GDEF,MATH,gasp",
    "--name-IDs=0,1,2,3,4,5,6,8,9,13,14",
    "--no-prune-unicode-ranges",
    "--no-recalc-timestamp",
)


def main(arguments: list[str]) -> None:
    """Subset the three sources, merge them and name the result."""
    symbols2, symbols, math, out = (Path(argument) for argument in arguments)
    taken: set[int] = set()
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for source, ranges in ((math, ARROWS), (symbols2, SYMBOLS), (symbols, SYMBOLS)):
            wanted = covered(source, ranges) - taken
            taken |= wanted
            parts.append(cut(source, wanted, Path(folder) / source.name))
        # Symbols 2 first: it gives the tables that are not merged.
        font = Merger().merge([str(part) for part in (parts[1], parts[0], parts[2])])
    finish(font, symbols2, [symbols, math])
    font.save(out)


def covered(source: Path, ranges: str) -> set[int]:
    """The code points of the ranges ("2190-21FF 27F0-27FF") that a font has."""
    wanted = set(subset.parse_unicodes(ranges))
    return wanted & set(TTFont(source).getBestCmap())


def cut(source: Path, codes: set[int], out: Path) -> Path:
    """Keep only the given code points; the same as running pyftsubset."""
    unicodes = ",".join(f"{code:04X}" for code in sorted(codes))
    subset.main([str(source), f"--unicodes={unicodes}", f"--output-file={out}", *OPTIONS])
    return out


def finish(font: TTFont, main_source: Path, others: list[Path]) -> None:
    """Give the result its own name, every copyright line, and the main source's measures."""
    origin = TTFont(main_source)
    for table, fields in (
        ("head", ("created", "modified", "fontRevision")),
        ("hhea", ("ascent", "descent", "lineGap")),
        (
            "OS/2",
            ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
        ),
    ):
        for field in fields:
            setattr(font[table], field, getattr(origin[table], field))
    font.recalcTimestamp = False
    sources = [origin, *(TTFont(other) for other in others)]
    copyrights = dict.fromkeys(source["name"].getDebugName(0) for source in sources)
    versions = [f"{s['name'].getDebugName(4)} {s['head'].fontRevision:.3f}" for s in sources]
    named = {
        0: "; ".join(copyrights),
        1: FAMILY,
        2: "Regular",
        3: POSTSCRIPT_NAME,
        4: FAMILY,
        5: f"Version {origin['head'].fontRevision:.3f}; subset of {', '.join(versions)}",
        6: POSTSCRIPT_NAME,
    }
    for name_id, text in named.items():
        font["name"].removeNames(nameID=name_id)
        font["name"].setName(text, name_id, 3, 1, 0x409)


if __name__ == "__main__":
    main(sys.argv[1:])
