"""Systems held against each other."""

from __future__ import annotations

import numpy as np
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Expectations
from custdq.steps.score.reconcile import reconcile


def _evidence(columns: dict[str, list[Cell]], entity: list[int], *, owners: dict[str, str] | None = None) -> Evidence:
    schema, expects = Schema({"word": f.Category()}, source="source"), Expectations(owners=owners or {})
    return Evidence(hand_built(columns), schema, expects, 0.0, np.array(entity, dtype=np.int64))


def test_systems_are_held_against_each_other() -> None:
    columns: dict[str, list[Cell]] = {
        "word": ["a", "b", "a", "a", "x", None], "source": ["erp", "crm", "erp", "crm", "crm", "erp"],
    }  # fmt: skip
    evidence = _evidence(columns, [0, 0, 1, 1, 2, 2], owners={"word": "erp"})
    agreement, conflicts = reconcile(evidence, ["word"])
    assert agreement.to_pylist() == [
        {"field": "word", "left": "crm", "right": "erp", "charged": "crm", "entities": 2, "disagreeing": 1, "pairs": 2,
         "agreeing": 1},
    ]  # fmt: skip
    assert [(line["source"], line["entities"], line["conflicting"]) for line in conflicts.to_pylist()] == [
        (None, 2, 1), ("crm", 2, 1), ("erp", 2, 1),
    ]  # fmt: skip


def test_nothing_linked_nothing_compared() -> None:
    evidence = Evidence(hand_built({"word": ["a"]}), Schema({"word": f.Category()}), Expectations(), 0.0)
    assert [table.num_rows for table in reconcile(evidence, ["word"])] == [0, 0]


def test_copies_within_one_system_are_no_conflict_between_systems() -> None:
    evidence = _evidence({"word": ["a", "b"], "source": ["crm", "crm"]}, [0, 0])
    agreement, conflicts = reconcile(evidence, ["word"])
    assert [(line["left"], line["right"], line["disagreeing"]) for line in agreement.to_pylist()] == [("crm", "crm", 1)]
    assert [line["entities"] for line in conflicts.to_pylist()] == [0, 0]


def test_an_entity_counts_once_however_many_records_it_has() -> None:
    columns: dict[str, list[Cell]] = {"word": ["a", "b", "b", "b"], "source": ["erp", "crm", "crm", "crm"]}
    agreement, _ = reconcile(_evidence(columns, [0] * 4), ["word"])
    between = next(line for line in agreement.to_pylist() if line["left"] != line["right"])
    assert (between["entities"], between["disagreeing"], between["pairs"], between["agreeing"]) == (1, 1, 3, 0)


def test_what_another_record_has_could_be_filled() -> None:
    columns: dict[str, list[Cell]] = {"word": ["a", None, None, "b"], "source": ["erp", "crm", "crm", "erp"]}
    _, conflicts = reconcile(_evidence(columns, [0, 0, 1, 2]), ["word"])
    # nothing to compare, and a gap that another system could fill
    assert [tuple(line.values())[1:] for line in conflicts.to_pylist()] == [(None, 0, 0, 1, 1), ("crm", 0, 0, 1, 1)]

    columns = {"word": ["a", "a", None], "source": ["erp", "crm", "crm"]}
    _, conflicts = reconcile(_evidence(columns, [0, 0, 0]), ["word"])
    assert [(line["source"], line["known"], line["lacking"]) for line in conflicts.to_pylist()] == [
        (None, 3, 1), ("crm", 2, 1), ("erp", 1, 0),
    ]  # fmt: skip


def test_records_of_no_system_are_in_the_whole_alone() -> None:
    _, conflicts = reconcile(_evidence({"word": ["a", "b"]}, [0, 0]), ["word"])
    assert [line["source"] for line in conflicts.to_pylist()] == [None]
