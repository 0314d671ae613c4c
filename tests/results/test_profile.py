"""One customer from all sides: its records, what differs, who was kept apart and why, what was bought."""

from __future__ import annotations

import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.results import Golden
from custdq.results.around import Around
from custdq.steps.merge import merge_records

SCHEMA = custdq.Schema(
    {
        "name": f.PersonName(), "mobile": f.Phone(region="CN"), "landline": f.Phone(region="CN"), "city": f.Category(),
        "company": f.OrganizationName(),
    },
    record_id="id",
)  # fmt: skip
PEOPLE = pd.DataFrame(
    [
        ("1", "王伟", "13800138001", "010-66554433", "北京", "云帆科技有限公司"),
        ("2", "王伟", "13800138001", "010-66554433", "上海", "云帆科技有限公司"),
        ("3", "李娜", "13900139002", "010-66554433", "北京", None),
        ("4", "陈静", "13700137003", None, "金华", "云帆科技有限公司金华分公司"),
        ("5", "赵敏", "13600136004", None, "广州", "信利商贸有限公司"),
    ],
    columns=["id", "name", "mobile", "landline", "city", "company"],
)


@pytest.fixture(scope="module")
def golden() -> Golden:
    orders = pd.DataFrame({"customer": ["1", "2", "3"], "amount": [1.5, 2.0, 4.0], "order_date": ["2025-01-01"] * 3})
    return custdq.merge(PEOPLE, custdq.dedupe(PEOPLE, SCHEMA), SCHEMA).attach("orders", orders)


def _entity(golden: Golden, record: str) -> str:
    return str(golden.xref.set_index("record_id")["entity_id"][record])


def test_the_records_stand_beside_the_golden_cells(golden: Golden) -> None:
    profile = golden.profile(_entity(golden, "1"))
    assert profile.golden["mobile"] == "+8613800138001"
    assert profile.records["record_id"].tolist() == ["1", "2"]
    assert profile.records["city"].tolist() == ["北京", "上海"]
    line = profile.differs.iloc[0]
    assert {line["kept"], line["other"]} == {"北京", "上海"}
    assert line["column"] == "city"


def test_who_shares_a_number_and_the_branch_are_told(golden: Golden) -> None:
    related = golden.profile(_entity(golden, "1")).related.set_index("entity_id")
    assert "the same landline" in related.loc[_entity(golden, "3"), "reason"]
    assert related.loc[_entity(golden, "4"), "relation"] == "branch"
    assert _entity(golden, "5") not in related.index
    branch = golden.profile(_entity(golden, "4")).related.set_index("entity_id")
    assert branch.loc[_entity(golden, "1"), "relation"] == "parent company"


def test_attached_tables_come_to_figures(golden: Golden) -> None:
    line = golden.profile(_entity(golden, "1")).attached.iloc[0]
    assert (line["table"], line["rows"], line["amount"]) == ("orders", 2, 3.5)
    assert str(line["first"])[:10] == "2025-01-01"


def test_it_shows_itself(golden: Golden) -> None:
    profile = golden.profile(_entity(golden, "1"))
    assert repr(profile).startswith(f"{profile.entity_id}: 2 records")
    assert profile._repr_html_() == profile.to_html()
    assert "云帆科技有限公司" in profile.to_html()


def test_without_what_it_was_made_from_the_golden_cells_are_told() -> None:
    links = custdq.dedupe(PEOPLE, SCHEMA)
    origin = custdq.merge(PEOPLE, links, SCHEMA).origin
    assert origin is not None
    tables = merge_records(origin.standardized, links.entity_codes, links.entity_ids, SCHEMA)
    profile = Around(tables, None).profile(tables.xref.column("entity_id")[4].as_py(), None)
    assert profile.golden["name"] == "赵敏"
    assert len(profile.records) == 1
    assert len(profile.related) == 0
    assert len(profile.attached) == 0
