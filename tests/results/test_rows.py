"""Results with one row an input row keep the index, so that pandas puts each answer beside its own row."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import custdq
from custdq import fields as f
from custdq.results.rows import row_by_row
from custdq.schema import Schema

TABLE = pa.table({"entity_id": ["E1", "E2", "E3"]})


@pytest.mark.parametrize(
    "index",
    [
        pytest.param([9, 3, 7], id="filtered"),
        pytest.param(["a", "a", "b"], id="repeated"),
        pytest.param(pd.MultiIndex.from_tuples([("x", 1), ("x", 2), ("y", 1)], names=["k", "n"]), id="two-levels"),
    ],
)
def test_pandas_keeps_its_index(index: Any) -> None:
    like = pd.DataFrame({"a": [1, 2, 3]}, index=index)
    out = row_by_row(TABLE, like)
    pd.testing.assert_index_equal(out.index, like.index)
    assert out["entity_id"].tolist() == ["E1", "E2", "E3"]


def test_a_frame_of_another_length_lends_only_its_kind() -> None:
    assert row_by_row(TABLE, pd.DataFrame({"a": [1]}, index=[5])).index.tolist() == [0, 1, 2]


@pytest.mark.parametrize("like", [None, "customers.csv"])
def test_without_a_frame_it_is_pandas(like: Any) -> None:
    assert row_by_row(TABLE, like).index.tolist() == [0, 1, 2]


def test_arrow_stays_arrow() -> None:
    assert row_by_row(TABLE, pa.table({"a": [1, 2, 3]})) is TABLE


def test_answers_stand_beside_the_rows_of_a_filtered_frame() -> None:
    people = pd.DataFrame({"mail": ["x@x.org", "ann@x.org", "bob@x.org", "ann@x.org"]}, index=[4, 8, 2, 6]).drop(4)
    schema = Schema({"mail": f.Email()})
    links = custdq.dedupe(people, schema)
    people["entity"] = links.entities["entity_id"]
    assert people.groupby("mail")["entity"].nunique().tolist() == [1, 1]
    assert people["entity"].notna().all()
    assert custdq.merge(people, links, schema).xref.index.tolist() == [8, 2, 6]
    assert custdq.score(people, schema, as_of="2025-06-30").records.index.tolist() == [8, 2, 6]
