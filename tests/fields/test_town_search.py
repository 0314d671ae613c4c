"""A town behind the divisions is one only where the table has it there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.fields.town_search import find_town
from custdq.reference.divisions import division_stem
from custdq.reference.towns import towns


@pytest.mark.parametrize(
    ("text", "division", "name", "end"),
    [
        pytest.param("粤海街道科苑路15号", "440305", "粤海街道", 4, id="subdistrict"),
        pytest.param("粤海街道办事处科苑路", "440305", "粤海街道", 7, id="office"),
        pytest.param("粤海街道办科苑路", "440305", "粤海街道", 5, id="office, short"),
        pytest.param("粤海办事处科苑路", "440305", "粤海街道", 5, id="office without 街道"),
        pytest.param("虎门镇连升路", "441900", "虎门镇", 3, id="city without counties"),
        pytest.param("虎门", "441900", "虎门镇", 2, id="without its level at the end"),
        pytest.param("盛泽 市场路", "320509", "盛泽镇", 2, id="without its level before a gap"),
        pytest.param("千灯镇政府旁", "320583", "千灯镇", 5, id="its government"),
        pytest.param("虎门镇虎门镇连升路", "441900", "虎门镇", 3, id="repeated"),
    ],
)
def test_a_town_is_found(text: str, division: str, name: str, end: int) -> None:
    found = find_town(text, division=division)
    assert found is not None
    assert (found.name, found.end) == (name, end)
    assert found.code is not None
    assert found.code.startswith(division_stem(division))


@pytest.mark.parametrize(
    ("text", "division"),
    [
        pytest.param("虎门大道12号", "441900", id="road named after the town"),
        pytest.param("中关村大街27号", "110108", id="street named after the subdistrict"),
        pytest.param("千灯镇", "110108", id="elsewhere"),
        pytest.param("", "110108", id="nothing"),
        pytest.param("镇", "", id="a level alone"),
    ],
)
def test_a_road_is_no_town(text: str, division: str) -> None:
    assert find_town(text, division=division) is None


def test_a_town_names_its_county() -> None:
    found = find_town("淳化街道格致路5号", division="320100")
    assert found is not None
    assert found.counties == ("320115",)


def test_a_shared_name_anywhere_has_all_its_counties() -> None:
    found = find_town("城关镇解放路")
    assert found is not None
    assert found.code is None
    assert len(found.counties) > 50


@given(st.text(max_size=30), st.integers(min_value=0, max_value=35))
def test_no_text_breaks_it(text: str, start: int) -> None:
    find_town(text, start=start, division="440305")


@given(st.sampled_from(sorted(towns())))
def test_every_town_is_found_in_its_county(name: str) -> None:
    code = towns()[name][:9]
    found = find_town(name, division=code[:6])
    assert found is None or found.codes
    if name.endswith(("街道", "镇", "乡")):
        assert found is not None
        assert (found.name, found.end) == (name, len(name))
