"""Chinese telephone area codes and their provinces."""

from __future__ import annotations

import pytest

from custdq.reference.area_codes import area_province


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
