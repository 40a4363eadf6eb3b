"""What comes of a deck none of whose cards is to be printed: all look as on its earlier PDF."""

from ..basics.files import Pieces
from ..basics.problems import error
from .made import Made
from .options import Since
from .outdated import flag_of, list_alone
from .plan import Plan


class Unchanged(Made):
    """A build with no card to print; `changes` tells what to take out.

    Its PDF is the list of old cards where one was asked for and there are any.
    """

    def __init__(self, plan: Plan) -> None:
        changes = plan.job.changes
        super().__init__(plan.without_cards, changes.warnings if changes else ())

    def _pieces(self) -> Pieces:
        """The list alone. Raises KorttipakkaError where there is none."""
        data = list_alone(self.plan)
        if data:
            return lambda: [data]
        changes = self.plan.job.changes
        at = flag_of(Since(changes.file)) if changes else None
        message, hint = "no card looks different", "`changes.copies` tells so before"
        raise error("nothing-to-print", message, at, hint)
