"""One finding a cell, with what the cell should be."""

from __future__ import annotations

from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.inspect import value_findings
from custdq.tables import FINDING_COLUMNS

SCHEMA = Schema({"mobile": f.Phone(region="CN")}, record_id="record_id")


def test_each_problem_is_one_finding() -> None:
    records = hand_built(
        {
            "record_id": ["1", "2", "3", "4", "5", "6"],
            "mobile": [
                "+8613900138001", ("139 0013 8002", "+8613900138002"), ("12", None), ("n/a", None, "placeholder"), None,
                ("1.39E+10", None, "digits_lost"),
            ],
        }
    )  # fmt: skip
    table = value_findings(records, SCHEMA)
    assert table.column_names == list(FINDING_COLUMNS)
    found = [(line["record_id"], line["code"], line["value"], line["suggestion"]) for line in table.to_pylist()]
    assert found == [
        ("2", "reformatted", "139 0013 8002", "+8613900138002"),
        ("3", "not_parsed", "12", None),
        ("4", "placeholder", "n/a", None),
        ("6", "digits_lost", "1.39E+10", None),
    ]


def test_no_records_no_findings() -> None:
    assert value_findings(hand_built({"record_id": [], "mobile": []}), SCHEMA).num_rows == 0
