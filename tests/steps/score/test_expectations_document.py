"""Expectations from a dict or a TOML file, every name checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from custdq import fields as f
from custdq.errors import ConfigError
from custdq.schema import Schema
from custdq.steps.score.expectations import Expectations, Requirement, Rule
from custdq.steps.score.expectations_document import make_expectations
from custdq.steps.score.requirements import default_requirements
from custdq.steps.score.rule_document import rules_of

NAMES = ["name", "mobile", "email", "address", "stage", "kind"]
KINDS = {"name": f.PersonName(), "mobile": f.Phone(), "email": f.Email(), "address": f.Address()}
SCHEMA = Schema(KINDS, stage="stage")

TOML = """
[schema]
stage = "stage"
[completeness]
require = ["name", {any = ["mobile", "email"]}]
[completeness.stage.lead]
require = []
[completeness.stage.customer]
require = ["address"]
[completeness.type.organization]
require = ["uscc"]
[field.mobile]
weight = 2
sla = "180d"
half_life = 365
[consistency]
rules = ["updated_at >= created_at"]
[weights]
accuracy = 2
[grades]
address_street = 0.5
[row_weight]
column = "kind"
values = {organization = 3}
[gate]
completeness = 0.95
"""


def test_a_toml_file(tmp_path: Path) -> None:
    path = tmp_path / "custdq.toml"
    path.write_text(TOML, encoding="utf-8")
    expects = make_expectations(str(path), SCHEMA, NAMES)
    assert expects.required == (Requirement(("name",)), Requirement(("mobile", "email"), 2.0))
    assert list(expects.stages) == ["lead", "customer"]
    assert expects.stages["customer"] == (Requirement(("address",)),)
    assert expects.types == {"organization": (Requirement(("uscc",)),)}
    assert (expects.fields["mobile"].sla, expects.fields["mobile"].half_life) == (180.0, 365.0)
    assert expects.rules == (Rule("updated_at >= created_at", "updated_at >= created_at"),)
    assert expects.weights == {"accuracy": 2.0}
    assert expects.grades == {"address_street": 0.5}
    assert expects.row_weight is not None
    assert expects.row_weight.weight("organization") == 3.0
    assert expects.gate == {"completeness": 0.95}


def test_short_forms_of_a_dict() -> None:
    expects = make_expectations(
        {"mobile": {"required": True, "weight": 3}, "stages": {"lead": ["name"]}, "as_of": "1970-01-02"},
        SCHEMA,
        NAMES,
    )
    assert expects.required == (Requirement(("mobile",), 3.0),)
    assert expects.stages == {"lead": (Requirement(("name",)),)}
    assert expects.as_of == 1.0


def test_nothing_given() -> None:
    expects = make_expectations(None, SCHEMA, NAMES)
    assert [requirement.name for requirement in expects.required] == ["name", "any of mobile, email", "address"]


def test_expectations_pass_through() -> None:
    given = Expectations()
    assert make_expectations(given, SCHEMA, NAMES) is given


def test_a_table_without_the_usual_columns_needs_all_it_has() -> None:
    schema = Schema({"code": f.Identifier(), "amount": f.Number()})
    found = default_requirements(schema, ["code", "amount"])
    assert [requirement.columns for requirement in found] == [("code",), ("amount",)]


def test_of_several_name_columns_one_is_enough() -> None:
    schema = Schema({"person": f.PersonName(), "firm": f.OrganizationName(), "contact_name": f.PersonName()})
    found = default_requirements(schema, ["person", "firm", "contact_name"])
    assert [requirement.columns for requirement in found] == [("person", "firm")]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"requird": []}, 'Did you mean "required"', id="section"),
        pytest.param({"require": ["moblie"]}, 'Did you mean "mobile"', id="required column"),
        pytest.param({"require": [{"al": ["name"]}]}, "Known: any", id="requirement"),
        pytest.param({"require": [[]]}, "names no column", id="empty requirement"),
        pytest.param({"field": {"moblie": {}}}, 'Did you mean "mobile"', id="field"),
        pytest.param({"field": {"mobile": {"half_lif": 3}}}, 'Did you mean "half_life"', id="field key"),
        pytest.param({"field": {"mobile": 3}}, "Expected a table", id="field is no table"),
        pytest.param({"field": {"mobile": {"pattern": "("}}}, "no regular expression", id="pattern"),
        pytest.param({"field": {"mobile": {"weight": 0}}}, "above 0", id="weight"),
        pytest.param({"weights": {"acuracy": 1}}, 'Did you mean "accuracy"', id="dimension"),
        pytest.param({"grades": {"adress_house": 1}}, 'Did you mean "address_house"', id="grade"),
        pytest.param({"grades": {"address_house": 2}}, "from 0 to 1", id="grade value"),
        pytest.param({"completeness": {"stages": {}}}, 'Did you mean "stage"', id="completeness key"),
        pytest.param({"types": {"person": ["name"]}, "type_column": "knd"}, 'Did you mean "kind"', id="type column"),
        pytest.param({"row_weight": "tier"}, "names", id="row weight"),
        pytest.param(7, "a dict", id="no document"),
    ],
)
def test_unknown_names_are_errors(given: Any, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        make_expectations(given, SCHEMA, NAMES)


def test_stages_need_a_stage_column() -> None:
    with pytest.raises(ConfigError, match=r"Schema\(stage=...\)"):
        make_expectations({"stages": {"lead": ["name"]}}, Schema(KINDS), NAMES)


def test_consistency_takes_rules_only_and_adds_them_up() -> None:
    with pytest.raises(ConfigError, match='Did you mean "rules"'):
        make_expectations({"consistency": {"rule": ["a >= b"]}}, SCHEMA, NAMES)
    both = {"rules": ["name >= stage"], "consistency": {"rules": ["stage >= name"]}}
    assert make_expectations(both, SCHEMA, NAMES).rules == rules_of(["name >= stage", "stage >= name"])


def test_all_of_it_in_toml(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("name\nLi\nWu\n", encoding="utf-8")
    path = tmp_path / "custdq.toml"
    path.write_text(
        f"""
[completeness]
require = ["name"]
allowed = ["email"]
[field.mobile]
half_life = "estimate"
[field.stage]
words = {{customer = ["signed", "won"]}}
[field.kind]
references = "{tmp_path.as_posix()}/staff.csv#name"
[consistency]
rules = [{{rule = "name >= stage", when = 'kind == "person"', weight = 2, name = "order"}}]
owner = {{mobile = "erp"}}
""",
        encoding="utf-8",
    )
    expects = make_expectations(path, SCHEMA, NAMES)
    assert expects.allowed == ("email",)
    assert (expects.fields["mobile"].estimate, expects.fields["mobile"].half_life) == (True, None)
    assert expects.fields["stage"].words == {"signed": "customer", "won": "customer"}
    assert expects.fields["kind"].references is not None
    assert expects.fields["kind"].references.values == ("Li", "Wu")
    assert [(rule.name, rule.weight, rule.when) for rule in expects.rules] == [("order", 2.0, 'kind == "person"')]
    assert expects.owners == {"mobile": "erp"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"consistency": {"owner": {"moblie": "erp"}}}, 'Did you mean "mobile"', id="owner"),
        pytest.param(
            {"completeness": {"require": ["name"], "allowed": ["emial"]}}, 'Did you mean "email"', id="allowed"
        ),
        pytest.param({"completeness": {"stage": ["lead"]}}, "Expected a table", id="stages are no list"),
    ],
)
def test_unknown_names_in_the_newer_tables_are_errors(given: Any, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        make_expectations(given, SCHEMA, NAMES)
