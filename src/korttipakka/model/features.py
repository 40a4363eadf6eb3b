"""OpenType features by their tags: what a layout may turn on or off in a font."""

import re

from ..basics.late import late
from ..basics.problems import InvalidValue, closest, did_you_mean
from .kinds import LONGEST, SHOWN, Kind
from .texts import listed

FEATURE = late(r"(?P<off>-?)(?P<tag>[A-Za-z0-9]{4})(?:=(?P<value>\d{1,3}))?")
"""A tag that turns a feature on, "-" before it that turns it off, or a choice: "salt=2"."""

MEANINGS = {
    "onum": "old-style figures", "lnum": "lining figures", "tnum": "tabular figures",
    "pnum": "proportional figures", "smcp": "small capitals", "c2sc": "capitals as small capitals",
    "pcap": "petite capitals", "liga": "ligatures", "dlig": "discretionary ligatures",
    "hlig": "historical ligatures", "frac": "fractions", "afrc": "stacked fractions",
    "zero": "slashed zero", "sups": "superscripts", "subs": "subscripts", "ordn": "ordinals",
    "swsh": "swashes", "salt": "stylistic alternates", "calt": "contextual alternates",
    "case": "case-sensitive forms", "kern": "kerning", "titl": "titling capitals",
    "hist": "historical forms", "ss01": "stylistic set 1",
}  # fmt: skip
"""What designers ask for by name, most of it as other programs call it."""

MOST_FEATURES = 50


def switched(feature: str) -> tuple[str, int]:
    """The tag of a feature that was read, and its value: 0 turns it off.

    >>> switched("onum"), switched("-liga"), switched("salt=2")
    (('onum', 1), ('liga', 0), ('salt', 2))
    """
    tag, _, value = feature.partition("=")
    return (tag[1:], 0) if tag[0] == "-" else (tag, int(value or 1))


def _features(text: str) -> tuple[str, ...]:
    """Features by their tags, in one order however they are named, each with one value."""
    found: dict[str, int] = {}
    for item in listed(text):
        if item == "none":
            found.clear()
            continue
        match = FEATURE.fullmatch(item)
        if match is None:
            raise InvalidValue(f"'{item[:SHOWN]}' is no OpenType feature: {WORDS}", _meant(item))
        tag, value = match["tag"], int(match["value"] or 1)
        switch = 0 if match["off"] else value
        if found.setdefault(tag, switch) != switch:
            message = f"'{tag}' has two values: {_written(tag, found[tag])} and {item}"
            raise InvalidValue(message, "leave one of the two out")
    if len(found) > MOST_FEATURES:
        raise InvalidValue(f"more than {MOST_FEATURES} features")
    return tuple(_written(tag, value) for tag, value in sorted(found.items()))


def _written(tag: str, value: int) -> str:
    if value == 0:
        return f"-{tag}"
    return tag if value == 1 else f"{tag}={value}"


def _meant(item: str) -> str:
    """The tag of a feature that was asked for by what it does, or that is spelt so."""
    bare = re.sub(r"[^a-z0-9]+", " ", item.lower()).strip()
    if of_set := re.fullmatch(r"(?:ss|stylistic set|set) ?(\d{1,2})", bare):
        return f"did you mean 'ss{int(of_set[1]):02d}'?"
    names = {re.sub(r"[^a-z0-9]+", " ", name): tag for tag, name in MEANINGS.items()}
    names |= {name.removesuffix(" figures"): tag for name, tag in names.items()}
    if close := closest(bare, names):
        return f"did you mean '{names[close]}'?"
    return did_you_mean(item, MEANINGS)


WORDS = "tags of four letters or digits, such as onum; -liga turns one off"

FEATURES = Kind(
    "features", _features, "list of OpenType features by their tags, with commas between; - before "
    "one turns it off", ("lnum, tnum, ss01", "onum, -liga", "none"), names=tuple(MEANINGS),
    form="TAGS", parts=0, longest=10 * LONGEST,
)  # fmt: skip
