"""Name and values together."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pytest

from custdq.infer.meaning import UNSURE, Meaning, meaning_of
from custdq.infer.profile import profile_column

MOBILES = ["13912345678", "13812345678", "15912345678", "18600001234"]
DATES = ["2024-01-05", "2023-11-30", "2022-05-07", "2021-09-30"]


def meaning(name: str, values: Sequence[str | None]) -> Meaning:
    return meaning_of(name, profile_column(pa.array(values, pa.string())))


def test_a_name_that_values_bear_out_is_sure() -> None:
    assert meaning("手机", MOBILES) == Meaning("mobile", 'name "手机"; 100% phone numbers', 1.0)


def test_values_overrule_a_name() -> None:
    found = meaning("phone", DATES)
    assert found.meaning == "date"
    assert "though the name says phone" in found.evidence


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(MOBILES, "phone", id="mobiles"),
        pytest.param(["a@b.com", "c@d.com", "e@f.cn"], "email", id="mail"),
        pytest.param(["91330105MA2YMX4B7E", "91320513MA2YMX4B7E", "913205130000000000"], "uscc", id="credit codes"),
        pytest.param(
            ["上海市徐汇区漕溪路1号", "北京市海淀区学院路2号", "广州市天河区体育西路3号"], "address", id="addresses"
        ),
        pytest.param(["王伟", "李娜", "张敏"], "person_name", id="persons"),
        pytest.param(["上海恒达贸易有限公司", "北京通康科技公司", "杭州金泰食品厂"], "company", id="companies"),
        pytest.param(["王伟", "李娜", "北京通康科技公司", "上海恒达贸易有限公司"], "name", id="both"),
        pytest.param(["BN91 6QJ", "EX8 9WZ", "NE4 9XU"], "postcode", id="british postcodes"),
    ],
)
def test_values_without_a_name(values: list[str], expected: str) -> None:
    assert meaning("column_7", values).meaning == expected


def test_the_same_few_people_are_no_customers() -> None:
    assert meaning("column_7", ["王伟", "李娜", "张敏"] * 20).meaning is None


def test_bare_digits_among_written_phones_are_phones() -> None:
    phones = ["(225) 868-3270 ext 549", "+1 668 770 0412", "5215819894", "312-555-0142", "3125550199"]
    assert meaning("column_7", phones).meaning == "phone"


def test_codes_are_no_phones() -> None:
    assert meaning("ref", ["7061435", "7062018", "7063999"]).meaning is None


def test_an_empty_column_is_never_sure() -> None:
    found = meaning("手机", [None, "无"])
    assert (found.meaning, found.evidence) == ("mobile", "empty column")
    assert found.confidence < UNSURE


def test_tags_are_a_stage_only_in_the_words_of_stages() -> None:
    assert meaning("标签", ["意向", "报价", "成交", "潜在"]).meaning == "status"
    assert meaning("标签", ["红", "黄", "蓝", "绿"]).meaning is None
