"""The run in fifteen lines for a terminal, to be read in ten seconds.

The trap: a terminal counts columns, not characters, so labels are padded by width; and no customer's value is printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from custdq.steps.report.advice import where_to_look
from custdq.steps.report.data import ReportData
from custdq.steps.report.drawing import fit, text_width
from custdq.steps.report.scores import FieldScore, Scores, costliest, scores_of, worst
from custdq.steps.report.words import number, percent, plural, points

_LABEL = 14
_WIDTH = 96
_BAR = 24
_MOST_FILES = 4
_MOST_ALARMS = 4
_FOR_PEOPLE = (".html", ".csv", ".xlsx", ".json")
_STATES = {"valid": "standard already", "repaired": "repaired", "invalid": "cannot be read", "missing": "missing"}


def summary_text(data: ReportData) -> str:
    """Return what a run came to, in at most fifteen lines without any value of a customer.

    Parameters
    ----------
    data
        What the run came to.

    Examples
    --------
    >>> from custdq.steps.report.data import EntitySummary
    >>> print(summary_text(ReportData(as_of="2025-06-30", entities=EntitySummary(30, 20))))
    30 records are 20 customers (as of 2025-06-30)
      rows in             0  from 0 sources
      customers          20  10 records merged
    """
    lines = [_head(data), *_counts(data), *score_lines(scores_of(data.card)), *_look(data), *_written(data)]
    return "\n".join(line.rstrip() for line in lines)


def _head(data: ReportData) -> str:
    summary = data.entities
    what = plural(summary.records or sum(line.records for line in data.sources), "record")
    customers = (
        f" {'is' if summary.records == 1 else 'are'} {plural(summary.entities, 'customer')}" if summary.entities else ""
    )
    return f"{what}{customers} (as of {data.as_of})"


def _counts(data: ReportData) -> list[str]:
    aside = f"; {plural(data.skipped, 'row')} set aside" if data.skipped else ""
    attached = sum(line.rows - line.records - line.skipped for line in data.sources)
    aside += f"; {plural(attached, 'row')} in attached tables" if attached > 0 else ""
    lines = [_count("rows in", data.rows, f"from {plural(len({s.source for s in data.sources}), 'source')}{aside}")]
    if data.entities.entities:
        unsure = f"; {plural(data.review_total, 'pair')} uncertain" if data.review_total else ""
        lines.append(
            _count("customers", data.entities.entities, f"{plural(data.entities.merged, 'record')} merged{unsure}")
        )
    if data.columns:
        unread = sum(line.invalid for line in data.columns)
        lines.append(
            _count("repaired", sum(line.repaired for line in data.columns), f"cells; {number(unread)} cannot be read")
        )
    return lines


def _count(label: str, count: int, said: str) -> str:
    return f"  {_padded(label)}{number(count):>7}  {said}"


def _padded(label: str) -> str:
    return label + " " * max(_LABEL - text_width(label), 1)


def score_lines(scores: Scores) -> list[str]:
    """Return one line a dimension: name, bar, score, and its change in points since the last run where there was one.

    >>> print(score_lines(scores_of({"dimensions": [{"dimension": "accuracy", "score": 0.5}]}))[0])
      accuracy      ████████████░░░░░░░░░░░░   50.0%
    """
    moved = {name: f"  {points(change)}" for name, change in scores.change.items()}
    return [
        f"  {_padded(line.dimension)}{bar(line.score)}  {percent(line.score):>6}{moved.get(line.dimension, '')}"
        for line in scores.dimensions
    ]


def card_text(card: Mapping[str, Any]) -> str:
    """Return a score card in a few lines: each dimension, then what costs most.

    Parameters
    ----------
    card
        The content of `scorecard.json`.

    Examples
    --------
    >>> print(card_text({"overall": 0.5, "dimensions": [{"dimension": "accuracy", "score": 0.5}]}))
    overall score 50.0%, weakest: accuracy
      accuracy      ████████████░░░░░░░░░░░░   50.0%
    """
    scores = scores_of(card)
    low = worst(scores)
    head = f"overall score {percent(scores.overall)}" + (f", weakest: {low.dimension}" if low else "")
    losses = [
        f"{line.field}, {100 * (line.loss or 0):.1f} points of {line.dimension}{part_of(line)}"
        for line in costliest(scores, most=3)
    ]
    listed = [f"  {_padded('' if at else 'costs most')}{said}" for at, said in enumerate(losses)]
    return "\n".join([head, *score_lines(scores), *listed, *_alarm_lines(card)])


def _alarm_lines(card: Mapping[str, Any]) -> list[str]:
    """Return the alarms since the last run, the first of them in words."""
    alarms = (card.get("history") or {}).get("alarms") or []
    more = len(alarms) - _MOST_ALARMS
    said = [alarm["reason"] for alarm in alarms[:_MOST_ALARMS]]
    said += [f"and {plural(more, 'alarm')} more"] if more > 0 else []
    return [f"  {_padded('' if at else 'alarms')}{text}" for at, text in enumerate(said)]


def part_of(line: FieldScore) -> str:
    """Return the part of the dimension a field's score belongs to, in brackets, where it has parts."""
    return f" ({line.part})" if line.part and line.part != line.field else ""


def standard_text(profiles: Sequence[Mapping[str, Any]]) -> str:
    """Return how each column was written and is written now, one line a column.

    Parameters
    ----------
    profiles
        Rows of the column profiles of the standardize step.

    Examples
    --------
    >>> print(standard_text([{"column": "mobile", "rows": 3, "valid": 1, "repaired": 1, "invalid": 0, "missing": 1,
    ...     "shapes_before": 2, "shapes_after": 1, "distinct_before": 2, "distinct_after": 1}]))
    3 records standardized
      mobile        1 standard already, 1 repaired, 0 cannot be read, 1 missing; ways of writing: 2, now 1
    """
    lines = [f"{plural(max((row['rows'] for row in profiles), default=0), 'record')} standardized"]
    for row in profiles:
        said = ", ".join(f"{number(row[state])} {words}" for state, words in _STATES.items())
        written = f"ways of writing: {number(row['shapes_before'])}, now {number(row['shapes_after'])}"
        lines.append(f"  {_padded(row['column'])}{said}; {written}")
    return "\n".join(lines)


def bar(score: float | None) -> str:
    """Return a score of 0 to 1 as a bar of text; dots where nothing could be assessed.

    >>> bar(0.25), bar(None)
    ('██████░░░░░░░░░░░░░░░░░░', '························')
    """
    if score is None:
        return "·" * _BAR
    filled = int(_BAR * min(max(score, 0.0), 1.0))
    return "█" * filled + "░" * (_BAR - filled)


def _look(data: ReportData) -> list[str]:
    titles = [f"{at}. {action.title}" for at, action in enumerate(where_to_look(data)[:3], start=1)]
    return [
        f"  {_padded('look first' if at == 0 else '')}{fit(title, _WIDTH - _LABEL)}" for at, title in enumerate(titles)
    ]


def _written(data: ReportData) -> list[str]:
    """Return where the files are, those a person opens first, the rest as a number."""
    if not data.outputs:
        return []
    paths = sorted((PurePath(path) for path in data.outputs.values()), key=lambda path: _opened_first(path.suffix))
    shown, rest = paths[:_MOST_FILES], len(paths) - _MOST_FILES
    names = ", ".join(path.name for path in shown) + (f" and {rest} more" if rest > 0 else "")
    return [f"  {_padded('written to')}{shown[0].parent}: {names}"]


def _opened_first(suffix: str) -> int:
    return _FOR_PEOPLE.index(suffix) if suffix in _FOR_PEOPLE else len(_FOR_PEOPLE)
