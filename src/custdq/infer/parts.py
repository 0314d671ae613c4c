"""Columns of parts that an earlier pass of `standardize(parts=True)` added: address.city, mobile.extension.

The trap: read as columns of their own they would get parts themselves with every pass, and a city would count twice
as evidence. A pass adds all parts of a column at once; a single `address.city` is the user's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from custdq.fields import KINDS, Kind

#: From as many parts the names alone tell; fewer (`stage.code`) only where the column is of that kind.
_TELLING = 3


def earlier_parts(names: Iterable[str], kinds: Mapping[str, Kind] | None = None) -> dict[str, str]:
    """Return which columns are parts of which other column.

    Parameters
    ----------
    names
        Columns of a table.
    kinds
        What is known of them.

    Examples
    --------
    >>> names = ["mail", *(f"mail.{part}" for part in KINDS["email"].part_names), "address", "address.city"]
    >>> sorted(earlier_parts(names))[:2], "address.city" in earlier_parts(names)
    (['mail.domain', 'mail.is_role'], False)
    """
    have = dict.fromkeys(names)
    found: dict[str, str] = {}
    for column in have:
        families = [kind.part_names for kind in KINDS.values() if len(kind.part_names) >= _TELLING]
        families += [kinds[column].part_names] if kinds and column in kinds else []
        for family in families:
            parts = [f"{column}.{part}" for part in family]
            if parts and all(part in have for part in parts):
                found |= dict.fromkeys(parts, column)
    return found
