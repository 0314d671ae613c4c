"""Made-up customers: the same again for the same seed, and truth that says what stands there."""

from collections import Counter
from itertools import pairwise

import pyarrow as pa
import pytest
from benchmarks.linkage import customers
from benchmarks.linkage.customers import chunks

COUNT = 6000


@pytest.fixture(scope="module", params=["western", "chinese"])
def records(request: pytest.FixtureRequest) -> pa.Table:
    return pa.concat_tables(chunks(COUNT, request.param, seed=3))


@pytest.mark.parametrize("kind", ["western", "chinese"])
def test_the_same_seed_gives_the_same_customers_and_another_others(kind: str) -> None:
    first, again, other = (pa.concat_tables(chunks(500, kind, seed=seed)) for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_every_record_has_its_own_id_and_a_fifth_are_copies(records: pa.Table) -> None:
    assert sorted(records["record_id"].to_pylist()) == list(range(COUNT))
    times = Counter(records["entity_id"].to_pylist())
    assert sorted(times) == list(range(COUNT * 4 // 5))
    assert max(times.values()) <= 5
    pairs = sum(n * (n - 1) // 2 for n in times.values())
    assert pairs / (COUNT / 5) == pytest.approx(1.55, rel=0.1)


def test_rows_of_one_entity_do_not_stand_together(records: pa.Table) -> None:
    entity = records["entity_id"].to_pylist()
    assert sum(a == b for a, b in pairwise(entity)) < 20


def test_copies_resemble_their_original_more_than_strangers(records: pa.Table) -> None:
    column = "dob" if "dob" in records.column_names else "mobile"
    by_entity: dict[int, list[str]] = {}
    for entity, value in zip(records["entity_id"].to_pylist(), records[column].to_pylist(), strict=True):
        by_entity.setdefault(entity, []).extend([value] if value else [])
    same = [values[0] == values[1] for values in by_entity.values() if len(values) > 1]
    assert sum(same) / len(same) > 0.6


def test_unknown_is_null_and_no_value_is_empty(records: pa.Table) -> None:
    for name in records.column_names[2:]:
        values = records[name].to_pylist()
        assert "" not in values
        assert None in values


def test_rows_come_in_chunks_whose_copies_stand_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customers, "CHUNK", 300)
    tables = list(chunks(1000, "western"))
    assert len(tables) == 3
    whole = pa.concat_tables(tables)
    assert sorted(whole["record_id"].to_pylist()) == list(range(1000))
    assert max(tables[0]["entity_id"].to_pylist()) == 299
    assert min(tables[1]["entity_id"].to_pylist()) < 300
