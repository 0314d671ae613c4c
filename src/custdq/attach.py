"""Tables that are no customer list (orders) get the customer's entity id where they name a customer.

A customer is named by the record id of some system, else by a phone or mail. The traps: two columns may both hold such
ids; the one most of whose cells are found wins, and a row that names nobody keeps an empty entity id. Two tables may
bear one name, and a table's own columns may bear ours: neither may cost a table or a cell.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from itertools import count

import numpy as np
import pyarrow as pa

from custdq.fields import Kind
from custdq.results import Links
from custdq.steps.relate import EMPTY, Contacts, Customers, contacts_of, entities_named, key_column, named_by_contact
from custdq.tables import ENTITY_COLUMN, SourceTable, column_or_null


def attached_to_entities(
    tables: Sequence[SourceTable], records: pa.Table, links: Links, kinds: Mapping[str, Kind] | None = None
) -> dict[str, pa.Table]:
    """Return each attached table by name, with row numbers and the entity id of the customer it names.

    Parameters
    ----------
    tables
        The tables.
    records
        The records in standard form, with record_id and source.
    links
        Which entity each is.
    kinds
        Kinds of their columns, by whose phones and mails rows without an id are known.
    """
    entity = links.entity_ids.dictionary_encode()
    ids, sources = (column_or_null(records, name) for name in ("record_id", "source"))
    customers = Customers(entity.dictionary, ids, sources, np.asarray(entity.indices).astype(np.int64))
    contacts: Contacts | None = None
    out: dict[str, pa.Table] = {}
    for table in tables:
        name = table.source if not table.sheet else f"{table.source}#{table.sheet}"
        key = key_column(table.data, customers)
        cells = column_or_null(table.data, key) if key else pa.nulls(table.data.num_rows, pa.string())
        number = entities_named(cells, customers)
        open_ = np.flatnonzero(number == EMPTY)
        if len(open_) and kinds:
            contacts = contacts or contacts_of(records, kinds, customers.entity, len(entity.dictionary))
            number[open_] = named_by_contact(table.data, open_, contacts)
        named = entity.dictionary.take(pa.array(number, mask=number < 0))
        data = table.data.rename_columns(_beside_ours(table.data.column_names))
        out[_unused(name, out)] = data.add_column(0, "row", pa.array(table.rows)).add_column(0, ENTITY_COLUMN, named)
    return out


def _beside_ours(names: Sequence[str]) -> list[str]:
    """Return the columns' names, those that bear one of ours under another."""
    taken = [ENTITY_COLUMN, "row", *(name for name in names if name not in (ENTITY_COLUMN, "row"))]
    return [name if name in taken[2:] else _unused(f"{name}_in_file", taken) for name in names]


def _unused(name: str, taken: Container[str]) -> str:
    """Return `name`, with a number behind it where two tables or columns would share it."""
    if name not in taken:
        return name
    return next(f"{name}_{number}" for number in count(2) if f"{name}_{number}" not in taken)


def without_ending(name: str) -> str:
    """Return what a file's table is called beside golden records: the file's name without its ending.

    >>> without_ending("orders.csv"), without_ending("book.xlsx#2024"), without_ending("v1.2 orders")
    ('orders', 'book#2024', 'v1.2 orders')
    """
    return re.sub(r"\.[a-z]{2,8}(?=#|$)", "", name, flags=re.IGNORECASE)
