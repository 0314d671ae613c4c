"""An id names its customer, and only where there is one."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.relate.orders import customers

from custdq.steps.relate import Customers, entities_named, key_column
from custdq.steps.relate.naming import EMPTY, SEVERAL, UNKNOWN

SHARED = Customers(
    pa.array(["E0", "E1"]), pa.array(["7", "7", "8", None]), pa.array(["crm", "erp", "crm", "crm"]),
    np.array([0, 1, 1, 0]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "named"),
    [
        pytest.param(None, [SEVERAL, 1, UNKNOWN, EMPTY, 1], id="any"),
        pytest.param("crm", [0, 1, UNKNOWN, EMPTY, UNKNOWN], id="crm"),
        pytest.param("erp", [1, UNKNOWN, UNKNOWN, EMPTY, UNKNOWN], id="erp"),
    ],
)
def test_an_id_of_two_systems_needs_its_source(source: str | None, named: list[int]) -> None:
    cells = pa.array(["7", "8", "9", None, "E1"])
    assert entities_named(cells, SHARED, source).tolist() == named


def test_records_without_ids_name_nobody() -> None:
    nobody = Customers(pa.array(["E0"]), pa.nulls(1, pa.string()), pa.nulls(1, pa.string()), np.array([0]))
    assert entities_named(pa.array(["C1", None]), nobody).tolist() == [UNKNOWN, EMPTY]
    assert key_column(pa.table({"a": ["C1"]}), nobody) is None


def test_the_column_most_of_whose_cells_are_known_is_the_key() -> None:
    table = pa.table({"payer": ["C1", "x", "C2"], "buyer": ["C0", None, "C1"], "when": ["a", "b", "c"]})
    assert key_column(table, customers()) == "buyer"
    assert key_column(table.select(["when"]), customers()) is None
    assert key_column(pa.table({"a": pa.nulls(2, pa.string())}), customers()) is None


def test_numbers_may_be_ids() -> None:
    known = Customers(pa.array(["E0"]), pa.array(["12"]), pa.array(["crm"]), np.array([0]))
    assert key_column(pa.table({"no": [1, 2], "customer": [12, 12]}), known) == "customer"
