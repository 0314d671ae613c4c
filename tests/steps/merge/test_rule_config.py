"""Rules as they are written down, in Python and in custdq.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from custdq.errors import ConfigError, OptionError
from custdq.steps.merge import survivorship as s
from custdq.steps.merge.golden import Golden
from custdq.steps.merge.rule_config import RULES, as_rules, rules_from_config

Survivor = Callable[[str, Any], str | None]


def test_every_rule_of_the_public_face_can_be_written_down() -> None:
    assert set(RULES) == set(s.__all__) - {"Rule", "Group", "Candidate"}


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        pytest.param('amount = "oldest"', "10", id="name"),
        pytest.param('amount = ["longest", "maximum"]', "20", id="list breaks ties in order"),
        pytest.param('amount = {source_priority = ["web", "crm"]}', "20", id="argument"),
        pytest.param('amount = {aggregate = {separator = "|"}}', "10|9|20", id="arguments by name"),
        pytest.param("amount = {trust = {crm = 0.9, erp = 0.5}}", "10", id="trust"),
        pytest.param("amount = {trust = {crm = {number = 0.9}, erp = {amount = 0.95}}}", "9", id="trust by field"),
        pytest.param('amount = {maximum = true, when = {source = "crm"}}', "10", id="condition"),
        pytest.param('amount = {master_record = ["most_recent"]}', "9", id="master record"),
        pytest.param('amount = {override = {"1" = "11"}}', "11", id="override"),
        pytest.param('amount = {override = {values = {"1" = "11"}, by = "Li Na"}}', "11", id="override, by whom"),
    ],
)
def test_toml(survivor: Survivor, written: str, amount: str) -> None:
    assert survivor("amount", rules_from_config(tomllib.loads(written))["amount"]) == amount


def test_ownership_goes_before_a_columns_own_rule(merged: Callable[[Any], Golden]) -> None:
    document = tomllib.loads('[survivorship]\namount = "maximum"\n[ownership]\nerp = ["amount"]\n')
    rules = rules_from_config(document["survivorship"], document["ownership"])
    line = next(line for line in merged(rules).lineage.to_pylist() if line["column"] == "amount")
    assert (line["value"], line["rule"]) == ("9", "owns")


@pytest.mark.parametrize(
    ("survivorship", "ownership", "said"),
    [
        pytest.param({"mobile": "most_recnt"}, None, 'Did you mean "most_recent"', id="misspelt rule"),
        pytest.param({"mobile": {"aggregate": {"seperator": "|"}}}, None, "aggregate", id="misspelt argument"),
        pytest.param({"mobile": {"longest": 3}}, None, "longest", id="argument too many"),
        pytest.param({}, {"crm": ["mobile"], "erp": ["mobile"]}, "one owner", id="two owners"),
        pytest.param({}, {"crm": 7}, r"\[ownership\]", id="no fields"),
    ],
)
def test_what_is_not_understood_is_refused(survivorship: Any, ownership: Any, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        rules_from_config(survivorship, ownership)


def test_a_rule_is_no_number() -> None:
    with pytest.raises(OptionError, match="Expected one of"):
        as_rules(7)
