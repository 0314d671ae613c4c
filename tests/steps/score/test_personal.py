"""Personal data is found where it is declared and where it hides, and never shown."""

from __future__ import annotations

from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.personal import inventory

SCHEMA = Schema(
    {
        "name": f.PersonName(), "company": f.OrganizationName(), "id_number": f.Identifier("cn.resident_id"),
        "born": f.Date(birth=True), "signed": f.Date(), "account": f.Identifier("iban"), "note": f.Text(),
        "uscc": f.Identifier("cn.uscc"),
    }
)  # fmt: skip
COLUMNS: dict[str, list[Cell]] = {
    "name": ["Ann", "Bo"], "company": ["Acme", None], "id_number": ["11010519491231002X", None],
    "born": ["1990-01-01", "2015-02-03"], "signed": ["2024-01-01", None], "account": [None, None],
    "note": ["call 138 0013-8000 please", "ann@example.com or 13900139000"], "uscc": ["91350100M000100Y43", None],
    "remark": ["id 11010519491231002X", "nothing"], "colour": ["red", "2024-01-01 12345"],
}  # fmt: skip


def test_columns_by_sensitivity() -> None:
    lines = inventory(hand_built(COLUMNS), SCHEMA, as_of="2025-06-30")
    found = {line["column"]: (line["level"], line["cells"]) for line in lines}
    assert found == {
        "id_number": ("sensitive", 1), "born": ("sensitive", 2), "account": ("sensitive", 0),
        "remark": ("sensitive", 2), "name": ("ordinary", 2), "note": ("ordinary", 2),
    }  # fmt: skip
    levels = [line["level"] for line in lines]
    assert levels == sorted(levels, reverse=True)
    assert all(line["basis"] for line in lines)


def test_children_and_hidden_numbers_are_counted() -> None:
    lines = {line["column"]: line for line in inventory(hand_built(COLUMNS), SCHEMA, as_of="2025-06-30")}
    assert lines["born"]["remark"] == "1 under 14"
    assert lines["note"]["remark"] == "2 different values hold phone numbers, 1 different values hold email addresses"
    grown = {line["column"]: line for line in inventory(hand_built(COLUMNS), SCHEMA, as_of="2035-06-30")}
    assert (grown["born"]["level"], grown["born"]["remark"]) == ("ordinary", "")


def test_no_value_is_said() -> None:
    text = str(inventory(hand_built(COLUMNS), SCHEMA, as_of="2025-06-30"))
    assert not [value for values in COLUMNS.values() for value in values if isinstance(value, str) and value in text]
