"""What a preview was asked for, with settings tweaked on its page: as options and as flags."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..basics.problems import Location, Problem
from ..basics.records import NamedTuple
from ..build.options import BuildOptions
from ..model.flags import flags_for
from ..model.settings import Override


class Request(NamedTuple):
    """What a preview was started with: the deck, as its user named it, and the flags."""

    deck: Path
    named: str | None
    options: BuildOptions

    @property
    def folder(self) -> Path:
        """The deck's folder, whether or not it is there."""
        return self.deck if self.deck.is_dir() or not self.deck.suffix else self.deck.parent

    def tweaked(self, tweaks: Mapping[str, str]) -> BuildOptions:
        """The options with settings changed on the page; those win over flags."""
        kept = [change for change in self.options.overrides if change.key not in tweaks]
        return self.options._replace(overrides=(*kept, *as_flags(tweaks)))

    def flags(self, tweaks: Mapping[str, str]) -> list[str]:
        """The flags of `build` that come to the same."""
        given = {change.key: change.text for change in self.options.overrides}
        options, chosen = self.options, self.options.selection
        words = ["--layout", options.layout] if options.layout is not None else []
        words += ["--language", options.language] if options.language is not None else []
        for flag, values in (
            ("--category", chosen.categories), ("--tag", chosen.tags), ("--card", chosen.cards),
        ):  # fmt: skip
            words += [word for value in values for word in (flag, value)]
        words += ["--guides"] * options.guides + ["--draft"] * options.draft
        return words + flags_for(in_order(given, tweaks))

    def command(self, tweaks: Mapping[str, str]) -> list[str]:
        """The whole command."""
        deck = [self.named] if self.named else []
        return ["korttipakka", "build", *deck, *self.flags(tweaks)]

    def command_with(self, layout: Path) -> list[str]:
        """The command that builds with a layout in which all changed settings were saved."""
        options = self.options._replace(layout=str(layout), overrides=())
        return self._replace(options=options).command({})


def in_order(given: Mapping[str, str], tweaks: Mapping[str, str]) -> dict[str, str]:
    """All changes, in the order in which `Request.tweaked` has them: the order makes boxes."""
    return {key: text for key, text in given.items() if key not in tweaks} | dict(tweaks)


def as_flags(tweaks: Mapping[str, str]) -> list[Override]:
    """Changed settings, each said to come from the flag that would change it so."""
    return [
        Override(key, text, Location.flag(" ".join(flags_for({key: text}))))
        for key, text in tweaks.items()
    ]


def comes_from_flags(problems: Iterable[Problem]) -> bool:
    """Whether all that is wrong was typed in the command."""
    return all(problem.at is not None and problem.at.kind == "flag" for problem in problems)
