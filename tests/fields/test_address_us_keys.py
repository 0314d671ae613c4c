"""Keys of American addresses meet across spellings, and part what is another door or another box."""

from __future__ import annotations

import pytest

from custdq.fields.address_reader import address_keys


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        pytest.param("full", "9 N Elm St Apt 2, Salem OR 97301", "9 North Elm Street #2, Salem, Oregon", id="spelling"),
        pytest.param("house", "9 N Elm St Apt 2, Salem OR 97301", "9 Elm, Salem OR", id="stem"),
        pytest.param("house", "9 Elm St, Salem OR 97301", "9 Elm St", id="street alone"),
        pytest.param("house", "PO Box 9, Salem OR 97301", "P.O. Box 009, Salem, OR 97301-1234", id="box"),
        pytest.param("unit", "9 Elm St Apt 2, Salem OR 97301", "9 Elm St # 2, Salem OR 97301", id="unit"),
    ],
)
def test_keys_meet(key: str, one: str, other: str) -> None:
    assert address_keys(one)[key] is not None
    assert address_keys(one)[key] == address_keys(other)[key]


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        pytest.param("house", "PO Box 9, Salem OR 97301", "9 Elm St, Salem OR 97301", id="box and street"),
        pytest.param("house", "PO Box 9, Salem OR 97301", "PO Box 9, Portland OR 97201", id="box elsewhere"),
        pytest.param("unit", "9 Elm St Apt 2, Salem OR 97301", "9 Elm St Apt 3, Salem OR 97301", id="other unit"),
        pytest.param("house_number", "9 Elm St, Salem OR", "19 Elm St, Salem OR", id="other number"),
    ],
)
def test_keys_differ(key: str, one: str, other: str) -> None:
    assert address_keys(one)[key] != address_keys(other)[key]


def test_a_missing_unit_is_no_key() -> None:
    assert address_keys("9 Elm St, Salem OR 97301")["unit"] is None
    assert address_keys("9 Elm St Bldg 4 Apt 2, Salem OR 97301")["unit"] == "4-2"
    assert address_keys("Salem, OR")["full"] == "salem"
