"""Repairs together: each is a finding with the old value, and a second pass finds nothing more to do."""

from __future__ import annotations

import pyarrow as pa

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.inspect import value_findings
from custdq.steps.standardize import standardize_records
from custdq.text.checksum import mod_11_2

_STEM = "11010519850307123"
SCHEMA = Schema({"id": f.Identifier("cn.resident_id"), "birthday": f.Date(), "gender": f.Category("gender")})
RECORDS = pa.table({"id": [_STEM + mod_11_2(_STEM)], "birthday": ["1985-03"], "gender": pa.nulls(1, pa.string())})


def test_every_repair_is_a_finding_with_the_old_value() -> None:
    found = value_findings(standardize_records(RECORDS, SCHEMA), SCHEMA)
    rows = found.select(["column", "code", "value", "suggestion"]).to_pylist()
    assert rows == [
        {"column": "birthday", "code": "inferred", "value": "1985-03", "suggestion": "1985-03-07"},
        {"column": "gender", "code": "inferred", "value": None, "suggestion": "M"},
    ]


def test_standardizing_twice_is_once() -> None:
    once = standardize_records(RECORDS, SCHEMA).records
    again = standardize_records(once, SCHEMA)
    assert again.records.equals(once)
    assert value_findings(again, SCHEMA).num_rows == 0
