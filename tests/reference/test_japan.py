"""Municipalities of Japan by prefecture and name."""

from __future__ import annotations

from custdq.reference.japan import fold_japanese, municipalities, prefectures_of


def test_forty_seven_prefectures() -> None:
    assert len(municipalities()) == 47
    assert municipalities()["神奈川県"]["横浜市中区"] == "横浜市中区"


def test_one_name_in_two_prefectures() -> None:
    assert set(prefectures_of()["府中市"]) == {"東京都", "広島県"}
    assert prefectures_of()["市川市"] == ("千葉県",)


def test_a_town_is_found_without_its_district() -> None:
    assert municipalities()["北海道"]["羅臼町"] == "目梨郡羅臼町"


def test_folding_keeps_the_length() -> None:
    text = "１鎌ヶ谷が之濱"
    assert len(fold_japanese(text)) == len(text)
