"""Chinese telephone area codes and their provinces."""

from __future__ import annotations

import pytest

from custdq.reference.area_codes import _by_division, area_code_of, area_province
from custdq.reference.divisions import divisions


@pytest.mark.parametrize(
    ("code", "province"),
    [
        pytest.param("010", "11", id="Beijing"),
        pytest.param("020", "44", id="Guangzhou"),
        pytest.param("0335", "13", id="Qinhuangdao"),
        pytest.param("0431", "22", id="Changchun"),
        pytest.param("0451", "23", id="Harbin"),
        pytest.param("0512", "32", id="Suzhou"),
        pytest.param("0532", "37", id="Qingdao"),
        pytest.param("0571", "33", id="Hangzhou"),
        pytest.param("0592", "35", id="Xiamen"),
        pytest.param("0631", "37", id="Weihai"),
        pytest.param("0755", "44", id="Shenzhen"),
        pytest.param("0871", "53", id="Kunming"),
        pytest.param("0891", "54", id="Lhasa"),
        pytest.param("0898", "46", id="Haikou"),
        pytest.param("0991", "65", id="Urumqi"),
        pytest.param("0265", None, id="not in use"),
        pytest.param("", None, id="empty"),
    ],
)
def test_area_codes_belong_to_provinces(code: str, province: str | None) -> None:
    assert area_province(code) == province


def test_every_province_of_the_mainland_has_one() -> None:
    digits = {area_province(f"0{first}{second}") for first in range(10) for second in range(10)}
    digits |= {area_province("0898")}
    assert len(digits - {None}) == 31


@pytest.mark.parametrize(
    ("adcode", "area_code"),
    [
        pytest.param("110105", "010", id="district of a municipality"),
        pytest.param("310000", "021", id="municipality"),
        pytest.param("440300", "0755", id="city"),
        pytest.param("440305", "0755", id="district of a city"),
        pytest.param("130300", "0335", id="city the geocoding data abbreviates"),
        pytest.param("210400", "024", id="city that shares a code"),
        pytest.param("469002", "0898", id="county under a province"),
        pytest.param("632801", "0979", id="county with a code of its own"),
        pytest.param("632800", None, id="prefecture with two"),
        pytest.param("440000", None, id="province"),
        pytest.param("810000", None, id="Hong Kong"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_division_has_its_area_code(adcode: str, area_code: str | None) -> None:
    assert area_code_of(adcode) == area_code


def test_every_city_of_today_has_an_area_code_of_its_province() -> None:
    cities = [code for code in divisions().by_code if code.endswith("00") and code[2:4] not in ("00", "90")]
    assert len(cities) == 333
    for adcode in cities:
        areas = _by_division()[adcode]
        assert {area_province(area) for area in areas} == {adcode[:2]}, adcode
    assert {area_province(area) for areas in _by_division().values() for area in areas} == {
        adcode[:2] for adcode in _by_division()
    }
