"""Chinese names in latin letters."""

from __future__ import annotations

import pytest

from custdq.fields import PersonName
from custdq.fields.person_pinyin import joined_given, pinyin_family, pinyin_names


@pytest.mark.parametrize(
    ("text", "at"),
    [
        pytest.param("Zhou Jianguo", 0, id="family first"),
        pytest.param("Jianguo Zhou", -1, id="family last"),
        pytest.param("Zhou Jian Guo", 0, id="syllables apart"),
        pytest.param("Jian Guo Zhou", -1, id="syllables apart, family last"),
        pytest.param("ZHOU Wei", 0, id="capitals"),
        pytest.param("Wei ZHOU", -1, id="capitals behind"),
        pytest.param("Zhou Wei", 0, id="the commoner surname"),
        pytest.param("Wei Zhou", -1, id="the commoner surname behind"),
        pytest.param("Sima Xiang", 0, id="surname of two syllables"),
        pytest.param("Mary Major", None, id="no pinyin"),
    ],
)
def test_which_word_is_the_surname(text: str, at: int | None) -> None:
    assert pinyin_family(text.split()) == at


def test_pinyin_names_meet_whatever_their_order() -> None:
    for text in ("Zhou Jianguo", "Jian Guo Zhou", "ZHOU JIANGUO", "zhoujianguo"):
        assert "zhou jianguo" in (pinyin_names(text) or [])
    assert pinyin_names("Mary Major") is None


def test_both_orders_are_kept_where_either_may_be() -> None:
    assert set(pinyin_names("Lin Jing") or []) == {"lin jing", "jing lin"}


def test_a_given_name_is_one_word() -> None:
    assert joined_given(["Jian", "Guo"]) == "Jianguo"


@pytest.mark.parametrize("text", ["Lee Xin Hui", "Teo Wei Jie", "Xin Hui Lee"])
def test_a_surname_of_singapore_is_never_glued_to_what_follows(text: str) -> None:
    parsed = PersonName().parse_value(text)
    assert parsed.parts["family"] in ("Lee", "Teo")
    assert sorted((parsed.value or "").split()) == sorted(text.split())
