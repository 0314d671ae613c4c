"""Records to one standard: each column parsed by its kind, the standard form put in place, every change a finding.

What cannot be parsed stays as it was. The trap: an address spread over province, city, district and street columns
is one value; parsed apart, 朝阳区 alone could lie in four cities.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields import Address, Text
from custdq.schema import Schema
from custdq.tables import Standardized, column_or_null
from custdq.text.clean import clean_text, is_placeholder

#: Division columns from the widest to the narrowest, as `unify` names them.
DIVISION_COLUMNS = ("province", "city", "district")
FILLED_COLUMNS = (*DIVISION_COLUMNS, "adcode", "town", "postcode")

#: Divisions are read together with the address where at least this share of filled addresses resolves to one.
_MIN_RESOLVED = 0.3

_NOTHING = pa.scalar(None, pa.string())


def standardize_records(records: pa.Table, schema: Schema) -> Standardized:
    """Parse every column the schema declares and put standard forms in place.

    Parameters
    ----------
    records
        Table of string columns (position columns allowed).
    schema
        Kinds of its columns; `ColumnNotFoundError` where one is missing.

    Returns
    -------
    Standardized
        `records` with the same columns and rows, `parsed` per column; `absorbed`: columns read with the address.
    """
    schema.check(records.column_names)
    parsed = {name: kind.parse(column_or_null(records, name)) for name, kind in schema.columns.items()}
    absorbed: tuple[str, ...] = ()
    address = next((name for name, kind in schema.columns.items() if isinstance(kind, Address)), None)
    if address is not None and any(name in records.column_names for name in FILLED_COLUMNS):
        joined = _parse_together(records, address, schema)
        if joined is not None:
            present = [name for name in FILLED_COLUMNS if name in records.column_names and name != address]
            own = {name: parsed.get(name, Text().parse(column_or_null(records, name))) for name in present}
            together = _together(joined)
            parsed |= {name: _division(records, name, joined, own[name], together) for name in present}
            parsed[address] = _whole(records, address, joined, parsed[address], together)
            absorbed = tuple(present)
    return Standardized(_in_place(records, parsed), records, parsed, absorbed=absorbed)


def _parse_together(records: pa.Table, address: str, schema: Schema) -> pa.Table | None:
    """Parse divisions and address as one text; None where the divisions are not ones the address kind knows."""
    names = [*(name for name in DIVISION_COLUMNS if name != address), address]
    text = pc.binary_join_element_wise(*(_filled(column_or_null(records, name)) for name in names), "")
    joined = schema.columns[address].parse(text)
    filled = len(joined) - joined.column("value").null_count
    resolved = len(joined) - joined.column("adcode").null_count
    return joined if filled and resolved >= _MIN_RESOLVED * filled else None


def _filled(column: pa.Array) -> pa.Array:
    """Return the cells' text, empty where a cell says nothing: 无 before a street would become part of its name."""
    codes = column.dictionary_encode()
    words = ["" if is_placeholder(clean_text(text)) else text for text in codes.dictionary.to_pylist()]
    return pa.array([*words, ""], pa.string()).take(pc.fill_null(codes.indices, len(words)))


def _together(joined: pa.Table) -> pa.Array:
    """Tell which rows lie in a division the address kind knows: only these may be read as one text."""
    chinese = pc.is_in(joined.column("country"), pa.array(["CN", "TW", "HK", "MO"]))
    return pc.or_(chinese, pc.is_valid(joined.column("adcode"))).combine_chunks()


def _whole(records: pa.Table, address: str, joined: pa.Table, own: pa.Table, together: pa.Array) -> pa.Table:
    """Return the parse result of the address: its parts from all columns, its value only where it has one itself."""
    out = {n: pc.if_else(together, joined.column(n), own.column(n)) for n in joined.column_names}
    raw = column_or_null(records, address)
    missing = pc.equal(own.column("status"), str(Status.MISSING))
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


def _division(records: pa.Table, name: str, joined: pa.Table, own: pa.Table, together: pa.Array) -> pa.Table:
    """Judge one division column against what the whole address resolved to; its own reading where that says nothing."""
    raw = column_or_null(records, name)
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


def _in_place(records: pa.Table, parsed: Mapping[str, pa.Table]) -> pa.Table:
    out = records
    for name, result in parsed.items():
        at = out.schema.get_field_index(name)
        out = out.set_column(at, name, pc.coalesce(result.column("value"), column_or_null(records, name)))
    return out
