"""Remembered divisions: the same as the search finds, and refused where anything could go on from them."""

from __future__ import annotations

import pytest

from custdq.fields.address_heads import NOWHERE, ends, find_head, has_counties, head, standing


@pytest.mark.parametrize(
    ("text", "code", "end"),
    [
        pytest.param("广东省深圳市福田区天河路464号", "440304", 9, id="whole"),
        pytest.param("深圳福田区天河路464号", "440304", 5, id="short names"),
        pytest.param("北京市市辖区海淀区学院路1号", "110108", 9, id="filler"),
        pytest.param("北京市延庆区延庆区梅林路1号", "110119", 9, id="said twice"),
        pytest.param("广东省东莞市虎门镇太沙路8号", "441900", 6, id="city without counties"),
        pytest.param("沈阳市和平区市府路8号", "210102", 6, id="before a road of the city hall"),
        pytest.param("北京市大兴大学城路1号", "110115", 5, id="district without its word"),
        pytest.param("温州苍南人民街1号", "330327", 4, id="city and county without theirs"),
        pytest.param("东莞道滘镇青枫路9号", "441900", 2, id="city without its word or counties"),
    ],
)
def test_heads(text: str, code: str, end: int) -> None:
    found = find_head(text)
    assert found is not None
    assert (found.code, found.end) == (code, end)
    assert standing(found.text) == code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("鼓楼区中山路1号", id="several"),
        pytest.param("深圳福田大道1号", id="a district's name in its road's"),
        pytest.param("深圳福田中学", id="a district's name in a school's"),
        pytest.param("张家口万全镇青枫路9号", id="a district's name in a town's"),
        pytest.param("朝阳市府路1号", id="a city or the road of its hall"),
        pytest.param("南京市淳化街道格致路5号", id="a town tells the district"),
        pytest.param("贵州省贵阳市", id="a province that ends like a prefecture"),
        pytest.param("台北市信义区信义路1号", id="outside the mainland"),
    ],
)
def test_what_may_go_on_is_refused(text: str) -> None:
    found = find_head(text)
    assert found is None or found.code == "520100"


@pytest.mark.parametrize("first", ["深圳福田", "深圳福田区", "深圳市", "大理"])
def test_what_was_remembered_before_changes_nothing(first: str) -> None:
    texts = ["深圳福田天河路9号", "深圳福田区天河路9号", "深圳市福田区天河路9号", "大理白族自治州大理市青枫路9号"]
    alone = [find_head(text) for text in texts]
    find_head(f"{first}青枫路9号")
    assert [find_head(text) for text in texts] == alone


def test_a_text_that_begins_with_no_division_has_none() -> None:
    assert find_head("某某路1号") is NOWHERE
    assert head("某某路") is None


def test_ends() -> None:
    district = head("深圳福田区")
    assert district is not None
    assert ends("深圳福田区天河路", district)
    assert not ends("深圳福田区福田街道", district)
    assert has_counties("440300")
    assert not has_counties("441900")
