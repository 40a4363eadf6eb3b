r"""What other programs leave in texts: chat programs, forums, wikis, LaTeX.

A card's text has Markdown. `[b]…[/b]`, `'''…'''`, `\textbf{…}` and `【4†source】` are printed as
they stand, and nobody means that. Each kind is told once for a file, with the line as it should be.
"""

import re
from collections.abc import Callable, Iterator

from ..basics.problems import Location, Problem
from ..basics.records import NamedTuple
from .nodes import Node, Scalar
from .rewrites import Rewrite, told
from .texts import printed

Written = str | Callable[[re.Match[str]], str]

Rule = tuple[str, Written, Written]
"""A pattern, what to write for it in Markdown, and where Markdown means nothing."""


class Leftover(NamedTuple):
    """A kind of leftovers, by a name that goes on "it is …".

    A text without any of the `marks` has none. What `sure` finds is surely one; where a text has
    such, all `rules` hold, one after the other.
    """

    name: str
    marks: tuple[str, ...]
    sure: str
    rules: tuple[Rule, ...]

    def changed(self, text: str, is_plain: bool) -> str:
        """A text as it is to be written; rules hold again for what stands within others."""
        for _ in range(MOST_NESTED):
            before = text
            for pattern, markdown, plain in self.rules:
                text = re.sub(pattern, plain if is_plain else markdown, text, flags=re.MULTILINE)
            if text == before:
                break
        return text

    def rewrite(self) -> Rewrite:
        """How texts of this kind are written anew."""
        message = f"'{{word}}' is printed as it stands: it is {self.name}"
        pieces = "|".join(f"(?:{_plain_groups(pattern)})" for pattern, _, _ in self.rules)
        return Rewrite(
            message, self.sure, f"(?m:{pieces})", self.changed, kept=CODE, shows_pieces=True
        )


MOST_NESTED = 4
"""How deep bold lies in italics, and that in a link."""

CODE = re.compile(r"(?<!`)`[^`\n]+`(?!`)|\b[A-Za-z]:\\\S*|(?<!\S)\\\\\w\S*")
"""Code, and paths of Windows."""


def _plain_groups(pattern: str) -> str:
    r"""A pattern without groups, so that `findall` gives whole matches.

    >>> _plain_groups(r"\((a)(?:b)")
    '\\((?:a)(?:b)'
    """
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


CHATS = Leftover(
    "left from a chat program",
    ("\u3010", "[oai", "turn0", "[cite", "[^", "<|", "think>", "chatgpt.com",
     "Copy code", "Kopioi koodi", "Kopiera kod", "Code kopieren"),
    r"\u3010[^\u3010\u3011\n]*\u2020|oaicite:|oai_citation|turn0(?:search|view|news|file|fetch)\d"
    r"|\[cite[_:]|\[\^\d+\^\]|<\|[a-z_]+\|>|</?think>|[?&]utm_source=chatgpt\.com"
    r"|(?m:^[ \t]*[a-z]*(?:Copy code|Kopioi koodi|Kopiera kod|Code kopieren)$)",
    tuple((pattern, "", "") for pattern in (
        r"[ ]?\u3010[^\u3010\u3011\n]*\u2020[^\u3010\u3011\n]*\u3011",
        r"[ ]?:contentReference\[oaicite:[^\[\]\n]*\](?:\{index=\d+\})?",
        r"[ ]?\[oai_citation[^\[\]\n]*\](?:\([^)\s]*\))?",
        r"[ ]?[\ue200-\ue2ff]?cite(?:[\ue200-\ue2ff]*turn\d+[a-z]+\d+)+[\ue200-\ue2ff]?",
        r"\[cite_(?:start|end)\][ ]?", r"[ ]?\[cite:[\d, ]*\]", r"[ ]?\[\^\d+\^\](?:\[\d+\])?",
        r"<\|[a-z_]+\|>", r"</?think>", r"[?&]utm_source=chatgpt\.com",
        r"^[ \t]*[a-z]*(?:Copy code|Kopioi koodi|Kopiera kod|Code kopieren)$",
    )),
)  # fmt: skip

_OTHER_TAGS = (
    "u|s|size|color|font|center|left|right|justify|code|list|quote|img|sub|sup|spoiler|table|tr|td"
    "|th|youtube|indent|highlight|align|strike|email"
)

BBCODE = Leftover(
    "markup of forums (BBCode)",
    ("[/",),
    rf"(?i:\[/(?:b|i|url|{_OTHER_TAGS})\])",
    (
        (r"(?i:\[url=)[\"']?([^\[\]\n\"']+)[\"']?\]([^\[\]\n]*)(?i:\[/url\])", r"[\2](\1)", r"\2"),
        (r"(?i:\[/?url\])", "", ""),
        (r"(?i:\[/?b\])", "**", ""),
        (r"(?i:\[/?i\])", "*", ""),
        (r"(?i:\[quote[^\[\]\n]*\])[ ]?", "> ", ""),
        (r"\[\*\][ ]*", "- ", ""),
        (rf"(?i:\[/?(?:{_OTHER_TAGS})(?:=[^\[\]\n]*)?\])", "", ""),
    ),
)

WIKIS = Leftover(
    "markup of wikis",
    ("''", "[[", "==", "[http"),
    r"'''(?=\S)(?:[^'\n]|'(?!''))*?\S'''|(?<![\w'])''(?=[^\W_])[^'\n]*[^\s']''(?![\w'])|\[\[(?=\S)[^\[\]\n]+\](?:\[[^\[\]\n]+\])?\]"
    r"|(?m:^[ \t]*(={2,6})[ ]*[^=\s][^=\n]*\1[ \t]*$)|\[https?://[^\s\[\]]+ [^\[\]\n]+\](?!\()",
    (
        (r"'''(?=\S)((?:[^'\n]|'(?!''))*?\S)'''", r"**\1**", r"\1"),
        (r"(?<![\w'])''(?=[^\W_])([^'\n]*[^\s'])''(?![\w'])", r"*\1*", r"\1"),
        (r"!\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]", r"![](\1)", ""),
        (r"\[\[([a-z]+://[^\[\]\s]+)\]\[([^\[\]\n]+)\]\]", r"[\2](\1)", r"\2"),
        (r"\[\[(?=\S)[^\[\]|\n]+\|([^\[\]\n]+)\]\]|\[\[(?=\S)([^\[\]|\n]+)\]\]", r"\1\2", r"\1\2"),
        (r"^([ \t]*)={2,6}[ ]*([^=\s](?:[^=\n]*[^=\s])?)[ ]*={2,6}[ \t]*$", r"\1## \2", r"\2"),
        (r"\[(https?://[^\s\[\]]+) ([^\[\]\n]+)\](?!\()", r"[\2](\1)", r"\2"),
    ),
)

JIRA = Leftover(
    "markup of Jira, Confluence or Slack",
    ("h2. ", "h3. ", "{color", "{code", "{panel", "{quote}", "{noformat",
     "|http", "<http"),
    r"(?m:^[ \t]*h[1-5]\. \S)|\{(?:color|panel|code)(?::[^{}\n]*)?\}|\{(?:quote|noformat)\}"
    r"|\[[^\[\]|\n]+\|https?://[^\[\]\s]+\]|<https?://[^|<>\s]+\|[^<>\n]+>",
    (
        (r"^([ \t]*)h[1-5]\. (?=\S)", r"\1## ", r"\1"),
        (r"\[([^\[\]|\n]+)\|(https?://[^\[\]\s|]+)[^\[\]\s]*\]", r"[\1](\2)", r"\1"),
        (r"<(https?://[^|<>\s]+)\|([^<>\n]+)>", r"[\2](\1)", r"\2"),
        (r"\{(?:color|panel|code|quote|noformat)(?::[^{}\n]*)?\}", "", ""),
    ),
)  # fmt: skip

SIGNS = {
    "ldots": "\u2026", "dots": "\u2026", "times": "\u00d7", "cdot": "\u00b7", "div": "\u00f7",
    "to": "\u2192", "rightarrow": "\u2192", "Rightarrow": "\u21d2", "leftarrow": "\u2190",
    "leq?": "\u2264", "geq?": "\u2265", "neq?": "\u2260", "approx": "\u2248", "pm": "\u00b1",
    "infty": "\u221e", "pi": "\u03c0", "alpha": "\u03b1", "beta": "\u03b2", "Delta": "\u0394",
    "nabla": "\u2207", "sum": "\u2211", "bullet": "\u2022", "euro?": "\u20ac", "quad": " ",
    "sqrt": "\u221a", "degree": "\u00b0", "checkmark": "\u2713",
}  # fmt: skip
"""Commands of LaTeX for signs that fonts have."""

_RAISED = str.maketrans(
    "0123456789+-n",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207f",
)
_LOWERED = str.maketrans(
    "0123456789+-", "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b"
)


def _of_maths(match: re.Match[str]) -> str:
    """What stands between signs of maths, digits raised and lowered; the rest as it is."""

    def moved(signs: re.Match[str]) -> str:
        return (signs[2] or signs[3]).translate(_RAISED if signs[1] == "^" else _LOWERED)

    return re.sub(r"([\^_])(?:\{([-+\dn]+)\}|([\dn]))", moved, match[1])


_MATHS = (
    r"(?<![\w$\\])\$(?=[A-Za-z]\$|[^$\n]*[\\^=]|[A-Za-z]_)([^$\s](?:[^$\n]*[^$\s\\])?)\$(?![\w$])"
)
_MATHS_IN_BRACKETS = (
    r"\\\((?=(?:(?!\\[()]).)*?(?:[\^=_]|\\[a-z]))[ ]*((?:(?!\\[()])[^\n])*?)[ ]*\\\)"
)
_SHOWN = "text|textrm|mathrm|underline|textsc|textsf|textnormal|mbox|footnote|uppercase|small|large"

LATEX = Leftover(
    "LaTeX",
    ("\\", "$", "``", "---"),
    rf"\\(?:text(?:bf|it|tt|sl)|emph|mathbf|{_SHOWN}|(?:sub)*section\*?|href|url|begin|end|frac)\{{"
    rf"|\\(?:{'|'.join(SIGNS)})(?![A-Za-z])|\\item\b|{_MATHS}|{_MATHS_IN_BRACKETS}"
    r"|\$\$(?=[^$\n]*[\\^=_])[^$\n]+\$\$|``[^`'\n]+''|(?<=[^\W\d_])---(?=[^\W\d_])",
    (
        (r"\$\$(?=[^$\n]*[\\^=_])([^$\n]+)\$\$", _of_maths, _of_maths),
        (_MATHS, _of_maths, _of_maths),
        (_MATHS_IN_BRACKETS, _of_maths, _of_maths),
        (r"\\(?:textbf|mathbf)\{([^{}\n]*)\}", r"**\1**", r"\1"),
        (r"\\(?:textit|emph|textsl)\{([^{}\n]*)\}", r"*\1*", r"\1"),
        (r"\\texttt\{([^{}\n]*)\}", r"`\1`", r"\1"),
        (r"\\(?:sub)*section\*?\{([^{}\n]*)\}", r"## \1", r"\1"),
        (r"\\href\{([^{}\s]*)\}\{([^{}\n]*)\}", r"[\2](\1)", r"\2"),
        (rf"\\(?:{_SHOWN}|url)\{{([^{{}}\n]*)\}}", r"\1", r"\1"),
        (r"\\frac\{([^{}\n]*)\}\{([^{}\n]*)\}", r"\1/\2", r"\1/\2"),
        (r"\\item\b(?:\[[^\[\]\n]*\])?[ ]*", "- ", ""),
        (r"\\(?:begin|end)\{[^{}\n]*\}(?:\[[^\]\n]*\])?", "", ""),
        (r"\\(?:newline|linebreak|par|noindent|centering|medskip|bigskip)\b[ ]?", "", ""),
        *((rf"\\{name}(?![A-Za-z])(?:\{{\}})?", sign, sign) for name, sign in SIGNS.items()),
        (r"``([^`'\n]+)''", "\u201c\\1\u201d", "\u201c\\1\u201d"),
        (r"(?<=[^\W\d_])---(?=[^\W\d_])", "\u2014", "\u2014"),
    ),
)

_GAP = r"\{\{c\d{1,3}::((?:(?!::|\}\}|\{\{)[^\n])+)(?:::(?:(?!\}\}|\{\{)[^\n])*)?\}\}"

ANKI = Leftover(
    "left from Anki",
    ("[sound:", "{{c", "[/latex]", "[/$"),
    rf"\[sound:[^\[\]\n]+\]|{_GAP}|\[/(?:latex|\$\$?)\]",
    (
        (r"[ ]?\[sound:[^\[\]\n]+\]", "", ""),
        (_GAP, r"\1", r"\1"),
        (r"\[/?(?:latex|\$\$?)\]", "", ""),
    ),
)

_NOTION = r"[ ]?\(https://(?:www\.)?notion\.so/[^()\s]*\)"

NOTION = Leftover("left from Notion", ("notion.so/",), _NOTION, ((_NOTION, "", ""),))

SMILEYS = (":smile", ":+1:", "_mark:", ":heart")
"""How chats and code hosts write some emoji, or how that begins or ends."""


def _box(match: re.Match[str]) -> str:
    """The name of a box with a remark, in bold."""
    return f"**{(match[1] or match[2]).capitalize()}**"


MARKDOWNS = Leftover(
    "markup that Markdown has elsewhere, not on cards",
    ("~~", "==", "++", "[^", "]: ", "[!", "!!!", ":::", "~", "^", *SMILEYS),
    r"(?<![~\w])~~(?=[^\s~])[^~\n]*[^\s~]~~|(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])"
    r"|(?<![+\w])\+\+(?=[^\s+])[^+\n]*[^\s+]\+\+(?![+\w])"
    r"|(?m:^[ \t]*\[\^[^\[\]\n]+\]:[ \t])|(?m:^[ \t]*\[[^\[\]\n]+\]:[ \t]+<?https?://)"
    r"|\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|(?m:^[ \t]*!!! \w+)|(?m:^[ \t]*:::)"
    r"|(?<=\w)~[\d+-]+~(?!~)|(?<=\w)\^[\dn+-]+\^(?!\w)"
    r"|(?<![\w:]):(?:(?:smile|heart)\w*|\+1|\w+_mark):",
    (
        (r"(?<![~\w])~~(?=[^\s~])([^~\n]*[^\s~])~~", r"\1", r"\1"),
        (r"(?<![=\w])==(?=[^\s=])([^=\n]*[^\s=])==(?![=\w])", r"**\1**", r"\1"),
        (r"(?<![+\w])\+\+(?=[^\s+])([^+\n]*[^\s+])\+\+(?![+\w])", r"\1", r"\1"),
        (r"^([ \t]*)\[\^?([^\[\]\n]+)\]:[ \t]+(?=\S)", r"\1(\2) ", r"\1(\2) "),
        (r"\[\^([^\[\]\n]+)\]", r" (\1)", r" (\1)"),
        (r"\[([^\[\]\n]+)\]\[([^\[\]\n]+)\]", r"\1 (\2)", r"\1 (\2)"),
        (r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|(?<!\S)!!! (\w+)", _box, ""),
        (r"^[ \t]*:::[^\n]*$", "", ""),
        (r"(?<=\w)~([\d+-]+)~(?!~)", lambda match: match[1].translate(_LOWERED), r"\1"),
        (r"(?<=\w)\^([\dn+-]+)\^(?!\w)", lambda match: match[1].translate(_RAISED), r"\1"),
        (r"[ ]?(?<![\w:]):(?:[a-z]+(?:_[a-z]+)*|[+-]1):(?![\w:])", "", ""),
    ),
)  # fmt: skip

KINDS = (CHATS, ANKI, NOTION, BBCODE, WIKIS, JIRA, LATEX, MARKDOWNS)


TITLES = Leftover(
    "Markdown, which titles and names do not have",
    (),
    r"\*\*(?=[^\s*])[^*\n]*[^\s*]\*\*|\A#{1,6} (?=\S)"
    r"|\[[^\[\]\n]*\]\((?:https?:|mailto:)[^()\s]*\)",
    (
        (r"\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*", r"\1", r"\1"),
        (r"(?:\A|(?<=[\"']))#{1,6} (?=\S)", "", ""),
        (r"!?\[([^\[\]\n]*)\]\((?:https?:|mailto:)[^()\s]*\)", r"\1", r"\1"),
        (r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])", r"\1", r"\1"),
    ),
)
"""Signs of Markdown that are printed, as nothing reads them there."""


def leftovers(
    text: str, tree: Node | None, file: Location, marked: list[Scalar]
) -> Iterator[Problem]:
    """Leftovers in the texts of a file that are printed: one problem for each kind.

    Of its titles and names only those that are `marked` may have signs of Markdown.
    """
    for kind in KINDS:
        is_possible = any(mark in text for mark in kind.marks)
        if is_possible and (problem := told(kind.rewrite(), printed(tree), text, file)):
            yield problem
    if marked and (problem := told(TITLES.rewrite(), marked, text, file)):
        yield problem


def without_leftovers(text: str, is_plain: bool = False) -> tuple[str, tuple[str, ...]]:
    """A text as it is to be written on a card, and the names of what was left in it.

    `is_plain` of a title and the like, where Markdown means nothing.

    >>> without_leftovers("[b]Now[/b] go\u30104\u2020source\u3011.")
    ('**Now** go.', ('left from a chat program', 'markup of forums (BBCode)'))
    """
    found = []
    for kind in KINDS:
        if any(mark in text for mark in kind.marks):
            new = kind.rewrite().written(text, is_plain)
            found += [kind.name] if new != text else []
            text = new
    return text, tuple(found)
