"""Keys by which a Chinese name meets its spelling elsewhere."""

from __future__ import annotations

import pytest

from custdq.fields.person_romanized import romanized_han, romanized_latin


@pytest.mark.parametrize(
    ("family", "given", "latin", "surname"),
    [
        pytest.param("张", "明德", "Ming Tak Cheung", "Cheung", id="Hong Kong"),
        pytest.param("张", "明德", "Mary Ming Tak Cheung", "Cheung", id="Hong Kong, English name"),
        pytest.param("蔡", "志强", "Chih-chiang Tsai", "Tsai", id="Wade-Giles"),
        pytest.param("陈", "伟明", "Weiming Tan", "Tan", id="Singapore, given name in pinyin"),
        pytest.param("吴", "家文", "Ng Ka Man", "Man", id="surname first"),
        pytest.param("吕", "梅", "Lyu Mei", "Lyu", id="passport"),
    ],
)
def test_spellings_meet(family: str, given: str, latin: str, surname: str) -> None:
    assert set(romanized_han(family, given)) & set(romanized_latin(latin, surname))


@pytest.mark.parametrize(("name", "family"), [("Mary Stone", "Stone"), ("Lee", "Lee"), ("Peter Lee", "Lee")])
def test_other_names_have_none(name: str, family: str) -> None:
    assert romanized_latin(name, family) == []


def test_the_keys_are_few() -> None:
    assert len(romanized_latin("Chan Chi Chung", "Chan")) <= 12
