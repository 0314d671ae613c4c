"""Agreement levels as plain data and as text: to be saved with the model that was fitted on them, read and changed.

The trap: what is read back must be the same comparison to the last test, or a saved model weighs other levels than it
was fitted on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from custdq.errors import OptionError, did_you_mean
from custdq.fields.base import Absent, Comparison, Equal, Every, Level, Meet, Similar

_TESTS = {"equal": Equal, "meet": Meet, "similar": Similar, "absent": Absent}
METRICS: tuple[str, ...] = get_args(get_type_hints(Similar)["metric"])

_PLAIN = r"[\w.]+(?::\w+)?"
_KEY = rf'(?P<key>{_PLAIN}|"(?:[^"\\]|\\.)*")'
_TEST = re.compile(
    rf"\s*(?:(?P<kind>equal|meet|absent)\(\s*{_KEY}\s*\)"
    rf"|similar\(\s*{_KEY.replace('<key>', '<text>')}\s*,\s*(?P<metric>\w+)\s*,\s*(?P<least>\d*\.?\d+)\s*\))\s*"
)
_AND = re.compile(r"and\b")


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


def written_test(test: Any) -> str:
    """Return a test in words.

    >>> written_test(Every((Equal("surname"), Similar("given", "osa", 0.8))))
    'equal(surname) and similar(given, osa, 0.8)'
    """
    if isinstance(test, Every):
        return " and ".join(map(written_test, test.tests))
    if isinstance(test, Similar):
        return f"similar({_written_key(test.key)}, {test.metric}, {test.at_least!r})"
    return f"{next(name for name, kind in _TESTS.items() if type(test) is kind)}({_written_key(test.key)})"


def read_test(text: str) -> Any:
    """Return the test that `written_test` wrote in words; `OptionError` where it is none.

    >>> read_test("equal(surname) and similar(given, osa, 0.8)")
    Every(tests=(Equal(key='surname'), Similar(key='given', metric='osa', at_least=0.8)))
    """
    tests, place = [], 0
    while found := _TEST.match(text, place):
        tests.append(_test_from_match(text, found))
        if found.end() == len(text):
            return tests[0] if len(tests) == 1 else Every(tuple(tests))
        joined = _AND.match(text, found.end())
        if joined is None:
            break
        place = joined.end()
    raise OptionError(
        f'"{text}" is no test of two values; expected equal(KEY), meet(KEY), absent(KEY) or similar(KEY, METRIC, '
        'LEAST), several joined by "and"; a key with spaces or signs stands in quotes.'
    )


def written_keys(keys: Sequence[str]) -> str:
    """Return keys as one text.

    >>> written_keys(["full", "post code:text"]), read_keys(written_keys(["full", "post code:text"]))
    ('full; "post code:text"', ('full', 'post code:text'))
    """
    return "; ".join(map(_written_key, keys))


def read_keys(text: str) -> tuple[str, ...]:
    """Return the keys that `written_keys` wrote as one text."""
    return tuple(_read_key(found["key"]) for found in re.finditer(_KEY, text))


def _written_key(key: str) -> str:
    return key if re.fullmatch(_PLAIN, key) else json.dumps(key, ensure_ascii=False)


def _read_key(text: str) -> str:
    return str(json.loads(text)) if text.startswith('"') else text


def _test_from_match(text: str, found: re.Match[str]) -> Any:
    key = _read_key(found["key"] or found["text"])
    if found["kind"]:
        return _TESTS[found["kind"]](key)
    if found["metric"] not in METRICS:
        raise OptionError(f'"{text}" asks for the metric "{found["metric"]}". {did_you_mean(found["metric"], METRICS)}')
    least = float(found["least"])
    if not 0 < least <= 1:
        raise OptionError(f'"{text}" asks for a similarity of {found["least"]}; expected one above 0, at most 1.')
    return Similar(key, found["metric"], least)  # type: ignore[arg-type]


def _test_to_data(test: Any) -> dict[str, Any]:
    if isinstance(test, Every):
        return {"is": "every", "tests": [_test_to_data(one) for one in test.tests]}
    name = next(name for name, kind in _TESTS.items() if type(test) is kind)
    return {"is": name, **{field.name: getattr(test, field.name) for field in fields(test)}}


def _test_from_data(data: Mapping[str, Any]) -> Any:
    if data["is"] == "every":
        return Every(tuple(_test_from_data(one) for one in data["tests"]))
    return _TESTS[data["is"]](**{name: value for name, value in data.items() if name != "is"})
