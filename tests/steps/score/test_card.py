"""Cards add up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.hand_built import hand_built
from tests.steps.score.conftest import AS_OF, COLUMNS, ENTITY, SCHEMA

from custdq.errors import OptionError
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.scoring import score_records

REFERENCE = pa.table({"record_id": ["1", "2", "3"], "mobile": ["13900138001", "13900138009", "13900138001"]})


def _card(rows: list[int], **options: Any) -> ScoreCard:
    records = hand_built({name: [cells[row] for row in rows] for name, cells in COLUMNS.items()})
    codes = np.array(ENTITY, dtype=np.int64)[rows]
    given: dict[str, Any] = {"as_of": AS_OF, "by": ["owner"], "reference": REFERENCE}
    return score_records(records, SCHEMA, entity_codes=codes, **(given | options))


def _figures(card: ScoreCard) -> dict[str, dict[str, Any]]:
    """Return every figure of a card by what it is of."""
    out = {}
    for name in ("dimensions", "parts", "fields", "groups", "group_fields", "agreement", "conflicts"):
        for line in getattr(card, name).to_pylist():
            what = " ".join(f"{value}" for value in line.values() if isinstance(value, str) or value is None)
            figures = {key: value for key, value in line.items() if isinstance(value, int | float)}
            if any(figures.values()):
                out[f"{name} {what}"] = figures
    return out


@given(st.sets(st.integers(0, 4)))
def test_the_cards_of_a_partition_add_up_to_the_card_of_the_whole(entities: set[int]) -> None:
    # no customer is split: the records of entity 0 are in one half
    left = [row for row, entity in enumerate(ENTITY) if entity in entities]
    right = [row for row, entity in enumerate(ENTITY) if entity not in entities]
    both, whole = _card(left) + _card(right), _card([*range(6)])
    merged, expected = _figures(both), _figures(whole)
    assert merged.keys() == expected.keys()
    for name, figures in expected.items():
        assert merged[name] == pytest.approx(figures), name
    assert both.overall == pytest.approx(whole.overall)
    assert both.worst == whole.worst
    assert both.complete_rate == pytest.approx(whole.complete_rate)
    assert both.records.num_rows == 6
    assert sorted(both.findings.column("code").to_pylist()) == sorted(whole.findings.column("code").to_pylist())


def test_days_add_up_and_the_card_names_both() -> None:
    both = _card([0, 1, 2]) + _card([3, 4, 5], as_of="2025-02-01")
    assert (both.run["as_of_first"], both.run["as_of"], both.run["rows"]) == (AS_OF, "2025-02-01", 6)


def test_cards_of_other_rules_or_groups_do_not_add_up() -> None:
    with pytest.raises(OptionError, match="different rules"):
        _card([0]) + _card([1], expectations={"require": ["email"]})
    with pytest.raises(OptionError, match="different columns"):
        _card([0]) + _card([1], by=["source"])


def test_a_card_shows_who_costs_what(scored: Callable[..., ScoreCard]) -> None:
    lines = scored(by="owner").group_fields.to_pylist()
    names = {(line["group"], line["field"]): line for line in lines if line["dimension"] == "completeness"}
    assert names["Wu", "name"]["score"] == pytest.approx(2 / 3)
    assert names["Wu", "name"]["loss"] == pytest.approx(1 / 6)
