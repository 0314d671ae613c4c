"""Linked records: pairs, entities, why two records match, how well it went, with known truth or few labels.

The trap: a record id may repeat across sources, so a lookup by id must refuse to guess.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import OptionError, public_class
from custdq.frames import from_arrow
from custdq.results.answers import labelled_pairs
from custdq.results.entity_names import number_entities
from custdq.results.entity_tables import quality_table, thresholds_table
from custdq.results.explanation import Explanation, ModelChart
from custdq.results.record_keys import RecordKey, record_positions
from custdq.results.rows import row_by_row
from custdq.results.truth import true_entities
from custdq.steps.link import (
    Evaluation,
    LinkageModel,
    LinkOutcome,
    QualityEstimate,
    estimate_quality,
    evaluate_clusters,
    explain_pair,
    impact,
    sample_pairs,
    undecided,
)
from custdq.tables import ENTITY_COLUMN, column_or_null

_BLOCKING = pa.schema(
    [
        ("rule", pa.string()),
        ("used", pa.bool_()),
        *((name, pa.int64()) for name in ("pairs", "oversize_blocks", "oversize_records")),
    ]
)


@public_class
class Links:
    """Linked records.

    Attributes
    ----------
    pairs
        left, right (record ids), match_weight (log2 Bayes factor), match_probability (0 to 1), one level column per
        field of evidence; then left_source, right_source where ids repeat. Pairs less likely than 0.01 are not kept.
    entities
        record_id, source, entity_id: one row for every input row, in input order.
    model
        m- and u-probabilities and the prior (`LinkageModel`).
    blocking
        One row a blocking rule: whether it was used, raw pairs, oversize blocks it left to others.
    quality
        One row an entity of two or more records, most doubtful first.
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
        """record_id, source, entity_id of every input row, in input order; pandas keeps the input's index."""
        return row_by_row(self.entities_table, self._like)

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
        """Rule, used, pairs, oversize_blocks, oversize_records: what each rule made and left, unused ones too."""
        return from_arrow(pa.Table.from_pylist(self.outcome.blocking, _BLOCKING), like=self._like)

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
        sources = column_or_null(self._identity, "source")
        if len(ids.unique()) < len(ids) and sources.null_count < len(sources):
            columns["left_source"] = sources.take(pa.array(outcome.left))
            columns["right_source"] = sources.take(pa.array(outcome.right))
        return pa.table(columns)

    @property
    def pairs(self) -> Any:
        """Kept pairs with their weight, probability and level per field."""
        return from_arrow(self.pairs_table, like=self._like)

    def position(self, record: RecordKey) -> int:
        """Return the row position of a record id, or of (source, record id) where ids repeat across sources."""
        return record_positions(self._identity, [record])[0]

    def explain(self, left: RecordKey, right: RecordKey) -> Explanation:
        """Explain why two records match or do not.

        Parameters
        ----------
        left, right
            Record ids, or (source, record id) where an id occurs in several sources.
        """
        return Explanation(explain_pair(self.outcome, self.position(left), self.position(right)))

    def review(self, low: float = 0.2, high: float = 0.9) -> Any:
        """Return the pairs with a probability between `low` and `high`, those first whose decision would change most.

        Ranked by uncertainty times the records a decision would join or split; pairs whose decision would change no
        entity stand last. Decided pairs go to `Linker(must_link=..., cannot_link=...)` and are not asked again.
        """
        return from_arrow(self.pairs_table.take(pa.array(self.uncertain_pairs(low, high))), like=self._like)

    def uncertain_pairs(self, low: float = 0.2, high: float = 0.9) -> npt.NDArray[np.int64]:
        """Return where the pairs of `review` stand among the kept pairs, in its order."""
        numbers = isinstance(low, int | float) and isinstance(high, int | float)
        if not (numbers and 0 <= low < high <= 1):
            raise OptionError(f"review was given {low!r} and {high!r}; expected numbers, 0 <= low < high <= 1.")
        chance = self.outcome.probability
        inside = np.flatnonzero((chance >= low) & (chance <= high) & undecided(self.outcome))
        unsure = 1 - 2 * np.abs(chance[inside] - 0.5)
        gain = unsure * impact(self.outcome, inside)
        return np.asarray(inside[np.lexsort((-unsure, -gain))], dtype=np.int64)

    @property
    def quality(self) -> Any:
        """One row an entity of two or more records, most doubtful first: weakest link less what speaks against inside.

        entity_id, records, pairs_compared (inside it: all up to 50 records, the kept ones beyond), weakest_link (lowest
        log2 odds on the strongest way of joining its records; null where more copies than a block holds were joined),
        bridges (pairs without which it falls apart), lowest_weight (log2 Bayes factor), conflicts (columns in which it
        holds several identifiers or days of birth; null: none).
        """
        return from_arrow(self._quality_table, like=self._like)

    @cached_property
    def _quality_table(self) -> pa.Table:
        return quality_table(self.outcome, self.entity_ids)

    def thresholds(self, truth: Any = None) -> Any:
        """Tell what other thresholds would have made of the same pairs, grouped anew at each.

        Parameters
        ----------
        truth
            As `evaluate` takes it; None: no precision and recall.

        Returns
        -------
        frame
            threshold, pairs (as likely or more), entities, largest (records); with truth precision, recall, f1.
        """
        known = None if truth is None else true_entities(truth, self._identity)
        return from_arrow(thresholds_table(self.outcome, known), like=self._like)

    def model_chart(self) -> ModelChart:
        """Draw m and u of every agreement level; a notebook shows it, `.svg` is the image."""
        return ModelChart(self.model)

    def sample(self, size: int = 400, *, seed: int = 0) -> Any:
        """Draw pairs to be labelled, so that few labels tell precision and recall: see `estimate`.

        Parameters
        ----------
        size
            Pairs to draw (each of up to 20 strata gets 2, so a little more where it is small).
        seed
            The same seed draws the same pairs, whatever the row order.

        Returns
        -------
        frame
            left, right (left_source, right_source where ids repeat), match_probability, and match, empty: write yes or
            no there, in the frame or in the file it is saved to. Pairs come in an order of chance.
        """
        if not isinstance(size, int) or size < 1:
            raise OptionError(f"sample was given the size {size!r}; expected a whole number of pairs, such as 400.")
        outcome = self.outcome
        a, b = outcome.place[outcome.left], outcome.place[outcome.right]
        order = np.lexsort((np.maximum(a, b), np.minimum(a, b)))
        drawn = sample_pairs(outcome.probability[order], self._linked[order], labels=size, seed=seed)
        table = self.pairs_table.take(pa.array(order[drawn]))
        names = ["left", "right", "left_source", "right_source", "match_probability"]
        table = table.select([name for name in names if name in table.column_names])
        return from_arrow(table.append_column("match", pa.nulls(table.num_rows, pa.string())), like=self._like)

    def estimate(self, answers: Any) -> QualityEstimate:
        """Estimate precision and recall of the pairs, with 95 % intervals, from the labelled pairs of `sample`.

        Pairs that blocking never made, and those less likely than 0.01, are in no figure.

        Parameters
        ----------
        answers
            What `sample` drew with `match` filled in (yes/no, true/false, 1/0, 是/否; empty: not judged), as a frame or
            the path of a file.

        Raises
        ------
        OptionError
            When a pair is none of the kept ones, or an answer is neither yes nor no.

        Examples
        --------
        >>> import custdq, pandas as pd
        >>> people = pd.DataFrame({"mail": ["a@x.org", "A@x.org", "b@x.org"], "city": ["Rome", "Rome", "Bonn"]})
        >>> links = custdq.dedupe(people, custdq.Schema({"mail": custdq.fields.Email()}))
        >>> links.estimate(links.sample().assign(match="yes")).precision
        1.0
        """
        pairs, match = labelled_pairs(answers, self._identity)
        outcome = self.outcome
        size = len(outcome.labels)
        kept = outcome.left.astype(np.int64) * size + outcome.right
        asked, first = np.unique(pairs[:, 0] * size + pairs[:, 1], return_index=True)
        at = np.minimum(np.searchsorted(kept, asked), max(len(kept) - 1, 0))
        unknown = np.flatnonzero(kept[at] != asked) if len(kept) else np.arange(len(asked))
        if len(unknown):
            ids = column_or_null(self._identity, "record_id").to_pylist()
            left, right = (ids[row] for row in pairs[first[unknown[0]]])
            raise OptionError(f'"{left}" and "{right}" are no pair of these links. Label what links.sample() draws.')
        return estimate_quality(outcome.probability, self._linked, labelled=at, match=match[first])

    @property
    def _linked(self) -> npt.NDArray[np.bool_]:
        labels = self.outcome.labels
        return np.asarray(labels[self.outcome.left] == labels[self.outcome.right])

    def evaluate(self, truth: Any) -> Evaluation:
        """Compare the entities with known truth.

        Parameters
        ----------
        truth
            record_id -> entity_id: a mapping, a pandas Series, a frame with the columns record_id and entity_id, or
            its path; with the source too (a column, or keys (source, record_id)) where ids repeat across sources.
            Records without truth are left out.

        Raises
        ------
        OptionError
            When the truth names none of the records, or by record id alone what several sources hold.
        """
        at, codes = true_entities(truth, self._identity)
        return evaluate_clusters(self.outcome.labels[at], codes)

    def to_recordlinkage(self, *, missing_value: float = 0.0) -> tuple[Any, Any]:
        """Return (candidate MultiIndex, comparison vectors) as the recordlinkage toolkit wants them.

        Vectors are 1.0 at a field's strongest level, falling evenly to 0.0 at "differs".

        Parameters
        ----------
        missing_value
            Stands where a field is missing on one side; 0.0 as the toolkit's own `Compare`, whose classifiers take
            no NaN.
        """
        import pandas as pd

        pairs = self.pairs_table
        sides = [pairs.column(name).to_pylist() for name in ("left", "right")]
        index = pd.MultiIndex.from_arrays(sides, names=["left", "right"])
        vectors = {}
        for number, field in enumerate(self.outcome.fields):
            last = len(field.labels) - 1
            level = self.outcome.levels[:, number].astype(np.float64)
            vectors[field.name] = np.where(level > last, missing_value, (last - level) / max(last, 1))
        return index, pd.DataFrame(vectors, index=index)
