"""What holds for any history: ids stay, end with heirs, are never used twice; what is parted goes together again."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.properties.test_whole_flow import ROWS, SCHEMA, frame_of
from tests.steps.identify.made import Row, happened, identified, ids

import custdq
from custdq.steps.identify import NO_IDENTITIES, IdentityTables, heirs_of, turning_points

#: A run: which of twelve records are there, in which order, and the entity of each.
RUNS = st.lists(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 5)), unique_by=lambda one: one[0]), max_size=6)


def _row(record: int) -> Row:
    """Return a record; every third has no id of its own."""
    return ("crm", None if record % 3 == 0 else f"C{record}", f"person {record}")


def _run(run: list[tuple[int, int]], before: IdentityTables) -> IdentityTables:
    return identified([str(entity) for _, entity in run], [_row(record) for record, _ in run], before)


@given(RUNS)
def test_ids_through_any_history(runs: list[list[tuple[int, int]]]) -> None:
    tables, ever = NO_IDENTITIES, set[str]()
    for run in runs:
        tables = _run(run, tables)
        now = ids(tables)
        # one id an entity, one entity an id
        assert (
            len(set(zip(now, (entity for _, entity in run), strict=True))) == len(set(now)) == len({e for _, e in run})
        )
        born = {new for event, _, new, _ in happened(tables) if event in ("created", "split")} - {None}
        # what is born was never used before, and nothing is there that was not born
        assert not born & ever
        ever |= {str(one) for one in born}
        assert set(now) <= ever
        for one in ever:
            heirs = heirs_of(turning_points(tables.events), one)
            # an id leads to itself or to others that live, or to nowhere where its records are gone
            away = set(tables.records.column("entity_id").to_pylist()) - set(now)
            assert set(heirs) <= set(now) | away
            assert heirs == (one,) or one not in now


def _homes(records: Any) -> dict[int, str]:
    rows = records.select(["content", "entity_id"]).to_pylist()
    return {row["content"]: row["entity_id"] for row in rows}


@given(RUNS)
def test_every_record_that_changed_its_id_is_in_an_event(runs: list[list[tuple[int, int]]]) -> None:
    tables = NO_IDENTITIES
    for run in runs:
        before, here = _homes(tables.records), _homes(tables.current)
        tables = _run(run, tables)
        now = _homes(tables.current)
        wanted: Counter[Any] = Counter(
            (before.get(one), entity) for one, entity in now.items() if before.get(one) != entity
        )
        wanted += Counter((entity, None) for one, entity in here.items() if one not in now)
        said: Counter[Any] = Counter()
        for event, old, new, records in happened(tables):
            said[old, new] += 0 if event == "returned" else records
        # of an id that was merged away nothing more is said than where it went
        ended = {old for event, old, new, _ in happened(tables) if event in ("merged", "retired") and new is not None}
        left = {pair: records for pair, records in wanted.items() if pair[0] not in ended or pair[1] is not None}
        assert {pair: records for pair, records in said.items() if records} == left


@given(RUNS, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 5)), unique_by=lambda one: one[0]), st.randoms())
def test_unchanged_data_in_any_order_keeps_every_id(
    runs: list[list[tuple[int, int]]], last: list[tuple[int, int]], order: Any
) -> None:
    tables = NO_IDENTITIES
    for run in [*runs, last]:
        tables = _run(run, tables)
    shuffled = order.sample(last, len(last))
    again = _run(shuffled, tables)
    assert happened(again) == []
    wanted = dict(zip((record for record, _ in last), ids(tables), strict=True))
    assert ids(again) == [wanted[record] for record, _ in shuffled]


@given(RUNS, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 5)), unique_by=lambda one: one[0], min_size=1))
def test_rows_that_are_added_change_no_id(runs: list[list[tuple[int, int]]], last: list[tuple[int, int]]) -> None:
    tables = NO_IDENTITIES
    for run in [*runs, last]:
        tables = _run(run, tables)
    # twenty new records, each of a new entity or of one that is there
    added = [("erp", f"N{n}", f"newcomer {n}") for n in range(20)]
    entities = [str(entity) for _, entity in last] + [str(n) for n in range(20)]
    again = identified(entities, [*(_row(record) for record, _ in last), *added], tables)
    assert ids(again)[: len(last)] == ids(tables)
    assert {event for event, *_ in happened(again)} <= {"created", "gained"}


def _as_it_stands(golden: custdq.results.Golden) -> tuple[pd.DataFrame, ...]:
    return golden.records, golden.lineage, golden.conflicts, golden.xref


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.data())
def test_what_is_taken_apart_and_put_together_is_the_same_golden_record(rows: list[Any], data: st.DataObject) -> None:
    frame = frame_of(rows)
    links = custdq.dedupe(frame, SCHEMA)
    golden = custdq.merge(frame, links, SCHEMA)
    shared = golden.xref[golden.xref["entity_id"].duplicated(keep=False)]
    if not len(shared):
        return
    record = data.draw(st.sampled_from(list(range(len(shared)))))
    entity, name = shared["entity_id"].iloc[record], shared["record_id"].iloc[record]
    decisions = custdq.Decisions(within=golden).split(entity, [name])
    parted = custdq.merge(frame, links, SCHEMA, previous=golden, decisions=decisions)
    members = parted.xref.set_index("record_id")["entity_id"]
    assert (members == members[name]).sum() == 1
    others = golden.xref["entity_id"] != entity
    assert parted.xref[others].equals(golden.xref[others])
    # taken back, and forced together again
    forced = custdq.Decisions(within=parted).together(*shared.loc[shared["entity_id"] == entity, "record_id"])
    for again in (decisions.withdraw(1), forced):
        whole = custdq.merge(frame, links, SCHEMA, previous=parted, decisions=again)
        for mine, theirs in zip(_as_it_stands(whole), _as_it_stands(golden), strict=True):
            pd.testing.assert_frame_equal(mine, theirs)


@pytest.mark.parametrize("rows", [0, 1])
def test_hardly_any_records(rows: int) -> None:
    frame = frame_of([("王伟", "13812345678", "", "", "")] * rows)
    links = custdq.dedupe(frame, SCHEMA)
    again = custdq.merge(frame, links, SCHEMA, previous=links, decisions=custdq.Decisions())
    assert again.xref["entity_id"].tolist() == ["E000001"] * rows
