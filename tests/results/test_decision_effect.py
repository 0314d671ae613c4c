"""Decisions become pairs of rows; what is gone is said and the rest holds."""

from __future__ import annotations

import numpy as np
import pytest
from tests.steps.identify.made import Row, named

from custdq.errors import OptionError
from custdq.results.decision import Cell, Decision
from custdq.results.decision_effect import Effect, effect_of
from custdq.results.decision_records import RecordName
from custdq.steps.link.entities import no_pairs

ROWS: list[Row] = [("crm", name, f"person {name}") for name in "abcdef"]


def _effect(*made: Decision, own: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])) -> Effect:
    pairs = tuple(np.array(one, np.int32).reshape(-1, 2) for one in own)
    return effect_of(made, named(ROWS), (pairs[0], pairs[1]))


def _made(number: int, do: str, *parts: str, cell: Cell | None = None) -> Decision:
    return Decision(number, do, tuple(tuple(RecordName("crm", name) for name in part) for part in parts), cell=cell)


def test_together_is_a_chain_and_apart_every_pair_across() -> None:
    assert _effect(_made(1, "together", "abc")).together.tolist() == [[0, 1], [1, 2]]
    apart = _effect(_made(1, "split", "ab", "c", "d")).apart
    assert apart.tolist() == [[0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]


def test_a_move_joins_and_parts() -> None:
    effect = _effect(_made(1, "move", "a", "de", "bc"))
    assert (effect.together.tolist(), effect.apart.tolist()) == ([[0, 3], [3, 4]], [[0, 1], [0, 2]])


def test_what_is_gone_or_not_clear_is_said_and_the_rest_holds() -> None:
    effect = effect_of([_made(3, "together", "axb")], named([*ROWS, ("crm", "b", "twin")]), (no_pairs(), no_pairs()))
    assert effect.together.tolist() == []
    rows = effect.findings.to_pylist()
    assert [(row["code"], row["source"], row["record_id"]) for row in rows] == [
        ("decision_record_gone", "crm", "x"), ("decision_unclear", "crm", "b"),
    ]  # fmt: skip
    assert rows[0]["suggestion"] == (
        'decision 3 (together) names "crm:x", but no record of this run is; the rest of it holds'
    )
    assert _effect(_made(1, "together", "axc")).together.tolist() == [[0, 2]]
    assert _effect(_made(1, "split", "x", "c")).apart.tolist() == []


def test_an_override_keeps_its_rows() -> None:
    effect = _effect(
        _made(1, "override", "cxa", cell=("city", "Rome")), _made(2, "override", "x", cell=("city", "Bonn"))
    )
    assert [(one.rows, one.column, one.value, one.said) for one in effect.overrides] == [
        ((2, 0), "city", "Rome", "decision 1")
    ]


def test_overrides_that_meet_in_one_entity_are_both_left_out() -> None:
    made = [_made(number, "override", name, cell=("city", value)) for number, name, value in
            ((1, "a", "Rome"), (2, "b", "Bonn"), (3, "c", "Oslo"), (4, "d", "Oslo"))]  # fmt: skip
    effect = _effect(*made)
    assert len(effect.settled_on(np.arange(6), named(ROWS).positions).overrides) == 4
    met = effect.settled_on(np.array([0, 0, 2, 2, 4, 5]), named(ROWS).positions)
    assert [one.said for one in met.overrides] == ["decision 3", "decision 4"]
    assert [(row["code"], row["record_id"], row["column"]) for row in met.findings.to_pylist()] == [
        ("decisions_disagree", "a", "city")
    ]


def test_the_linkers_own_pairs_count_too() -> None:
    with pytest.raises(OptionError, match=r'Decision 1 .* contradicts must_link: "a" = "b"'):
        _effect(_made(1, "apart", "a", "b"), own=([(0, 1)], []))
    with pytest.raises(OptionError, match=r'Cannot_link contradicts decision 1 .*: "a" = "b" = "c"'):
        _effect(_made(1, "together", "abc"), own=([], [(0, 2)]))
    assert _effect(own=([(0, 1)], [])).together.shape == (0, 2)
