"""No row vanishes: what is in no sum is a finding with its row."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
from tests.steps.relate.orders import attached

from custdq.steps.relate import row_findings
from custdq.steps.relate.problems import counts
from custdq.tables import FINDING_COLUMNS

AS_OF = (date(2025, 6, 30) - date(1970, 1, 1)).days
COLUMNS = {
    "customer": ["C0", None, "C9", "C0", "C1"],
    "order_date": ["2025-01-01", "2099-01-01", "2025-01-01", "soon", "2025-02"],
    "amount": ["1", "2", "free", "-3", "5"],
    "status": ["done", "done", "done", "done", "cancelled"],
}


def test_every_finding_has_its_row_and_code() -> None:
    found = row_findings(attached(COLUMNS), AS_OF)
    assert tuple(found.column_names) == FINDING_COLUMNS
    assert [(row["row"], row["column"], row["code"], row["value"]) for row in found.to_pylist()] == [
        (2, "customer", "customer_missing", None),
        (3, "customer", "customer_unknown", "C9"),
        (4, "order_date", "not_parsed", "soon"),
        (5, "order_date", "partial_date", "2025-02"),
        (2, "order_date", "in_the_future", "2099-01-01"),
        (3, "amount", "not_parsed", "free"),
        (4, "amount", "negative_amount", "-3"),
        (5, "status", "cancelled", "cancelled"),
    ]
    assert counts(found)["not_parsed"] == 2


def test_a_table_that_knows_its_rows_keeps_their_numbers() -> None:
    found = row_findings(attached({"row": [17], "customer": ["C9"], "who": ["C0"]}, key="customer"), AS_OF)
    assert found.column("row").to_pylist() == [17]


def test_a_table_in_order_has_no_findings() -> None:
    found = row_findings(attached({"customer": ["C0"], "amount": [1.0]}), AS_OF)
    assert found.num_rows == 0
    assert found.schema.field("row").type == pa.int64()
