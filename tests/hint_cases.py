"""Decks with one slip each, for hints to be followed."""

from collections.abc import Mapping
from typing import NamedTuple

HEAD = """title: Our deck
language: en
categories:
  ideas: {name: Ideas, color: "#b8324a"}
"""


class Case(NamedTuple):
    """Files of a folder, what its problems must name, and the words that are to be printed."""

    files: Mapping[str, str | bytes]
    says: str
    words: tuple[str, ...] = ()


def deck(cards: str, says: str, *words: str, head: str = HEAD) -> Case:
    """A deck of one file with these lines of cards."""
    return Case({"deck.yaml": f"{head}cards:\n{cards}"}, says, words)


def whole(text: str | bytes, says: str, *words: str) -> Case:
    """A deck of one file with this text."""
    return Case({"deck.yaml": text}, says, words)


CARD = "  - title: A card\n"
NBSP, EM, ZERO, BOM = "\u00a0", "\u2003", "\u200b", "\ufeff"

CASES = {
    # Colons
    "colon in a title": deck("  - title: Phase 1: Start\n    text: x\n", "colon", "Phase 1: Start"),
    "colon in a text": deck(f"{CARD}    text: Note: bring paper\n", "colon", "Note: bring paper"),
    "colon at the end": deck(f"{CARD}    text: Bring this:\n", "colon", "Bring this:"),
    "colons and quotes": deck(
        f'{CARD}    text: Two: one, "two" and don\'t: end\n',
        "colon",
        'Two: one, "two" and don\'t: end',
    ),
    "colon on the second line": deck(
        f"{CARD}    text: First line\n      Second: line\n      third\n  - title: B\n",
        "several lines has a colon",
        "First line Second: line third",
        "B",
    ),
    "colon and more lines": deck(
        f"{CARD}    text: Bring this:\n      paper\n", "several lines", "Bring this: paper"
    ),
    "colon between braces": deck(
        "  - {title: Phase 1: start, text: x}\n", "colon", "Phase 1: start"
    ),
    "no space after colon": deck(
        "  - title: Case\n    text:Do this.\n", "no space after 'text:'", "Do this."
    ),
    "no space, first key": deck("  - title:Case\n    text: x\n", "no space after 'title:'", "Case"),
    "no space, all cards": deck("  - title:Case\n  - title:Two\n", "no space after", "Case", "Two"),
    "no space at the top": whole(
        "title:Our deck\nlanguage: en\ncards:\n  - title: A\n", "no space", "A"
    ),
    "no space, folded": deck(
        "  - title: Case\n      text:Do this\n", "no space after", "Case", "Do this"
    ),
    "no space, in braces": deck(CARD, "no space", head=HEAD.replace("name: ", "name:")),
    "no-break space after colon": deck(f"  - title:{NBSP}Case\n    text: x\n", "U+00A0", "Case"),
    "wide colon": deck("  - title：Case\n    text: x\n", "：", "Case"),
    "equals sign": deck(f"{CARD}    text = Hello\n", "'='", "Hello"),
    "semicolon": deck(f"{CARD}    text; Hello\n", "';'", "Hello"),
    "no colon": deck(f"{CARD}    text Hello there\n", "no colon", "Hello there"),
    "no colon, title": deck("  - title Case\n    text: x\n", "no colon", "Case"),
    "no colon, cards": whole(
        f"{HEAD}cards\n  - title: A card\n", "no colon after 'cards'", "A card"
    ),
    "space before the colon, as in French": deck(
        "  - title : Pause\n    text : Une question : laquelle ?\n",
        "colon in it",
        "Pause",
        "Une question : laquelle ?",
    ),
    "equals signs in all lines": whole(
        "title = D\nlanguage = en\ncards\n  - title = One\n    text = Two\n", "'='", "One", "Two"
    ),
    "wide colons in all lines": whole("title：D\ncards：\n  - title：One\n", "'：'", "One"),
    "several keys on a line": deck(
        '  - title: One, text: "Two: three"; notes: x\n', "another key", "One", "Two: three"
    ),
    "semicolon between braces": deck("  - {title: One; text: Two}\n", "semicolon", "One", "Two"),
    "bold keys": whole(
        "**title:** D\n**language**: en\n**cards:**\n  - **title:** One\n    __text__: Two\n",
        "signs of Markdown",
        "One",
        "Two",
    ),
    "bold titles": deck(
        "  - **Break:** Have coffee.\n  - **Walk** – go out: far\n",
        "signs of Markdown",
        "Break",
        "Have coffee.",
        "Walk",
        "go out: far",
    ),
    "path of Windows in double quotes": deck(
        '  - title: "C:\\new ideas"\n    text: "Go to D:\\temp, and C:\\backup."\n',
        "begins a code",
        "C:\\new ideas",
        "Go to D:\\temp, and C:\\backup.",
    ),
    "cells between tabs": deck(
        f"{CARD}    text: |\n      Plan:\n      Step\tTime\n      Talk\t10 min\n      Then go.\n",
        "no table",
        "Plan: Step Time Talk 10 min Then go.",
    ),
    "cells between bars": deck(
        f"{CARD}    text: >\n      Step | Time\n      Talk | 10 min\n", "no table", "Talk 10 min"
    ),
    "bars around cells": deck(
        f"{CARD}    text: |\n      | Step | Time |\n      | Talk | 10 min |\n",
        "no table",
        "Talk 10 min",
    ),
    "cells between spaces": deck(
        f"{CARD}    text: |\n      Step      Time\n      Talk      10 min\n",
        "no table",
        "Talk 10 min",
    ),
    "line to write on, run together": deck(
        f"{CARD}    text: I am called\n      ________\n", "line to write on is lost", "I am called"
    ),
    "boxes, run together": deck(
        f"{CARD}    text: Bring:\n      \u2610 paper\n      \u2610 pens\n", "several lines", "paper"
    ),
    "boxes, run together, no colon": deck(
        f"{CARD}    text: Bring\n      \u2610 paper\n      \u2610 pens\n",
        "its list is lost",
        "paper",
    ),
    "language with a region, as programs name it": deck(
        CARD, "is not a language", "A card", head=HEAD.replace("en", "en_GB")
    ),
    "country for a language": deck(
        CARD, "is a country", "A card", head=HEAD.replace(": en", ": SE")
    ),
    "language with a hidden letter": deck(
        CARD, "is not a language", "A card", head=HEAD.replace(": en", ": en\u200b")
    ),
    "link of Markdown": deck(
        f"{CARD}    link: '[here](https://example.org/a)'\n", "is not a link", "A card"
    ),
    "link in angle brackets": deck(
        f"{CARD}    link: <me@example.org>\n", "is not a link", "A card"
    ),
    # What reads otherwise than it looks
    "turned letters": deck("  - title: Pay \u202eyap\n", "U+202E", "Pay yap"),
    "no width": deck("  - title: pay\u200bpal\n", "U+200B", "paypal"),
    "isolate in a link": deck(
        f"{CARD}    link: https://example.org/a\u2066b\n", "turns its letters round", "A card"
    ),
    "Cyrillic in a word": deck("  - title: p\u0430ypal\n", "U+0430", "paypal"),
    "Cyrillic host": deck(
        f"{CARD}    link: https://\u0430\u0440\u0440\u04cf\u0435.com\n", "only look Latin", "A card"
    ),
    # Dashes
    "missing dash": deck(
        f"{CARD}    text: one\n    title: Second\n    text: two\n  - title: Third\n",
        "does a new card begin here?",
        "A card",
        "one",
        "Second",
        "two",
        "Third",
    ),
    "missing dash, in its column": deck(
        f"{CARD}    text: one\n  title: Second\n", "does a new card begin", "A card", "Second"
    ),
    "missing first dash": deck(
        "  title: First\n    text: one\n  - title: Second\n".replace("    text", "  text"),
        "'-' of this card is missing",
        "First",
        "one",
        "Second",
    ),
    "missing only dash": deck("  title: First\n  text: one\n", "'-' of this card", "First", "one"),
    "en dash": deck(f"{CARD}  – title: Second\n", "U+2013 EN DASH", "A card", "Second"),
    "em dashes": deck("  — title: One\n  — title: Two\n", "U+2014", "One", "Two"),
    "bullets": deck("  • title: One\n    text: x\n  • title: Two\n", "U+2022 BULLET", "One", "Two"),
    "stars": deck("  * title: One\n  * title: Two\n", "ASTERISK", "One", "Two"),
    "minus": deck("  − title: One\n", "U+2212", "One"),
    "tight dash": deck(
        f"{CARD}  -title: Second\n    text: x\n", "no space after the '-'", "Second"
    ),
    "tight dashes": deck("  -title: One\n  -title: Two\n", "no space after the '-'", "One", "Two"),
    "dash and no-break space": deck(f"  -{NBSP}title: One\n    text: x\n", "after the '-'", "One"),
    "text for a card": deck(
        "  - Break\n  - Six hats  # later\n", "begins with 'title:'", "Break", "Six hats"
    ),
    "text for a card, keys below": deck(
        "  - Break\n    text: Rest: all\n  - Six hats\n    text: two\n",
        "begins with 'title:'",
        "Break",
        "Rest: all",
        "Six hats",
        "two",
    ),
    "title as a key": deck(
        "  - Break: Have coffee.\n  - Walk:\n    text: Far\n  - Talk:\n      text: Much\n",
        "title is no key",
        "Break",
        "Have coffee.",
        "Walk",
        "Far",
        "Talk",
        "Much",
    ),
    "cards under a key each": deck(
        "  - card:\n      title: One\n      text: Two\n", "not with 'card:'", "One", "Two"
    ),
    "cards by number": deck(
        "  1:\n    title: One\n    text: Two\n  2:\n    title: Three\n",
        "title is no key",
        "One",
        "Two",
        "Three",
    ),
    "cards without any dash": deck(
        "  title: One\n  text: Two\n\n  title: Three\n  text: Four\n",
        "'-' of this card",
        "One",
        "Two",
        "Three",
        "Four",
    ),
    "bullets and tabs of Word": deck(
        "•\ttitle: One\n\ttext: Two\n•\ttitle: Three\n\ttext: Four\n",
        "U+2022 BULLET",
        "One",
        "Two",
        "Three",
        "Four",
    ),
    "missing line cards": whole(
        f"{HEAD}  - title: First\n    text: one\n  - title: Second\n",
        "no line 'cards:'",
        "First",
        "Second",
    ),
    "missing line cards, no indent": whole(
        f"{HEAD}- title: First\n- title: Second\n", "no line 'cards:'", "First", "Second"
    ),
    "cards on one line": whole(
        f"{HEAD}cards: - title: First\n  - title: Second\n", "line of its key", "First", "Second"
    ),
    "list in a file of cards": Case(
        {"deck.yaml": HEAD, "1.yaml": "- title: First\n- title: Second\n"},
        "no line 'cards:'",
        ("First", "Second"),
    ),
    # Columns
    "key too deep": deck(f"{CARD}      text: Hello\n", "not in line", "A card", "Hello"),
    "key too shallow": deck(f"{CARD}   text: Hello\n", "not in line", "A card", "Hello"),
    "key below the dash": deck(f"{CARD}  text: Hello\n", "not in line", "A card", "Hello"),
    "dash too deep": deck(f"{CARD}    text: x\n   - title: Second\n", "not in line", "Second"),
    "dash too shallow": deck(f"{CARD}    text: x\n - title: Second\n", "not in line", "Second"),
    "tab": deck("\t- title: One\n\t  text: Hello\n", "a tab cannot indent", "One", "Hello"),
    "tabs before many lines": deck(
        "".join(f"\t- title: T{n}\n\t\ttext: x\n" for n in range(9)).replace("\t\t", "\t  "),
        "a tab cannot indent",
        "T0",
        "T8",
    ),
    "tab behind the dash": deck(
        "  -\ttitle:\tOne\n  \ttext:\tHello\n", "no space after", "One", "Hello"
    ),
    "tab before a key": deck(f"{CARD}\ttext: Hello\n", "a tab cannot indent", "Hello"),
    "tab before a text": deck(f"{CARD}    text: >\n\tHello\n", "a tab cannot indent", "Hello"),
    "no-break spaces": deck(
        f"{CARD}{NBSP * 4}category: ideas\n{NBSP * 4}text: Hello\n",
        "U+00A0 NO-BREAK SPACE",
        "Hello",
    ),
    "em spaces": deck(f"{CARD}{EM * 2}text: Hello\n", "U+2003 EM SPACE", "Hello"),
    "zero width space": deck(f"{CARD}    {ZERO}text: Hello\n", "U+200B ZERO WIDTH SPACE", "Hello"),
    "byte order mark inside": deck(f"{CARD}{BOM}  - title: Second\n", "U+FEFF", "Second"),
    "text not indented": deck(
        f"{CARD}    text: >\n    Hello there\n  - title: Second\n",
        "must all be indented",
        "Hello there",
    ),
    "text not indented, with a colon": deck(
        f"{CARD}    text: >\n    Note: bring paper\n    category: ideas\n",
        "must all be indented",
        "Note: bring paper",
    ),
    "long text not indented": deck(
        f"{CARD}    text: >\n"
        + "".join(f"    Line {n}\n" for n in range(12))
        + "  - title: Second\n",
        "must all be indented",
        "Line 0 Line 1",
        "Line 11",
    ),
    "text indented by fits": deck(
        f"{CARD}    text: >\n        Hello\n      there\n", "and alike", "Hello there"
    ),
    "line of a text": deck(
        f"{CARD}    text: Hello\n  there, you\n", "part of the text above", "Hello there, you"
    ),
    # Quotes
    "curly quotes": deck("  - title: “Work: rules”\n", "curly quotes", "Work: rules"),
    "curly quotes, Finnish": deck("  - title: ”Work: rules”\n", "curly quotes", "Work: rules"),
    "curly quotes, German": deck("  - title: „Work: rules“\n", "curly quotes", "Work: rules"),
    "curly quotes, single": deck("  - title: ‘Work: rules’\n", "curly quotes", "Work: rules"),
    "curly quotes around a part": deck(
        "  - title: “Work”: rules\n", "curly quotes", "“Work”: rules"
    ),
    "curly quotes around a key": deck("  - “title”: One\n", "curly quotes", "One"),
    "curly quotes around a colour": deck(
        CARD, "is not a colour", "A card", head=HEAD.replace('"#b8324a"', "“#b8324a”")
    ),
    "guillemets": deck("  - title: «Work: rules»\n", "colon", "«Work: rules»"),
    "open quote": deck(
        '  - title: "Two truths\n    text: x\n  - title: B\n', "never closed", "Two truths", "B"
    ),
    "open quote before others": deck(
        '  - title: "Two truths\n    text: x\n  - title: "B"\n', "never closed", "Two truths", "B"
    ),
    "open quote between braces": deck(
        CARD, "never closed", "A card", head=HEAD.replace("name: Ideas", 'name: "Ideas')
    ),
    "open quote over lines": deck(
        f'{CARD}    text: "First line\n      second line\n  - title: B\n',
        "never closed",
        "First line second line",
    ),
    "apostrophe at the beginning": deck(
        "  - title: 'Tis the season\n", "never closed", "'Tis the season"
    ),
    "apostrophe inside": deck("  - title: 'Don't stop'\n", "after its closing quote", "Don't stop"),
    "quote, then text": deck('  - title: "Break" now\n', "after its closing quote", '"Break" now'),
    "quote, then colon": deck(
        '  - title: "Break": now\n', "after its closing quote", '"Break": now'
    ),
    "two quotes": deck('  - title: "Break" and "go"\n', "closing quote", '"Break" and "go"'),
    "quotes inside": deck(
        '  - title: "He said "hi" to me"\n', "closing quote", 'He said "hi" to me'
    ),
    "comma after a quote": deck('  - title: "Break",\n    text: x\n', "with ','", "Break"),
    "backslash": deck('  - title: "C:\\dir"\n', "begins a code", "C:\\dir"),
    # Signs that mean something to YAML
    "at sign": deck("  - title: @home\n", "cannot begin with @", "@home"),
    "percent": deck("  - title: %off\n", "cannot begin with %", "%off"),
    "backtick": deck("  - title: `run`\n", "cannot begin with `", "`run`"),
    "ampersand": deck("  - title: & more\n", "cannot begin with &", "& more"),
    "anchor": deck("  - title: &more\n", "anchor", "&more"),
    "anchor and text": deck("  - title: &more than that\n", "anchor", "&more than that"),
    "exclamation": deck("  - title: !important\n", "type", "!important"),
    "exclamation and text": deck("  - title: !look here\n", "type", "!look here"),
    "bold at the beginning": deck(
        f"{CARD}    text: **Bold** start\n", "cannot begin with *", "Bold start"
    ),
    "star and word": deck(f"{CARD}    text: *note\n", "no", "*note"),
    "question mark": deck("  - title: ? what\n", "cannot begin with ?", "? what"),
    "comma first": deck("  - title: , and\n", "cannot begin with ,", ", and"),
    "dash first": deck("  - title: - what\n", "cannot begin with -", "- what"),
    "bracket": deck("  - title: [Draft] Name\n", "cannot begin with [", "[Draft] Name"),
    "brackets around": deck("  - title: [Draft]\n", "not a list", "[Draft]"),
    "brace": deck("  - title: {Draft} Name\n", "cannot begin with {", "{Draft} Name"),
    "open bracket": deck(f"{CARD}    tags: [a, b\n  - title: B\n", "never closed", "A card", "B"),
    "greater than": deck(f"{CARD}    text: > Hello there\n", "next line", "Hello there"),
    "greater than, and lines": deck(
        f"{CARD}    text: > Hello\n      there\n", "next line", "Hello there"
    ),
    "pipe": deck("  - title: | x\n", "next line", "x"),
    "comma between braces": deck(
        CARD, "comma", "A card", head=HEAD.replace("name: Ideas", "name: Ideas, and more")
    ),
    "three dots": deck(
        f"{CARD}    text: x\n...\n  - title: Second\n", "three dots", "A card", "Second"
    ),
    "three dashes": deck(
        f"{CARD}---\n  - title: Second\n", "second YAML document", "A card", "Second"
    ),
    "conflict": deck(
        f"{CARD}<<<<<<< HEAD\n    text: mine\n=======\n    text: theirs\n>>>>>>> other\n",
        "git could not merge",
        "mine",
    ),
    # Lists
    "conflict of three versions": deck(
        f"{CARD}<<<<<<< HEAD\n    text: One\n||||||| base\n    text: Two\n=======\n"
        "    text: Three\n>>>>>>> other\n",
        "git could not merge",
        "One",
    ),
    "cards parted by three dashes": whole(
        f"{HEAD}---\ntitle: One\ntext: >\n  Two\n\n  three\n---\ntitle: Four\ntext: Five\n---\n",
        "a card begins with '- '",
        "One",
        "Two",
        "three",
        "Four",
        "Five",
    ),
    "cards given twice": whole(
        f"{HEAD}cards:\n  - title: One\n\ncards:\n  - title: Two\n", "'cards' is given twice", "Two"
    ),
    "more than": deck(
        "  - title: >90 people\n    text: > 5 %\n", "next line", ">90 people", "> 5 %"
    ),
    "heading for a title": deck("  - title: ## One\n    text: x\n", "# begins a comment", "One"),
    "numbers in brackets for hyphens": deck(
        "  (1) title: One\n  (2) title: Two\n", "begins with '(1)'", "One", "Two"
    ),
    "cards as a text": whole(
        f"{HEAD}cards: |\n  - title: One\n    text: Two\n", "makes a text", "One", "Two"
    ),
    "keys with a dash between": deck(
        "  - title: One - text: Two\n", "another key stands on this line", "OneTwo"
    ),
    "comma between braces, one card a line": whole(
        "title: D\nlanguage: en\ncards: [\n  { title: One, text: Two words, and more },\n"
        "  { title: Three }\n]\n",
        "a comma in it",
        "Two words, and more",
        "Three",
    ),
    "category as a list": deck(
        f"{CARD}    category:\n    - ideas\n    text: x\n", "not a list", "A card", "Ideas", "x"
    ),
    "list on the line of its key": deck(
        f"{CARD}    text: - one\n      - two\n", "cannot begin on the line", "one", "two"
    ),
    "list with stars": deck(
        f"{CARD}    text: * one\n      * two\n", "cannot begin on the line", "one", "two"
    ),
    "list below its key": deck(
        f"{CARD}    text:\n      - one\n      - two\n", "not a list", "one", "two"
    ),
    "list below a text, in the column of its key": deck(
        f"{CARD}    text: Bring:\n    - pens\n    - paper: much\n    category: ideas\n"
        '  - title: B\n    text: "Do:"\n    1. talk\n    2. walk\n',
        "the list below 'text:'",
        "Bring: pens paper: much",
        "Do: 1. talk 2. walk",
    ),
    "lines below a text, in the column of its key": deck(
        f"{CARD}    text: First line\n    second line\n    third line\n  - title: B\n",
        "the lines below 'text:'",
        "First line second line third line",
        "B",
    ),
    "paragraphs at the margin": deck(
        f"{CARD}    text: One.\n\nTwo.\n\nThree.\n\n  - title: B\n",
        "the lines below 'text:'",
        "One. Two. Three.",
        "B",
    ),
    "tags behind a dash": deck(
        f"{CARD}    tags: - pens\n          - paper\n  - title: B\n    tags: - pens\n",
        "cannot begin on the line of its key",
        "A card",
    ),
    "tags in quotes each": deck(f'{CARD}    tags: "pens", "paper"\n', "between brackets", "A card"),
    "tags after a comment's sign": deck(
        f"{CARD}    tags: #pens #paper\n    notes: buy #2\n", "begins a comment", "A card"
    ),
    "keys below a text": deck(
        f"{CARD}    text:\n      Note: bring\n      And: go\n",
        "not named values",
        "Note: bring And: go",
    ),
    "list run together": deck(
        f"{CARD}    text: Bring\n      - paper\n      - pens\n",
        "its list is lost",
        "Bring",
        "paper",
        "pens",
    ),
    "list run together in quotes": deck(
        f'{CARD}    text: "Bring\n      1. paper\n      2. pens"\n',
        "its list is lost",
        "Bring",
        "paper",
    ),
    "breaks run together": deck(
        f"{CARD}    text: Roses are red\\\n      violets are blue\n",
        "its line breaks are lost",
        "Roses are red",
    ),
    # Comments
    "hash in a title": deck("  - title: Case #2\n", "'#2' is not printed", "Case #2"),
    "hash in a text": deck(
        f"{CARD}    text: Post with #climate and tell.\n",
        "is not printed",
        "Post with #climate and tell.",
    ),
    "hash and number": deck("  - title: Gate # 5\n", "'# 5' is not printed", "Gate # 5"),
    "hash in a title of a language": deck(
        "  - title:\n      en: Case #2\n", "is not printed", "Case #2"
    ),
    "hash in a name": deck(
        f"{CARD}    category: ideas\n",
        "is not printed",
        "Team #1",
        head=HEAD.replace('{name: Ideas, color: "#b8324a"}', "Team #1"),
    ),
    "hash first": deck(
        "  - title: #1 fan\n    text: #climate\n", "begins a comment", "#1 fan", "#climate"
    ),
    "hash after quotes": deck('  - title: "Case" #2\n', "is not printed", "Case #2"),
    "hash after greater than": deck(
        f"{CARD}    text: > #2 of\n      many\n", "is not printed", "#2 of many"
    ),
    "hash on the last line": deck(
        f"{CARD}    text: one\n      two #3\n", "is not printed", "one two #3"
    ),
    "hash on the first line": deck(
        f"{CARD}    text: First #one\n      second line\n",
        "begins a comment",
        "First #one second line",
    ),
    "hash between braces": deck("  - {title: Case #2, text: x}\n", "begins a comment", "Case #2"),
    "colour between braces": deck(
        CARD, "begins a comment", "A card", head=HEAD.replace('"#b8324a"', "#b8324a")
    ),
    "colour on a line": deck(f"{CARD}    color: #b8324a\n", "begins a comment", "A card"),
    # Keys
    "mistyped key": deck("  - titel: Plan\n", "no key 'titel'", "Plan"),
    "capital keys": whole(
        "Title: D\nLanguage: en\nCards:\n  - Title: A\n    Text: Hello\n", "no key", "Hello"
    ),
    "Finnish keys": whole(
        "otsikko: D\nkieli: en\nkategoriat:\n  a: Aa\nkortit:\n  - otsikko: Yksi\n"
        "    teksti: Hello\n"
        "    kategoria: a\n",
        "no key 'otsikko'",
        "Yksi",
        "Hello",
    ),
    "mistyped categories": whole(
        "title: D\nlanguage: en\ncategorys:\n  a: Aa\ncards:\n  - title: One\n    category: a\n",
        "no key 'categorys'",
        "One",
    ),
    # Siblings of these slips
    "hash in brackets": deck(f"{CARD}    tags: [a #1, b]\n", "begins a comment", "A card"),
    "no space, first lines": whole(
        "title:Our deck\nlanguage:en\ncards:\n  - title: A\n", "no space after 'title:'", "A"
    ),
    "no space, keys of fields": deck(
        f"{CARD}    fields:\n      tip:Do this\n      other: x\n", "no space after 'tip:'", "A card"
    ),
    "no space, braces": deck(
        CARD, "no space after 'ideas:'", "A card", head=HEAD.replace("ideas: {", "ideas:{")
    ),
    "no space, greater than": deck(
        f"{CARD}    text:>\n      Hello there\n", "no space after 'text:'", "Hello there"
    ),
    "tight dash, keys beside the title": deck(
        "  -title: One\n   text: Hello\n  -title: Two\n", "no space after the '-'", "Hello", "Two"
    ),
    "numbers for hyphens": deck(
        "  1. title: One\n     text: Hello\n  2. title: Two\n", "'1.', not", "One", "Hello", "Two"
    ),
    "numbers, the first without a text": deck(
        "  1) title: One\n  2) title: Two\n     text: x\n", "'1)', not", "One", "Two", "x"
    ),
    "arrow for a colon": deck("  - title -> One\n", "'->' after the key", "One"),
    "dash for a colon": deck("  - title – One\n", "'–' after the key", "One"),
    "straight and curly quote": deck('  - title: "One”\n', "never closed", "One"),
    "quote, then text, between braces": deck(
        '  - {title: "Break" now, text: x}\n', "after its closing quote", '"Break" now'
    ),
    "boxes below a text": deck(
        f"{CARD}    text:\n      - [ ] one\n      - [x] two\n", "needs a >", "one", "two"
    ),
    "stars below a text": deck(
        f"{CARD}    text:\n      * one\n      * two\n", "needs a >", "one", "two"
    ),
    "list in the column of its key": deck(
        f"{CARD}    text:\n    - one\n    - two\n    category: ideas\n", "not a list", "one", "two"
    ),
    "italic over lines": deck(
        f"{CARD}    text: *One* and\n      two\n", "cannot begin with *", "One and two"
    ),
    "no comma in JSON": whole(
        '{"title": "D", "language": "en", "cards": [\n  {"title": "One" "text": "Hello"},\n'
        '  {"title": "Two"}\n  {"title": "Three"}\n]}\n',
        "no comma here",
        "One",
        "Hello",
        "Two",
        "Three",
    ),
    "no brace in JSON": whole(
        '{"title": "D", "language": "en", "cards": [\n  {"title": "One", "text": "Hello"\n'
        '  {"title": "Two"}\n]}\n',
        "never closed",
        "Hello",
        "Two",
    ),
    "fence of Markdown": whole(
        "```yaml\ntitle: D\nlanguage: en\ncards:\n  - title: One\n```\n", "of Markdown", "One"
    ),
    "answer of a chat program": whole(
        "Sure! Here is it:\n\n```yaml\ntitle: D\nlanguage: en\ncards:\n  - title: One\n```\n\n"
        "Tell me: more?\n",
        "of Markdown",
        "One",
    ),
    "quoted mail": whole(
        "> title: D\n> language: en\n>\n> cards:\n>   - title: One\n>     text: Two\n",
        "each line begins with signs",
        "One",
        "Two",
    ),
    "numbers of lines": whole(
        " 8 title: D\n 9 language: en\n10 cards:\n11   - title: One\n12     text: Two\n",
        "its number",
        "One",
        "Two",
    ),
    "numbers of lines and bars": whole(
        "1 | title: D\n2 | language: en\n3 | cards:\n4 |   - title: One\n5 |     text: Two\n",
        "its number",
        "One",
        "Two",
    ),
    "cell of a spreadsheet": whole(
        '"title: D\nlanguage: en\ncards:\n  - title: ""One"" and\n"\n',
        "the whole file stands in quotes",
        "One",
    ),
    "mail around a deck": whole(
        "Hi Ann,\n\nhere is: the deck\n\ntitle: D\nlanguage: en\ncards:\n  - title: One\n"
        "    text: Two\n-- \nBest regards\nBo: 555\n",
        "no line of the deck",
        "One",
        "Two",
    ),
    "label of a box of code": whole(
        "yaml\nCopy code\ntitle: D\nlanguage: en\ncards:\n  - title: One\n",
        "no line of the deck",
        "One",
    ),
    "bullets and keys further in": deck(
        "• title: One\n   text: Two\n§ title: Three\n",
        "U+2022 BULLET",
        "One",
        "Two",
        "Three",
    ),
    "letters for hyphens": deck(
        "  a) title: One\n     text: Two\n  b) title: Three\n", "'a)', not", "One", "Two", "Three"
    ),
    "two colons": deck("  - title:: One\n    text:: Two\n", "two colons", "One", "Two"),
    "colons before keys": deck(
        "  - :title: One\n    :text: Two\n", "no key ':title'", "One", "Two"
    ),
    "doubled quotes of a spreadsheet": deck(
        '  - title: "Say ""hi"" now"\n', "closing quote", 'Say "hi" now'
    ),
    "titles and texts with tabs": whole(
        "title: D\nlanguage: en\ncards:\nOne\tTwo: three\nFour\tFive\n",
        "its text has a line of its own",
        "One",
        "Two: three",
        "Four",
        "Five",
    ),
    "titles and texts with tabs, after dashes": deck(
        "  - One\tTwo\n  - Four\tFive\n", "begins with 'title:'", "One", "Two", "Five"
    ),
    "cards as lists": deck(
        "  - [One, Two]\n  - ['Three', \"Four\"]\n", "begins with 'title:'", "One", "Two", "Four"
    ),
    "comment in JSON": whole(
        '{\n  "title": "D",\n  "language": "en",\n  "cards": [\n    // cards\n'
        '    {"title": "One"},\n  ],\n}\n',
        "a comment begins with #",
        "One",
    ),
    "JSON in curly quotes": whole(
        "{\n  “title”: “D”,\n  “language”: “en”,\n  “cards”: [\n"
        "    {“title”: “One, two”, “text”: “Say it”}\n  ]\n}\n",
        "curly quotes",
        "One, two",
        "Say it",
    ),
    "lines of JSON without braces": deck(
        '  - "title": "One",\n    "text": "Two: three",\n', "as in JSON", "One", "Two: three"
    ),
    "list in JSON": Case(
        {"deck.yaml": HEAD, "1.yaml": '[\n  {"title": "One"},\n  {"title": "Two"}\n]\n'},
        "no line 'cards:'",
        ("One", "Two"),
    ),
    "codes of JSON for apostrophes": deck(
        '  - title: "Don\\\'t"\n    text: "Say it\\nIt\\\'s"\n', "YAML has none", "Don't", "It's"
    ),
    "codes of JSON for emoji": deck(
        '  - {"title": "One", "notes": "\\ud83c\\udf89 party"}\n', "YAML has none", "One"
    ),
    "two marks before a text": deck(
        f"{CARD}    text: ||\n      One\n      two\n  - title: B\n    text: >.\n      Three\n",
        "begins on the next line",
        "One two",
        "Three",
    ),
    "three quotes around a text": deck(
        f'{CARD}    text: """\n      One: two\n      three\n      """\n',
        "closing",
        "One: two three",
    ),
    "three single quotes around a text": deck(
        f"{CARD}    text: '''\n      One: two\n      three\n      '''\n",
        "three quotes",
        "One: two three",
    ),
    "keys on one line": deck("  - title: One text: Two copies: 2\n", "another key", "One", "Two"),
    "dash before each key": deck(
        "  - title: One\n  - category: ideas\n  - text: |\n      Two\n      three\n"
        "  - title: Four\n  - text: Five\n",
        "belong to the card above",
        "One",
        "Two three",
        "Four",
        "Five",
    ),
    "cards below cards": deck("  cards:\n    - title: One\n", "stands here twice", "One"),
    "title as a list": whole(
        "title:\n  - D: E\nlanguage: en\ncards:\n  - title:\n    - One\n    text: Two\n",
        "a text is expected",
        "One",
        "Two",
    ),
    "files among the cards": Case(
        {
            "deck.yaml": f"{HEAD}cards:\n  - 1.yaml\n  - 2.yml\n",
            "1.yaml": "cards:\n  - title: One\n",
            "2.yml": "cards:\n  - title: Two\n",
        },
        "needs no mention",
        ("One", "Two"),
    ),
    "a file in place of the cards": Case(
        {"deck.yaml": f"{HEAD}cards: 1.yaml\n", "1.yaml": "cards:\n  - title: One\n"},
        "needs no mention",
        ("One",),
    ),
    "comment with a percent sign": whole(
        "% a deck\ntitle: D\nlanguage: en\ncards:\n  - title: One\n", "begins with #", "One"
    ),
    "a deck below a key": whole(
        "deck:\n  title: D\n  language: en\n  cards:\n    - title: One\n      text: Two\n",
        "belongs in its place",
        "One",
        "Two",
    ),
    "what a deck is, below a key": whole(
        "metadata:\n  title: D\n  language: en\n\ncards:\n  - title: One\n",
        "belongs in its place",
        "One",
    ),
    "sides of a card": deck(
        "  - title: One\n    front:\n      title: One\n      subtitle: Two\n    back:\n"
        "      title: Three\n      text: >\n        Four\n\n        Five\n  - front:\n"
        "      title: Six\n    back:\n      text: Seven\n",
        "belongs in its place",
        "One",
        "Two",
        "Three",
        "Four Five",
        "Six",
        "Seven",
    ),
    "languages in keys": deck(
        "  - category: ideas\n    title_en: One\n    title_fi: Yksi\n    copies: 2\n"
        "    text-en: |\n      Two: three\n      four\n    text-fi: Kaksi\n"
        "  - title (en): Five\n    title (fi): Viisi\n",
        "no key 'title_en'",
        "One",
        "Two: three four",
        "Five",
        head=HEAD.replace("title: Our deck", "title: {en: D, fi: P}").replace(
            "name: Ideas", "name: {en: I, fi: J}"
        ),
    ),
    "languages with their texts": deck(
        "  - en:\n      title: One\n      text: Two\n"
        "    fi:\n      title: Yksi\n      text: Kaksi\n",
        "no key 'en'",
        "One",
        "Two",
        head="title: {en: D, fi: P}\nlanguage: en\n",
    ),
    "languages by their names": whole(
        "title:\n  suomi: P\n  English: D\nlanguage: en\ncards:\n  - title: {fi: Yksi, en: One}\n",
        "by their tags",
        "One",
    ),
    "quotes that close too late": deck(
        "  - title: \"One'\n    text: 'Two\"\n  - title: Three\n",
        "is closed in line 7 only",
        "One",
        "Two",
        "Three",
    ),
    "cards in one line": deck(
        "  - title: One\n    text: Two- title: Three\n    text: Four\n"
        "  - title: Five text: Six - title: Seven, text: Eight\n",
        "a new card begins within this line",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
    ),
    "cards on the line of their key": whole(
        "title: D\nlanguage: en\ncards: - title: One - title: Two: three\n",
        "a new card begins within this line",
        "One",
        "Two: three",
    ),
    "lines between cards": deck(
        "  - title: One\n    text: Two\n  ---\n  - title: Three\n====\n  - title: Four\n",
        "none needs a line before it",
        "One",
        "Two",
        "Three",
        "Four",
    ),
    "arrows and boxes for hyphens": deck(
        "  → title: One\n  ☐ title: Two\n", "not with the hyphen", "One", "Two"
    ),
    "boxes to tick for hyphens": deck(
        "  - [ ] title: One\n  - [x] title: Two\n", "not with the hyphen", "One", "Two"
    ),
    "fields as a list": deck(
        f"{CARD}    fields:\n      - time: 10\n      - size: 5\n", "without a dash", "A card"
    ),
    "remarks of other languages": whole(
        "// a deck\ntitle: D\nlanguage: en\n<!-- cards -->\ncards:\n  - title: One\n",
        "a comment begins with #",
        "One",
    ),
    "Polish keys": whole(
        "tytuł: D\njęzyk: pl\nkarty:\n  - tytuł: Jeden\n    tekst: Dwa\n", "no key", "Jeden", "Dwa"
    ),
    "keys of cards at the margin": deck(
        "- title: One\ntext: Two\n- title: Three\ntext: >\n  Four\ncategory: ideas\n",
        "not in line",
        "One",
        "Two",
        "Three",
        "Four",
    ),
    "no space after dashes and colons": whole(
        "title:D\nlanguage:en\ncards:\n  -title:One\n   text:Two: three\n  -title:Four\n",
        "no space",
        "One",
        "Two: three",
        "Four",
    ),
    "numbers of cards for titles": deck(
        "  - kortti 1: One\n    text: Two\n  - Card2: Three\n", "no key", "One", "Two", "Three"
    ),
    "letters for questions and answers": deck(
        "  - q: One?\n    a: Two.\n  - K: Three?\n    V: Four.\n", "no key", "One?", "Two.", "Four."
    ),
    "Sámi keys": whole(
        "namma: D\ngiella: se\nkoarttat:\n  - namma: Okta\n    teaksta: Guokte\n    ivdni: alit\n",
        "no key",
        "Okta",
        "Guokte",
    ),
    "Russian colour": deck(f"{CARD}    color: тёмно-зелёный\n", "not a colour", "A card"),
    "text given twice": deck(
        f"{CARD}    text: One\n    category: ideas\n    text: >\n      two: three\n",
        "given twice",
        "One two: three",
    ),
    "languages on one line": Case(
        {
            "deck.yaml": "title: {fi: P, sv: L}\nlanguage: fi\ncards:\n"
            "  - title: fi: Tauko, sv: Paus\n    text: fi: Nyt, heti; sv: Nu\n"
        },
        "between braces",
        ("Tauko", "Nyt, heti"),
    ),
    "several languages": deck(
        CARD, "not a language", "A card", head=HEAD.replace(": en", ": en, sv")
    ),
    "long code of a language": deck(
        CARD, "three letters", "A card", head=HEAD.replace(": en", ": eng")
    ),
    "colours for names of categories": whole(
        "title: D\nlanguage: en\ncategories:\n  Ideas: blue\n  Steps: vihreä\n"
        "cards:\n  - title: A\n    category: Ideas\n",
        "is a colour",
        "Ideas",
    ),
    "cards below their categories": whole(
        "title: D\nlanguage: en\ncategories:\n  Ideas: Ideas\n  Steps: Steps\ncards:\n"
        "  Ideas:\n    - title: One\n      text: Two\n    - title: Three\n"
        "  Steps:\n    - title: Four\n",
        "cards are one list",
        "One",
        "Two",
        "Three",
        "Four",
        "Steps",
    ),
    "category without its dots": whole(
        "title: D\nlanguage: fi\ncategories:\n  päätös: Päätös\n"
        "cards:\n  - title: Yksi\n    category: paatos\n",
        "no category 'paatos'",
        "Yksi",
    ),
    "Arabic keys": deck("  - العنوان: One\n    النص: Two\n", "no key", "One", "Two"),
    "front and back": deck(
        "  - front: One\n    back: Two\n  - question: Three\n    answer: Four\n",
        "no key",
        "One",
        "Two",
        "Three",
        "Four",
    ),
    "title and question": deck(
        "  - title: One\n    question: Two\n", "no key 'question'", "One", "Two"
    ),
    "first key indented": whole(
        " title: D\nlanguage: en\ncards:\n  - title: One\n", "in line with those below", "One"
    ),
    "cards indented": whole(
        "title: D\nlanguage: en\n cards:\n  - title: One\n", "'cards' is not in line", "One"
    ),
    "titles for keys": deck(
        '  Tea:\n      text: >\n        Hot.\n  "Coffee: now": later\n'
        "  Six hats: >\n    on\n    off\n",
        "its title is no key",
        "Tea",
        "Hot.",
        "Coffee: now",
        "later",
        "Six hats",
        "on off",
    ),
    "text in lines that look like keys": deck(
        f"{CARD}    text: First\n      line\n\n    Note: bring paper\n\n"
        "    Also: pens\n    copies: 2\n",
        "no key 'Note'",
        "First line",
        "Note: bring paper",
        "Also: pens",
    ),
    "text in loose lines": deck(
        f"{CARD}    text: First\n\n    Second: one\n\n    Third\n  - title: B\n",
        "neither",
        "First",
        "Second: one",
        "Third",
        "B",
    ),
    "categories as a list of names": whole(
        "title: D\nlanguage: en\ncategories:\n- name: My ideas\n  color: red\n- Two\ncards:\n"
        "  - title: One\n    category: my-ideas\n",
        "not a list",
        "One",
        "My ideas",
    ),
    "categories on one line": whole(
        "title: D\nlanguage: en\ncategories: Ideas, Last\ncards:\n  - title: One\n"
        "    category: last\n",
        "not a list",
        "One",
        "Last",
    ),
    "two dashes": deck(
        "  - - title: One\n      text: Hello\n  - - title: Two\n", "two '-'", "One", "Hello", "Two"
    ),
    "dash on a line of its own": deck(
        "  -\n  title: One\n  text: Hello\n  -\n  title: Two\n", "new card", "One", "Hello", "Two"
    ),
    "field on the line of its key": deck(
        f"{CARD}    text: Hello\n    fields: time: 10 min\n", "lines below it", "Hello"
    ),
    "quotes after an equals sign": deck('  - title = "One"\n', "'='", "One"),
    # Categories
    "name for a key": deck(
        f"{CARD}    category: Warming up\n",
        "that is the name of 'warm-up'",
        "A card",
        head=f"{HEAD}  warm-up: Warming up\n",
    ),
    "key in capitals": deck(f"{CARD}    category: IDEAS\n", "no category 'IDEAS'", "A card"),
    "unknown category": deck(f"{CARD}    category: xyz\n", "no category 'xyz'", "A card"),
    "two categories, one unknown": deck(
        f"{CARD}    category: ideas and others\n", "a card has one category", "A card"
    ),
    "two categories": deck(
        f"{CARD}    category: ideas, warm-up\n",
        "one category, not 2",
        "A card",
        head=f"{HEAD}  warm-up: Warming up\n",
    ),
    "list of categories": deck(
        f"{CARD}    category: [ideas, other]\n", "one category, not 2", "A card"
    ),
    "no categories": whole(
        "title: D\nlanguage: en\ncards:\n  - title: One\n    category: my ideas\n  - title: Two\n"
        "    category: b\n",
        "has no 'categories:'",
        "One",
        "Two",
    ),
    "categories as a list": whole(
        "title: D\nlanguage: en\ncategories:\n  - Ideas\ncards:\n  - title: One\n"
        "    category: ideas\n",
        "not a list",
        "One",
    ),
    "categories in brackets": whole(
        "title: D\nlanguage: en\ncategories: [Ideas, Last]\ncards:\n  - title: One\n"
        "    category: ideas\n",
        "not a list",
        "One",
    ),
    # Values
    "colour without #": deck(f"{CARD}    color: 0f6b75\n", "not a colour", "A card"),
    "colour of four digits": deck(f'{CARD}    color: "#0f6f"\n', "not a colour", "A card"),
    "colour in Finnish": deck(f"{CARD}    color: punainen\n", "not a colour", "A card"),
    "dark colour in Finnish": deck(f"{CARD}    color: Tummansininen\n", "not a colour", "A card"),
    "colour in Swedish": deck(f"{CARD}    color: ljusgrön\n", "not a colour", "A card"),
    "colour with a space": deck(f"{CARD}    color: dark blue\n", "not a colour", "A card"),
    "rgb colour": deck(f"{CARD}    color: rgb(184, 50, 74)\n", "not a colour", "A card"),
    "hsl colour": deck(f"{CARD}    color: hsl(350, 57%, 46%)\n", "not a colour", "A card"),
    "mistyped colour": deck(f"{CARD}    color: turqoise\n", "not a colour", "A card"),
    "colour between braces in Finnish": deck(
        CARD, "not a colour", "A card", head=HEAD.replace('"#b8324a"', "vihreä")
    ),
    "values that say there is none": deck(
        f"{CARD}    image: none\n    link: 'N/A'\n    copies: None\n    color:\n    tags: a\n",
        "or be left out",
        "A card",
    ),
    "a thousand copies": deck(f"{CARD}    copies: 1 000\n", "not a whole number", "A card"),
    "copies with a word": deck(f"{CARD}    copies: 3 kpl\n", "not a whole number", "A card"),
    "link without https": deck(f"{CARD}    link: www.example.org/a\n", "not a link", "A card"),
    "link with a slash too few": deck(f"{CARD}    link: https:/example.org/a\n", "not a link"),
    "link with its first letters mixed up": deck(
        f"{CARD}    link: htpps://example.org/a\n", "not a link", "A card"
    ),
    "link with backslashes": deck(f"{CARD}    link: https:\\\\example.org\\a\n", "not a link"),
    "link with a space": deck(f"{CARD}    link: https:// example.org/our page\n", "not a link"),
    "link among words": deck(f"{CARD}    link: See https://example.org/a.\n", "not a link"),
    "two links": deck(f"{CARD}    link: https://a.org/a, https://b.org/b\n", "not a link"),
    "address of mail": deck(f"{CARD}    link: me@example.org\n", "not a link", "A card"),
    "id with a space": deck(f"{CARD}    id: my card\n", "cannot be an id", "A card"),
    "language by name": deck(CARD, "not a language", "A card", head=HEAD.replace("en", "Finnish")),
    # Pictures
    "backslash in a path": deck(f"{CARD}    image: img\\a.svg\n", "no file", "A card"),
    "path of Windows": deck(
        f"{CARD}    image: C:\\Users\\me\\b.svg\n", "does not lie in", "A card"
    ),
    "path of Windows, and there": deck(
        f"{CARD}    image: C:\\Users\\me\\a.svg\n", "not lie in", "A card"
    ),
    "path of home": deck(f"{CARD}    image: ~/a.svg\n", "does not lie in", "A card"),
    "path above": deck(f"{CARD}    image: ../c.svg\n", "leads out of", "A card"),
    "address": deck(f"{CARD}    image: https://example.org/d.svg?x=1\n", "on the web", "A card"),
    "capitals in a path": deck(f"{CARD}    image: IMG/A.SVG\n", "no file", "A card"),
    "no end of the name": deck(f"{CARD}    image: img/a\n", "no file", "A card"),
    "another folder": deck(f"{CARD}    image: a.svg\n", "no file", "A card"),
    "a folder": deck(f"{CARD}    image: img\n", "is a folder", "A card"),
    "coded path": deck(f"{CARD}    image: img/b%20c.svg\n", "no file", "A card"),
    "missing picture": deck(f"{CARD}    image: other/z.svg\n", "no file", "A card"),
    # Languages
    "no language": whole(
        "title: T\ncards:\n  - title: The break\n    text: Ten minutes for what you have to say.\n",
        "does not say its language",
        "Ten minutes for what you have to say.",
    ),
    # Damage
    "lost letters": deck(
        "  - title: Tyhj\ufffdn kortin\n    text: t\ufffdm\ufffd\n", "lost letter", "Tyhjän kortin"
    ),
    "lost letters, question marks": deck(
        "  - title: Tyhj?n kortin\n",
        "lost a letter",
        "Tyhjän kortin",
        head=HEAD.replace("en", "fi"),
    ),
    "misread UTF-8": deck(
        "  - title: TÃ¤mÃ¤ on “Â½” â€œhyvÃ¤â€\n", "wrong encoding", "Tämä on “½” “hyvä”"
    ),
    "misread on a Mac": deck("  - title: T√§m√§ on hyv√§\n", "wrong encoding", "Tämä on hyvä"),
    "misread in a console": deck("  - title: T├ñm├ñ on hyv├ñ\n", "wrong encoding", "Tämä on hyvä"),
    "misread Cyrillic": deck(f"{CARD}    notes: Ð¼Ð°Ð¼Ð°\n", "wrong encoding", "A card"),
    "misread, with control characters": deck(
        "  - title: â€œhyvÃ¤â€\x9d\n", "wrong encoding", "“hyvä”"
    ),
    "wrong encoding, Polish": deck(
        "  - title: zadaĹ„ i ĹĽĂłĹ‚w\n", "wrong encoding", "zadań i żółw"
    ),
    "wrong encoding, twice": deck("  - title: TyÃƒÂ¶paja\n", "wrong encoding", "Työpaja"),
    "wrong encoding, Russian": deck(
        "  - title: Êàðòî÷êà è îòâåò\n",
        "wrong encoding",
        "Карточка и ответ",
        head=HEAD.replace("en", "ru"),
    ),
    "lost letter, read anew": deck("  - title: Tyhjï¿½n\n", "stands for a lost letter", "Tyhjän"),
    "Windows's letters taken for a Mac's": deck(
        "  - title: Pˆyt‰ ja 5 ‰\n", "wrong encoding", "Pöytä ja 5 ‰"
    ),
    "a Mac's letters taken for Windows's": deck("  - title: TŠmŠ\n", "wrong encoding", "Tämä"),
    "DOS's letters taken for Windows's": deck(
        "  - title: P”yt„ss„\n", "wrong encoding", "Pöytässä"
    ),
    "Windows's letters taken for DOS's": deck("  - title: P÷ytõ\n", "wrong encoding", "Pöytä"),
    "hyphens of print": deck(
        f"{CARD}    text: |\n      osallis-\n      tumi-\n      nen on tär\u00ac\n      keää.\n\n"
        "      Linja-\n      auto- ja yö-\n      työ kau-\n      pungissa\n",
        "printed as two words, and so are 4 more",
        "osallistuminen on tärkeää.",
        "Linja-auto- ja yötyö kaupungissa",
        head=HEAD.replace("en", "fi"),
    ),
    "hyphens of print, on the line of the key": deck(
        "  - title:\n      en: Peo-\n        ple of well-\n        known towns\n",
        "printed as two words",
        "People of well-known towns",
    ),
    "codes of JSON": deck(
        "  - title: T\\u00e4m\\u00e4\n"
        "    text: |\n      Hyv\\u00e4\\u00e4 \\u2013 y\\xc3\\xb6t\\xe4\n",
        "codes of JSON",
        "Tämä",
        "Hyvää – yötä",
    ),
    "codes of JSON without their backslash": deck(
        "  - title: Tu00e4mu00e4 u2013 nyt\n", "codes of JSON", "Tämä – nyt"
    ),
    "codes of HTML": deck(
        "  - title: Q&amp;A &#8211; p&auml;iv&auml;\n    text: 10&nbsp;000 &quot;x&quot;\n",
        "codes of HTML",
        "Q&A – päivä",
        '10 000 "x"',
    ),
    "codes of HTML at the beginning": deck(
        "  - title: &quot;Moi&quot;&colon; yes\n", "begin with &", '"Moi": yes'
    ),
    "codes of HTML that need quotes": deck(
        "  - title: 'it&apos;s &lt;it&gt;'\n    text: \"Say &quot;hi&quot;&colon; now\"\n",
        "codes of HTML",
        "it's <it>",
        'Say "hi": now',
    ),
    "codes of mail": deck(
        "  - title: T=C3=A4m=C3=A4 =3D t=E4m=E4\n", "codes of mail", "Tämä = tämä"
    ),
    "codes of web addresses": deck(
        f"{CARD}    text: Kes%C3%A4%20ja syksy https://example.org/p%C3%A4\n",
        "codes of web addresses",
        "Kesä ja syksy https://example.org/p%C3%A4",
    ),
    "codes for line ends": deck(
        "  - title: A\\nB\n    text: 'It''s: one\\ntwo\\n\\n- three\\n- four'\n",
        "codes in place of line ends",
        "A B",
        "It's: one two three four",
    ),
    "codes for line ends, below the key": deck(
        "  - title: A\n    text: >\n      One\\r\\ntwo\\n- three\n  - title: B\n"
        "    text: |\n      Four\\nFive\n",
        "codes in place of line ends",
        "One two three",
        "Four Five",
    ),
    "codes of codes, and lines of mail": deck(
        "  - title: T&amp;auml;m&amp;auml;\n"
        "    text: |\n      P=C3=A4iv=C3=A4 on pitk=\n      =C3=A4=20\n      Ilta\n",
        "codes of HTML",
        "Tämä",
        "Päivä on pitkä Ilta",
    ),
    "leftovers of other programs": deck(
        "  - title: '[b]Now[/b]'\n"
        "    text: |\n      \\textbf{Ask} [i]all[/i]【4†source】\n"
        "      Copy code\n      '''Then''' go\n"
        "      h2. Start\n",
        "BBCode",
        "Now",
        "Ask all Then go Start",
    ),
    "what Anki leaves": deck(
        "  - title: Koira [sound:koira.mp3]\n"
        "    text: It is {{c1::Oslo::city}}, [sound:a.mp3] not\n",
        "left from Anki",
        "Koira",
        "It is Oslo, not",
    ),
    "Markdown in titles": deck(
        "  - title: '**One** [two](https://example.org)'\n"
        "    back_title: '# Three'\n    text: '~~Four~~ :+1:'\n",
        "is printed as it stands",
        "One two",
        "Three",
        "Four",
    ),
    "tables that are drawn": deck(
        f"{CARD}    text: |\n      +------+----+\n      | Step | No |\n      +======+====+\n"
        "      | Talk | 10 |\n      +------+----+\n  - title: B\n    text: >\n      Step|No\n"
        "      ----+--\n      Talk|10\n",
        "drawn with signs",
        "Step No Talk 10",
    ),
    "codes of RTF": deck("  - title: T\\'e4m\\'e4\n", "codes of RTF", "Tämä"),
    "Windows-1252": whole(
        f"{HEAD}cards:\n  - title: Tämä “on”\n".encode("cp1252"), "not UTF-8", "Tämä “on”"
    ),
    "Windows-1257": whole(
        "title: D\nlanguage: et\ncards:\n  - title: Žürii šokk\n".encode("cp1257"),
        "Windows-1257",
        "Žürii šokk",
    ),
    "Mac OS Roman": whole(
        f"{HEAD}cards:\n  - title: Tämä yö\n".encode("mac_roman"), "Mac OS Roman", "Tämä yö"
    ),
    "UTF-16": whole(f"{HEAD}cards:\n  - title: Tämä\n".encode("utf-16-le"), "UTF-16", "Tämä"),
    "control character of Windows": deck(
        "  - title: It\x92s\n    text: don\x92t\n", "U+0092", "It’s", "don’t"
    ),
    "vertical tab": deck("  - title: One\x0btwo\n", "U+000B", "One two"),
    "control character": deck("  - title: On\x07e\n", "U+0007", "One"),
    # Folders
    "copy of the deck": Case(
        {"deck.yaml": f"{HEAD}cards:\n{CARD}", "deck - Copy.yaml": f"{HEAD}cards:\n{CARD}"},
        "copy of this deck",
        ("A card",),
    ),
    "another deck": Case(
        {"deck.yaml": f"{HEAD}cards:\n{CARD}", "other.yaml": f"{HEAD}cards:\n  - title: Other\n"},
        "second deck",
        ("A card",),
    ),
    "two names of a deck": Case(
        {"deck.yaml": f"{HEAD}cards:\n{CARD}", "deck.yml": f"{HEAD}cards:\n  - title: Other\n"},
        "second deck",
        ("A card",),
    ),
    "copy of cards": Case(
        {
            "deck.yaml": HEAD,
            "1.yaml": "cards:\n  - title: One\n    text: x\n",
            "1 (1).yaml": "cards:\n  - title: One\n    text: x\n",
        },
        "printed twice",
        ("One",),
    ),
    "name in capitals": Case({"Deck.yaml": f"{HEAD}cards:\n{CARD}"}, "'Deck.yaml'", ("A card",)),
    "end of a name that is hidden": Case(
        {"deck.yaml.txt": f"{HEAD}cards:\n{CARD}"}, "no deck.yaml", ("A card",)
    ),
    "end of another name": Case(
        {
            "deck.yaml": HEAD,
            "1.yaml.txt": "cards:\n  - title: One\n",
            "2.yaml": "cards:\n  - title: Two\n",
        },
        "is not read",
        ("One", "Two"),
    ),
}
