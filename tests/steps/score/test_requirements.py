"""Requirement sets."""

from __future__ import annotations

import pytest

from custdq import fields as f
from custdq.errors import ConfigError
from custdq.schema import Schema
from custdq.steps.score.expectations import Requirement
from custdq.steps.score.requirements import default_requirements, requirement, requirement_sets

COLUMNS = ("name", "mobile", "email")


def test_a_group_weighs_what_its_heaviest_column_does() -> None:
    found = requirement({"any": ["mobile", "email"]}, COLUMNS, {"email": 3.0})
    assert found == Requirement(("mobile", "email"), 3.0)


def test_a_set_is_a_list_or_a_table() -> None:
    sets = requirement_sets({"lead": ["name"], "customer": {"require": ["email"]}, "quote": {}}, COLUMNS, {})
    assert {name: [one.name for one in found] for name, found in sets.items()} == {
        "lead": ["name"], "customer": ["email"], "quote": [],
    }  # fmt: skip


def test_a_misspelt_column_is_an_error() -> None:
    with pytest.raises(ConfigError, match='Did you mean "email"'):
        requirement_sets({"lead": ["emial"]}, COLUMNS, {})


def test_a_name_of_either_sort_of_party_is_a_name() -> None:
    schema = Schema({"name": f.PartyName(), "note": f.Text()})
    found = default_requirements(schema, ["name", "note"])
    assert [one.name for one in found] == ["name"]
