"""Each address goes to the reader of its script and country, and nobody waits for them who has none."""

from __future__ import annotations

import subprocess
import sys

import pyarrow as pa
import pytest

from custdq.fields.address_reader import KEY_NAMES, column_readers, keys_of, read_address, read_plain


@pytest.mark.parametrize(
    ("text", "region", "country"),
    [
        pytest.param("深圳福田区天河路464号", None, "CN", id="Chinese"),
        pytest.param("東京都千代田区千代田1-1", None, "JP", id="Japanese"),
        pytest.param("350 Fifth Ave, New York, NY 10118", "US", "US", id="American"),
        pytest.param("No. 464 Tianhe Road, Futian District, Shenzhen, China", None, "CN", id="Chinese in letters"),
    ],
)
def test_each_reader_is_found(text: str, region: str | None, country: str) -> None:
    found = read_plain(text, region) or read_address(text, region)
    assert found.parts["country"] == country


def test_what_has_no_letter_is_no_address() -> None:
    assert read_address("12 34", None).value is None


def test_columns_are_read_at_once_where_a_country_has_a_reader() -> None:
    assert [len(column_readers(region)) for region in ("US", "CN", None, "DE")] == [1, 1, 1, 0]


def test_keys_of_a_column_are_aligned_with_it() -> None:
    values = pa.array(["广东省深圳市福田区天河路464号", None, "350 Fifth Ave, New York, NY 10118"])
    keys = keys_of(values)
    assert tuple(keys) == KEY_NAMES
    assert keys["road"].to_pylist()[1] is None
    assert {len(column) for column in keys.values()} == {3}


def test_the_readers_are_imported_with_the_first_address() -> None:
    program = (
        "import sys; from custdq import fields as f; f.Phone(); f.Address(); "
        "assert 'custdq.fields.address_reader' not in sys.modules; f.Address().parse(['x']); "
        "assert 'custdq.fields.address_reader' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
