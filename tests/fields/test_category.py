"""Categories: schemes translate, and without a scheme nothing is translated."""

from __future__ import annotations

import pytest

from custdq.errors import OptionError
from custdq.fields.category import Category


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        pytest.param("gender", "男", "M", id="Chinese"),
        pytest.param("gender", "女士", "F", id="form of address"),
        pytest.param("gender", "Female", "F", id="English"),
        pytest.param("gender", "Ｍ", "M", id="full width"),
        pytest.param("gender", "1", "M", id="ISO 5218"),
        pytest.param("gender", "其他", None, id="another word"),
        pytest.param("kind", "个人客户", "person", id="person"),
        pytest.param("kind", "企业", "organization", id="organization"),
        pytest.param(None, "成交", "成交", id="no scheme"),
        pytest.param(None, "0", "0", id="a code of zero"),
    ],
)
def test_a_word_becomes_its_code(scheme: str | None, text: str, value: str | None) -> None:
    assert Category(scheme).parse([text]).column("value").to_pylist() == [value]


def test_another_word_is_a_finding() -> None:
    assert Category("gender").parse(["其他"]).column("problem").to_pylist() == ["not_parsed"]


def test_keys_fold_width_case_and_spaces() -> None:
    kind = Category()
    assert kind.keys(kind.parse(["VIP 客户", "ｖｉｐ客户"]))["category"].to_pylist() == ["vip客户", "vip客户"]


def test_an_unknown_scheme_is_an_error() -> None:
    with pytest.raises(OptionError, match='Did you mean "gender"'):
        Category("gendre")


def test_mask_shows_a_word_that_names_nobody() -> None:
    assert Category().mask("成交") == "成交"


def test_a_spanish_column_has_h_and_m() -> None:
    assert Category("gender").parse(["H", "M", "H"]).column("value").to_pylist() == ["M", "F", "M"]
    assert Category("gender").parse(["M", "F"]).column("value").to_pylist() == ["M", "F"]


def test_genders_have_their_iso_code() -> None:
    assert Category("gender").parse(["Женский", "männlich", "n/a"]).column("code").to_pylist() == ["2", "1", None]


def test_genders_in_spanish_are_standard_after_one_round() -> None:
    kind = Category("gender", spanish=True)
    once = kind.parse(["H", "M", "mujer"]).column("value").to_pylist()
    assert once == ["M", "F", "F"]
    assert kind.parse(once).column("value").to_pylist() == once


def test_zero_stands_for_nothing_among_words_and_is_a_code_among_figures() -> None:
    words, figures = Category().parse(["0", "成交", "无"]), Category().parse(["0", "1", "无"])
    assert words.column("value").to_pylist() == [None, "成交", None]
    assert words.column("problem").to_pylist()[0] == "placeholder"
    assert figures.column("value").to_pylist() == ["0", "1", None]
