"""Which rules go for which column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.errors import ColumnNotFoundError, OptionError
from custdq.schema import Schema
from custdq.steps.merge import survivorship as s
from custdq.steps.merge.golden import Golden, merge_records

Merge = Callable[[Any], Golden]


def _first(golden: Golden, column: str) -> object:
    return golden.records.column(column).to_pylist()[0]


@pytest.mark.parametrize(
    ("rules", "mobile"),
    [
        pytest.param({"mobile": s.oldest(), "phone": s.most_recent()}, "+8613900138001", id="column before kind"),
        pytest.param({"phone": s.oldest(), "*": s.most_recent()}, "+8613900138001", id="kind before all"),
        pytest.param({"*": s.oldest()}, "+8613900138001", id="all"),
        pytest.param(s.oldest(), "+8613900138001", id="a rule alone is for all"),
        pytest.param({"email": s.oldest()}, "+8613900138002", id="another column's rule"),
    ],
)
def test_the_nearest_rule_applies(merged: Merge, rules: Any, mobile: str) -> None:
    assert _first(merged(rules), "mobile") == mobile


@pytest.mark.parametrize(
    ("rules", "hint"),
    [
        pytest.param({"moblie": s.oldest()}, 'Did you mean "mobile"', id="column"),
        pytest.param({"mobile": s.most_recent(by="updatd_at")}, 'Did you mean "updated_at"', id="date column"),
        pytest.param({"mobile": s.longest().when(sourc="crm")}, 'Did you mean "source"', id="condition"),
        pytest.param({"mobile": s.group("mobile", "emial")}, 'Did you mean "email"', id="group"),
        pytest.param({"*": s.owns({"crm": ["moblie"]})}, 'Did you mean "mobile"', id="owned"),
        pytest.param({"*": s.trust({"crm": {"moblie": 1}})}, 'Did you mean "mobile"', id="trusted"),
    ],
)
def test_a_misspelt_column_is_named(merged: Merge, rules: Any, hint: str) -> None:
    with pytest.raises(ColumnNotFoundError, match=hint):
        merged(rules)


def test_a_misspelt_source_is_named(merged: Merge) -> None:
    with pytest.raises(OptionError, match='Did you mean "erp"'):
        merged({"mobile": s.source_priority(["epr", "crm"])})


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param(s.owns({"crm": ["mobile"]}), id="for all"),
        pytest.param({"*": s.owns({"crm": ["phone"]})}, id="a kind"),
        pytest.param({"*": [s.owns({"crm": ["mobile"]}), s.maximum()], "mobile": s.most_recent()}, id="before its own"),
    ],
)
def test_an_owner_is_asked_first(merged: Merge, rules: Any) -> None:
    golden = merged(rules)
    assert _first(golden, "mobile") == "+8613900138001"
    assert next(line["rule"] for line in golden.lineage.to_pylist() if line["column"] == "mobile") == "owns"


PLACES: dict[str, list[Cell]] = {
    "record_id": ["1", "2"],
    "province": ["河南省", "广东省"],
    "city": ["洛阳市", "广州市"],
    "address": ["幸福路19号", None],
    "seen": ["2020-01-01", "2025-01-01"],
}
STAYED = ("河南省", "洛阳市", "幸福路19号")
MOVED = ("广东省", "广州市", "幸福路19号")
KINDS = {"province": f.Text(), "city": f.Text(), "address": f.Address(region="CN")}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param(None, STAYED, id="address columns go together"),
        pytest.param({"x": s.group("province", "city", rule=s.most_recent())}, MOVED, id="own group"),
        pytest.param({"city": [s.group("city", "province"), s.most_recent()]}, MOVED, id="list after group"),
        pytest.param({("province", "city"): s.most_recent()}, MOVED, id="tuple of columns"),
        pytest.param({s.group("province", "city"): s.most_recent()}, MOVED, id="group as key"),
        pytest.param({"city": s.most_recent()}, ("河南省", "广州市", "幸福路19号"), id="a column of its own"),
        pytest.param({"address": s.most_recent()}, STAYED, id="the newest address that is there"),
    ],
)  # fmt: skip
def test_groups(rules: Any, expected: tuple[str | None, ...]) -> None:
    records = hand_built(PLACES)
    schema = Schema(KINDS, record_id="record_id", updated_at="seen")
    golden = merge_records(records, np.array([0, 0]), pa.array(["e", "e"]), schema, survivorship=rules)
    assert tuple(_first(golden, column) for column in KINDS) == expected
