"""An address and the division columns beside it, read as one text.

The trap: an address spread over province, city, district and street columns is one value; parsed apart, 朝阳区 alone
could lie in four cities.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields import Kind, Text
from custdq.infer.labels import label_of
from custdq.schema import Schema
from custdq.steps.standardize.american import american_rows, read_american
from custdq.steps.standardize.repair_cells import Bools
from custdq.tables import column_or_null
from custdq.text.clean import clean_text, is_placeholder
from custdq.text.script import has_han

#: Division columns from the widest to the narrowest, as `unify` names them.
DIVISION_COLUMNS = ("province", "city", "district")
FILLED_COLUMNS = (*DIVISION_COLUMNS, "adcode", "town", "postcode")

#: Divisions are read together with the address where at least this share of filled addresses resolves to one.
_MIN_RESOLVED = 0.3

#: Characters by which a division is told whether or not its level is written: 广东, 广东省.
_HEAD = 2
# 州 is a level as seldom as it is the end of a bare name (杭州), and parted from what follows it does no harm
_NO_LEVEL = r"([^省市区县盟旗])$"
_NOTHING = pa.scalar(None, pa.string())


class Together(NamedTuple):
    """Parse results by column, and the columns whose content now stands in the address."""

    parsed: dict[str, pa.Table]
    absorbed: tuple[str, ...] = ()


def read_with_divisions(records: pa.Table, address: str, schema: Schema) -> Together:
    """Parse an address column, together with the division columns beside it where there are any.

    Parameters
    ----------
    records
        Table of string columns.
    address
        Name of the address column.
    schema
        Kinds of the columns.

    Returns
    -------
    Together
        Parse results of the address and of the division columns read with it: none where there are none, or where they
        are no divisions the address kind knows. American rows are read apart from the others, their address as a
        street.
    """
    present = {part: name for part, name in division_columns(records.column_names).items() if name != address}
    american = american_rows(records, address, schema, present)
    if not american.any():
        parsed = _read_chinese(records, address, schema, present)
        return Together(parsed, tuple(name for name in parsed if name != address))
    found = read_american(records.filter(pa.array(american)), address, schema, present)
    if american.all():
        return Together(found)
    rest = records.filter(pa.array(~american))
    return Together(_interleaved(american, found, _read_chinese(rest, address, schema, present), records, schema))


def _interleaved(
    american: Bools, found: dict[str, pa.Table], others: dict[str, pa.Table], records: pa.Table, schema: Schema
) -> dict[str, pa.Table]:
    """Put the rows of two readings in their order; a column only one of them has is parsed by its kind in the other."""
    out = {}
    take = pa.array(np.argsort(np.argsort(~american, kind="stable"), kind="stable"))
    for name in dict.fromkeys((*found, *others)):
        sides = []
        for read, rows in ((found, american), (others, ~american)):
            alone = schema.columns.get(name, Text())
            sides.append(
                read[name] if name in read else alone.parse(column_or_null(records, name).filter(pa.array(rows)))
            )
        names = dict.fromkeys((*sides[0].column_names, *sides[1].column_names))
        tables = [pa.table({part: column_or_null(side, part) for part in names}) for side in sides]
        out[name] = pa.concat_tables(tables).take(take).combine_chunks()
    return out


def _read_chinese(records: pa.Table, address: str, schema: Schema, present: Mapping[str, str]) -> dict[str, pa.Table]:
    """Parse an address and its divisions as one text where they are Chinese ones, the address alone where not."""
    kind, raw = schema.columns[address], column_or_null(records, address)
    joined = _parse_together(records, address, kind, present) if present else None
    if joined is None:
        return {address: kind.parse(raw)}
    together = _together(joined)
    missing = pc.equal(_filled(raw), "")
    # a cell that is read with its divisions is not read alone as well
    alone = kind.parse(pc.if_else(pc.and_not(together, missing), _NOTHING, raw))
    own = {
        part: schema.columns.get(name, Text()).parse(column_or_null(records, name)) for part, name in present.items()
    }
    found = {
        name: _division(column_or_null(records, name), part, joined, own[part], together=together)
        for part, name in present.items()
    }
    return found | {address: _whole(raw, joined, alone, together=together, missing=missing)}


def division_columns(names: Iterable[str]) -> dict[str, str]:
    """Return which column holds which part of an address, by its unified name or else by what people call it.

    >>> division_columns(["省", "市", "address", "postcode"])
    {'province': '省', 'city': '市', 'postcode': 'postcode'}
    """
    called: dict[str, str] = {}
    for name in names:
        label = label_of(name)
        if label.meaning is not None and label.strength == 1.0:
            called.setdefault(label.meaning, name)
    have = set(names)
    found = {part: part if part in have else called.get(part) for part in FILLED_COLUMNS}
    return {part: name for part, name in found.items() if name is not None}


def _parse_together(records: pa.Table, address: str, kind: Kind, present: Mapping[str, str]) -> pa.Table | None:
    """Parse divisions and address as one text; None where the divisions are not ones the address kind knows."""
    names = list(DIVISION_COLUMNS)
    cells = {part: _in_characters(kind, column_or_null(records, present.get(part, "")), part) for part in names}
    cells[address] = _filled(column_or_null(records, address))
    own, complete = _complete(kind, cells[address], [cells[name] for name in names])
    # a name without its level would run into the street behind it: 青岛|西大道
    parted = [pc.replace_substring_regex(cells[name], _NO_LEVEL, r"\1 ") for name in names]
    text = pc.binary_join_element_wise(*parted, cells[address], "")
    rest = kind.parse(pc.if_else(complete, _NOTHING, text))
    joined = pa.table({n: pc.if_else(complete, own.column(n), rest.column(n)) for n in own.column_names})
    filled = len(joined) - joined.column("value").null_count
    resolved = len(joined) - joined.column("adcode").null_count
    return joined.combine_chunks() if filled and resolved >= _MIN_RESOLVED * filled else None


def _complete(kind: Kind, address: pa.Array, divisions: list[pa.Array]) -> tuple[pa.Table, pa.Array]:
    """Parse the addresses that state their own divisions, and tell which they are.

    What begins like a division of the record and is then read to lie in it; and what is in latin letters, which
    Chinese names in front would only garble.
    """
    head = pc.utf8_slice_codeunits(address, 0, _HEAD)
    alike = [
        pc.and_(pc.equal(pc.utf8_slice_codeunits(cells, 0, _HEAD), head), pc.not_equal(head, "")) for cells in divisions
    ]
    begins = functools.reduce(pc.or_, alike, pa.array(np.zeros(len(address), dtype=bool)))
    latin = pc.and_not(pc.not_equal(address, ""), pc.match_substring_regex(address, r"\p{Han}"))
    own = kind.parse(pc.if_else(pc.or_(begins, latin), address, _NOTHING))
    # nothing stands above the division the address begins with: said twice it would say no more
    nothing_above = functools.reduce(pc.and_, [pc.equal(cells, "") for cells in divisions[:-1]], begins)
    known = pc.and_(begins, pc.or_(pc.is_valid(own.column("adcode")), nothing_above))
    for name, cells in zip(DIVISION_COLUMNS, divisions, strict=False):
        read = pc.utf8_slice_codeunits(own.column(name), 0, _HEAD)
        agrees = pc.or_kleene(pc.equal(cells, ""), pc.equal(read, pc.utf8_slice_codeunits(cells, 0, _HEAD)))
        known = pc.and_(known, pc.fill_null(agrees, False))  # noqa: FBT003 - Arrow's own signature
    known = pc.or_(known, _repeats(address, divisions, pc.and_not(begins, known)))
    return own, pc.or_(known, latin).combine_chunks()


def _repeats(address: pa.Array, divisions: list[pa.Array], asked: pa.Array) -> pa.Array:
    """Tell which addresses begin with all their divisions as an earlier pass put them there, resolved or not."""
    rows = np.flatnonzero(np.asarray(asked))
    front = pc.binary_join_element_wise(*divisions, "").take(pa.array(rows)).to_pylist()
    found = np.zeros(len(address), dtype=bool)
    pairs = zip(address.take(pa.array(rows)).to_pylist(), front, strict=True)
    found[rows] = [text.replace(" ", "").startswith(prefix.replace(" ", "")) for text, prefix in pairs]
    return pa.array(found)


def _in_characters(kind: Kind, column: pa.Array, part: str) -> pa.Array:
    """Return the cells of a division column in Chinese: Shenzhen is 深圳市, and what is no division says nothing.

    In front of an address in characters, letters would become part of its street, and once more with every pass.
    """
    codes = _filled(column).dictionary_encode()
    words = codes.dictionary.to_pylist()
    latin = [word for word in words if word and not has_han(word)]
    known = dict(zip(latin, column_or_null(kind.parse(latin), part).to_pylist(), strict=True)) if latin else {}
    divisions = [known.get(word, word) for word in words]
    return pa.array([name if name and has_han(name) else "" for name in divisions], pa.string()).take(codes.indices)


def _filled(column: pa.Array) -> pa.Array:
    """Return the cells' text, empty where a cell says nothing: 无 before a street would become part of its name."""
    codes = column.dictionary_encode()
    words = ["" if is_placeholder(clean_text(text)) else text for text in codes.dictionary.to_pylist()]
    return pa.array([*words, ""], pa.string()).take(pc.fill_null(codes.indices, len(words)))


def _together(joined: pa.Table) -> pa.Array:
    """Tell which rows lie in a division the address kind knows: only these may be read as one text."""
    chinese = pc.is_in(joined.column("country"), pa.array(["CN", "TW", "HK", "MO"]))
    return pc.or_(chinese, pc.is_valid(joined.column("adcode"))).combine_chunks()


def _whole(raw: pa.Array, joined: pa.Table, own: pa.Table, *, together: pa.Array, missing: pa.Array) -> pa.Table:
    """Return the parse result of the address: its parts from all columns, its value only where it has one itself."""
    out = {n: pc.if_else(together, joined.column(n), own.column(n)) for n in joined.column_names}
    same = pc.fill_null(pc.equal(out["value"], raw), False)  # noqa: FBT003 - Arrow's own signature
    changed = pc.and_(pc.equal(out["status"], str(Status.VALID)), pc.invert(same))
    unsure = pc.is_in(out["problem"], pa.array([str(Reason.DIVISION_AMBIGUOUS), str(Reason.DIVISION_CONFLICT)]))
    out["problem"] = pc.case_when(
        pc.make_struct(missing, pc.or_(unsure, pc.is_null(out["value"])), same, changed),
        own.column("problem"), out["problem"], _NOTHING, pc.coalesce(out["problem"], str(Reason.DIVISION_FILLED)),
        out["problem"],
    )  # fmt: skip
    out["status"] = pc.case_when(
        pc.make_struct(missing, same, changed),
        str(Status.MISSING), str(Status.VALID), str(Status.REPAIRED), out["status"],
    )  # fmt: skip
    out["value"] = pc.if_else(missing, _NOTHING, out["value"])
    return pa.table(out).combine_chunks()


def _division(raw: pa.Array, name: str, joined: pa.Table, own: pa.Table, *, together: pa.Array) -> pa.Table:
    """Judge one division column against what the whole address resolved to; its own reading where that says nothing."""
    standard = pc.if_else(together, joined.column(name), _NOTHING).combine_chunks()
    if name == "postcode":  # written in an address by hand, in a column by a system
        standard = pc.coalesce(own.column("value"), standard).combine_chunks()
    found = pc.is_valid(standard)
    missing = pc.equal(own.column("status"), str(Status.MISSING)).combine_chunks()
    same = pc.fill_null(pc.equal(raw, standard), False)  # noqa: FBT003 - Arrow's own signature
    unknown = pc.and_not(pc.match_substring_regex(pc.fill_null(raw, ""), r"\p{Han}"), pc.or_(found, missing))
    unknown = pc.and_(unknown, pa.scalar(name in DIVISION_COLUMNS))
    cases = pc.make_struct(same, pc.and_(found, missing), found, unknown)
    status = pc.case_when(
        cases,
        str(Status.VALID), str(Status.REPAIRED), str(Status.REPAIRED), str(Status.INVALID), own.column("status"),
    )  # fmt: skip
    problem = pc.case_when(
        cases,
        _NOTHING, str(Reason.DIVISION_FILLED), str(Reason.REFORMATTED), str(Reason.DIVISION_UNKNOWN),
        own.column("problem"),
    )  # fmt: skip
    value = pc.if_else(pc.or_(found, unknown), standard, own.column("value"))
    return pa.table({"value": value, "status": status, "problem": problem}).combine_chunks()
