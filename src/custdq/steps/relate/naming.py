"""Which customer a row of an attached table names, by the id a system gave it, through the cross-reference.

The traps: two systems may give one id to two customers, and such an id names nobody; and of two columns that hold ids
(the buyer's, the payer's) the one most of whose cells are found is taken, unless the user says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_strings

Numbers = npt.NDArray[np.int64]

#: What stands in the place of an entity: the cell is empty, no record has the id, or several customers have it.
EMPTY, UNKNOWN, SEVERAL = -1, -2, -3
#: A column names customers where at least this share of its filled cells is a known id.
MIN_SHARE = 0.5


@dataclass(frozen=True)
class Customers:
    """The cross-reference, as naming needs it.

    Attributes
    ----------
    entity_ids
        Id of each entity.
    record_ids, sources
        Of each record; null where it has none.
    entity
        Number of each record's entity, its place in `entity_ids`.
    """

    entity_ids: pa.Array
    record_ids: pa.Array
    sources: pa.Array
    entity: Numbers


def entities_named(cells: pa.Array, customers: Customers, source: str | None = None) -> Numbers:
    """Return the entity each cell names.

    Parameters
    ----------
    cells
        Record ids of a system, or entity ids.
    customers
        Who there is.
    source
        The system whose ids they are; None: any.

    Returns
    -------
    ndarray
        int64, numbers of entities; `EMPTY`, `UNKNOWN` or `SEVERAL` where there is no one.

    Examples
    --------
    >>> ids = pa.array(["C1", "C2", "C2"])
    >>> known = Customers(pa.array(["E1", "E2"]), ids, pa.array(["crm", "crm", "erp"]), np.array([0, 0, 1]))
    >>> entities_named(pa.array(["C1", "C2", "C9", None, "E2"]), known).tolist()
    [0, -3, -2, -1, 1]
    >>> entities_named(pa.array(["C2"]), known, "erp").tolist()
    [1]
    """
    ids, entity = _ids(customers, source)
    at = np.asarray(pc.fill_null(pc.index_in(cells, value_set=ids), -1)).astype(np.int64)
    known = at >= 0
    named = np.full(len(cells), UNKNOWN)
    named[known] = entity[at[known]]
    if source is None and not known.all():
        own = np.asarray(pc.fill_null(pc.index_in(cells, value_set=customers.entity_ids), -1)).astype(np.int64)
        fits = ~known & (own >= 0)
        named[fits] = own[fits]
    named[np.asarray(cells.is_null())] = EMPTY
    return named


def _ids(customers: Customers, source: str | None) -> tuple[pa.Array, Numbers]:
    """Return every record id once, with its entity; `SEVERAL` where customers share it."""
    ids, entity = customers.record_ids, customers.entity
    kept = np.asarray(ids.is_valid())
    if source is not None:
        kept &= np.asarray(pc.fill_null(pc.equal(customers.sources, source), fill_value=False))
    coded = ids.filter(pa.array(kept)).dictionary_encode()
    code = np.asarray(coded.indices).astype(np.int64)
    lowest = np.full(len(coded.dictionary), np.iinfo(np.int64).max)
    highest = np.full(len(coded.dictionary), -1)
    np.minimum.at(lowest, code, entity[kept])
    np.maximum.at(highest, code, entity[kept])
    return coded.dictionary, np.where(lowest == highest, lowest, SEVERAL)


def key_column(table: pa.Table, customers: Customers, source: str | None = None) -> str | None:
    """Return the column of a table that names customers; None where none does.

    >>> known = Customers(pa.array(["E1"]), pa.array(["C1"]), pa.array(["crm"]), np.array([0]))
    >>> key_column(pa.table({"no": ["O1", "O2"], "customer": ["C1", None]}), known)
    'customer'
    """
    known = pa.concat_arrays([_ids(customers, source)[0], customers.entity_ids.cast(pa.string())])
    shares = []
    for name in table.column_names:
        column = table.column(name)
        if not (pa.types.is_string(column.type) or pa.types.is_integer(column.type)) or not len(known):
            continue
        filled = as_strings(column).drop_null()
        found = pc.sum(pc.is_in(filled, value_set=known)).as_py() or 0
        shares.append((found / max(len(filled), 1), name))
    return _best(shares)


def _best(shares: Sequence[tuple[float, str]]) -> str | None:
    share, name = max(shares, default=(0.0, ""))
    return name if share >= MIN_SHARE else None
