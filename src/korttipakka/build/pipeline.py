"""The pipeline: read, choose a layout, plan, then set, check, impose and paint the sheets."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..basics.problems import KorttipakkaError, Location, Problem, error, has_errors
from ..basics.records import NamedTuple
from ..basics.scratch import Scratch
from ..model.deck import Deck
from ..model.layout import Layout
from ..printers.correction import as_not_prepared, prepared
from ..reading.deck import read_deck
from ..reading.layout import read_layout
from .blanks import blank_deck
from .edition import with_edition
from .layouts import (
    SMALL_LAYOUT,
    ForSmallCards,
    advice,
    is_too_small,
    named_by,
    scaled_notes,
    small_cards,
    taken_note,
    unscaled_note,
    with_setting,
)
from .made import Made
from .memory import Memory
from .options import (
    BuildOptions,
    Progress,
    Selection,
    Settings,
    as_overrides,
    no_progress,
    of_stage,
    since_of,
)
from .plan import Plan, PrintJob, plan_of
from .run import Run, fitted_run
from .selection import find_deck, select

if TYPE_CHECKING:
    from ..model.press import Press, Shop
    from ..pictures.separation import Separation
    from .auto_size import AutoSize

Source = Deck | Path | str
"""A deck: read already, its file or folder, or a shipped deck's name."""


class Means(NamedTuple):
    """How to go about a build.

    Sheets are painted as they are made, unless only their problems are wanted; by at most so many
    processes. `fitted` is told of cards that have their sizes, before any sheet is made. A deck
    with errors is refused, unless it is only to be looked at: then none of the remedies is tried
    that take long.
    """

    painted: bool = True
    processes: int = 1
    progress: Progress = no_progress
    fitted: Callable[[Run], None] = lambda run: None
    refused: bool = True


def build_deck(
    deck: Source,
    *,
    layout: str | None = None,
    settings: Settings = (),
    language: str | None = None,
    categories: Iterable[str] = (),
    tags: Iterable[str] = (),
    cards: Iterable[str] = (),
    pick: int = 0,
    seed: str = "",
    copies: int | None = None,
    blanks: Iterable[str] | None = None,
    guides: bool = False,
    draft: bool = False,
    verbose: bool = False,
    pdfa: bool = False,
    shop: str = "",
    output_profile: str | Path | None = None,
    changed_since: str | Path | None = None,
    take_out_list: bool = False,
    processes: int = 1,
    progress: Progress = no_progress,
) -> Made:
    """Set a deck in a layout and put it on sheets.

    `layout` is a shipped layout's name or a path; None takes the deck's own or the default.
    `settings` are changed values by dotted key, as `--set` takes them. `language` picks among a
    deck's texts; `categories` (by key), `tags` and `cards` (by id) leave out all others;
    of those left, `pick` draws so many at random by the `seed`, which also shuffles. `copies`
    of the deck and `blanks`, numbers of write-in cards such as "3" or "ideas=2", are the layout's
    unless given. With `guides`, trim, bleed and boxes are drawn over the cards; with `draft`,
    pictures are grey boxes; with `verbose`, notes tell what keeps type sizes down; with `pdfa` the
    PDF is PDF/A-2a, for archives. A print `shop`, by its name, has settings of its own, and an
    `output_profile`, an ICC file, tells how its press prints colours. With `changed_since`, the PDF
    of an earlier build, only cards that look different are printed, and with a `take_out_list` a
    page that names the old ones; `changes` of what is made tells of both. More `processes` than one
    are forked where that is faster; `progress` is told how far the work is. Problems are those of
    the selected cards, and of what all cards share. Raises KorttipakkaError with every error found.

        made = build_deck("deck.yaml", layout="classic", settings={"card.size": "a7"})
    """
    options = BuildOptions(
        layout, as_overrides(settings), language,
        Selection(tuple(categories), tuple(tags), tuple(cards), pick, seed),
        copies, None if blanks is None else tuple(blanks), guides, draft, verbose, pdfa,
        since=since_of(changed_since, take_out_list),
        shop=shop, output_profile=None if output_profile is None else Path(output_profile),
    )  # fmt: skip
    return make_or_unchanged(deck, options, Means(processes=processes, progress=progress))


def check_deck(
    deck: Source,
    *,
    layout: str | None = None,
    settings: Settings = (),
    language: str | None = None,
    categories: Iterable[str] = (),
    tags: Iterable[str] = (),
    cards: Iterable[str] = (),
    verbose: bool = False,
    shop: str = "",
    output_profile: str | Path | None = None,
) -> tuple[Problem, ...]:
    """Every problem of a deck in a layout, errors among them; arguments as of `build_deck`.

    for problem in check_deck("deck.yaml"):
        print(problem)
    """
    selection = Selection(tuple(categories), tuple(tags), tuple(cards))
    overrides = as_overrides(settings)
    options = BuildOptions(
        layout, overrides, language, selection, verbose=verbose, shop=shop,
        output_profile=None if output_profile is None else Path(output_profile),
    )  # fmt: skip
    try:
        made = make(deck, options, Means(painted=False))
    except KorttipakkaError as cause:
        return cause.problems
    # A language that was asked for has been looked at already; for others the deck is read again.
    done = language or not made.deck.may_be_translated
    others = () if done else _translations(deck, options)
    return (*made.problems, *others)


def make_or_unchanged(
    source: Source, options: BuildOptions, means: Means, memory: Memory | None = None
) -> Made:
    """As `make`; where changes alone are asked for and there are none, a Made without cards."""
    if options.since is None:
        return make(source, options, means, memory)
    from .outdated import NothingToPrint
    from .unchanged import Unchanged

    try:
        return make(source, options, means, memory)
    except NothingToPrint as found:
        return Unchanged(found.plan)


def _translations(source: Source, options: BuildOptions) -> Iterable[Problem]:
    """What is wrong with a deck's translations, of which a deck that comes as a value has none."""
    if isinstance(source, Deck):
        return ()
    from .translations import language_problems

    return language_problems(find_deck(source), options.selection, options.language)


def _deck(source: Source, options: BuildOptions, memory: Memory | None) -> Deck:
    """The deck itself, or the one that is read where the source says."""
    if isinstance(source, Deck):
        return source
    if memory is None:  # nothing is kept of the reading, which takes a third of a deck's memory
        return read_deck(find_deck(source), options.language)
    return memory.deck(find_deck(source), options.language)


def make(
    source: Source, options: BuildOptions, means: Means = Means(), memory: Memory | None = None
) -> Made:
    """A deck made as asked for, in the layout for small cards where its own is for larger ones.

    `memory` has what does not change between the builds of a session. Raises KorttipakkaError when
    there are errors; of a deck that is not to be refused, only those that let no card be made.
    """
    means.progress("reading", 0.0)
    if options.since:
        from .outdated import read_since

        read_since(options.since)  # what is wrong with it is told before long work
    reading = memory or Memory()
    deck = _deck(source, options, memory)
    layout = reading.layout(deck, options)
    if options.shop or options.output_profile is not None:
        from .press import with_press

        options = with_press(layout, options)
        layout = reading.layout(deck, options)
    if options.selection.seed and not options.selection.pick:
        refuse_idle_seed(layout, options.selection.seed)
    auto = _auto_size(deck, layout, options, reading) if layout.card.auto else None
    if auto is not None:
        options = options._replace(overrides=(*options.overrides, auto.override(layout)))
        layout = reading.layout(deck, options)
    made = _in_layout(deck, layout, options, means, memory)
    if has_errors(made.problems):
        made = _for_small_cards(made, options, means, memory)
    if has_errors(made.problems) and means.refused:
        advised = _advised(made, options, memory)
        raise KorttipakkaError([*deck.problems, *_remedied(made, options), *advised])
    notes = () if auto is None else (auto.note(layout),)
    noted = (*notes, *scaled_notes(made.layout), *_of_press(made.plan.job))
    made.problems = (*deck.problems, *made.problems, *noted)
    if options.language:
        made.problems = (*made.problems, *_translations(source, options))
    return made


def _auto_size(
    deck: Deck, layout: Layout, options: BuildOptions, memory: Memory
) -> "AutoSize | None":
    """The size of cards that a deck's texts want."""
    return memory.auto_size(deck, layout, partial(_on_size, deck, options))


def _remedied(made: Made, options: BuildOptions) -> Iterable[Problem]:
    from .remedies import remedied

    return remedied(made.run, made.problems, partial(_on_size, made.deck, options))


def _on_size(deck: Deck, options: BuildOptions, size: str) -> Layout:
    """The layout on cards of another size. Raises KorttipakkaError."""
    layout = with_setting(deck, options.layout, options.overrides, "card.size", size)
    return _in_two_languages(layout, options)


def _in_two_languages(layout: Layout, options: BuildOptions) -> Layout:
    if not options.second:
        return layout
    from .bilingual import with_second_language

    return with_second_language(layout, options.second)


def _for_small_cards(
    large: Made, options: BuildOptions, means: Means, memory: Memory | None
) -> Made:
    """A deck whose cards are too small for its layout, made so that all fits; or as it is."""
    todo = small_cards(large.layout, named_by(large.deck, options.layout), large.problems)
    made = large
    if todo is ForSmallCards.TRY:
        made = _in_small_layout(large, options, means, memory) or large
    if not has_errors(made.problems) or not is_too_small(large.problems):
        return made
    if large.layout.scale < 1:  # before all type becomes smaller still
        roomy = _with_more_lines((large, made), options, means, memory)
        if roomy is not None:
            return roomy
    other = _otherwise_scaled(large, options, means, memory)
    if other is not None and not has_errors(other.problems):
        return other
    tried = [found for found in (other, made) if found is not None]
    return _with_more_lines(tried, options, means, memory) or other or made


def _with_more_lines(
    tried: Iterable[Made], options: BuildOptions, means: Means, memory: Memory | None
) -> Made | None:
    """The deck with more lines for names of categories than its layout has; None if none helps.

    `tried` are builds in which texts did not fit.
    """
    from .more_lines import with_more_lines

    for made in tried:
        found = with_more_lines(made.run)
        if found is None:
            continue
        layout, note = found
        again = _in_layout(made.deck, as_not_prepared(layout), options, means, memory)
        codes = {problem.code for problem in again.problems}
        if not has_errors(again.problems) and "covered-text" not in codes:
            again.problems = (*again.problems, note)
            return again
    return None


def _otherwise_scaled(
    scaled: Made, options: BuildOptions, means: Means, memory: Memory | None
) -> Made | None:
    """The deck in the layout as it was made, or by its tighter side; None if all fits neither.

    Where boxes have no room by the shorter side, what is too long by the tighter one says more.
    Nothing else is tried where a flag says how to scale.
    """
    if any(each.key == "card.scale" for each in options.overrides):
        return None
    best = None
    for scale in ("no", "fit"):
        layout = with_setting(scaled.deck, options.layout, options.overrides, "card.scale", scale)
        if layout.scale == scaled.layout.scale:
            continue
        made = _in_layout(scaled.deck, layout, options, means, memory)
        if not has_errors(made.problems):
            if scale == "no":
                made.problems = (*made.problems, unscaled_note(scaled.layout))
            return made
        if scale == "fit" and _has_no_room(scaled) and not _has_no_room(made):
            best = made
    return best


def _has_no_room(made: Made) -> bool:
    return any(problem.code == "empty-box" for problem in made.problems)


def _advised(made: Made, options: BuildOptions, memory: Memory | None) -> Iterable[Problem]:
    """The layout for small cards as a way out of errors, if it is one."""
    todo = small_cards(made.layout, named_by(made.deck, options.layout), made.problems)
    if todo is not ForSmallCards.ADVISE:
        return ()
    small = _in_small_layout(made, options, Means(painted=False), memory)
    return () if small is None or has_errors(small.problems) else [advice(made.layout)]


def _in_layout(
    deck: Deck, layout: Layout, options: BuildOptions, means: Means, memory: Memory | None
) -> Made:
    """A deck made in a layout, errors among its problems."""
    layout = _in_two_languages(layout, options)
    deck = with_edition(deck, layout)
    plan = plan_of(job_of(deck, layout, options))
    means.progress("typesetting", 0.0)
    if options.since:
        from .outdated import plan_of_changes

        plan = plan_of_changes(plan, options.since)
    if means.painted:
        from .painting import painted_plan

        found = painted_plan(plan, means.processes, means.progress)
        problems = (*_about_changes(plan), *found.problems)
        return Made(plan, problems, found.painted, found.run, found.sizes)
    sized = of_stage(means.progress, "typesetting")
    run = fitted_run(plan, plan.whole, memory=memory, tell=sized)
    means.fitted(run)
    for _ in run.sheets(of_stage(means.progress, "painting")):
        pass
    return Made(plan, (*_about_changes(plan), *run.problems), run=run)


def _about_changes(plan: Plan) -> tuple[Problem, ...]:
    """What is odd about the PDF that a deck was compared with."""
    return plan.job.changes.warnings if plan.job.changes else ()


def _in_small_layout(
    large: Made, options: BuildOptions, means: Means, memory: Memory | None
) -> Made | None:
    """The same deck in the layout for small cards; None where a flag is not for that layout."""
    try:
        layout = read_layout(SMALL_LAYOUT, options.overrides)
        made = _in_layout(large.deck, layout, options, means, memory)
    except KorttipakkaError:
        return None
    made.problems = (*made.problems, taken_note(large.deck, large.layout))
    return made


def job_of(deck: Deck, layout: Layout, options: BuildOptions) -> PrintJob:
    """What is to be printed of a deck in a layout. Raises KorttipakkaError."""
    layout, grid = prepared(layout)
    shop, inks, press = _press(layout, options)
    if options.archive:
        refuse_inks(layout, inks)
    if layout.sheet.marks == "silhouette":
        from ..impose.machine import check_machine

        check_machine(layout, grid)
    categories, at = options.selection.categories, layout.origin("sheet.blanks")
    wanted = layout.sheet.blanks if options.blanks is None else options.blanks
    if options.since and not (at and at.kind == "flag"):
        wanted = ()  # the deck has them already
    return PrintJob(
        deck,
        layout,
        grid,
        select(deck, options.selection),
        blank_deck(deck, wanted, categories, at),
        Scratch(),
        layout.sheet.copies if options.copies is None else options.copies,
        options.guides,
        options.draft,
        options.verbose,
        options.archive,
        options.selection.seed,
        shop=shop,
        inks=inks,
        press=press,
    )


def _press(
    layout: Layout, options: BuildOptions
) -> "tuple[Shop | None, Separation | None, Press | None]":
    """The shop, the inks and the press that a PDF is for. Raises KorttipakkaError."""
    if layout.sheet.color != "cmyk" and not options.shop:
        return None, None, None
    from .press import find_shop, inks_of, press_of

    shop = find_shop(options.shop) if options.shop else None
    inks = inks_of(layout, options.output_profile)
    return shop, inks, press_of(shop, inks)


def _of_press(job: PrintJob) -> Iterable[Problem]:
    """What is to be known of colours in inks."""
    if job.inks is None:
        return ()
    from .press import press_problems

    return press_problems(job.shop, job.layout, job.inks)


def refuse_inks(layout: Layout, inks: "Separation | None") -> None:
    """PDF/A must say what its colours are; no profile of inks ships. Raises KorttipakkaError."""
    if inks is not None and inks.profile is None:
        at = layout.origin("sheet.color")
        message = "PDF/A cannot be made of CMYK colours: it asks for a profile of the inks"
        hint = "leave the colours as they are: --color rgb; or give one: --output-profile FILE.icc"
        raise error("no-archive", message, at, hint)


def refuse_idle_seed(layout: Layout, seed: str) -> None:
    """A seed with nothing to draw or to shuffle by it is a slip. Raises KorttipakkaError."""
    if layout.sheet.order != "shuffle":
        message = "a seed has no meaning without --pick N or --order shuffle"
        hint = "add one of them, or leave the seed out"
        raise error("idle-seed", message, Location.flag(f"--seed {seed}"), hint)
