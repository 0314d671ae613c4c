"""Linked records: pairs, entities, why two records match, how well it went, with known truth or few labels.

The trap: a record id may repeat across sources, so a lookup by id must refuse to guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import OptionError, public_class
from custdq.frames import from_arrow
from custdq.results.answers import labelled_pairs
from custdq.results.decision_effect import effect_of
from custdq.results.decisions import decisions_of
from custdq.results.entity_names import number_entities
from custdq.results.entity_tables import blocking_table, quality_table, thresholds_table
from custdq.results.explanation import Explanation, ModelChart
from custdq.results.identities import Identities, earlier_identities
from custdq.results.level_table import level_table
from custdq.results.record_keys import RecordKey, named_pairs, record_positions
from custdq.results.rows import row_by_row
from custdq.results.settled import Settled
from custdq.results.toolkit import toolkit_vectors
from custdq.results.truth import true_entities
from custdq.steps.identify import NamedRecords, numbered_ids
from custdq.steps.link import (
    RULES,
    Evaluation,
    LinkageModel,
    LinkOutcome,
    PairPopulation,
    QualityEstimate,
    estimate_quality,
    evaluate_clusters,
    explain_pair,
    impact,
    own_decisions,
    pair_population,
    regroup,
    sample_pairs,
    undecided,
)
from custdq.tables import ENTITY_COLUMN


@public_class
class Links:
    """Linked records.

    Attributes
    ----------
    pairs
        left, right (record ids), match_weight (log2 Bayes factor), match_probability (0 to 1), one level column per
        field; left_source, right_source where ids repeat; left_row, right_row (from 0) where these tell no records
        apart. Pairs less likely than 0.01 by weight are left out; a match elsewhere takes its share of the probability.
    entities
        record_id, source, entity_id: one row for every input row, in input order.
    model
        m- and u-probabilities and the prior (`LinkageModel`).
    blocking, comparisons
        One row a blocking rule: whether it was used, raw pairs, share of the matches, oversize blocks left to others.
        One row a level of a field: its test, m, u and weight.
    quality
        One row an entity of two or more records, most doubtful first.
    """

    def __init__(
        self,
        outcome: LinkOutcome,
        identity: pa.Table,
        *,
        named: Callable[[], NamedRecords],
        like: Any = None,
        settled: Settled | None = None,
    ) -> None:
        self.outcome = outcome
        self.settled = settled or Settled()
        self._identity = identity
        self._names = named
        self._like = like

    def __repr__(self) -> str:
        records, entities = len(self.entity_codes), len(np.unique(self.entity_codes))
        rules = "; rule-based, see notes" if self.model.basis == RULES else ""
        return f"<Links: {records} records, {entities} entities, {len(self.outcome.left)} pairs kept{rules}>"

    @property
    def entity_codes(self) -> npt.NDArray[np.int64]:
        """Position of the first record of each row's entity."""
        return self.outcome.labels

    @cached_property
    def entity_ids(self) -> pa.Array:
        """Entity id of each row: that of an earlier run, else E000001 counts entities by their smallest record id."""
        if self.settled.before is None:
            return numbered_ids(self._numbers)
        return self.identities.tables.current.column(ENTITY_COLUMN).combine_chunks()

    @cached_property
    def _numbers(self) -> npt.NDArray[np.int64]:
        return number_entities(self._identity, self.outcome.labels)

    @cached_property
    def identities(self) -> Identities:
        """Which entity every record belongs to, for good, and what happened to each id: the next run's `previous`."""
        return Identities(self.settled.identify(self._names(), self._numbers), like=self._like)

    def with_ids(self, previous: Any, *, as_of: str | None = None) -> Links:
        """Return the same links whose entities keep the ids they had in an earlier run.

        Parameters
        ----------
        previous
            The `Golden`, `Links` or `Identities` of the earlier run; the folder it was written into; or a frame or file
            with entity_id, record_id and, where ids repeat across sources, source.
        as_of
            Day of this run, for the events (ISO 8601); None: today.

        Examples
        --------
        >>> import custdq, pandas as pd
        >>> people = pd.DataFrame({"id": ["a", "b"], "mail": ["a@x.org", "b@x.org"], "city": ["Rome", "Bonn"]})
        >>> schema = custdq.Schema({"mail": custdq.fields.Email()}, record_id="id")
        >>> first = custdq.dedupe(people[1:], schema)
        >>> custdq.dedupe(people, schema).with_ids(first).entities["entity_id"].tolist()
        ['E000002', 'E000001']
        """
        before = earlier_identities(previous, self._names())
        return self._resettled(self.outcome, replace(self.settled, before=before, day=as_of))

    def with_decisions(self, decisions: Any) -> Links:
        """Return the same pairs grouped anew under a steward's decisions, in the place of any given before.

        Parameters
        ----------
        decisions
            `custdq.Decisions`, or the path of their file.

        Raises
        ------
        OptionError
            When decisions contradict each other; all of them are named.
        """
        undecided = self.settled.undecided or self.outcome
        effect = effect_of(list(decisions_of(decisions)), self._names(), own_decisions(undecided))
        decided = len(effect.together) or len(effect.apart)
        outcome = regroup(undecided, effect.together, effect.apart) if decided else undecided
        effect = effect.settled_on(outcome.labels, self._names().positions)
        return self._resettled(outcome, replace(self.settled, effect=effect, undecided=undecided))

    def _resettled(self, outcome: LinkOutcome, settled: Settled) -> Links:
        return Links(outcome, self._identity, named=self._names, like=self._like, settled=settled)

    @property
    def decision_findings(self) -> Any:
        """Findings about decisions: records they name that are gone, or not clear."""
        return from_arrow(self.settled.findings, like=self._like)

    @property
    def entities(self) -> Any:
        """record_id, source, entity_id of every input row, in input order; pandas keeps the input's index."""
        return row_by_row(self.entities_table, self._like)

    @property
    def entities_table(self) -> pa.Table:
        """The entities as an Arrow table, with sheet and row where the records have them."""
        return self._identity.append_column(ENTITY_COLUMN, self.entity_ids)

    @property
    def record_ids(self) -> pa.ChunkedArray:
        """What each row is called, in input order."""
        return self._identity.column("record_id")

    @property
    def model(self) -> LinkageModel:
        """The fitted model."""
        return self.outcome.model

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the model: weights that are built in, weak fields, what labels did."""
        return self.model.notes

    @property
    def blocking(self) -> Any:
        """What each rule made and left, used or not: rule, used, pairs, matches, alone, oversize_blocks and _records.

        `matches` is its share of the expected matches, `alone` of those no other used rule makes (0 to 1, or null).
        """
        return from_arrow(blocking_table(self.outcome), like=self._like)

    @property
    def comparisons(self) -> Any:
        """How each field was compared, a row a level, strongest first: read it, change it, give it to a `Linker`.

        field, level, test, rarity (key whose rare values weigh more), present (a pair without any of these keys on both
        sides is not assessed), conflict (another identity), alike (as in one household), m, u, match_weight (log2).
        """
        return from_arrow(level_table(self.outcome), like=self._like)

    @property
    def pairs_table(self) -> pa.Table:
        """The kept pairs as an Arrow table."""
        outcome = self.outcome
        named = named_pairs(self._identity, outcome.left, outcome.right)
        columns = {
            "left": named["left"], "right": named["right"], "match_weight": pa.array(outcome.weight),
            "match_probability": pa.array(outcome.probability),
        }  # fmt: skip
        for number, field in enumerate(outcome.fields):
            names = pa.array([*field.labels, None])
            level = np.minimum(outcome.levels[:, number], len(field.labels))
            columns[field.name] = names.take(pa.array(level))
        return pa.table(columns | {name: named[name] for name in named.column_names[2:]})

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

        Besides kept pairs they are pairs inside entities, and pairs that blocking never made: those as likely as kept
        ones which comparing some records with all others finds (about 5 million comparisons, made once).

        Parameters
        ----------
        size
            Pairs to draw (each of up to 30 strata gets 2, so a little more where it is small).
        seed
            The same seed draws the same pairs, whatever the row order.

        Returns
        -------
        frame
            left, right (and what else `pairs` tells records by), match_probability, and match, empty: write yes or
            no there, in the frame or in the file it is saved to. Pairs come in an order of chance.
        """
        if not isinstance(size, int) or size < 1:
            raise OptionError(f"sample was given the size {size!r}; expected a whole number of pairs, such as 400.")
        population = self._population
        drawn = sample_pairs(population, labels=size, seed=seed)
        order = np.argsort(self._by_content.place)
        left, right = np.sort(order[np.array([population.left[drawn], population.right[drawn]])], axis=0)
        table = named_pairs(self._identity, left, right).append_column(
            "match_probability", pa.array(population.probability[drawn])
        )
        return from_arrow(table.append_column("match", pa.nulls(table.num_rows, pa.string())), like=self._like)

    def estimate(self, answers: Any) -> QualityEstimate:
        """Estimate precision and recall of the links, with 95 % intervals, from the labelled pairs of `sample`.

        Recall counts the matches that blocking never made, too. Among pairs less likely than 0.01 labels would find
        none, though there may be some: what the model expects there counts as missed, and widens the interval.

        Parameters
        ----------
        answers
            What `sample` drew with `match` filled in (yes/no, true/false, 1/0, 是/否; empty: not judged), as a frame or
            the path of a file.

        Raises
        ------
        OptionError
            When a pair is none that `sample` may draw, or an answer is neither yes nor no.

        Examples
        --------
        >>> import custdq, pandas as pd
        >>> people = pd.DataFrame({"mail": ["a@x.org", "A@x.org", "b@x.org"], "city": ["Rome", "Rome", "Bonn"]})
        >>> links = custdq.dedupe(people, custdq.Schema({"mail": custdq.fields.Email()}))
        >>> links.estimate(links.sample().assign(match="yes")).precision
        1.0
        """
        pairs, match = labelled_pairs(answers, self._identity)
        population, size = self._population, len(self.outcome.labels)
        known = population.left.astype(np.int64) * size + population.right
        places = np.sort(self._by_content.place[pairs].astype(np.int64), axis=1)
        asked, first = np.unique(places[:, 0] * size + places[:, 1], return_index=True)
        at = np.minimum(np.searchsorted(known, asked), max(len(known) - 1, 0))
        strange = np.flatnonzero(known[at] != asked) if len(known) else np.arange(len(asked))
        if len(strange):
            left, right = self.record_ids.take(pa.array(pairs[first[strange[0]]])).to_pylist()
            raise OptionError(f'"{left}" and "{right}" are no pair of these links. Label what links.sample() draws.')
        return estimate_quality(population, labelled=at, match=match[first])

    @cached_property
    def _by_content(self) -> LinkOutcome:
        return self.outcome.in_content_order()

    @cached_property
    def _population(self) -> PairPopulation:
        return pair_population(self._by_content)

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
        return toolkit_vectors(self.outcome, self.pairs_table, missing_value=missing_value)
