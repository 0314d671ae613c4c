"""The score card as plain data: what scorecard.json holds.

The trap: personal data in a file that goes to every pipeline's artifacts. Here are names of fields, counts and
scores, and never a value.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from custdq.steps.score.card import ScoreCard
from custdq.steps.score.gate import GateResult

FORMAT = "custdq.scorecard/1"


def card_to_dict(card: ScoreCard, *, gate: GateResult | None = None) -> dict[str, Any]:
    """Return a score card as JSON-able data.

    Returns
    -------
    dict
        `format`, `status` (passed, failed, unevaluated, ungated), `run`, `overall`, `worst`, `complete_rate`,
        `unassessed`, the lists `dimensions`, `parts`, `fields` and `groups` (each score with its state: numerator,
        denominator, assessed, rows), `gates`, and `problems` (reason code and column to a count).
    """
    return {
        "format": FORMAT,
        "status": "ungated" if gate is None else gate.status,
        "run": card.run,
        "overall": card.overall,
        "worst": card.worst,
        "complete_rate": card.complete_rate,
        "unassessed": card.unassessed,
        "dimensions": card.dimensions.to_pylist(),
        "parts": card.parts.to_pylist(),
        "fields": card.fields.to_pylist(),
        "groups": card.groups.to_pylist(),
        "gates": [] if gate is None else [outcome._asdict() for outcome in gate.outcomes],
        "problems": _problems(card),
        "redacted": True,
    }


def _problems(card: ScoreCard) -> list[dict[str, Any]]:
    pairs = zip(card.findings.column("code").to_pylist(), card.findings.column("column").to_pylist(), strict=True)
    counts = Counter(pairs)
    order = sorted(counts, key=lambda pair: (-counts[pair], pair[0], pair[1] or ""))
    return [{"code": code, "column": column, "count": counts[code, column]} for code, column in order]
