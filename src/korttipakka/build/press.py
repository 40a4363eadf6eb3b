"""Builds for a press: what its print shop asks for, in which inks, and what the PDF says."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..basics.problems import (
    InvalidValue,
    KorttipakkaError,
    Location,
    Problem,
    Severity,
    error,
    suggestion,
)
from ..basics.shell import shell_line
from ..basics.units import fits
from ..model.flags import flags_for
from ..model.layout import Layout
from ..model.press import CONDITIONS, SHOPS, X1A, X4, Press, Shop
from ..model.settings import Override, setting_of
from ..pictures.separation import ARITHMETIC, Separation

if TYPE_CHECKING:
    from .options import BuildOptions


def find_shop(name: str) -> Shop:
    """A print shop by its name. Raises KorttipakkaError."""
    if name not in SHOPS:
        at = Location.flag(f"--for {name}")
        raise error("unknown-shop", f"no print shop '{name}' is known", at, suggestion(name, SHOPS))
    return SHOPS[name]


def shop_settings(layout: Layout, shop: Shop, given: Iterable[Override]) -> list[Override]:
    """What a shop asks for as changed settings: where the layout has less, or something else.

    Raises KorttipakkaError for settings that were `given` for this build and contradict it.
    """
    if problems := [found for one in given if (found := _contradiction(shop, one))]:
        raise KorttipakkaError(problems)
    at = Location.flag(f"--for {shop.name}")
    wanted = {**shop.fixed, **_preset(shop)}
    wanted |= {
        key: text for key, text in shop.least.items() if _value(layout, key) < _read(key, text)
    }
    wanted |= {
        key: text for key, text in shop.most.items() if _value(layout, key) > _read(key, text)
    }
    return [Override(key, text, at) for key, text in wanted.items()]


def _preset(shop: Shop) -> dict[str, str]:
    """The card of a shop that takes pictures."""
    if not shop.preset:
        return {}
    from .presets import PRESETS

    return {one.key: one.text for one in PRESETS[shop.preset].overrides(shop.preset)}


def _value(layout: Layout, key: str) -> float:
    section, name = key.split(".")
    value: float = getattr(layout.card if section == "card" else layout.sheet, name)
    return value


def _read(key: str, text: str) -> float:
    value: float = setting_of(key).read(text)
    return value


def _contradiction(shop: Shop, given: Override) -> Problem | None:
    key, said = given.key, given.text
    wanted = {**shop.fixed, **_preset(shop), **shop.least, **shop.most}.get(key)
    if wanted is None:
        return None
    with suppress(InvalidValue):  # what cannot be read is another problem
        value, asked = _read(key, said), _read(key, wanted)
        if key in shop.least and fits(asked, value):
            return None
        if key in shop.most and fits(value, asked):
            return None
        if value != asked:
            return _refused(shop, key, wanted, given.at)
    return None


def _refused(shop: Shop, key: str, wanted: str, at: Location | None) -> Problem:
    bound = "at least " * (key in shop.least) + "at most " * (key in shop.most)
    asks = f"'{shop.name}' asks for {bound}{shell_line(flags_for({key: wanted}))}"
    return Problem("shop-contradicted", asks, at, "leave this out, or leave out --for")


def with_press(layout: Layout, options: "BuildOptions") -> "BuildOptions":
    """The options with what a shop asks for among the changed settings; with a profile, CMYK.

    Raises KorttipakkaError for what contradicts that.
    """
    changes: list[Override] = []
    if options.shop:
        shop = find_shop(options.shop)
        _refuse_proofs(shop, options)
        changes += shop_settings(layout, shop, options.overrides)
    elif options.output_profile is not None:
        changes.append(_in_cmyk(options))
    return options._replace(overrides=(*changes, *options.overrides))


def _refuse_proofs(shop: Shop, options: "BuildOptions") -> None:
    """What is drawn for its maker's eyes, or for an archive, is nothing for a shop."""
    for flag, given in (
        ("--guides", options.guides), ("--draft", options.draft), ("--pdfa", options.archive),
    ):  # fmt: skip
        if given:
            why = f"a file for '{shop.name}' cannot be made with {flag}"
            hint = "leave this out, or leave out --for"
            raise error("shop-contradicted", why, Location.flag(flag), hint)


def _in_cmyk(options: "BuildOptions") -> Override:
    at = Location.flag(f"--output-profile {options.output_profile}")
    for given in options.overrides:
        if given.key == "sheet.color" and given.text != "cmyk":
            message = "a profile of a press is for colours in CMYK"
            raise error("shop-contradicted", message, given.at, "leave out --output-profile")
    return Override("sheet.color", "cmyk", at)


def inks_of(layout: Layout, profile: Path | None) -> Separation | None:
    """How a layout's colours become inks; None where they stay RGB. Raises KorttipakkaError."""
    if layout.sheet.color != "cmyk":
        return None
    if profile is None:
        return ARITHMETIC
    from ..pictures.output_profile import ProfiledSeparation, read_output_profile

    at = Location.flag(f"--output-profile {profile}")
    try:
        return ProfiledSeparation(read_output_profile(profile))
    except InvalidValue as cause:
        named = f"'{profile.name}': {cause.message}"
        raise error("bad-profile", named, at, cause.hint) from cause
    except OSError as cause:
        why = f"'{profile.name}' cannot be read: {cause.strerror or cause}"
        raise error("bad-profile", why, at) from cause


def press_of(shop: Shop | None, inks: Separation | None) -> Press | None:
    """What a PDF in such inks says of itself; None where nothing can be said of its press."""
    profile, standard = inks and inks.profile, shop.standard if shop else ""
    if profile:
        condition = profile.condition
        known = CONDITIONS.get(condition, profile.description or profile.name)
        bare = standard == X1A and condition
        return Press(standard, condition, known, None if bare else profile.data)
    if standard == X1A and shop is not None:
        return Press(X1A, shop.condition, CONDITIONS[shop.condition])
    return None  # PDF/X-4 needs the profile


def press_problems(shop: Shop | None, layout: Layout, inks: Separation | None) -> Iterator[Problem]:
    """Colours shift where nobody knows the press, and then PDF/X-4 cannot be claimed."""
    if inks is not ARITHMETIC:
        return
    message = "colours will shift: they become inks by arithmetic, which knows no press"
    if shop is not None and shop.standard == X4:
        message += f"; nor does the file say that it is {X4}, which needs the press's profile"
    yield Problem(
        "colors-shift", message, layout.origin("sheet.color"),
        "give the profile that the print shop names: --output-profile FILE.icc",
        Severity.WARNING,
    )  # fmt: skip


def press_lines(shop: Shop | None, press: Press | None, layout: Layout) -> Iterator[str]:
    """What a build for a press tells in its summary: the settings implied, the kind of file."""
    if shop is not None:
        by = Location.flag(f"--for {shop.name}")
        implied = {key: layout.given[key] for key, at in layout.origins.items() if at == by}
        yield f"For: {shop.name}, which means {shell_line(flags_for(implied))}"
    if press is not None:
        standard = f"{press.standard}, " if press.standard else ""
        how = "the profile is in the file" if press.profile else "named, without a profile"
        yield f"Press: {standard}colours for {press.described} ({how})"
