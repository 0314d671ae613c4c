"""A person in the company column is found, copied where a person is wanted, and never erased."""

from __future__ import annotations

import pyarrow as pa
import pytest
from tests.steps.standardize.one_record import Cell, standardized

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.standardize import standardize_records

KINDS = {"name": f.PersonName(), "company": f.OrganizationName(), "uscc": f.Identifier("cn.uscc")}
REFUSED = Cell(None, "invalid", "not_an_organization")


def test_a_person_moves_to_the_empty_person_column() -> None:
    out = standardized({"name": None, "company": "张伟", "uscc": None}, KINDS)
    assert (out["name"], out["company"]) == (Cell("张伟", "repaired", "inferred"), REFUSED)


def test_the_cell_stays_as_it_was() -> None:
    schema = Schema({"name": f.PersonName(), "company": f.OrganizationName()})
    records = pa.table({"name": pa.array([None], pa.string()), "company": ["张伟"]})
    assert standardize_records(records, schema).records.to_pylist() == [{"name": "张伟", "company": "张伟"}]


def test_the_same_person_in_both_columns_is_no_company() -> None:
    out = standardized({"name": "张伟", "company": "张 伟", "uscc": None}, KINDS)
    assert (out["name"].value, out["company"]) == ("张伟", REFUSED)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"name": "李娜", "company": "周大福", "uscc": None}, id="another person is named: may be a brand"),
        pytest.param({"name": None, "company": "云帆贸易有限公司", "uscc": None}, id="a company"),
        pytest.param({"name": None, "company": None, "uscc": None}, id="nothing"),
    ],
)
def test_what_may_be_a_company_stays_one(record: dict[str, str | None]) -> None:
    out = standardized(record, KINDS)
    assert (out["name"].value, out["company"].value) == (record["name"], record["company"])
