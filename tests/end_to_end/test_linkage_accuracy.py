"""How right linking is with no settings on sets whose truth is known: floors, not targets to tune to.

Each set is linked once; other thresholds are read off the same pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest
from benchmarks.linkage.customers import chunks
from benchmarks.linkage.one_set import by_source
from benchmarks.sets import LINKAGE, is_here, linkage_set

import custdq
from custdq.results.links import Links
from custdq.steps.link.entities import Grouping, find_entities
from custdq.steps.link.evaluate import Evaluation, evaluate_clusters

#: Least F1 of entities over all true pairs, at a threshold of 0.5.
FLOORS = {
    "febrl3": 0.999, "febrl4": 0.999, "fake_1000": 0.957, "historical_50k_A": 0.90, "restaurants": 0.98,
    "chicago_sites_A": 0.93, "dblp_acm": 0.96,
}  # fmt: skip

#: Records of the made-up table.
CUSTOMERS = 20_000


class Linked(NamedTuple):
    """A set linked with no settings, and the true entity of each record."""

    links: Links
    truth: npt.NDArray[np.int64]

    def at(self, threshold: float) -> Evaluation:
        """Return how right the entities are at a threshold."""
        outcome = self.links.outcome
        labels = outcome.labels
        if threshold != 0.5:
            scorer = outcome.scorer
            grouping = Grouping(threshold, scorer.candidates.across)
            labels = find_entities(scorer, scorer.score(), grouping)[outcome.place]
        return evaluate_clusters(labels, self.truth)


@pytest.fixture(scope="module")
def linked() -> Callable[[str], Linked]:
    """Return a set by its name, linked when it is first asked for; skip where it is not on this machine."""

    @cache
    def link(name: str) -> Linked:
        records, truth = linkage_set(name)
        if "source" not in records.column_names:
            return Linked(custdq.dedupe(records), _codes(truth["entity_id"]))
        # one table a source, in the order of their names
        parts = by_source(truth)
        entity = pa.concat_tables([parts[source] for source in parts])["entity_id"]
        return Linked(custdq.link(by_source(records)), _codes(entity))

    def get(name: str) -> Linked:
        if not is_here(name):
            pytest.skip(f"the set {name} is not beside the repository (set CUSTDQ_SHARED_DATA to its folder)")
        return link(name)

    return get


@pytest.fixture(scope="module")
def western() -> Linked:
    """Return made-up western customers, families among them, linked."""
    records = pa.concat_tables(chunks(CUSTOMERS, "western"))
    return Linked(custdq.dedupe(records.drop_columns(["entity_id"])), _codes(records["entity_id"]))


def _codes(entity: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    return np.asarray(entity.combine_chunks().dictionary_encode().indices).astype(np.int64)


@pytest.mark.parametrize("name", LINKAGE)
def test_f1_with_no_settings(name: str, linked: Callable[[str], Linked]) -> None:
    assert linked(name).at(0.5).f1 >= FLOORS[name]


def test_b_cubed_of_many_historical_persons(linked: Callable[[str], Linked]) -> None:
    assert linked("historical_50k_A").at(0.5).b3_f1 >= 0.91


@pytest.mark.parametrize("threshold", [0.3, 0.7])
@pytest.mark.parametrize("name", LINKAGE)
def test_the_threshold_hardly_matters(name: str, threshold: float, linked: Callable[[str], Linked]) -> None:
    found = linked(name)
    assert found.at(threshold).f1 >= found.at(0.5).f1 - 0.02


@pytest.mark.parametrize("name", LINKAGE)
def test_the_number_of_matches_is_known_within_a_fifth(name: str, linked: Callable[[str], Linked]) -> None:
    found = linked(name)
    expected = float(found.links.outcome.probability.sum())
    assert expected == pytest.approx(found.at(0.5).true_pairs, rel=0.2)


def test_families_are_not_taken_for_one_customer(western: Linked) -> None:
    assert western.at(0.5).f1 >= 0.97
    assert western.at(0.5).precision >= 0.97
