"""Scripts whose text is shaped in different ways: fonts of Debian packages, letters and samples."""

from typing import NamedTuple

from hypothesis import strategies as st

from debian import installed_font

NOTO = "fonts-noto-core"


class Script(NamedTuple):
    """A script's font and package, its letters, the marks that follow them, and a sample."""

    family: str
    package: str
    letters: str
    marks: str
    sample: str
    rtl: bool = False


SCRIPTS = {
    "latin": Script(
        "DejaVu Sans", "fonts-dejavu-core", "AVTafiloyÄöß-.,’", "\u0301\u0303\u0308\u030c\u0328",
        "AV Ta fi g\u0303 e\u0301 Toya ąö",
    ),
    "greek": Script(
        "Linux Libertine O", "fonts-linuxlibertine", "ΑαΒβΓγςω·", "\u0301\u0308\u0345",
        "ΑΥΤΟ Γι\u0301α α\u0345 λόγος",
    ),
    "cyrillic": Script(
        "DejaVu Sans", "fonts-dejavu-core", "АаГгТтйуя«»", "\u0301\u0308\u0306",
        "ГА Ту и\u0306 за\u0301мок",
    ),
    "hebrew": Script(
        "Noto Sans Hebrew", NOTO, "אבגדהושלםת", "\u05b0\u05b4\u05b8\u05bc\u05c1\u05c2\u05b9",
        "שָׁלוֹם לְכֻלָּם בָּעִיר", rtl=True,
    ),
    "hebrew in CFF": Script(
        "David CLM", "culmus", "אבגדהושלםת", "\u05b0\u05b4\u05b8\u05bc\u05c1\u05c2\u05b9",
        "שָׁלוֹם לְכֻלָּם בָּעִיר", rtl=True,
    ),
    "arabic": Script(
        "Amiri", "fonts-hosny-amiri", "ابتجدرسعكلمنهوي", "\u064e\u064f\u0650\u0651\u0652\u0670",
        "السَّلامُ عَلَيْكُمْ كَبِيرٌ", rtl=True,
    ),
    "arabic in Noto": Script(
        "Noto Sans Arabic", NOTO, "ابتجدرسعكلمنهوي", "\u064e\u064f\u0650\u0651\u0652",
        "السلام لله الآن لأن", rtl=True,
    ),
    "devanagari": Script(
        "Lohit Devanagari", "fonts-lohit-deva", "कखगतनपमरसहक्षत्रश्र",
        "\u093e\u093f\u0941\u0947\u094d\u0902",
        "हिन्दी क्षत्रिय करें र्कि",
    ),
    "thai": Script(
        "Garuda", "fonts-tlwg-garuda-ttf", "กขคนปฝมรสอใเ",
        "\u0e31\u0e34\u0e39\u0e48\u0e49\u0e4c\u0e33",
        "น้ำใจ ให้กำลังใจ ปั้น",
    ),
    "chinese": Script(
        "WenQuanYi Micro Hei", "fonts-wqy-microhei", "我们可以一起参与，。（）12", "",
        "我们可以（12）。",
    ),
    "bengali": Script(
        "Noto Sans Bengali", NOTO, "কখগতনপমরসহ", "\u09be\u09bf\u09c1\u09c7\u09cb\u09cd\u0982",
        "বাংলা ক্ষেত্র কর্ম",
    ),
    "tamil": Script(
        "Noto Sans Tamil", NOTO, "கசதநபமரல", "\u0bbe\u0bbf\u0bc1\u0bc6\u0bca\u0bcd",
        "தமிழ் கொடு நூல்",
    ),
    "khmer": Script(
        "Noto Sans Khmer", NOTO, "កខគតនបមរសហ", "\u17b6\u17b7\u17bb\u17c1\u17d2\u17c6",
        "ភាសាខ្មែរ ស្រុក",
    ),
    "myanmar": Script(
        "Noto Sans Myanmar", NOTO, "ကခဂတနပမရသ", "\u102c\u102d\u102f\u1031\u1039\u103b\u1037",
        "မြန်မာ ကျွန်ုပ်",
    ),
}  # fmt: skip


def words(script: Script) -> st.SearchStrategy[list[str]]:
    """Words of the script: letters, each with up to two marks."""
    marks = st.text(script.marks, max_size=2) if script.marks else st.just("")
    letter = st.tuples(st.sampled_from(script.letters), marks).map("".join)
    return st.lists(st.lists(letter, min_size=1, max_size=6).map("".join), min_size=1, max_size=4)


def font_of(script: Script) -> str:
    """The script's family; skips the test where it is not installed."""
    installed_font(script.family, script.package)
    return script.family
