"""Who was kept apart is told with the reason; what a crowd shares relates nobody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from custdq.steps.relate import ComparedPairs, Related, related_entities


def _pairs(*pairs: tuple[int, int, float, bool]) -> ComparedPairs:
    left, right, chance, household = (list(column) for column in zip(*pairs, strict=True)) if pairs else ([],) * 4
    return ComparedPairs(
        np.array(left, dtype=np.int64), np.array(right, dtype=np.int64), np.array(chance, dtype=np.float64),
        np.array(household, dtype=np.bool_), np.array([[0, 1, 2]] * len(left), dtype=np.uint8).reshape(-1, 3),
        {"mobile": ["same number", "differs"], "name": ["same", "differs"], "city": ["same", "differs"]},
    )  # fmt: skip


def _related(
    entity: Sequence[int], pairs: ComparedPairs, *, phones: Sequence[str | None] = (), branches: pa.Table | None = None
) -> tuple[list[Related], list[str]]:
    records = pa.table({"mobile": pa.array(phones or [None] * len(entity), pa.string())})
    return related_entities(
        0, np.array(entity), records=records, parsed={} if branches is None else {"name": branches},
        kinds={"mobile": "phone"}, pairs=pairs,
    )  # fmt: skip


def test_household_and_nearly_the_same_are_told_with_what_agrees() -> None:
    pairs = _pairs((0, 2, 0.05, True), (1, 3, 0.4, False), (0, 4, 0.05, False), (0, 1, 0.99, False))
    found, crowds = _related([0, 0, 1, 2, 3], pairs)
    assert [(each.entity, each.relation, each.probability) for each in found] == [
        (1, "same household", 0.05),
        (2, "nearly the same", 0.4),
    ]
    assert found[0].reason == "mobile: same number; name: differs"  # the city is missing on one side
    assert crowds == []


def test_a_shared_value_is_told_once_and_beside_a_pair() -> None:
    found, _ = _related([0, 1, 2], _pairs((0, 1, 0.5, False)), phones=["1", "1", "1"])
    assert [(each.entity, each.relation) for each in found] == [(1, "nearly the same"), (2, "shares a value")]
    assert found[0].reason.endswith("; the same mobile")
    assert found[1].reason == "the same mobile"


def test_a_crowd_is_a_number() -> None:
    found, crowds = _related(list(range(1_001)), _pairs(), phones=["1"] * 1_001)
    assert found == []
    assert crowds == ["mobile: shared with 1,000 others"]


def test_a_branch_and_its_parent() -> None:
    branches = pa.table(
        {
            "base": ["云帆科技", "云帆科技", "云帆科技", "信利", None],
            "branch": pa.array([None, "金华分公司", None, "金华分公司", None], pa.string()),
        }
    )
    found, _ = _related([0, 1, 2, 3, 4], _pairs(), branches=branches)
    assert [(each.entity, each.relation) for each in found] == [(1, "branch")]
    assert "金华分公司" in found[0].reason
    swapped = branches.take(pa.array([1, 0, 2, 3, 4]))
    found, _ = _related([0, 1, 2, 3, 4], _pairs(), branches=swapped)
    assert {(each.entity, each.relation) for each in found} == {(1, "parent company"), (2, "parent company")}
