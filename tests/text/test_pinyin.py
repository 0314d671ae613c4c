"""Readings of Chinese text, surnames by their own reading, and telling pinyin from other latin words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.reference.words import surnames
from custdq.text.pinyin import (
    SYLLABLES,
    char_readings,
    fold_umlaut,
    name_in_pinyin,
    pinyin_readings,
    split_syllables,
    surname_reading,
    surname_readings,
)


@pytest.mark.parametrize(
    ("surname", "reading"),
    [
        pytest.param("单", "shan", id="shan"),
        pytest.param("仇", "qiu", id="qiu"),
        pytest.param("查", "zha", id="zha"),
        pytest.param("区", "ou", id="ou"),
        pytest.param("王", "wang", id="everyday"),
        pytest.param("尉迟", "yuchi", id="two characters"),
        pytest.param("吕", "lu", id="umlaut folded"),
        pytest.param("盖", "ge", id="usual of two"),
        pytest.param("尉迟", "yuchi", id="no reading of its characters"),
    ],
)
def test_surnames_have_their_own_reading(surname: str, reading: str) -> None:
    assert surname_reading(surname) == reading


def test_a_name_has_every_reading_it_may_have() -> None:
    assert set(pinyin_readings("长乐")) >= {"changle", "changyue"}
    assert pinyin_readings("梅") == ["mei"]
    assert pinyin_readings("") == [""]
    assert len(pinyin_readings("长乐长乐长乐", most=3)) == 3


@pytest.mark.parametrize("word", ["smith", "john", "mcdonald", "xyz", "strasse"])
def test_other_words_are_no_pinyin(word: str) -> None:
    assert split_syllables(word) is None


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        pytest.param("zhongguancun", ["zhong", "guan", "cun"], id="joined"),
        pytest.param("Xi'an", ["xi", "an"], id="apostrophe"),
        pytest.param("lüshun", ["lv", "shun"], id="umlaut"),
    ],
)
def test_pinyin_splits(word: str, syllables: list[str]) -> None:
    assert split_syllables(word) == syllables


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=5))
def test_joined_syllables_are_pinyin(syllables: list[str]) -> None:
    found = split_syllables("".join(syllables))
    assert found is not None
    assert "".join(found) == "".join(syllables)


def test_four_spellings_of_the_umlaut_fold_to_one() -> None:
    assert {fold_umlaut(text) for text in ("lv", "lü", "lyu", "lu:")} == {"lu"}


def test_every_surname_reading_is_made_of_syllables() -> None:
    assert all(split_syllables(reading) for name in surnames() for reading in surname_readings(name))


def test_a_character_without_a_reading_is_itself() -> None:
    assert char_readings("é") == ("é",)


def test_a_surname_with_two_readings_has_both() -> None:
    assert surname_readings("覃") == ("qin", "tan")
    assert surname_readings("王") == ("wang",)


@pytest.mark.parametrize(
    ("family", "given", "spelled"),
    [
        pytest.param("王", "建国", "Wang Jianguo", id="plain"),
        pytest.param("单", "雪", "Shan Xue", id="reading of the surname"),
        pytest.param("吕", "梅", "Lü Mei", id="umlaut"),
        pytest.param("司马", "", "Sima", id="surname alone"),
        pytest.param("李", "平安", "Li Ping'an", id="apostrophe"),
    ],
)
def test_a_name_in_pinyin(family: str, given: str, spelled: str) -> None:
    assert name_in_pinyin(family, given) == spelled
