"""Japanese addresses: divisions, town, number, door, spellings that meet, texts that are Chinese."""

from __future__ import annotations

import pytest

from custdq.fields.address_japan import is_japanese_address, japanese_address_keys, read_japanese_address


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("東京都港区海岸１丁目２－３", ("東京都", "港区", "海岸一丁目", "2-3"), id="wide figures"),
        pytest.param("東京都港区海岸一丁目二番三号", ("東京都", "港区", "海岸一丁目", "2-3"), id="kanji figures"),
        pytest.param("神奈川県 横浜市 中区 山下町123番地", ("神奈川県", "横浜市中区", "山下町", "123"), id="spaces"),
        pytest.param("市川市市川南2丁目5番1号", ("千葉県", "市川市", "市川南二丁目", "5-1"), id="prefecture filled"),
        pytest.param("府中市本町3-1", (None, "府中市", "本町", "3-1"), id="two prefectures have it"),
        pytest.param("北海道札幌市中央区北3条西6丁目", ("北海道", "札幌市中央区", "北三条西六丁目", None), id="grid"),
        pytest.param("東京都千代田区三番町5-7", ("東京都", "千代田区", "三番町", "5-7"), id="figure in the town"),
        pytest.param("千葉県印旛郡酒々井町本佐倉12", ("千葉県", "印旛郡酒々井町", "本佐倉", "12"), id="district"),
        pytest.param("千葉県鎌ヶ谷市富岡", ("千葉県", "鎌ケ谷市", "富岡", None), id="variant character"),
        pytest.param("東京都", ("東京都", None, None, None), id="prefecture alone"),
    ],
)
def test_parts(text: str, parts: tuple[str | None, ...]) -> None:
    assert read_japanese_address(text)[1:5] == parts


@pytest.mark.parametrize(
    ("text", "door"),
    [
        pytest.param("東京都港区海岸1-2-3 海岸ビル5階", ("海岸ビル", "5", None), id="floor"),
        pytest.param("東京都港区海岸1-2-3 海岸ハイツ201号室", ("海岸ハイツ", None, "201"), id="room"),
        pytest.param("東京都港区海岸1-2-3", (None, None, None), id="none"),
    ],
)
def test_door(text: str, door: tuple[str | None, ...]) -> None:
    found = read_japanese_address(text)
    assert (found.building, found.floor, found.room) == door


def test_the_postcode_stays() -> None:
    found = read_japanese_address("〒１０５－００２２　東京都港区海岸1-2-3")
    assert found.postcode == "105-0022"
    assert found.value == "〒105-0022 東京都港区海岸1-2-3"


@pytest.mark.parametrize(
    ("text", "japanese"),
    [
        pytest.param("大阪市北区梅田3-1-3", True, id="ward of a city"),
        pytest.param("〒530-0001 梅田ビル", True, id="postcode sign and kana"),
        pytest.param("山东省青岛市市南区香港中路8号", False, id="chinese"),
        pytest.param("白山市浑江区", False, id="a name of both countries"),
        pytest.param("北京市朝阳区优の良品店", False, id="one kana in a brand"),
    ],
)
def test_what_is_japanese(text: str, japanese: bool) -> None:
    assert is_japanese_address(text) is japanese


def test_spellings_of_one_house_meet() -> None:
    texts = ("東京都港区海岸1-2-3", "東京都港区海岸一丁目２番３号", "港区海岸1丁目2の3")
    keys = [japanese_address_keys(read_japanese_address(text))["street"] for text in texts]
    assert keys[0] == keys[1] == keys[2] == ["海岸|1-2-3"]


@pytest.mark.parametrize("text", ["東京都港区海岸1-2-3 海岸ビル5階", "〒105-0022 東京都港区", "千葉県", "北区王子"])
def test_the_standard_form_stands(text: str) -> None:
    value = read_japanese_address(text).value
    assert read_japanese_address(value).value == value
