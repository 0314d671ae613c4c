"""What the schema's roles hold: where each row came from, and when each of its values was last confirmed.

Merging and scoring both ask this and must get one answer. The trap: a row without a date is not a new row; its age
is unknown (NaN), never zero.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason
from custdq.fields import Date
from custdq.schema import Schema
from custdq.tables import FINDING_COLUMNS, FINDING_SCHEMA, POSITION_COLUMNS, Standardized, column_or_null

Days = npt.NDArray[np.float64]

#: A day of the calendar in full, of years that every reader of dates knows.
_PLAIN_DAY = r"^[12]\d{3}-\d\d-\d\d$"

#: Days after which half the values of a kind no longer hold. Proposals, not measured: business contact data is
#: commonly said to decay 20 to 30 % a year (half-life near two years), private numbers and homes more slowly.
#: Replace them by what your own history shows (expectations: half_life).
HALF_LIVES: Mapping[str, float] = {"phone": 1_095, "email": 1_095, "address": 1_461, "organization_name": 3_650}

#: The same for unified columns whose kind does not tell how they drift; infinite where a value cannot change.
COLUMN_HALF_LIVES: Mapping[str, float] = {
    "wechat": 1_461, "contact_name": 730, "stage": 180, "owner": 365, "extension": 730,
    "province": 1_461, "city": 1_461, "district": 1_461, "adcode": 1_461, "town": 1_461, "postcode": 1_461,
    "birthday": np.inf, "resident_id": np.inf, "uscc": np.inf, "gender": np.inf,
}  # fmt: skip


def half_life(column: str, schema: Schema) -> float | None:
    """Return the default half-life of a column's values in days, infinite for what cannot change, None if unknown.

    >>> from custdq import fields as f
    >>> half_life("mobile", Schema({"mobile": f.Phone()}))
    1095.0
    """
    known = COLUMN_HALF_LIVES.get(column)
    if known is None and column in schema.columns:
        kind = schema.columns[column].name
        known = np.inf if kind == "identifier" else HALF_LIVES.get(kind)
    return None if known is None else float(known)


def position_columns(records: pa.Table, schema: Schema) -> pa.Table:
    """Return where each row came from.

    Returns
    -------
    pyarrow.Table
        `source`, `sheet`, `row` (int64), `record_id`, aligned with `records`; null where unknown. A record without
        an id of its own is named by its place (`book.xlsx#Sheet1:12`); without a record id column and without
        places, `record_id` is the row's position counted from 0.
    """
    named = schema.record_id or "record_id"
    columns = {
        "source": column_or_null(records, schema.source or "source"),
        "sheet": column_or_null(records, "sheet"),
        "row": _physical_rows(records),
        "record_id": column_or_null(records, named),
    }
    placed = all(columns[name].null_count < records.num_rows for name in ("source", "row"))
    if named not in records.column_names and not placed:
        columns["record_id"] = pa.array(np.arange(records.num_rows)).cast(pa.string())
    elif columns["record_id"].null_count:
        columns["record_id"] = pc.coalesce(columns["record_id"], place_names(columns))
    return pa.table({name: columns[name] for name in POSITION_COLUMNS})


def place_names(columns: Mapping[str, pa.Array] | pa.Table) -> pa.Array:
    """Return each row's place as `unify` writes it, null where the physical row is not known."""
    sheet = pc.fill_null(pc.binary_join_element_wise("#", columns["sheet"], ""), "")
    sheet = pc.if_else(pc.equal(sheet, "#"), "", sheet)
    row = columns["row"].cast(pa.string())
    return pc.binary_join_element_wise(columns["source"], sheet, pa.scalar(":"), row, "")


def _physical_rows(records: pa.Table) -> pa.Array:
    """Return the `row` column as int64, null throughout where a column of the user's is only called so."""
    if "row" not in records.column_names:
        return pa.nulls(records.num_rows, pa.int64())
    text = column_or_null(records, "row")
    whole = pc.all(pc.match_substring_regex(text, r"^\d{1,18}$")).as_py()
    return pc.cast(text, pa.int64()) if whole else pa.nulls(records.num_rows, pa.int64())


def confirmed_days(standardized: Standardized, schema: Schema, column: str) -> Days:
    """Return when each value of `column` was last confirmed, in days since 1970-01-01; NaN where nothing says.

    The field's own date where `schema.updated_at` names one, else the record's.
    """
    return date_days(standardized, stamp_column(schema, column))


def stamp_column(schema: Schema, column: str) -> str | None:
    """Return the column that says when a column's values were last confirmed, None where nothing does.

    >>> stamp_column(Schema({}, updated_at={"mobile": "called_at", "*": "seen_at"}), "email")
    'seen_at'
    """
    stamps = schema.updated_at
    return stamps.get(column, stamps.get("*")) if isinstance(stamps, Mapping) else stamps


def date_days(standardized: Standardized, column: str | None) -> Days:
    """Return the moments of one column as days since 1970-01-01, by UTC; NaN where there is no date.

    A time of day counts where the cell has one; a time without a zone is taken as UTC.
    """
    if column is None or column not in standardized.records.column_names:
        return np.full(standardized.records.num_rows, np.nan)
    parsed = parsed_dates(standardized, column)
    days = epoch_days(parsed.column("value"))
    for part, factor in (("time", 1.0), ("zone", -1.0)):
        if part in parsed.column_names and parsed.column(part).null_count < len(days):
            days = days + factor * _part_days(column_or_null(parsed, part))
    return days


def parsed_dates(standardized: Standardized, column: str) -> pa.Table:
    """Return a column as dates: as it was parsed, or parsed anew where it was read as another kind."""
    parsed = standardized.parsed.get(column)
    if parsed is not None and _holds_dates(parsed):
        return parsed
    return Date().parse(column_or_null(standardized.records, column))


def _part_days(texts: pa.Array) -> Days:
    """Return times of day (HH:MM:SS) or zones (+08:00, Z) as parts of a day; 0 where there is none.

    >>> _part_days(pa.array(["12:00:00", "-06:00", "Z", None])).tolist()
    [0.5, -0.25, 0.0, 0.0]
    """
    codes = texts.dictionary_encode()
    parts = np.array([_part_of_day(text) for text in codes.dictionary.to_pylist()] + [0.0])
    return np.asarray(parts[pc.fill_null(codes.indices, len(parts) - 1).to_numpy(zero_copy_only=False)], dtype=float)


def _part_of_day(text: str) -> float:
    found = re.fullmatch(r"([+-]?)(\d\d):?(\d\d)(?::(\d\d(?:\.\d+)?))?", text)
    if found is None:
        return 0.0
    sign, hours, minutes, seconds = found.groups()
    length = int(hours) * 3_600 + int(minutes) * 60 + float(seconds or 0)
    return (-length if sign == "-" else length) / 86_400


def _holds_dates(parsed: pa.Table) -> bool:
    """Tell whether a parsed column holds ISO dates (a column read as text or category must be parsed again)."""
    iso = pc.match_substring_regex(parsed.column("value"), r"^(\d{4}(-\d\d(-\d\d([T ].*)?)?)?|--\d\d-\d\d)$")
    return bool(pc.any(iso).as_py()) and bool(pc.all(iso).as_py())


def epoch_days(values: pa.Array | pa.ChunkedArray) -> Days:
    """Return ISO dates (year, month or day, with or without time) as days since 1970-01-01; NaN for the rest.

    >>> epoch_days(pa.array(["1970-01-02", "1970-01-01T12:00:00", "1970-02", None])).tolist()
    [1.0, 0.5, 31.0, nan]
    """
    array = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    codes = array.cast(pa.string()).dictionary_encode()
    days = np.append(_days_of(codes.dictionary), np.nan)
    return np.asarray(days[pc.fill_null(codes.indices, len(days) - 1).to_numpy(zero_copy_only=False)], dtype=float)


def _days_of(texts: pa.Array) -> Days:
    """Return the days of texts, those of plain calendar days in one go."""
    plain = pc.match_substring_regex(texts, _PLAIN_DAY)
    try:
        days = texts.filter(plain).cast(pa.date32()).cast(pa.int32())
    except pa.ArrowInvalid:  # there is no 30th of February
        plain, days = pa.array([False] * len(texts), pa.bool_()), pa.array([], pa.int32())
    found, left = np.empty(len(texts)), ~np.asarray(plain, dtype=bool)
    found[~left] = days
    found[left] = [_days(text) for text in texts.filter(pc.invert(plain)).to_pylist()]
    return found


def _days(text: str) -> float:
    padded = text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text
    try:
        moment = datetime.fromisoformat(padded)
    except ValueError:
        return float("nan")
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return moment.timestamp() / 86_400


def day_text(days: float) -> str:
    """Return days since 1970-01-01 as an ISO date.

    >>> day_text(31.5)
    '1970-02-01'
    """
    return (date(1970, 1, 1).fromordinal(date(1970, 1, 1).toordinal() + int(days // 1))).isoformat()


def row_findings(
    positions: pa.Table,
    rows: npt.NDArray[np.int64],
    *,
    code: Reason | pa.Array,
    column: str | None = None,
    values: pa.Array | None = None,
    suggestions: pa.Array | None = None,
) -> pa.Table:
    """Return one finding for each of `rows`; codes (where several), values and suggestions are over all records."""
    at = pa.array(rows)
    none = pa.nulls(len(rows), pa.string())
    columns = {name: positions.column(name).take(at) for name in POSITION_COLUMNS} | {
        "column": none if column is None else pa.array([column], pa.string()).take(pa.array(np.zeros_like(rows))),
        "code": pa.array([str(code)], pa.string()).take(pa.array(np.zeros_like(rows)))
        if isinstance(code, Reason)
        else code.take(at),
        "value": none if values is None else values.take(at),
        "suggestion": none if suggestions is None else suggestions.take(at),
    }
    return pa.table({name: columns[name] for name in FINDING_COLUMNS}, schema=FINDING_SCHEMA)
