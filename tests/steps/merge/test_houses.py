"""Addresses completed by what all records say of the house."""

from __future__ import annotations

import pytest
from tests.steps.merge.addressed import COLUMNS, addressed

from custdq.steps.merge.columns import Column, merge_group
from custdq.steps.merge.houses import SAME_HOUSE, complete_houses

CITY = "广东省深圳市"


def _completed(texts: list[str | None]) -> list[Column]:
    context = addressed(texts, range(len(texts)))
    return complete_houses(context, merge_group(context, COLUMNS, [], complete=True))


@pytest.mark.parametrize(
    ("others", "golden"),
    [
        pytest.param([f"{CITY}福田区天河路464号"], f"{CITY}福田区天河路464号紫荆新村13栋", id="a neighbour"),
        pytest.param(
            [f"{CITY}福田区天河路464号紫荆新村2栋"], f"{CITY}福田区天河路464号紫荆新村13栋", id="of the same place"
        ),
        pytest.param([f"{CITY}福田区天河路464号云帆大厦"], f"{CITY}天河路464号紫荆新村13栋", id="of another place"),
        pytest.param(
            [f"{CITY}福田区天河路464号", f"{CITY}南山区天河路464号"], f"{CITY}天河路464号紫荆新村13栋", id="disagree"
        ),
        pytest.param([f"{CITY}福田区天河路466号"], f"{CITY}天河路464号紫荆新村13栋", id="another number"),
        pytest.param(["广东省广州市天河区天河路464号"], f"{CITY}天河路464号紫荆新村13栋", id="another city"),
    ],
)
def test_the_district_of_a_house(others: list[str], golden: str) -> None:
    district, address = _completed([f"{CITY}天河路464号紫荆新村13栋", *others])
    assert address.values[0].as_py() == golden
    assert address.row[0] == 0
    if "福田区" in golden:
        assert (address.rule[0].as_py(), district.rule[0].as_py()) == (SAME_HOUSE, SAME_HOUSE)
        assert (district.values[0].as_py(), district.row[0]) == ("福田区", 0)


def test_the_number_of_a_building() -> None:
    _, address = _completed([f"{CITY}福田区紫荆新村13栋1501室", f"{CITY}福田区天河路464号紫荆新村13栋802室"])
    assert address.values[0].as_py() == f"{CITY}福田区天河路464号紫荆新村13栋1501室"


def test_a_town_where_the_city_has_no_districts() -> None:
    _, address = _completed(["广东省东莞市太沙路8号", "广东省东莞市虎门镇太沙路8号新世纪花园"])
    assert address.values[0].as_py() == "广东省东莞市虎门镇太沙路8号"


def test_nothing_is_added_where_nobody_says_so() -> None:
    texts = [f"{CITY}天河路464号", "12 Market Street, Leeds", None]
    context = addressed(texts, range(3))
    before = merge_group(context, COLUMNS, [], complete=True)
    after = complete_houses(context, before)
    assert [column.values.to_pylist() for column in after] == [column.values.to_pylist() for column in before]


def test_neighbours_have_no_say_where_a_record_of_the_customer_says_otherwise() -> None:
    own = f"{CITY}天河路464号紫荆新村13栋"
    texts = [own, own, own, f"{CITY}南山区科技园路1号", f"{CITY}福田区天河路464号"]
    context = addressed(texts, [0, 0, 0, 0, 1])
    before = merge_group(context, COLUMNS, [], complete=True)
    after = complete_houses(context, before)
    assert before[1].values[0].as_py() == own
    assert [column.values[0].as_py() for column in after] == [column.values[0].as_py() for column in before]
