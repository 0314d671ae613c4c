"""Number cells taken apart."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.unify.phones import TARGETS, PhoneColumn, distribute, number_key, read_phone_cells


def distributed(columns: dict[str, list[str | None]], region: str | None = "CN") -> dict[str, list[Any]]:
    given_columns = [PhoneColumn(pa.array(cells, pa.string()), meaning) for meaning, cells in columns.items()]
    placed = distribute(given_columns, region)
    return {name: column.to_pylist() for name, column in placed.columns.items()} | {"wechat": placed.wechat.to_pylist()}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("138 1234 5678", {"mobile": "138 1234 5678"}, id="a mobile stays as written"),
        pytest.param("13812345678.0", {"mobile": "13812345678.0"}, id="a float stays as written"),
        pytest.param("0571-87654321", {"landline": "0571-87654321"}, id="landline"),
        pytest.param("0571/87654321", {"landline": "0571/87654321"}, id="slash after the area code"),
        pytest.param("86-21-62345678", {"landline": "86-21-62345678"}, id="landline with country"),
        pytest.param("400-820-8820", {"hotline": "400-820-8820"}, id="hotline"),
        pytest.param("手机：13812345678 李萍", {"mobile": "+8613812345678"}, id="label and owner"),
        pytest.param("0571-87654321转8001", {"landline": "+8657187654321", "extension": "8001"}, id="extension"),
        pytest.param("62345678-801", {"landline": "62345678", "extension": "801"}, id="local with extension"),
        pytest.param("13812345678（微信同号）", {"mobile": "+8613812345678", "wechat": "13812345678"}, id="wechat too"),
        pytest.param(
            "13309755702 15273713138", {"mobile": "+8613309755702", "other_phones": "+8615273713138"}, id="two mobiles"
        ),
        pytest.param(
            "13072326002/0571-34525617", {"mobile": "+8613072326002", "landline": "+8657134525617"}, id="one of each"
        ),
        pytest.param("+44 7700 900123", {"mobile": "+44 7700 900123"}, id="a mobile abroad"),
        pytest.param("138****8000", {"mobile": "138****8000"}, id="masked stays"),
        pytest.param("无", {"mobile": "无"}, id="placeholder stays"),
        pytest.param("anonymous", {"mobile": "anonymous"}, id="words stay"),
    ],
)
def test_one_cell(cell: str, expected: dict[str, str]) -> None:
    placed = distributed({"mobile": [cell]})
    assert {name: values[0] for name, values in placed.items() if values[0] is not None} == expected


def test_the_value_decides_and_not_the_column() -> None:
    placed = distributed({"mobile": ["021-62345678"], "landline": ["13812345678"]})
    assert (placed["mobile"], placed["landline"]) == (["13812345678"], ["021-62345678"])


def test_the_column_decides_where_the_value_cannot() -> None:
    assert distributed({"landline": ["62345678"]})["landline"] == ["62345678"]
    assert distributed({"mobile": ["62345678"]})["mobile"] == ["62345678"]
    general = distributed({"phone": ["62345678", "021-62345679"]})
    assert general["landline"] == ["62345678", "021-62345679"]


def test_one_number_written_twice_is_one() -> None:
    placed = distributed({"mobile": ["13812345678"], "phone": ["+86 138-1234-5678"]})
    assert placed["other_phones"] == [None]


def test_numbers_beyond_the_first_are_joined() -> None:
    placed = distributed({"mobile": ["13812345678"], "phone": ["13912345678;13712345678"]})
    assert placed["other_phones"] == ["+8613912345678;+8613712345678"]


def test_north_american_numbers_stay_where_they_were() -> None:
    placed = distributed({"landline": ["212-555-0147"], "mobile": [None]}, region="US")
    assert placed["landline"] == ["212-555-0147"]


@given(st.lists(st.one_of(st.none(), st.text(max_size=30), st.from_regex(r"[0-9/ ;\-+]{0,30}")), max_size=8))
def test_no_cell_raises_and_none_is_dropped(cells: list[str | None]) -> None:
    placed = distributed({"phone": cells})
    for row, cell in enumerate(cells):
        assert (cell is None) == all(placed[target][row] is None for target in TARGETS)


def test_keys() -> None:
    assert number_key("+86 138-1234-5678") == number_key("0138 1234 5678") == number_key("13812345678.0")


def test_cells_are_read_once_each() -> None:
    assert set(read_phone_cells(["13812345678", "无"], "CN")) == {"13812345678", "无"}
