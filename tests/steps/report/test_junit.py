from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.report.gate import GateLine
from custdq.steps.report.junit import gate_junit

GATES = [
    GateLine("completeness", "passed", 0.97, 0.95),
    GateLine("mobile.accuracy", "failed", 0.912, 0.98, "short by 6.8 points"),
    GateLine("timeliness", "unevaluated", None, 0.8, "no dates"),
    GateLine("accuracy", "warned", 0.985, 0.98, "below 99%"),
]


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314 - our own text


def test_each_outcome_has_its_own_element() -> None:
    cases = list(parsed(gate_junit(GATES)).iter("testcase"))
    assert [[child.tag for child in case] for case in cases] == [[], ["failure"], ["error"], ["system-out"]]


def test_counts_agree_with_the_cases_and_nothing_is_skipped() -> None:
    suite = parsed(gate_junit(GATES))[0]
    assert {name: suite.attrib[name] for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4", "failures": "1", "errors": "1", "skipped": "0",
    }  # fmt: skip


def test_no_gates_are_an_empty_suite() -> None:
    assert parsed(gate_junit([])).attrib["tests"] == "0"


@given(st.text(), st.text())
def test_any_text_gives_xml_that_can_be_read(name: str, reason: str) -> None:
    root = parsed(gate_junit([GateLine(name, "failed", 0.1, 0.9, reason), GateLine(name, "warned", reason=reason)]))
    assert len(list(root.iter("testcase"))) == 2
