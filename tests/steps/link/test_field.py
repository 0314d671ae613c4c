"""A field of evidence: what can be compared, what means another identity, and the keys of each column it joins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.steps.link import made

from custdq.fields.base import DIFFERS, Comparison, Equal, Level, Similar
from custdq.steps.link.field import field_places
from custdq.steps.link.ladder import ladder_field

NAMES = ["ann", None, "bob"]


def test_the_labels_end_with_the_level_of_pairs_that_pass_no_test() -> None:
    levels = Level("same", Equal("name")), Level("alike", Similar("name", "osa", 0.8))
    field = made.field("name", {"name": NAMES}, comparison=Comparison(levels, ("name",)))
    assert field.labels == ("same", "alike", DIFFERS)


@pytest.mark.parametrize(("told", "place"), [(None, None), ("same", 0), ("alike", 1), (DIFFERS, 2)])
def test_the_level_that_means_another_identity_is_found_by_its_label(told: str | None, place: int | None) -> None:
    levels = Level("same", Equal("name")), Level("alike", Similar("name", "osa", 0.8))
    comparison = Comparison(levels, ("name",), conflict_from=told)
    assert made.field("name", {"name": NAMES}, comparison=comparison).conflict_level == place


def test_a_record_can_be_compared_where_any_of_the_keys_asked_for_is_there() -> None:
    comparison = Comparison((Level("same", Equal("full")),), ("full", "short", "unheard of"))
    keys: dict[str, made.Values] = {
        "full": ["ann lee", None, None],
        "short": [None, "ann", None],
        "other": ["x", "x", "x"],
    }
    assert made.field("name", keys, comparison=comparison).present().tolist() == [True, True, False]


def test_blocking_keys_are_named_by_their_field_the_most_selective_first() -> None:
    field = made.field("name", {"full": NAMES, "sound": NAMES}, blocking=["full", "sound", "of another kind"])
    assert [(column, name) for column, name, _ in field.blocking()] == [("name", "name.full"), ("name", "name.sound")]


def test_a_field_without_blocking_keys_makes_no_pairs() -> None:
    assert made.field("name", {"full": NAMES}).blocking() == []


@pytest.mark.parametrize("lower", ["city", "addr:city"])
def test_a_joined_field_blocks_by_each_of_its_columns(lower: str) -> None:
    upper = made.field("zip", {"code": ["1", "2", "3"], "area": ["1", "1", "3"]}, blocking=["code", "area"])
    field = ladder_field([upper, made.field(lower, {"text": ["a", "a", "b"]}, blocking=["text"])])
    named = [("zip", "zip.code"), ("zip", "zip.area"), (lower, f"{lower}.text")]
    assert [(column, name) for column, name, _ in field.blocking()] == named


def test_a_field_has_its_place_under_its_name_its_keys_and_each_column_it_joins() -> None:
    name = made.field("name", {"full": NAMES}, blocking=["full"])
    joined = ladder_field([made.field(n, {"text": ["1", "2", "3"]}, blocking=["text"]) for n in ("zip", "city")])
    keys = {"name.full": 0, "zip.text": 1, "city.text": 1}
    assert field_places([name, joined]) == keys | {"name": 0, "zip": 1, "city": 1, "zip, city": 1}


def test_a_field_of_pooled_columns_stands_under_its_own_name_and_its_keys() -> None:
    phone = replace(made.field("phone", {"numbers": NAMES}, blocking=["numbers"]), columns=("mobile", "landline"))
    assert field_places([phone]) == {"phone": 0, "phone.numbers": 0}
