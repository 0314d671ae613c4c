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


NO_PEOPLE = {"company": f.OrganizationName()}


@pytest.mark.parametrize(
    ("company", "value", "status"),
    [("张伟", "张伟", "valid"), ("李经理", None, "invalid"), ("Mary Brown", "Mary Brown", "valid")],
)
def test_without_a_person_column_a_person_is_a_finding_and_stays(company: str, value: str | None, status: str) -> None:
    assert standardized({"company": company}, NO_PEOPLE)["company"] == Cell(value, status, "not_an_organization")


def test_a_name_with_a_title_moves_to_the_person_column() -> None:
    out = standardized({"name": None, "company": "李经理", "uscc": None}, KINDS)
    assert (out["name"].value, out["name"].problem, out["company"]) == ("李", "inferred", REFUSED)


@pytest.mark.parametrize("company", ["云帆贸易有限公司", "Harbor Lane GmbH", None, "n/a"])
def test_without_a_person_column_a_company_is_no_finding(company: str | None) -> None:
    assert standardized({"company": company}, NO_PEOPLE)["company"].problem in (None, "placeholder")


def test_in_a_column_of_customers_a_person_is_no_finding() -> None:
    assert standardized({"客户名称": "张伟"}, {"客户名称": f.OrganizationName()})["客户名称"].problem is None
