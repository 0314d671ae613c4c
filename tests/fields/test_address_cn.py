"""Chinese addresses in the forms people write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from custdq.errors import Reason
from custdq.fields.address_cn import read_chinese_address


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(
            "浙江宁波鄞州区百丈东路二八八号锦绣苑三栋二单元1102",
            "浙江省宁波市鄞州区百丈东路288号锦绣苑3栋2单元1102室",
            id="chinese numerals",
        ),
        pytest.param(
            "百丈东路288号锦绣苑3-2-1102, 宁波", "浙江省宁波市百丈东路288号锦绣苑3栋2单元1102室", id="city behind"
        ),
        pytest.param("百丈东路288号 鄞州区 宁波市", "浙江省宁波市鄞州区百丈东路288号", id="divisions behind, reversed"),
        pytest.param("百丈东路288号（宁波鄞州区）", "浙江省宁波市鄞州区百丈东路288号", id="divisions in brackets"),
        pytest.param("收货地址：浙江省/宁波市/鄞州区/百丈东路288号", "浙江省宁波市鄞州区百丈东路288号", id="label"),
        pytest.param("百丈东路288号（锦绣大厦）5号楼", "百丈东路288号锦绣大厦5号楼", id="place in brackets"),
        pytest.param("上海市静安区武宁路９９弄１２号３０１室", "上海市静安区武宁路99弄12号301室", id="lane"),
        pytest.param("安徽六安霍邱县马店镇李岗村3组25号", "安徽省六安市霍邱县马店镇李岗村3组25号", id="village"),
        pytest.param("廣東省東莞市虎門鎮太沙路8號", "广东省东莞市虎门镇太沙路8号", id="traditional"),
        pytest.param("中国江苏省南京市玄武区珠江路1号", "江苏省南京市玄武区珠江路1号", id="country in front"),
        pytest.param("四川成都高新区天府大道1268号", "四川省成都市高新区天府大道1268号", id="zone"),
    ],
)
def test_standard_form(text: str, value: str) -> None:
    assert read_chinese_address(text).value == value


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("南京市玄武区珠江路1号(老地址)", "老地址", id="remark in brackets"),
        pytest.param("南京市玄武区珠江路1号301室 请放门卫", "请放门卫", id="wish behind"),
        pytest.param("13900138001 南京市玄武区珠江路1号", "13900138001", id="phone in front"),
    ],
)
def test_what_is_no_address_goes_to_the_note(text: str, note: str) -> None:
    found = read_chinese_address(text)
    assert found.note == note
    assert found.value.startswith("江苏省南京市玄武区珠江路1号")


def test_an_ambiguous_district_stays_as_written() -> None:
    found = read_chinese_address("鼓楼区中山路1号")
    assert found.where.district == "鼓楼区"
    assert found.where.code is None
    assert found.where.problem is Reason.DIVISION_AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("北京宣武区枣林前街1号", Reason.DIVISION_RENAMED, id="renamed"),
        pytest.param("福田区深南大道1号", Reason.DIVISION_FILLED, id="filled upward"),
        pytest.param("广东省深圳市福田区深南大道1号", None, id="complete"),
    ],
)
def test_what_was_done_to_the_divisions_is_said(text: str, problem: Reason | None) -> None:
    assert read_chinese_address(text).where.problem is problem


def test_postcode() -> None:
    assert read_chinese_address("南京市玄武区珠江路1号 210018").postcode == "210018"


@pytest.mark.parametrize(
    ("file", "share"),
    [
        pytest.param("address_cn_admin.jsonl", 0.995, id="division names"),
        pytest.param("address_cn.jsonl", 0.94, id="addresses"),
    ],
)
def test_divisions_of_published_cases(shared_data: Path, file: str, share: float) -> None:
    lines = (shared_data / "standardize" / file).read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    right = 0
    for case in cases:
        found = read_chinese_address(case["input"])
        also = case.get("accept") or {}
        right += all(
            (found.adcode if level == "adcode" else getattr(found.where, level))
            in [case["expected"][level], *also.get(level, [])]
            for level in ("province", "city", "district", "adcode")
            if level in case["expected"]
        )
    assert right / len(cases) >= share
