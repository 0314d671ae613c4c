"""Traditional to simplified, radicals, and which script a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.text.script import count_han, fold_script, has_han, script_of, to_simplified


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        pytest.param("臺灣機械設備", "台湾机械设备", id="traditional"),
        pytest.param("⻄安", "西安", id="supplement radical"),
        pytest.param("⼭⽔", "山水", id="kangxi radical"),
        pytest.param("⾺", "马", id="radical of a traditional character"),
        pytest.param("乾坤", "乾坤", id="standard in this word"),
        pytest.param("ABC", "ABC", id="ascii"),
    ],
)
def test_simplified(text: str, simplified: str) -> None:
    assert to_simplified(text) == simplified


def test_a_key_folds_more_than_a_value() -> None:
    assert fold_script("乾") == fold_script("干")


@given(st.text(max_size=30))
def test_converting_twice_is_once(text: str) -> None:
    once = to_simplified(text)
    assert to_simplified(once) == once
    assert len(once) == len(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("王小明", "han", id="han"),
        pytest.param("Ann", "latin", id="latin"),
        pytest.param("A座", "mixed", id="mixed"),
        pytest.param("Анна", "other", id="cyrillic"),
        pytest.param("12-3", None, id="none"),
    ],
)
def test_script_of(text: str, name: str | None) -> None:
    assert script_of(text) == name


def test_counting() -> None:
    assert count_han("A座12楼") == 2
    assert has_han("〇")
    assert not has_han("étage")
