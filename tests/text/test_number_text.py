"""Numbers in Chinese characters."""

from __future__ import annotations

import pytest

from custdq.text.number_text import chinese_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("十", "10", id="ten"),
        pytest.param("二十五", "25", id="tens"),
        pytest.param("一百零五", "105", id="a gap"),
        pytest.param("两千零五十", "2050", id="two as liang"),
        pytest.param("三万五", "35000", id="short for thousands"),
        pytest.param("一亿二千万", "120000000", id="hundred millions"),
        pytest.param("1.5亿", "150000000", id="digits and units"),
        pytest.param("壹佰贰拾叁万肆仟伍佰陆拾柒", "1234567", id="financial"),
        pytest.param("一三八", "138", id="read out"),
        pytest.param("万先生", None, id="a name"),
        pytest.param("12", None, id="digits alone"),
        pytest.param("一二百", None, id="two digits before a unit"),
    ],
)
def test_characters_become_digits(text: str, number: str | None) -> None:
    assert chinese_number(text) == number
