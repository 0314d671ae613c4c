"""Western personal names, and Chinese ones in pinyin."""

from __future__ import annotations

import pytest

from custdq.fields.person_western import pinyin_family, pinyin_names, read_western_person, root_name


@pytest.mark.parametrize(
    ("text", "given", "middle", "family"),
    [
        pytest.param("Mary Ann Major", "Mary", "Ann", "Major", id="middle"),
        pytest.param("Major, Mary A.", "Mary", "A.", "Major", id="comma"),
        pytest.param("Stone Jr., Dr. Mark", "Mark", None, "Stone", id="suffix and prefix around a comma"),
        pytest.param("Mark Major, PhD, Esq.", "Mark", None, "Major", id="two suffixes"),
        pytest.param("Vincent van Gogh", "Vincent", None, "van Gogh", id="particle"),
        pytest.param("Otto von der Heide", "Otto", None, "von der Heide", id="particles"),
        pytest.param("Luis Gomez y Ruiz", "Luis", None, "Gomez y Ruiz", id="joined"),
        pytest.param("ZHOU Jianguo", "Jianguo", None, "ZHOU", id="pinyin, capitals"),
        pytest.param("Jianguo Zhou", "Jianguo", None, "Zhou", id="pinyin, family last"),
        pytest.param("Zhou Jian Guo", "Jianguo", None, "Zhou", id="pinyin, syllables apart"),
        pytest.param("Madonna", "Madonna", None, None, id="one word"),
    ],
)
def test_order(text: str, given: str | None, middle: str | None, family: str | None) -> None:
    found = read_western_person(text)
    assert (found.given, found.middle, found.family) == (given, middle, family)


def test_prefix_nickname_and_gender() -> None:
    found = read_western_person('Mrs. Margaret "Peggy" Major')
    assert (found.prefix, found.nickname, found.gender) == ("Mrs.", "Peggy", "F")


def test_pinyin_names_meet_whatever_their_order() -> None:
    for text in ("Zhou Jianguo", "Jian Guo Zhou", "ZHOU JIANGUO", "zhoujianguo"):
        assert "zhou jianguo" in (pinyin_names(text) or [])
    assert pinyin_names("Mary Major") is None
    assert pinyin_family(["Mary", "Major"]) is None


def test_familiar_forms() -> None:
    assert root_name("Bob") == root_name("Rob") == root_name("Robert") == "robert"
    assert root_name("Zoltan") == "zoltan"
