"""Why two records match or do not, as the user reads it: words, rows, a waterfall; and a chart of the model.

The trap: the parts must add up to the weight the pair was given, or nobody can check them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from custdq.steps.link import LinkageModel, PairEvidence
from custdq.steps.report import levels_svg, waterfall_svg


@dataclass(frozen=True)
class Explanation:
    """Why two records match or do not: `str()` gives words, `data` rows, `svg` a waterfall chart."""

    evidence: PairEvidence

    def __str__(self) -> str:
        return "\n".join(self.evidence.words())

    @property
    def match_weight(self) -> float:
        """Summed evidence (log2 Bayes factor)."""
        return self.evidence.match_weight

    @property
    def match_probability(self) -> float:
        """Probability of being one entity (0 to 1)."""
        return self.evidence.match_probability

    @property
    def data(self) -> list[dict[str, Any]]:
        """One row a field: field, level, match_weight (log2 Bayes factor), frequency (part of it)."""
        return [row._asdict() for row in self.evidence.fields]

    @property
    def svg(self) -> str:
        """Waterfall from the prior to the final log2 odds, as an SVG image."""
        steps = [("prior", self.evidence.prior_weight)]
        steps += [(f"{row.field}: {row.level}", row.match_weight) for row in self.evidence.fields]
        return waterfall_svg(steps)

    def _repr_html_(self) -> str:
        return self.svg


@dataclass(frozen=True)
class ModelChart:
    """m and u of every agreement level as two bars: what sets matches apart is where the bars differ."""

    model: LinkageModel

    @property
    def svg(self) -> str:
        """The chart as an SVG image."""
        rows = self.model.rows()
        return levels_svg([(str(r["field"]), str(r["level"]), float(r["m"]), float(r["u"])) for r in rows])

    def _repr_html_(self) -> str:
        return self.svg
