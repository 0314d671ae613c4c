"""What may differ between two spellings of one company, and what may not."""

from __future__ import annotations

import pytest

from custdq.fields.organization_keys import KEY_NAMES, name_keys


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        pytest.param("full", "苏州市云帆电子有限公司", "苏州云帆电子有限责任公司", id="region word and form"),
        pytest.param("full", "苏州云帆电子有限公司", "云帆（苏州）电子有限公司", id="place of the region"),
        pytest.param("core", "苏州云帆电子有限公司", "云帆电子", id="short name"),
        pytest.param("brand", "苏州云帆电子有限公司", "云帆", id="brand"),
        pytest.param("sound", "云帆电子有限公司", "云凡电子有限公司", id="typed by sound"),
        pytest.param("full", "Northwind Traders Inc.", "The Northwind Traders, Inc", id="western"),
    ],
)
def test_keys_meet(key: str, one: str, other: str) -> None:
    left, right = name_keys(one)[key], name_keys(other)[key]
    assert left is not None
    assert left == right


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        pytest.param("full", "云帆电子有限公司", "云帆电子有限公司常州分公司", id="branch"),
        pytest.param("full", "云帆电子有限公司", "云帆电子集团有限公司", id="group"),
        pytest.param("full", "苏州云帆电子有限公司", "无锡云帆电子有限公司", id="other city"),
        pytest.param("full", "云帆电子有限公司", "云帆电子股份有限公司", id="other class of form"),
        pytest.param("core", "云帆电子有限公司", "云帆物流有限公司", id="other trade"),
        pytest.param("headed", "云帆电子有限公司", "云帆电子有限公司常州分公司", id="standing"),
        pytest.param("unit", "和裕茶饮", "和裕茶饮（观前街店）", id="a shop without a form"),
        pytest.param("unit", "和裕茶饮（石路店）", "和裕茶饮（观前街店）", id="two shops"),
        pytest.param("unit", "Harbor Bank", "Harbor Bank Oslo Branch", id="latin branch"),
    ],
)
def test_keys_do_not_meet(key: str, one: str, other: str) -> None:
    assert name_keys(one)[key] != name_keys(other)[key]


def test_a_latin_name_meets_its_chinese_brand() -> None:
    han, latin = name_keys("苏州云帆电子有限公司"), name_keys("Suzhou Yunfan Electronics Co., Ltd.")
    assert set(han["brand_latin"] or ()) & set(latin["brand_latin"] or ())
    assert latin["han"] is None


def test_a_name_without_form_says_nothing_of_its_standing() -> None:
    assert name_keys("云帆电子")["standing"] is None
    assert name_keys("云帆电子公司")["standing"] is None
    assert name_keys("绍兴柯桥区阿毛面馆")["standing"] == "head"


def test_only_known_keys() -> None:
    for name in ("云帆电子有限公司", "Northwind Inc."):
        assert set(name_keys(name)) <= set(KEY_NAMES)


@pytest.mark.parametrize(
    ("long", "short"),
    [
        pytest.param("Northern Harbor Machines Corporation", "NHM", id="initials"),
        pytest.param("中国云帆银行股份有限公司", "云行", id="bank"),
    ],
)
def test_initials(long: str, short: str) -> None:
    found = name_keys(long)["initials"]
    assert found is not None
    assert short.casefold() in found


def test_brand_with_region() -> None:
    assert name_keys("苏州云帆电子有限公司")["brand_placed"] == name_keys("云帆（苏州市）物流有限公司")["brand_placed"]
    assert name_keys("苏州云帆电子有限公司")["brand_placed"] != name_keys("无锡云帆电子有限公司")["brand_placed"]


def test_corporation_and_company_make_no_difference() -> None:
    assert name_keys("Northwind Traders Corporation")["core"] == name_keys("Northwind Traders Inc.")["core"]


def test_a_registered_name_without_brand_is_told_by_its_place() -> None:
    keys = name_keys("金华建材有限公司")
    assert (keys["brand"], keys["core"]) == ("金华", "金华建材")
    assert keys["full"] == name_keys("金华市建材有限公司")["full"]
    assert keys["core"] != name_keys("绍兴建材有限公司")["core"]
