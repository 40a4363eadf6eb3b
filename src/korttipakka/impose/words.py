"""What is printed on paper for people, by language: words of slug, guide, overview and box."""

from ..basics.languages import primary
from ..basics.records import NamedTuple


class Words(NamedTuple):
    """The words of one language. `{}` stands for a number, in `then` for what is to be done.

    `language` is its BCP 47 tag. `stops` and `distances` are of cuts from the top, from the left
    and from a fold. `why_out` tells of an old card that it is replaced, gone, or one too many.
    """

    language: str
    front: str
    back: str
    long_edge: str
    short_edge: str
    fold: str
    tent: str
    guide: str
    guide_one: str
    fold_first: str
    fold_last: str
    pile: str
    corners: str
    stops: tuple[str, str, str]
    distances: tuple[str, str, str]
    then: str
    overview: str
    notes: str
    card: str
    cards: str
    glue: str
    take_out: str
    why_out: tuple[str, str, str]


ENGLISH = Words(
    language="en",
    front="FRONT",
    back="BACK",
    long_edge="flip on the long edge",
    short_edge="flip on the short edge",
    fold="fold along the dashed line, backs behind",
    tent="fold each card along its dashed line, the print outside",
    guide="Cutting guide: {} cuts a sheet or pile",
    guide_one="Cutting guide: 1 cut a sheet or pile",
    fold_first="Fold and glue along the dashed line first, the fronts outside; then cut.",
    fold_last="Then fold each card along its dashed line, the print outside, and stand it up.",
    pile="Pile the sheets with their fronts up, all the same way round. The edge that is named "
    "lies at the guillotine's stop; what the blade cuts off comes towards you.",
    corners="Then round the corners of the cards, to a radius of {} mm.",
    stops=("the top edge at the stop:", "the left edge at the stop:", "the fold at the stop:"),
    distances=("{} mm from the top edge", "{} mm from the left edge", "{} mm from the fold"),
    then="then {}",
    overview="Overview: {} cards",
    notes="Notes for the facilitator",
    card="1 card",
    cards="{} cards",
    glue="glue",
    take_out="Take out of the old deck: {} cards",
    why_out=("replaced by a new one", "no longer in the deck", "fewer in the deck now"),
)

FINNISH = Words(
    language="fi",
    front="ETUSIVU",
    back="TAKASIVU",
    long_edge="käännä pitkän reunan yli",
    short_edge="käännä lyhyen reunan yli",
    fold="taita katkoviivaa pitkin, takasivut taakse",
    tent="taita kukin kortti katkoviivaa pitkin, painatus ulospäin",
    guide="Leikkuuohje: {} leikkausta arkkia tai pinoa kohti",
    guide_one="Leikkuuohje: 1 leikkaus arkkia tai pinoa kohti",
    fold_first="Taita ja liimaa ensin katkoviivaa pitkin, etusivut ulospäin; leikkaa sitten.",
    fold_last="Taita sitten kukin kortti katkoviivaa pitkin, painatus ulospäin, ja nosta pystyyn.",
    pile="Pinoa arkit etusivut ylöspäin, kaikki samoin päin. Mainittu reuna on leikkurin vastetta "
    "vasten; terän leikkaama osa tulee sinua kohti.",
    corners="Pyöristä sitten korttien kulmat, säde {} mm.",
    stops=("yläreuna vasteeseen:", "vasen reuna vasteeseen:", "taite vasteeseen:"),
    distances=("{} mm yläreunasta", "{} mm vasemmasta reunasta", "{} mm taitteesta"),
    then="sitten {}",
    overview="Yleiskuva: {} korttia",
    notes="Muistiinpanot ohjaajalle",
    card="1 kortti",
    cards="{} korttia",
    glue="liima",
    take_out="Poista vanhasta pakasta: {} korttia",
    why_out=("korvataan uudella", "ei enää pakassa", "pakassa on niitä nyt vähemmän"),
)

SWEDISH = Words(
    language="sv",
    front="FRAMSIDA",
    back="BAKSIDA",
    long_edge="vänd längs långsidan",
    short_edge="vänd längs kortsidan",
    fold="vik längs den streckade linjen, baksidorna bakåt",
    tent="vik varje kort längs den streckade linjen, trycket utåt",
    guide="Skäranvisning: {} snitt per ark eller bunt",
    guide_one="Skäranvisning: 1 snitt per ark eller bunt",
    fold_first="Vik och limma först längs den streckade linjen, framsidorna utåt; skär sedan.",
    fold_last="Vik sedan varje kort längs den streckade linjen, trycket utåt, och ställ upp det.",
    pile="Lägg arken i en bunt med framsidorna uppåt, alla åt samma håll. Den nämnda kanten ligger "
    "mot skärmaskinens anslag; det som bladet skär av kommer mot dig.",
    corners="Runda sedan kortens hörn, radie {} mm.",
    stops=("överkanten mot anslaget:", "vänsterkanten mot anslaget:", "vecket mot anslaget:"),
    distances=("{} mm från överkanten", "{} mm från vänsterkanten", "{} mm från vecket"),
    then="sedan {}",
    overview="Översikt: {} kort",
    notes="Anteckningar för ledaren",
    card="1 kort",
    cards="{} kort",
    glue="lim",
    take_out="Ta bort ur den gamla leken: {} kort",
    why_out=("ersätts av ett nytt", "finns inte längre i leken", "färre i leken nu"),
)

LANGUAGES = {"fi": FINNISH, "sv": SWEDISH}


def words_in(language: str) -> Words:
    """The words in a deck's language, a BCP 47 tag; in English where there are none."""
    return LANGUAGES.get(primary(language), ENGLISH)
