"""JSON in its shapes; broken lines are named and stop nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.cells import as_text
from custdq.errors import Reason
from custdq.steps.read.assemble import Place
from custdq.steps.read.jsonlines import flatten, looks_like_json, read_json
from custdq.tables import findings_table

PLACE = Place("a.jsonl", "", "utf-8")
PEOPLE = [{"name": "王伟", "tel": "1"}, {"name": "李娜", "mail": "a@b.cn"}]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("\n".join(json.dumps(p) for p in PEOPLE), [1, 2], id="lines"),
        pytest.param("\n\n" + "\n\n".join(json.dumps(p) for p in PEOPLE), [3, 5], id="blank lines"),
        pytest.param(json.dumps(PEOPLE), [1, 2], id="array on one line"),
        pytest.param(json.dumps(PEOPLE, indent=1), [2, 6], id="array over lines"),
        pytest.param("\n".join(json.dumps(p, indent=1) for p in PEOPLE), [1, 5], id="objects over lines"),
        pytest.param(json.dumps({"total": 2, "data": PEOPLE}), [1, 2], id="wrapped array"),
    ],
)
def test_shapes(text: str, rows: list[int]) -> None:
    outcome = read_json(text, PLACE)
    table = outcome.tables[0]
    assert outcome.findings == []
    assert table.data.column_names == ["name", "tel", "mail"]
    assert table.data.to_pylist()[1] == {"name": "李娜", "tel": None, "mail": "a@b.cn"}
    assert table.rows.tolist() == rows


def test_a_broken_line_is_named() -> None:
    text = '{"name": "王伟"}\n{"name": "李娜", "tel":\n{"name": "张敏"}\n[1]\n'
    outcome = read_json(text, PLACE)
    assert outcome.tables[0].rows.tolist() == [1, 3]
    assert [(f.code, f.row, f.value) for f in outcome.findings] == [
        (Reason.UNREADABLE_ROW, 2, '{"name": "李娜", "tel":'),
        (Reason.UNREADABLE_ROW, 4, "[1]"),
    ]


def test_an_array_cut_off_keeps_what_is_whole() -> None:
    outcome = read_json('[{"a": 1},\n{"a": 2},\n{"a": ', PLACE)
    assert outcome.tables[0].data.column("a").to_pylist() == ["1", "2"]
    assert [(f.code, f.row) for f in outcome.findings] == [(Reason.UNREADABLE_ROW, 3)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("13800138000.0", "13800138000", id="whole float"),
        pytest.param("123456789012345678901.0", "123456789012345678901", id="more digits than a float holds"),
        pytest.param("1.38e10", "13800000000", id="exponent"),
        pytest.param("0.10", "0.10", id="fraction as written"),
        pytest.param("true", "true", id="true"),
        pytest.param("null", None, id="null"),
        pytest.param("NaN", None, id="nan"),
        pytest.param('"\\ud83d x"', "\ufffd x", id="half a pair"),
        pytest.param('["a", "b"]', "a; b", id="list"),
        pytest.param("9" * 5000, "9" * 5000, id="very long number"),
    ],
)
def test_values(value: str, expected: str | None) -> None:
    table = read_json('{"id": "x", "a": ' + value + "}\n", PLACE).tables[0]
    assert table.data.column("a").to_pylist() == [expected]


def test_nested_and_repeated_keys() -> None:
    text = '{"c": {"tel": ["1", "2"], "at": {"city": "上海"}}, "x": 1, "x": 2}'
    row = read_json(text, PLACE).tables[0].data.to_pylist()[0]
    assert row == {"c.tel": "1; 2", "c.at.city": "上海", "x": "1", "x_2": "2"}


@pytest.mark.parametrize("indent", [None, 1])
def test_a_record_with_a_list_of_objects_keeps_its_other_keys(indent: int | None) -> None:
    record = {"name": "Wang", "phone": "138", "orders": [{"id": 1}, {"id": 2}]}
    table = read_json(json.dumps(record, indent=indent), PLACE).tables[0]
    assert table.data.to_pylist() == [{"name": "Wang", "phone": "138", "orders.id": "1; 2"}]


def test_booleans_read_as_everywhere_else() -> None:
    assert flatten({"a": True, "b": [False]}) == {"a": as_text(True), "b": as_text(False)}


@pytest.mark.parametrize("text", ["[]", "{}", "{", "[{}]", '{"a": ' * 3000])
def test_nothing_readable(text: str) -> None:
    outcome = read_json(text, PLACE)
    assert outcome.tables == []
    assert Reason.NOT_A_TABLE in [f.code for f in outcome.findings]


@pytest.mark.parametrize(
    ("text", "expected"), [(' {"a"', True), ("[\n {", True), ("[]", True), ("[1]", False), ("{x}", False), ("a", False)]
)
def test_looks_like_json(text: str, expected: bool) -> None:
    assert looks_like_json(text) is expected


SCALAR = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6)
NESTED = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)


@given(st.lists(st.dictionaries(st.text(max_size=4), NESTED, max_size=4), min_size=1, max_size=4))
def test_any_objects_are_read(objects: list[dict[str, Any]]) -> None:
    outcome = read_json("\n".join(json.dumps(o) for o in objects), PLACE)
    findings_table(outcome.findings)
    for table in outcome.tables:
        table.data.validate(full=True)
        assert len(set(table.rows.tolist())) == table.data.num_rows


@given(st.dictionaries(st.text(max_size=4), NESTED, max_size=4))
def test_flatten_keeps_every_key(record: dict[str, Any]) -> None:
    flat = flatten(record)
    assert all(
        any(name == key or name.startswith(f"{key}.") for name in flat) or not value for key, value in record.items()
    )
