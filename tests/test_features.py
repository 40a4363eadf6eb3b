"""OpenType features: read, set in the fonts that have them, and told of where these lack them."""

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debian import installed_font
from korttipakka.basics.problems import InvalidValue, Location, Severity
from korttipakka.build.made import Made
from korttipakka.build.pipeline import build_deck
from korttipakka.check.features import shortened
from korttipakka.fonts import FontSet, Style
from korttipakka.model.features import FEATURES, switched
from korttipakka.model.layout import FontStyle
from korttipakka.model.settings import Override
from korttipakka.reading.layout import read_layout
from korttipakka.saving.effective import effective

INTER = FontSet(FontStyle("Inter Tight", "Inter", ("Noto Sans Symbols 2",)))
TAGS = st.from_regex(r"[a-z]{3}[a-z0-9]", fullmatch=True).filter(lambda tag: tag != "none")
SWITCHES = st.dictionaries(TAGS, st.integers(0, 99), max_size=8)


def written(tag: str, value: int) -> str:
    """A feature as a layout has it."""
    return f"-{tag}" if value == 0 else f"{tag}={value}"


@given(SWITCHES, st.randoms())
def test_features_are_what_was_asked_for_in_any_order(
    asked: dict[str, int], chance: object
) -> None:
    """Each tag gets its value; the order that they are named in makes no difference."""
    items = [written(*pair) for pair in asked.items()]
    read = FEATURES.read(", ".join(items))
    assert dict(map(switched, read)) == asked
    assert FEATURES.read(", ".join(reversed(items))) == read
    assert FEATURES.read(", ".join(read)) == read


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("old-style figures", "onum"), ("oldstyle", "onum"), ("tabular", "tnum"),
        ("Small Capitals", "smcp"), ("set 3", "ss03"), ("ss1", "ss01"), ("ligature", "liga"),
        ("onumm", "onum"), ("slashed-zero", "zero"),
    ],
)  # fmt: skip
def test_what_a_feature_does_is_taken_for_its_tag(text: str, meant: str) -> None:
    """Who asks for old-style figures by name is told the tag, and the tag is taken."""
    with pytest.raises(InvalidValue) as caught:
        FEATURES.read(text)
    assert caught.value.hint == f"did you mean '{meant}'?"
    assert FEATURES.read(meant) == (meant,)


def test_none_takes_away_what_a_parent_asks_for() -> None:
    """`none` is no tag of four letters: it clears the list."""
    assert FEATURES.read("none") == FEATURES.read("") == ()
    assert FEATURES.read("onum, none, zero") == ("zero",)


def test_tabular_figures_are_of_one_width() -> None:
    """With tnum 1 is as wide as 8, and without it is not."""

    def widths(*features: str) -> set[float]:
        pieces = INTER.shape("18", Style("body", features=features))
        return {glyph.advance for piece in pieces for glyph in piece.glyphs}

    assert len(widths("tnum")) == 1
    assert len(widths()) == 2


def test_a_feature_is_turned_off() -> None:
    """Without kerning, letters keep their own advances."""

    def width(*features: str) -> float:
        return sum(p.width(10, 0) for p in INTER.shape("AVAVA", Style("body", features=features)))

    assert width("-kern") > width()


def test_contextual_forms_are_there_when_they_are_asked_for() -> None:
    """Plain text is printed as it is typed; with calt Inter makes a times sign of 3x3."""

    def glyphs(*features: str) -> list[int]:
        pieces = INTER.shape("3x3", Style("body", features=features))
        return [glyph.id for piece in pieces for glyph in piece.glyphs]

    assert glyphs("calt") != glyphs() == glyphs("-calt")


def build(folder: Path, text: str, *settings: str) -> Made:
    """A deck of one card with a text, some settings changed."""
    deck = folder / "deck.yaml"
    deck.write_text(
        f'title: T\ncards:\n  - title: "I"\n    text: "{text}"\nlanguage: fi\n', "utf-8"
    )
    pairs = [setting.split("=", 1) for setting in settings]
    changed = [Override(k, v, Location.flag(f"--set {k}={v}")) for k, v in pairs]
    return build_deck(deck, layout="workshop", settings=changed)


def test_what_is_copied_is_what_was_typed(tmp_path: Path) -> None:
    """Old-style figures, small capitals and ligatures are read back as they were typed."""
    installed_font("Linux Libertine O", "fonts-linuxlibertine")
    text = "Kuvat 1789 offivat 1/2"
    made = build(
        tmp_path, text, "fonts.body=Linux Libertine O", "back.text.features=onum, smcp, dlig, frac"
    )
    assert made.problems == ()
    made.write_pdf(tmp_path / "o.pdf")
    assert text in pypdfium2.PdfDocument(tmp_path / "o.pdf")[1].get_textpage().get_text_range()
    plain = build(tmp_path, text, "fonts.body=Linux Libertine O")
    assert plain.pdf() != made.pdf()


def test_lacking_features_are_told_with_those_that_there_are(tmp_path: Path) -> None:
    """The message names what is lacking by its meaning and what the font has; one a box."""
    (problem,) = build(tmp_path, "One *two* **3**", "back.text.features=onum, tnum, ss77").problems
    assert (problem.code, problem.severity) == ("no-feature", Severity.WARNING)
    assert problem.message.startswith(
        "back.text.features: 'Inter' has no onum (old-style figures) or ss77; its features are calt"
    )
    assert "ss01 to ss08, " in problem.message
    assert problem.at == Location.flag("--set back.text.features=onum, tnum, ss77")


def test_small_capitals_by_their_tag_are_told_as_such(tmp_path: Path) -> None:
    """`smcp` and `case: small-caps` are the same, and are told of the same way."""
    (problem,) = build(tmp_path, "One", "back.text.features=smcp").problems
    assert problem.code == "no-small-caps"


def test_a_font_with_all_features_is_not_told_of(tmp_path: Path) -> None:
    """What Inter has causes no word, in bold and italic text either."""
    assert build(tmp_path, "A *b* **c**", "back.text.features=tnum, ss01, -kern").problems == ()


@given(st.lists(st.sampled_from([f"ss{n:02d}" for n in range(1, 21)]), unique=True))
def test_numbered_tags_are_shortened_without_loss(tags: list[str]) -> None:
    """Ranges stand for all tags from their first to their last, and for no other."""
    found: list[str] = []
    for part in shortened(sorted(tags)):
        first, to, last = part.partition(" to ")
        if to:
            found += [f"ss{n:02d}" for n in range(int(first[2:]), int(last[2:]) + 1)]
        else:
            found += part.split(", ")
    assert found == sorted(tags)


def test_features_are_kept_by_a_saved_layout(tmp_path: Path) -> None:
    """A list in a file and a text in a flag come to the same, and `layouts show` has them."""
    path = tmp_path / "l.yaml"
    path.write_text("extends: classic\nback: {text: {features: [zero, -liga]}}\n", "utf-8")
    layout = read_layout(str(path))
    assert next(box for box in layout.back if box.name == "text").features == ("-liga", "zero")
    assert effective(layout)["back.text.features"].text == "zero, -liga"


@pytest.mark.parametrize("weight", [400, 500, 600, 700, 800, 900])
def test_headings_come_in_six_weights(tmp_path: Path, weight: int) -> None:
    """Each weight of Inter Tight is a file of its own that is taken for it."""
    fonts = FontSet(FontStyle("Inter Tight", "Inter", ("Noto Sans Symbols 2",)))
    assert fonts.weight(Style("heading", weight)) == weight
    assert fonts.weights("heading") == (400, 500, 600, 700, 800, 900)
    assert build(tmp_path, "A", f"front.title.weight={weight}").problems == ()
