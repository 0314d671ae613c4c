"""What a code meant in a year, and what took its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.reference.division_history import division_at
from custdq.reference.divisions import divisions


@pytest.mark.parametrize(
    ("code", "year", "district", "codes"),
    [
        pytest.param("110103", 1985, "崇文区", ("110101",), id="merged"),
        pytest.param("440321", 1985, "宝安县", ("440306",), id="county made a district"),
        pytest.param("440306", 2000, "宝安区", ("440306",), id="of today"),
        pytest.param("512221", 1990, "万县", ("500101",), id="now under another province"),
        pytest.param("330104", 2010, "江干区", ("330102", "330114"), id="divided"),
        pytest.param("500112", 2005, "渝北区", ("500157",), id="merged in 2026"),
        pytest.param("422129", 1983, "广济县", ("421182",), id="renamed"),
        pytest.param("659013", 2026, "草湖市", ("659013",), id="new"),
    ],
)
def test_a_code_in_a_year(code: str, year: int, district: str, codes: tuple[str, ...]) -> None:
    then = division_at(code, year)
    assert then is not None
    assert then.path.district == district
    assert then.codes == codes


def test_the_path_is_that_of_the_year() -> None:
    then = division_at("512221", 1990)
    assert then is not None
    assert then.path[:2] == ("四川省", "万县地区")
    assert then.today is not None
    assert then.today.province == "重庆市"


def test_a_city_has_no_district() -> None:
    then = division_at("132400", 1985)
    assert then is not None
    assert then.path == ("河北省", "保定地区", None)


def test_a_year_that_is_not_on_record_takes_the_nearest() -> None:
    late, early = division_at("110103", 2020), division_at("440306", 1970)
    assert late is not None
    assert late.path.district == "崇文区"
    assert early is not None
    assert early.path.district == "宝安区"


@pytest.mark.parametrize("code", ["", "999999", "abc", "11010", "810000.K"])
def test_a_code_never_given(code: str) -> None:
    assert division_at(code) is None


@given(st.sampled_from(sorted(code for code in divisions().by_code if "." not in code)))
def test_every_code_of_today_is_itself(code: str) -> None:
    then = division_at(code)
    assert then is not None
    assert then.codes == (code,)
