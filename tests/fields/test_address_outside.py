"""Taiwan, Hong Kong and Macao in Chinese, in their own script or in that of a list of the mainland."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.fields import Address


def row(text: str, region: str | None) -> dict[str, Any]:
    found = Address(region=region).parse([text]).to_pylist()[0]
    return {name: part for name, part in found.items() if part is not None}


@pytest.mark.parametrize(
    ("text", "region", "value", "parts"),
    [
        pytest.param(
            "臺北市大安區青楓路四段16巷27弄5號3樓之2",
            "TW",
            "臺北市大安區青楓路4段16巷27弄5號3樓之2",
            {"country": "TW", "road": "青楓路4段", "lane": "16巷27弄", "number": "5號", "floor": "3", "room": "之2"},
            id="lanes",
        ),
        pytest.param(
            "106臺北市大安區青楓路9號",
            "TW",
            "臺北市大安區青楓路9號",
            {"city": "台北市", "district": "大安区", "postcode": "106"},
            id="postcode",
        ),
        pytest.param(
            "花蓮縣花蓮市國聯里12鄰青楓路100號",
            "TW",
            "花蓮縣花蓮市國聯里12鄰青楓路100號",
            {"village": "國聯里", "group": "12鄰", "road": "青楓路", "number": "100號"},
            id="village and neighbourhood",
        ),
        pytest.param(
            "臺北市大安區青楓路九號",
            "CN",
            "台湾省台北市大安区青枫路9号",
            {"province": "台湾省"},
            id="in a list of the mainland",
        ),
        pytest.param(
            "九龍尖沙咀青楓道100號雲帆大廈12樓A室",
            "HK",
            "香港九龍尖沙咀青楓道100號雲帆大廈12樓A室",
            {
                "country": "HK",
                "zone": "九龍",
                "town": "尖沙咀",
                "road": "青楓道",
                "number": "100號",
                "place": "雲帆大廈",
                "floor": "12",
                "room": "A",
            },
            id="hong kong",
        ),
        pytest.param(
            "香港中環青楓道中99號雲帆中心57樓",
            None,
            "香港中環青楓道中99號雲帆中心57樓",
            {"district": "中西区", "town": "中環", "road": "青楓道中", "floor": "57"},
            id="area tells the district",
        ),
        pytest.param("澳門青楓馬路23號", "MO", "澳門青楓馬路23號", {"road": "青楓馬路", "number": "23號"}, id="macao"),
        pytest.param(
            "澳门氹仔青枫大马路12号3楼B座",
            "MO",
            "澳门氹仔青枫大马路12号3楼B座",
            {"town": "氹仔", "floor": "3", "room": "B"},
            id="macao, an island",
        ),
        pytest.param(
            "香港青楓道中1號 陳先生 +852 9123 4567",
            "HK",
            "香港青楓道中1號",
            {"note": "+852 9123 4567；陈先生"},
            id="what stands about it",
        ),
    ],
)
def test_grammar(text: str, region: str | None, value: str, parts: dict[str, str]) -> None:
    found = row(text, region)
    assert found["value"] == value
    assert {name: found.get(name) for name in parts} == parts
    again = row(value, region)
    assert (again["value"], again["status"]) == (value, "valid")


@pytest.mark.parametrize("text", ["九龙坡区石桥铺青枫路73号", "新界镇青枫路8号", "香港中路18号"])
def test_what_only_sounds_so_lies_on_the_mainland(text: str) -> None:
    assert row(text, "CN").get("country") != "HK"
