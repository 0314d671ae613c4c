"""Files against a gate: what is missing, unreadable or not scored holds it up, and linking is done where it counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from custdq.checking import Checked, check_files, rests_on_links
from custdq.errors import OptionError, SourceError

GOOD = "姓名,手机,邮箱,负责人\n王伟,13800138001,wang@example.com,甲\n李娜,13900139002,li@example.com,乙\n"
GATE: dict[str, Any] = {"gate": {"completeness": 0.5}}


@pytest.fixture
def crm(tmp_path: Path) -> Path:
    path = tmp_path / "crm.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def outcomes(found: Checked) -> dict[str, str]:
    return {line.name: line.outcome for line in found.result.outcomes}


def test_a_good_file_passes(crm: Path) -> None:
    found = check_files([str(crm)], GATE, as_of="2025-06-30")
    assert found.result.passed
    assert outcomes(found) == {"completeness": "passed"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("empty.csv", b"", id="empty"),
        pytest.param("header.csv", "姓名,手机\n".encode(), id="header only"),
        pytest.param("broken.xlsx", b"PK\x03\x04 no workbook", id="unreadable"),
        pytest.param("broken.parquet", b"PAR1 no table", id="damaged"),
        pytest.param("prose.txt", b"These are notes.\nThey are no table, and nobody reads them so.\n", id="prose"),
    ],
)
def test_a_file_that_gives_no_table_holds_the_gate_up(crm: Path, name: str, content: bytes) -> None:
    (crm.parent / name).write_bytes(content)
    found = check_files([str(crm), str(crm.parent / name)], GATE, as_of="2025-06-30")
    assert outcomes(found) == {f"source {name}": "unevaluated", "completeness": "passed"}
    assert not found.result.passed
    assert [line.name for line in found.card.gates] == [f"source {name}", "completeness"]


def test_lines_that_cannot_be_read_hold_the_gate_up(tmp_path: Path) -> None:
    lines = [
        '{"姓名": "王伟", "手机": "13800138001"}',
        '{"姓名": "李娜", "手机": "13900139002"}',
        *['{"姓名": "赵'] * 3,
    ]
    (tmp_path / "crm.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = check_files([str(tmp_path / "crm.jsonl")], GATE, as_of="2025-06-30")
    assert outcomes(found) == {"source crm.jsonl": "unevaluated", "completeness": "passed"}
    assert '3 lines of "crm.jsonl" cannot be read (line 3)' in found.result.reasons[0]


@pytest.mark.parametrize("empty", ["{},,,", "{},n/a,无,-"], ids=["blank", "placeholders"])
def test_rows_without_anything_cannot_make_a_file_look_complete(tmp_path: Path, empty: str) -> None:
    """A row with an id and nothing else is no record of a run; a gate must not pass because it was left out."""
    rows = ["id,姓名,手机,邮箱", *(f"{row},王伟,1390013900{row},w{row}@example.com" for row in range(8))]
    path = tmp_path / "crm.csv"
    path.write_text("\n".join([*rows, *(empty.format(row) for row in (8, 9))]), encoding="utf-8")
    asked = {"completeness": 0.75, "complete_rate": 0.75, "worst": 0.5, "overall": 0.5}
    found = check_files([str(path)], {"gate": asked}, as_of="2025-06-30")
    assert found.result.passed
    assert (found.card.card.run["rows"], found.card.card.run["passed_over"]) == (8, 2)
    assert found.card.overall is not None
    strict = dict.fromkeys(("completeness", "complete_rate", "name.completeness"), 0.85)
    strict["overall"] = found.card.overall - 0.02
    held = check_files([str(path)], {"gate": strict}, as_of="2025-06-30")
    assert set(outcomes(held).values()) == {"unevaluated"}
    assert "0.8000 were the rows passed over as nobody" in held.result.reasons[0]


def test_a_page_of_prose_in_a_folder_is_passed_over(crm: Path) -> None:
    (crm.parent / "notes.txt").write_text("These are notes.\nThey are no table, and nobody reads them so.\n")
    assert check_files([str(crm.parent)], GATE, as_of="2025-06-30").result.passed


def test_nothing_but_an_empty_file_cannot_be_judged(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(SourceError):
        check_files([str(tmp_path / "empty.csv")], GATE)


def test_a_declared_column_that_is_gone_holds_the_gate_up(crm: Path) -> None:
    document = {"columns": {"name": "person_name", "mobile": "phone", "wechat": "text", "town": "category"}, **GATE}
    found = check_files([str(crm)], document, as_of="2025-06-30")
    assert outcomes(found) == {"column wechat": "unevaluated", "completeness": "passed"}


def test_numbers_that_are_all_mobiles_are_no_missing_column(crm: Path) -> None:
    document = {"columns": {"name": "person_name", "mobile": "phone", "landline": "phone"}, **GATE}
    assert check_files([str(crm)], document, as_of="2025-06-30").result.passed


@pytest.mark.parametrize("name", ["wechat.accuracy", "uscc.completeness"])
def test_a_gate_on_a_column_that_is_not_there_is_not_evaluated(crm: Path, name: str) -> None:
    assert outcomes(check_files([str(crm)], {"gate": {name: 0.0}}))[name] == "unevaluated"


def test_groups_are_made_for_their_gates(crm: Path) -> None:
    found = check_files([str(crm)], {"gate": {"by.owner.completeness": 0.5, "by.source.completeness": 0.5}})
    assert set(outcomes(found).values()) == {"passed"}
    with pytest.raises(SourceError, match="stage"):
        check_files([str(crm)], {"gate": {"by.stage.completeness": 0.5}})
    with pytest.raises(OptionError, match='Did you mean "owner"'):
        check_files([str(crm)], {"gate": {"by.ownr.completeness": 0.5}})


def test_records_are_linked_only_where_a_gate_rests_on_it(crm: Path) -> None:
    assert "uniqueness" in check_files([str(crm)], GATE).card.unassessed
    assert "uniqueness" not in check_files([str(crm)], {"gate": {"uniqueness": 0.5}}).card.unassessed
    assert "uniqueness" not in check_files([str(crm)], GATE, whole=True).card.unassessed


@pytest.mark.parametrize("name", ["overall", "worst", "mobile.consistency", "by.owner.uniqueness"])
def test_scores_that_rest_on_links(name: str) -> None:
    assert rests_on_links({name: 0.9})


def test_a_table_of_no_customers_is_a_warning_in_a_folder_and_no_pass_where_it_was_named(crm: Path) -> None:
    orders = crm.parent / "orders.csv"
    lines = [f"O{n},2025-01-{n % 28 + 1:02},C{n},{n * 10}.00,已付款" for n in range(40)]
    orders.write_text("\n".join(["订单号,下单日期,客户编号,金额,状态", *lines]) + "\n", encoding="utf-8")
    found = check_files([str(crm.parent)], GATE)
    assert outcomes(found).get("source orders.csv") == "warned"
    assert found.result.passed
    assert not check_files([str(crm.parent)], GATE, strict=True).result.passed
    assert outcomes(check_files([str(crm), str(orders)], GATE))["source orders.csv"] == "unevaluated"


def test_a_drop_is_measured_against_the_run_before(crm: Path) -> None:
    history = str(crm.parent / "history.jsonl")
    document: dict[str, Any] = {"gate": {"completeness": {"max_drop": 0.1}}, "completeness": {"require": ["mobile"]}}
    first = check_files([str(crm)], document, as_of="2025-06-01", history=history)
    assert outcomes(first) == {"completeness": "unevaluated"}
    assert check_files([str(crm)], document, as_of="2025-06-02", history=history).result.passed
    crm.write_text(GOOD.replace("13800138001", ""), encoding="utf-8")
    fallen = check_files([str(crm)], document, as_of="2025-06-03", history=history)
    assert outcomes(fallen) == {"completeness": "failed"}
