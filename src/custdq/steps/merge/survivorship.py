"""Survivorship rules: which source value goes into the golden record, in the words of the master-data field.

A rule either ranks the cells of an entity (the best stay) or builds a value from them. Rules in a list break each
other's ties in order; what is then still tied falls to the default rule. The trap: a rule must not prefer a value
that cannot be read, so a valid value always goes before an invalid one.

>>> from custdq import survivorship as s
>>> rules = {"mobile": s.most_recent(), "name": [s.source_priority(["erp", "crm"]), s.most_frequent()]}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow.compute as pc

from custdq.errors import ConfigError, OptionError, did_you_mean, public
from custdq.steps.merge.cells import Bools, Cells, Floats, ranks

Condition = tuple[str | None, Any]


class Candidate(str):
    """One candidate for a golden value: the value, a string, that knows where it stands.

    Attributes: `source`, `sheet`, `row`, `record_id`, `valid`, and `updated_at` (days since 1970-01-01 or None).
    """

    __slots__ = ("record_id", "row", "sheet", "source", "updated_at", "valid")

    source: str | None
    sheet: str | None
    row: int | None
    record_id: str | None
    valid: bool
    updated_at: float | None


@dataclass(frozen=True)
class Rule:
    """One survivorship rule; make one with the functions of this module.

    `rank` gives each cell a number (the highest of an entity stay, NaN means no opinion); `build` makes a value from
    an entity's candidates. `or_nothing`: where `build` gives nothing and no rule follows, the golden value is null.
    `always`: `build` is called even where there is but one value. `by` ranks the records of a `master_record`.
    """

    name: str
    rank: Callable[[Cells], Floats] | None = None
    build: Callable[[list[Candidate]], object] | None = None
    columns: tuple[str, ...] = ()
    or_nothing: bool = False
    always: bool = False
    conditions: tuple[Condition, ...] = ()
    by: tuple[Rule, ...] = ()

    def when(self, condition: Callable[[Mapping[str, str | None]], bool] | None = None, **columns: Any) -> Rule:
        """Let the rule speak only for some records; where it speaks for none, the next rule decides.

        Parameters
        ----------
        condition
            Called with a record (column to standard value); true where the rule applies.
        **columns
            Column name to the value it must have, or to a function of the value.

        Examples
        --------
        >>> most_recent().when(kind="organization").name
        'most_recent'
        """
        added = [(None, condition)] if condition is not None else []
        return replace(self, conditions=(*self.conditions, *added, *columns.items()))

    def applies(self, cells: Cells) -> Bools:
        """Return for which cells the rule speaks."""
        holds = np.ones(len(cells), dtype=bool)
        for column, wanted in self.conditions:
            if column is None:
                texts = {name: cells.context.text(name) for name in cells.context.standardized.records.column_names}
                records = ({name: text[int(row)].as_py() for name, text in texts.items()} for row in cells.row)
                holds &= np.array([bool(wanted(record)) for record in records], dtype=bool)
                continue
            coded = cells.context.text(column).dictionary_encode()
            distinct = [*coded.dictionary.to_pylist(), None]
            passed = np.array([bool(wanted(text)) if callable(wanted) else text == wanted for text in distinct])
            holds &= passed[pc.fill_null(coded.indices, len(distinct) - 1).to_numpy(zero_copy_only=False)[cells.row]]
        return holds


@dataclass(frozen=True)
class Group:
    """Columns that are taken together from one record, chosen by `rules` (the default rule where empty)."""

    columns: tuple[str, ...]
    rules: tuple[Rule, ...] = ()


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
def trust(scores: Mapping[str, float | Sequence[float]]) -> Rule:
    """Prefer the source trusted most, trust fading with age.

    Parameters
    ----------
    scores
        Source to trust, any number; or to (highest, lowest, days): trust falls in a straight line from highest to
        lowest over so many days since the value was confirmed, counted from the newest date in the data. A value
        without a date has the lowest trust.
    """
    spans = {name: _trust_span(name, given) for name, given in scores.items()}
    if not spans:
        raise OptionError('trust was given no source. Write trust({"erp": 0.9, "crm": (0.8, 0.3, 365)}).')

    def rank(cells: Cells) -> Floats:
        names = cells.context.sources[1]
        check_sources(spans, names)
        floor = min(lowest for _, lowest, _ in spans.values()) - 1.0
        table = np.array([spans.get(name, (floor, floor, 1.0)) for name in names])[cells.source]
        highest, lowest, period = table.T
        newest = np.fmax.reduce(cells.days, initial=-np.inf)
        age = np.where(np.isnan(cells.days), np.inf, newest - np.nan_to_num(cells.days))
        return np.asarray(highest - (highest - lowest) * np.clip(age / period, 0.0, 1.0))

    return Rule("trust", rank)


def _trust_span(name: str, given: float | Sequence[float]) -> tuple[float, float, float]:
    if isinstance(given, int | float):
        return float(given), float(given), 1.0
    if len(given) != 3 or given[0] < given[1] or given[2] <= 0:
        raise OptionError(
            f'trust of "{name}" was given {given!r}; expected a number or (highest, lowest, days), days above 0.'
        )
    return float(given[0]), float(given[1]), float(given[2])


def check_sources(named: Sequence[str] | Mapping[str, Any], present: Sequence[str]) -> None:
    """Raise `OptionError` where a named source is absent and looks like one that is there."""
    absent = [name for name in named if name not in present]
    others = [name for name in present if name not in named and name]
    for name in absent:
        hint = did_you_mean(name, others)
        if others and (hint.startswith("Did you mean") or len(absent) == len(named)):
            raise OptionError(f'A survivorship rule names the source "{name}", which the records lack. {hint}')


@public
def most_recent(by: str | None = None) -> Rule:
    """Prefer the value confirmed last, by the schema's `updated_at` or by the date column `by`."""
    return Rule("most_recent", lambda cells: _dates(cells, by), columns=(by,) if by else ())


@public
def oldest(by: str | None = None) -> Rule:
    """Prefer the value confirmed first, by the schema's `updated_at` or by the date column `by`."""
    return Rule("oldest", lambda cells: -_dates(cells, by), columns=(by,) if by else ())


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
def most_complete() -> Rule:
    """Prefer the value of the record with the most filled columns."""
    return Rule("most_complete", lambda cells: cells.filled.astype(float))


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
    return Rule("master_record", by=tuple(rules), columns=tuple(column for rule in rules for column in rule.columns))


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


#: The rules by name, for configuration files.
RULES: Mapping[str, Callable[..., Any]] = {
    rule.__name__: rule
    for rule in (
        source_priority, trust, most_recent, oldest, most_frequent, most_complete, longest, shortest, minimum, maximum,
        mean, first_non_null, unanimous, aggregate, master_record, group,
    )
}  # fmt: skip


def as_rules(given: Any) -> tuple[Rule | Group, ...]:
    """Return what a user gave for a column as a tuple of rules.

    Parameters
    ----------
    given
        A rule, a group, a callable (list of `Candidate` to value), a rule's name, a mapping of one rule's name to
        its argument ({"source_priority": ["erp", "crm"]}), or a list of these.

    Raises
    ------
    OptionError
        When it is none of these.
    """
    if isinstance(given, Rule | Group):
        return (given,)
    if isinstance(given, str):
        return (_named(given),)
    if isinstance(given, Mapping):
        return tuple(_named(name, argument) for name, argument in given.items())
    if isinstance(given, Sequence):
        return tuple(rule for entry in given for rule in as_rules(entry))
    if given in RULES.values():
        return as_rules(given())
    if callable(given):
        return (Rule(getattr(given, "__name__", "callable"), build=given, or_nothing=True, always=True),)
    raise OptionError(
        f"A survivorship rule was given as {given!r}. Expected one of: {', '.join(RULES)}, a callable, or a list."
    )


def rules_from_config(document: Mapping[str, Any]) -> dict[str, tuple[Rule | Group, ...]]:
    """Return the `[survivorship]` table of a configuration as rules by column, kind or "*".

    Raises
    ------
    ConfigError
        When a rule is unknown or was given what it cannot take.

    Examples
    --------
    >>> rules_from_config({"mobile": ["most_recent", {"source_priority": ["erp", "crm"]}]})["mobile"][1].name
    'source_priority'
    """
    try:
        return {name: as_rules(given) for name, given in document.items()}
    except OptionError as error:
        raise ConfigError(f"[survivorship] {error}") from error


def _named(name: str, *arguments: Any) -> Any:
    if name not in RULES:
        raise OptionError(f'There is no survivorship rule "{name}". {did_you_mean(name, RULES)}')
    spread = arguments[0] if name == "group" and arguments else arguments
    try:
        return RULES[name](*spread)
    except TypeError as error:
        raise OptionError(f'The survivorship rule "{name}" was given {arguments}: {error}.') from error


__all__ = [
    "RULES", "Candidate", "Group", "Rule", "aggregate", "as_rules", "first_non_null", "group", "longest",
    "master_record", "maximum", "mean", "minimum", "most_complete", "most_frequent", "most_recent", "oldest",
    "rules_from_config", "shortest", "source_priority", "trust", "unanimous",
]  # fmt: skip
