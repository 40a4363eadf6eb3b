"""Which flag is meant by one that there is not, in words of print dialogs and other programs.

Imported only when there is something to say.
"""

import os
import re
from collections.abc import Mapping

import click

from ..basics.shell import shell_line
from .say import HINT

MEANT: Mapping[str, str] = {
    "--card 3|--category KEY|--tag TAG":
        "only just select selected include filter choose range pages page",
    "--card 3": "cards ids numbers",
    "--start-at 4|--card 4-9": "skip exclude omit without from",
    "--start-at 4": "start start-position position first first-label used skip-labels",
    "--orientation landscape": "landscape horizontal lying",
    "--orientation portrait": "portrait vertical upright",
    "--arrange duplex": "duplex double-sided two-sided both-sides",
    "--sides fronts": "simplex single-sided one-sided front fronts front-only fronts-only no-backs",
    "--sides backs": "back backs back-only backs-only",
    "--flip long-edge": "long-edge",
    "--flip short-edge": "short-edge tumble",
    "--arrange fold": "folded foldable gutter-fold",
    "--arrange tent": "tent tents",
    "--arrange single": "single singles one-per-page",
    "--marks crop":
        "crop crop-marks cropmarks cutmarks cut-marks trim-marks printer-marks registration",
    "--marks cut": "cut cuts cut-lines cutlines lines hairlines borders border",
    "--card-size a6|--paper a3": "size format dimensions",
    "--card-size 63x88mm": "width height card-width card-height scale",
    "--paper a4": "a4 paper-size page-size pagesize media", "--paper a3": "a3", "--paper a5": "a5",
    "--paper sra3": "sra3", "--paper letter": "letter us-letter", "--paper legal": "legal",
    "--color cmyk": "cmyk inks",
    "--layout mono": "grayscale greyscale gray grey black-and-white bw monochrome mono",
    "--turn sideways": "rotate rotated rotation",
    "--card-size a7|--margin 5mm|--gutter 4mm":
        "columns rows cols nup n-up grid per-page per-sheet",
    "--gutter 4mm": "spacing gap gaps space",
    "--margin 5mm": "margins border-width padding",
    "--sheet avery-l7414": "avery label labels perforated stickers sticker herma sigel zweckform",
    "--layout bold": "template theme style design look skin",
    "--heading-font Lora|--body-font Lora": "font fonts typeface font-family",
    "--text-size 11pt|--title-size 24pt": "font-size fontsize type-size",
    "--copies 2": "count times number repeat",
    "--blanks 2": "blank empty write-in",
    "--order shuffle": "shuffle shuffled random randomize",
    "--order stack": "stack stacked cut-and-stack",
    "--pick 10": "sample draw limit max",
    "--corner 3mm": "corners radius rounded round round-corners border-radius",
    "--output cards.pdf": "out file pdf filename save save-as to",
    "--output-profile FILE.icc": "profile icc icc-profile color-profile colour-profile",
    "--color rgb": "rgb colour colours",
    "--for printshop": "print-shop shop press pdfx pdf-x",
}  # fmt: skip
"""Words by the flags that each may stand for, as they are typed."""


def name_meant(error: click.NoSuchOption) -> None:
    """Let the message name the flags that are meant, as far as the command has them."""
    word = error.option_name.lstrip("-").lower().replace("_", "-")
    params = error.ctx.command.params if error.ctx else []
    known = {opt for param in params for opt in param.opts}
    found = [
        flag
        for flags, words in MEANT.items()
        if word in words.split()
        for flag in flags.split("|")
        if flag.partition(" ")[0] in known
    ]
    if found:
        vars(error)["possibilities"] = found  # which click declares final


def words_of_path(error: click.UsageError) -> None:
    """Let the message name the file whose name the shell has parted at its spaces."""
    extra = re.search(r"unexpected extra arguments? \((.*)\)", error.message, re.DOTALL)
    if extra is None or error.ctx is None:
        return
    for param in error.ctx.command.params:
        path = f"{error.ctx.params.get(param.name or '')} {extra[1]}"
        if isinstance(param, click.Argument) and os.path.exists(path):
            hint = f"put a name with spaces in quotes: {shell_line([path])}"
            vars(error)["message"] = f"{error.message}{HINT}{hint}"  # which click declares final
