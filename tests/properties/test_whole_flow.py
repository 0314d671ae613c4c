"""What holds for any table: order changes nothing, standardizing twice is once, entities are a partition."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import custdq
from custdq import fields as f

PEOPLE = ["王伟", "王 伟", "李娜", "李娜女士", "张敏", "Zhang Min", "刘洋", "劉洋", "", "无", "陈静", "O'Brien, Ann"]
PHONES = ["13812345678", "138-1234-5678", "+86 139 8765 4321", "13987654321.0", "021-62345678", "0", "", "138****5678"]
MAILS = ["Ann@Example.com", "ann@example.com", "wang.wei@example.cn", "no mail", "", "a@b"]
PLACES = ["上海市浦东新区张杨路500号", "浦东新区张杨路500号", "北京朝阳建国路88号", "", "12 Main St, Springfield"]
DAYS = ["1990-01-02", "1990/1/2", "19900102", "2/1/1990", "", "1900-01-01", "昨天"]
SCHEMA = custdq.Schema(
    {
        "name": f.PersonName(),
        "mobile": f.Phone(region="CN"),
        "email": f.Email(),
        "address": f.Address(region="CN"),
        "birthday": f.Date(),
    }
)
ROWS = st.lists(
    st.tuples(*(st.sampled_from(pool) for pool in (PEOPLE, PHONES, MAILS, PLACES, DAYS))), min_size=1, max_size=25
)
ANY_TEXT = st.text(max_size=12) | st.sampled_from([*PEOPLE, *PHONES, *MAILS, *PLACES, *DAYS]) | st.none()


def frame_of(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Return rows as a frame with the columns of the schema."""
    return pd.DataFrame(rows, columns=list(SCHEMA.columns), dtype=object)


def partition(links: Any, names: list[int]) -> set[frozenset[int]]:
    """Return the entities as sets of names, one name a row of the input."""
    groups: dict[str, set[int]] = {}
    for name, entity in zip(names, links.entities["entity_id"], strict=True):
        groups.setdefault(entity, set()).add(name)
    return {frozenset(group) for group in groups.values()}


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.randoms(use_true_random=False))
def test_row_order_changes_no_entity(rows: list[tuple[Any, ...]], order: random.Random) -> None:
    names = list(range(len(rows)))
    shuffled = order.sample(names, len(names))
    first = partition(custdq.dedupe(frame_of(rows), SCHEMA), names)
    second = partition(custdq.dedupe(frame_of([rows[i] for i in shuffled]), SCHEMA), shuffled)
    assert first == second


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_entities_are_a_partition_in_input_order(rows: list[tuple[Any, ...]]) -> None:
    entities = custdq.dedupe(frame_of(rows), SCHEMA).entities
    assert len(entities) == len(rows)
    assert entities["entity_id"].notna().all()
    assert list(entities["record_id"].astype(str)) == [str(i) for i in range(len(rows))]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(*[ANY_TEXT] * 5), min_size=1, max_size=12))
def test_standardizing_twice_is_standardizing_once(rows: list[tuple[Any, ...]]) -> None:
    once = custdq.standardize(frame_of(rows), SCHEMA)
    pd.testing.assert_frame_equal(custdq.standardize(once, SCHEMA), once)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_merging_loses_no_row_and_keeps_the_input(rows: list[tuple[Any, ...]]) -> None:
    frame = frame_of(rows)
    untouched = frame.copy(deep=True)
    links = custdq.dedupe(frame, SCHEMA)
    golden = custdq.merge(frame, links, SCHEMA)
    assert len(golden.xref) == len(rows)
    assert set(golden.records["entity_id"]) == set(links.entities["entity_id"])
    pd.testing.assert_frame_equal(frame, untouched)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_tables_go_through(count: int) -> None:
    frame = frame_of([(PEOPLE[0], PHONES[0], "", "", "")] * count)
    links = custdq.dedupe(frame, SCHEMA)
    assert len(links.entities) == count
    assert len(custdq.merge(frame, links, SCHEMA).xref) == count


def test_three_rows_are_enough_to_find_a_duplicate() -> None:
    ann, bob = ("王伟", "13812345678", "", "", ""), ("李娜", "13987654321", "", "", "")
    assert partition(custdq.dedupe(frame_of([ann, bob, ann]), SCHEMA), [0, 1, 2]) == {frozenset({0, 2}), frozenset({1})}
