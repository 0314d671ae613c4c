"""How a quality gate says what it decided: lines of text, Markdown, annotations of GitHub.

The trap: "could not be evaluated" must never read as passed, so it has a mark and an outcome of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from custdq.config import key_lines
from custdq.errors import Reason
from custdq.steps.report.markdown import markdown_table, row_place
from custdq.steps.report.words import percent, plural

_MOST_ROWS = 3
#: The dimension a finding's code speaks of, where it is not accuracy.
_DIMENSIONS = {
    Reason.REQUIRED_MISSING: "completeness", Reason.TYPE_UNKNOWN: "completeness", Reason.STALE: "timeliness",
    Reason.DUPLICATE_RECORD: "uniqueness", Reason.SOURCES_DISAGREE: "consistency", Reason.RULE_BROKEN: "consistency",
    Reason.GENDER_CONFLICT: "consistency", Reason.BIRTHDAY_CONFLICT: "consistency",
    Reason.UPDATED_BEFORE_CREATED: "consistency", Reason.AREA_CODE_CONFLICT: "consistency",
    Reason.POSTCODE_CONFLICT: "consistency",
}  # fmt: skip
_MARKS = {"passed": "✓", "warned": "!", "failed": "✗", "inconclusive": "?", "unevaluated": "?"}


class GateLine(NamedTuple):
    """One gate: its name ("mobile.accuracy"), its outcome, the score it judged and the bound it asked for.

    `outcome` is passed, warned, failed, inconclusive (a sample too small to tell) or unevaluated; `score`, `minimum`
    and `earlier` (the baseline's score) are 0 to 1, None where there is none.
    """

    name: str
    outcome: str
    score: float | None = None
    minimum: float | None = None
    reason: str = ""
    earlier: float | None = None


def gate_text(lines: Sequence[GateLine], card: Mapping[str, Any] | None = None) -> str:
    """Return one line a gate, those that did not pass with their reason, and what it comes from where a card is given.

    >>> print(gate_text([GateLine("completeness", "failed", 0.9, 0.95, "short by 5.0 points")]))
      ✗ completeness  90.0% (at least 95.0%)  short by 5.0 points
    """
    width = max((len(line.name) for line in lines), default=0)
    said = []
    for line in lines:
        mark, name = _MARKS.get(line.outcome, "?"), line.name.ljust(width)
        said.append(f"  {mark} {name}  {judged(line)}  {line.reason}".rstrip())
        source = because(line, card) if card and line.outcome == "failed" else ""
        said += [f"    {source}"] if source else []
    return "\n".join(said)


def because(line: GateLine, card: Mapping[str, Any]) -> str:
    """Return the field that costs a gated score most and a few of its rows; "" where the card does not tell.

    >>> rows = [{"column": "email", "source": "crm.csv", "row": 7, "code": "required_missing"}]
    >>> fields = [{"field": "email", "dimension": "completeness", "loss": 0.1}]
    >>> because(GateLine("completeness", "failed"), {"fields": fields, "failing": {"rows": rows}})
    'mostly email (10.0 points), as in crm.csv row 7'
    """
    names = line.name.split(".")
    lost = [one for one in card.get("fields") or () if one.get("loss") and one["dimension"] in names]
    lost = [one for one in lost if one["field"] in line.name] or lost
    if not lost:
        return ""
    dear = max(lost, key=lambda one: (one["loss"], one["field"]))
    failing = (card.get("failing") or {}).get("rows", ())
    rows = [
        row
        for row in failing
        if row.get("column") == dear["field"] and _DIMENSIONS.get(row["code"], "accuracy") == dear["dimension"]
    ]
    places = ", ".join(row_place(row) for row in rows[:_MOST_ROWS])
    return f"mostly {dear['field']} ({100 * dear['loss']:.1f} points)" + (f", as in {places}" if places else "")


def verdict(lines: Sequence[GateLine]) -> str:
    """Return what a gate came to, in a sentence; what could not be evaluated outranks what fell short.

    >>> verdict([GateLine("accuracy", "failed"), GateLine("completeness", "passed")])
    'The gate fell short: 1 of 2 thresholds.'
    """
    open_, failed = (
        sum(line.outcome not in ("passed", "warned", "failed") for line in lines),
        sum(line.outcome == "failed" for line in lines),
    )
    warned = sum(line.outcome == "warned" for line in lines)
    whole = plural(len(lines), "threshold")
    if open_:
        return f"The gate could not be evaluated: {open_} of {whole} open" + (f", {failed} missed." if failed else ".")
    if failed:
        return f"The gate fell short: {failed} of {whole}."
    return f"The gate passed: {whole}" + (f", {warned} with a warning." if warned else ".")


def judged(line: GateLine) -> str:
    """Return the score a gate judged and the bound it asked for.

    >>> judged(GateLine("accuracy", "unevaluated", None, 0.95))
    'not assessed (at least 95.0%)'
    """
    return percent(line.score) + (f" (at least {percent(line.minimum)})" if line.minimum is not None else "")


def gate_markdown(lines: Sequence[GateLine]) -> str:
    """Return the gate as a Markdown table.

    >>> "| failed |" in gate_markdown([GateLine("completeness", "failed", 0.9, 0.95)])
    True
    """
    rows = [
        (
            line.outcome,
            line.name,
            percent(line.score),
            "" if line.minimum is None else percent(line.minimum),
            line.reason,
        )
        for line in lines
    ]
    return markdown_table(("outcome", "gate", "score", "at least", "why"), rows, right=(2, 3)) + "\n"


def gate_positions(toml_text: str) -> dict[str, int]:
    r"""Return the line, counted from 1, on which each gate stands in the `[gate]` table of a configuration.

    >>> gate_positions('[schema]\n[gate]\n"mobile.accuracy" = 0.9\n')
    {'mobile.accuracy': 3}
    """
    return {".".join(path[1:]): at for path, at in key_lines(toml_text).items() if path[0] == "gate" and len(path) > 1}


def github_annotations(
    lines: Iterable[GateLine], *, config: str | None = None, positions: Mapping[str, int] | None = None
) -> list[str]:
    """Return a workflow command for each gate that did not pass.

    Parameters
    ----------
    lines
        The gates.
    config
        Path of the configuration file, as the repository names it.
    positions
        Gate to its line in that file (`gate_positions`).

    Examples
    --------
    >>> github_annotations([GateLine("accuracy", "failed", 0.9, 0.95, "short")])
    ['::error title=custdq accuracy::90.0%25 (at least 95.0%25) short']
    """
    asked = [line for line in lines if line.outcome != "passed"]
    return [_annotation(line, config, (positions or {}).get(line.name)) for line in asked]


def _annotation(line: GateLine, config: str | None, at: int | None) -> str:
    where = f"file={_property(config)}," if config else ""
    where += f"line={at}," if config and at else ""
    level = "warning" if line.outcome == "warned" else "error"
    said = f"{judged(line)} {line.reason}".strip()
    return f"::{level} {where}title={_property('custdq ' + line.name)}::{_message(said)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
