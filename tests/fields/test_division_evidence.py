"""Evidence decides only where it bears one candidate out and not the others."""

from __future__ import annotations

import pytest

from custdq.fields.division_evidence import counties_of_town, is_distinctive, settle_by, settle_by_text

_CHAOYANG = ("110105", "220104")  # Beijing, Changchun
_GULOU = ("320106", "320302", "350102", "410204")  # Nanjing, Xuzhou, Fuzhou, Kaifeng


@pytest.mark.parametrize(
    ("codes", "evidence", "left"),
    [
        pytest.param(_CHAOYANG, {"postcode": "100020"}, ("110105",), id="postcode"),
        pytest.param(_GULOU, {"postcode": "350001"}, ("350102",), id="postcode of a city"),
        pytest.param(_GULOU, {"area_code": "0516"}, ("320302",), id="area code"),
        pytest.param(_GULOU, {"area_code": "025"}, ("320106",), id="area code of another city of the province"),
        pytest.param(_GULOU, {"town": "湖南路街道"}, ("320106",), id="town"),
        pytest.param(_GULOU, {"town": "洪山镇"}, ("350102",), id="town of one"),
        pytest.param(_GULOU, {"postcode": "100020"}, _GULOU, id="a postcode that fits none"),
        pytest.param(_GULOU, {}, _GULOU, id="no evidence"),
        pytest.param(("440000",), {"town": "粤海街道"}, ("440305",), id="town in a province"),
        pytest.param((), {"postcode": "100020", "town": "洪山镇"}, (), id="no candidates"),
    ],
)
def test_evidence(codes: tuple[str, ...], evidence: dict[str, str], left: tuple[str, ...]) -> None:
    assert settle_by(codes, **evidence) == left


@pytest.mark.parametrize(
    ("codes", "text", "renamed", "left"),
    [
        pytest.param(("110000",), "北京市中关村街道", False, ("110108",), id="district of a town"),
        pytest.param(("500157",), "渝北区大湾镇", True, ("500109",), id="a town that went elsewhere"),
        pytest.param(("500157",), "渝北区龙溪街道", True, ("500157",), id="a town that stayed"),
        pytest.param(("440305",), "南山区中关村街道", False, ("440305",), id="a county read is kept"),
        pytest.param(("441900",), "东莞市虎门镇", False, ("441900",), id="city without counties"),
        pytest.param(("810000",), "香港旺角弥敦道", False, ("810000.KYT",), id="area of hong kong"),
        pytest.param(("500000",), "重庆解放碑", False, ("500000",), id="no level, no town"),
    ],
)
def test_the_town_behind(codes: tuple[str, ...], text: str, *, renamed: bool, left: tuple[str, ...]) -> None:
    at = next(index for index in range(2, 5) if text[index - 1] in "市区港庆")
    assert settle_by_text(codes, text, at=at, renamed=renamed) == left


def test_a_town_alone() -> None:
    assert counties_of_town("粤海街道科苑路") == ("440305",)
    assert len(counties_of_town("新华街道")) > 1
    assert counties_of_town("开发区创业路") == ()


@pytest.mark.parametrize(
    ("short", "code", "distinctive"),
    [
        pytest.param("徐汇", "310104", True, id="district of a municipality"),
        pytest.param("门头沟", "110109", True, id="long"),
        pytest.param("余杭", "330110", True, id="district of a capital"),
        pytest.param("慈溪", "330282", True, id="county-level city"),
        pytest.param("江南", "450105", False, id="ordinary word"),
        pytest.param("平房", "230108", False, id="a house"),
        pytest.param("方正", "230124", False, id="county"),
    ],
)
def test_distinctive(short: str, code: str, *, distinctive: bool) -> None:
    assert is_distinctive(short, code) is distinctive
