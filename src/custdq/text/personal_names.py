"""How far a latin word is a given or a family name, by how many people and countries use it as either.

The trap: a share is of the people of one country and one time; a word nobody lists says nothing, and a listed one
speaks only against strong evidence of the other kind.
"""

from __future__ import annotations

from functools import cache

from custdq.reference.tables import read_lines
from custdq.text.width import fold_marks

#: Given name at least ten times as often as family name.
SURELY_GIVEN = 2
#: Family name at least ten times as often as given name.
SURELY_FAMILY = -2


@cache
def _leans() -> dict[str, int]:
    table: dict[str, int] = {}
    for line in read_lines("personal_names.tsv.gz"):
        lean, names = line.split("\t")
        table.update(dict.fromkeys(names.split(" "), int(lean)))
    return table


def name_lean(word: str) -> int | None:
    """Return twice the decimal logarithm of a word's share as given name over that as family name, -6 to 6.

    None where nobody lists the word.

    >>> name_lean("Julie"), name_lean("Lee"), name_lean("Xyzzy")
    (6, -1, None)
    """
    table = _leans()
    folded = word.casefold() if word.isascii() else fold_marks(word).casefold()
    lean = table.get(folded)
    if lean is None and not folded.isalnum():
        lean = table.get("".join(char for char in folded if char.isalnum()))
    return lean
