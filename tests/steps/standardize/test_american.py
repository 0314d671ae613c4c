"""An American street is read with the city, state and ZIP columns beside it, and with those alone."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.inspect import value_findings
from custdq.steps.standardize import standardize_records
from custdq.steps.standardize.american import american_rows
from custdq.tables import Standardized

KINDS: dict[str, Kind] = {"street": f.Address(), "city": f.Text(), "state": f.Text(), "zip": f.PostalCode()}
#: A record that makes the state column an American one.
PLAIN = ("12 Oak Ave", "Portland", "OR", "97205")


class Row(NamedTuple):
    street: str | None
    city: str | None
    state: str | None
    zip: str | None


def _table(*rows: tuple[str | None, ...]) -> pa.Table:
    return pa.table({name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(KINDS)})


def _standardize(*rows: tuple[str | None, ...]) -> Standardized:
    return standardize_records(_table(*rows), Schema(KINDS))


def _codes(out: Standardized) -> list[tuple[str, str | None, str | None]]:
    found = value_findings(out, Schema(KINDS)).to_pylist()
    return [(row["column"], row["code"], row["suggestion"]) for row in found]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            ("840 n. main street apt 4", "Springfield", "Illinois", "62701"),
            ("840 N MAIN ST APT 4", "Springfield", "IL", "62701"),
            id="state-by-name",
        ),
        pytest.param(("9 Elm Rd", "Boston", "Mass.", "2108"), ("9 ELM RD", "Boston", "MA", "02108"), id="lost-zero"),
        pytest.param(
            ("P.O. Box 12", "Austin", "tx", "787011234"), ("PO BOX 12", "Austin", "TX", "78701-1234"), id="box"
        ),
        pytest.param(("9 Elm Rd", "Chicago", None, "60601"), ("9 ELM RD", "Chicago", "IL", "60601"), id="state-filled"),
        pytest.param(("9 Elm Rd", "Salem", "OR", None), ("9 ELM RD", "Salem", "OR", None), id="no-zip"),
        pytest.param((None, "Salem", "Oregon", "97301"), (None, "Salem", "OR", "97301"), id="no-street"),
        pytest.param(
            ("9 Elm Rd, Salem, OR 97301", "Salem", "OR", "97301"),
            ("9 ELM RD, SALEM OR 97301", "Salem", "OR", "97301"),
            id="whole-address-in-the-street",
        ),
    ],
)
def test_columns_are_put_into_standard_form(given: tuple[str | None, ...], expected: tuple[str | None, ...]) -> None:
    out = _standardize(PLAIN, given)
    assert tuple(out.records.slice(1).to_pylist()[0].values()) == expected
    again = standardize_records(out.records, Schema(KINDS))
    assert again.records.equals(out.records)
    assert [code for _, code, _ in _codes(again) if code in ("reformatted", "division_filled")] == []


def test_the_parts_of_the_street_are_those_of_all_columns() -> None:
    parsed = _standardize(PLAIN, ("840 N. Main Street", "Springfield", "Illinois", "62701")).parsed["street"]
    parts = parsed.select(["country", "province", "city", "postcode", "number", "road"]).to_pylist()[1]
    assert tuple(parts.values()) == ("US", "IL", "Springfield", "62701", "840", "N. Main Street")


def test_columns_stay_evidence_of_their_own() -> None:
    assert _standardize(PLAIN).absorbed == ()


def test_every_repair_is_a_finding() -> None:
    rows = (("9 ELM RD", "Boston", "Massachusetts", "2108"), ("9 ELM RD", "Chicago", None, "60601"))
    assert _codes(_standardize(PLAIN, *rows))[1:] == [
        ("state", "reformatted", "MA"), ("state", "division_filled", "IL"), ("zip", "excel_number", "02108"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "finding"),
    [
        pytest.param(("9 ELM RD", "Chicago", "IL", "94105"), ("zip", "postcode_conflict", None), id="zip-elsewhere"),
        pytest.param(("9 ELM RD", "Chicago", "CA", "94105"), ("city", "division_conflict", None), id="city-elsewhere"),
    ],
)
def test_what_does_not_go_together_is_said_and_stays(
    record: tuple[str, ...], finding: tuple[str, str, str | None]
) -> None:
    out = _standardize(record)
    assert _codes(out) == [finding]
    assert tuple(out.records.to_pylist()[0].values()) == record


@pytest.mark.parametrize("city", ["St. Louis", "Saint Louis", "Nowhere Junction", None, "N/A"])
def test_a_city_that_may_be_there_is_no_conflict(city: str | None) -> None:
    found = _codes(_standardize(("9 ELM RD", city, "MO", "63101")))
    assert [code for _, code, _ in found if code == "division_conflict"] == []


def test_an_unknown_state_stays_as_it_was() -> None:
    out = _standardize(PLAIN, PLAIN, ("9 Elm Rd", "Toronto", "Ontario", "M5V 2T6"))
    assert tuple(out.records.to_pylist()[2].values()) == ("9 Elm Rd", "Toronto", "Ontario", "M5V 2T6")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [("Via Po 1", "Milano", "MI", "20121"), ("Via Po 2", "Torino", "TO", "10123"), ("V 3", "Rom", "RM", "1")],
            id="italy",
        ),
        pytest.param([("Rua A 1", "Belém", "PA", "66000-000")], id="brazil"),
        pytest.param([("Hauptstr. 1", "Berlin", None, "10115")], id="germany"),
    ],
)  # fmt: skip
def test_columns_of_other_countries_are_not_american(rows: list[tuple[str | None, ...]]) -> None:
    table = _table(*rows)
    present = {"city": "city", "province": "state", "postcode": "zip"}
    assert not american_rows(table, "street", Schema(KINDS), present).any()


def test_a_row_that_names_another_country_is_not_american() -> None:
    table = _table(PLAIN, PLAIN).append_column("country", pa.array(["USA", "Canada"]))
    present = {"city": "city", "province": "state", "postcode": "zip"}
    assert american_rows(table, "street", Schema(KINDS), present).tolist() == [True, False]
