"""Matching keys of names that meet across scripts and orders."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.fields.person_keys import KEY_NAMES, person_keys
from custdq.fields.person_name import PersonName


def keys(text: str) -> dict[str, Any]:
    kind = PersonName()
    return {name: array[0].as_py() for name, array in kind.keys(kind.parse([text])).items()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("周建国", "Zhou Jianguo", id="family first"),
        pytest.param("周建国", "Jianguo Zhou", id="family last"),
        pytest.param("周建国", "Zhou Jian Guo", id="syllables apart"),
        pytest.param("周建国", "zhoujianguo", id="in one"),
        pytest.param("曾柔", "Zeng Rou", id="surname reading"),
        pytest.param("吕梅", "Lyu Mei", id="umlaut"),
        pytest.param("周建国", "周健国", id="sound"),
    ],
)
def test_pinyin_meets(one: str, other: str) -> None:
    assert set(keys(one)["pinyin"] or ()) & set(keys(other)["pinyin"] or ())


@pytest.mark.parametrize("text", ["周总", "小周", "雪梅", "周**"])
def test_half_a_name_is_no_whole_name(text: str) -> None:
    assert keys(text)["full"] is None
    assert keys(text)["pinyin"] is None


def test_swapped_and_doubled_characters_meet() -> None:
    assert keys("周建国")["letters"] == keys("周国建")["letters"]
    assert keys("周建国国")["letters"] == keys("周建国")["letters"]


def test_initials_and_familiar_forms() -> None:
    assert keys("M. Major")["initials"] == keys("Mary Major")["initials"]
    assert keys("Bob Major")["root"] == keys("Robert Major")["root"]


def test_a_lone_initial_opens_the_name_it_stands_for() -> None:
    for one, other in (("M.", "MARIANA"), ("j", "Jean Paul"), ("A. M.", "Anna Maria")):
        assert keys(one)["opening"] == keys(other)["opening"]
        assert (keys(one)["spelled_out"], keys(other)["spelled_out"]) == (None, "yes")


def test_single_words_have_keys_too() -> None:
    found = keys("emily")
    assert found["full"] == "emily"
    assert found["phonetic"] == keys("emilly")["phonetic"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("张明德", "CHEUNG Ming Tak", id="Hong Kong"),
        pytest.param("蔡志强", "Tsai Chih-chiang", id="Taiwan"),
        pytest.param("陈伟明", "Tan Wei Ming", id="Singapore"),
    ],
)
def test_spellings_elsewhere_meet(one: str, other: str) -> None:
    assert set(keys(one)["romanized"] or ()) & set(keys(other)["romanized"] or ())


def test_the_surname_of_a_married_woman_meets_without_her_own() -> None:
    assert set(keys("周陈美芬")["pinyin"]) == {"zhouchen meifen", "zhou chenmeifen"}


def test_the_surname_as_read_sounds_first() -> None:
    assert keys("Lin Jing")["family_sound"] == "jing"
    assert keys("Wang Jing")["family_sound"] == "wang"


def test_an_absent_name_has_no_keys() -> None:
    assert person_keys("", "", "") == {}
    assert set(person_keys("周建国", "周", "建国")) <= set(KEY_NAMES)
