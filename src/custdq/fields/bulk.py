"""Distinct values read a column at a time where they are plain, and one by one where they are not.

The trap: a value settled as an array must come out as it would alone, in every column; a test holds both ways of each
kind to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

#: Fewer values are read one by one sooner than as arrays.
FEW = 200

#: Distinct values whose results are Python objects at one time; the rest of a column is Arrow's.
BATCH = 50_000


class Settled(NamedTuple):
    """Rows that are settled (their places, ascending) and what they came to, one array a column of the result."""

    rows: npt.NDArray[np.int64]
    columns: dict[str, pa.Array]


Reader = Callable[[pa.Array], Settled]

#: Where the result of each string stands among all results.
Places = npt.NDArray[np.int64]


def is_short(texts: pa.Array) -> bool:
    """Tell whether a column is read one by one sooner than as arrays."""
    return len(texts) < FEW


class Keys(Mapping[str, pa.Array]):
    """Keys of a column by name, each made when it is first asked for.

    >>> keys = Keys({"first": lambda: pa.array(["a"]), "last": lambda: pa.array(["z"])})
    >>> list(keys), keys["last"].to_pylist()
    (['first', 'last'], ['z'])
    """

    def __init__(self, makers: Mapping[str, Callable[[], pa.Array]]) -> None:
        self._makers = makers
        self._made: dict[str, pa.Array] = {}

    def __getitem__(self, name: str) -> pa.Array:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def once(self, name: str) -> pa.Array:
        """Return a key that nobody will ask for again: it is not held on to."""
        return self._made.pop(name) if name in self._made else self._makers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def read_in_bulk(
    texts: pa.Array, readers: Sequence[Reader], one_by_one: Callable[[list[str]], pa.Table], *, schema: pa.Schema
) -> tuple[pa.Table, Places | None]:
    """Read strings, each by the first reader that settles it.

    Returns the results, and at which place among them that of each string stands; None: in the order given.

    Parameters
    ----------
    texts
        Strings without nulls.
    readers
        Each settles what it is sure of; a column it does not give is null.
    one_by_one
        Reads what no reader settled; columns of `schema`.
    schema
        Columns of the result.
    """
    place = np.empty(len(texts), np.int64)
    left, count, tables = np.arange(len(texts)), 0, []
    for settle in readers:
        if len(left) < FEW:
            break
        settled = settle(texts.take(pa.array(left)) if count else texts)
        if len(settled.rows) == len(texts):
            return _whole(settled, schema), None
        if len(settled.rows):
            place[left[settled.rows]] = np.arange(count, count + len(settled.rows))
            left, count = np.delete(left, settled.rows), count + len(settled.rows)
            tables.append(_whole(settled, schema))
    if not tables:
        return one_by_one(texts.to_pylist()), None
    place[left] = np.arange(count, len(texts))
    tables.append(one_by_one(texts.take(pa.array(left)).to_pylist()))
    return pa.concat_tables(tables), place


def in_order(results: pa.Table, place: Places | None) -> pa.Table:
    """Return what `read_in_bulk` does in the order of the strings."""
    return results if place is None else results.combine_chunks().take(pa.array(place))


def read_in_batches(
    texts: pa.Array,
    read: Callable[[pa.Array], tuple[pa.Table, Places | None]],
    *,
    behind: Sequence[pa.Table] = (),
) -> tuple[pa.Table, Places | None]:
    """Read many strings as `read_in_bulk` does, some at a time; other results may stand behind theirs."""
    starts = range(0, max(len(texts), 1), BATCH)
    tables, places = map(list, zip(*(read(texts.slice(start, BATCH)) for start in starts), strict=True))
    sizes = [len(table) for table in tables]
    tables += behind
    results = _joined(tables)
    if all(place is None for place in places):
        return results, None
    stand = [np.arange(size) if place is None else place for size, place in zip(sizes, places, strict=True)]
    return results, np.concatenate([start + place for start, place in zip(starts, stand, strict=True)])


def _joined(tables: list[pa.Table]) -> pa.Table:
    """Return tables as one; they are taken out of the list, and what a column was in is given back once it is whole.

    All columns of texts that hold nothing are one array.
    """
    schema = tables[0].schema
    pieces = {name: [chunk for table in tables for chunk in table.column(name).chunks] for name in schema.names}
    nothing = pa.nulls(sum(map(len, tables)), pa.string())
    tables.clear()
    return pa.table([_whole_column(pieces.pop(field.name), field.type, nothing) for field in schema], schema=schema)


def _whole_column(pieces: Sequence[pa.Array], kind: pa.DataType, nothing: pa.Array) -> pa.Array:
    empty = kind == nothing.type and all(piece.null_count == len(piece) for piece in pieces)
    return nothing if empty else pa.chunked_array(pieces, kind).combine_chunks()


def keys_in_bulk(
    values: pa.Array | pa.ChunkedArray,
    readers: Sequence[Reader],
    one_by_one: Callable[[list[str]], pa.Table],
    *,
    schema: pa.Schema,
) -> dict[str, pa.Array]:
    """Return keys of a column by name, computed once a distinct value as `read_in_bulk` does; null stays null."""
    codes = (values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values).dictionary_encode()
    slices = [codes.dictionary.slice(start, BATCH) for start in range(0, len(codes.dictionary), BATCH)]
    tables = [in_order(*read_in_bulk(piece, readers, one_by_one, schema=schema)) for piece in slices]
    keyed = pa.concat_tables([schema.empty_table(), *tables])
    # most kinds know keys a column has none of
    nothing = {kind: pa.nulls(len(codes), kind) for kind in set(schema.types)}
    held = {name: keyed.column(name) for name in schema.names}
    return {
        name: nothing[key.type] if key.null_count == len(key) else key.combine_chunks().take(codes.indices)
        for name, key in held.items()
    }


def _whole(settled: Settled, schema: pa.Schema) -> pa.Table:
    """Return settled rows with every column, null where nothing was said."""
    given = settled.columns
    nothing = {kind: pa.nulls(len(settled.rows), kind) for kind in set(schema.types)}
    columns = [given[field.name] if field.name in given else nothing[field.type] for field in schema]
    return pa.table(columns, schema=schema)


def by_distinct(
    values: pa.Array, function: Callable[[str], tuple[str | None, ...] | None], size: int
) -> list[pa.Array]:
    """Apply a function of `size` answers once to each distinct string; null where it gives None, or for a null.

    >>> [a.to_pylist() for a in by_distinct(pa.array(["a", "b", "a"]), lambda x: (x, x + x) if x == "a" else None, 2)]
    [['a', None, 'a'], ['aa', None, 'aa']]
    """
    codes = values.dictionary_encode()
    nothing = (None,) * size
    rows = [function(text) or nothing for text in codes.dictionary.to_pylist()]
    return [pa.array([row[at] for row in rows], pa.string()).take(codes.indices) for at in range(size)]
