"""What checking some values against the truth tells of all: reference tables, registries, a steward's answers.

The trap: comparing writing instead of meaning. Both sides go through the same kind; and a value nobody checked is not
wrong, one that could not be checked is neither, and one checked too long ago counts no more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, did_you_mean
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.intervals import stratified
from custdq.steps.score.sameness import same_value
from custdq.steps.score.units import Bools, Codes, Ints
from custdq.tables import column_or_null

#: What became of a value: nobody looked, it is true, it is false, nobody could tell, somebody looked too long ago.
OPEN, CONFIRMED, REFUTED, UNTOLD, EXPIRED = 0, 1, 2, 3, 4

#: A steward's answers come as one row a value, with these columns (see `sample`).
FIELD, CORRECT, TRUE_VALUE, CHECKED_AT, STRATUM_BY = "field", "correct", "true_value", "checked_at", "stratum_by"

SAMPLE_SCHEMA = pa.schema({
    "field": pa.string(), "stratum": pa.string(), "population": pa.int64(), "checked": pa.int64(),
    "confirmed": pa.int64(), "untold": pa.int64(), "expired": pa.int64(),
})  # fmt: skip

_YES = ("yes", "y", "true", "1", "right", "correct", "ok", "是", "对", "正确")
_NO = ("no", "n", "false", "0", "wrong", "incorrect", "否", "错", "不对", "错误")
_UNTOLD = ("?", "unknown", "cannot verify", "cannot tell", "n/a", "不详", "无法核实", "未知")


@dataclass(frozen=True)
class Verdicts:
    """What became of each value of a column (`codes`), and the stratum of each row it was sampled from."""

    codes: Codes
    strata: pa.Array | None = None


def check_reference(reference: pa.Table, key: str, columns: Collection[str]) -> None:
    """Raise `OptionError` where a reference does not say which record a row is about, or speaks of no scored column.

    A misspelt column would verify nothing, and accuracy would quietly stay an upper bound.
    """
    if key not in reference.column_names and "record_id" not in reference.column_names:
        raise OptionError(
            f'The reference has no column "{key}" to match records by. {did_you_mean(key, reference.column_names)}'
        )
    if is_answers(reference):
        unknown = set(column_or_null(reference, FIELD).drop_null().unique().to_pylist()) - set(columns)
        if unknown:
            name = min(unknown)
            raise OptionError(f'The answers speak of the field "{name}". {did_you_mean(name, columns)}')
    elif not set(columns) & set(reference.column_names):
        others = [name for name in reference.column_names if name != key]
        near = did_you_mean(others[0], columns) if others else f"Known: {', '.join(columns)}."
        raise OptionError(f"The reference holds no column that is scored, so it verifies nothing. {near}")


def verdicts(evidence: Evidence, column: str) -> Verdicts | None:
    """Return what a reference says of each value of a column; None without a reference for it."""
    reference = evidence.reference
    if reference is None or column not in evidence.schema.columns:
        return None
    if is_answers(reference):
        return _answered(evidence, reference, column)
    return None if column not in reference.column_names else Verdicts(_compared(evidence, reference, column))


def is_answers(reference: pa.Table) -> bool:
    """Tell whether a reference is a list of answers, one row a value, and not a table of true values."""
    return FIELD in reference.column_names and (
        CORRECT in reference.column_names or TRUE_VALUE in reference.column_names
    )


def _compared(evidence: Evidence, reference: pa.Table, column: str) -> Codes:
    """Compare a column with true values: one row a record, columns named as in the records."""
    rows = _matches(evidence, reference)
    parsed = evidence.schema.columns[column].parse(column_or_null(reference, column))
    known = column_or_null(parsed, "value")
    _refuse_contradictions(evidence, reference, column, known)
    truth = known.take(pa.array(rows, mask=rows < 0))
    same = same_value(evidence.schema.columns[column], evidence.value(column), truth)
    told = truth.is_valid().to_numpy(zero_copy_only=False)
    return np.where(told, np.where(same, CONFIRMED, REFUTED), OPEN).astype(np.uint8)


def _answered(evidence: Evidence, answers: pa.Table, column: str) -> Verdicts | None:
    """Read a steward's answers about a column: right, wrong, cannot tell; or the true value, compared by its kind."""
    mine = answers.filter(pc.fill_null(pc.equal(column_or_null(answers, FIELD), column), fill_value=False))
    if not mine.num_rows:
        return None
    said = _said(evidence, mine, column)
    limit = evidence.expects(column).sla
    if limit is not None and CHECKED_AT in mine.column_names:
        from custdq.fields import Date
        from custdq.roles import epoch_days

        when = epoch_days(column_or_null(Date().parse(column_or_null(mine, CHECKED_AT)), "value"))
        said = np.where((said != OPEN) & (evidence.as_of - when > limit), EXPIRED, said)
    rows = _matches(evidence, mine, told=said != OPEN)
    codes = np.where(rows >= 0, said[rows], OPEN).astype(np.uint8)
    by = next(iter(column_or_null(mine, STRATUM_BY).drop_null().to_pylist()), None)
    strata = None if by is None else column_or_null(evidence.standardized.records, by)
    return Verdicts(codes, strata)


def _said(evidence: Evidence, answers: pa.Table, column: str) -> Codes:
    words = pc.utf8_lower(pc.utf8_trim_whitespace(pc.fill_null(column_or_null(answers, CORRECT), "")))
    said = np.full(answers.num_rows, OPEN, dtype=np.int64)
    for code, known in ((CONFIRMED, _YES), (REFUTED, _NO), (UNTOLD, _UNTOLD)):
        said[pc.is_in(words, value_set=pa.array(known)).to_numpy(zero_copy_only=False)] = code
    strange = (said == OPEN) & (pc.utf8_length(words).to_numpy(zero_copy_only=False) > 0)
    if strange.any():
        raise OptionError(
            f'{int(strange.sum())} answers about "{column}" in the column "{CORRECT}" are not understood. '
            "Write yes, no or ? (cannot tell), or leave the cell empty."
        )
    kind = evidence.schema.columns[column]
    truth = column_or_null(kind.parse(column_or_null(answers, TRUE_VALUE)), "value")
    rows = _matches_of(answers, evidence)
    value = evidence.value(column).take(pa.array(rows, mask=rows < 0))
    told = (said == OPEN) & truth.is_valid().to_numpy(zero_copy_only=False)
    same = same_value(kind, value, truth)
    return np.where(told, np.where(same, CONFIRMED, REFUTED), said)


def _matches(evidence: Evidence, reference: pa.Table, *, told: Codes | None = None) -> Ints:
    """Return each record's row in the reference, -1 for none: by source and record id, or by record id."""
    names = _names(evidence, reference)
    usable = range(len(names)) if told is None else np.flatnonzero(told).tolist()
    places = {names[at]: at for at in reversed(usable)}
    return np.array([-1 if name[0] is None else places.get(name, -1) for name in _own(evidence, reference)], np.int64)


def _matches_of(reference: pa.Table, evidence: Evidence) -> Ints:
    """Return each reference row's record, -1 for none."""
    places = {name: at for at, name in reversed(list(enumerate(_own(evidence, reference))))}
    return np.array([places.get(name, -1) for name in _names(evidence, reference)], dtype=np.int64)


def _id_columns(evidence: Evidence, reference: pa.Table) -> list[str]:
    """Return the reference's columns that say which record a row is about: the id, and the source if it has one."""
    key, source = evidence.schema.record_id or "record_id", evidence.schema.source or "source"
    held = reference.column_names
    return [key if key in held else "record_id", *([source] if source in held else [])]


def _names(evidence: Evidence, reference: pa.Table) -> list[tuple[str | None, ...]]:
    ids = _id_columns(evidence, reference)
    return list(zip(*(column_or_null(reference, name).to_pylist() for name in ids), strict=True))


def _own(evidence: Evidence, reference: pa.Table) -> list[tuple[str | None, ...]]:
    ids = ("record_id", "source")[: len(_id_columns(evidence, reference))]
    return list(zip(*(evidence.positions.column(name).to_pylist() for name in ids), strict=True))


def _refuse_contradictions(evidence: Evidence, reference: pa.Table, column: str, values: pa.Array) -> None:
    """Raise `OptionError` where the reference has two different values of a column for one id."""
    first: dict[tuple[str | None, ...], str] = {}
    torn = {
        name
        for name, value in zip(_names(evidence, reference), values.to_pylist(), strict=True)
        if name[0] is not None and value is not None and first.setdefault(name, value) != value
    }
    if torn:
        raise OptionError(
            f"The reference contradicts itself: for {len(torn)} of its ids "
            f'(column "{_id_columns(evidence, reference)[0]}") it has different values of "{column}". '
            "Keep one row for each id."
        )


def sample_lines(column: str, found: Verdicts, good: Bools) -> pa.Table:
    """Count a column's verdicts among its valid values, by stratum.

    Parameters
    ----------
    column
        The column.
    found
        What became of each value.
    good
        Which values are valid: the population that the sample was drawn from.
    """
    rows = np.flatnonzero(good)
    strata = pa.nulls(len(good), pa.string()) if found.strata is None else found.strata
    coded = strata.take(pa.array(rows)).dictionary_encode()
    names = [*coded.dictionary.to_pylist(), None]
    place = pc.fill_null(coded.indices, len(names) - 1).to_numpy(zero_copy_only=False).astype(np.int64)
    counts = np.bincount(place * 5 + found.codes[rows], minlength=len(names) * 5).reshape(-1, 5)
    held = [at for at in range(len(names)) if counts[at].sum()]
    counts = counts[held]
    columns = {
        "field": [column] * len(held), "stratum": [names[at] for at in held], "population": counts.sum(axis=1),
        "checked": counts[:, CONFIRMED] + counts[:, REFUTED], "confirmed": counts[:, CONFIRMED],
        "untold": counts[:, UNTOLD], "expired": counts[:, EXPIRED],
    }  # fmt: skip
    return pa.table({name: pa.array(values) for name, values in columns.items()}).cast(SAMPLE_SCHEMA)


@dataclass(frozen=True)
class Verified:
    """The share of valid values found true, with its 95 % interval; `n` is the effective size of the sample."""

    share: float
    lower: float
    upper: float
    n: float
    checked: int
    population: int


def verified(samples: pa.Table) -> Mapping[str, Verified]:
    """Return what samples tell, by field; only fields of which something was checked."""
    out = {}
    lines = samples.to_pylist()
    for field in dict.fromkeys(line["field"] for line in lines):
        strata = [(one["population"], one["checked"], one["confirmed"]) for one in lines if one["field"] == field]
        checked = sum(n for _, n, _ in strata)
        if checked:
            share, low, high, n = stratified(strata)
            out[field] = Verified(share, low, high, n, checked, sum(size for size, _, _ in strata))
    return out
