"""What stands around a Chinese name."""

from __future__ import annotations

import pytest

from custdq.fields.person_remarks_cn import is_called, strip_remarks


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        pytest.param("周建国(转介绍)[VIP]", "周建国", {"转介绍", "VIP"}, id="brackets"),
        pytest.param("【北京】周建国", "周建国", {"北京"}, id="brackets before"),
        pytest.param("13900138001 周建国", "周建国", {"13900138001"}, id="number before"),
        pytest.param("周建国139-0013-8001", "周建国", {"139-0013-8001"}, id="number behind"),
        pytest.param("买买提 • 艾山", "买买提·艾山", set(), id="dot with spaces"),
        pytest.param("古丽米娜-艾山江", "古丽米娜·艾山江", set(), id="dash for a dot"),
        pytest.param("请转周建国", "周建国", {"请转"}, id="glued label"),
    ],
)
def test_remarks(text: str, name: str, notes: set[str]) -> None:
    found = strip_remarks(text)
    assert (found.name, set(found.notes)) == (name, notes)


def test_nicknames() -> None:
    assert strip_remarks("周建国(小周)").nickname == "小周"
    assert strip_remarks("周建国(老客户)").nickname is None
    assert strip_remarks("周建国(女)").gender == "F"
    assert is_called("Mary Ann")
    assert not is_called("VIP")


@pytest.mark.parametrize("repeated", ["微信同号", "电话", "(", "、"])
def test_a_long_cell_comes_to_an_end(repeated: str) -> None:
    # words that are made of one another once doubled the time with each, so that this never ended
    text = f"何小舟{repeated * 300}何"
    assert strip_remarks(text).name
