"""Survivorship rules: which source value goes into the golden record, in the words of the master-data field.

A rule either ranks the cells of an entity (the best stay) or builds a value from them. Rules in a list break each
other's ties in order; what is then still tied falls to the default rule. The trap: a rule must not prefer a value
that cannot be read, so a valid value always goes before an invalid one.

>>> from custdq import survivorship as s
>>> rules = {"mobile": s.most_recent(), "name": [s.source_priority(["erp", "crm"]), s.most_frequent()]}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow.compute as pc

from custdq.errors import OptionError, public
from custdq.steps.merge.cells import Cells, Floats, ranks
from custdq.steps.merge.rules import Candidate, Fixed, Group, Rule, check_sources, kind_names
from custdq.tables import column_or_null


@public
def source_priority(sources: Sequence[str]) -> Rule:
    """Prefer the value of the source named first; sources not named come last.

    Raises
    ------
    OptionError
        While merging, when none of the sources is in the data, or one looks misspelt.
    """
    order = [sources] if isinstance(sources, str) else list(sources)

    def rank(cells: Cells) -> Floats:
        names = cells.context.sources[1]
        check_sources(order, names)
        places = np.array([-order.index(name) if name in order else -len(order) for name in names], dtype=float)
        return np.asarray(places[cells.source])

    return Rule("source_priority", rank)


@public
def trust(scores: Mapping[str, Any]) -> Rule:
    """Prefer the source trusted most, trust fading with age.

    Parameters
    ----------
    scores
        Source to trust, any number; or to (highest, lowest, days): trust falls in a straight line from highest to
        lowest over so many days since the value was confirmed, counted from the newest date in the data; or to a
        mapping of column, kind or "*" to either. A value without a date has the lowest trust, a source that is not
        named (or not for the field) none.

    Raises
    ------
    OptionError
        When a trust is none of these; while merging, when a source looks misspelt, or trust fades and nothing dates
        the values.

    Examples
    --------
    >>> trust({"erp": 0.9, "crm": {"mobile": (0.8, 0.3, 365), "*": 0.5}}).name
    'trust'
    """
    if not scores:
        raise OptionError('trust was given no source. Write trust({"erp": 0.9, "crm": (0.8, 0.3, 365)}).')
    spans = {
        name: {field: _trust_span(name, span) for field, span in (given if _by_field(given) else {"*": given}).items()}
        for name, given in scores.items()
    }
    fades = any(high > low for fields in spans.values() for high, low, _ in fields.values())
    fields = tuple(dict.fromkeys(field for given in spans.values() for field in given if field != "*"))
    floor = min(low for given in spans.values() for _, low, _ in given.values()) - 1.0

    def rank(cells: Cells) -> Floats:
        names = cells.context.sources[1]
        check_sources(spans, names)
        keys = (*cells.columns, *(kind_names(cells)), "*")
        found = [next((spans.get(name, {})[key] for key in keys if key in spans.get(name, {})), None) for name in names]
        table = np.array([(floor, floor, 1.0) if span is None else span for span in found])[cells.source]
        highest, lowest, period = table.T
        age = np.where(np.isnan(cells.days), np.inf, cells.context.newest(cells.anchor) - np.nan_to_num(cells.days))
        return np.asarray(highest - (highest - lowest) * np.clip(age / period, 0.0, 1.0))

    return Rule("trust", rank, fields=fields, dates=(None,) if fades else ())


def _by_field(given: Any) -> bool:
    return isinstance(given, Mapping)


def _trust_span(name: str, given: Any) -> tuple[float, float, float]:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return float(given), float(given), 1.0
    numbers = isinstance(given, Sequence) and not isinstance(given, str) and len(given) == 3
    if not numbers or given[0] < given[1] or given[2] <= 0:
        raise OptionError(
            f'trust of "{name}" was given {given!r}; expected a number or (highest, lowest, days), days above 0.'
        )
    return float(given[0]), float(given[1]), float(given[2])


@public
def owns(owners: Mapping[str, str | Sequence[str]]) -> Rule:
    """Let systems own fields: what the owner says goes before what others say, where it can be read.

    An owner is asked before every other rule, the column's own included; where it has no value, they decide.

    Parameters
    ----------
    owners
        Source to the columns or kinds it owns.

    Raises
    ------
    OptionError
        When two systems own one field; while merging, when a source looks misspelt.

    Examples
    --------
    >>> owns({"crm": ["name", "mobile"], "erp": ["uscc", "bank_account"]}).owned["uscc"]
    ('erp',)
    """
    owned: dict[str, tuple[str, ...]] = {}
    for source, fields in owners.items():
        for name in [fields] if isinstance(fields, str) else fields:
            if name in owned:
                raise OptionError(
                    f'owns gives "{name}" to {owned[name][0]} and to {source}; expected one owner a field.'
                )
            owned[name] = (source,)
    if not owned:
        raise OptionError('owns was given no field. Write owns({"crm": ["name", "mobile"], "erp": ["uscc"]}).')

    def rank(cells: Cells) -> Floats:
        names = cells.context.sources[1]
        check_sources(tuple(owners), names)
        mine = {source for name in (*cells.columns, *kind_names(cells)) for source in owned.get(name, ())}
        return np.asarray(np.array([float(name in mine) for name in names])[cells.source])

    return Rule("owns", rank, fields=tuple(owned), owned=owned)


@public
def override(values: Mapping[Any, Any], *, by: str | None = None, at: str | None = None) -> Rule:
    """Set golden values by hand; they go before everything, and lineage says so.

    Parameters
    ----------
    values
        Record id (or entity id) to the value of its entity; None empties the cell.
    by, at
        Who decided, and when: kept in lineage.

    Examples
    --------
    >>> rules = {"name": override({"C1": "王伟明"}, by="Li Na", at="2026-01-31")}
    """
    said = ", ".join(str(part) for part in (by, at) if part) or None
    fixed = tuple(Fixed(str(key), None if value is None else str(value), said) for key, value in values.items())
    if not fixed:
        raise OptionError('override was given no value. Write override({"C1": "Ann Lee"}).')
    return Rule("override", fixed=fixed)


@public
def most_recent(by: str | None = None) -> Rule:
    """Prefer the value confirmed last, by the schema's `updated_at` or by the date column `by`."""
    return Rule("most_recent", lambda cells: _dates(cells, by), columns=(by,) if by else (), dates=(by,))


@public
def oldest(by: str | None = None) -> Rule:
    """Prefer the value confirmed first, by the schema's `updated_at` or by the date column `by`."""
    return Rule("oldest", lambda cells: -_dates(cells, by), columns=(by,) if by else (), dates=(by,))


def _dates(cells: Cells, by: str | None) -> Floats:
    return cells.days if by is None else np.asarray(cells.context.dates(by)[cells.row])


@public
def most_frequent() -> Rule:
    """Prefer the value most cells have."""

    def rank(cells: Cells) -> Floats:
        group, segment, _ = cells.group
        return np.asarray(np.bincount(group, minlength=len(segment))[group], dtype=float)

    return Rule("most_frequent", rank)


@public
def most_complete(of: str = "record") -> Rule:
    """Prefer what is filled most.

    Parameters
    ----------
    of
        "record": the value of the record with the most filled columns. "value": the value with the most parts, such as
        an address with its door; without parts to count, no value is more complete than another.
    """
    if of not in ("record", "value"):
        raise OptionError(f'most_complete was given of={of!r}; expected "record" or "value".')
    return Rule("most_complete", _parts if of == "value" else lambda cells: cells.filled.astype(float))


def _parts(cells: Cells) -> Floats:
    """Return how many parts each value was read into."""
    parsed = cells.context.standardized.parsed
    count = np.zeros(len(cells))
    for column in cells.columns:
        for name in parsed[column].column_names if column in parsed else ():
            if name not in ("value", "status", "problem", "note", "candidates"):
                count += column_or_null(parsed[column], name).is_valid().to_numpy(zero_copy_only=False)[cells.row]
    return count


@public
def longest() -> Rule:
    """Prefer the longest value. Not for names: the longest is often the one with a remark in it."""
    return Rule("longest", _lengths)


@public
def shortest() -> Rule:
    """Prefer the shortest value."""
    return Rule("shortest", lambda cells: -_lengths(cells))


def _lengths(cells: Cells) -> Floats:
    return np.asarray(pc.utf8_length(cells.distinct).to_numpy(zero_copy_only=False)[cells.value], dtype=float)


@public
def minimum() -> Rule:
    """Prefer the smallest value: as a number where all of the entity's are, else as text (ISO dates sort right)."""
    return Rule("minimum", lambda cells: -_magnitudes(cells))


@public
def maximum() -> Rule:
    """Prefer the largest value: as a number where all of the entity's are, else as text (ISO dates sort right)."""
    return Rule("maximum", _magnitudes)


def _magnitudes(cells: Cells) -> Floats:
    """Return numbers where all readable values of an entity are numbers, else the values' ranks as text."""
    numbers = np.array([as_number(text) for text in cells.distinct.to_pylist()], float)[cells.value]  # NaN for None
    readable = ~cells.invalid
    judged = readable | (cells.per_entity(np.maximum, readable.astype(float)) == 0)
    worded = cells.per_entity(np.maximum, (judged & np.isnan(numbers)).astype(float)) > 0
    return np.where(worded, ranks(cells.distinct)[cells.value].astype(float), numbers)


def as_number(text: str) -> float | None:
    """Return `text` as a number, thousands commas allowed; None where it is none."""
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return None
    return number if np.isfinite(number) else None


@public
def mean() -> Rule:
    """Take the average of the values that are numbers."""

    def build(candidates: list[Candidate]) -> object:
        numbers = [number for number in map(as_number, candidates) if number is not None]
        return f"{sum(sorted(numbers)) / len(numbers):.12g}" if numbers else None

    return Rule("mean", build=build)


@public
def first_non_null() -> Rule:
    """Take the first value in the order of the input: the one rule that depends on that order."""
    return Rule("first_non_null", lambda cells: -cells.row.astype(float))


@public
def unanimous() -> Rule:
    """Take the value all agree on, else the next rule's; null where it is the last rule."""

    def build(candidates: list[Candidate]) -> object:
        return candidates[0] if len({str(c) for c in candidates}) == 1 else None

    return Rule("unanimous", build=build, or_nothing=True)


@public
def aggregate(separator: str = "; ", *, unique: bool = True) -> Rule:
    """Keep all values, joined by `separator`; each once where `unique`."""

    def build(candidates: list[Candidate]) -> object:
        texts = [str(candidate) for candidate in candidates]
        return separator.join(dict.fromkeys(texts) if unique else texts)

    return Rule("aggregate", build=build)


@public
def master_record(*by: Rule) -> Rule:
    """Take all values from one record, and from the others only what it lacks.

    Parameters
    ----------
    *by
        Rules that choose the record; the most complete, then the newest, where none is given.
    """
    rules = by or (most_complete(), most_recent())
    for rule in rules:
        if rule.rank is None:
            raise OptionError(
                f"master_record was given {rule.name}(), which builds a value; expected rules that rank records."
            )
    dates = tuple(day for rule in by for day in rule.dates)
    named = tuple(column for rule in rules for column in rule.columns)
    return Rule("master_record", by=tuple(rules), columns=named, dates=dates)


@public
def group(*columns: str, rule: Rule | Sequence[Rule] = ()) -> Group:
    """Take columns together from one record, so that no address is made of two.

    Parameters
    ----------
    *columns
        The columns that survive together, two or more.
    rule
        What chooses the record; the default rule where none is given.

    Examples
    --------
    >>> group("province", "city", "address", rule=most_recent()).columns
    ('province', 'city', 'address')
    """
    if len(set(columns)) < 2:
        raise OptionError(f"group was given {columns}; expected two or more different columns.")
    return Group(tuple(columns), tuple([rule] if isinstance(rule, Rule) else rule))


__all__ = [
    "Candidate", "Group", "Rule", "aggregate", "first_non_null", "group", "longest", "master_record", "maximum", "mean",
    "minimum", "most_complete", "most_frequent", "most_recent", "oldest", "override", "owns", "shortest",
    "source_priority", "trust", "unanimous",
]  # fmt: skip
