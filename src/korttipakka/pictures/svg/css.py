"""Style sheets and style attributes of an SVG file, as far as they can be followed to the letter.

The cascade is that of CSS 2.1 (6.4) for selectors that name a type, classes and ids. What other
selectors say is only listed: see `StyleSheets.unclear`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

import tinycss2

from ...basics.records import NamedTuple
from ..refusal import PictureError
from .names import local_name

SIMPLE = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][A-Za-z_][\w-]*)*)")
"""A selector of a type, classes and ids: "path", ".a", "rect.a.b", "#c"."""

NEVER = {"hover", "active", "focus", "focus-visible", "focus-within", "visited", "target"}
"""Pseudo-classes that nothing on paper has."""

UNMATCHED_ON_PAPER = re.compile(r"\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)\s*")
"""A condition of @media that paper does not meet."""

IDLE_RULES = {"charset", "namespace", "font-face", "keyframes", "-webkit-keyframes", "page"}
"""At-rules that change nothing by themselves: fonts and animations are looked for where used."""

MOST_TRIED = 500_000
"""Rules, and what they declare, times the elements that they may be for."""

TOO_LONG = "the SVG file has too long a style sheet"
ATTRIBUTES = "use presentation attributes"


class Declaration(NamedTuple):
    """A property and its value, in the words of the file."""

    name: str
    value: str
    important: bool = False


class Selector(NamedTuple):
    """A type ("*" for any), and the classes and ids that an element must have besides."""

    type: str
    classes: frozenset[str]
    ids: frozenset[str]

    @property
    def key(self) -> str:
        """What an element must have, and is looked up by: an id, a class or a type."""
        if self.ids:
            return f"#{min(self.ids)}"
        return f".{min(self.classes)}" if self.classes else self.type

    @property
    def specificity(self) -> tuple[int, int, int]:
        """How much it outweighs others."""
        return len(self.ids), len(self.classes), self.type != "*"


class StyleRule(NamedTuple):
    """A selector and what it declares."""

    selector: Selector
    declarations: Sequence[Declaration]


class StyleSheets:
    """The style sheets of a file, and what they and its attributes declare for each element.

    `unclear` are declarations under selectors that are not followed here, `odd` is one of these
    selectors; `text` is what another reader of the file is to be given in place of the sheets.
    """

    def __init__(
        self, rules: Sequence[StyleRule] = (), unclear: Sequence[Declaration] = (), odd: str = "",
        text: str = "",
    ) -> None:  # fmt: skip
        self.unclear = unclear
        self.odd = odd
        self.text = text
        self.declarations = [*(found for rule in rules for found in rule.declarations), *unclear]
        self._rules: dict[str, list[tuple[int, StyleRule]]] = {}
        self._declared: dict[Any, dict[str, str]] = {}
        self._tried = 0
        for index, rule in enumerate(rules):
            self._rules.setdefault(rule.selector.key, []).append((index, rule))

    def declared(self, element: Any) -> dict[str, str]:
        """What is declared for an element by attributes, rules and its style, the last word each.

        Names are those of properties; attributes that are none are among them. Raises PictureError
        when there are very many rules for very many elements.
        """
        if element not in self._declared:
            self._declared[element] = self._cascade(element)
        return self._declared[element]

    def _cascade(self, element: Any) -> dict[str, str]:
        """Declarations in the order of CSS: by importance, origin, selector, place."""
        found = [((0, 0, (0, 0, 0)), Declaration(*pair)) for pair in _attributes(element)]
        for rule in self._matching(element):
            weight = rule.selector.specificity
            found += [((d.important, 1, weight), d) for d in rule.declarations]
        own = declarations(element.get("style", ""))
        found += [((d.important, 2, (0, 0, 0)), d) for d in own]
        found.sort(key=lambda pair: pair[0])
        return {declaration.name: declaration.value for _, declaration in found}

    def _matching(self, element: Any) -> list[StyleRule]:
        """The rules for an element, in the order of the sheets."""
        kinds, name = frozenset(element.get("class", "").split()), local_name(element)
        keys = [f".{kind}" for kind in kinds] + [f"#{element.get('id')}", name, "*"]
        tried = [pair for key in keys for pair in self._rules.get(key, ())]
        self._tried += sum(1 + len(rule.declarations) for _, rule in tried)
        if self._tried > MOST_TRIED:
            raise PictureError(TOO_LONG, ATTRIBUTES)
        own = frozenset({element.get("id")})
        return [
            rule
            for _, rule in sorted(tried, key=lambda pair: pair[0])
            if rule.selector.type in {"*", name}
            and rule.selector.classes <= kinds
            and rule.selector.ids <= own
        ]


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    """The attributes that are SVG's own, but for those that say how to find styles."""
    for name, value in element.attrib.items():
        if not name.startswith("{") and name not in {"style", "class", "id"}:
            yield name, value.strip()


@lru_cache(maxsize=2048)
def declarations(text: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute or a rule; what is none is left out, as CSS asks."""
    found = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    all_found = [
        Declaration(
            node.name if node.name.startswith("--") else node.lower_name,
            tinycss2.serialize(_on_paper(node.value)).strip(),
            node.important,
        )
        for node in found
        if node.type == "declaration"
    ]
    return tuple(
        declaration
        for index, declaration in enumerate(all_found)
        if not NEWER_COLOR.match(declaration.value)
        or declaration.name not in {other.name for other in all_found[:index]}
    )


NEWER_COLOR = re.compile(r"(?:color|color-mix|lab|lch|oklab|oklch)\(", re.IGNORECASE)
"""Colours beyond sRGB: where a plain one stands before it, that is for readers without them."""


def _on_paper(value: Sequence[Any]) -> Sequence[Any]:
    """A value without what is for dark screens: `light-dark(white, black)` is white."""
    for index, node in enumerate(value):
        if node.type == "function" and node.lower_name == "light-dark":
            light = takewhile(lambda part: part != ",", node.arguments)
            return [*value[:index], *light]
    return value


def written(found: Iterable[Declaration]) -> str:
    """Declarations in the one form that every reader knows; variables, used nowhere, left out."""
    return "; ".join(
        f"{name}: {value}{' !important' * important}"
        for name, value, important in found
        if not name.startswith("--")
    )


def read_sheets(texts: Iterable[str]) -> StyleSheets:
    """The style sheets of a file. Raises PictureError for what cannot be followed on paper."""
    rules: list[StyleRule] = []
    unclear: list[Declaration] = []
    kept: list[str] = []
    odd = ""
    for node in _nodes(texts):
        found = declarations(tinycss2.serialize(node.content))
        used = [part for part in _selectors(node.prelude) if _is_meant(part, found)]
        simple = [selector for part in used if (selector := _selector(part.text))]
        rules += [StyleRule(selector, found) for selector in simple]
        if len(simple) < len(used):
            unclear += found
            odd = odd or next(part.text for part in used if not _selector(part.text))
        if used:
            names = ", ".join(part.text for part in used)
            kept.append(f"{names} {{{written(found)}}}")
    return StyleSheets(rules, unclear, odd, "\n".join(kept))


MOST_NESTED = 30
"""Brackets within brackets: what reads them calls itself for each."""


def check_nesting(text: str) -> None:
    """Raise PictureError for CSS that is nested deeper than any author would."""
    depth = 0
    for bracket in re.findall(r"[][(){}]", text):
        depth = depth + 1 if bracket in "[({" else max(0, depth - 1)
        if depth > MOST_NESTED:
            raise PictureError(TOO_LONG, ATTRIBUTES)


def _nodes(texts: Iterable[str]) -> Iterator[Any]:
    """The rules with selectors. Raises PictureError for others that say something."""
    for text in texts:
        check_nesting(text)
        for node in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if node.type == "error":
                raise PictureError("the SVG file has a style sheet that is not CSS", ATTRIBUTES)
            if node.type == "qualified-rule":
                yield node
            elif not _is_idle(node):
                message = f"the SVG file has a style sheet with @{node.at_keyword}"
                raise PictureError(message, ATTRIBUTES)


def _is_idle(node: Any) -> bool:
    dark = UNMATCHED_ON_PAPER.fullmatch(tinycss2.serialize(node.prelude))
    return node.lower_at_keyword in IDLE_RULES or (node.lower_at_keyword == "media" and bool(dark))


class _Part(NamedTuple):
    """A selector of a list, and the same without what it says of attributes."""

    text: str
    bare: str


def _selectors(prelude: Sequence[Any]) -> list[_Part]:
    """The selectors of a list with commas."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [
        _Part(
            tinycss2.serialize(part).strip(),
            tinycss2.serialize([token for token in part if token.type != "[] block"]),
        )
        for part in parts
    ]


def _is_meant(selector: _Part, declared: Sequence[Declaration]) -> bool:
    """Whether a selector can match anything on paper. Raises PictureError for what resvg ignores.

    Definitions of variables are not looked at: where one is used, the file is refused.
    """
    if all(declaration.name.startswith("--") for declaration in declared):
        return False
    pseudo = set(re.findall(r":([\w-]+)", selector.bare))
    if pseudo & NEVER:
        return False
    if pseudo - {"first-child"} or any(sign in selector.bare for sign in "~|("):
        message = f"the SVG file has a style sheet with the selector '{selector.text[:60]}'"
        raise PictureError(message, ATTRIBUTES)
    return True


def _selector(text: str) -> Selector | None:
    """A selector of a type, classes and ids; None for any other."""
    match = SIMPLE.fullmatch(text)
    if not match or not text:
        return None
    parts = re.findall(r"([.#])([\w-]+)", match[2])
    classes, ids = ({name for sign, name in parts if sign == kind} for kind in ".#")
    return Selector(match[1] or "*", frozenset(classes), frozenset(ids))


def inherited(parent: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """An element's properties: its own, and of its parent's those that are handed down."""
    style = {name: value for name, value in parent.items() if name in INHERITED}
    for name, value in own.items():
        if value == "inherit":
            style.pop(name, None)
            if name in parent:
                style[name] = parent[name]
        else:
            style[name] = value
    return style


INHERITED = {
    "clip-rule", "color", "color-interpolation", "color-interpolation-filters", "color-rendering",
    "cursor", "direction", "fill", "fill-opacity", "fill-rule", "font", "font-family",
    "font-feature-settings", "font-size", "font-size-adjust", "font-stretch", "font-style",
    "font-variant", "font-weight", "image-rendering", "letter-spacing", "marker", "marker-end",
    "marker-mid", "marker-start", "paint-order", "pointer-events", "shape-rendering", "stroke",
    "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "text-rendering",
    "visibility", "white-space", "word-spacing", "writing-mode",
}  # fmt: skip
"""Properties that an element has from its parent unless it says otherwise (SVG 1.1, appendix N)."""
