"""What is expected of the data: required fields by type and stage, weights, half-lives, deadlines, allowed values.

A dict, a TOML file or a pandera schema is brought to one frozen object. The trap: a misspelt name that is silently
not checked; every unknown name is an error with the nearest right one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np

from custdq.errors import ConfigError, did_you_mean
from custdq.roles import epoch_days
from custdq.tables import strings

DIMENSIONS = ("completeness", "accuracy", "consistency", "timeliness", "uniqueness")

_DAYS = {"d": 1.0, "w": 7.0, "m": 30.4375, "y": 365.25}
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([dwmy])[a-z]*\s*")


@dataclass(frozen=True)
class Requirement:
    """Columns of which at least one must be filled; a weight above 0."""

    columns: tuple[str, ...]
    weight: float = 1.0

    @property
    def name(self) -> str:
        """Return the column, or "any of a, b"."""
        return self.columns[0] if len(self.columns) == 1 else f"any of {', '.join(self.columns)}"


@dataclass(frozen=True)
class Reference:
    """Another table's column that values must stand in: its name, and its values as they stand there."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A rule on whole records: `text` compares two cells (or a cell and a word), or `function` answers for all records.

    It speaks where the comparison `when` holds, if there is one. A finding names `column`.
    """

    name: str
    text: str = ""
    when: str | None = None
    weight: float = 1.0
    column: str | None = None
    function: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class FieldExpectation:
    """What is expected of one column's values.

    `half_life` and `sla` are in days; `estimate` asks for a half-life from linked records. `minimum` and `maximum`
    compare numbers, or ISO dates as text. `check` is asked about each distinct standard value and answers True, False
    or None (does not apply). `words` brings words that mean the same to one (signed and won to customer).
    """

    weight: float = 1.0
    half_life: float | None = None
    sla: float | None = None
    estimate: bool = False
    allowed: tuple[str, ...] | None = None
    pattern: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    unique: bool = False
    references: Reference | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    check: Callable[[str], bool | None] | None = None

    @property
    def demands(self) -> bool:
        """Tell whether anything is demanded of a value that its kind does not demand."""
        asked = (self.allowed, self.pattern, self.minimum, self.maximum, self.check)
        return any(one is not None for one in asked)


@dataclass(frozen=True)
class RowWeight:
    """How much a record counts: the number in `column`, or what `values` gives for its word (else `default`)."""

    column: str
    values: tuple[tuple[str, float], ...] = ()
    default: float = 1.0

    def weight(self, text: str | None) -> float:
        """Return the weight of a record with `text` in the column."""
        if self.values:
            return dict(self.values).get(text or "", self.default)
        try:
            number = float(text) if text else self.default
        except ValueError:
            return self.default
        return number if np.isfinite(number) and number > 0 else self.default


@dataclass(frozen=True)
class Expectations:
    """All that is expected; build one with `make_expectations`.

    `stages` stand in the order a customer goes through them and add up; `allowed` names what may be held beside what is
    required (None: anything); `weights` are the dimensions' in the overall score; `grades` what a value that is only
    partly good is worth; `owners` the system that owns a column; `opaque` names checks that could not be taken over.
    """

    required: tuple[Requirement, ...] = ()
    types: Mapping[str, tuple[Requirement, ...]] = field(default_factory=dict)
    stages: Mapping[str, tuple[Requirement, ...]] = field(default_factory=dict)
    type_column: str = "kind"
    fields: Mapping[str, FieldExpectation] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    grades: Mapping[str, float] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[str, ...] | None = None
    row_weight: RowWeight | None = None
    gate: Mapping[str, Any] = field(default_factory=dict)
    as_of: float | None = None
    opaque: tuple[str, ...] = ()

    def with_required(self, required: tuple[Requirement, ...]) -> Expectations:
        """Return the expectations with `required` as what every record must have."""
        return replace(self, required=required)

    def fingerprint(self) -> str:
        """Return a hash of the rules: scores under different rules do not compare.

        >>> Expectations().fingerprint() == Expectations(rules=(Rule("a <= b", "a <= b"),)).fingerprint()
        False
        """
        rules = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("gate", "as_of")}
        return hashlib.sha256(json.dumps(_plain(rules), sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """Return a rule as JSON-able data; of a function its name, for nothing else of it stays the same between runs."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return f"{value.__module__}.{getattr(value, '__qualname__', '')}" if callable(value) else value


def parse_days(given: Any, name: str) -> float:
    """Return a duration in days: a number of days, or text such as "180d", "26w", "6m", "2y".

    >>> parse_days("26w", "sla"), parse_days(90, "sla")
    (182.0, 90.0)
    """
    if isinstance(given, int | float) and not isinstance(given, bool) and given > 0:
        return float(given)
    found = _DURATION.fullmatch(given.lower()) if isinstance(given, str) else None
    if found is None or float(found[1]) <= 0:
        raise ConfigError(
            f'{name} was given {given!r}. Expected a number of days above 0, or "180d", "26w", "6m", "2y".'
        )
    return float(found[1]) * _DAYS[found[2]]


def parse_as_of(given: Any) -> float:
    """Return a day of evaluation as days since 1970-01-01.

    >>> parse_as_of("1970-02-01")
    31.0
    """
    text = given.isoformat() if isinstance(given, date | datetime) else given
    text = str(given) if isinstance(given, np.datetime64) else text
    days = float(epoch_days(strings([text]))[0]) if isinstance(text, str) else float("nan")
    if np.isnan(days):
        raise ConfigError(f"as_of was given {given!r}. Expected a date such as 2025-06-30.")
    return days


class UnknownNameError(ConfigError):
    """A configuration names something that is not known: `name`, empty where the message tells it already."""

    def __init__(self, message: str, *, name: str = "") -> None:
        super().__init__(message)
        self.name = name


def check_keys(given: Iterable[Any], known: Iterable[str], where: str) -> None:
    """Raise `ConfigError` where a name is not known."""
    names = set(known)
    for name in given:
        if name not in names:
            raise UnknownNameError(f'{where} names "{name}". {did_you_mean(str(name), names)}', name=str(name))


def positive(given: Any, name: str) -> float:
    """Return a weight above 0.

    >>> positive(2, "weight")
    2.0
    """
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given < float("inf"):
        raise ConfigError(f"{name} was given {given!r}. Expected a number above 0.")
    return float(given)
