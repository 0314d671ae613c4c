"""Every table that ships is there, is small, loads, and says where it comes from."""

from __future__ import annotations

from importlib.resources import files

import pytest

from custdq.reference.tables import read_header, read_lines

TABLES = [
    "divisions.tsv.gz", "establishments_cn.txt", "industries_cn.txt", "legal_forms.tsv.gz", "nicknames.tsv",
    "pinyin.tsv.gz",
    "script.tsv.gz", "street_words.tsv", "surnames_cn.txt",
    "address_templates.tsv.gz", "municipalities_jp.tsv.gz",
    "places_world.tsv.gz", "postcode_forms.tsv.gz",
    "provinces_world.tsv.gz",
]  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_header_and_lines(name: str) -> None:
    header = read_header(name)
    assert "20" in header  # a year
    assert any(
        word in header for word in ("MIT", "Apache", "CC BY", "Unicode", "fact", "rights", "public", "knowledge")
    )
    lines = read_lines(name)
    assert lines
    assert not any(line.startswith("#") for line in lines)


def test_the_tables_stay_small() -> None:
    folder = files("custdq.reference")
    assert sum(len(folder.joinpath(name).read_bytes()) for name in TABLES) < 1_300_000


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        read_lines("absent.tsv")
