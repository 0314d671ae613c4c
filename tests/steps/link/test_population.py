"""What nobody kept is looked for: pairs that blocking never made are found, counted, and in the estimate of recall."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.link import LinkOutcome, link_records
from custdq.steps.link import population as looked_for
from custdq.steps.link.estimate import estimate_quality, sample_pairs
from custdq.steps.link.linking import LinkOptions
from custdq.steps.link.population import pair_population
from custdq.steps.link.predict import KEPT_PROBABILITY
from custdq.steps.standardize import standardize_records

KINDS: dict[str, Kind] = {
    "first": f.PersonName(), "last": f.PersonName(), "born": f.Date(), "mail": f.Email(), "city": f.Category(),
}  # fmt: skip

Truth = np.ndarray[tuple[int], np.dtype[np.int64]]


def _people(people: int = 600, **options: object) -> tuple[LinkOutcome, Truth]:
    """Link people who stand twice, with slips; blocking by mail alone would miss those without one."""
    draw = random.Random(5)  # noqa: S311 - made-up people
    letters = "abcdefghiklmnoprstuw"
    rows: list[tuple[str | None, ...]] = []
    truth = []
    for number in range(people):
        first, last = ("".join(draw.choices(letters, k=size)).title() for size in (5, 7))
        born = f"{draw.randint(1940, 2000)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
        for copy in range(2):
            slipped = last if draw.random() < 0.8 or not copy else last[:3] + draw.choice(letters) + last[4:]
            mail = f"u{number}@x.org" if draw.random() < 0.8 else None
            rows.append((first, slipped, born if draw.random() < 0.9 else None, mail, f"Town{number % 9}"))
            truth.append(number)
    table = pa.table({name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(KINDS)})
    schema = Schema(KINDS)
    return link_records(standardize_records(table, schema), schema, LinkOptions(**options)), np.array(truth)  # type: ignore[arg-type]


def _recall(outcome: LinkOutcome, truth: Truth) -> float:
    left, right = np.triu_indices(len(truth), 1)
    true = truth[left] == truth[right]
    return float((outcome.labels[left] == outcome.labels[right])[true].mean())


@pytest.fixture(scope="module")
def by_mail() -> tuple[LinkOutcome, Truth]:
    return _people(blocking=[["mail"]])


def test_every_pair_stands_once_and_on_one_side(by_mail: tuple[LinkOutcome, Truth]) -> None:
    outcome, _ = by_mail
    pairs = pair_population(outcome)
    packed = pairs.left.astype(np.int64) * len(outcome.labels) + pairs.right
    assert (np.diff(packed) > 0).all()
    assert (pairs.left < pairs.right).all()
    assert not (pairs.found & pairs.linked).any()
    assert (pairs.probability[pairs.found] >= KEPT_PROBABILITY).all()
    assert (~pairs.found).sum() >= len(outcome.left)


def test_with_all_records_looked_at_every_likely_pair_is_found(by_mail: tuple[LinkOutcome, Truth]) -> None:
    outcome, truth = by_mail
    pairs = pair_population(outcome)
    assert pairs.share == 1
    order = np.argsort(outcome.place)
    match = truth[order[pairs.left]] == truth[order[pairs.right]]
    assert match[pairs.found].sum() > 100, "those blocking never made"
    assert match.sum() + pairs.beyond == pytest.approx(600, rel=0.02)


@pytest.mark.parametrize("scanned", [20_000, 100_000, 5_000_000], ids=["few-records", "some", "all"])
def test_recall_counts_what_was_never_made(
    by_mail: tuple[LinkOutcome, Truth], scanned: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome, truth = by_mail
    monkeypatch.setattr(looked_for, "SCANNED_PAIRS", scanned)
    pairs = pair_population(outcome)
    order, recall = np.argsort(outcome.place), _recall(outcome, truth)
    match = truth[order[pairs.left]] == truth[order[pairs.right]]
    assert recall < 0.85, "blocking by mail misses many"
    for seed in range(20):
        at = sample_pairs(pairs, labels=300, seed=seed)
        found = estimate_quality(pairs, labelled=at, match=match[at])
        assert found.recall_low <= recall <= found.recall_high
        assert found.recall == pytest.approx(recall, abs=0.15 if scanned < 100_000 else 0.06)


def test_where_blocking_misses_nothing_recall_is_high() -> None:
    outcome, truth = _people()
    pairs = pair_population(outcome)
    order = np.argsort(outcome.place)
    match = truth[order[pairs.left]] == truth[order[pairs.right]]
    at = sample_pairs(pairs, labels=300, seed=1)
    found = estimate_quality(pairs, labelled=at, match=match[at])
    assert 0.95 < found.recall_low <= _recall(outcome, truth) <= found.recall_high + 1e-9


def test_pairs_inside_a_source_are_no_pairs_where_they_do_not_count() -> None:
    source = np.tile(np.array([0, 1], np.int32), 600)
    outcome, _ = _people(across=source, blocking=[["mail"]])
    pairs = pair_population(outcome)
    across = outcome.grouping.across
    assert across is not None
    assert (across[pairs.left] != across[pairs.right]).all()


def test_records_with_nothing_to_compare_have_no_pairs() -> None:
    schema = Schema({"city": f.Category()})
    table = pa.table({"city": pa.array([None, None], pa.string())})
    pairs = pair_population(link_records(standardize_records(table, schema), schema))
    assert len(pairs.left) == 0
