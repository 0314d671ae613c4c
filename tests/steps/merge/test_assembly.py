"""One address out of several records that each give a part of it."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.steps.merge.addressed import COLUMNS, addressed

import custdq
from custdq import Schema
from custdq import fields as f
from custdq.steps.merge.columns import ASSEMBLED, merge_group
from custdq.steps.merge.survivorship import most_complete

DISTRICT = "广东省深圳市福田区"


@pytest.mark.parametrize(
    ("records", "golden"),
    [
        pytest.param(
            [f"{DISTRICT}天河路464号", f"{DISTRICT}紫荆新村13栋1单元1501室"],
            f"{DISTRICT}天河路464号紫荆新村13栋1单元1501室",
            id="the road here, the door there",
        ),
        pytest.param(
            [f"{DISTRICT}天河路464号紫荆新村13栋1501室", "天河路464号紫荆新村13栋1单元1501室"],
            f"{DISTRICT}天河路464号紫荆新村13栋1单元1501室",
            id="the unit from a record without its city",
        ),
        pytest.param(
            ["广东省深圳市天河路464号紫荆新村13栋1501室", "ROOM 1501, ZIJINGXINCUN, 464 TIANHE ROAD, FUTIAN, SHENZHEN"],
            f"{DISTRICT}天河路464号紫荆新村13栋1501室",
            id="the district from an address in letters",
        ),
        pytest.param(
            [f"{DISTRICT}天河路464号", "广东省深圳市南山区紫荆新村13栋1单元1501室"],
            f"{DISTRICT}天河路464号",
            id="another district is another address",
        ),
        pytest.param(
            ["广东省深圳市天河路464号", "广东省深圳市紫荆新村13栋1单元1501室"],
            "广东省深圳市天河路464号",
            id="one city is not enough",
        ),
        pytest.param(
            [f"{DISTRICT}天河路464号", f"{DISTRICT}天河路464号", f"{DISTRICT}青枫路9号紫荆新村2栋101室"],
            f"{DISTRICT}天河路464号",
            id="another road is another address",
        ),
    ],
)
def test_what_is_put_together(records: list[str], golden: str) -> None:
    context = addressed(records, [0] * len(records))
    _, address = merge_group(context, COLUMNS, [], complete=True)
    assert address.values.to_pylist() == [golden]
    if golden not in records:
        assert address.rule.to_pylist() == [ASSEMBLED]
    assert address.row[0] >= 0


def test_row_order_does_not_count() -> None:
    records = [f"{DISTRICT}天河路464号", f"{DISTRICT}紫荆新村13栋1单元1501室", f"{DISTRICT}天河路464号紫荆新村"]
    found = {merge_group(addressed(order, [0] * 3), COLUMNS, [], complete=True)[1].values[0].as_py()
             for order in (records, records[::-1])}  # fmt: skip
    assert found == {f"{DISTRICT}天河路464号紫荆新村13栋1单元1501室"}


def test_a_slip_in_one_part_is_weighed_by_all_addresses() -> None:
    others = [f"{DISTRICT}淮海路{number}号" for number in range(1, 9)]
    slip, meant = f"{DISTRICT}淮亥路168号绿城苑31栋801室", f"{DISTRICT}淮海路168号绿城苑31栋801室"
    context = addressed([slip, meant, *others, *others], [0, 0, *range(1, 9), *range(1, 9)])
    _, address = merge_group(context, COLUMNS, [], complete=True)
    assert address.values[0].as_py() == meant
    # the cell that says so
    assert address.row[0] == 1


def test_a_division_is_taken_from_the_record_that_gave_it() -> None:
    context = addressed(["广东省深圳市天河路464号紫荆新村13栋1501室", "福田区天河路464号紫荆新村"], [0, 0])
    district, address = merge_group(context, COLUMNS, [], complete=True)
    assert address.values.to_pylist() == [f"{DISTRICT}天河路464号紫荆新村13栋1501室"]
    assert district.values.to_pylist() == ["福田区"]


def test_the_code_is_of_the_district_that_was_taken() -> None:
    addresses = ["广东省深圳市天河路464号紫荆新村13栋1501室", "福田区天河路464号紫荆新村"]
    frame = pd.DataFrame({"address": addresses, "adcode": ["440300", "440304"]})
    schema = Schema({"address": f.Address(region="CN"), "adcode": f.Text()})
    links = custdq.dedupe(frame, schema, decisions=custdq.Decisions().together("0", "1"))
    golden = custdq.merge(frame, links, schema).records
    assert golden[["address", "adcode"]].values.tolist() == [[f"{DISTRICT}天河路464号紫荆新村13栋1501室", "440304"]]


def test_what_a_rule_chose_stands_as_it_is() -> None:
    records = [f"{DISTRICT}天河路464号", f"{DISTRICT}紫荆新村13栋1单元1501室"]
    _, address = merge_group(addressed(records, [0, 0]), COLUMNS, [most_complete(of="value")], complete=True)
    assert address.values[0].as_py() in records


@pytest.mark.parametrize(
    ("third", "conflict"),
    [(f"{DISTRICT}紫荆新村", False), (f"{DISTRICT}青枫路9号", True), (f"{DISTRICT}天河路466号", True)],
)
def test_parts_of_one_address_do_not_contradict_each_other(third: str, conflict: bool) -> None:
    records = [f"{DISTRICT}天河路464号", f"{DISTRICT}天河路464号", f"{DISTRICT}紫荆新村13栋1单元1501室", third]
    _, address = merge_group(addressed(records, [0] * 4), COLUMNS, [], complete=True)
    assert address.rule.to_pylist() == [ASSEMBLED]
    assert address.conflict.tolist() == [conflict]
