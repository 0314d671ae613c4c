"""An inventory of personal data: which columns hold it, what it says, how sensitive it is, and where it hides.

Columns and counts, never a value. The trap: the phone number that stands in the remarks. Columns of free text are
searched for numbers and addresses, whatever they are declared to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import Kind
from custdq.reference.personal_data import (
    ACCOUNT,
    ACCOUNT_SCHEMES,
    BY_KIND,
    BY_NAME,
    CHILD,
    CHILDREN,
    HIDDEN,
    NATIONAL_ID,
    NONE,
    NOT_PERSONAL,
    ORDINARY,
    PERSONAL_SCHEMES,
    SENSITIVE,
    PersonalData,
)
from custdq.schema import Schema
from custdq.tables import POSITION_COLUMNS, Standardized, column_or_null

_LEVELS = (NONE, ORDINARY, SENSITIVE)
_SEARCHED = ("text", "category")
#: What is looked for in free text; a number of 18 digits or 11 digits that begin like those of China, or any with +.
_PATTERNS = {
    "official numbers": r"(?:^|\D)[1-9]\d{5}(?:19|20)\d{9}[\dXx](?:\D|$)",
    "phone numbers": r"(?:^|\D)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\+\d{1,3}[- ]?\d[\d -]{6,}\d)(?:\D|$)",
    "email addresses": r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}",
}


def inventory(standardized: Standardized, schema: Schema, *, as_of: str) -> list[dict[str, Any]]:
    """Return one line a column that holds personal data, the most sensitive first.

    Parameters
    ----------
    standardized
        The records.
    schema
        Their kinds.
    as_of
        Day on which children are counted (ISO 8601).

    Returns
    -------
    list of dict
        `column`, `kind` (None: none declared), `what`, `level` (ordinary, sensitive), `basis` (law or standard),
        `cells` (filled), `remark` (how many of what, where only some cells hold it).
    """
    lines = list(_declared(standardized, schema, as_of))
    lines += _hidden(standardized, schema, {line["column"] for line in lines})
    order = {name: at for at, name in enumerate(standardized.records.column_names)}
    return sorted(lines, key=lambda line: (-_LEVELS.index(line["level"]), order.get(line["column"], len(order))))


def _declared(standardized: Standardized, schema: Schema, as_of: str) -> Iterator[dict[str, Any]]:
    for name, kind in schema.columns.items():
        values = column_or_null(standardized.records, name)
        found, remark = _of_kind(name, kind), ""
        if getattr(kind, "birth", False) or name == "birthday":
            children = _children(values, as_of)
            if children:
                found, remark = CHILDREN, f"{children} under {CHILD}"
        if found.level != NONE:
            yield _line(name, kind.name, found, (len(values) - values.null_count, remark))


def _of_kind(name: str, kind: Kind) -> PersonalData:
    scheme = getattr(kind, "scheme", None)
    if scheme in PERSONAL_SCHEMES:
        return NATIONAL_ID
    if scheme in ACCOUNT_SCHEMES:
        return ACCOUNT
    if getattr(kind, "birth", False):
        return BY_NAME["birthday"]
    return BY_NAME.get(name) or BY_KIND.get(kind.name, NOT_PERSONAL)


def _children(values: pa.Array, as_of: str) -> int:
    """Count the birthdays of people younger than `CHILD` years; days in standard form compare as text."""
    day = date.fromisoformat(as_of)
    born = date(day.year - CHILD, day.month, min(day.day, 28)).isoformat()
    whole = pc.equal(pc.utf8_length(values), 10)
    young = pc.and_(pc.greater(values, born), pc.less_equal(values, as_of))
    return int(pc.sum(pc.and_(whole, young)).as_py() or 0)


def _hidden(standardized: Standardized, schema: Schema, known: set[str]) -> list[dict[str, Any]]:
    """Return the columns of free text in which something personal was found."""
    lines = []
    for name in standardized.records.column_names:
        kind = schema.columns.get(name)
        if name in known or name in POSITION_COLUMNS or (kind is not None and kind.name not in _SEARCHED):
            continue
        values = column_or_null(standardized.records, name).unique().drop_null()
        kinds = {what: _count(values, pattern) for what, pattern in _PATTERNS.items()}
        kinds = {what: count for what, count in kinds.items() if count}
        if kinds:
            filled = column_or_null(standardized.records, name)
            remark = ", ".join(f"{count} different values hold {what}" for what, count in kinds.items())
            cells = len(filled) - filled.null_count
            lines.append(_line(name, None if kind is None else kind.name, HIDDEN[next(iter(kinds))], (cells, remark)))
    return lines


def _count(values: pa.Array, pattern: str) -> int:
    return int(pc.sum(pc.match_substring_regex(values, pattern)).as_py() or 0)


def _line(column: str, kind: str | None, found: PersonalData, counted: tuple[int, str]) -> dict[str, Any]:
    cells, remark = counted
    return {"column": column, "kind": kind, **found._asdict(), "cells": cells, "remark": remark}
