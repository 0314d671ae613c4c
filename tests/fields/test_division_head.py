"""The quick way gives what the search gives, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.fields.division_head import read_head, skip_separators
from custdq.fields.division_search import search_divisions
from custdq.reference.divisions import divisions


@pytest.mark.parametrize(
    ("text", "code", "end"),
    [
        pytest.param("广东省深圳市南山区科苑路", "440305", 9, id="whole path"),
        pytest.param("广东深圳南山区科苑路", None, 0, id="a namesake is settled by the city, but 南山 is also a name"),
        pytest.param("浙江杭州余杭区文一西路", "330110", 7, id="short province and city"),
        pytest.param("杭州市, 余杭区 文一西路", "330110", 8, id="separators"),
        pytest.param("余杭区文一西路", "330110", 3, id="district alone"),
        pytest.param("海南省琼海市嘉积镇", "469002", 6, id="county under the province"),
    ],
)
def test_clear_heads(text: str, code: str | None, end: int) -> None:
    found = read_head(text)
    if code is not None:
        assert found is not None
        assert (found.code, found.end) == (code, end)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("江北区建新路", id="namesake of a name lately retired"),
        pytest.param("朝阳建国路", id="short"),
        pytest.param("青岛市北区", id="overlap"),
        pytest.param("济宁市中区", id="overlap of 市中区"),
        pytest.param("上海市辖区闵行区", id="pseudo-division"),
        pytest.param("崇文区幸福大街", id="retired"),
        pytest.param("江苏省江苏省南京市", id="repeated"),
        pytest.param("南京路5号", id="road"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_could_be_read_twice_is_left_to_the_search(text: str) -> None:
    assert read_head(text) is None


def test_separators() -> None:
    assert skip_separators("a , b", 1) == 4
    assert skip_separators("ab", 1) == 1


_NAMES = st.sampled_from(sorted(divisions().by_name))
_TAILS = st.sampled_from(["", "中山路5号", "大街", "市北路", "区政府", " 路桥街道", "县前街1号", "南山花园"])


@given(st.lists(_NAMES, min_size=1, max_size=4), _TAILS)
def test_it_agrees_with_the_search(names: list[str], tail: str) -> None:
    text = "".join(names) + tail
    quick = read_head(text)
    if quick is not None:
        slow = search_divisions(text)
        assert (quick.codes, quick.end, quick.renamed) == (slow.codes, slow.end, slow.renamed)
