"""Golden values set by a steward."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import hand_built
from tests.steps.merge.conftest import COLUMNS, ENTITIES, SCHEMA

from custdq import fields as f
from custdq.errors import ColumnNotFoundError, OptionError, RecordNotFoundError
from custdq.schema import Schema
from custdq.steps.merge import survivorship as s
from custdq.steps.merge.by_hand import Override
from custdq.steps.merge.golden import Golden, merge_records

Merge = Callable[[Any], Golden]


def _line(golden: Golden, column: str, entity: str = "e1") -> dict[str, Any]:
    lines = [line for line in golden.lineage.to_pylist() if (line["entity_id"], line["column"]) == (entity, column)]
    return dict(lines[0]) if lines else {}


def _decided(overrides: Sequence[Override]) -> Golden:
    codes = np.array([int(entity[1:]) for entity in ENTITIES], dtype=np.int64)
    return merge_records(hand_built(COLUMNS), codes, pa.array(ENTITIES), SCHEMA, overrides=overrides)


def test_a_value_set_by_hand_wins_and_says_so(merged: Merge) -> None:
    rule = s.override({"1": "139 0013 8009"}, by="Li Na", at="2026-01-31")
    line = _line(merged({"mobile": [rule, s.most_recent()]}), "mobile")
    assert (line["value"], line["given"], line["rule"]) == ("+8613900138009", "139 0013 8009", "override")
    assert (line["decision"], line["record_id"], line["source"], line["confidence"]) == (
        "Li Na, 2026-01-31", None, None, None,
    )  # fmt: skip
    # what the records say stays: the candidates, and the value that would have been chosen
    assert line["runner_up"] == "+8613900138002"
    assert "+8613900138001" in line["candidates"]


def test_the_other_entities_go_by_their_rules(merged: Merge) -> None:
    golden = merged({"mobile": s.override({"1": "13900138009"})})
    assert _line(golden, "mobile", "e2")["rule"] == "only_value"
    assert _line(golden, "email")["rule"] == "only_value"
    assert _line(golden, "email")["decision"] is None


@pytest.mark.parametrize("key", ["1", "crm:1", "e1"])
def test_record_source_and_record_or_entity_name_it(merged: Merge, key: str) -> None:
    assert merged({"name": s.override({key: "王伟明"})}).records.column("name").to_pylist()[0] == "王伟明"


def test_a_value_that_a_record_gives_counts_its_cells(merged: Merge) -> None:
    assert _line(merged({"name": s.override({"1": "王伟"})}), "name")["agreeing"] == 2


def test_nothing_empties_the_cell_and_the_conflict_stays(merged: Merge) -> None:
    golden = merged({"amount": s.override({"1": None})})
    assert golden.records.column("amount").to_pylist()[0] is None
    assert _line(golden, "amount") == {}
    assert ("e1", "amount") in {(line["entity_id"], line["column"]) for line in golden.conflicts.to_pylist()}


def test_a_cell_nobody_filled_can_be_filled(merged: Merge) -> None:
    assert merged({"mobile": s.override({"6": "13900138007"})}).records.column("mobile")[2].as_py() == "+8613900138007"


def test_the_only_value_there_is_loses_and_is_kept(merged: Merge) -> None:
    golden = merged({"mobile": s.override({"3": "13900138009"})})
    line = _line(golden, "mobile", "e2")
    assert json.loads(line["candidates"]) == [{"value": "+8613900138003", "count": 1, "sources": ["crm"]}]
    conflict = next(one for one in golden.conflicts.to_pylist() if one["entity_id"] == "e2")
    assert (conflict["column"], conflict["candidates"]) == ("mobile", line["candidates"])


def test_it_goes_before_an_owner(merged: Merge) -> None:
    rules = {"mobile": s.override({"1": "13900138009"}), "*": s.owns({"crm": ["mobile"]})}
    assert merged(rules).records.column("mobile").to_pylist()[0] == "+8613900138009"


@pytest.mark.parametrize(
    ("key", "said"),
    [pytest.param("7", "no record and no entity", id="gone"), pytest.param("x1", "no record", id="unknown")],
)
def test_a_record_that_is_gone_is_named(merged: Merge, key: str, said: str) -> None:
    with pytest.raises(RecordNotFoundError, match=said):
        merged({"name": s.override({key: "王伟明"})})


def test_an_id_of_two_customers_is_not_guessed() -> None:
    records = hand_built({"source": ["crm", "erp"], "id": ["1", "1"], "mail": ["a@x.org", "b@x.org"]})
    schema = Schema({"mail": f.Email()}, record_id="id", source="source")
    with pytest.raises(RecordNotFoundError, match="Give SOURCE:ID"):
        merge_records(
            records, np.array([0, 1]), pa.array(["e", "f"]), schema, survivorship={"mail": s.override({"1": "c@x.org"})}
        )


def test_two_values_for_one_cell_are_refused(merged: Merge) -> None:
    with pytest.raises(OptionError, match="two values"):
        merged({"name": s.override({"1": "王伟明", "2": "王小明"})})


def test_it_is_for_one_column(merged: Merge) -> None:
    with pytest.raises(OptionError, match="one golden column"):
        merged({"*": s.override({"1": "王伟明"})})


def test_decisions_follow_most_records_of_the_entity_and_the_later_one_wins() -> None:
    golden = _decided(
        [
            Override((0, 1, 2), "name", "王一", "Li Na"),
            Override((0,), "name", "王二", "Wu Di"),
            Override((), "name", "x", None),
        ]
    )
    line = _line(golden, "name")
    assert (line["value"], line["decision"]) == ("王二", "Wu Di")


def test_a_decision_on_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ColumnNotFoundError, match='Did you mean "name"'):
        _decided([Override((0,), "nmae", "王一", None)])


def test_an_address_column_set_by_hand_leaves_the_others_together() -> None:
    records = hand_built({"id": ["1", "2"], "city": ["洛阳市", "郑州市"], "address": ["幸福路19号", None]})
    schema = Schema({"city": f.Text(), "address": f.Address(region="CN")}, record_id="id")
    rules = {"city": s.override({"1": "开封市"})}
    golden = merge_records(records, np.array([0, 0]), pa.array(["e", "e"]), schema, survivorship=rules)
    assert golden.records.select(["city", "address"]).to_pylist() == [{"city": "开封市", "address": "幸福路19号"}]
