"""The parts of parsed columns as columns of their own: address.city, phone.extension.

The trap: a user's table may hold a column of such a name. One that an earlier pass made is made anew; one of the user's
own is never written over. An earlier pass made all parts of a column at once, and most of their cells still say what
the value says: by both they are told, whatever the file was in between.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import ColumnExistsError
from custdq.tables import PARSED_COLUMNS, Standardized, column_or_null

#: Share of the cells of parts that must agree with the values for the columns to be those of an earlier pass.
_SAME = 0.5


def part_columns(standardized: Standardized) -> dict[str, pa.Array]:
    """Return the parts of every parsed column as columns to add.

    Where the records have a column already, its cells stay in the rows whose value tells nothing: what an earlier pass
    took out of the text, the text no longer tells.

    Raises
    ------
    ColumnExistsError
        When the records have a column of that name which is not of an earlier pass, and a cell of it would be lost.
    """
    raw = standardized.raw
    out: dict[str, pa.Array] = {}
    for column, parsed in standardized.parsed.items():
        parts = {
            f"{column}.{part}": column_or_null(parsed, part)
            for part in parsed.column_names
            if part not in PARSED_COLUMNS
        }
        there = [name for name in parts if name in raw.column_names]
        if there:
            _check(column, {name: (column_or_null(raw, name), parts[name]) for name in there}, whole=len(parts))
        out |= {name: pc.coalesce(cells, column_or_null(raw, name)) for name, cells in parts.items()}
    return out


def _check(column: str, there: Mapping[str, tuple[pa.Array, pa.Array]], *, whole: int) -> None:
    """Raise where columns that stand already are the user's own and would lose a cell."""
    lost, both = {}, 0
    for name, (own, made) in there.items():
        given = pc.and_(pc.is_valid(own), pc.is_valid(made))
        differ = pc.and_(given, pc.not_equal(own, made))
        rows = np.flatnonzero(np.asarray(pc.fill_null(differ, fill_value=False)))
        pairs = zip(own.take(pa.array(rows)).to_pylist(), made.take(pa.array(rows)).to_pylist(), strict=True)
        lost[name] = sum(not _same_number(*pair) for pair in pairs)
        both += pc.sum(given).as_py() or 0
    if not any(lost.values()) or (len(there) == whole and sum(lost.values()) <= _SAME * both):
        return
    name = max(lost, key=lambda each: lost[each])
    raise ColumnExistsError(
        f'parts=True makes a column "{name}" from "{column}", and the table has one of that name with other cells '
        f'({lost[name]} would be lost). Rename it, or drop it to have it made from "{column}".'
    )


def _same_number(own: str, made: str) -> bool:
    """Tell whether two texts are one number: a file in between may have cut the zeros off 021 or 31.20."""
    try:
        return float(own) == float(made)
    except ValueError:
        return False
