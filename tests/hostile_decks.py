"""Small files that would cost much time or memory: each kind a function that makes the files.

`KINDS` has them by name. `tools/try_hostile.py` builds each in a process of its own with its time
and memory bounded; the tests check what is said of them.
"""

from collections.abc import Callable
from string import ascii_lowercase
from typing import TypeAlias

Files: TypeAlias = dict[str, str]
"""The texts of a deck's folder, by their names; deck.yaml among them."""

KINDS: dict[str, Callable[[], Files]] = {}
"""What makes the files of each kind, by its name."""

HEAD = "title: T\nlanguage: en\n"


def kind(make: Callable[[], Files]) -> Callable[[], Files]:
    """Register a kind under its function's name."""
    KINDS[make.__name__] = make
    return make


def deck(*cards: str, head: str = "", layout: str = "") -> Files:
    """A deck with these cards, each a mapping between braces; a layout of its own if given."""
    files = {"lay.yaml": f"extends: workshop\n{layout}\n"} if layout else {}
    named = "layout: lay.yaml\n" if layout else ""
    listed = "".join(f"  - {card}\n" for card in cards)
    return {"deck.yaml": f"{HEAD}{named}{head}cards:\n{listed}", **files}


def text(value: str, **layout: str) -> Files:
    """A deck of one card with a text, in double quotes; line ends in it as escapes."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return deck(f'{{title: A, text: "{escaped}"}}', **layout)


def many(pattern: str, count: int, between: str = "\n") -> str:
    """A pattern as often, with its number where it says {n}."""
    return between.join(pattern.replace("{n}", str(n)) for n in range(count))


# Texts


@kind
def line_ends() -> Files:
    """Ten thousand line ends in a text."""
    return text("a" + "\n" * 10_000 + "b")


@kind
def lines_of_a_letter() -> Files:
    """As many lines as fit into a text."""
    return text("a\n" * 9_900)


@kind
def word_of_20_000() -> Files:
    """A word as long as a text may be."""
    return text("x" * 20_000)


@kind
def word_of_20_000_in_finnish() -> Files:
    """The same where compounds are taken apart."""
    return {"deck.yaml": text("yhteiskehittämis" * 1_200)["deck.yaml"].replace(": en", ": fi")}


@kind
def title_of_20_000() -> Files:
    """A title as long as a text may be."""
    return deck(f"{{title: {'x' * 20_000}}}")


@kind
def words_in_a_title() -> Files:
    """A title of four thousand words."""
    return deck(f"{{title: {'word ' * 4_000}}}")


@kind
def words_of_a_letter() -> Files:
    """Ten thousand words of a letter."""
    return text("a " * 9_990)


@kind
def url_of_2_000() -> Files:
    """A bare address in a text."""
    return text("https://example.org/" + "a-b/c?d=e&" * 198)


@kind
def url_of_20_000() -> Files:
    """A bare address as long as a text."""
    return text("https://example.org/" + "a-b/c?d=e&" * 1_980)


@kind
def link_of_2_000() -> Files:
    """A link for a QR code."""
    return deck(f"{{title: A, link: 'https://example.org/{'a' * 1_975}'}}")


@kind
def spaces_in_a_title() -> Files:
    """A hundred thousand spaces in a title."""
    return deck(f'{{title: "a{" " * 100_000}b"}}')


@kind
def spaces_in_a_text() -> Files:
    """A hundred thousand spaces and line ends in a text."""
    return text("a" + " \n" * 50_000 + "b")


@kind
def no_break_spaces() -> Files:
    """Words that no line may end between."""
    return text("ab\u00a0" * 6_600)


@kind
def combining_marks() -> Files:
    """Half a million marks on a letter of a title."""
    return deck("{title: a" + "\u0301" * 500_000 + "}")


@kind
def combining_marks_in_a_text() -> Files:
    """As many marks as a text has room for, in an order that is not the normal one."""
    return text("a" + "\u0301\u0323" * 9_990)


@kind
def paragraphs_of_marks() -> Files:
    """Lines of marks alone, which have no width, more of them than fit; a mark composes no code."""
    return text(("\u200b" + "\u0301" * 180 + "\n\n") * 100)


@kind
def soft_hyphens() -> Files:
    """Ten thousand places to break a word."""
    return text("a\u00ad" * 9_990)


@kind
def visible_soft_hyphens() -> Files:
    """The same as they are typed."""
    return text("a-?" * 6_600)


@kind
def hyphens() -> Files:
    """A word of ten thousand parts."""
    return text("a-" * 9_990)


@kind
def joiners() -> Files:
    """Emoji that are joined without end."""
    return text("\U0001f469\u200d" * 9_990)


@kind
def right_to_left() -> Files:
    """Directions one inside the other, more than there may be."""
    return text("\u202b\u202aa" * 6_600)


@kind
def thai() -> Files:
    """A script that needs words to be found."""
    return text("\u0e01\u0e32" * 9_990)


@kind
def chinese() -> Files:
    """A script that may break anywhere."""
    return text("\u6f22\u5b57" * 9_990)


# Markdown


@kind
def lists_10_deep() -> Files:
    """A list in a list, ten times, with a text in the innermost."""
    return text(nested("- ", 10))


def nested(marker: str, depth: int) -> str:
    """A list in a list, so many times, an item on each line."""
    return "\n".join("  " * n + f"{marker}level {n}" for n in range(depth))


@kind
def lists_130_deep() -> Files:
    """A list in a list, as often as a text has room."""
    return text(nested("- ", 130))


@kind
def quotes_20_deep() -> Files:
    """A quotation in a quotation, twenty times."""
    return text("> " * 20 + "innermost")


@kind
def quotes_9_000_deep() -> Files:
    """As often as a text has room."""
    return text("> " * 9_900 + "innermost")


@kind
def list_markers() -> Files:
    """Nine thousand markers on one line."""
    return text("- " * 9_900 + "a")


@kind
def brackets() -> Files:
    """Brackets that are never closed."""
    return text("[" * 19_000)


@kind
def links_in_links() -> Files:
    """Links one inside the other."""
    return text("[a](" * 4_900)


@kind
def pictures_in_pictures() -> Files:
    """Pictures one inside the other."""
    return text("![" * 9_900)


@kind
def stars() -> Files:
    """Stars that could open and close in many ways."""
    return text("*a **b " * 2_800)


@kind
def stars_and_underscores() -> Files:
    """The same with two signs."""
    return text("*_" * 9_900 + "a" + "_*" * 50)


@kind
def backticks() -> Files:
    """Runs of backticks of all lengths."""
    return text(" ".join("`" * n for n in range(1, 190)))


@kind
def angle_brackets() -> Files:
    """HTML that never ends."""
    return text("<a " * 6_600)


@kind
def html_comments() -> Files:
    """Comments that never end."""
    return text("<!-- a " * 2_800)


@kind
def entities() -> Files:
    """Ampersands without end."""
    return text("&" * 9_000 + "&amp;" * 2_000)


@kind
def escapes() -> Files:
    """Backslashes without end."""
    return text("\\" * 9_900)


@kind
def wide_table() -> Files:
    """A table of thousands of columns."""
    return text("|a" * 4_000 + "|\n" + "|-" * 4_000 + "|\n|x|")


@kind
def long_table() -> Files:
    """A table of thousands of rows."""
    return text("|a|b|\n|-|-|\n" + "|x|y|\n" * 3_000)


@kind
def many_bullets() -> Files:
    """Thousands of entries of a list."""
    return text("- a\n" * 4_900)


@kind
def many_headings() -> Files:
    """Thousands of headings."""
    return text("# a\n" * 4_900)


@kind
def references() -> Files:
    """Thousands of definitions of links."""
    return text(many("[a{n}]: /x", 1_400))


@kind
def lines_to_write_on() -> Files:
    """Thousands of lines to write on."""
    return text("____\n\n" * 3_300)


@kind
def spans_of_colour() -> Files:
    """Thousands of coloured words."""
    return text("[a]{.ink} " * 1_990)


@kind
def unclosed_spans() -> Files:
    """Braces that never end."""
    return text("[a]{." * 3_900)


# Keys and values


@kind
def languages_of_their_own() -> Files:
    """Thousands of cards, each with a translation into a language that no other has."""
    return deck(*(f"{{title: {{en: A, en-x{n:05d}: B}}}}" for n in range(5_000)))


@kind
def unknown_keys() -> Files:
    """Twenty thousand unknown keys of a card."""
    return deck("{title: A, " + many("kex{n}: x", 20_000, ", ") + "}")


@kind
def numbers_for_hyphens() -> Files:
    """Twenty thousand cards in a list of numbers."""
    return {"deck.yaml": f"{HEAD}cards:\n" + many("  {n}) title: A", 20_000) + "\n     text: x\n"}


@kind
def paragraphs_like_keys() -> Files:
    """Twenty thousand paragraphs of a text that look like keys."""
    paragraphs = many("    Kex{n}: x", 20_000, "\n\n")
    return {"deck.yaml": f"{HEAD}cards:\n  - title: A\n    text: x\n\n{paragraphs}\n"}


@kind
def titles_for_keys() -> Files:
    """Twenty thousand cards whose titles are keys."""
    return {"deck.yaml": f"{HEAD}cards:\n" + many('  "Tea {n}":\n    text: x', 20_000) + "\n"}


@kind
def unknown_keys_of_cards() -> Files:
    """Twenty thousand cards with an unknown key each."""
    return deck(*(f"{{title: A, titel{n}: x}}" for n in range(20_000)))


@kind
def unknown_keys_at_the_top() -> Files:
    """Twenty thousand unknown keys of the deck."""
    return deck("{title: A}", head=many("kex{n}: x", 20_000) + "\n")


@kind
def unknown_keys_of_categories() -> Files:
    """Twenty thousand unknown keys of a category."""
    return deck(
        "{title: A}", head="categories:\n  a: {name: A, " + many("b{n}: x", 20_000, ", ") + "}\n"
    )


@kind
def unknown_settings() -> Files:
    """Twenty thousand unknown settings of a layout."""
    return deck("{title: A}", layout=many("kard{n}: {size: a7}", 20_000))


@kind
def unknown_settings_of_a_box() -> Files:
    """Twenty thousand unknown settings of a box."""
    return deck("{title: A}", layout="front: {title: {" + many("sise{n}: 3", 20_000, ", ") + "}}")


@kind
def long_unknown_keys() -> Files:
    """Two hundred unknown keys of 50,000 letters, some of them nearly those of a deck."""
    return deck("{title: A}", layout=many("? " + "card" * 5_000 + "{n}\n: x", 200))


@kind
def key_of_millions() -> Files:
    """A key of two million letters."""
    return {"deck.yaml": f"{HEAD}? {'k' * 2_000_000}\n: x\ncards: [{{title: A}}]\n"}


@kind
def unknown_categories() -> Files:
    """Cards of twenty thousand categories that there are not."""
    cards = (f"{{title: A, category: ideaz{n}}}" for n in range(20_000))
    return deck(*cards, head="categories:\n" + many("  idea{n}: Idea", 1_000) + "\n")


@kind
def many_categories() -> Files:
    """Twenty thousand categories."""
    return deck(
        "{title: A, category: k1}", head="categories:\n" + many("  k{n}: Idea {n}", 20_000) + "\n"
    )


@kind
def long_category_names_in_mono() -> Files:
    """A hundred categories whose long names differ in the end only."""
    names = many(f"  k{{n}}: {'participation ' * 30}{{n}}", 100)
    cards = (f"{{title: A {n}, category: k{n}}}" for n in range(100))
    return deck(*cards, head=f"layout: mono\ncategories:\n{names}\n")


@kind
def long_alike_categories_in_mono() -> Files:
    """Two thousand categories whose names of thousands of letters differ in the end only."""
    names = many(f"  k{{n}}: {'p' * 3_000}{{n}}", 2_000)
    return deck("{title: A, category: k1}", head=f"layout: mono\ncategories:\n{names}\n")


@kind
def bad_colours() -> Files:
    """Twenty thousand categories of colours that there are not."""
    return deck(
        "{title: A}", head="categories:\n" + many("  k{n}: {name: A, color: rad{n}}", 20_000) + "\n"
    )


@kind
def bad_colours_of_cards() -> Files:
    """Twenty thousand cards of colours that there are not."""
    return deck(*(f"{{title: A, color: rad{n}}}" for n in range(20_000)))


@kind
def colours_of_a_layout() -> Files:
    """Twenty thousand colours, each a tint of the one before."""
    chain = many("c{n}: 'tint(CPREV, 99 %)'", 20_000)
    lines = [
        line.replace("CPREV", f"c{n - 1}" if n else "ink")
        for n, line in enumerate(chain.split("\n"))
    ]
    return deck("{title: A}", layout="colors:\n  " + "\n  ".join(lines))


@kind
def bad_colours_of_a_layout() -> Files:
    """Twenty thousand colours that there are not."""
    return deck("{title: A}", layout="colors:\n  " + many("c{n}: rad{n}", 20_000, "\n  "))


@kind
def nested_tints() -> Files:
    """A tint of a tint of a tint."""
    return deck("{title: A}", layout=f"colors: {{a: '{'tint(' * 5_000}ink{', 5 %)' * 5_000}'}}")


@kind
def commas_in_tags() -> Files:
    """A hundred thousand commas."""
    return deck(f"{{title: A, tags: '{',' * 100_000}'}}")


@kind
def many_tags() -> Files:
    """Twenty thousand tags."""
    return deck(f"{{title: A, tags: '{many('t{n}', 20_000, ',')}'}}")


@kind
def many_hyphenated() -> Files:
    """A hundred thousand words whose breaks the deck tells, and none of them on a card."""
    words = many("sana{n}", 100_000, ", ")
    return {"deck.yaml": f"title: A\nhyphenation: [{words}]\ncards:\n  - title: A\n"}


@kind
def many_fields() -> Files:
    """Twenty thousand fields of a card."""
    return deck("{title: A, fields: {" + many("f{n}: x", 20_000, ", ") + "}}")


@kind
def many_fallbacks() -> Files:
    """Twenty thousand fonts."""
    return deck("{title: A}", layout=f"fonts: {{fallback: [{many('Inter {n}', 20_000, ', ')}]}}")


@kind
def known_fallbacks() -> Files:
    """One font, twenty thousand times, and a text that none of them has."""
    return deck("{title: \u13a0}", layout=f"fonts: {{fallback: [{many('Inter', 20_000, ', ')}]}}")


@kind
def commas_in_settings() -> Files:
    """A hundred thousand commas and spaces in each kind of setting."""
    junk = "', " * 3 + "," * 50_000 + " " * 50_000
    values = (
        "card.safe",
        "sheet.paper",
        "fonts.fallback",
        "sheet.gutter",
        "sheet.margin",
        "card.size",
    )
    sections: dict[str, list[str]] = {}
    for key in values:
        section, _, name = key.partition(".")
        sections.setdefault(section, []).append(f'{name}: "{junk}"')
    lines = "\n".join(f"{name}: {{{', '.join(parts)}}}" for name, parts in sections.items())
    return deck("{title: A}", layout=lines)


@kind
def digits_in_settings() -> Files:
    """A number of a hundred thousand digits in each kind of setting."""
    number = "9" * 100_000
    return deck(
        "{title: A}",
        layout=f"card: {{size: {number}x{number}mm, bleed: {number} mm}}\n"
        f"sheet: {{copies: {number}, start_at: {number}, back_angle: {number}}}\n"
        f"front: {{title: {{weight: {number}, lines: {number}, size: {number} pt}}}}\n"
        f"colors: {{a: '#{number}', b: 'cmyk({number}, 0, 0, 0)', c: 'tint(ink, {number} %)'}}",
    )


@kind
def digits_of_copies() -> Files:
    """Copies of ten thousand digits."""
    return deck(f"{{title: A, copies: {'9' * 10_000}}}")


@kind
def long_values() -> Files:
    """Values of a million letters where a short word belongs."""
    long = "x" * 1_000_000
    return deck(
        f"{{title: A, category: {long}, id: {long}, color: {long}, copies: {long}, image: {long}}}",
        head=f"hyphenation: {long}\n",
    )


@kind
def long_settings() -> Files:
    """Values of a million letters for a layout's settings."""
    long = "x" * 1_000_000
    return deck(
        "{title: A}",
        layout=f"card: {{size: {long}}}\nsheet: {{paper: {long}, marks: {long}}}\n"
        f"fonts: {{body: {long}}}\nfront: {{title: {{size: {long}, font: {long}}}}}",
    )


@kind
def many_hyphenations() -> Files:
    """Twenty thousand words to break in a way of their own."""
    return deck("{title: A}", head="hyphenation:\n" + many("  - a-?b{n}", 20_000) + "\n")


@kind
def same_titles() -> Files:
    """Five thousand cards of one title."""
    return deck(*["{title: A}"] * 5_000)


@kind
def same_ids() -> Files:
    """Twenty thousand cards of one id."""
    return deck(*["{title: A, id: b}"] * 20_000)


@kind
def missing_titles() -> Files:
    """Twenty thousand cards without a title."""
    return deck(*["{text: A}"] * 20_000)


@kind
def missing_pictures() -> Files:
    """Twenty thousand pictures that there are not."""
    return deck(*(f"{{title: A, image: img{n}.png}}" for n in range(20_000)))


@kind
def many_languages() -> Files:
    """A text in five thousand languages."""
    tags = ", ".join(
        f"{a}{b}-x{n}: t" for n in range(8) for a in ascii_lowercase for b in ascii_lowercase
    )
    return deck(f"{{title: {{{tags}}}}}")


# YAML


@kind
def laughs() -> Files:
    """A billion laughs."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return deck("{title: A}", head="\n".join(lines) + "\n")


@kind
def anchors() -> Files:
    """Two thousand anchors, each used."""
    return deck(*(f"{{title: &t{n} A{n}, text: *t{n}}}" for n in range(2_000)))


@kind
def same_anchors() -> Files:
    """One anchor two thousand times."""
    return deck(*("{title: &t A, text: *t}" for _ in range(2_000)))


@kind
def unknown_anchors() -> Files:
    """Twenty thousand anchors that there are not."""
    return deck(*(f"{{title: A, text: *t{n}}}" for n in range(20_000)))


@kind
def flow_brackets() -> Files:
    """A million brackets."""
    return {"deck.yaml": "title: " + "[" * 1_000_000}


@kind
def flow_braces() -> Files:
    """A million braces."""
    return {"deck.yaml": "title: " + "{a: " * 300_000}


@kind
def dashes() -> Files:
    """A list in a list, on one line."""
    return {"deck.yaml": "- " * 500_000}


@kind
def question_marks() -> Files:
    """Keys that are mappings."""
    return {"deck.yaml": "? " * 500_000}


@kind
def duplicate_keys() -> Files:
    """A key twenty thousand times."""
    return {"deck.yaml": HEAD + "title: A\n" * 20_000}


@kind
def tags() -> Files:
    """A tag on each of twenty thousand values."""
    return deck(*("{title: !!str A}" for _ in range(20_000)))


@kind
def comments() -> Files:
    """A comment after each of two thousand titles, and on lines between."""
    return {"deck.yaml": HEAD + "cards:\n" + "  - title: Case #2 a\n    # x\n" * 2_000}


@kind
def one_comment() -> Files:
    """A comment of a million letters behind a title."""
    return {"deck.yaml": HEAD + "cards:\n  - title: A " + "# x " * 250_000}


@kind
def slips() -> Files:
    """Twenty thousand lines that are no YAML."""
    return {"deck.yaml": HEAD + "cards:\n" + "  - title: A: b\n    text: c: d\n" * 10_000}


@kind
def slips_in_a_line() -> Files:
    """A hundred thousand colons on a line."""
    return {"deck.yaml": HEAD + "cards:\n  - title: " + "A: b " * 100_000}


@kind
def open_quote() -> Files:
    """A quote that is never closed, before twenty thousand lines."""
    return {"deck.yaml": HEAD + 'cards:\n  - title: "A\n' + "  - title: B\n" * 20_000}


@kind
def tabs() -> Files:
    """Twenty thousand lines that begin with a tab."""
    return {"deck.yaml": HEAD + "cards:\n" + "\t- title: A\n" * 20_000}


@kind
def missing_dashes() -> Files:
    """Twenty thousand cards without a dash."""
    return {"deck.yaml": HEAD + "cards:\n  - title: A\n" + "    title: B\n" * 20_000}


@kind
def spaces_before_comment() -> Files:
    """A line of a million spaces, and a comment."""
    return {"deck.yaml": HEAD + "cards:\n  - title: A" + " " * 1_000_000 + "#2\n  - title: B\n"}


@kind
def blank_lines() -> Files:
    """Nearly a million lines without anything, in a text."""
    return {
        "deck.yaml": HEAD
        + "cards:\n  - title: A\n    text: |\n      a"
        + "\n" * 990_000
        + "      b\n"
    }


@kind
def blank_lines_in_quotes() -> Files:
    """Nearly a million lines without anything, between quotes."""
    return {
        "deck.yaml": HEAD + 'cards:\n  - title: A\n    text: "a' + "\n" * 990_000 + '      b\\n"\n'
    }


@kind
def lines_of_dots() -> Files:
    """Millions of lines that end the file, to YAML."""
    return {"deck.yaml": "...\n" * 4_000_000}


@kind
def lines_of_a_sign() -> Files:
    """Millions of lines that each begin a text."""
    return {"deck.yaml": "|\r\n" * 4_000_000}


@kind
def texts_for_cards() -> Files:
    """Nearly a million texts in place of cards."""
    return {"deck.yaml": HEAD + "cards:\n" + "  - \N{PARTY POPPER}\n" * 990_000}


@kind
def carriage_returns() -> Files:
    """Line ends of three kinds."""
    return {
        "deck.yaml": HEAD
        + "cards:\n  - title: A\n    text: >\n      a\n"
        + "      b\r      c\r\n" * 3_000
    }


@kind
def control_characters() -> Files:
    """A million characters that cannot be printed."""
    return {"deck.yaml": HEAD + "cards:\n  - title: A" + "\x01\x02\x85" * 300_000}


@kind
def mojibake() -> Files:
    """A line of a million letters, with one at its end that was read in a wrong encoding."""
    return {"deck.yaml": HEAD + "cards:\n  - title: " + "a" * 1_000_000 + "Ã¤\n"}


@kind
def lost_letters() -> Files:
    """A word of a million letters with a question mark in it."""
    return {"deck.yaml": "title: T\ncards:\n  - title: a?" + "a" * 1_000_000 + "/\n"}


# What is printed


@kind
def copies_of_copies() -> Files:
    """Two hundred cards a thousand times, a thousand times."""
    return deck(*["{title: a, copies: 1000}"] * 200, layout="sheet: {copies: 1000}")


@kind
def copies_of_blanks() -> Files:
    """A thousand write-in cards of each category, a thousand times."""
    head = "categories:\n" + many("  k{n}: K{n}", 500) + "\n"
    return deck("{title: a}", head=head, layout="sheet: {copies: 1000, blanks: '1000'}")


@kind
def blanks_of_categories() -> Files:
    """A thousand write-in cards of each of a hundred categories."""
    head = "categories:\n" + many("  k{n}: K{n}", 100) + "\n"
    return deck("{title: a}", head=head, layout="sheet: {blanks: '1000'}")


@kind
def ruled() -> Files:
    """Lines to write on, as near to each other as may be, on the largest card."""
    box = "{ruled: 2 mm, left: 0 mm, right: 0 mm, top: 0 mm, bottom: 0 mm}"
    faces = "\n".join(f"  r{n}: {box}" for n in range(150))
    return deck(
        "{title: a}",
        layout=f"card: {{size: 1900x1900mm}}\nsheet: {{paper: 2000x2000mm}}\nfront:\n{faces}",
    )


@kind
def patterns() -> Files:
    """Patterns of the smallest step on the largest card, in many boxes."""
    box = "{pattern: dots, pattern_step: 0.5 mm, left: 0 mm, right: 0 mm, top: 0 mm, bottom: 0 mm}"
    faces = "\n".join(f"  r{n}: {box}" for n in range(150))
    return deck("{title: a}", layout=f"card: {{size: a7}}\nfront:\n{faces}")


@kind
def small_cards() -> Files:
    """As many cards on a sheet as there may be."""
    return deck(
        "{title: a, copies: 1000}",
        layout="card: {size: 5x5mm, bleed: 0 mm, safe: 0 mm}\nsheet: {paper: 2000x2000mm}",
    )


@kind
def largest_bleed() -> Files:
    """Bleed as far as it goes."""
    return deck("{title: a}", layout="card: {bleed: 100 mm}\nsheet: {gutter: 100 mm}")


@kind
def many_boxes() -> Files:
    """As many boxes of text as a face may have, each of a range of sizes."""
    box = "{text: '{text}', size: 1-1000 pt, top: 0 mm, left: 0 mm, right: 0 mm, bottom: 0 mm}"
    faces = "\n".join(f"  b{n}: {box}" for n in range(190))
    return deck(
        f"{{title: a, text: '{'participation is good ' * 40}'}}",
        layout=f"front:\n{faces}\nback:\n{faces}",
    )


@kind
def boxes_over_the_limit() -> Files:
    """Twenty thousand boxes."""
    return deck("{title: a}", layout="front:\n" + many("  b{n}: {text: a}", 20_000))


@kind
def boxes_below_boxes() -> Files:
    """A chain of boxes, each below the last, named backwards."""
    boxes = [f"  b{n}: {{text: a, below: b{n + 1}, height: 1 mm}}" for n in range(190)]
    return deck(
        "{title: a}", layout="front:\n" + "\n".join(boxes) + "\n  b190: {text: a, height: 1 mm}"
    )


@kind
def smallest_type() -> Files:
    """A long text at the smallest size on the largest card."""
    return deck(
        f"{{title: a, text: '{'word ' * 3_990}'}}",
        layout="card: {size: 1900x1900mm}\nsheet: {paper: 2000x2000mm}\n"
        "back: {text: {size: 1-1000 pt}}",
    )


@kind
def placeholders() -> Files:
    """A box that says everything a thousand times."""
    words = "{text}" * 500
    return deck(
        f"{{title: a, text: '{'word ' * 3_990}'}}", layout=f"back: {{text: {{text: '{words}'}}}}"
    )


@kind
def fields_in_boxes() -> Files:
    """Fields as long as they may be, all in one box."""
    fields = ", ".join(f"f{n}: {'y' * 19_000}" for n in range(50))
    shown = "".join(f"{{fields.f{n}}}" for n in range(50))
    return deck(
        f"{{title: a, fields: {{{fields}}}}}", layout=f"back: {{text: {{text: '{shown}'}}}}"
    )


@kind
def slow_drawings() -> Files:
    """Many SVG files of which each takes a second or two to draw."""
    files = deck(*(f"{{title: a{n}, image: {n}.svg}}" for n in range(40)))
    for number in range(40):
        files[f"{number}.svg"] = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40"><filter id="f">'
            f'<feTurbulence baseFrequency=".0{number + 1}" numOctaves="5"/></filter>'
            '<rect width="100" height="40" filter="url(#f)"/></svg>'
        )
    return files


@kind
def long_layout_chain() -> Files:
    """As many layouts as may extend one another, each of a thousand settings."""
    files = deck("{title: a}", head="layout: l99.layout\n")
    body = "colors:\n" + many("  c{n}: red", 1_000)
    for number in range(100):
        parent = f"l{number - 1}.layout" if number else "workshop"
        files[f"l{number}.layout"] = f"extends: {parent}\n{body}\n"
    return files
