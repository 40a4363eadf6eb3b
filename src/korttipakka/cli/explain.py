"""`korttipakka explain`: what a problem's code means, with a bad and a good example."""

import click

from ..basics.problems import InvalidValue
from .report import with_hint
from .say import Styled, say

INDENT = "    "


@click.command
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell what a problem's CODE means, with an example that gets it and one that does not.

    The code stands in brackets in a message: error[unknown-key]. Without one, all are listed.

    Example: korttipakka explain unknown-key
    """
    if code is None:
        _list()
        return
    from ..build.explanations import explained

    try:
        found = explained(_bare(code))
    except InvalidValue as invalid:
        raise click.BadParameter(with_hint(invalid), param_hint="CODE") from None
    say(Styled(found.code, {"bold": True}), f": {found.meaning}")
    say("")
    for line in as_text(found.examples):
        say(line)


def _bare(code: str) -> str:
    """A code as it is copied from a message, with what stands around it there."""
    return code.strip().removesuffix(":").removesuffix("]").rpartition("[")[2]


def _list() -> None:
    from ..build.explanations import meanings

    width = max(map(len, meanings()))
    for code, meaning in meanings().items():
        say(Styled(f"{code:<{width}}", {"bold": True}), f"  {meaning}")


def as_text(markdown: str) -> list[str]:
    """Markdown as a terminal shows it: blocks of code are indented, and have no fences."""
    lines: list[str] = []
    inside = False
    for line in markdown.splitlines():
        if line.startswith("```"):
            inside = not inside
        else:
            lines.append(f"{INDENT}{line}".rstrip() if inside else line)
    return lines
