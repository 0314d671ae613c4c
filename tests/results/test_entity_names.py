"""Entities are named by what they hold, the same in any row order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from custdq.results.entity_names import number_entities


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_entities_are_named_by_content_not_by_row_order(groups: list[int], random: Any) -> None:
    ids = [f"R{i:02d}" for i in range(len(groups))]
    order = list(range(len(groups)))
    random.shuffle(order)

    def named(rows: list[int]) -> dict[str, int]:
        first = {group: min(i for i, r in enumerate(rows) if groups[r] == group) for group in set(groups)}
        labels = np.array([first[groups[r]] for r in rows], np.int64)
        identity = pa.table({"record_id": [ids[r] for r in rows], "source": pa.nulls(len(rows), pa.string())})
        return dict(
            zip(identity.column("record_id").to_pylist(), number_entities(identity, labels).tolist(), strict=True)
        )

    assert named(order) == named(list(range(len(groups))))


def test_ten_comes_after_nine() -> None:
    for ids in ([str(i) for i in range(12)], [f"C{i}" for i in range(12)]):
        identity = pa.table({"record_id": ids, "source": pa.nulls(12, pa.string())})
        assert number_entities(identity, np.arange(12)).tolist() == list(range(12))


def test_no_records_have_no_names() -> None:
    identity = pa.table({"record_id": pa.array([], pa.string()), "source": pa.array([], pa.string())})
    assert number_entities(identity, np.array([], np.int64)).tolist() == []


@given(st.lists(st.text("019AZaz\x00-é", min_size=0, max_size=9), min_size=1, unique=True))
def test_short_ids_stand_in_the_order_of_all_ids(ids: list[str]) -> None:
    identity = pa.table({"record_id": pa.array(ids, pa.string()), "source": pa.nulls(len(ids), pa.string())})
    names = number_entities(identity, np.arange(len(ids))).tolist()
    assert [ids[row] for row in np.argsort(names)] == sorted(ids, key=lambda text: (len(text), text.encode()))
