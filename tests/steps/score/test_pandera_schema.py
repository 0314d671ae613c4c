"""Expectations off a pandera schema."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.steps.score.pandera_schema import document_of_pandera, is_pandera

pa = pytest.importorskip("pandera.pandas", reason="pandera is an optional extra")


def _schema() -> Any:
    digits, own = pa.Check.str_matches("^[0-9]+$"), pa.Check(lambda column: column > 1, name="own")
    return pa.DataFrameSchema(
        {
            "mobile": pa.Column(str, checks=digits, metadata={"custdq": {"weight": 2, "sla": "180d"}}),
            "stage": pa.Column(str, nullable=True, checks=pa.Check.isin(["lead", "customer"])),
            "amount": pa.Column(float, nullable=True, unique=True, checks=[pa.Check.in_range(0, 9), own]),
        },
        checks=pa.Check(lambda frame: len(frame) > 0, name="not empty"),
    )


def test_built_in_checks_become_expectations() -> None:
    assert document_of_pandera(_schema()) == {
        "field": {
            "mobile": {"required": True, "pattern": "^[0-9]+$", "weight": 2, "sla": "180d"},
            "stage": {"allowed": ["customer", "lead"]},
            "amount": {"unique": True, "minimum": "0", "maximum": "9"},
        },
        "opaque": ["amount: own", "not empty"],
    }


def test_what_is_not_taken_over_is_listed() -> None:
    checks = [pa.Check.str_matches("^1"), pa.Check.str_contains("38"), pa.Check.str_length(11, 11)]
    bounds = [pa.Check.in_range(0, 9, include_max=False), pa.Check.ge(1), pa.Check.ge(2), pa.Check.gt(0)]
    schema = pa.DataFrameSchema(
        {"mobile": pa.Column(str, checks=checks), "amount": pa.Column(float, checks=bounds)},
        strict=True, ordered=True, unique=["mobile", "amount"],
    )  # fmt: skip
    found = document_of_pandera(schema)
    assert found["field"]["mobile"] == {"required": True, "pattern": "^1"}
    assert found["field"]["amount"] == {"required": True, "minimum": "1"}
    assert found["opaque"] == [
        "mobile: str_contains", "mobile: str_length", "amount: in_range", "amount: greater_than_or_equal_to",
        "amount: greater_than", "strict", "ordered", "unique together: mobile, amount",
    ]  # fmt: skip


def test_models_are_read_too() -> None:
    model = type("Customer", (pa.DataFrameModel,), {"__annotations__": {"mobile": str}, "__module__": __name__})
    assert is_pandera(model)
    assert document_of_pandera(model)["field"] == {"mobile": {"required": True}}


def test_other_things_are_not_pandera() -> None:
    assert is_pandera(_schema())
    assert not is_pandera({"field": {}})
    assert not is_pandera(7)
