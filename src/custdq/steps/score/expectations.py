"""What is expected of the data: required fields by type and stage, weights, half-lives, deadlines, allowed values.

A dict, a TOML file or a pandera schema is brought to one frozen object. The trap: a misspelt name that is silently
not checked; every unknown name is an error with the nearest right one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
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
class FieldExpectation:
    """What is expected of one column's values.

    `half_life` and `sla` are in days; `minimum` and `maximum` compare numbers, or ISO dates as text.
    """

    weight: float = 1.0
    half_life: float | None = None
    sla: float | None = None
    allowed: tuple[str, ...] | None = None
    pattern: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    unique: bool = False


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

    `stages` stand in the order a customer goes through them and add up; `weights` are the dimensions' in the overall
    score; `grades` what a value that is only partly good is worth; `opaque` names checks that could not be taken over.
    """

    required: tuple[Requirement, ...] = ()
    types: Mapping[str, tuple[Requirement, ...]] = field(default_factory=dict)
    stages: Mapping[str, tuple[Requirement, ...]] = field(default_factory=dict)
    type_column: str = "kind"
    fields: Mapping[str, FieldExpectation] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    grades: Mapping[str, float] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    row_weight: RowWeight | None = None
    gate: Mapping[str, Any] = field(default_factory=dict)
    as_of: float | None = None
    opaque: tuple[str, ...] = ()

    def with_required(self, required: tuple[Requirement, ...]) -> Expectations:
        """Return the expectations with `required` as what every record must have."""
        return replace(self, required=required)

    def fingerprint(self) -> str:
        """Return a hash of the rules: scores under different rules do not compare.

        >>> Expectations().fingerprint() == Expectations(rules=("a <= b",)).fingerprint()
        False
        """
        rules = {name: value for name, value in asdict(self).items() if name not in ("gate", "as_of")}
        return hashlib.sha256(json.dumps(rules, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


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
    days = float(epoch_days(strings([text]))[0]) if isinstance(text, str) else float("nan")
    if np.isnan(days):
        raise ConfigError(f"as_of was given {given!r}. Expected a date such as 2025-06-30.")
    return days


def check_keys(given: Iterable[Any], known: Iterable[str], where: str) -> None:
    """Raise `ConfigError` where a name is not known."""
    names = set(known)
    for name in given:
        if name not in names:
            raise ConfigError(f'{where} names "{name}". {did_you_mean(str(name), names)}')


def positive(given: Any, name: str) -> float:
    """Return a weight above 0.

    >>> positive(2, "weight")
    2.0
    """
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given < float("inf"):
        raise ConfigError(f"{name} was given {given!r}. Expected a number above 0.")
    return float(given)
