"""The person kind: values, parts, and keys that meet across scripts and orders."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.fields.person_name import PersonName


def row(text: str) -> dict[str, Any]:
    return dict(PersonName().parse([text]).to_pylist()[0])


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        pytest.param("周建国", "周建国", None, id="plain"),
        pytest.param("週建國", "周建国", "script_converted", id="traditional"),
        pytest.param("周建国先生", "周建国", "title_removed", id="title"),
        pytest.param("周总", "周", "title_removed", id="surname only"),
        pytest.param("周 建国", "周建国", "reformatted", id="space"),
        pytest.param("周建国（转介绍）", "周建国", "extra_text", id="remark"),
        pytest.param("周*", "周", "masked", id="masked"),
        pytest.param("云帆电子有限公司 周建国", "周建国", "cell_split", id="company in front"),
        pytest.param("mary ann o'major", "Mary Ann O'Major", "reformatted", id="case"),
        pytest.param("ZHOU Jianguo", "Jianguo Zhou", "reformatted", id="pinyin"),
        pytest.param("Major, Mary", "Mary Major", "reformatted", id="comma"),
        pytest.param("Mr. Mark Major", "Mark Major", "title_removed", id="western title"),
        pytest.param("Mary and Mark Major", "Mary and Mark Major", "several_values", id="two people"),
        pytest.param("云帆电子有限公司", None, "not_a_name", id="company"),
        pytest.param("12345", None, "not_a_name", id="figures"),
    ],
)
def test_values(text: str, value: str | None, problem: str | None) -> None:
    found = row(text)
    assert (found["value"], found["problem"]) == (value, problem)


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


def test_single_words_have_keys_too() -> None:
    found = keys("emily")
    assert found["full"] == "emily"
    assert found["phonetic"] == keys("emilly")["phonetic"]


def test_the_mask() -> None:
    assert PersonName().mask("周建国") == "周**"
    assert PersonName().mask("Mary Major") == "M*** M****"
