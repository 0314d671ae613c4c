"""Kinds of columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from custdq import fields as f
from custdq.infer import infer_columns


def kind_of(name: str, values: list[Any], region: str | None = None) -> f.Kind | None:
    (guess,) = infer_columns(pa.table({name: pa.array(values, pa.string())}), region=region)
    return guess.kind


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        pytest.param("联系电话", ["13912345678", "138 1234 5678", "021-62345678"], f.Phone(region="CN"), id="phone"),
        pytest.param("x", ["13912345678", "13812345678", "15900001234"], f.Phone(region="CN"), id="odd name, mobiles"),
        pytest.param("E-mail", ["a@b.com", "c@d.org", "e@f.net"], f.Email(), id="mail"),
        pytest.param("地址", ["上海市徐汇区漕溪路1号", "北京市海淀区学院路2号"], f.Address(region="CN"), id="address"),
        pytest.param("税号", ["91330105MA2YMX4B7E", "91320513MA2YMX4B7E"], f.Identifier("cn.uscc"), id="credit code"),
        pytest.param("性别", ["男", "女", "男"], f.Category("gender"), id="gender"),
        pytest.param("客户名称", ["上海恒达贸易有限公司", "北京通康科技公司"], f.OrganizationName(), id="companies"),
        pytest.param("姓名", ["王伟", "李娜", "张敏"], f.PersonName(), id="persons"),
        pytest.param("given_name", ["emily", "jack", "zachary"], f.PersonName(), id="given names"),
        pytest.param("name", ["lamp on third", "bistro", "the heron (riverside)"], f.OrganizationName(), id="shops"),
        pytest.param(
            "name",
            ["acme x-200 phone, black", "bolt m8 zinc 50 pcs", "red lamp 40 w e27"],
            f.Text(),
            id="names of things",
        ),
        pytest.param("soc_sec_id", ["4406173", "2950384", "6137725"], f.Identifier("any"), id="person number"),
        pytest.param(
            "house_no", ["12", "7", "12"], f.Identifier("any", held_by="several"), id="neighbours share a house number"
        ),
        pytest.param(
            "home_street_name", ["elm road", "oak lane", "high street"], f.Text(), id="a street is no name of anybody"
        ),
        pytest.param("relation_to_person", ["child", "spouse", "child"] * 9, f.Category(), id="few words name nobody"),
        pytest.param("dob", ["08301994", "01091941", "12252001"], f.Date(birth=True), id="days without separators"),
        pytest.param("Vorname", ["Jürgen", "Anna", "Grete"], f.PersonName(), id="german"),
        pytest.param("郵便番号", ["963-4022", "273-9017", "729-5900"], f.PostalCode(), id="japanese"),
        pytest.param("amount", ["12.5", "¥3,100.00", "7"], f.Number(), id="money"),
        pytest.param("remark", ["call on monday", "price too high", "met at the fair"], f.Text(), id="remark"),
        pytest.param("owner", ["张丽", "李强", "张丽"], None, id="owner plays a role"),
        pytest.param("序号", ["1", "2", "3"], None, id="row number"),
        pytest.param("entity_id", ["e1", "e2", "e1"], None, id="the answer is no evidence"),
        pytest.param("source", ["crm", "erp", "crm"], None, id="position"),
        pytest.param("手机", [None, "无", None], None, id="empty"),
    ],
)
def test_kinds(name: str, values: list[Any], kind: f.Kind | None) -> None:
    assert kind_of(name, values) == kind


def test_a_phone_column_full_of_dates_is_a_date() -> None:
    assert isinstance(kind_of("phone", ["2024-01-05", "2023-11-30", "2022-05-07"]), f.Date)


def test_few_words_are_a_category_and_many_are_text() -> None:
    assert kind_of("x", ["red", "blue", "green"] * 20) == f.Category()
    assert kind_of("x", [f"a thought about number {n}" for n in range(60)]) == f.Text()


def test_what_a_plain_code_is_of_is_left_to_the_data() -> None:
    codes = [f"K-{n % 70:03}" for n in range(200)]
    assert kind_of("x", codes) == f.Identifier("any", held_by="unknown")


@pytest.mark.parametrize("other", ["apellidos", "last_name", "prénom"])
def test_a_name_beside_half_a_name_is_the_other_half(other: str) -> None:
    table = pa.table({"name": ["Trinidad", "Severo", "Amor"], other: ["Pol", "Moliner", "Izaguirre"]})
    assert [guess.kind for guess in infer_columns(table)] == [f.PersonName(), f.PersonName()]


def test_a_firm_with_a_contact_in_two_columns_stays_a_firm() -> None:
    table = pa.table({"name": ["Acme Ltd", "Bolt GmbH"], "first_name": ["Ann", "Bob"], "last_name": ["Lee", "Ray"]})
    assert next(guess.kind for guess in infer_columns(table)) == f.OrganizationName()


def test_the_region_given_is_used() -> None:
    assert kind_of("tel", ["0171 234567", "030 1234567", "089 7654321"], region="DE") == f.Phone(region="DE")


def test_one_guess_a_column_in_order_with_confidence() -> None:
    table = pa.table({"b": ["1"], "a": [None], "entity_id": ["e"]})
    guesses = infer_columns(table)
    assert [guess.column for guess in guesses] == ["b", "a", "entity_id"]
    assert all(0 <= guess.confidence <= 1 and guess.evidence for guess in guesses)


def test_linkage_sets(shared_data: Path) -> None:
    febrl = {g.column: g.kind for g in infer_columns(pq.read_table(shared_data / "linkage" / "febrl3.parquet"))}
    assert febrl["given_name"] == febrl["surname"] == f.PersonName()
    assert isinstance(febrl["date_of_birth"], f.Date)
    restaurants = {
        g.column: g.kind for g in infer_columns(pq.read_table(shared_data / "linkage" / "restaurants.parquet"))
    }
    assert restaurants["name"] == f.OrganizationName()
    assert restaurants["phone"] == f.Phone(region="US")


def test_western_persons_are_told_from_companies_in_a_column_named_name() -> None:
    people = pa.table({"name": ["John Smith", "Mary Jones", "Anna Maria Garcia", "Peter Baker"]})
    shops = pa.table({"name": ["Blue Lagoon", "The Copper Pot", "Harbor View Grill", "Gabriela's"]})
    assert [type(infer_columns(table)[0].kind).__name__ for table in (people, shops)] == [
        "PersonName",
        "OrganizationName",
    ]


def test_an_american_street_column_holds_addresses() -> None:
    table = pa.table({"street": ["123 N Main St Apt 4", "55 W 5th Ave", "900 Oak Blvd Ste 12"]})
    assert repr(infer_columns(table, region="US")[0].kind) == "Address(region='US')"


def test_titles_are_no_organizations() -> None:
    titles = [
        "A Survey of Query Processing in Large Distributed Systems",
        "Building a Data Warehouse for the Services of Tomorrow",
        "Three Lessons on the Design of Industrial Information Systems",
        "How the Research Group of a Software Company Measures Solutions",
    ]
    assert repr(kind_of("title", titles)) == "Text()"


def test_birthdays_of_people_long_dead_are_dates() -> None:
    dead = [f"18{year}-03-{day:02}" for year in range(10, 40) for day in (3, 14)]
    assert infer_columns(pa.table({"dob": dead}))[0].kind == f.Date()
    living = [f"19{year}-03-{day:02}" for year in range(50, 80) for day in (3, 14)]
    assert infer_columns(pa.table({"dob": living}))[0].kind == f.Date(birth=True)


NAMES = ["Merri S. Floyd", "SMITH, John Jr.", "Qzor Vexxit", "Ann Lee", "Wmbly Trfo"]


@pytest.mark.parametrize(
    ("columns", "kinds"),
    [
        pytest.param({"col1": NAMES}, [f.PersonName()], id="nothing else names anybody"),
        pytest.param({"col1": [*NAMES, "Room 12"]}, [f.Text()], id="not written as names"),
        pytest.param({"company": ["Acme Ltd", "Bolt Inc"] * 2 + ["Corp"], "col1": NAMES},
                     [f.OrganizationName(), f.Text()], id="beside a name"),
    ],
)  # fmt: skip
def test_a_text_written_as_names_is_one_where_nothing_else_names_anybody(
    columns: dict[str, list[str]], kinds: list[f.Kind]
) -> None:
    assert [guess.kind for guess in infer_columns(pa.table(columns))] == kinds
