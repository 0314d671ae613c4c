"""What a rule is: conditions, and sources it names."""

from __future__ import annotations

import numpy as np
import pytest

from custdq.errors import OptionError
from custdq.steps.merge.cells import Cells, Context
from custdq.steps.merge.rules import Rule, check_sources, kind_names


def test_a_condition_on_a_column_a_function_or_a_record(context: Context) -> None:
    cells = Cells.of(context, ("amount",))
    rule = Rule("any", lambda c: np.zeros(len(c)))
    named = [cells.context.sources[1][source] for source in cells.source]
    for conditioned in (
        rule.when(source="crm"),
        rule.when(source=lambda text: text == "crm"),
        rule.when(lambda record: record["source"] == "crm"),
        rule.when(lambda record: record["source"] == "crm", source="crm"),
    ):
        assert conditioned.applies(cells).tolist() == [name == "crm" for name in named]
    assert not rule.when(source="crm").when(source="erp").applies(cells).any()


def test_a_rule_is_not_changed_by_its_condition() -> None:
    rule = Rule("any")
    assert rule.when(source="crm").conditions == (("source", "crm"),)
    assert rule.conditions == ()


def test_kinds_of_columns(context: Context) -> None:
    assert kind_names(Cells.of(context, ("mobile", "email"))) == ("phone", "email")


@pytest.mark.parametrize("named", [["crm", "hr"], {"crm": 1}, ["erp", "crm"]])
def test_sources_that_are_there(named: list[str] | dict[str, int]) -> None:
    check_sources(named, ["crm", "erp"])


@pytest.mark.parametrize("named", [["crn", "erp"], ["x"]])
def test_sources_that_look_misspelt_or_are_all_absent(named: list[str]) -> None:
    with pytest.raises(OptionError, match="names the source"):
        check_sources(named, ["crm", "erp"])
