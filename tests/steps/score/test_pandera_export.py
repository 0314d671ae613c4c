"""Expectations out to pandera and back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.expectations_document import make_expectations
from custdq.steps.score.pandera_export import register_checks, to_pandera
from custdq.steps.score.pandera_schema import document_of_pandera

pandera = pytest.importorskip("pandera.pandas", reason="pandera is an optional extra")
SCHEMA = Schema({"mobile": f.Phone(region="CN"), "tier": f.Category(), "code": f.Identifier("cn.uscc")})
EXPECTATIONS: dict[str, Any] = {
    "require": ["mobile", {"any": ["tier", "code"]}],
    "field": {"mobile": {"weight": 2, "sla": "180d"}, "tier": {"allowed": ["A", "B"], "unique": True}},
}


def _exported() -> Any:
    return to_pandera(make_expectations(EXPECTATIONS, SCHEMA, ["mobile", "tier", "code"]), SCHEMA)


def _failures(frame: pd.DataFrame) -> set[tuple[str, str]]:
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        _exported().validate(frame, lazy=True)
    cases = caught.value.failure_cases
    return set(zip(cases["column"], cases["check"], strict=True))


def test_hard_rules_hold_in_pandera() -> None:
    good = pd.DataFrame({"mobile": ["13900138001"], "tier": ["A"], "code": [None]}, dtype=object)
    assert len(_exported().validate(good)) == 1
    bad = pd.DataFrame({"mobile": ["1390000001922", None], "tier": ["Z", "A"], "code": ["123", None]}, dtype=object)
    assert {column for column, _ in _failures(bad)} == {"mobile", "tier", "code"}


def test_what_pandera_has_no_word_for_is_named() -> None:
    assert _exported().metadata == {"custdq": {"left_out": ["any of tier, code"]}}


def test_an_exported_schema_reads_back() -> None:
    found = document_of_pandera(_exported())
    assert found["field"]["mobile"] == {"required": True, "weight": 2.0, "sla": 180.0}
    assert found["field"]["tier"] == {"allowed": ["A", "B"], "unique": True}
    assert found["opaque"] == []


def test_checks_are_registered_once_and_come_back_from_yaml() -> None:
    assert register_checks() == register_checks()
    column = pandera.Column(str, checks=pandera.Check.custdq_identifier(scheme="cn.uscc"))
    schema = pandera.DataFrameSchema({"code": column})
    pytest.importorskip("yaml")
    from pandera.io.pandas_io import from_yaml, to_yaml

    again = from_yaml(to_yaml(schema))
    with pytest.raises(pandera.errors.SchemaError):
        again.validate(pd.DataFrame({"code": ["91310000MA1FL0000X0"]}))
    assert len(again.validate(pd.DataFrame({"code": ["91350100M000100Y43"]}))) == 1
