"""Make the data of German syllables from the patterns of TeX.

    python tools/german_patterns.py hyph-de-1996.pat.txt

The file is in hyph-utf8, which every TeX has (Debian: texlive-lang-german), in the folder
tex/generic/hyph-utf8/patterns/txt. The data that comes along was made of the version 2021-02-26;
whoever makes it anew brings the years and names in german-patterns.LICENSE.md up to date.
"""

import argparse
from pathlib import Path

from korttipakka.typeset.hyphenation.german import DATA, packed


def main() -> None:
    """Make the data."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("patterns", type=Path, help="hyph-de-1996.pat.txt")
    patterns = parser.parse_args().patterns.read_text(encoding="utf-8").split()
    DATA.write_bytes(packed(patterns))
    print(f"{DATA.name}: {len(patterns)} patterns, {DATA.stat().st_size} bytes")


if __name__ == "__main__":
    main()
