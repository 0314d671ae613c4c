"""One table onto the unified columns."""

from __future__ import annotations

import json

from tests.steps.unify.written_tables import cells, unify


def test_division_and_detail_are_joined() -> None:
    unified = unify(
        {"姓名": ["王伟", "李娜"], "省市区": ["上海市 徐汇区", "广东省/深圳市/南山区"], "详细地址": ["漕溪路1号", None]}
    )
    assert cells(unified, "address") == ["上海市 徐汇区 漕溪路1号", "广东省/深圳市/南山区"]


def test_separate_divisions_stay_apart() -> None:
    unified = unify({"姓名": ["王伟"], "省份": ["浙江省"], "城市": ["杭州市"], "街道门牌": ["文三路1号"]})
    row = unified.records.to_pylist()[0]
    assert (row["province"], row["city"], row["address"]) == ("浙江省", "杭州市", "文三路1号")


def test_wechat_labels_and_same_as_mobile() -> None:
    unified = unify(
        {
            "姓名": ["王伟", "李娜", "张敏", "刘洋"],
            "手机": ["13912345678", "+86 138 1234 5678", "15912345678（微信同号）", "18612345678"],
            "微信": ["wx:wang_wei88", "微信同号", None, "liu_yang66"],
        }
    )
    assert cells(unified, "wechat") == ["wang_wei88", "13812345678", "15912345678", "liu_yang66"]


def test_the_same_as_a_mobile_that_is_not_there_is_no_wechat_name() -> None:
    unified = unify({"姓名": ["王伟", "李娜"], "手机": [None, "1381234"], "微信": ["微信同号", "同手机号"]})
    assert cells(unified, "wechat") == [None, None]


def test_a_delivery_cell_gives_person_number_and_address() -> None:
    unified = unify(
        {
            "昵称": ["随缘", "清风"],
            "收货信息": ["李娜，13912345678，上海市徐汇区漕溪路1号", "上海市徐汇区漕溪路2号，王伟收，13812345678"],
        }
    )
    assert cells(unified, "name") == ["李娜", "王伟"]
    assert cells(unified, "mobile") == ["13912345678", "13812345678"]
    assert cells(unified, "address") == ["上海市徐汇区漕溪路1号", "上海市徐汇区漕溪路2号"]
    assert cells(unified, "昵称") == ["随缘", "清风"]


def test_persons_and_numbers_in_one_column() -> None:
    unified = unify(
        {"供应商": ["恒达贸易有限公司", "通康科技公司"], "联系人/电话": ["李经理 13912345678", "王娜 021-62345678"]}
    )
    assert cells(unified, "contact_name") == ["李经理", "王娜"]
    assert cells(unified, "mobile") == ["13912345678", None]
    assert cells(unified, "landline") == [None, "021-62345678"]


def test_a_cell_taken_apart_is_kept_as_written() -> None:
    unified = unify({"姓名": ["王伟", "李娜"], "手机": ["手机：13912345678 家里", "13812345678"]})
    written = cells(unified, "as_written")
    assert json.loads(written[0] or "") == {"手机": "手机：13912345678 家里"}
    assert written[1] is None


def test_a_second_column_fills_gaps_and_stays() -> None:
    unified = unify({"姓名": ["王伟", "李娜"], "邮箱": ["a@b.com", None], "备用邮箱": ["x@y.com", "z@w.com"]})
    assert cells(unified, "email") == ["a@b.com", "z@w.com"]
    assert cells(unified, "备用邮箱") == ["x@y.com", "z@w.com"]


def test_a_placeholder_stays_to_be_seen() -> None:
    assert cells(unify({"姓名": ["王伟", "李娜"], "手机": ["13912345678", "暂无"]}), "mobile") == [
        "13912345678",
        "暂无",
    ]


def test_a_column_that_only_has_a_unified_name_gives_it_up() -> None:
    unified = unify({"姓名": ["王伟", "李娜", "张敏"], "email": ["13912345678", "13812345678", "15912345678"]})
    assert cells(unified, "mobile") == ["13912345678", "13812345678", "15912345678"]


def test_kinds_declared_by_the_system_are_read_and_kept() -> None:
    unified = unify({"name": ["王伟", "上海恒达贸易有限公司"], "customer_type": ["个人", "企业"]})
    assert cells(unified, "kind") == ["person", "organization"]
    assert cells(unified, "customer_type") == ["个人", "企业"]
