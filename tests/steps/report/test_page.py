"""The frame of a page."""

from __future__ import annotations

from custdq.steps.report.markup import element
from custdq.steps.report.page import page


def test_a_title_cannot_become_a_tag() -> None:
    shown = page("<script>", element("body", "x"))
    assert "<title>&lt;script&gt;</title>" in shown
    assert "<script>" not in shown
