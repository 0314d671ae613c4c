"""Where columns go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pytest
from tests.steps.unify.written_tables import source_table

from custdq.errors import ColumnNotFoundError
from custdq.fields import Phone
from custdq.infer.profile import profile_column
from custdq.steps.unify.guess import ColumnPlan, guesses_of, is_unsure, overrides_of, plan_columns

MOBILES = ["13912345678", "13812345678", "15912345678"]
PERSONS = ["王伟", "李娜", "张敏"]


def plans(
    columns: Mapping[str, Sequence[str | None]], overrides: Mapping[str, str] | None = None
) -> dict[str, ColumnPlan]:
    table = source_table(columns)
    profiles = {name: profile_column(table.data.column(name)) for name in columns}
    return {plan.column: plan for plan in plan_columns(profiles, overrides or {})}


def test_plain_columns() -> None:
    found = plans({"客户编号": ["K1", "K2", "K3"], "姓名": PERSONS, "手机": MOBILES, "备注": ["a", "b", "c"]})
    assert [plan.target for plan in found.values()] == ["record_id", "name", "mobile", "备注"]


def test_parts_of_names_and_addresses_keep_their_names() -> None:
    found = plans(
        {"given_name": ["a", "b"], "surname": ["c", "d"], "suburb": ["e", "f"], "soc_sec_id": ["1234", "2345"]}
    )
    assert all(plan.target == plan.column for plan in found.values())


@pytest.mark.parametrize(
    ("columns", "called_name"),
    [
        ({"Prénom": ["Awa", "Alex", "Elora", "Ema"], "Nom": ["Martins", "Le Bris", "Quere", "Gosset"]}, "Nom"),
        ({"Cognome": ["Rossi", "Bruni", "Conti"], "Nome": ["Anna", "Luca", "Marco"]}, "Nome"),
    ],
)
def test_a_name_beside_a_part_of_it_is_the_other_part(columns: dict[str, list[str]], called_name: str) -> None:
    found = plans(columns)
    assert {plan.meaning for plan in found.values()} == {"given_name", "surname"}
    assert found[called_name].target == called_name


def test_a_whole_name_beside_a_part_of_it_stays_the_name() -> None:
    found = plans({"Prénom": ["Awa", "Alex", "Elora"], "Nom": ["Awa Martins", "Alex Quere", "Elora Gosset"]})
    assert found["Nom"].target == "name"


def test_a_street_alone_is_the_address() -> None:
    streets = ["12 Main St", "4 Oak Ave", "88 Elm Rd"]
    assert plans({"street": streets})["street"].target == "address"
    assert plans({"street": streets, "house_number": ["1", "2", "3"]})["street"].target == "street"


def test_a_second_mail_column_fills_gaps_and_keeps_its_name() -> None:
    found = plans({"邮箱": ["a@b.com", "c@d.com", "e@f.com"], "备用邮箱": [None, "x@y.com", None]})
    assert not found["邮箱"].fills_only
    assert found["备用邮箱"].fills_only
    assert found["备用邮箱"].keeps_own_name


def test_a_second_name_column_stays_what_it_is() -> None:
    found = plans({"Site name": ["North Centre", "South Centre"], "Program Name": ["First Words", "Early Steps"]})
    assert (found["Site name"].target, found["Program Name"].target) == ("name", "Program Name")


def test_general_numbers_go_by_their_values() -> None:
    assert plans({"电话": MOBILES})["电话"].target == "mobile"
    assert plans({"电话": ["021-62345678", "0571-87654321"]})["电话"].target == "landline"


def test_the_answer_is_never_moved() -> None:
    assert plans({"entity_id": MOBILES})["entity_id"].target == "entity_id"


def test_a_mapping_overrides_and_keeps_the_finer_meaning() -> None:
    columns = {"公司名称": ["恒达公司", "通康公司"], "姓名": PERSONS[:2], "备注": ["a", "b"]}
    found = plans(columns, {"公司名称": "name", "姓名": "", "备注": "stage"})
    assert found["公司名称"].meaning == "company"
    assert found["姓名"].target == "姓名"
    assert found["备注"].target == "stage"


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        pytest.param({"b.csv": {"姓名": "name"}}, 'Did you mean "a.csv"', id="source"),
        pytest.param({"a.csv": {"姓民": "name"}}, 'Did you mean "姓名"', id="column"),
    ],
)
def test_unknown_names_are_errors(mapping: dict[str, dict[str, str]], message: str) -> None:
    with pytest.raises(ColumnNotFoundError, match=message):
        overrides_of([source_table({"姓名": PERSONS})], mapping)


def test_a_sheet_can_be_named() -> None:
    tables = [source_table({"x": ["1"]}, "a.xlsx", sheet) for sheet in ("s1", "s2")]
    assert overrides_of(tables, {"a.xlsx#s2": {"x": "name"}}) == [{}, {"x": "name"}]


def test_unsure_guesses_are_marked() -> None:
    found = plans({"zz_name": PERSONS})
    guess = guesses_of(source_table({"zz_name": PERSONS}), list(found.values()))[0]
    assert guess.target == "name"
    assert not is_unsure(guess)
    assert is_unsure(guess._replace(confidence=0.5))


def test_parts_of_an_earlier_pass_go_with_their_column() -> None:
    names = ["手机", *(f"手机.{part}" for part in Phone.part_names)]
    plans = plan_columns({name: profile_column(pa.array(["13800138001", "13900139002"])) for name in names}, {})
    assert [plan.column for plan in plans] == names
    targets = {plan.column: plan.target for plan in plans}
    assert (targets["手机"], targets["手机.national"], targets["手机.region"]) == (
        "mobile",
        "mobile.national",
        "mobile.region",
    )
    assert [plan.column for plan in plans if plan.meaning] == ["手机"]
