"""What the user gets back: pairs and entities, golden records, score card, and the whole of a run.

Results hold Arrow tables inside and hand out the kind of frame the user came with. The trap: a record id may repeat
across sources, so a lookup by id must refuse to guess.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import (
    ColumnNotFoundError, MissingExtraError, OptionError, QualityGateError, RecordNotFoundError, did_you_mean,
)  # fmt: skip
from custdq.frames import from_arrow, to_arrow
from custdq.steps.link import Evaluation, LinkageModel, LinkOutcome, PairEvidence, evaluate_clusters, explain_pair
from custdq.steps.merge import Golden as GoldenTables
from custdq.steps.report import GateLine, card_html, card_markdown, card_page, card_text, gate_junit, waterfall_svg
from custdq.steps.score import GateResult, card_to_dict
from custdq.steps.score import ScoreCard as CardTables
from custdq.steps.score import gate as judge
from custdq.tables import ENTITY_COLUMN, column_or_null

RecordKey = str | int | tuple[str, str]


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


class Links:
    """Linked records.

    Attributes
    ----------
    pairs
        left, right (record ids), match_weight (log2 Bayes factor), match_probability (0 to 1), one level column per
        field of evidence. Pairs less likely than 0.01 are not kept.
    entities
        record_id, source, entity_id: one row for every input row, in input order.
    model
        m- and u-probabilities and the prior (`LinkageModel`).
    blocking
        One row a blocking rule: raw pairs it makes, oversize blocks it left to others.
    """

    def __init__(self, outcome: LinkOutcome, identity: pa.Table, *, like: Any = None) -> None:
        self.outcome = outcome
        self._identity = identity
        self._like = like

    def __repr__(self) -> str:
        codes = self.entity_codes
        entities = len(np.unique(codes))
        return f"<Links: {len(codes)} records, {entities} entities, {len(self.outcome.left)} pairs kept>"

    @property
    def entity_codes(self) -> npt.NDArray[np.int64]:
        """Position of the first record of each row's entity."""
        return self.outcome.labels

    @cached_property
    def entity_ids(self) -> pa.Array:
        """Entity id of each row: E000001 counts entities by their smallest record id."""
        return number_entities(self._identity, self.outcome.labels)

    @property
    def entities(self) -> Any:
        """record_id, source, entity_id of every input row, in input order."""
        return from_arrow(self.entities_table, like=self._like)

    @property
    def entities_table(self) -> pa.Table:
        """The entities as an Arrow table, with sheet and row where the records have them."""
        return self._identity.append_column(ENTITY_COLUMN, self.entity_ids)

    @property
    def model(self) -> LinkageModel:
        """The fitted model."""
        return self.outcome.model

    @property
    def blocking(self) -> Any:
        """Rule, pairs, oversize_blocks, oversize_records: what each blocking rule made and left."""
        return from_arrow(pa.Table.from_pylist(list(self.outcome.blocking)), like=self._like)

    @property
    def pairs_table(self) -> pa.Table:
        """The kept pairs as an Arrow table."""
        outcome = self.outcome
        ids = column_or_null(self._identity, "record_id")
        columns = {
            "left": ids.take(pa.array(outcome.left)),
            "right": ids.take(pa.array(outcome.right)),
            "match_weight": pa.array(outcome.weight),
            "match_probability": pa.array(outcome.probability),
        }
        for number, field in enumerate(outcome.fields):
            names = pa.array([*field.labels, None])
            level = np.minimum(outcome.levels[:, number], len(field.labels))
            columns[field.name] = names.take(pa.array(level))
        return pa.table(columns)

    @property
    def pairs(self) -> Any:
        """Kept pairs with their weight, probability and level per field."""
        return from_arrow(self.pairs_table, like=self._like)

    def position(self, record: RecordKey) -> int:
        """Return the row position of a record id, or of (source, record id) where ids repeat across sources."""
        source, key = record if isinstance(record, tuple) else (None, record)
        ids = column_or_null(self._identity, "record_id")
        found = pc.equal(ids, str(key))
        if source is not None:
            found = pc.and_(found, pc.equal(column_or_null(self._identity, "source"), str(source)))
        at = np.flatnonzero(np.asarray(pc.fill_null(found, False)))
        if len(at) == 1:
            return int(at[0])
        if len(at) == 0:
            raise RecordNotFoundError(f'No record has the id "{key}". {_nearest(str(key), ids)}')
        sources = sorted(set(column_or_null(self._identity, "source").take(pa.array(at)).to_pylist()))
        raise RecordNotFoundError(
            f'The id "{key}" belongs to {len(at)} records (sources: {", ".join(map(str, sources))}). Give (source, id).'
        )

    def explain(self, left: RecordKey, right: RecordKey) -> Explanation:
        """Explain why two records match or do not.

        Parameters
        ----------
        left, right
            Record ids, or (source, record id) where an id occurs in several sources.
        """
        return Explanation(explain_pair(self.outcome, self.position(left), self.position(right)))

    def review(self, low: float = 0.2, high: float = 0.9) -> Any:
        """Return the pairs with a probability between `low` and `high`, most uncertain first."""
        if not 0 <= low < high <= 1:
            raise OptionError(f"review was given {low} and {high}; expected 0 <= low < high <= 1.")
        chance = self.outcome.probability
        inside = np.flatnonzero((chance >= low) & (chance <= high))
        order = inside[np.argsort(np.abs(chance[inside] - 0.5), kind="stable")]
        return from_arrow(self.pairs_table.take(pa.array(order)), like=self._like)

    def evaluate(self, truth: Any) -> Evaluation:
        """Compare the entities with known truth.

        Parameters
        ----------
        truth
            record_id -> entity_id: a mapping, a pandas Series, or a frame with the columns record_id and entity_id
            (and source, where ids repeat across sources). Records without truth are left out.
        """
        mine = _record_keys(self._identity, with_source=_has_source(truth))
        known = _truth_mapping(truth)
        labels = [known.get(key) for key in mine]
        at = np.array([i for i, label in enumerate(labels) if label is not None], np.int64)
        if not len(at):
            raise OptionError("The truth names none of the linked records. Expected record_id -> entity_id.")
        names = {label: number for number, label in enumerate(sorted({str(labels[i]) for i in at}))}
        truth_codes = np.array([names[str(labels[i])] for i in at], np.int64)
        return evaluate_clusters(self.outcome.labels[at], truth_codes)

    def to_recordlinkage(self) -> tuple[Any, Any]:
        """Return (candidate MultiIndex, comparison vectors) as the recordlinkage toolkit wants them.

        Vectors are 1.0 at a field's strongest level, falling evenly to 0.0 at "differs"; missing is NaN.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtraError("to_recordlinkage needs pandas: pip install pandas") from error
        outcome = self.outcome
        pairs = self.pairs_table
        index = pd.MultiIndex.from_arrays([pairs.column("left").to_pylist(), pairs.column("right").to_pylist()])
        vectors = {}
        for number, field in enumerate(outcome.fields):
            last = len(field.labels) - 1
            level = outcome.levels[:, number].astype(np.float64)
            vectors[field.name] = np.where(level > last, np.nan, 1.0 - level / last)
        return index, pd.DataFrame(vectors, index=index)


def number_entities(identity: pa.Table, labels: npt.NDArray[np.int64]) -> pa.Array:
    """Name entities E000001, E000002, ... by their smallest (source, record id), whatever the row order."""
    columns = [
        np.asarray(pc.rank(identity.column(name), sort_keys="ascending", tiebreaker="dense")).astype(np.int64)
        for name in ("row", "sheet", "record_id", "source")
        if name in identity.column_names
    ]
    order = np.lexsort(columns)
    rank = np.empty(len(labels), np.int64)
    rank[order] = np.arange(len(labels))
    _, entity = np.unique(labels, return_inverse=True)
    first = np.full(int(entity.max(initial=-1)) + 1, len(labels), np.int64)
    np.minimum.at(first, entity, rank)
    number = np.empty(len(first), np.int64)
    number[np.argsort(first)] = np.arange(1, len(first) + 1)
    width = max(6, len(str(len(first))))
    return pa.array([f"E{n:0{width}d}" for n in number.tolist()]).take(pa.array(entity))


def _nearest(key: str, ids: pa.Array) -> str:
    return did_you_mean(key, ids.slice(0, 2000).to_pylist()).split(" Known:")[0] if len(ids) else ""


def _has_source(truth: Any) -> bool:
    return not isinstance(truth, Mapping) and hasattr(truth, "columns") and "source" in list(truth.columns)


def _record_keys(identity: pa.Table, *, with_source: bool) -> list[Any]:
    ids = column_or_null(identity, "record_id").to_pylist()
    if not with_source:
        return ids
    return list(zip(column_or_null(identity, "source").to_pylist(), ids, strict=True))


def _truth_mapping(truth: Any) -> dict[Any, Any]:
    if isinstance(truth, Mapping):
        return {str(k) if not isinstance(k, tuple) else k: v for k, v in truth.items()}
    if not hasattr(truth, "columns"):
        return {str(k): v for k, v in truth.items()}
    table = to_arrow(truth)
    for name in ("record_id", ENTITY_COLUMN):
        if name not in table.column_names:
            raise ColumnNotFoundError(f'The truth has no column "{name}". {did_you_mean(name, table.column_names)}')
    keys = _record_keys(table, with_source="source" in table.column_names)
    return dict(zip(keys, table.column(ENTITY_COLUMN).to_pylist(), strict=True))


class Golden:
    """Golden records, the trail of every cell, the conflicts and the cross-reference.

    Attributes
    ----------
    records
        entity_id and the schema's columns, one row an entity.
    lineage
        entity_id, column, value, record_id, source, rule, candidates (JSON), agreeing (cells), confidence (0 to 1),
        with sheet and row.
    conflicts
        Fields on which sources disagree, with every candidate value.
    xref
        entity_id, source, sheet, row, record_id: every source record.
    """

    def __init__(self, tables: GoldenTables, *, like: Any = None) -> None:
        self.tables = tables
        self._like = like

    @property
    def records(self) -> Any:
        """One row an entity."""
        return from_arrow(self.tables.records, like=self._like)

    @property
    def lineage(self) -> Any:
        """One row a golden cell."""
        return from_arrow(self.tables.lineage, like=self._like)

    @property
    def conflicts(self) -> Any:
        """One row a field on which sources disagree."""
        return from_arrow(self.tables.conflicts, like=self._like)

    @property
    def xref(self) -> Any:
        """One row an input row, in input order."""
        return from_arrow(self.tables.xref, like=self._like)

    def __repr__(self) -> str:
        tables = self.tables
        return f"<Golden: {tables.records.num_rows} entities from {tables.xref.num_rows} records>"


class ScoreCard:
    """Scores of completeness, accuracy, consistency, timeliness and uniqueness; shows itself in a notebook.

    Attributes
    ----------
    overall
        Weighted mean of the assessed dimensions (0 to 1), None where none could be assessed.
    dimensions, fields, groups, records, findings
        Frames: one row a dimension, a field, a group, a record, a finding.
    """

    def __init__(self, card: CardTables, *, like: Any = None) -> None:
        self.card = card
        self._like = like
        self._gate: GateResult | None = None

    @property
    def overall(self) -> float | None:
        """Overall score (0 to 1) or None."""
        return self.card.overall

    @property
    def worst(self) -> str | None:
        """The lowest dimension."""
        return self.card.worst

    @property
    def unassessed(self) -> list[str]:
        """Dimensions in which nothing could be assessed."""
        return self.card.unassessed

    @property
    def dimensions(self) -> Any:
        """dimension, score, numerator, denominator, coverage, basis."""
        return from_arrow(self.card.dimensions, like=self._like)

    @property
    def fields(self) -> Any:
        """field, dimension, score, numerator, denominator, coverage, loss."""
        return from_arrow(self.card.fields, like=self._like)

    @property
    def groups(self) -> Any:
        """Scores by group, ranked by their lower bound."""
        return from_arrow(self.card.groups, like=self._like)

    @property
    def records(self) -> Any:
        """Scores of every record, in input order."""
        return from_arrow(self.card.records, like=self._like)

    @property
    def findings(self) -> Any:
        """What the scores count against the records."""
        return from_arrow(self.card.findings, like=self._like)

    def gate(
        self,
        thresholds: Mapping[str, Any],
        *,
        raise_on_failure: bool = False,
        strict: bool = False,
        baseline: Mapping[str, Any] | None = None,
    ) -> GateResult:
        """Hold the scores against thresholds.

        Parameters
        ----------
        thresholds
            Score name ("completeness", "mobile.accuracy", "by.owner.completeness", "overall") to the least that
            passes (0 to 1), or {"min":, "warn":, "max_drop":}.
        raise_on_failure
            Raise `QualityGateError` where the gate does not pass.
        strict
            Warnings fail.
        baseline
            A score card of an earlier run (`to_dict`), for `max_drop`.

        Returns
        -------
        GateResult
            `passed`, `reasons`, `outcomes`. A score that could not be assessed does not pass.
        """
        result = judge(self.card, thresholds, baseline=baseline, strict=strict)
        self._gate = result
        if raise_on_failure and not result.passed:
            raise QualityGateError("The quality gate fell short. " + " ".join(result.reasons))
        return result

    def to_dict(self) -> dict[str, Any]:
        """Return the card as JSON-able data, without any value of a customer."""
        return card_to_dict(self.card, gate=self._gate)

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the card as JSON, and write it to `path` where one is given."""
        return _written(json.dumps(self.to_dict(), ensure_ascii=False, indent=1), path)

    def to_markdown(self, path: str | Path | None = None) -> str:
        """Return the card as Markdown, and write it to `path` where one is given."""
        return _written(card_markdown(self.to_dict()), path)

    def to_html(self, path: str | Path | None = None) -> str:
        """Return the card as one HTML page, and write it to `path` where one is given."""
        return _written(card_page(self.to_dict()), path)

    def to_junit(self, path: str | Path | None = None) -> str:
        """Return the last gate as JUnit XML (one test case a threshold), and write it to `path` where one is given."""
        lines = [GateLine(*outcome) for outcome in (self._gate.outcomes if self._gate else ())]
        return _written(gate_junit(lines), path)

    def __repr__(self) -> str:
        return card_text(self.to_dict())

    def _repr_html_(self) -> str:
        return card_html(self.to_dict())


def _written(text: str, path: str | Path | None) -> str:
    if path is not None:
        Path(path).write_text(text, encoding="utf-8")
    return text
