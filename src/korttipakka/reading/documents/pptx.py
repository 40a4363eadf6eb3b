"""PowerPoint's presentations -> cards: a slide is a card, its title the title, all else its text.

python-pptx knows the slides, their placeholders and their notes; what texts look like is read from
their XML, since it tells no bullets.
"""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ...basics.problems import Location, error
from ...model.manuscript import CATEGORY, TEXT, TITLE, Column
from ..archives import attribute, damage_told, local, open_archive
from ..draft import CardDraft, Draft, Value
from ..tables.grid import shortened, spans
from .slide_texts import PICTURE_TAGS, Looks, ShapeReader, ShapeText, in_order, shapes_in

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

Element = Any

MAX_UNPACKED = 200_000_000
"""Bytes of all that is in a presentation, unpacked: python-pptx holds it at once."""

MAX_SLIDES = 20_000_000
"""Bytes of the XML of all slides: a thousand slides full of text."""

MAX_SHAPES = 1_000
"""Shapes on a slide: a drawing has hundreds, and no card."""

LONGEST_TITLE = 150
"""Letters of a text that may be a title where no placeholder says so."""


def read_pptx(data: bytes, file: Location) -> Draft:
    """The cards of a presentation. Raises KorttipakkaError."""
    archive = open_archive(data, file)
    _check_sizes(archive, file)
    with damage_told(file):
        _refuse_types(archive)
        from pptx import Presentation

        return _Reader(file).read(Presentation(BytesIO(data)))


def _check_sizes(archive: zipfile.ZipFile, file: Location) -> None:
    sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    if sum(sizes.values()) > MAX_UNPACKED:
        message = f"unpacked, the file has more than {MAX_UNPACKED // 1_000_000} MB"
        hint = "delete films and sounds, or compress the pictures: File, Compress Media"
        raise error("too-large", message, file, hint)
    slides = sum(size for name, size in sizes.items() if name.startswith("ppt/slides/"))
    if slides > MAX_SLIDES:
        message = f"the slides have more than {MAX_SLIDES // 1_000_000} MB of text"
        raise error("too-large", message, file, "import them in parts")


def _refuse_types(archive: zipfile.ZipFile) -> None:
    """Raise ValueError for a part with a document type: entities could grow without end."""
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as stream:
                if b"<!DOCTYPE" in stream.read(1000):
                    raise ValueError(f"{entry.filename} has a document type")


class _Reader:
    """Takes in slides, and keeps the cards that they come to and what is to be told."""

    def __init__(self, file: Location) -> None:
        self.file = file
        self.draft = Draft("a presentation with a slide for each card")
        self.category: Value | None = None
        self.hidden: list[int] = []
        self.empty: list[int] = []
        self.untitled: list[int] = []
        self.looks: dict[str, Looks] = {}
        self.pictures = 0
        self.drawings = 0
        self.struck: list[str] = []
        self.noted: Location | None = None

    def read(self, presentation: "Presentation") -> Draft:
        """The cards of all slides that are shown."""
        slides = dict(enumerate(presentation.slides, start=1))
        self.hidden = [n for n, slide in slides.items() if slide.element.get("show") == "0"]
        shown = {n: slide for n, slide in slides.items() if n not in self.hidden}
        kinds = {n: str(slide.slide_layout.element.get("type", "")) for n, slide in shown.items()}
        sections = _sections(presentation)
        parts = {number for number, kind in kinds.items() if kind == "secHead"}
        for number, slide in shown.items():
            at = self.file._replace(shown=f"{self.file.shown}: slide {number}")
            if kinds[number] == "title" and number == min(shown) and len(set(kinds.values())) > 1:
                self._title(slide, at)
            elif number in parts and len(parts) < len(shown):
                self._begin(slide, at)
            else:
                name = "" if parts else sections.get(slide.slide_id, "")
                self._card(slide, Value(name, name, at) if name else self.category, number, at)
        self._tell()
        return self.draft

    def _title(self, slide: "Slide", at: Location) -> None:
        """The deck's title, from the slide that all begins with."""
        title, rest = self._texts(slide, at)
        self.draft.title = title.plain if title else ""
        self._tell_left(rest, at)

    def _begin(self, slide: "Slide", at: Location) -> None:
        """A category, from the slide above a part of the presentation."""
        title, rest = self._texts(slide, at)
        self.category = title or self.category
        self._tell_left(rest, at)

    def _tell_left(self, rest: Value | None, at: Location) -> None:
        if rest:
            message = f"'{shortened(rest.plain)}' stands on no card: it was left out"
            self.draft.warn("left-out", message, at)

    def _card(self, slide: "Slide", category: Value | None, number: int, at: Location) -> None:
        title, text = self._texts(slide, at)
        if not title and not text:
            self.empty.append(number)
            return
        values = {} if title is None else {TITLE: title}
        if category:
            values[CATEGORY] = category
        if text:
            values[TEXT] = text
        if notes := _notes(slide):
            values[Column("notes")] = Value(notes, notes, at)
            self.noted = self.noted or at
        self.draft.cards.append(CardDraft(at, values))

    def _texts(self, slide: "Slide", at: Location) -> tuple[Value | None, Value | None]:
        """A slide's title and all else that it says; None for what there is not."""
        tree = slide.shapes.element
        shapes = list(shapes_in(tree))
        if len(shapes) > MAX_SHAPES:
            message = f"there are more than {MAX_SHAPES:,} shapes on the slide"
            raise error("too-large", message, at, "make one picture of the drawing")
        self._count(shapes)
        title = slide.shapes.title
        own = None if title is None else title.element
        reader = ShapeReader(slide, self._looks(slide))
        first = reader.read(own).html if own is not None else ""
        others = [
            text for each in in_order(shapes) if each is not own and (text := reader.read(each))
        ]
        texts = [text for text in others if text.html]
        self.struck += reader.struck
        heading = ShapeText(first).value(at) if first else None
        if heading is None or not heading.plain:
            heading = self._take_title(texts, at)
        body = "".join(text.html for text in texts)
        return heading, ShapeText(body).value(at) if body else None

    def _looks(self, slide: "Slide") -> Looks:
        """What the layout of a slide says, read once for all that have it."""
        layout = slide.slide_layout
        name = str(layout.part.partname)
        if name not in self.looks:
            self.looks[name] = Looks(layout)
        return self.looks[name]

    def _take_title(self, texts: list[ShapeText], at: Location) -> Value | None:
        """Take the title out of texts none of which is said to be one: the largest, the topmost."""
        for text in sorted(texts, key=lambda text: -text.size):
            value = text.value(at)
            if len(value.plain) <= LONGEST_TITLE:
                texts.remove(text)
                self.untitled.append(int(at.shown.rpartition(" ")[2]))
                return value
        return None

    def _count(self, shapes: Iterable[Element]) -> None:
        """Count what is not read: pictures, and drawings of other programs."""
        for shape in shapes:
            name = local(shape)
            self.pictures += name in PICTURE_TAGS
            is_drawing = name == "graphicFrame" and not any(local(e) == "tbl" for e in shape.iter())
            self.drawings += name == "AlternateContent" or is_drawing

    def _tell(self) -> None:
        """Tell what was left out or guessed, once for each kind."""
        warn, file = self.draft.warn, self.file
        if self.hidden:
            warn("left-out", f"hidden slides were left out: {spans(self.hidden)}", file)
        if self.empty:
            warn("left-out", f"slides without words were left out: {spans(self.empty)}", file)
        if self.untitled:
            slides = spans(self.untitled)
            message = f"slides without a title: {slides}: their largest text was taken for it"
            warn("guessed", message, file, "look at the titles in the deck")
        if self.pictures:
            message = f"pictures on the slides were left out: {self.pictures}"
            hint = "save them beside the deck and name them as 'image: FILE' on their cards"
            warn("left-out", message, file, hint)
        if self.drawings:
            message = f"charts, SmartArt and formulas were left out: {self.drawings}"
            warn("left-out", message, file, "what they say belongs into a text box")
        if self.struck:
            words = ", ".join(f"'{shortened(text)}'" for text in self.struck[:5])
            message = f"text that is struck through was taken in all the same: {words}"
            warn("struck-through", message, file)
        if self.noted:
            message = "speaker notes became the cards' notes, which no card shows"
            hint = "what is to be printed, move to 'text' in the deck"
            self.draft.note("other-column", message, self.noted, hint)


def _sections(presentation: "Presentation") -> dict[int, str]:
    """The names of a presentation's sections by the numbers of their slides; none of only one."""
    found = {}
    sections = [e for e in presentation.element.iter() if local(e) == "section"]
    for section in sections if len(sections) > 1 else ():
        for slide in section.iter():
            if local(slide) == "sldId":
                found[int(attribute(slide, "id"))] = attribute(section, "name")
    return found


def _notes(slide: "Slide") -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return frame.text.replace("\v", "\n").strip() if frame is not None else ""
