"""Numbers between Chinese words, by the column: they come out as the cell alone does, words and extension included."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest

from custdq.fields.phone import Phone
from custdq.fields.phone_labelled import settle_labelled

WORDS = [
    "手机",
    "电话",
    "：",
    ":",
    "（",
    "）",
    "(",
    ")",
    "王经理",
    "备用",
    "转",
    "分机",
    "转分机",
    "8001",
    "，",
    "、",
    "/",
]
WORDS += [
    "一",
    "微信同号",
    "座机",
    "1",
    "ext",
    "x",
    "未知",
    "无",
    "-",
    "\u3000",
    "【",
    "】",
    "。",
    "２楼",
    "先生",
    "*",
    "轉",
    "号",
]


def drawn(count: int) -> list[str]:
    draw = random.Random(11)  # noqa: S311 - a fixed sample, no secret
    numbers = [
        "13900138001",
        "010-62345678",
        "+86 139 0013 8001",
        "(0755)26001234",
        "62345678",
        "１３９ 0013-8001",
        "1390",
    ]
    texts = []
    for _ in range(count):
        before = "".join(draw.choice(WORDS) for _ in range(draw.randrange(3)))
        after = "".join(draw.choice(WORDS) for _ in range(draw.randrange(4)))
        texts.append(before + draw.choice(numbers) + after)
    return list(dict.fromkeys(texts))


@pytest.mark.parametrize("region", ["CN", "HK", "US", None])
def test_a_cell_comes_out_as_it_does_alone(region: str | None) -> None:
    texts = drawn(700)
    settled = settle_labelled(pa.array(texts), region)
    assert len(settled.rows) > 15
    for place, row in zip(settled.rows, pa.table(settled.columns).to_pylist(), strict=True):
        parsed = Phone(region).parse_cell(texts[place])
        assert row["value"] == parsed.value, texts[place]
        assert (row["status"], row["problem"]) == (parsed.status, parsed.problem), texts[place]
        names = ("region", "type", "area_code", "national", "extension", "note")
        assert {name: row[name] for name in names} == {name: parsed.parts.get(name) for name in names}, texts[place]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("手机13900138001/13900138002", id="two numbers"),
        pytest.param("号码2：13900138001", id="a digit among the words"),
        pytest.param("62345678 前台", id="local"),
        pytest.param("王 139001380012", id="wrong"),
        pytest.param("13900138001 Mr Wang", id="letters"),
        pytest.param("139****8001 王", id="masked"),
        pytest.param("13900138001.0元", id="float"),
        pytest.param("无", id="no digits"),
    ],
)
def test_what_may_be_read_otherwise_is_left(text: str) -> None:
    assert settle_labelled(pa.array([text, "手机 13900138001"]), "CN").rows.tolist() == [1]


def test_a_label_is_no_remark() -> None:
    settled = settle_labelled(pa.array(["手机13900138001", "13900138001 王经理"]), "CN")
    assert settled.columns["problem"].to_pylist() == [None, "extra_text"]
    assert settled.columns["note"].to_pylist() == ["手机", "王经理"]
