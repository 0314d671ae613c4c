"""An address put together from its parts is read as these parts, or not at all."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq.fields import Address
from custdq.fields.address_compose import PARTS, compose_addresses

KIND = Address(region="CN")


def _composed(parts: dict[str, str | None]) -> object:
    made = compose_addresses(KIND, {name: pa.array([text], pa.string()) for name, text in parts.items()})
    return made.column("value")[0].as_py()


@pytest.mark.parametrize(
    "text",
    [
        "广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室",
        "上海市徐汇区工业路2412弄5号1704室",
        "上海市金山区漕泾镇陈庄村11组93号",
        "广东省东莞市虎门镇太沙路8号新世纪花园7栋2单元802室",
        "北京市海淀区学院街316号软件园A座12层",
        "天河路464号",
    ],
)
def test_the_parts_of_an_address_make_it_again(text: str) -> None:
    parts = KIND.parse([text]).to_pylist()[0]
    assert _composed({name: parts[name] for name in PARTS}) == text


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"province": "广东省", "city": "武汉市", "road": "天河路"}, id="a city of another province"),
        pytest.param({"road": "天河路", "place": "464号"}, id="a place that is a number"),
        pytest.param({"city": None, "room": None}, id="nothing"),
    ],
)
def test_what_is_read_otherwise_stands_for_nothing(parts: dict[str, str | None]) -> None:
    assert _composed(parts) is None


def test_an_address_outside_the_mainland_is_left_alone() -> None:
    parts = KIND.parse(["香港中环德辅道中2号创业大厦25楼"]).to_pylist()[0]
    assert _composed({name: parts[name] for name in PARTS}) is None
