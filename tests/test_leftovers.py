"""What other programs leave in texts is told of once a kind, with the line as it should be."""

import pytest

from korttipakka.basics.problems import Problem
from korttipakka.reading.deck import MAY_BE_LEFT, parse_deck
from korttipakka.reading.leftovers import KINDS, without_leftovers


def problems(card: str) -> tuple[Problem, ...]:
    """What is said of a deck with one card of these lines."""
    return parse_deck(f"title: D\nlanguage: en\ncards:\n  - {card}\n").problems


LEFT = {
    # chat programs
    "Half of them agree【4:12†source】.": "Half of them agree.",
    "Half :contentReference[oaicite:0]{index=0} agree.": "Half agree.",
    "Half agree.[oai_citation:1‡report.pdf](https://x.org/a)": "Half agree.",
    "Half agree citeturn0search1turn0news2.": "Half agree.",
    "Half \ue200cite\ue202turn0search1\ue201 agree.": "Half agree.",
    "[cite_start]Half agree. [cite: 1, 12]": "Half agree.",
    "Half agree[^1^].": "Half agree.",
    "See https://example.org/?utm_source=chatgpt.com": "See https://example.org/",
    "<think>Half</think> agree.<|im_end|>": "Half agree.",
    # forums
    "[b]Now[/b] [i]go[/i] [u]out[/u]": "**Now** *go* out",
    "[B]Now[/B] [size=5]big[/size] [color=#f00]red[/color]": "**Now** big red",
    "[url=https://example.org/a]words[/url]": "[words](https://example.org/a)",
    "[url]https://example.org/a[/url]": "https://example.org/a",
    "[quote]Be [b]brave[/b][/quote]": "> Be **brave**",
    # wikis
    "'''Note:''' do ''this'' now": "**Note:** do *this* now",
    "[[Deliberation|Talk]] and [[Voting]]": "Talk and Voting",
    "![[group.svg]]": "![](group.svg)",
    "== First step ==": "## First step",
    "[https://example.org/a our page]": "[our page](https://example.org/a)",
    "[[https://example.org/a][our page]]": "[our page](https://example.org/a)",
    # trackers and chats
    "h2. First step": "## First step",
    "{color:#f00}Red{color} and {{x}}": "Red and {{x}}",
    "[our page|https://example.org/a]": "[our page](https://example.org/a)",
    "<https://example.org/a|our page>": "[our page](https://example.org/a)",
    # LaTeX
    r"\textbf{Ask \emph{all} people} \ldots": "**Ask *all* people** …",
    r"$x^2 + y_1$ and $10^{12}$, $a$ \newline": "x² + y₁ and 10¹², a ",
    r"\( a \times b \)": "a × b",
    r"\section{Start} 50\% \frac{1}{2}": r"## Start 50\% 1/2",
    "``Yes'' he said": "“Yes” he said",
    "words---words": "words—words",
    r"\href{https://example.org}{our page}": "[our page](https://example.org)",
    "$$x^2 = 4$$": "x² = 4",
    # other kinds of Markdown
    "~~gone~~ ==new== ++under++": "gone **new** under",
    "H~2~O and m^2^": "H₂O and m²",
    "[^1]: The source": "(1) The source",
    "[1]: https://example.org": "(1) https://example.org",
    "> [!NOTE]": "> **Note**",
    "!!! tip": "**Tip**",
    "Well done :tada: :+1:": "Well done",
}


@pytest.mark.parametrize("text", LEFT)
def test_left_by_another_program(text: str) -> None:
    """The line is told of, at its first piece, and the hint has it in Markdown."""
    (told,) = problems(f"title: A\n    text: |\n      First.\n      {text}\n      Last.")
    assert (told.code, told.hint) == ("damaged-text", f"write: {LEFT[text].strip()}")
    assert told.at
    assert told.at.line == 7
    shown = told.message.split("' is printed as it stands")[0][1:]
    assert text.startswith(shown, told.at.column - 7)


@pytest.mark.parametrize(
    "text",
    [
        "don't, 'it''s', rock 'n' roll, 5'' and 6''",
        "costs $5 or $6, $5-$6, 5$, US$ and A$",
        "[i] see, [b] too, [1], [*], and/or",
        "a == b, x = y, ===",
        "`[b]x[/b]`, `'''x'''`, `\\emph{x}` and `$x$`",
        r"C:\to\pi, \\server\times, \(not\), 5\% and \$a\$",
        "this [^1] and 2^3, H_2, snake_case_2",
        "[words](https://example.org) and [https://example.org]",
        "[words]{.accent}, {name}, {colour}, code {x}",
        "words --- words, and -- more",
        "see [[ and ]] or [ [x] ]",
        "https://example.org/?utm_source=news",
        "a | b https://example.org",
        "about ~5, ~/a, ~ and ~~, 2^3^4, a ++ b, C++ and C++, ++x",
        "10:30: one: two:three: a:b:c, [a][b], a:b:",
        "[i]: not a link, [^] and !!! wow, see [1]",
        "a == b == c and ====",
    ],
)
def test_what_only_looks_like_a_leftover(text: str) -> None:
    """Money, feet, paths, brackets, code and dashes are what people type."""
    assert not problems(f"title: A\n    text: |\n      {text}")


def test_footnotes() -> None:
    """Numbers of notes and of links stand in brackets where they are and where they lead."""
    text = "See[^1] [here][2].\n\n      [^1]: Book\n      [2]: https://example.org/a"
    (told,) = problems(f"title: A\n    text: |\n      {text}")
    assert told.hint == "write: See (1) here (2)."
    assert told.message.endswith("and on 2 more lines")


def test_titles_have_no_markdown() -> None:
    """In a title the words alone are offered, and no stars."""
    (told,) = problems("title: '[b]Now[/b] [url=https://x.org]go[/url]'\n    text: x")
    assert told.hint == "write: - title: Now go"


def test_a_line_that_is_nothing_else() -> None:
    """A button's words among the lines are to be deleted; a card may be called so."""
    (told,) = problems("title: Copy code\n    text: |\n      One\n      Copy code\n      Two")
    assert told.hint == "delete the line 'Copy code'"


def test_each_kind_once() -> None:
    """A kind is told of at its first line, with the number of the others."""
    text = "[b]One[/b]\n      '''two'''\n      [i]three[/i]\n      [b]four[/b]"
    told = problems(f"title: A\n    text: |\n      {text}\n    notes: '[b]x[/b]'")
    assert [problem.message.split("' is")[0] for problem in told] == ["'[b]One[/b]", "''''two'''"]
    assert told[0].message.endswith("(BBCode), here and on 2 more lines")


def test_marks_are_looked_for() -> None:
    """A text that has the mark of a kind has one for which the kinds are looked at at all."""
    for kind in KINDS:
        for mark in kind.marks:
            assert any(sign in mark for sign in MAY_BE_LEFT), mark


def test_texts_of_elsewhere() -> None:
    """An import gets the text as it should be, and the names of what was in it."""
    text, found = without_leftovers("[b]Now[/b], '''now'''")
    assert text == "**Now**, **now**"
    assert found == ("markup of forums (BBCode)", "markup of wikis")
    assert without_leftovers("as typed") == ("as typed", ())
