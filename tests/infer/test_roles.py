"""Roles and regions."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq.infer.roles import infer_region, infer_roles


def test_roles_of_a_crm() -> None:
    table = pa.table(
        {
            "customer_id": [f"C{number}" for number in range(40)],
            "name": ["王伟"] * 40,
            "owner": ["张丽", "李强"] * 20,
            "客户阶段": ["潜在", "报价"] * 20,
            "updated_at": ["2024-01-05", "2024-02-06"] * 20,
            "source": ["crm"] * 40,
        }
    )
    assert infer_roles(table) == {
        "record_id": "customer_id",
        "source": "source",
        "updated_at": "updated_at",
        "owner": "owner",
        "stage": "客户阶段",
    }


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("id", ["1", "1", "1", "2", "2"], id="most rows share theirs"),
        pytest.param("id", ["1", None, None, None], id="mostly empty"),
        pytest.param("id", ["a@b.com", "c@d.com", "e@f.com"], id="mail addresses"),
        pytest.param("序号", ["1", "2", "3"], id="a row number"),
        pytest.param("phone", ["13912345678", "13812345678", "15912345678"], id="unique but no id"),
        pytest.param("entity_id", ["e1", "e2", "e3"], id="the answer itself"),
    ],
)
def test_no_record_id(name: str, values: list[str | None]) -> None:
    assert "record_id" not in infer_roles(pa.table({name: pa.array(values, pa.string())}))


def test_a_column_called_record_id_comes_first() -> None:
    assert infer_roles(pa.table({"id": ["a", "b"], "record_id": ["c", "d"]}))["record_id"] == "record_id"


@pytest.mark.parametrize(
    ("table", "region"),
    [
        pytest.param({"姓名": ["王伟", "李娜", "张敏"], "电话": ["123", "456", "789"]}, "CN", id="han"),
        pytest.param({"phone": ["312-555-0142", "646/555-0178", "(503) 555-0116"]}, "US", id="north america"),
        pytest.param({"phone": ["5550142", "5550178", "5550116"]}, None, id="too short to tell"),
        pytest.param({"title": ["data bases", "data models"]}, None, id="no phones at all"),
    ],
)
def test_region(table: dict[str, list[str]], region: str | None) -> None:
    assert infer_region(pa.table(table)) == region


@pytest.mark.parametrize(
    ("name", "numbers", "region"),
    [
        pytest.param("phone", ["13855501234", "18612345679", "17755521234", "15055561234"], "CN", id="bare mobiles"),
        pytest.param("phone", ["1-312-555-0142", "1 646 555 0178", "1-503-555-0116"], "US", id="the 1 parted"),
        pytest.param("手机号", ["13855501234"], "CN", id="a Chinese name, one number"),
    ],
)
def test_a_chinese_mobile_is_no_american_number(name: str, numbers: list[str], region: str) -> None:
    assert infer_region(pa.table({name: numbers})) == region


@pytest.mark.parametrize(
    ("state", "code", "region"),
    [
        pytest.param(["IL", "Massachusetts", "tx"], ["62701", "2108", "78701-1234"], "US", id="american"),
        pytest.param(["SP", "RJ", "PA"], ["01310-100", "20040-020", "66010-000"], None, id="brazilian"),
        pytest.param(["NSW", "VIC", "WA"], ["2000", "3000", "6000"], None, id="australian"),
        pytest.param(["MI", "PA", "AL"], ["20121", "90121", "15121 AL"], None, id="codes-of-another-form"),
    ],
)
def test_states_and_zip_codes_tell_an_american_table(state: list[str], code: list[str], region: str | None) -> None:
    assert infer_region(pa.table({"state": state, "zip": code})) == region
