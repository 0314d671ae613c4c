"""Expectations out to pandera: a schema of the hard rules, and checks of kinds for everybody who uses pandera.

Scores, weights, stages and ages have no word there and stay with us. The trap: a check that is a function is lost
when a schema is written to YAML; registered by name, with its options, it comes back.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from custdq.errors import MissingExtraError, Status
from custdq.fields import KINDS, Kind
from custdq.schema import Schema
from custdq.steps.score.expectations import Expectations, FieldExpectation
from custdq.steps.score.units import Bools

#: Kinds that are checked by name in pandera, and the options of each that a check takes.
CHECKED: dict[str, tuple[str, ...]] = {
    "phone": ("region",), "address": ("region",), "identifier": ("scheme",), "email": (), "date": (),
    "postal_code": ("region",), "url": (),
}  # fmt: skip


def register_checks() -> list[str]:
    """Register `Check.custdq_phone(region=...)`, `custdq_identifier(scheme=...)` and others in pandera.

    Returns
    -------
    list of str
        Their names; registered once, however often it is called. They work on pandas and come back from YAML.

    Raises
    ------
    MissingExtraError
        When pandera is not installed.
    """
    pandera = _pandera()
    import pandas as pd
    from pandera import extensions

    for name, options in CHECKED.items():
        if f"custdq_{name}" not in pandera.Check.REGISTERED_CUSTOM_CHECKS:
            register = extensions.register_check_method(statistics=[*options], supported_types=[pd.Series])
            register(_check_of(name, options))
    return [f"custdq_{name}" for name in CHECKED]


def _check_of(name: str, options: tuple[str, ...]) -> Callable[..., Any]:
    def check(series: Any, **given: Any) -> Any:
        import pandas as pd

        chosen = {option: value for option, value in given.items() if value is not None}
        return pd.Series(readable(KINDS[name](**chosen), series), index=series.index)

    # pandera reads the names of the options off the signature
    named = [inspect.Parameter(option, inspect.Parameter.KEYWORD_ONLY, default=None) for option in options]
    first = inspect.Parameter("series", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    check.__name__, check.__doc__ = f"custdq_{name}", f"Tell which values can be read as a {name.replace('_', ' ')}."
    check.__signature__ = inspect.Signature([first, *named])  # type: ignore[attr-defined]
    return check


def readable(kind: Kind, values: Any) -> Bools:
    """Tell which values a kind can read; missing ones pass, they are nobody's format."""
    status = kind.parse(values).column("status").to_pylist()
    return np.array([one != str(Status.INVALID) for one in status], dtype=bool)


def to_pandera(expectations: Expectations, schema: Schema) -> Any:
    """Return a pandera `DataFrameSchema` of what holds for every record.

    Columns required of every record are not nullable; allowed words, patterns, bounds and keys become pandera's own
    checks, kinds the registered ones. Weights, deadlines and half-lives stand in the columns' metadata, so that reading
    the schema back gives the same expectations. What pandera has no word for (any-of groups, stages, types, rules on
    several columns) is left out and named in the schema's metadata.

    Parameters
    ----------
    expectations
        As `make_expectations` gives them.
    schema
        Kinds of the columns.

    Raises
    ------
    MissingExtraError
        When pandera is not installed.
    """
    pandera = _pandera()
    register_checks()
    required = {one.columns[0] for one in expectations.required if len(one.columns) == 1}
    columns = {}
    for name in dict.fromkeys((*schema.columns, *expectations.fields, *sorted(required))):
        expects = expectations.fields.get(name, FieldExpectation())
        columns[name] = pandera.Column(
            object, checks=_checks(pandera, schema.columns.get(name), expects), nullable=name not in required,
            unique=expects.unique, required=name in required, metadata=_metadata(expects),
        )  # fmt: skip
    left_out = [one.name for one in expectations.required if len(one.columns) > 1]
    left_out += [f"stage {name}" for name in expectations.stages] + [f"type {name}" for name in expectations.types]
    left_out += [rule.name for rule in expectations.rules]
    return pandera.DataFrameSchema(columns, metadata={"custdq": {"left_out": left_out}}, strict=False)


def _checks(pandera: Any, kind: Kind | None, expects: FieldExpectation) -> list[Any]:
    checks = []
    if kind is not None and kind.name in CHECKED:
        options = {name: getattr(kind, name) for name in CHECKED[kind.name]}
        checks.append(getattr(pandera.Check, f"custdq_{kind.name}")(**options))
    if expects.allowed is not None:
        checks.append(pandera.Check.isin(list(expects.allowed)))
    if expects.pattern is not None:
        checks.append(pandera.Check.str_matches(expects.pattern))
    if expects.minimum is not None:
        checks.append(pandera.Check.greater_than_or_equal_to(expects.minimum))
    if expects.maximum is not None:
        checks.append(pandera.Check.less_than_or_equal_to(expects.maximum))
    return checks


def _metadata(expects: FieldExpectation) -> dict[str, Any] | None:
    held: dict[str, Any] = {} if expects.weight == 1.0 else {"weight": expects.weight}
    held |= {name: getattr(expects, name) for name in ("sla", "half_life") if getattr(expects, name) is not None}
    return {"custdq": held} if held else None


def _pandera() -> Any:
    try:
        import pandera.pandas
    except ImportError as error:
        raise MissingExtraError("pandera is not installed. Install it with: pip install custdq[pandera]") from error
    return pandera.pandas
