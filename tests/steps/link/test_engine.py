"""Size, order, chunks and threads change no entity, and no input makes the engine blow up."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.link import LinkOptions, LinkOutcome, link_records
from custdq.steps.link.predict import Engine, ScoredPairs, Scorer
from custdq.steps.standardize import standardize_records

KINDS: dict[str, Kind] = {"first": f.Text(), "last": f.Text(), "city": f.Text(), "tel": f.Text()}

#: Rows of a table that is large for a test; a block of so many has 20 thousand million pairs.
MANY = 200_000


def _people(people: int, seed: int = 1) -> dict[str, list[str | None]]:
    random = np.random.default_rng(seed)
    letters = np.array(list("abcdefghij"))
    first, last = (["".join(word) for word in random.choice(letters, (people // 8, size))] for size in (5, 6))
    rows: list[list[str | None]] = []
    for _ in range(people):
        name = first[random.integers(len(first))], last[random.integers(len(last))]
        rows.append([*name, f"city{random.integers(40)}", f"{random.integers(10**9):09d}"])
        if random.random() < 0.4:
            copy = list(rows[-1])
            copy[int(random.integers(4))] = [None, "other"][int(random.integers(2))]
            rows.append(copy)
    return {name: [row[i] for row in rows] for i, name in enumerate(KINDS)}


def _linked(columns: Mapping[str, pa.Array], kinds: Mapping[str, Kind], **options: object) -> LinkOutcome:
    schema = Schema({name: kinds[name] for name in columns})
    return link_records(standardize_records(pa.table(dict(columns)), schema), schema, LinkOptions(**options))  # type: ignore[arg-type]


def _arrays(columns: Mapping[str, list[str | None]]) -> dict[str, pa.Array]:
    return {name: pa.array(cells, pa.string()) for name, cells in columns.items()}


def _same(one: ScoredPairs, other: ScoredPairs) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in ("left", "right", "log_odds", "levels")
    )


def test_chunks_and_threads_change_nothing() -> None:
    scorer = _linked(_arrays(_people(600)), KINDS).scorer
    whole = scorer.score()
    for chunk, threads in ((50, 1), (7, 3), (10**9, 2)):
        engine = Engine(chunk=chunk, threads=threads)
        anew = Scorer(scorer.fields, scorer.candidates, engine=engine)
        assert anew.model == scorer.model
        assert _same(anew.score(), whole)
        # a fitted model drops pairs before their strings are compared, a fit compares them all
        again = Scorer(scorer.fields, scorer.candidates, model=scorer.model, engine=engine)
        assert _same(again.score(), whole)


def test_row_order_changes_no_entity() -> None:
    columns = _arrays(_people(600))
    straight = _linked(columns, KINDS)
    order = np.random.default_rng(2).permutation(len(straight.labels))
    mixed = _linked({name: cells.take(pa.array(order)) for name, cells in columns.items()}, KINDS)
    assert mixed.model == straight.model
    first = np.full(len(order), len(order))
    np.minimum.at(first, straight.labels[order], np.arange(len(order)))
    assert np.array_equal(mixed.labels, first[straight.labels[order]])


@pytest.mark.parametrize("blocking", [None, [["last"]], [["last", "city"]]])
def test_a_block_of_all_records_does_not_blow_up(blocking: list[list[str]] | None) -> None:
    size = MANY
    number = np.arange(size)
    columns = {
        "last": pa.array(np.where(number == 0, "other", "smith")),
        "city": pa.array(np.where(number == 1, "bonn", "rome")),
        "tel": pa.array(np.char.zfill((number // 2 * 2 + (number < size // 2) * (number % 2)).astype(str), 9)),
    }
    outcome = _linked(columns, KINDS, blocking=blocking)
    assert len(outcome.labels) == size
    assert sum(int(row["pairs"]) for row in outcome.blocking if row["used"]) <= 10 * size


def test_nothing_but_copies_of_one_record() -> None:
    columns = {"last": pa.array(["smith"] * MANY), "city": pa.array(["rome"] * MANY)}
    outcome = _linked(columns, KINDS)
    assert len(set(outcome.labels.tolist())) == 1
    assert len(outcome.left) < 1_000


def test_many_copies_of_many_records() -> None:
    number = np.arange(MANY) % 100
    last, tel = np.char.add("smith ", (number % 10).astype(str)), np.char.zfill((number // 10).astype(str), 9)
    columns = {"last": pa.array(last), "tel": pa.array(tel)}
    assert len(set(_linked(columns, KINDS).labels.tolist())) == 100


EMPTY: list[str | None] = [None, None, None]


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"last": ["a"], "city": ["x"]}, id="one-row"),
        pytest.param({"last": [], "city": []}, id="no-row"),
        pytest.param({"last": ["a", "a", "b"], "city": EMPTY}, id="a-column-of-nothing"),
        pytest.param({"last": EMPTY, "city": EMPTY}, id="nothing-at-all"),
        pytest.param({"last": ["a", "a", "b"], "city": ["x", "x", "x"]}, id="a-constant-column"),
    ],
)
def test_little_or_nothing_to_go_by(columns: dict[str, list[str | None]]) -> None:
    outcome = _linked(_arrays(columns), KINDS)
    assert len(outcome.labels) == len(columns["last"])
