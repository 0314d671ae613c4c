"""Tables of every shape: small, clean, all duplicates, columns missing. What holds on a large table must hold here.

Customers are made up by `benchmarks/linkage/customers.py`, with families and firms, so truth is known. Bars stand a
little below what was seen, for other draws of the same sort.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest
from benchmarks.linkage.customers import chunks

import custdq
from custdq.steps.link import Evaluation

SEED = 23


@pytest.fixture(scope="module", params=["western", "chinese"])
def customers(request: pytest.FixtureRequest) -> pa.Table:
    return made_up(str(request.param))


@pytest.fixture(scope="module")
def western() -> pa.Table:
    return made_up("western")


def made_up(kind: str) -> pa.Table:
    return pa.concat_tables(list(chunks(20_000, kind, seed=SEED)))


def entities(table: pa.Table) -> npt.NDArray[np.int64]:
    return np.asarray(table["entity_id"].to_numpy(), np.int64)


def some(table: pa.Table, one_in: int) -> pa.Table:
    """Return the records of one customer in so many, families kept whole as far as they were made together."""
    return table.filter(pa.array((entities(table) // 4) % one_in == 0))


def linked(table: pa.Table) -> Evaluation:
    identity = pa.schema([("record_id", pa.string()), ("entity_id", pa.string())])
    truth = table.select(["record_id", "entity_id"]).cast(identity)
    return custdq.dedupe(table.drop_columns(["entity_id"])).evaluate(truth)


@pytest.mark.parametrize(("one_in", "least"), [(100, 0.8), (30, 0.9), (10, 0.96), (1, 0.97)])
def test_any_number_of_customers(customers: pa.Table, one_in: int, least: float) -> None:
    assert linked(some(customers, one_in)).f1 >= least


@pytest.mark.parametrize("one_in", [100, 10, 1])
def test_a_clean_table_stays_as_it_is(customers: pa.Table, one_in: int) -> None:
    table = some(customers, one_in)
    _, first = np.unique(entities(table), return_index=True)
    clean = table.take(pa.array(np.sort(first)))
    assert linked(clean).found_pairs <= max(3, 0.002 * clean.num_rows)


@pytest.mark.parametrize("one_in", [30, 1])
def test_a_table_of_nothing_but_duplicates(customers: pa.Table, one_in: int) -> None:
    table = some(customers, one_in)
    ids = entities(table)
    assert linked(table.filter(pa.array(np.bincount(ids)[ids] > 1))).f1 >= 0.97


@pytest.mark.parametrize(
    ("columns", "least"),
    [
        ("surname dob phone email address city state postcode", 0.93),
        ("first_name dob phone email address city state postcode", 0.93),
        ("first_name surname phone email address city state postcode", 0.92),
        ("first_name surname city", 0.85),
        ("first_name surname phone", 0.87),
        ("first_name surname dob", 0.94),
    ],
)
def test_columns_that_are_missing(western: pa.Table, columns: str, least: float) -> None:
    table = some(western, 4).select(["record_id", "entity_id", *columns.split()])
    assert linked(table).f1 >= least
