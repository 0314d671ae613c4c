"""Linked records: pairs, entities, why two records match, how well it went against known truth.

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
from custdq.results.entity_names import number_entities
from custdq.results.explanation import Explanation
from custdq.results.record_keys import RecordKey, record_positions
from custdq.results.rows import row_by_row
from custdq.results.truth import true_entities
from custdq.steps.link import Evaluation, LinkageModel, LinkOutcome, evaluate_clusters, explain_pair
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
        """Return the pairs with a probability between `low` and `high`, most uncertain first."""
        numbers = isinstance(low, int | float) and isinstance(high, int | float)
        if not (numbers and 0 <= low < high <= 1):
            raise OptionError(f"review was given {low!r} and {high!r}; expected numbers, 0 <= low < high <= 1.")
        chance = self.outcome.probability
        inside = np.flatnonzero((chance >= low) & (chance <= high))
        order = inside[np.argsort(np.abs(chance[inside] - 0.5), kind="stable")]
        return from_arrow(self.pairs_table.take(pa.array(order)), like=self._like)

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
        labels = true_entities(truth, self._identity)
        at = np.array([i for i, label in enumerate(labels) if label is not None], np.int64)
        truth_codes = np.unique([labels[i] for i in at], return_inverse=True)[1].astype(np.int64)
        return evaluate_clusters(self.outcome.labels[at], truth_codes)

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
