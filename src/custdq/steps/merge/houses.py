"""What all records say of a house, for the customers whose address leaves it out.

No. 464 of a road lies in one district, and a building stands at one number, whoever lives there: where every record
that names it agrees, an address without it is completed. The trap: a city may have two roads of one name. Records that
disagree settle nothing, nor do those that call the place at the number by another name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import Address
from custdq.fields.address_compose import PARTS, compose_addresses
from custdq.steps.merge.cells import ADDRESS, Bools, Context, Ints, encode
from custdq.steps.merge.columns import ASSEMBLED, Column
from custdq.tables import column_or_null

SAME_HOUSE = "same_house"

Texts = Mapping[str, pa.Array]


class Fact(NamedTuple):
    """What names a house, what is then the same for all its records, and what must not be said otherwise of it."""

    named_by: tuple[str, ...]
    tells: tuple[str, ...]
    unless: str | None = None


FACTS = (
    Fact(("city", "district", "place", "building"), ("road", "number")),
    Fact(("city", "road", "number"), ("district",), "place"),
    # where no record of the city names a district, as in Dongguan, the town is the smallest division
    Fact(("city", "road", "number"), ("town",), "place"),
)


def complete_houses(context: Context, columns: Sequence[Column]) -> list[Column]:
    """Complete golden addresses, and the divisions beside them, by what all records say of the house.

    Parameters
    ----------
    context
        All records.
    columns
        The merged address columns.

    Returns
    -------
    list of Column
        The same columns; what was completed has the rule "same_house" and, standing in no cell, no confidence.
    """
    address = next((column for column in columns if column.name == ADDRESS), None)
    kind, parsed = context.schema.columns.get(ADDRESS), context.standardized.parsed.get(ADDRESS)
    if address is None or not isinstance(kind, Address) or parsed is None:
        return list(columns)
    chinese = pc.fill_null(pc.equal(column_or_null(parsed, "country"), "CN"), fill_value=False)
    chinese = chinese.to_numpy(zero_copy_only=False)
    entity = np.flatnonzero(np.r_[chinese, False][address.row])
    if not len(entity):
        return list(columns)
    records = _parts_of_records(context)
    golden = _golden_parts(kind, address, entity, records)
    added = _uncontradicted(_added(records, golden, chinese), records, context.entity, entity)
    at = np.flatnonzero(
        np.logical_or.reduce([texts.is_valid().to_numpy(zero_copy_only=False) for texts in added.values()])
    )
    place = pa.array(at)
    together = {name: pc.coalesce(golden[name].take(place), added[name].take(place)) if name in added
                else golden[name].take(place) for name in golden}  # fmt: skip
    made = compose_addresses(kind, together)
    stands = made.column("value").combine_chunks().is_valid().to_numpy(zero_copy_only=False)
    made, entity = made.filter(pa.array(stands)), entity[at[stands]]
    return [_completed(column, made, entity, address.row) for column in columns]


def _parts_of_records(context: Context) -> dict[str, pa.Array]:
    """Return the parts of all records' addresses, of the text first, else of the column beside it."""
    parsed = context.standardized.parsed[ADDRESS]
    parts = {name: column_or_null(parsed, name) for name in PARTS}
    beside = (name for name in ("province", "city", "district", "town") if name in context.values)
    return parts | {name: pc.coalesce(parts[name], context.values[name][0]) for name in beside}


def _golden_parts(kind: Address, address: Column, entity: Ints, records: Texts) -> dict[str, pa.Array]:
    """Return the parts of the golden addresses of some entities, read again where they were put together."""
    row = pa.array(address.row[entity])
    parts = {name: texts.take(row) for name, texts in records.items()}
    rules = address.rule.take(pa.array(entity)).cast(pa.string())
    made = pc.fill_null(pc.equal(rules, ASSEMBLED), fill_value=False)
    if not pc.any(made).as_py():
        return parts
    read = kind.parse(address.values.take(pa.array(entity)).filter(made))
    return {name: pc.replace_with_mask(texts, made, column_or_null(read, name)) for name, texts in parts.items()}


def _added(records: Texts, golden: Texts, eligible: Bools) -> dict[str, pa.Array]:
    """Return what the facts add to golden addresses, by part."""
    added: dict[str, pa.Array] = {}
    for fact in FACTS:
        lacks = _all(golden, fact.named_by) & ~_any(golden, fact.tells)
        if fact.tells == ("town",):
            divided = records["city"].filter(records["district"].is_valid()).unique()
            lacks &= ~_any(golden, ("district",)) & ~np.asarray(pc.is_in(golden["city"], value_set=divided))
        target = np.flatnonzero(lacks)
        witness = np.flatnonzero(_all(records, (*fact.named_by, *fact.tells)) & eligible)
        code = _told(fact, (records, witness), (golden, target))
        row = np.full(len(lacks), -1, dtype=np.int64)
        row[target[code >= 0]] = code[code >= 0]
        for name in fact.tells:
            added[name] = records[name].take(pa.array(row, mask=row < 0))
    return added


def _uncontradicted(added: Texts, records: Texts, of_record: Ints, entity: Ints) -> dict[str, pa.Array]:
    """Return what the facts add, without what a record of the customer's own says otherwise: neighbours do not vote."""
    place = np.full(int(max(of_record.max(initial=-1), entity.max(initial=-1))) + 1, -1, dtype=np.int64)
    place[entity] = np.arange(len(entity))
    own = np.flatnonzero(place[of_record] >= 0)
    golden = place[of_record[own]]
    out = {}
    for name, texts in added.items():
        said, told = records[name].take(pa.array(own)), texts.take(pa.array(golden))
        differs = np.asarray(pc.fill_null(pc.not_equal(said, told), fill_value=False), dtype=bool)
        refused = np.zeros(len(entity), dtype=bool)
        refused[golden[differs]] = True
        out[name] = pc.if_else(pa.array(refused), pa.scalar(None, pa.string()), texts)
    return out


def _told(fact: Fact, records: tuple[Texts, Ints], golden: tuple[Texts, Ints]) -> Ints:
    """Return for each golden address a record that tells the fact, -1 where there is none or they disagree."""
    (told, witness), (wanted, target) = records, golden
    found = np.full(len(target), -1, dtype=np.int64)
    house, asked = _named(told, witness, fact.named_by), _named(wanted, target, fact.named_by)
    held = np.asarray(pc.is_in(house, value_set=asked), dtype=bool)
    kept = np.flatnonzero(held)[_first_of_each(told, witness[held], fact)]
    witness, house = witness[kept], house.take(pa.array(kept))
    one, other = _pairs(asked, house)
    if fact.unless is not None:
        sides = (told[fact.unless].take(pa.array(witness[other])), wanted[fact.unless].take(pa.array(target[one])))
        alike = np.asarray(pc.fill_null(pc.equal(*sides), fill_value=True), dtype=bool)
        one, other = one[alike], other[alike]
    says, _ = encode(_named(told, witness, fact.tells))
    lowest, highest, first = np.full((3, len(target)), np.iinfo(np.int64).max)
    highest[:] = -1
    np.minimum.at(lowest, one, says[other])
    np.maximum.at(highest, one, says[other])
    np.minimum.at(first, one, witness[other])
    agreed = lowest == highest
    found[agreed] = first[agreed]
    return found


def _first_of_each(told: Texts, witness: Ints, fact: Fact) -> Ints:
    """Return the first of records that say the same: of a house with a thousand customers a few are enough."""
    named = [told[name].take(pa.array(witness)) for name in (*fact.named_by, *fact.tells)]
    if fact.unless is not None:
        named.append(pc.fill_null(told[fact.unless].take(pa.array(witness)), ""))
    code, _ = encode(pc.binary_join_element_wise(*named, "\x1f"))
    return np.unique(code, return_index=True)[1].astype(np.int64)


def _pairs(asked: pa.Array, house: pa.Array) -> tuple[Ints, Ints]:
    """Return the places of every pair of equal texts."""
    code, names = encode(house)
    wanted = np.asarray(pc.fill_null(pc.index_in(asked, value_set=names), -1), dtype=np.int64)
    order = np.argsort(code, kind="stable")
    start, stop = np.searchsorted(code[order], wanted), np.searchsorted(code[order], wanted, side="right")
    count = np.where(wanted >= 0, stop - start, 0)
    one = np.repeat(np.arange(len(asked)), count)
    return one, order[np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(start, count)]


def _named(texts: Texts, rows: Ints, names: Sequence[str]) -> pa.Array:
    at = pa.array(rows)
    return pc.binary_join_element_wise(*(texts[name].take(at) for name in names), "\x1f")


def _all(texts: Texts, names: Sequence[str]) -> Bools:
    return np.asarray(
        np.logical_and.reduce([texts[name].is_valid().to_numpy(zero_copy_only=False) for name in names]), dtype=bool
    )


def _any(texts: Texts, names: Sequence[str]) -> Bools:
    return np.asarray(
        np.logical_or.reduce([texts[name].is_valid().to_numpy(zero_copy_only=False) for name in names]), dtype=bool
    )


def _completed(column: Column, made: pa.Table, entity: Ints, address: Ints) -> Column:
    """Put into a column what the completed addresses say of it."""
    texts = column_or_null(made, "value" if column.name == ADDRESS else column.name)
    before = column.values.take(pa.array(entity))
    new = pc.and_(texts.is_valid(), pc.invert(pc.fill_null(pc.equal(texts, before), fill_value=False)))
    if column.name not in (ADDRESS, "adcode"):
        new = pc.and_(new, before.is_null())  # a division that is only written otherwise stays as it was chosen
    mask = np.zeros(len(column.row), dtype=bool)
    mask[entity[np.asarray(new)]] = True
    if not mask.any():
        return column
    texts = texts.filter(new)
    replaced = pc.and_(pa.array(mask), column.values.is_valid())
    row, agreeing, confidence = column.row.copy(), column.agreeing.copy(), column.confidence.copy()
    row[mask], agreeing[mask], confidence[mask] = address[mask], 1, np.nan
    return replace(
        column, row=row, agreeing=agreeing, confidence=confidence, rule=column.decided_by(SAME_HOUSE, mask),
        values=pc.replace_with_mask(column.values, pa.array(mask), texts),
        runner_up=pc.if_else(replaced, column.values, column.runner_up),
    )  # fmt: skip


__all__ = ["FACTS", "SAME_HOUSE", "Fact", "complete_houses"]
