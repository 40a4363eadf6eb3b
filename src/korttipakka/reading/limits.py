"""How much is read and shown, and which characters cannot be printed."""

from ..basics.late import late

MAX_BYTES = 20_000_000
"""Size of a file, some 80,000 cards."""

MAX_DECK_BYTES = 60_000_000
"""Size of all files of a deck together: of 100,000 cards, most take 25 million."""

MAX_LINES = 1_000_000
"""Lines of a file: each takes much more memory than its bytes."""

MAX_DECK_WEIGHT = 2_000_000
"""Values of all files of a deck together, counted as in one: of 100,000 cards, a million."""

MAX_BESIDE_CARDS = 500_000
"""Values of a deck of few cards: each takes some 300 bytes until the cards are made."""

MAX_OF_CARD = 20
"""Values more for each card, of which most have ten: no deck of many cards is short of them."""

MAX_HYPHENATED = 20_000
"""Words that a deck tells the breaks of: each takes 2 kB and 65 µs, though no card has it."""

MAX_PROBLEMS = 200
"""Problems reported of one file: more are no help, and a hostile file could have a million."""

MAX_SHOWN = 60
"""Characters of a word that a message repeats."""

# All that YAML 1.1 does not call printable, lone surrogates, which no UTF-8 file can hold, and the
# rare line separators, which to YAML end a line and to an editor do not. They are listed, since the
# complement of what is printable takes 20 times as long to compile.
CONTROL = late(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
