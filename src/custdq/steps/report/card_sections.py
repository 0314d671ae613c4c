"""The chapters of a score card beside its scores: the last run, missing cells, rows that fail, personal data.

The trap: a chapter that is empty reads as good news. What was not looked at is left out, and what was looked at and
found nothing says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from custdq.steps.report.card_charts import missing_svg, trend_figures
from custdq.steps.report.charts import stacked_bar
from custdq.steps.report.data import Member
from custdq.steps.report.markup import Markup, chapter, element, join, spoken, table
from custdq.steps.report.records import place
from custdq.steps.report.words import number, percent, plain, plural, words_of

_TREND = ("completeness", "accuracy", "consistency", "timeliness", "uniqueness", "overall")
_ALARMS = {"drop": "dropped", "low": "unusually low", "drift": "drifted"}
_STATES = ("valid", "repaired", "invalid", "missing")
_SAID = {"valid": "standard already", "repaired": "repaired", "invalid": "cannot be read", "missing": "missing"}
_LEVELS = {"sensitive": "tag act", "ordinary": "tag"}


# --- the run before ---------------------------------------------------------------------------------------------------


def history_section(history: Mapping[str, Any]) -> Markup:
    """Return what changed since the run before: alarms, and the course of the scores."""
    before, trend = history.get("previous"), history.get("trend") or []
    if before is None:
        about = "This is the first run of its history; the next one will be compared with it."
        return chapter("history", "Since the last run", about)
    about = f"Compared with the run of {before['as_of']}; {plural(history['runs'], 'run')} in all."
    if len(trend) > 1 and trend[-1]["rules"] != before["rules"]:
        about += " The rules changed since, so scores do not compare with those before."
    found = history.get("alarms") or []
    shown = alarm_table(found) if found else element("p", "No score dropped and no column drifted beyond chance.")
    return chapter("history", "Since the last run", about, shown, trend_figures(trend, _TREND))


def alarm_table(alarms: Sequence[Mapping[str, Any]]) -> Markup:
    """Return the alarms as a table: what rang, before and after, in words."""
    rows = [
        (
            element("span", _ALARMS.get(line["kind"], line["kind"]), class_="tag act"),
            spoken(line["name"]),
            *_before_and_after(line),
            spoken(line["reason"], "soft"),
        )
        for line in alarms
    ]
    return table(("", "what", "before", "now", "why"), rows, numeric=(2, 3), told=True)


def _before_and_after(line: Mapping[str, Any]) -> tuple[str, str]:
    if str(line["name"]).endswith(".values"):
        return "", "" if line["after"] is None else f"index {line['after']:.2f}"
    return tuple("" if line[at] is None else percent(line[at]) for at in ("before", "after"))  # type: ignore[return-value]


# --- how columns are filled -------------------------------------------------------------------------------------------


def has_missing(card: Mapping[str, Any]) -> bool:
    """Tell whether a card says how its columns are filled: it has columns, and rows to fill them."""
    grid = card.get("missingness") or {}
    return bool(grid.get("columns")) and sum(grid["rows"]) > 0


def missing_section(card: Mapping[str, Any]) -> Markup:
    """Return how each column is filled and where its cells are missing."""
    if not has_missing(card):
        return Markup("")
    grid = card["missingness"]
    where = "in which source" if grid["by"] == "source" else "along the rows"
    about = (
        f"What the cells of each column hold, and {where} they are missing. Placeholders (N/A, 无) count as missing."
    )
    legend = join(element("span", element("i", class_=f"i-{state}"), _SAID[state]) for state in _STATES)
    return chapter(
        "missing",
        "Where cells are missing",
        about,
        element("div", missing_svg(grid), class_="scroll"),
        element("h3", "How columns are filled"),
        element("p", legend, class_="legend"),
        _filled(card.get("columns") or []),
    )


def _filled(lines: Sequence[Mapping[str, Any]]) -> Markup:
    rows = []
    for line in lines:
        counts = [(state, int(line[state])) for state in _STATES]
        drawn = stacked_bar(counts, line["column"])
        kind = element("span", plain(line["kind"] or ""), class_="soft")
        rows.append((spoken(line["column"]), kind, drawn, *(number(count) for _, count in counts)))
    head = ("column", "kind", "", "standard", "repaired", "cannot be read", "missing")
    return table(head, rows, numeric=(3, 4, 5, 6))


# --- rows that fail ---------------------------------------------------------------------------------------------------


def failing_section(failing: Mapping[str, Any], *, masked: bool) -> Markup:
    """Return rows that fail and why, a few of each problem."""
    rows = [_failing_row(line) for line in failing["rows"]]
    about = f"{number(len(rows))} of {number(failing['of'])} are shown, a few of each problem, the commonest first."
    about += " Values are masked: 9 stands for a digit, a for a letter, 〇 for a character." if masked else ""
    head = ("column", "where", "value", "what is wrong")
    shown = table(head, rows, told=True) if rows else element("p", "No record fails.")
    return chapter("failing", "Records that fail", about, shown)


def _failing_row(line: Mapping[str, Any]) -> Sequence[str]:
    row = line.get("row")
    member = Member(
        line.get("source") or "", line.get("sheet") or "", None if row is None else int(row), line.get("record_id")
    )
    return spoken(line.get("column")), place(member), spoken(line.get("value")), words_of(line["code"]).meaning


# --- personal data ----------------------------------------------------------------------------------------------------


def personal_section(card: Mapping[str, Any]) -> Markup:
    """Return the inventory of personal data: a line a column that holds some."""
    rows = [
        (
            spoken(line["column"]),
            spoken(line["what"]),
            element("span", line["level"], class_=_LEVELS.get(line["level"], "tag")),
            number(line["cells"]),
            spoken(line["remark"], "soft"),
            spoken(line["basis"], "soft"),
        )
        for line in card.get("personal_data") or ()
    ]
    about = "Columns that say something about a person, by the stricter of Chinese and European law; no legal advice."
    head = ("column", "what it says", "level", "cells", "remark", "by")
    shown = table(head, rows, numeric=(3,)) if rows else element("p", "No column seems to hold personal data.")
    return chapter("personal", "Personal data", about, shown)


def run_section(card: Mapping[str, Any]) -> Markup:
    """Return what the scores rest on: the day, the records, the rules."""
    run = card.get("run") or {}
    lines = [
        ("records", number(run.get("rows") or 0)),
        ("as of", spoken(run.get("as_of"))),
        ("rules", element("code", str(run.get("rules") or "–"))),
    ]
    if run.get("opaque"):
        lines.append(("checks not taken over", spoken(", ".join(map(str, run["opaque"])))))
    about = "Scores compare only where they were made under the same rules; their hash names them."
    return chapter("run", "What the scores rest on", about, table(("", ""), lines))
