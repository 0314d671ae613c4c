"""Which customer a row without an id names, by the phone or mail in it.

The trap: a number is shared in a household and by an owner and his firm, and is given to somebody else later; so of
several who have it the name decides, and where only one has it the name in the row must not be quite another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz

from custdq.cells import as_strings
from custdq.fields import Kind
from custdq.infer.labels import label_of
from custdq.steps.relate.naming import EMPTY, SEVERAL, UNKNOWN, Numbers

#: What the name of a column must mean to hold a contact, or a name.
_CONTACTS = {
    **dict.fromkeys(("mobile", "phone", "landline", "hotline"), "phone"), "email": "email",
}  # fmt: skip
_NAMES = ("name", "person_name", "company", "contact_name")
_NAME_KINDS = ("person_name", "organization_name", "party_name")
#: A number that more customers have names nobody.
_MOST = 20
#: Of 100: how much of the shorter name must stand in the longer one.
_ALIKE = 70
_HAN = re.compile("[\u3400-\u9fff]")
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Contacts:
    """Phones, mails and names of the records, each value with the entities that have it.

    Attributes
    ----------
    kinds
        "phone", "email", "name" -> the kind by which a cell is read as the records were.
    values
        Each phone and mail once.
    value_of, value_entity
        Number of the value, sorted, and of an entity that has it.
    names
        Each name once.
    name_pairs
        Number of the name times `entities` plus the number of an entity that has it, sorted.
    entities
        How many entities there are.
    """

    kinds: Mapping[str, Kind]
    values: pa.Array
    value_of: Numbers
    value_entity: Numbers
    names: pa.Array
    name_pairs: Numbers
    entities: int

    @cached_property
    def _names_of(self) -> tuple[Numbers, Numbers]:
        """Entities, sorted, and the number of a name each has."""
        entity = self.name_pairs % self.entities
        order = np.argsort(entity, kind="stable")
        return entity[order], (self.name_pairs // self.entities)[order]

    def names_of(self, entity: int) -> list[str]:
        """Return the names the records of an entity have."""
        entities, name = self._names_of
        begin, end = np.searchsorted(entities, [entity, entity + 1])
        return list(self.names.take(pa.array(name[begin:end])).to_pylist())


def contacts_of(records: pa.Table, kinds: Mapping[str, Kind], entity: Numbers, entities: int) -> Contacts:
    """Gather the contacts of records in standard form.

    Parameters
    ----------
    records
        The records.
    kinds
        Column -> its kind.
    entity
        Number of each record's entity.
    entities
        How many there are.
    """
    wanted = {name: kind for name, kind in kinds.items() if name in records.column_names}
    reached = [name for name, kind in wanted.items() if kind.name in ("phone", "email")]
    named = [name for name, kind in wanted.items() if kind.name in _NAME_KINDS]
    readers = {wanted[name].name: wanted[name] for name in reversed(reached)}
    if named:
        readers["name"] = wanted[named[0]]
    values, value_pairs = _pairs(records, reached, entity, entities)
    names, name_pairs = _pairs(records, named, entity, entities)
    return Contacts(readers, values, value_pairs // entities, value_pairs % entities, names, name_pairs, entities)


def _pairs(records: pa.Table, columns: Sequence[str], entity: Numbers, entities: int) -> tuple[pa.Array, Numbers]:
    """Return the distinct values, and the sorted numbers `value * entities + entity`."""
    cells = [pa.array([], pa.string()), *(as_strings(records.column(name)) for name in columns)]
    coded = pc.utf8_lower(pa.concat_arrays(cells)).dictionary_encode()
    filled = np.asarray(coded.indices.is_valid())
    code = np.asarray(pc.fill_null(coded.indices, 0)).astype(np.int64)
    return coded.dictionary, np.unique((code * entities + np.tile(entity, len(columns)))[filled])


def named_by_contact(table: pa.Table, rows: Numbers, contacts: Contacts) -> Numbers:
    """Return the entity each of some rows names by its contacts; `EMPTY`, `UNKNOWN` or `SEVERAL` where there is no one.

    Parameters
    ----------
    table
        The attached table.
    rows
        The rows that have no id.
    contacts
        Phones, mails and names of the records.
    """
    named = np.full(len(rows), EMPTY)
    part = table.take(pa.array(rows))
    meanings = {column: label_of(column).meaning for column in table.column_names}
    called = next((column for column, meaning in meanings.items() if meaning in _NAMES), None)
    if called is None or "name" not in contacts.kinds:
        cells, name = pa.nulls(len(rows), pa.string()), np.full(len(rows), EMPTY)
    else:
        cells, name = as_strings(part.column(called)), _read(part, called, contacts.kinds["name"], contacts.names)
    for column, kind in contact_columns(table, contacts).items():
        value = _read(part, column, kind, contacts.values)
        open_ = np.flatnonzero((named < 0) & (value != EMPTY))
        named[open_] = _one(value[open_], name[open_], contacts)
        alone = open_[named[open_] == UNKNOWN]
        only = _one(value[alone], np.full(len(alone), EMPTY), contacts)
        named[alone] = np.where(_akin(cells.take(pa.array(alone)), only, contacts), only, UNKNOWN)
    return named


def contact_columns(table: pa.Table, contacts: Contacts) -> dict[str, Kind]:
    """Return the columns of a table that hold phones or mails by their names, and how they are read."""
    kinds = {name: contacts.kinds.get(_CONTACTS.get(label_of(name).meaning or "", "")) for name in table.column_names}
    return {name: kind for name, kind in kinds.items() if kind is not None}


def _read(part: pa.Table, column: str, kind: Kind, known: pa.Array) -> Numbers:
    """Return the number of each cell's value among the known ones; `EMPTY` or `UNKNOWN` for none."""
    coded = as_strings(part.column(column)).dictionary_encode()
    parsed = kind.prepare(coded.dictionary).parse(coded.dictionary).column("value").combine_chunks()
    at = pc.fill_null(pc.index_in(pc.utf8_lower(parsed), value_set=known), UNKNOWN).cast(pa.int64())
    return np.asarray(pc.fill_null(at.take(coded.indices), EMPTY)).astype(np.int64)


def _one(value: Numbers, name: Numbers, contacts: Contacts) -> Numbers:
    """Return the one entity that has the value, and the name where there is one."""
    begin = np.searchsorted(contacts.value_of, value)
    size = np.where(value < 0, 0, np.searchsorted(contacts.value_of, value, side="right") - begin)
    out = np.where(size == 0, UNKNOWN, SEVERAL)
    size = np.where(size > _MOST, 0, size)
    row = np.repeat(np.arange(len(value)), size)
    place = np.arange(len(row)) - np.repeat(np.cumsum(size) - size, size) + np.repeat(begin, size)
    entity = contacts.value_entity[place]
    has = np.isin(name[row] * contacts.entities + entity, contacts.name_pairs) & (name[row] >= 0)
    fits = has | (name[row] == EMPTY)
    count = np.bincount(row[fits], minlength=len(value))
    out[(count == 0) & (size > 0)] = UNKNOWN
    single = fits & (count[row] == 1)
    out[row[single]] = entity[single]
    return out


def _akin(cells: pa.Array, entity: Numbers, contacts: Contacts) -> Bools:
    """Tell of each cell whether it may be a name of the entity; once for each pair of them."""
    known: dict[tuple[str | None, int], bool] = {}
    for pair in zip(cells.to_pylist(), entity.tolist(), strict=True):
        if pair not in known:
            known[pair] = pair[1] >= 0 and may_be_called(pair[0], contacts.names_of(pair[1]))
    return np.array([known[pair] for pair in zip(cells.to_pylist(), entity.tolist(), strict=True)], dtype=np.bool_)


def may_be_called(text: str | None, names: Sequence[str]) -> bool:
    """Tell whether a text may mean somebody of these names: nothing speaks against it.

    Names in another script cannot be held against it; in one script they must have much in common, or the surname of
    a Chinese name.

    >>> may_be_called("银鑫商贸", ["上海市银鑫商贸有限公司"]), may_be_called("刘金辉", ["袁"])
    (True, False)
    """
    if text is None or not names:
        return True
    one = text.strip().casefold()
    for name in names:
        other = name.casefold()
        han = bool(_HAN.search(one)), bool(_HAN.search(other))
        if han[0] != han[1] or (han[0] and one[:1] == other[:1]):
            return True
        if fuzz.partial_ratio(one, other) >= _ALIKE:
            return True
    return False
