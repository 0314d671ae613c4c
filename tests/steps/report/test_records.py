from __future__ import annotations

from dataclasses import replace

from custdq.steps.report.data import (
    ConflictLine,
    EntityExample,
    EntitySummary,
    Evidence,
    Member,
    ReportData,
    ReviewPair,
)
from custdq.steps.report.masking import Masker
from custdq.steps.report.records import conflicts_section, entities_section, place, review_section


def test_agreement_is_judged_before_values_are_masked() -> None:
    members = [Member("a.csv", row=1, values={"name": "林一帆"}), Member("b.csv", row=2, values={"name": "林二帆"})]
    data = ReportData(as_of="2025-06-30", entities=EntitySummary(2, 1, 2, 1, {2: 1}),
                      examples=[EntityExample("E1", members, {"name": "林一帆"})])  # fmt: skip
    page = entities_section(data, Masker({"name": lambda value: value[0] + "**"}))
    assert '<td class="same">same</td>' in page
    assert '<td class="other"><span lang="zh">林**</span></td>' in page


def test_a_customer_with_many_records_shows_the_first_few(report_data: ReportData) -> None:
    example = report_data.examples[0]
    many = example._replace(members=[Member(f"f{n}.csv", row=n, values={"name": "x"}) for n in range(40)])
    page = entities_section(replace(report_data, examples=[many]), Masker({}))
    assert "40 records" in page
    assert "the first 5 shown" in page
    assert "f39.csv" not in page


def test_columns_empty_everywhere_are_left_out(report_data: ReportData) -> None:
    assert "landline" not in entities_section(report_data, Masker({}))


def test_large_customers_are_counted_together(report_data: ReportData) -> None:
    page = entities_section(report_data, Masker({}))
    assert "6 or more" in page
    assert ">360<" in page


def test_a_pair_says_how_likely_it_is_and_why(report_data: ReportData) -> None:
    page = review_section(report_data, Masker(report_data.masks))
    assert "The 2 most informative of 214." in page
    assert "43.0% likely · weight −0.4" in page
    assert "same number" in page


def test_a_conflict_shows_the_value_kept_and_the_others(report_data: ReportData) -> None:
    page = conflicts_section(report_data, Masker(report_data.masks))
    assert page.index("+86139****34") < page.index("+86139****35")
    assert "1 × erp" in page


def test_a_record_without_a_row_is_named_by_its_id() -> None:
    assert "id C-1" in place(Member("crm", record_id="C-1"))
    assert place(Member("crm")) == "crm"


def test_evidence_runs_from_strongest_for_to_strongest_against() -> None:
    evidence = [Evidence("a", "differs", -3.0), Evidence("b", "same", 9.0), Evidence("c", "not assessed", 0.0)]
    pair = ReviewPair(Member("x.csv", row=1), Member("y.csv", row=2), 6.0, 0.5, evidence)
    page = review_section(ReportData(as_of="2025-06-30", review=[pair], review_total=1), Masker({}))
    assert page.index("<td>b</td>") < page.index("<td>a</td>")
    assert "<td>c</td>" not in page
    assert "Missing on a side: c" in page


def test_the_rule_is_left_out_where_none_is_known() -> None:
    line = ConflictLine("E1", "city", "Rome", [("Rome", 2, "crm"), ("Bonn", 1, "erp")])
    page = conflicts_section(ReportData(as_of="2025-06-30", conflicts=[line], conflicts_total=1), Masker({}))
    assert "rule</th>" not in page
