"""Whole names from their parts."""

from __future__ import annotations

import pyarrow as pa

from custdq.steps.unify.compose import compose_names
from custdq.steps.unify.guess import ColumnPlan

PLANS = [ColumnPlan("first", "given_name", "first", "", 1.0), ColumnPlan("last", "surname", "last", "", 1.0)]


def test_western_order() -> None:
    found = compose_names(pa.table({"first": ["John", "Mary", None], "last": ["Smith", None, None]}), PLANS)
    assert found["name"].to_pylist() == ["John Smith", "Mary", None]
    assert found["kind"].to_pylist() == ["person", "person", None]


def test_chinese_order() -> None:
    found = compose_names(pa.table({"first": ["伟"], "last": ["王"]}), PLANS)
    assert found["name"].to_pylist() == ["王伟"]


def test_one_part_is_no_whole_name() -> None:
    assert compose_names(pa.table({"first": ["John"]}), PLANS[:1]) == {}


def test_a_surname_that_is_also_a_word_for_nothing_stays() -> None:
    found = compose_names(pa.table({"first": ["Li", "Tom", "Ann"], "last": ["Na", "NaN", "n/a"]}), PLANS)
    assert found["name"].to_pylist() == ["Li Na", "Tom", "Ann"]
