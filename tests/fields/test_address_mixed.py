"""Lists of one country hold addresses of others, and each is read as what it is."""

from __future__ import annotations

import pytest

from custdq.fields import Address

REGIONS = [None, "CN", "US", "DE", "JP"]


def _parts(text: str, region: str | None) -> dict[str, str]:
    return {name: part for name, part in Address(region=region).parse_cell(text).parts.items() if part}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(
    ("text", "country", "city", "number"),
    [
        ("杭州市滨江区青枫路9号3幢1单元501", "CN", "杭州市", "9号"),
        ("中国浙江省杭州市滨江区青枫路9号", "CN", "杭州市", "9号"),
        ("Room 501, 9 Qingfeng Road, Hangzhou 310051, China", "CN", "杭州市", "9"),
        ("台北市信義區青楓路五段7號", "TW", "台北市", "7號"),
        ("9 Birch St Apt 4, Salem, OR 97301", "US", "Salem", "9"),
        ("名古屋市中区栄3丁目5-8", "JP", "名古屋市中区", "5-8"),
        ("서울특별시 강남구 테헤란로 7", "KR", "서울특별시", "7"),
        ("9 Birch Street, London SW1A 9ZZ", "GB", "London", "9"),
        ("9 Birch St W, Toronto, ON M5X 1Z9", "CA", "Toronto", "9"),
    ],
)
def test_an_address_is_of_its_own_country_in_any_list(
    text: str, country: str, city: str, number: str, region: str | None
) -> None:
    parts = _parts(text, region)
    given = (parts.get("country"), parts.get("city"), parts.get("number"))
    number = number.replace("號", "号") if region == "CN" else number
    assert given == (country, city, number)


@pytest.mark.parametrize("region", ["CN", "US"])
@pytest.mark.parametrize("text", ["Birkenstr. 9, 10999 Berlin", "9 rue des Bouleaux, 75011 Paris"])
def test_a_western_address_in_a_chinese_or_american_list_is_read_without_their_country(text: str, region: str) -> None:
    parts = _parts(text, region)
    assert (parts.get("number"), parts.get("country")) == ("9", None)
    assert parts["city"] in ("Berlin", "Paris")


@pytest.mark.parametrize(("text", "town"), [("芝公園4丁目2-8", "芝公園四丁目"), ("緑が丘二丁目3番1号", "緑が丘二丁目")])
def test_a_counted_town_is_japanese_without_its_city(text: str, town: str) -> None:
    assert _parts(text, None)["town"] == town


def test_a_japanese_list_keeps_towns_that_sound_chinese() -> None:
    assert _parts("朝日町4-2-8", "JP")["country"] == "JP"
    assert _parts("大和市中央4-2-8", "JP")["country"] == "JP"
