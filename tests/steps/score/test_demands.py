"""What is demanded of values."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import OptionError
from custdq.steps.score.demands import breaks
from custdq.steps.score.expectations import FieldExpectation

PATTERNS = (r"\d+$", r"[^@\s]+@", r"(?i)AB", r"\w+\Z", r"(a|b)\1", "", r"a{2,3}")


def _broken(values: list[str | None], **demands: Any) -> list[bool]:
    return [bool(one) for one in breaks(pa.array(values, pa.string()), "x", FieldExpectation(**demands))]


@pytest.mark.parametrize(
    ("demands", "values", "expected"),
    [
        pytest.param({"allowed": ("a",)}, ["a", "b", None], [False, True, False], id="allowed"),
        pytest.param({"minimum": "10"}, ["9", "10", "1e3", "x"], [True, False, False, False], id="numbers"),
        pytest.param({"maximum": "2024-01-01"}, ["2023-12-31", "2024-02-01"], [False, True], id="dates"),
        pytest.param({"minimum": "1", "maximum": "2"}, ["0", "1", "3"], [True, False, True], id="both ends"),
        pytest.param({"pattern": r"\d{2}$"}, ["12", "１２", "1"], [False, False, True], id="digits of any script"),
        pytest.param({"check": str.isupper}, ["A", "a", None], [False, True, False], id="a function"),
        pytest.param({"check": lambda _: None}, ["A"], [False], id="a function that does not apply"),
    ],
)
def test_breaks(demands: dict[str, Any], values: list[str | None], expected: list[bool]) -> None:
    assert _broken(values, **demands) == expected


@given(st.lists(st.text("ab1@ é１", max_size=4)), st.sampled_from(PATTERNS))
def test_a_pattern_means_what_python_says(values: list[str], pattern: str) -> None:
    assert _broken([*values], pattern=pattern) == [re.match(pattern, text) is None for text in values]


def test_a_function_is_asked_once_a_value() -> None:
    asked: list[str] = []
    _broken(["a", "b", "a"], check=asked.append)
    assert sorted(asked) == ["a", "b"]


def test_a_function_that_fails_does_not_pass() -> None:
    with pytest.raises(OptionError, match='check of "x" failed: ZeroDivisionError'):
        _broken(["a"], check=lambda _: 1 / 0)
