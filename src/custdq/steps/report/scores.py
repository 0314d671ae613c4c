"""The score card as plain data, read once into typed lines for every writer here.

The trap: null means "not assessable". It must come through as None, never as 0 or 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class DimensionScore(NamedTuple):
    """One dimension: `score` 0 to 1 or None, `coverage` the share of rows it could be assessed on."""

    dimension: str
    score: float | None
    numerator: float | None = None
    denominator: float | None = None
    coverage: float | None = None
    basis: str | None = None
    lower: float | None = None
    upper: float | None = None


class PartScore(NamedTuple):
    """One part of a dimension (consistency by rules, between sources, in writing)."""

    dimension: str
    part: str
    score: float | None
    coverage: float | None = None


class FieldScore(NamedTuple):
    """One field in one dimension; `loss` is what it takes from the dimension's score (they sum to 1 - score)."""

    field: str
    dimension: str
    score: float | None
    coverage: float | None = None
    loss: float | None = None
    part: str | None = None


class GroupScore(NamedTuple):
    """One group (an owner) in one dimension: `lower` is the bound it is ranked by, so that few rows cannot win."""

    group: str | None
    dimension: str
    score: float | None
    rows: int
    lower: float | None = None
    by: str | None = None


class Scores(NamedTuple):
    """A whole card; `change` is each score's change since the last run, where there was one."""

    overall: float | None
    dimensions: Sequence[DimensionScore]
    parts: Sequence[PartScore]
    fields: Sequence[FieldScore]
    groups: Sequence[GroupScore]
    complete_rate: float | None = None
    change: Mapping[str, float] = {}


def scores_of(card: Mapping[str, Any]) -> Scores:
    """Read the plain data of a score card (the content of `scorecard.json`).

    Parameters
    ----------
    card
        `overall` and `complete_rate` (0 to 1 or None) and the lists `dimensions`, `parts`, `fields` and `groups` of
        mappings named as the tuples above; whatever else stands in it is passed over.

    Examples
    --------
    >>> scores_of({"overall": None, "dimensions": [{"dimension": "accuracy", "score": 0.9}]}).dimensions[0].score
    0.9
    """
    return Scores(
        overall=card.get("overall"),
        dimensions=[_line(DimensionScore, line) for line in card.get("dimensions", ())],
        parts=[_line(PartScore, line) for line in card.get("parts", ())],
        fields=[_line(FieldScore, line) for line in card.get("fields", ())],
        groups=[_line(GroupScore, line) for line in card.get("groups", ())],
        complete_rate=card.get("complete_rate"),
        change=(card.get("history") or {}).get("change") or {},
    )


def _line(kind: Any, line: Mapping[str, Any]) -> Any:
    return kind(**{name: line.get(name) for name in kind._fields})


def costliest(scores: Scores, most: int = 12) -> list[FieldScore]:
    """Return the fields that cost a dimension most, dearest first."""
    losing = [line for line in scores.fields if line.loss and line.loss > 0]
    return sorted(losing, key=lambda line: (-(line.loss or 0), line.dimension, line.field))[:most]


def worst(scores: Scores) -> DimensionScore | None:
    """Return the assessed dimension with the lowest score; None where none was assessed."""
    assessed = [line for line in scores.dimensions if line.score is not None]
    return min(assessed, key=lambda line: line.score or 0.0, default=None)


def unassessed(scores: Scores) -> list[str]:
    """Return the names of the dimensions nothing could be assessed in."""
    return [line.dimension for line in scores.dimensions if line.score is None]


class BoardLine(NamedTuple):
    """One group with all its scores: dimension (and "overall") to score, and the bound it is ranked by."""

    by: str
    group: str
    rows: int
    scores: Mapping[str, float | None]
    lower: float | None


def ends(lines: Sequence[BoardLine], most: int) -> tuple[Sequence[BoardLine], int, Sequence[BoardLine]]:
    """Return the best groups, how many are left out, and the weakest: two thirds and one third of `most`.

    >>> best, left_out, weakest = ends([BoardLine("", str(at), 1, {}, None) for at in range(9)], 3)
    >>> [line.group for line in best], left_out, [line.group for line in weakest]
    (['0', '1'], 6, ['8'])
    """
    if len(lines) <= most:
        return lines, 0, ()
    last = most // 3
    return lines[: most - last], len(lines) - most, lines[len(lines) - last :]


def board(scores: Scores) -> list[BoardLine]:
    """Return one line a group, best first by the lower bound of its overall score (or of its first dimension).

    Examples
    --------
    >>> few, many = GroupScore("Bob", "overall", 1.0, 3, 0.44), GroupScore("Ann", "overall", 0.9, 500, 0.87)
    >>> [line.group for line in board(Scores(None, [], [], [], [few, many]))]
    ['Ann', 'Bob']
    """
    grouped: dict[tuple[str, str], list[GroupScore]] = {}
    for line in scores.groups:
        grouped.setdefault((line.by or "", line.group or "(none)"), []).append(line)
    lines = []
    for (by, group), own in grouped.items():
        ranked = next((line for line in own if line.dimension == "overall"), own[0])
        lines.append(BoardLine(by, group, ranked.rows or 0, {line.dimension: line.score for line in own}, ranked.lower))
    return sorted(lines, key=lambda line: (line.by, line.lower is None, -(line.lower or 0), line.group))
