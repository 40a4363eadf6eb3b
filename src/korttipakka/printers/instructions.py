"""What the test sheet tells its reader, in English, Finnish and Swedish: a heading, then steps.

OTHER, SAVE and BUILD stand for a flag and two commands, which depend on the sheet.
"""

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
    lies = f" --orientation\u00a0{orientation}" if orientation != "portrait" else ""
    edge = f" --flip\u00a0{flip}" if flip != "long-edge" else ""
    words = {
        "OTHER": f"--flip\u00a0{'short-edge' if flip == 'long-edge' else 'long-edge'}",
        "SAVE": f"korttipakka calibrate{lies} --save\u00a0office --across\u00a0-1.5 --up\u00a00.5",
        "BUILD": f"korttipakka build --printer\u00a0office{lies}{edge}",
    }
    return tuple(tuple(_filled(text, words) for text in block) for block in _TEXTS)


def _filled(text: str, words: dict[str, str]) -> str:
    for word, meaning in words.items():
        text = text.replace(word, meaning)
    return text
