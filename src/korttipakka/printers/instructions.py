"""What the test sheet tells its reader, in English, Finnish and Swedish: a heading, then steps.

OTHER, SAVE and BUILD stand for a flag and two commands, which depend on the sheet.
"""

from collections.abc import Sequence

ASKEW = "--top\u00a00.5 --bottom\u00a0-0.5"

_TEXTS = (
    (
        "Where does the printer put the back?",
        "Print this sheet at 100 %, on both sides, on the paper and from the tray that you use for "
        "cards. The line at the foot must be 100 mm long.",
        "Hold it against the light, this side towards you. The arrows must lie in each other; if "
        "not, print with the other edge: OTHER.",
        "Read where the back's cross lies on the rulers around the window: across (plus is to the "
        "right) and up (minus is down). No light? Prick a pin through the middle of the cross.",
        "Type what you read: SAVE",
        f"Askew? Read the upper and the lower ruler too, and add what they say: {ASKEW}",
        "From then on, print with: BUILD",
    ),
    (
        "Mihin tulostin panee takasivun?",
        "Tulosta tämä arkki koossa 100 %, kaksipuolisena, samalle paperille ja samasta lokerosta "
        "kuin kortit. Alareunan viivan on oltava 100 mm pitkä.",
        "Pidä arkkia valoa vasten tämä puoli itseesi päin. Nuolten on oltava sisäkkäin; elleivät "
        "ole, tulosta toisen reunan mukaan: OTHER.",
        "Lue ikkunan asteikoista, missä takasivun risti on: sivusuunnassa (oikealle plus) ja "
        "pystysuunnassa (alas miinus). Eikö valoa ole? Pistä neula läpi ristin keskeltä.",
        "Kirjoita lukemat: SAVE",
        f"Onko takasivu vinossa? Lue myös ylä- ja ala-asteikko ja lisää lukemat: {ASKEW}",
        "Tulosta siitä lähtien näin: BUILD",
    ),
    (
        "Vart hamnar baksidan?",
        "Skriv ut arket i 100 %, dubbelsidigt, på samma papper och från samma fack som korten. "
        "Linjen vid nederkanten ska vara 100 mm lång.",
        "Håll det mot ljuset med den här sidan mot dig. Pilarna ska ligga i varandra; annars skriv "
        "ut längs den andra kanten: OTHER.",
        "Läs av på fönstrets linjaler var baksidans kors ligger: i sidled (plus är åt höger) och i "
        "höjdled (minus är nedåt). Inget ljus? Stick en nål genom korsets mitt.",
        "Skriv vad du läste: SAVE",
        f"Är baksidan sned? Läs också av den övre och den undre linjalen och lägg till: {ASKEW}",
        "Skriv sedan ut så här: BUILD",
    ),
)


def instructions(orientation: str, flip: str) -> tuple[tuple[str, ...], ...]:
    """The texts for a sheet that lies so ("landscape") and is flipped on this edge."""
    read = ("--across", "-1.5", "--up", "0.5")
    words = {
        "OTHER": _flags(("--flip", "short-edge" if flip == "long-edge" else "long-edge")),
        "SAVE": f"korttipakka calibrate {_flags(save_flags('office', orientation, read))}",
        "BUILD": f"korttipakka build {_flags(build_flags('office', orientation, flip))}",
    }
    return tuple(tuple(_filled(text, words) for text in block) for block in _TEXTS)


def save_flags(name: str, orientation: str, read: Sequence[str]) -> tuple[str, ...]:
    """The flags of `calibrate` that save what was read, under a name."""
    lies = ("--orientation", orientation) if orientation != "portrait" else ()
    return (*lies, "--save", name, *read)


def build_flags(name: str, orientation: str, flip: str) -> tuple[str, ...]:
    """The flags of `build` for a printer, on paper that lies and is flipped as it was measured."""
    lies = ("--orientation", orientation) if orientation != "portrait" else ()
    edge = ("--flip", flip) if flip != "long-edge" else ()
    return ("--printer", name, *lies, *edge)


def _flags(words: Sequence[str]) -> str:
    """Flags with their values, between which no line breaks."""
    pairs = zip(words[::2], words[1::2], strict=True)
    return " ".join(f"{flag}\u00a0{value}" for flag, value in pairs)


def _filled(text: str, words: dict[str, str]) -> str:
    for word, meaning in words.items():
        text = text.replace(word, meaning)
    return text
