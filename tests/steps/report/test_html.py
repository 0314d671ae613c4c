from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from custdq.steps.report.card_page import card_page
from custdq.steps.report.data import EntitySummary, MappingLine, Member, ReportData, SourceLine
from custdq.steps.report.gate import GateLine
from custdq.steps.report.html import report_html

ATTACK = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
_VOID = {"meta", "br", "hr", "link"}


class Reader(HTMLParser):
    """Reads a page and checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        values = dict(attrs)
        self.ids += [str(values["id"])] if "id" in values else []
        self.links += [str(values["href"])] if "href" in values else []
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_page_is_whole_and_every_link_leads_somewhere(report_data: ReportData) -> None:
    reader = read(report_html(report_data))
    assert len(reader.ids) == len(set(reader.ids))
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)


def test_page_asks_for_nothing_and_runs_nothing(report_data: ReportData) -> None:
    page = report_html(report_data)
    assert not read(page).tags & {"script", "link", "img", "iframe", "object", "embed", "form"}
    assert not re.search(r"url\(|@import|src=|https?://(?!www\.w3\.org/2000/svg)", page)


def test_masked_page_holds_no_value(report_data: ReportData, secrets: tuple[str, ...]) -> None:
    page = report_html(report_data)
    assert [secret for secret in secrets if secret in page] == []


def test_values_are_there_when_asked_for_and_the_page_says_so(
    report_data: ReportData, secrets: tuple[str, ...]
) -> None:
    page = report_html(report_data, show_values=True)
    assert [secret for secret in secrets if secret not in page] == []
    assert "holds personal data" in page


@pytest.mark.parametrize("show_values", [False, True])
def test_cells_and_names_cannot_become_tags(report_data: ReportData, show_values: bool) -> None:
    example = report_data.examples[0]
    member = Member(ATTACK, ATTACK, 1, ATTACK, {"name": ATTACK})
    evil = replace(
        report_data,
        title=ATTACK,
        sources=[SourceLine(ATTACK, ATTACK, 1, 1, 0, ATTACK, ATTACK)],
        mappings=[MappingLine(ATTACK, ATTACK, ATTACK, ATTACK, 0.5)],
        examples=[example._replace(members=[member], golden={"name": ATTACK, ATTACK: ATTACK})],
        outputs={ATTACK: ATTACK},
        timings={ATTACK: 1.0},
    )
    reader = read(report_html(evil, show_values=show_values))
    assert not reader.tags & {"script", "img"}
    assert not {name for name in reader.attributes if name.startswith("on")}


def test_the_top_tells_rows_records_customers_and_what_costs_most(report_data: ReportData) -> None:
    top = report_html(report_data).partition("<main>")[0]
    for said in ("41,135", "29,173", "12,140", "17,033", "84.8%", "Where to look first", "214 pairs"):
        assert said in top


def test_chapters_without_anything_to_say_are_left_out() -> None:
    data = ReportData(as_of="2025-06-30", entities=EntitySummary(3, 2, 2, 0, {1: 1, 2: 1}))
    page = report_html(data)
    assert 'id="entities"' in page
    assert not re.findall(r'id="(sources|mapping|review|conflicts|scores|findings)"', page)


def test_languages_are_marked(report_data: ReportData) -> None:
    page = report_html(report_data)
    assert '<html lang="en">' in page
    assert '<span lang="zh">联系电话</span>' in page


def test_same_data_gives_the_same_page(report_data: ReportData) -> None:
    assert report_html(report_data) == report_html(report_data)


def test_card_page_shows_the_gate_above_the_scores(report_data: ReportData) -> None:
    page = card_page(report_data.card, gate=[GateLine("completeness", "failed", 0.87, 0.9, "short")])
    read(page)
    assert page.index('id="gate"') < page.index('id="scores"')
