"""Copies are found, are one entity where what they say is enough to know a customer by, and take along their like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import Values, field

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.link.block import BLOCK_CAP
from custdq.steps.link.copies import joined_runs, odds_before_data, runs_of_copies, torn_runs
from custdq.steps.link.linking import LinkOptions, LinkOutcome, link_records
from custdq.steps.standardize import standardize_records

Columns = Mapping[str, Sequence[str | None]]


@pytest.mark.parametrize(
    ("name", "city", "expected"),
    [
        pytest.param(["a", "a", "a", "b"], ["x", "x", "x", "x"], [[0, 3]], id="run"),
        pytest.param(["a", "a", "b", "b"], ["x", "x", "x", "x"], [], id="short-runs"),
        pytest.param(["a", "a", "a", "a"], ["x", "x", "y", "y"], [], id="another-key-differs"),
        pytest.param(["a"] * 3 + ["b"] * 3, ["x"] * 6, [[0, 3], [3, 6]], id="two-runs"),
        pytest.param([None] * 3, [None] * 3, [[0, 3]], id="records-that-say-nothing"),
        pytest.param(["a"], ["x"], [], id="one-record"),
    ],
)
def test_runs(name: Values, city: Values, expected: list[list[int]]) -> None:
    fields = [field("name", {"full": name}), field("city", {"category": city})]
    assert runs_of_copies(fields, longer_than=2).tolist() == expected


def test_lists_are_compared_whole() -> None:
    fields = [field("phone", {"numbers": [["1", "2"], ["1", "2"], ["1"]]})]
    assert runs_of_copies(fields, longer_than=1).tolist() == [[0, 2]]


def test_what_a_block_holds_is_left_to_blocking() -> None:
    assert len(runs_of_copies([field("name", {"full": ["a"] * BLOCK_CAP})])) == 0
    assert len(runs_of_copies([field("name", {"full": ["a"] * (BLOCK_CAP + 1)})])) == 1


def test_a_run_takes_along_what_its_records_belong_to() -> None:
    labels = np.array([0, 1, 2, 1, 4, 4], np.int64)
    assert joined_runs(labels, np.array([[0, 3]], np.int32)).tolist() == [0, 0, 0, 0, 4, 4]
    assert labels.tolist() == [0, 1, 2, 1, 4, 4]
    assert joined_runs(labels, np.empty((0, 2), np.int32)).tolist() == labels.tolist()


@given(st.lists(st.integers(0, 3), min_size=2, max_size=12))
def test_a_run_is_torn_where_its_records_are_several_entities(labels: list[int]) -> None:
    runs = np.array([[0, len(labels) // 2], [len(labels) // 2, len(labels)]], np.int32)
    runs = runs[np.diff(runs)[:, 0] > 0]
    torn = [run for run in runs.tolist() if len(set(labels[slice(*run)])) > 1]
    assert torn_runs(np.array(labels), runs).tolist() == torn


# --- what is enough to know a customer by -------------------------------------------------------------------------

KINDS: dict[str, Kind] = {
    "name": f.PersonName(), "firm": f.OrganizationName(), "mail": f.Email(), "mobile": f.Phone(region="CN"),
    "city": f.Category(), "gender": f.Category("gender"), "note": f.Text(), "born": f.Date(),
}  # fmt: skip

CITIES = ["Beijing", "Shanghai", "Harbin", "Lhasa", "Wuhan", "Xian", "Dalian", "Jinan"]


def _link(columns: Columns, **options: object) -> LinkOutcome:
    schema = Schema({name: KINDS[name] for name in columns})
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    return link_records(standardize_records(table, schema), schema, LinkOptions(**options))  # type: ignore[arg-type]


def _odds(twice: Mapping[str, str | None]) -> float:
    """Return the odds before data of a record that stands twice among a hundred others."""
    draw = np.random.default_rng(3)
    letters = np.array(list("abcdefghiklmnoprstuw"))
    words = ["".join(draw.choice(letters, 7)) for _ in range(400)]
    others: dict[str, list[str | None]] = {
        "name": [f"{a.title()} {b.title()}" for a, b in zip(words[:100], words[100:200], strict=True)],
        "firm": [f"{word.title()} Ltd" for word in words[200:300]],
        "mail": [f"{word}@x.org" for word in words[300:]],
        "mobile": [f"138{number:08d}" for number in draw.integers(0, 10**8, 100)],
        "city": [CITIES[at] for at in draw.integers(0, 8, 100)],
        "gender": ["MF"[at] for at in draw.integers(0, 2, 100)],
        "note": [f"{a} {b}" for a, b in zip(words[:100], words[200:300], strict=True)],
        "born": [f"{1950 + at // 28}-05-{at % 28 + 1:02d}" for at in range(100)],
    }
    outcome = _link({name: [*cells, twice.get(name), twice.get(name)] for name, cells in others.items()})
    fields = outcome.scorer.fields
    runs = runs_of_copies(fields, longer_than=1)
    assert len(runs) == 1
    return float(odds_before_data(fields, runs)[0])


ENOUGH = [
    pytest.param({"name": "Ann Lee", "born": "1980-03-04"}, id="a-name-and-a-birthday"),
    pytest.param({"name": "Ann Lee", "gender": "F", "city": "Beijing"}, id="a-name-and-two-categories"),
    pytest.param({"mail": "ann@lee.org"}, id="a-mail"),
    pytest.param({"mobile": "13912345678"}, id="a-phone"),
    pytest.param({"firm": "Xinhong Trading Ltd"}, id="a-firm"),
    pytest.param({"name": "Ann Lee", "firm": "Xinhong Trading Ltd"}, id="a-person-of-a-firm"),
]
LITTLE = [
    pytest.param({"city": "Beijing"}, id="a-city"),
    pytest.param({"city": "Beijing", "gender": "F"}, id="categories"),
    pytest.param({"name": "Ann Lee"}, id="a-name"),
    pytest.param({"note": "called twice"}, id="a-remark"),
    pytest.param({"born": "1980-03-04", "gender": "F"}, id="a-birthday-and-a-gender"),
]


@pytest.mark.parametrize("record", ENOUGH)
def test_copies_that_say_enough_are_one_before_any_data(record: Mapping[str, str | None]) -> None:
    assert _odds(record) > 0


@pytest.mark.parametrize("record", LITTLE)
def test_copies_that_say_too_little_are_left_to_the_fit(record: Mapping[str, str | None]) -> None:
    assert _odds(record) < 0


def test_rows_that_say_beijing_and_nothing_else_are_not_one_customer() -> None:
    labels = _link({"city": CITIES * 100, "gender": ["M", "F", "F"] * 266 + ["M", "F"]}).labels
    assert len(set(labels.tolist())) == 800


def test_a_common_name_is_worth_less() -> None:
    names: list[str | None] = [
        f"{a} {b}" for a in ("Ann", "Bob", "Cid", "Dan") for b in ("Lee", "Ray", "Fox", "Kim", "Poe")
    ]
    rare = [*names, "Zoe Nye", "Zoe Nye"]
    common = ["Ann Lee"] * 20 + [*names, "Zoe Nye", "Zoe Nye"]
    cities = [CITIES[at % 7] for at in range(20)]
    odds = []
    for column, more in ((rare, cities), (common, [*cities, *cities])):
        fields = _link({"name": column, "city": [*more, "Dalian", "Dalian"]}).scorer.fields
        runs = runs_of_copies(fields, longer_than=1)
        odds.append(odds_before_data(fields, runs).min())
    assert odds[1] < odds[0]


@pytest.mark.parametrize("copies", [3, 59, 61, 500])
def test_as_many_copies_as_there_may_be_are_one(copies: int) -> None:
    # what a fit learns here is that strangers agree: nearly all it sees are copies of twelve records
    number = np.arange(12 * copies) % 12
    columns = {
        "name": [["Ann Lee", "Boris Zhukov", "Carla Montes", "Dirk Hagen"][at % 4] for at in number.tolist()],
        "note": [["by road", "to the warehouse", "collected"][at // 4] for at in number.tolist()],
    }
    assert len(set(_link(columns).labels.tolist())) == 12


def test_the_users_word_stands_above_copies() -> None:
    columns: Columns = {"mail": ["ann@x.org", "ann@x.org", "bob@x.org"] * 30}
    apart = np.array([[0, 3]], np.int32)
    labels = _link(columns, cannot_link=apart).labels
    assert labels[0] != labels[3]
