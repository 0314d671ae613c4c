"""Divisions: names of today and of before, and paths up the ladder."""

from __future__ import annotations

import pytest

from custdq.reference.divisions import DivisionPath, division_path, divisions, is_capital, standard_paths, within


def test_namesakes_keep_all_their_codes() -> None:
    assert set(divisions().by_name["鼓楼区"].full) >= {"320106", "320302", "350102", "410204"}
    assert divisions().by_name["鼓楼区"].short == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("宣武区", "110102", id="merged"),
        pytest.param("余杭市", "330110", id="promoted"),
        pytest.param("襄樊市", "420600", id="renamed"),
        pytest.param("芳村区", "440103", id="corrected by hand"),
        pytest.param("嵊县", "330683", id="county to city"),
    ],
)
def test_a_name_no_longer_in_use_has_its_successor(name: str, code: str) -> None:
    assert divisions().by_name[name].old_full[0] == code


@pytest.mark.parametrize(
    ("code", "path"),
    [
        pytest.param("440000", DivisionPath("广东省", None, None), id="province"),
        pytest.param("500000", DivisionPath("重庆市", "重庆市", None), id="municipality"),
        pytest.param("441900", DivisionPath("广东省", "东莞市", None), id="city without districts"),
        pytest.param("469002", DivisionPath("海南省", None, "琼海市"), id="county under the province"),
        pytest.param("222401", DivisionPath("吉林省", "延边朝鲜族自治州", "延吉市"), id="prefecture"),
    ],
)
def test_paths(code: str, path: DivisionPath) -> None:
    assert division_path(code) == path


def test_every_successor_is_a_division_of_today() -> None:
    table = divisions()
    codes = {code for names in table.by_name.values() for slot in names for code in slot}
    assert codes <= set(table.by_code)


def test_standard_paths_are_unique() -> None:
    assert len(standard_paths()) == len(divisions().by_code)


def test_within_and_capitals() -> None:
    assert within("440305", "440300")
    assert not within("440300", "440305")
    assert is_capital("510100")
    assert not is_capital("510300")
