"""Each change of an id is said once, and an old id leads to where its customer lives today."""

from __future__ import annotations

import pytest
from tests.steps.identify.made import Row, happened, identified, ids

from custdq.steps.identify import IdentityTables, heirs_of, turning_points


def _heirs(tables: IdentityTables, entity_id: str) -> tuple[str, ...]:
    return heirs_of(turning_points(tables.events), entity_id)


ROWS: list[Row] = [("crm", str(n), f"person {n}") for n in range(6)]


@pytest.fixture
def first() -> IdentityTables:
    """Return two entities of three records each."""
    return identified("aaabbb", ROWS, day="2025-01-01")


def test_the_first_run_creates(first: IdentityTables) -> None:
    assert ids(first) == ["E000001"] * 3 + ["E000002"] * 3
    assert happened(first) == [("created", None, "E000001", 3), ("created", None, "E000002", 3)]
    assert set(first.events.column("day").to_pylist()) == {"2025-01-01"}


def test_nothing_happens_where_nothing_changed(first: IdentityTables) -> None:
    assert happened(identified("bbbaaa", ROWS, first)) == []


def test_a_merge_retires_the_smaller_id(first: IdentityTables) -> None:
    merged = identified("aabbbb", ROWS, first)
    assert happened(merged) == [("moved", "E000001", "E000002", 1)]
    whole = identified("bbbbbb", ROWS, merged)
    assert ids(whole) == ["E000002"] * 6
    assert happened(whole) == [("merged", "E000001", "E000002", 2)]
    assert _heirs(whole, "E000001") == _heirs(whole, "E000002") == ("E000002",)


def test_a_split_mints_an_id_never_used(first: IdentityTables) -> None:
    merged = identified("aaaaaa", ROWS, first)
    assert ids(merged) == ["E000001"] * 6
    again = identified("aaaabb", ROWS, merged)
    assert ids(again) == ["E000001"] * 4 + ["E000003"] * 2
    assert happened(again) == [("split", "E000001", "E000003", 2)]
    assert _heirs(again, "E000002") == ("E000001",)


def test_an_id_may_go_to_two_entities_that_were_there() -> None:
    first = identified("aabbcc", ROWS)
    parted = identified("aaabbb", ROWS, first)
    assert ids(parted) == ["E000001"] * 3 + ["E000003"] * 3
    assert happened(parted) == [("retired", "E000002", "E000001", 1), ("retired", "E000002", "E000003", 1)]
    assert _heirs(parted, "E000002") == ("E000001", "E000003")


def test_an_id_whose_records_are_gone_comes_back_with_them(first: IdentityTables) -> None:
    away = identified("aaa", ROWS[:3], first)
    assert happened(away) == [("retired", "E000002", None, 3)]
    assert _heirs(away, "E000002") == ()
    new = identified("aaab", [*ROWS[:3], ("erp", "1", "Zoe")], away)
    assert ids(new)[-1] == "E000003"
    back = identified("aaabbbc", [*ROWS, ("erp", "1", "Zoe")], new)
    assert ids(back) == [*ids(first), "E000003"]
    assert happened(back) == [("returned", "E000002", "E000002", 3)]
    assert _heirs(back, "E000002") == ("E000002",)


def test_records_gained_and_lost_are_said(first: IdentityTables) -> None:
    changed = identified("aabbbb", [*ROWS[:2], *ROWS[3:], ("erp", "1", "Zoe")], first)
    assert happened(changed) == [("gained", None, "E000002", 1), ("lost", "E000001", None, 1)]


def test_chains_lead_through_many_runs() -> None:
    tables = identified("abcdef", ROWS)
    for entities in ("aacdef", "aaadef", "aaaaef", "aaaaaf", "aaaaaa"):
        tables = identified(entities, ROWS, tables)
    assert [_heirs(tables, f"E00000{n}") for n in range(1, 7)] == [("E000001",)] * 6
