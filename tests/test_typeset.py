"""Typesetting of whole cards: sizes, places, problems, and the text that comes out."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from korttipakka.basics.color import parse_color
from korttipakka.basics.geometry import Size
from korttipakka.basics.problems import Location, Severity
from korttipakka.basics.shipped import shipped
from korttipakka.basics.units import MM
from korttipakka.content.markdown import Paragraph, Span, parse
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Card, Category, Deck
from korttipakka.model.frame import Frame
from korttipakka.model.layout import Layout, SizeRange
from korttipakka.model.settings import Override
from korttipakka.model.text import TextRun
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import layout_names, read_layout
from korttipakka.typeset import Typesetting, typeset
from korttipakka.typeset.blocks import STEP, Block, Measurers, tracking_at
from korttipakka.typeset.paragraphs import text_height
from korttipakka.typeset.places import in_order, into_bleed, place

LAYOUTS = [name for name in layout_names() if name != "base"]

CATEGORY = Category("k", "Kaupungin toiminta ja päätöksenteko", "#9a5b00")


def layout(*changes: str, name: str = "workshop") -> Layout:
    """A shipped layout with settings changed."""
    pairs = (change.partition("=") for change in changes)
    return read_layout(
        name, [Override(key, text, Location.flag("--set")) for key, _, text in pairs]
    )


def set_cards(chosen: Layout, *cards: Card, verbose: bool = False) -> Typesetting:
    """Typeset cards in Finnish."""
    numbered = tuple(card._replace(number=i + 1) for i, card in enumerate(cards))
    deck = Deck("Pakka", "fi", numbered, (CATEGORY,))
    return typeset(deck, chosen, FontSet(chosen.fonts), verbose=verbose)


def card(title: str = "Asukasilta", text: str = "", name: str = "") -> Card:
    """A card of the test's category."""
    return Card(name or title.lower(), title, text, CATEGORY)


def sizes(found: Typesetting, name: str) -> dict[str, float]:
    """The type size of a box such as "front.title" on each card that shows it."""
    side, _, box = name.partition(".")
    return {
        faces.card.id: run.size
        for faces in found.faces
        for part in (faces.front if side == "front" else faces.back).parts
        for run in part.items
        if part.name == box and isinstance(run, TextRun)
    }


def lines(frame: Frame) -> list[str]:
    """The text of a frame by lines, from the top down."""
    rows: dict[float, str] = {}
    for run in (item for item in frame.items if isinstance(item, TextRun)):
        row = round(run.at.y, 3)
        rows[row] = rows.get(row, "") + run.text
    return [rows[y] for y in sorted(rows, reverse=True)]


@pytest.fixture(scope="module")
def seed() -> Deck:
    """The deck that ships."""
    return read_deck(shipped("cards") / "osallisuus")


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_shipped_deck_has_no_problem_in_a_shipped_layout(seed: Deck, name: str) -> None:
    """All 66 cards fit, and no heading breaks elsewhere than at a seam but the one that must."""
    found = typeset(seed, layout(name=name), FontSet(layout(name=name).fonts)).problems
    assert [p for p in found if p.severity > Severity.NOTE] == []


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_footer_leaves_a_short_word_alone(seed: Deck, name: str) -> None:
    """A footer's or a label's last line is never one word of four letters or fewer."""
    chosen = layout(name=name)
    for faces in typeset(seed, chosen, FontSet(chosen.fonts)).faces:
        for part in (*faces.front.parts, *faces.back.parts):
            if part.role not in {"footer", "label"}:
                continue
            texts = ["".join(run.text for run in line.runs) for line in part.paragraphs[0].lines]
            assert len(texts) == 1 or len(texts[-1].strip(" .,!")) > 4, texts


def block(text: str, *changes: str) -> Block:
    """The block of workshop's front title."""
    chosen = layout(*changes)
    box = next(box for box in chosen.front if box.name == "title")
    measurers = Measurers(box, FontSet(chosen.fonts), lambda word, language: ())
    return Block((Paragraph((Span(text),)),), measurers)


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from("asukkaat ja kaupunki työ osallisuus".split()), min_size=1).map(
        " ".join
    ),
    st.floats(90, 400),
    st.floats(30, 300),
)
def test_the_largest_size_fits_and_the_next_does_not(
    text: str, width: float, height: float
) -> None:
    """The size found fits, and one step more does not, unless it is the largest allowed."""
    measured = block(text, "front.title.tracking=0 em")
    sizes = SizeRange(6, 40)
    found = measured.largest(sizes, width, height, 0)
    if found is None:
        assert not measured.fits(sizes.minimum, width, height, 0)
        return
    assert measured.fits(found, width, height, 0)
    assert found == sizes.maximum or not measured.fits(found + STEP, width, height, 0)


@settings(max_examples=50)
@given(st.text(st.sampled_from("aä ijl wm-"), min_size=1, max_size=80), st.floats(14, 40))
def test_set_text_lies_in_its_area(text: str, size: float) -> None:
    """Lines that are set are at most as wide and high as the room that they were fitted to."""
    measured = block(text) if text.strip() else None
    if measured is None or not measured.fits(size, 250, 200, 0):
        return
    found = measured.set(size, 250, 200, 0).lines
    assert found
    assert text_height(measured.measurers, found, size) <= 200 + 1e-6


def test_one_size_is_shared_over_the_deck() -> None:
    """With uniform: deck the longest text decides the size of all."""
    chosen = layout("back.text.size=7-12pt", "back.text.uniform=deck")
    long = "Asukkaat osallistuvat kaupungin toiminnan suunnitteluun ja arviointiin. " * 7
    both = set_cards(chosen, card("Yksi", "Lyhyt."), card("Kaksi", long))
    shared = set(sizes(both, "back.text").values())
    alone = set_cards(chosen, card("Yksi", "Lyhyt."))
    assert len(shared) == 1
    assert shared.pop() < sizes(alone, "back.text")["yksi"] == 12


def test_each_card_has_its_own_size_when_asked() -> None:
    """With uniform: card a short title is not held down by a long one."""
    chosen = layout("front.title.uniform=card")
    found = set_cards(
        chosen,
        card("Työ"),
        card("Tiedon koostaminen asiakirjoista, rekistereistä tai muista tilastoista"),
    )
    assert sizes(found, "front.title")["työ"] == 30
    assert min(sizes(found, "front.title").values()) < 30


def test_the_card_that_holds_others_down_is_named() -> None:
    """Verbose typesetting names the card whose text keeps the others small, and what they lose."""
    long = "Asukkaat osallistuvat kaupungin toiminnan suunnitteluun ja arviointiin. " * 7
    chosen = layout("back.text.size=7-12pt")
    found = set_cards(chosen, card("Yksi", "Lyhyt."), card("Kaksi", long), verbose=True)
    (note,) = found.problems
    assert note.code == "holds-others-down"
    assert "'Kaksi' keeps the back.text of 1 other card at" in note.message
    assert "without it that one would be set at 12 pt" in note.message


def test_the_hierarchy_never_inverts() -> None:
    """Whatever ranges are asked for, text is not larger than title, footer not than text."""
    chosen = layout("back.title.size=9-10pt", "back.text.size=6-30pt", "back.footer.size=5-40pt")
    found = set_cards(chosen, card("Asukasilta", "Lyhyt teksti."))
    boxes = ("back.title", "back.text", "back.footer")
    title, text, footer = (sizes(found, box)["asukasilta"] for box in boxes)
    assert title >= text >= footer


def test_what_does_not_fit_is_a_problem_with_place_box_and_excess() -> None:
    """A text too long at the least size names the card, its line, the box and by how much."""
    at = Location("deck.yaml", 7, 11)
    text = "Asukkaat osallistuvat. " * 80
    places = {"text": at, "title": Location("deck.yaml", 6, 3)}
    long = card("Liikaa", text)._replace(places=places)
    (problem,) = set_cards(layout(), long).problems
    assert (problem.code, problem.severity, problem.at) == ("does-not-fit", Severity.ERROR, at)
    assert "'Liikaa'" in problem.message
    assert "back.text" in problem.message
    assert "mm too high" in problem.message


def test_a_word_too_wide_says_so() -> None:
    """An unbreakable word that is wider than its box is reported by its excess width."""
    (problem,) = set_cards(layout("back.title.size=40pt"), card("W" * 60)).problems[-1:]
    assert "mm too wide" in problem.message


def test_a_heading_broken_inside_a_word_is_noted() -> None:
    """A title that only fits by a syllable break is noted, so that the author can mark a better."""
    (note,) = set_cards(layout("front.title.size=30pt"), card("Osallistavaisimmillaan")).problems
    assert (note.code, note.severity) == ("syllable-break", Severity.NOTE)


def test_text_stands_below_its_title_however_many_lines_it_takes() -> None:
    """The first line of the text keeps its distance from the title's last line."""
    short, long = set_cards(
        layout(),
        card("Työ", "Teksti."),
        card("Tiedon koostaminen asiakirjoista, rekistereistä tai tilastoista", "Teksti."),
    ).faces
    gaps = []
    for faces in (short, long):
        runs = [item for item in faces.back.items if isinstance(item, TextRun)]
        title = min(run.at.y for run in runs if run.size == 16)
        text = max(run.at.y for run in runs if run.text == "Teksti.")
        gaps.append(title - text)
    assert gaps[0] == pytest.approx(gaps[1])


def test_a_card_without_text_shows_title_and_footer_only() -> None:
    """No text is no error: the back holds the title, the footer and the number."""
    (faces,) = set_cards(layout(), card("Asukasilta")).faces
    assert lines(faces.back) == ["Asukasilta", CATEGORY.name + "1 / 1"]


def test_a_line_end_hyphen_reads_as_the_whole_word() -> None:
    """What is broken reads whole; the rest of the word reads as a space."""
    chosen = layout("front.title.size=34pt")
    (faces,) = set_cards(chosen, card("Kuntalais\u00adaloitteet")).faces
    runs = [item for item in faces.front.items if isinstance(item, TextRun)][:2]
    assert [run.text for run in runs] == ["Kuntalais-", "aloitteet"]
    assert [run.actual for run in runs] == ["Kuntalaisaloitteet", " "]


def test_an_authors_hyphen_at_a_line_end_is_kept() -> None:
    """A reader that joins words over line-end hyphens must not join 'Neuvottelu-' to 'ja'."""
    (faces,) = set_cards(layout(), card("Neuvottelu- ja toimikunnat")).faces
    first = next(item for item in faces.front.items if isinstance(item, TextRun))
    assert first.text == "Neuvottelu-"
    assert first.actual == "Neuvottelu-\u00a0"


def test_capitals_are_made_by_the_layout() -> None:
    """case: upper sets the category in capitals."""
    (faces,) = set_cards(layout(name="classic"), card()).faces
    assert "KAUPUNGIN TOIMINTA JA PÄÄTÖKSENTEKO" in " ".join(lines(faces.back))


def test_a_box_turned_off_is_not_painted() -> None:
    """when: never takes a box off the card."""
    (faces,) = set_cards(layout("back.footer.when=never"), card()).faces
    assert lines(faces.back) == ["Asukasilta", "1 / 1"]


@pytest.mark.parametrize(
    ("color", "title"), [("#ffdd00", "#17181c"), ("#0b6e75", "#0b6e75"), ("#ffffff", "#17181c")]
)
def test_headings_in_the_categorys_colour_are_legible(color: str, title: str) -> None:
    """A category's colour that is too light for text gives way to ink."""
    light = card()._replace(category=Category("k", "Kirkas", color))
    (faces,) = set_cards(layout(), light).faces
    run = next(item for item in faces.back.items if isinstance(item, TextRun))
    assert run.color == parse_color(title)


@pytest.mark.parametrize("title", ["vaikuttaminen päätöksenteko tai", "Vaikuttaminen ja valta on"])
def test_a_title_is_set_smaller_rather_than_leave_a_short_word_alone(title: str) -> None:
    """Where a smaller size of the range leaves no short word on a line of its own, it is taken."""
    (faces,) = set_cards(layout(), card(title)).faces
    texts = [item.text for item in faces.front.items if isinstance(item, TextRun)][:-1]
    assert all(len(text.split()) > 1 or len(text) > 4 for text in texts)


def test_a_number_in_groups_stays_on_one_line() -> None:
    """The spaces in 1 000 000 do not end lines, whatever the size."""
    for size in (16, 20, 24, 28):
        chosen = layout(f"front.title.size={size}pt", "front.title.lines=any")
        (faces,) = set_cards(chosen, card("Budjetti oli noin 1 000 000 euroa ja rapiat")).faces
        assert any("1 000 000" in line for line in lines(faces.front))


def test_a_long_address_goes_on_in_the_next_line_without_a_hyphen() -> None:
    """An address that is too long breaks after its own signs, and is not changed."""
    address = (
        "https://www.example.org/hyvin/pitka/osoite/joka/ei/mahdu/millekaan/riville/tassa.html"
    )
    (faces,) = set_cards(layout(), card("A", f"Katso {address}")).faces
    shown = "".join(lines(faces.back)[1:-1])
    assert shown.replace("Katso", "").replace(" ", "") == address


def test_justified_lines_end_at_the_edge_or_stay_short() -> None:
    """A space grows by at most 0.4 em: a line that would need wider gaps is left short."""
    text = "Kun asukas ja kaupunki jakavat vastuun, syntyy uusia tapoja olla mukana. " * 3
    text += "Vertaisryhmässä samankaltaisessa elämäntilanteessa"
    (faces,) = set_cards(
        layout("back.text.align=justify", "back.text.size=10.5pt"), card("A", text)
    ).faces
    runs = [item for item in faces.back.items if isinstance(item, TextRun) and item.size == 10.5]
    assert any(run.word_space > 0 for run in runs)
    assert all(run.word_space <= 0.4 * run.size for run in runs)


@pytest.mark.parametrize("text", ["#", "##", "one\n\n#\n\ntwo", "```\n```", "\u00ad", "- \n- "])
def test_markdown_without_words_sets_nothing(text: str) -> None:
    """Headings, code and items without text are no fault, and leave no empty line."""
    for align in ("left", "center"):
        (faces,) = set_cards(layout(f"back.text.align={align}"), card("A", text)).faces
        assert all(line.strip() for line in lines(faces.back))


def test_numbers_of_long_lists_hang_within_the_box() -> None:
    """A list whose numbers have two digits is indented by more."""
    (faces,) = set_cards(layout(), card("A", "9. yhdeksän\n10. kymmenen")).faces
    left = min(i.at.x for i in faces.back.items if isinstance(i, TextRun))
    assert left >= 8 * 72 / 25.4 - 0.01


@pytest.mark.parametrize(
    "items",
    [
        "- eka {}\n  - toka\n    - kolmas",
        "10. eka {}\n    1. toka\n       - kolmas",
        "> eka {}\n> > toka\n> >\n> > > kolmas",
        "> eka {}\n> - toka\n>   - kolmas",
    ],
)
def test_lists_in_lists_are_indented_by_level(items: str) -> None:
    """Each level, also of quotations, stands as far right as the first does of plain text."""
    text = f"taso\n\n{items.format('sana ' * 30)}\n"
    (faces,) = set_cards(layout("back.text.size=8pt"), card("A", text)).faces
    runs = [run for run in faces.back.items if isinstance(run, TextRun) and run.text.strip()]
    at = {run.text.split()[0]: run.at.x for run in sorted(runs, key=lambda run: -run.at.x)}
    steps = [b - a for a, b in pairwise(at[word] for word in ("taso", "eka", "toka", "kolmas"))]
    assert steps == pytest.approx([steps[0]] * 3)
    assert steps[0] >= 8
    assert at["sana"] == at["eka"]


def test_a_size_below_its_range_is_told() -> None:
    """A footer that may not be larger than the text above it says that it is below its range."""
    chosen = layout("back.text.size=6pt", "back.footer.size=8pt")
    found = set_cards(chosen, card("A", "Teksti.")).problems
    assert "size-limited" in {problem.code for problem in found}


def test_categories_that_begin_alike_are_numbered() -> None:
    """Initials that would not be short are numbers."""
    cards = tuple(
        Card(name, name, "", Category(name, name, "#000000"))
        for name in ("Luokka yksi", "Luokka kaksi")
    )
    deck = Deck("P", "fi", cards, tuple(c.category for c in cards if c.category))
    chosen = layout(name="mono")
    faces = typeset(deck, chosen, FontSet(chosen.fonts)).faces
    initials = [next(i.text for i in face.front.items if isinstance(i, TextRun)) for face in faces]
    assert initials == ["1", "2"]


def test_tracking_goes_down_as_type_grows() -> None:
    """Small type is looser, large type tighter."""
    values = [tracking_at(size) for size in (7, 12, 20, 34)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 0 > values[-1]


def test_markdown_paragraphs_lists_breaks_and_styles() -> None:
    """Paragraphs, bold, italic, lists and hard breaks come out as spans and markers."""
    found = parse("Eka **lihava** ja *kursiivi*.\n\n- yksi\n- kaksi\n\n3. kolmas\n\nrivi\\\ntoinen")
    assert [span.text for span in found[0].spans] == ["Eka ", "lihava", " ja ", "kursiivi", "."]
    assert [span.bold for span in found[0].spans] == [False, True, False, False, False]
    assert [span.italic for span in found[0].spans] == [False, False, False, True, False]
    assert [(p.marker, p.level) for p in found[1:4]] == [("•", 1), ("•", 1), ("3.", 1)]
    assert [p.spans[0].text for p in found[4:]] == ["rivi", "toinen"]
    assert found[5].tight


def test_plain_text_needs_no_markdown_parser() -> None:
    """Text without markup gives what the parser would give."""
    assert parse("Yksi.\n\nKaksi.") == (Paragraph((Span("Yksi."),)), Paragraph((Span("Kaksi."),)))


@given(st.text(max_size=60))
def test_any_text_is_markdown(text: str) -> None:
    """No text makes the parser fail, and no letter of a plain word is lost."""
    spans = "".join(span.text for paragraph in parse(text) for span in paragraph.spans)
    assert all(c in spans for c in text if c.isalpha())


def test_boxes_are_placed_by_insets() -> None:
    """Left, right, top, bottom, width and height work as in CSS."""
    size = Size(100 * MM, 50 * MM)
    front = layout(
        "front.a.fill=ink", "front.a.right=10 mm", "front.a.width=30%", "front.a.bottom=5 mm",
        "front.a.height=10 mm",
    ).front  # fmt: skip
    rect = place(front[-1], size, 0.0, {}).rect
    assert rect.left == pytest.approx(60 * MM)
    assert rect.right == pytest.approx(90 * MM)
    assert (rect.bottom, rect.top) == (pytest.approx(5 * MM), pytest.approx(15 * MM))


def test_boxes_below_others_come_after_them() -> None:
    """The order of work follows `below`, the order of painting the file."""
    back = layout("back.title.below=text", "back.text.below=footer").back
    names = [box.name for box in in_order(back)]
    assert names.index("footer") < names.index("text") < names.index("title")


def test_edges_on_the_trim_reach_into_the_bleed() -> None:
    """Only the edges that touch the trim move out."""
    front = layout("front.a.fill=ink", "front.a.bottom=0", "front.a.height=10 mm").front
    size = Size(100.0, 50.0)
    rect = into_bleed(place(front[-1], size, 0.0, {}).rect, size, 9.0)
    assert (rect.left, rect.right, rect.bottom) == (-9.0, 109.0, -9.0)
    assert rect.top == pytest.approx(10 * MM)


def test_one_long_category_name_is_one_problem() -> None:
    """A name that does not fit on any of its cards is told once, at the category."""
    at = Location("deck.yaml", 4, 11)
    long = Category("k", "Kaupunginosayhdistysten " * 12, "#000000", at=at)
    cards = [card(title)._replace(category=long) for title in ("Yksi", "Kaksi", "Kolme")]
    found = [p for p in set_cards(layout(), *cards).problems if "front.label" in p.message]
    assert [(problem.code, problem.at) for problem in found] == [("does-not-fit", at)]
    assert "(and 2 more cards)" in found[0].message
