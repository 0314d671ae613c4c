"""VERB report: the only place that draws. Plain data in; HTML, Markdown, JUnit XML and terminal text out.

Nothing here reads a file, parses a value or decides a score. The trap: a report is the easiest way for personal
data to leave the house, so every value passes `masking` before it is drawn.
"""

from __future__ import annotations

from custdq.steps.report.card_page import card_page
from custdq.steps.report.charts import bars_svg, levels_svg, waterfall_svg
from custdq.steps.report.data import (
    ColumnLine,
    ConflictLine,
    EntityExample,
    EntitySummary,
    Evidence,
    FindingLine,
    MappingLine,
    Member,
    RepairLine,
    ReportData,
    ReviewPair,
    SourceLine,
)
from custdq.steps.report.gate import GateLine, gate_markdown, gate_positions, gate_text, github_annotations, verdict
from custdq.steps.report.html import report_html
from custdq.steps.report.junit import gate_junit
from custdq.steps.report.markdown import card_markdown
from custdq.steps.report.masking import Masker, kind_mask
from custdq.steps.report.profile import ProfileData, profile_html, profile_text
from custdq.steps.report.quality import card_html
from custdq.steps.report.side_by_side import side_by_side
from custdq.steps.report.summary import card_text, standard_text, summary_text

__all__ = [
    "ColumnLine", "ConflictLine", "EntityExample", "EntitySummary", "Evidence", "FindingLine", "GateLine",
    "MappingLine", "Masker", "Member", "ProfileData", "RepairLine", "ReportData", "ReviewPair", "SourceLine",
    "bars_svg", "card_html", "card_markdown", "card_page", "card_text", "gate_junit", "gate_markdown",
    "gate_positions", "gate_text", "github_annotations", "kind_mask", "levels_svg", "profile_html", "profile_text",
    "report_html", "side_by_side", "standard_text", "summary_text", "verdict", "waterfall_svg",
]  # fmt: skip
