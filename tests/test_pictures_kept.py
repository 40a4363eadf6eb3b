"""Pictures that are made on the way lie in files: those live as long as anything shows them."""

import gc
import io
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from box_samples import build, make_deck, photo
from korttipakka import KorttipakkaError, Session, build_deck
from korttipakka.basics.scratch import Scratch
from korttipakka.build import painting
from korttipakka.build.pictures import layout_gallery
from korttipakka.pictures.svg import resvg

TEXT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="11" '
    'fill="red"/><text x="4" y="16" font-size="8">Abc</text></svg>'
)
"""An SVG file that is drawn as pixels: it has a text."""

BOXES = {
    "photo": {"image": "{image}", "left": "0", "right": "0", "top": "0", "height": "30 mm"},
    "icon": {"image": "{category.icon}", "right": "4 mm", "width": "12 mm", "top": "34 mm",
             "height": "12 mm"},
    "name": {"text": "{title}", "left": "4 mm", "width": "30 mm", "bottom": "4 mm",
             "height": "20 mm", "size": "8 pt"},
}  # fmt: skip


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, for this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck whose icon is drawn by resvg, and whose photographs become inks in CMYK."""
    cards = [{"title": f"Card {n}", "category": "a", "image": "photo.jpg"} for n in range(60)]
    folder = make_deck(tmp_path / "deck", *cards)
    (folder / "icon.svg").write_text(TEXT, encoding="utf-8")
    build(folder, BOXES)  # writes the layout
    return folder


def files(folder: Path) -> list[Path]:
    """The files in the folders of a folder."""
    return sorted(folder.glob("*/*"))


def test_files_go_with_what_shows_them(deck: Path, temporary: Path) -> None:
    """Drawings lie among the temporary files until nothing that was made of them is left."""
    made = build(deck, BOXES, sheet__color="cmyk")
    assert b"/Image" in made.pdf()
    assert {path.suffix for path in files(temporary)} == {".png", ".jpg"}
    assert [p.code for p in made.problems if p.code == "picture-note"] == ["picture-note"]
    del made
    gc.collect()
    assert not list(temporary.iterdir())


def test_processes_share_the_folder(
    deck: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process has drawn and packed is there when the file is written."""
    monkeypatch.setattr(painting, "useful_processes", lambda cards, most: most)
    united: list[bool] = []
    by_processes = painting._by_processes

    def told(*arguments: object) -> object:
        found = by_processes(*arguments)  # type: ignore[arg-type]
        united.append(found is not None)
        return found

    monkeypatch.setattr(painting, "_by_processes", told)
    settings = {"sheet.color": "cmyk", "card.size": "60 mm x 80 mm", "sheet.slug": "no"}
    layout = str(deck / "boxes.layout")
    one = build_deck(deck, layout=layout, settings=settings)
    two = build_deck(deck, layout=layout, settings=settings, processes=2)
    assert united == [True]
    assert two.pdf() == one.pdf()
    assert len({path.name.partition("-")[0] for path in files(temporary)}) == 2
    assert two.problems == one.problems


def test_a_session_keeps_its_drawings(
    deck: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faces that are kept show files that are still there; nothing is drawn twice."""
    drawn: list[object] = []
    run = resvg._run
    monkeypatch.setattr(resvg, "_run", lambda request: drawn.append(request) or run(request))
    layout = str(deck / "boxes.layout")
    session = Session(deck)
    first = session.build(layout=layout)
    pdf, problems = first.pdf(), first.problems
    del first
    gc.collect()
    again = session.build(layout=layout)
    assert again.pdf() == pdf == build_deck(deck, layout=layout).pdf()
    assert again.problems == problems
    assert len(drawn) == 2  # of the session one, and one of the build that knows nothing of it
    del session
    gc.collect()
    assert again.png("card-1")
    del again
    gc.collect()
    assert not list(temporary.iterdir())


def test_a_picture_that_is_given_up_is_not_waited_for_in_each_build(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session tells each time that a drawing took too long, and tries it once."""
    tried: list[object] = []

    def slow(request: object) -> str:
        tried.append(request)
        raise resvg._TooMuch("time")

    monkeypatch.setattr(resvg, "_run", slow)
    session = Session(deck)
    for _ in range(3):
        with pytest.raises(KorttipakkaError, match="takes too much time to be drawn"):
            session.build(layout=str(deck / "boxes.layout"))
    assert len(tried) == 2  # at two resolutions


def test_a_session_does_not_gather_drawings(deck: Path, temporary: Path) -> None:
    """Of a drawing that is edited again and again, those files are kept that are still shown."""
    layout = str(deck / "boxes.layout")
    session = Session(deck)
    first = session.build(layout=layout)
    for radius in range(2, 9):
        edited = TEXT.replace('r="11"', f'r="{radius}"')
        (deck / "icon.svg").write_text(edited, encoding="utf-8")
        made = session.build(layout=layout)
        assert made.png("card-1")
    gc.collect()
    assert len(files(temporary)) <= 3  # the first, the last, and the one before
    assert first.pdf() != made.pdf() == build_deck(deck, layout=layout).pdf()
    (deck / "icon.svg").write_text(TEXT.replace("Abc", "A"), encoding="utf-8")
    for _ in range(2):
        made = session.build(layout=layout)
    del first
    gc.collect()
    assert len(files(temporary)) == 1


def test_a_drawing_that_comes_back_is_not_made_again(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit that is taken back finds its drawing as long as anything shows it."""
    drawn: list[object] = []
    run = resvg._run
    monkeypatch.setattr(resvg, "_run", lambda request: drawn.append(request) or run(request))
    session, kept = Session(deck), []
    for text in (TEXT, TEXT.replace("Abc", "A"), TEXT):
        (deck / "icon.svg").write_text(text, encoding="utf-8")
        kept.append(session.build(layout=str(deck / "boxes.layout")))
    assert len(drawn) == 2
    assert kept[0].pdf() == kept[2].pdf()


def test_a_gallery_keeps_the_drawings_of_all_layouts(deck: Path) -> None:
    """A picture of a deck in several layouts shows what each of them has drawn."""
    other = deck / "other.layout"
    other.write_text("extends: boxes.layout\nfront:\n  icon: {width: 16 mm}\n", encoding="utf-8")
    found = layout_gallery(deck, 1, [str(deck / "boxes.layout"), str(other)])
    gc.collect()
    with Image.open(io.BytesIO(found.file(".png", 72))) as image:
        reds = sum(n for n, color in image.getcolors(1 << 24) or () if color == (255, 0, 0))
    assert reds > 0


def test_a_photo_that_changes_while_it_is_printed(deck: Path, tmp_path: Path) -> None:
    """A file that is another when its bytes are copied is told of, and nothing is written."""
    made = build(deck, BOXES)
    assert made.painted
    photo(90, 60).save(deck / "photo.jpg")
    (tmp_path / "out.pdf").write_bytes(b"old")
    with pytest.raises(KorttipakkaError, match="was changed while the PDF was made") as caught:
        made.write_pdf(tmp_path / "out.pdf")
    assert [problem.code for problem in caught.value.problems] == ["bad-image"]
    assert caught.value.problems[0].hint == "build it again"
    assert (tmp_path / "out.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deck", "out.pdf"]


def test_sixteen_bits_of_grey(tmp_path: Path) -> None:
    """Greys of 16 bits are printed as bright as they are, not cut off."""
    deck = make_deck(tmp_path / "deck", {"title": "One", "image": "grey.png"})
    Image.new("I;16", (800, 400), 0x8000).save(deck / "grey.png")
    made = build(deck, {"photo": BOXES["photo"] | {"fit": "cover"}})
    with Image.open(_file(tmp_path, made.png("one", dpi=72))) as image:
        assert image.getpixel((80, 20)) == pytest.approx((128, 128, 128), abs=1)


def _file(folder: Path, data: bytes) -> Path:
    (folder / "face.png").write_bytes(data)
    return folder / "face.png"


@pytest.fixture
def scratch(temporary: Path) -> Scratch:
    """A folder for what is made on the way."""
    return Scratch()


def test_scratch_is_private_and_made_when_it_is_needed(scratch: Scratch, temporary: Path) -> None:
    """Nobody else may look into the folder, and there is none where nothing is made."""
    assert not list(temporary.iterdir())
    one, other = scratch.new(".png"), scratch.new(".png")
    assert one != other
    assert one.parent.stat().st_mode & 0o777 == 0o700


def test_a_scratch_folder_goes_while_a_module_is_half_imported(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Garbage is collected whenever Python likes: in the middle of an import of `tempfile`, too."""
    scratch = Scratch()
    scratch.new(".png")
    (kept,) = temporary.iterdir()
    (kept / "1.png").write_bytes(b"of a forked process")
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setitem(sys.modules, "tempfile", ModuleType("tempfile"))
    monkeypatch.setitem(sys.modules, "shutil", ModuleType("shutil"))
    del scratch
    assert not kept.exists()
