"""The mapping shown and written."""

from __future__ import annotations

import tomllib

from tests.steps.unify.written_tables import source_table

from custdq.steps.unify import describe_mappings, mapping_to_toml, unify_tables

TABLES = [
    source_table(
        {"公司名称": ["恒达贸易公司", "通康科技公司"], "姓名": ["王伟", "李娜"], "手机": ["13912345671", "13812345672"]}
    ),
    source_table({"Full Name": ["Ann Lee", "Bo Chen"], "E-mail": ["a@b.com", "c@d.com"]}, "b 2.xlsx", "Sheet 1"),
    source_table(
        {"订单号": ["1", "2"], "商品": ["a", "b"], "金额": ["1", "2"], "客户名称": ["王伟", "李娜"]}, "orders.csv"
    ),
]


def test_every_column_is_listed() -> None:
    unified = unify_tables(TABLES)
    lines = describe_mappings(unified).splitlines()
    assert len(lines) == 1 + sum(table.data.num_columns for table in TABLES)
    assert lines[3].split() == ["a.csv", "手机", "->", "mobile", "1.00", "name", '"手机";', "100%", "phone", "numbers"]


def test_the_mapping_read_back_gives_the_same_records() -> None:
    unified = unify_tables(TABLES)
    text = mapping_to_toml(unified)
    assert "orders.csv" not in text
    mapping = tomllib.loads(text)["mapping"]
    assert unify_tables(TABLES, mapping=mapping).records.equals(unified.records)


def test_unsure_guesses_have_a_question_mark_and_a_comment() -> None:
    unified = unify_tables([source_table({"postcode_old": ["1010", "1020", "x1", "x2", "2020"], "姓名": ["王伟"] * 5})])
    assert " ?" in describe_mappings(unified)
    assert "# unsure" in mapping_to_toml(unified)


def test_nothing_to_write() -> None:
    assert mapping_to_toml(unify_tables([source_table({"x": ["1"]})])) == ""
