"""Columns handled once per distinct value."""

from __future__ import annotations

import pyarrow as pa

from custdq.steps.unify.arrays import (
    filled,
    first_filled,
    flags_per_distinct,
    is_nothing,
    joined,
    per_distinct,
    same,
    usable,
    where,
)

COLUMN = pa.array(["a", None, "无", "a", " "])


def test_a_function_is_called_once_per_distinct_text() -> None:
    seen: list[str] = []

    def parts(text: str) -> tuple[str, str]:
        seen.append(text)
        return text, text.upper()

    first, second = per_distinct(COLUMN, parts, 2)
    assert first == COLUMN
    assert second.to_pylist() == ["A", None, "无", "A", " "]
    assert sorted(seen) == [" ", "a", "无"]


def test_flags_and_blanks() -> None:
    assert flags_per_distinct(COLUMN, is_nothing).tolist() == [False, False, True, False, True]
    assert usable(COLUMN).to_pylist() == ["a", None, None, "a", None]
    assert filled(COLUMN).tolist() == [True, False, True, True, True]


def test_choosing_and_joining() -> None:
    other = pa.array([None, "b", "c", None, None], pa.string())
    assert first_filled(None, COLUMN, other).to_pylist() == ["a", "b", "无", "a", " "]
    assert joined("-", COLUMN, other).to_pylist() == ["a", "b", "无-c", "a", " "]
    assert where(filled(other), other, None).to_pylist() == [None, "b", "c", None, None]
    assert same(COLUMN, pa.array(["a", None, "x", "b", " "])).tolist() == [True, False, False, False, True]


def test_no_rows() -> None:
    nothing = pa.array([], pa.string())
    assert per_distinct(nothing, lambda text: (text,), 1)[0].to_pylist() == []
    assert joined(" ", nothing, nothing).to_pylist() == []


def test_as_names_some_words_for_nothing_are_somebody() -> None:
    cells = pa.array(["Na", "NaN", "无", " "])
    assert usable(cells).to_pylist() == [None] * 4
    assert usable(cells, name=True).to_pylist() == ["Na", None, None, None]
