"""Rules within one record: two cells that cannot both be true.

A rule speaks only where all its operands are there. The trap: a gap is no contradiction, and completeness has
charged it already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import ConfigError, Reason, did_you_mean
from custdq.reference.area_codes import area_province
from custdq.steps.score.evidence import Evidence, as_bools
from custdq.steps.score.units import Bools, Floats
from custdq.tables import column_or_null

_COMPARISON = re.compile(r"\s*(.+?)\s*(<=|>=|==|!=|<|>)\s*(.+?)\s*")
_DAY = 1.0


class RuleScores(NamedTuple):
    """One rule: its name, the column a finding names, the reason, and each record's score (NaN: does not apply)."""

    name: str
    column: str
    reason: Reason
    scores: Floats


def record_rules(evidence: Evidence) -> list[RuleScores]:
    """Return every rule that the columns at hand allow, and those the expectations declare."""
    rules = [
        *_identity(evidence), *_dates(evidence), *_area_codes(evidence), *_divisions(evidence), *_postcodes(evidence),
        *(declared_rule(evidence, text) for text in evidence.expectations.rules),
    ]  # fmt: skip
    return [rule for rule in rules if not np.isnan(rule.scores).all()]


def _scores(holds: Bools, applies: Bools) -> Floats:
    return np.where(applies, holds.astype(float), np.nan)


def _of_kind(evidence: Evidence, kind: str, **options: str) -> list[str]:
    return [
        column for column in evidence.columns
        if evidence.kind(column) == kind
        and all(getattr(evidence.schema.columns[column], name, None) == value for name, value in options.items())
    ]  # fmt: skip


def _part(evidence: Evidence, column: str, part: str) -> pa.Array:
    parsed = evidence.standardized.parsed.get(column)
    return pa.nulls(evidence.rows, pa.string()) if parsed is None else column_or_null(parsed, part)


def _identity(evidence: Evidence) -> Iterator[RuleScores]:
    """Gender and birthday against what a resident identity number says of them."""
    genders = _of_kind(evidence, "category", scheme="gender")
    birthdays = [
        c for c in _of_kind(evidence, "date") if c == "birthday" or getattr(evidence.schema.columns[c], "birth", False)
    ]
    for number in _of_kind(evidence, "identifier", scheme="cn.resident_id"):
        for column, part, reason in (
            *((c, "gender", Reason.GENDER_CONFLICT) for c in genders),
            *((c, "birth_date", Reason.BIRTHDAY_CONFLICT) for c in birthdays),
        ):
            said, given = _part(evidence, number, part), evidence.value(column)
            yield RuleScores(f"{column} and {number}", column, reason, _agrees(given, said))


def _agrees(given: pa.Array, said: pa.Array) -> Floats:
    """Compare two columns of words or ISO dates; a partial date agrees with a full one that begins with it."""
    applies = as_bools(pc.and_(pc.is_valid(given), pc.is_valid(said)))
    pairs = zip(given.to_pylist(), said.to_pylist(), strict=True)
    holds = np.array(
        [a is not None and b is not None and (a.startswith(b) or b.startswith(a)) for a, b in pairs], dtype=bool
    )
    return _scores(holds, applies)


def _dates(evidence: Evidence) -> Iterator[RuleScores]:
    """Dates that lie after the day of evaluation, and records confirmed before they were entered."""
    stamps = evidence.schema.updated_at
    updated = [stamps] if isinstance(stamps, str) else list(dict.fromkeys(stamps.values())) if stamps else []
    created = ["created_at"] if "created_at" in evidence.standardized.records.column_names else []
    births = [
        c for c in _of_kind(evidence, "date") if c == "birthday" or getattr(evidence.schema.columns[c], "birth", False)
    ]
    for column in dict.fromkeys([*updated, *created, *births]):
        days = evidence.dates(column)
        known = ~np.isnan(days)
        holds = np.where(known, days, 0.0) < np.floor(evidence.as_of) + _DAY
        yield RuleScores(f"{column} not in the future", column, Reason.IN_THE_FUTURE, _scores(holds, known))
    for column in updated if created else []:
        start, end = evidence.dates(created[0]), evidence.dates(column)
        known = ~np.isnan(start) & ~np.isnan(end)
        holds = np.floor(np.where(known, end, 0.0)) >= np.floor(np.where(known, start, 0.0))
        yield RuleScores(
            f"{column} not before {created[0]}", column, Reason.UPDATED_BEFORE_CREATED, _scores(holds, known)
        )


def _area_codes(evidence: Evidence) -> Iterator[RuleScores]:
    """A landline's area code against the province of the address."""
    address = next(iter(_of_kind(evidence, "address")), None)
    if address is None:
        return
    provinces = pc.utf8_slice_codeunits(_part(evidence, address, "adcode"), 0, 2)
    for column in _of_kind(evidence, "phone"):
        region = _part(evidence, column, "region")
        codes = pc.if_else(pc.equal(region, "CN"), _part(evidence, column, "area_code"), pa.scalar(None, pa.string()))
        coded = codes.dictionary_encode()
        known = pa.array([area_province(code) for code in coded.dictionary.to_pylist()], pa.string())
        said = known.take(coded.indices)
        yield RuleScores(f"{column} and {address}", column, Reason.AREA_CODE_CONFLICT, _agrees(provinces, said))


def _divisions(evidence: Evidence) -> Iterator[RuleScores]:
    """Province, city and district that do not belong together."""
    for column in _of_kind(evidence, "address"):
        applies = as_bools(pc.is_valid(_part(evidence, column, "adcode"))) & evidence.present(column)
        broken = as_bools(pc.equal(evidence.problem(column), str(Reason.DIVISION_CONFLICT)))
        if (applies | broken).any():
            yield RuleScores(
                f"divisions of {column}", column, Reason.DIVISION_CONFLICT, _scores(~broken, applies | broken)
            )


def _postcodes(evidence: Evidence) -> Iterator[RuleScores]:
    """A postcode against the province of the address; the standardize step has compared them."""
    address = next(iter(_of_kind(evidence, "address")), None)
    for column in _of_kind(evidence, "postal_code") if address is not None else ():
        broken = as_bools(pc.equal(evidence.problem(column), str(Reason.POSTCODE_CONFLICT)))
        place = as_bools(pc.is_valid(_part(evidence, address or "", "adcode")))
        applies = broken | (as_bools(pc.is_valid(evidence.value(column))) & evidence.present(column) & place)
        yield RuleScores(f"{column} and {address}", column, Reason.POSTCODE_CONFLICT, _scores(~broken, applies))


def declared_rule(evidence: Evidence, text: str) -> RuleScores:
    """Return a rule written as "column operator column", with <=, >=, <, >, == or !=.

    Raises
    ------
    ConfigError
        When it is no such rule, or names a column that is not there.
    """
    found = _COMPARISON.fullmatch(text)
    if found is None:
        raise ConfigError(f'The rule "{text}" was not understood. Write it as: updated_at >= created_at')
    left, operator, right = found.groups()
    names = evidence.standardized.records.column_names
    for name in (left, right):
        if name not in names:
            raise ConfigError(f'The rule "{text}" names "{name}". {did_you_mean(name, names)}')
    a, b = _comparable(evidence, left, right)
    applies = ~(_is_null(a) | _is_null(b))
    holds = np.zeros(evidence.rows, dtype=bool)
    compare = {
        "<=": np.less_equal,
        ">=": np.greater_equal,
        "<": np.less,
        ">": np.greater,
        "==": np.equal,
        "!=": np.not_equal,
    }
    holds[applies] = compare[operator](a[applies], b[applies])
    return RuleScores(text, left, Reason.RULE_BROKEN, _scores(holds, applies))


def _comparable(evidence: Evidence, left: str, right: str) -> tuple[Floats, Floats]:
    """Return two columns as numbers: as dates or numbers where both are, else as places in the order of their texts."""
    a, b = evidence.value(left), evidence.value(right)
    for read in (lambda column, _: evidence.dates(column), lambda _, array: _numbers(array)):
        x, y = read(left, a), read(right, b)
        if _covers(x, a) and _covers(y, b):
            return x, y
    words = {text: place for place, text in enumerate(sorted({*a.to_pylist(), *b.to_pylist()} - {None}))}
    return _places(a, words), _places(b, words)


def _places(array: pa.Array, words: dict[str, int]) -> Floats:
    return np.array([words.get(text, np.nan) for text in array.to_pylist()], dtype=float)


def _covers(numbers: Floats, array: pa.Array) -> bool:
    return bool((~np.isnan(numbers)).sum() == len(array) - array.null_count)


def _is_null(numbers: Floats) -> Bools:
    return np.asarray(np.isnan(numbers))


def _numbers(array: pa.Array) -> Floats:
    plain = pc.if_else(pc.match_substring_regex(array, r"^-?\d+(\.\d+)?$"), array, pa.scalar(None, pa.string()))
    return np.asarray(pc.cast(plain, pa.float64()).to_numpy(zero_copy_only=False), dtype=float)
