"""The questions every kind answers, asked of the smallest kind there can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd
import pyarrow as pa
import pytest

from custdq import fields
from custdq.errors import FrameError, Reason, Status, UnknownOptionError
from custdq.fields.base import MAX_LENGTH, MISSING, Comparison, Equal, Key, Kind, Level, Parsed, key_column, status_of


@dataclass(frozen=True)
class Letter(Kind):
    """One letter, in lower case; counts how often it is asked."""

    upper: bool = False

    name: ClassVar[str] = "letter"
    part_names: ClassVar[tuple[str, ...]] = ("sound",)
    list_keys: ClassVar[tuple[str, ...]] = ("twice",)
    asked: ClassVar[list[str]] = []

    def parse_value(self, text: str) -> Parsed:
        self.asked.append(text)
        if len(text) != 1:
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        value = text.upper() if self.upper else text.lower()
        return Parsed(value, status_of(text, value), None, {"sound": f"{value}{value}"})

    def key_functions(self) -> dict[str, Callable[[str], Key]]:
        return {"letter": str, "twice": lambda value: [value, f"{value}{value}"]}

    def comparison(self) -> Comparison:
        return Comparison((Level("same letter", Equal("letter")),), ("letter",))

    def mask(self, value: str) -> str:
        return "*" * len(value)


@pytest.mark.parametrize(
    ("cell", "value", "status", "problem"),
    [
        pytest.param("a", "a", "valid", None, id="standard form"),
        pytest.param("A", "a", "repaired", None, id="repaired"),
        pytest.param(" \u200bA ", "a", "repaired", None, id="invisible characters"),
        pytest.param("ab", None, "invalid", "not_parsed", id="invalid"),
        pytest.param(None, None, "missing", None, id="null"),
        pytest.param(float("nan"), None, "missing", None, id="nan"),
        pytest.param("   ", None, "missing", None, id="blank"),
        pytest.param("n/a", None, "missing", "placeholder", id="placeholder"),
        pytest.param("a" * (MAX_LENGTH + 1), None, "invalid", "too_long", id="too long"),
        pytest.param(7, "7", "valid", None, id="number"),
    ],
)
def test_one_cell(cell: Any, value: str | None, status: str, problem: str | None) -> None:
    row = Letter().parse([cell]).to_pylist()[0]
    assert (row["value"], row["status"], row["problem"]) == (value, status, problem)


def test_one_value_is_a_column_of_one() -> None:
    assert Letter().parse("A").column("value").to_pylist() == ["a"]
    assert Letter().parse(7).column("value").to_pylist() == ["7"]


def test_more_distinct_values_than_one_batch_keep_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("custdq.fields.bulk.BATCH", 2)
    cells = ["e", "a", None, "d", "b", "a", "C"]
    assert Letter().parse(cells).column("value").to_pylist() == ["e", "a", None, "d", "b", "a", "c"]


def test_each_distinct_value_is_parsed_once_and_rows_keep_their_order() -> None:
    Letter.asked.clear()
    table = Letter().parse(["b", "a", None, "b", "a", "b"])
    assert table.column("value").to_pylist() == ["b", "a", None, "b", "a", "b"]
    assert sorted(Letter.asked) == ["a", "b"]
    assert table.column_names == ["value", "status", "problem", "sound"]


def test_an_empty_column_has_the_columns_of_the_kind() -> None:
    table = Letter().parse([])
    assert table.num_rows == 0
    assert table.column_names == ["value", "status", "problem", "sound"]


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(pa.array(["A", None]), id="array"),
        pytest.param(pa.chunked_array([["A"], [None]], pa.string()), id="chunked"),
        pytest.param(pa.array(["A", None]).dictionary_encode(), id="dictionary"),
        pytest.param(pa.array(["A", None], pa.large_string()), id="large string"),
        pytest.param(("A", None), id="tuple"),
    ],
)
def test_any_column_is_read(column: Any) -> None:
    assert Letter().parse(column).column("value").to_pylist() == ["a", None]


def test_options_are_those_that_differ_from_their_default() -> None:
    assert Letter().options() == {}
    assert Letter(upper=True).options() == {"upper": True}


def test_a_value_alone_has_the_keys_it_has_in_a_column() -> None:
    parsed = Letter().parse(["a", None, "b", "A"])
    assert all(pa.types.is_list(Letter().keys(Letter().parse(cells))["twice"].type) for cells in ([], [None], ["a"]))
    keys = {name: array.to_pylist() for name, array in Letter().keys(parsed).items()}
    assert keys == {"letter": ["a", None, "b", "a"], "twice": [["a", "aa"], None, ["b", "bb"], ["a", "aa"]]}
    assert {name: array.to_pylist() for name, array in Letter().keys_one_by_one(parsed).items()} == keys
    assert Letter().value_keys(Letter().parse_alone("A")) == {"letter": "a", "twice": ["a", "aa"]}
    assert Letter().value_keys(MISSING) == {"letter": None, "twice": None}


def test_a_key_column_keeps_nulls_and_may_hold_lists() -> None:
    parsed = Letter().parse(["a", None, "b", "a"])
    assert key_column(parsed, lambda value: value * 2).to_pylist() == ["aa", None, "bb", "aa"]
    listed = key_column(parsed, lambda value: [value, "x"], listed=True)
    assert listed.to_pylist() == [["a", "x"], None, ["b", "x"], ["a", "x"]]


def test_only_a_kind_that_counts_values_is_prepared_with_repeats() -> None:
    seen: list[list[str | None]] = []

    @dataclass(frozen=True)
    class Once(Letter):
        def prepare(self, values: pa.Array) -> Kind:
            seen.append(values.to_pylist())
            return self

    @dataclass(frozen=True)
    class Counting(Once):
        counts_values: ClassVar[bool] = True

    Once().parse(["a", "b", "a", None])
    Counting().parse(["a", "b", "a", None])
    assert seen == [["a", "b"], ["a", "b", "a", None]]


@pytest.mark.parametrize("count", [1, 150, 450])
def test_few_and_many_texts_give_the_same_columns(count: int) -> None:
    cells = [chr(0x4E00 + place) for place in range(count)]
    table = Letter().parse(cells)
    assert table.schema.types == [pa.string()] * 4
    assert table.column("sound").to_pylist() == [cell * 2 for cell in cells]


def test_an_option_a_kind_does_not_have_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownOptionError, match=r'Letter has no option "uper". Did you mean "upper"'):
        Letter(uper=True)  # type: ignore[call-arg]


def test_a_kind_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r'There is no kind "Phon". Did you mean "Phone"'):
        _ = fields.Phon


def test_a_frame_is_no_column() -> None:
    with pytest.raises(FrameError, match=r"Schema\.parse"):
        Letter().parse(pd.DataFrame({"a": ["b"]}))
