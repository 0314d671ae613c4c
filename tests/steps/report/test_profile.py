"""A profile shows one customer whole, and no cell of it becomes a tag."""

from __future__ import annotations

from custdq.steps.report import ProfileData, profile_html, profile_text

DATA = ProfileData(
    "E1",
    {"name": "王伟", "city": "<b>北京", "note": None},
    [
        {"source": "crm.csv", "sheet": "", "row": 2, "record_id": "C1", "name": "王伟", "city": "<b>北京"},
        {"source": "erp.xlsx", "sheet": "S", "row": None, "record_id": "K1", "name": "王伟", "city": "上海"},
    ],
    [
        {
            "column": "city", "kept": "<b>北京", "rule": "vote", "confidence": 0.7, "other": "上海", "records": 1,
            "sources": "erp",
        }
    ],
    [
        {
            "entity_id": "E2", "relation": "same household", "reason": "address: same", "match_probability": 0.04,
            "shown": "李娜",
        }
    ],
    ["mobile: shared with 1,204 others"],
    [{"table": "orders", "rows": 1200, "amount": 2.5, "first": None}],
)  # fmt: skip


def test_the_text_says_all_of_it() -> None:
    assert profile_text(DATA).splitlines() == [
        "E1: 2 records", "name  王伟", "city  <b>北京", "", "records", "  crm.csv row 2  agrees",
        "  erp.xlsx S id K1  city 上海", "", "differs", "  city: <b>北京 by vote, not 上海 (erp)", "", "kept apart",
        "  E2 same household, 4.0% likely the same: address: same", "  mobile: shared with 1,204 others", "",
        "attached",
        "  orders: rows 1,200, amount 2.50",
    ]  # fmt: skip


def test_the_page_escapes_cells() -> None:
    page = profile_html(DATA)
    assert "<b>北京" not in page
    assert "&lt;b&gt;北京" in page
    for said in ("李娜", "same household", "1,204 others", "1,200", "erp.xlsx S id K1"):
        assert said in page


def test_many_records_are_counted_and_not_all_drawn() -> None:
    page = profile_html(DATA._replace(records=[DATA.records[0]] * 40))
    assert "and 28 more" in page
