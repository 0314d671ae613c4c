"""Agreement levels as plain data, so that comparisons of a user's own are saved with the model they were fitted with.

The trap: what is read back must be the same comparison to the last test, or a saved model weighs other levels than it
was fitted on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from custdq.fields.base import Absent, Comparison, Equal, Every, Level, Meet, Similar

_TESTS = {"equal": Equal, "meet": Meet, "similar": Similar, "absent": Absent}


def comparison_to_data(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as what JSON can hold.

    >>> same = Comparison((Level("same", Equal("full")),), ("full",))
    >>> comparison_to_data(same)["levels"]
    [{'label': 'same', 'test': {'is': 'equal', 'key': 'full'}, 'frequency_key': None}]
    >>> comparison_from_data(comparison_to_data(same)) == same
    True
    """
    levels = [
        {"label": level.label, "test": _test_to_data(level.test), "frequency_key": level.frequency_key}
        for level in comparison.levels
    ]
    return {
        "levels": levels,
        "present": list(comparison.present),
        "conflict_from": comparison.conflict_from,
        "alike_from": comparison.alike_from,
    }


def comparison_from_data(data: Mapping[str, Any]) -> Comparison:
    """Return the comparison `comparison_to_data` wrote; `KeyError` or `TypeError` where the data is something else."""
    levels = tuple(Level(one["label"], _test_from_data(one["test"]), one["frequency_key"]) for one in data["levels"])
    return Comparison(levels, tuple(data["present"]), data["conflict_from"], data.get("alike_from"))


def _test_to_data(test: Any) -> dict[str, Any]:
    if isinstance(test, Every):
        return {"is": "every", "tests": [_test_to_data(one) for one in test.tests]}
    name = next(name for name, kind in _TESTS.items() if type(test) is kind)
    return {"is": name, **{field.name: getattr(test, field.name) for field in fields(test)}}


def _test_from_data(data: Mapping[str, Any]) -> Any:
    if data["is"] == "every":
        return Every(tuple(_test_from_data(one) for one in data["tests"]))
    return _TESTS[data["is"]](**{name: value for name, value in data.items() if name != "is"})
