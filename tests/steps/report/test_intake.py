from __future__ import annotations

from custdq.steps.report.data import MappingLine, RepairLine, ReportData
from custdq.steps.report.intake import findings_section, mapping_section, repairs_section, sources_section
from custdq.steps.report.masking import Masker


def test_every_source_is_named_even_one_that_gave_nothing(report_data: ReportData) -> None:
    page = sources_section(report_data)
    assert all(line.source in page for line in report_data.sources)
    assert "prose, no table; passed over" in page


def test_guesses_stand_in_the_open_before_the_folded_tables(report_data: ReportData) -> None:
    page = mapping_section(report_data)
    assert page.index("please confirm") < page.index("<details>")
    assert "跟进状态" in page.partition("<details>")[0]
    assert "联系电话" not in page.partition("<details>")[0]


def test_sure_mappings_ask_nothing() -> None:
    page = mapping_section(
        ReportData(as_of="2025-06-30", mappings=[MappingLine("a.csv", "Tel", "mobile", "name", 1.0)])
    )
    assert "please confirm" not in page
    assert "1 column<" in page


def test_repairs_show_the_shape_of_raw_text_and_the_masked_standard(report_data: ReportData) -> None:
    page = repairs_section(report_data, Masker(report_data.masks))
    assert "999 9999-9999" in page
    assert "+86139****34" in page
    assert "0000-1234" not in page


def test_repairs_that_touch_most_cells_come_first() -> None:
    lines = [RepairLine("a", "reformatted", 1), RepairLine("b", "reformatted", 9)]
    page = repairs_section(ReportData(as_of="2025-06-30", repairs=lines), Masker({}))
    assert page.index("<td>b</td>") < page.index("<td>a</td>")


def test_findings_that_ask_for_somebody_come_first(report_data: ReportData) -> None:
    page = findings_section(report_data)
    assert page.index("digits_lost") < page.index("test_row")


def test_small_repairs_are_folded_away() -> None:
    lines = [RepairLine(f"column_{number}", "reformatted", 100 - number) for number in range(20)]
    page = repairs_section(ReportData(as_of="2025-06-30", repairs=lines), Masker({}))
    assert "8 smaller repairs" in page
    assert page.index("column_11") < page.index("<details>") < page.index("column_12")
