"""Every survivorship rule on one entity: crm 1, erp 2 (newest), web 4 (undated; its mobile cannot be read)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.errors import ConfigError, OptionError
from custdq.schema import Schema
from custdq.steps.merge import survivorship as s
from custdq.steps.merge.golden import merge_records
from custdq.steps.merge.rule_config import as_rules, rules_from_config
from custdq.steps.merge.rules import check_sources

Survivor = Callable[[str, Any], str | None]


@pytest.mark.parametrize(
    ("rule", "amount"),
    [
        pytest.param(s.source_priority(["erp", "crm"]), "9", id="source_priority"),
        pytest.param(s.source_priority(["hr", "web"]), "20", id="source_priority, first absent"),
        pytest.param(s.trust({"crm": 0.9, "erp": 0.5}), "10", id="trust"),
        pytest.param(s.trust({"crm": (0.9, 0.1, 366), "erp": (0.5, 0.4, 10)}), "9", id="trust fades"),
        pytest.param(s.trust({"crm": {"amount": 0.9}, "erp": {"number": 0.5, "*": 1.0}}), "10", id="trust by field"),
        pytest.param(s.trust({"web": {"mobile": 0.9}, "erp": 0.5}), "9", id="trust in another field is none"),
        pytest.param(s.owns({"web": ["amount", "mobile"]}), "20", id="owns"),
        pytest.param([s.owns({"web": "number"}), s.minimum()], "20", id="owns a kind"),
        pytest.param([s.owns({"web": ["mobile"]}), s.minimum()], "9", id="owns something else"),
        pytest.param(s.most_recent(), "9", id="most_recent"),
        pytest.param(s.most_recent(by="updated_at"), "9", id="most_recent by column"),
        pytest.param(s.oldest(), "10", id="oldest"),
        pytest.param(s.most_complete(), "10", id="most_complete"),
        pytest.param(s.longest(), "10", id="longest, then newest"),
        pytest.param(s.shortest(), "9", id="shortest"),
        pytest.param(s.minimum(), "9", id="minimum as number"),
        pytest.param(s.maximum(), "20", id="maximum as number"),
        pytest.param(s.mean(), "13", id="mean"),
        pytest.param(s.first_non_null(), "10", id="first_non_null"),
        pytest.param(s.unanimous(), None, id="unanimous"),
        pytest.param([s.unanimous(), s.maximum()], "20", id="unanimous, else maximum"),
        pytest.param(s.aggregate(), "10; 9; 20", id="aggregate"),
        pytest.param(s.aggregate("|"), "10|9|20", id="aggregate, own separator"),
        pytest.param(s.master_record(), "10", id="master_record"),
        pytest.param(s.master_record(s.most_recent()), "9", id="master_record by rule"),
        pytest.param(lambda values: max(values, key=int), "20", id="callable"),
        pytest.param(lambda values: sum(int(value) for value in values), "39", id="callable that builds"),
        pytest.param(lambda values: max(values, key=lambda v: v.source), "20", id="callable that looks at the source"),
        pytest.param(lambda _: None, None, id="callable that gives nothing"),
        pytest.param(s.maximum().when(source="crm"), "10", id="when column has value"),
        pytest.param(s.maximum().when(source=lambda name: name != "web"), "10", id="when function of column"),
        pytest.param(s.maximum().when(lambda record: record["source"] == "erp"), "9", id="when function of record"),
        pytest.param([s.maximum().when(source="nowhere"), s.minimum()], "9", id="when never: the next rule"),
        pytest.param(s.mean().when(source=lambda name: name != "web"), "9.5", id="mean of some"),
        pytest.param([s.longest(), s.maximum()], "20", id="list breaks ties in order"),
        pytest.param("most_recent", "9", id="by name"),
        pytest.param(s.most_recent, "9", id="rule not called"),
        pytest.param({"source_priority": ["web"]}, "20", id="by name with argument"),
    ],
)  # fmt: skip
def test_rule(survivor: Survivor, rule: Any, amount: str | None) -> None:
    assert survivor("amount", rule) == amount


def test_most_frequent_counts_cells(survivor: Survivor) -> None:
    assert survivor("name", s.most_frequent()) == "王伟"


def test_a_rule_does_not_prefer_what_cannot_be_read(survivor: Survivor) -> None:
    assert survivor("mobile", s.source_priority(["web", "erp"])) == "+8613900138002"


def test_a_candidate_is_a_string_that_knows_where_it_stands(merged: Callable[[Any], Any]) -> None:
    seen: list[s.Candidate] = []

    def look(values: list[s.Candidate]) -> str:
        seen.extend(values)
        return values[0]

    merged({"mobile": look})
    first = seen[0]
    assert (first, first.source, first.record_id, first.valid, first.row) == ("+8613900138001", "crm", "1", True, None)
    assert first.updated_at == pytest.approx(19723.0)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("most_recnt", id="misspelt name"),
        pytest.param(7, id="no rule"),
        pytest.param({"longest": 3}, id="argument too many"),
    ],
)
def test_what_is_no_rule_is_refused(given: Any) -> None:
    with pytest.raises(OptionError):
        as_rules(given)


def test_a_misspelt_rule_in_a_configuration_names_the_right_one() -> None:
    with pytest.raises(ConfigError, match='Did you mean "most_recent"'):
        rules_from_config({"mobile": "most_recnt"})


@pytest.mark.parametrize(
    ("named", "refused"),
    [
        pytest.param(["crm"], False, id="there"),
        pytest.param(["crm", "hr"], False, id="another is absent"),
        pytest.param(["crn", "erp"], True, id="misspelt"),
        pytest.param(["x"], True, id="none is there"),
    ],
)
def test_sources_are_checked(named: list[str], refused: bool) -> None:
    if refused:
        with pytest.raises(OptionError, match="names the source"):
            check_sources(named, ["crm", "erp"])
    else:
        check_sources(named, ["crm", "erp"])


def test_an_owner_without_a_value_leaves_it_to_the_others(survivor: Survivor) -> None:
    # the web's number cannot be read
    assert survivor("mobile", [s.owns({"web": ["mobile"]}), s.oldest()]) == "+8613900138001"


def test_a_value_is_complete_by_its_parts() -> None:
    texts: list[Cell] = ["幸福路19号2单元", "和平路七十七号院"]
    parts: dict[str, list[str | None]] = {"road": ["幸福路", "和平路"], "number": ["19", None], "unit": ["2", None]}
    records = hand_built({"address": texts}, parts={"address": parts})
    codes, ids = np.zeros(2, dtype=np.int64), pa.array(["e", "e"])
    schema = Schema({"address": f.Address(region="CN")})
    golden = merge_records(records, codes, ids, schema, survivorship={"address": s.most_complete(of="value")})
    assert golden.records.column("address").to_pylist() == ["幸福路19号2单元"]
    with pytest.raises(OptionError, match='"record" or "value"'):
        s.most_complete(of="cell")


@pytest.mark.parametrize(
    "given", [pytest.param({}, id="empty"), pytest.param({"crm": ["mail"], "erp": ["mail"]}, id="two owners")]
)
def test_owners_are_checked(given: Any) -> None:
    with pytest.raises(OptionError, match="owns"):
        s.owns(given)


def test_an_override_needs_a_value() -> None:
    with pytest.raises(OptionError, match="override"):
        s.override({})


@pytest.mark.parametrize(
    "rule", [s.most_recent(), s.oldest(), s.trust({"x": (0.9, 0.1, 9)}), s.master_record(s.most_recent())]
)
def test_a_rule_that_needs_dates_is_refused_where_there_are_none(rule: Any) -> None:
    records = hand_built({"source": ["x", "y"], "mail": ["a@x.org", "b@x.org"]})
    schema = Schema({"mail": f.Email()}, source="source")
    with pytest.raises(OptionError, match="needs to know when"):
        merge_records(records, np.zeros(2, dtype=np.int64), pa.array(["e", "e"]), schema, survivorship={"mail": rule})


def test_so_is_one_by_a_column_without_any_date(merged: Callable[[Any], Any]) -> None:
    with pytest.raises(OptionError, match='no date can be read in "name"'):
        merged({"mobile": s.most_recent(by="name")})


@pytest.mark.parametrize(
    "scores",
    [
        pytest.param({}, id="empty"),
        pytest.param({"crm": (0.1, 0.9, 5)}, id="rises"),
        pytest.param({"crm": (1, 0)}, id="short"),
        pytest.param({"crm": "high"}, id="text"),
        pytest.param({"crm": {"mobile": "high"}}, id="text for a field"),
    ],
)
def test_trust_is_checked(scores: Any) -> None:
    with pytest.raises(OptionError, match="trust"):
        s.trust(scores)


def test_a_group_needs_two_columns() -> None:
    with pytest.raises(OptionError, match="two or more"):
        s.group("city")


def test_a_master_is_chosen_by_rules_that_rank() -> None:
    with pytest.raises(OptionError, match="builds a value"):
        s.master_record(s.mean())


def test_whether_values_are_numbers_is_judged_for_each_entity() -> None:
    amounts: list[Cell] = ["10", "9", "n.a.", "5", ("bad", None)]
    records = hand_built({"amount": amounts})
    codes = np.array([0, 0, 1, 1, 0], dtype=np.int64)
    schema = Schema({"amount": f.Number()})
    golden = merge_records(records, codes, pa.array(["e0", "e0", "e1", "e1", "e0"]), schema,
                           survivorship={"amount": s.maximum()})  # fmt: skip
    assert golden.records.column("amount").to_pylist() == ["10", "n.a."]
