"""Shares of a column's values that have a shape."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.infer.profile import SHAPES, profile_column
from custdq.infer.tally import SAMPLE_SIZE


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        pytest.param("email", "ann@example.com", id="mail"),
        pytest.param("phone", "021-6234 5678转801", id="phone with extension"),
        pytest.param("phone", "手机：13912345678 李萍", id="phone with a word"),
        pytest.param("phone_sure", "+44 7700 900123", id="international"),
        pytest.param("phone_sure", "06 30 92 13 17", id="two by two"),
        pytest.param("date", "2024年1月5日", id="chinese date"),
        pytest.param("date", "Jan 5, 2024", id="english date"),
        pytest.param("date", "2024-01-05 10:22:03", id="time stamp"),
        pytest.param("date", "05 Jan 2024", id="day, month in letters, year"),
        pytest.param("date", "5-Jan-24", id="month in letters between hyphens"),
        pytest.param("phone", "12.34.56.78", id="a danish phone between dots"),
        pytest.param("address", "1 Arnold Spur, Joliet, IL 60881", id="a last line of America"),
        pytest.param("address", "Avenida Paulista 1578", id="a street word of another language"),
        pytest.param("address", "Prinsengracht 263", id="a street word grown together"),
        pytest.param("name_words", "SMITH, John Q. Jr.", id="a name in words"),
        pytest.param("number", "¥1,271.89", id="money"),
        pytest.param("uscc", "91330105MA2YMX4B7E", id="credit code"),
        pytest.param("resident_id", "3301**********8952", id="masked resident number"),
        pytest.param("address", "上海市浦东新区世纪大道1号", id="chinese address"),
        pytest.param("address", "418 s. el granero blvd.", id="western address"),
        pytest.param("division", "广东省/深圳市/龙岗区", id="division"),
        pytest.param("receiver", "王伟，13912345678，上海市浦东新区世纪大道1号", id="receiver"),
        pytest.param("card", "李经理 13912345678", id="person and number"),
        pytest.param("person", "王伟", id="person"),
        pytest.param("organization", "上海恒达贸易有限公司", id="organization"),
        pytest.param("postcode", "EC1A 1BB", id="british postcode"),
    ],
)
def test_shapes(shape: str, text: str) -> None:
    assert SHAPES[shape](text)


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        pytest.param("phone", "2024-01-05", id="a date is no phone"),
        pytest.param("phone", "K0012345", id="a code is no phone"),
        pytest.param("phone", "177.168.231.166", id="the address of a machine is no phone"),
        pytest.param("name_words", "Sony KD-55 X2", id="figures are no name"),
        pytest.param("phone_sure", "7061435", id="seven digits may be anything"),
        pytest.param("address", "王伟", id="a name is no address"),
        pytest.param("date", "13912345678", id="a mobile is no date"),
        pytest.param("card", "13912345678（本人）", id="a remark is no person"),
    ],
)
def test_what_a_shape_is_not(shape: str, text: str) -> None:
    assert not SHAPES[shape](text)


def test_placeholders_and_pasted_headers_are_no_values() -> None:
    profile = profile_column(pa.array(["手机", "无", " ", None, "13912345678", "13912345678"]), header="手机")
    assert (profile.rows, profile.filled, profile.distinct) == (6, 2, 1)


def test_row_share_counts_rows_and_share_counts_values() -> None:
    profile = profile_column(pa.array(["male"] * 8 + ["t42", "t43"]))
    assert profile.row_share("gender") == pytest.approx(0.8)
    assert profile.share("gender") == pytest.approx(1 / 3)


def test_the_sample_does_not_depend_on_row_order() -> None:
    values = [f"value {number}" for number in range(3 * SAMPLE_SIZE)]
    assert profile_column(pa.array(values)) == profile_column(pa.array(values[::-1]))


def test_any_type_of_column() -> None:
    assert profile_column(pa.chunked_array([[1, 2], [None]], pa.int64())).distinct == 2


@given(st.lists(st.one_of(st.none(), st.text(max_size=60)), max_size=20))
def test_shares_are_shares(values: list[str | None]) -> None:
    profile = profile_column(pa.array(values, pa.string()))
    assert all(0 <= profile.share(shape) <= 1 for shape in SHAPES)
    assert profile.distinct <= profile.filled <= profile.rows


def test_in_a_column_of_names_some_words_for_nothing_are_somebody() -> None:
    cells = pa.array(["Na", "NaN", "n/a"])
    assert (profile_column(cells).filled, profile_column(cells, name=True).filled) == (0, 1)
