"""Divisions: names of today and of before, and paths up the ladder."""

from __future__ import annotations

import pytest

from custdq.reference.divisions import (
    DivisionPath,
    division_path,
    divisions,
    is_capital,
    official_code,
    once_within,
    standard_paths,
    within,
)


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
    regions = {"810000.H", "810000.K", "810000.N"}  # of Hong Kong: no level of its own
    assert set(standard_paths().values()) == set(divisions().by_code) - regions


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        pytest.param("江干区", {"330102", "330114"}, id="divided"),
        pytest.param("巢湖市", {"340100", "340200", "340500", "340181"}, id="a prefecture divided"),
        pytest.param("哲里木盟", {"150500"}, id="league made a city"),
        pytest.param("渝北区", {"500157"}, id="merged in 2026"),
        pytest.param("茂汶羌族自治县", {"513223"}, id="autonomous county"),
        pytest.param("万县市", {"500000"}, id="under another province"),
        pytest.param("渡口市", {"510400"}, id="city renamed"),
        pytest.param("桃园县", {"710000.TAO"}, id="county of taiwan"),
    ],
)
def test_all_successors_of_a_name(name: str, codes: set[str]) -> None:
    assert set(divisions().by_name[name].old_full) == codes


def test_a_short_name_is_kept_only_of_what_was_called_so_lately() -> None:
    assert "110101" in divisions().by_name["崇文"].old_short
    assert "东方红" not in divisions().by_name


def test_a_division_that_moved_knows_where_it_was() -> None:
    assert once_within("510185", "512000")  # 简阳, once of 资阳
    assert once_within("460200", "440000")  # 三亚, once of 广东
    assert not once_within("440305", "440100")


def test_names_outside_the_mainland() -> None:
    assert division_path("710000.KHH") == DivisionPath("台湾省", "高雄市", None)
    assert division_path("810000.K") == DivisionPath("香港特别行政区", None, None)
    assert divisions().areas["旺角"] == "810000.KYT"
    assert official_code("710000.TPE106D") == "710000"
    assert not any(code.endswith("00") for code in divisions().by_code if "." in code)


def test_within_and_capitals() -> None:
    assert within("440305", "440300")
    assert not within("440300", "440305")
    assert is_capital("510100")
    assert not is_capital("510300")
