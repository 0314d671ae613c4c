"""TOML in and out: any column name survives, and a file that cannot be understood is named with its line."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq import fields as f
from custdq.config import key_lines, line_of, read_table, read_toml, schema_to_toml, toml_key, toml_value
from custdq.errors import ConfigError, SourceNotFoundError

TEXT = st.text(st.characters(codec="utf-8"))


@given(TEXT, TEXT)
def test_any_key_and_text_survive_toml(key: str, value: str) -> None:
    assert tomllib.loads(f"{toml_key(key)} = {toml_value(value)}\n") == {key: value}


VALUES = [
    pytest.param('王 "伟"\\\n\t\x7f', id="text"),
    pytest.param(5, id="int"),
    pytest.param(0.5, id="float"),
    pytest.param(1e-9, id="small"),
    pytest.param(True, id="bool"),
    pytest.param(["a", "b"], id="list"),
    pytest.param([], id="empty-list"),
    pytest.param({"a b": "x", "c": [1]}, id="mapping"),
    pytest.param({}, id="empty-mapping"),
    pytest.param(date(2025, 6, 30), id="date"),
]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_survives_toml(value: Any) -> None:
    assert tomllib.loads(f"x = {toml_value(value)}")["x"] == value


def test_a_plain_name_is_not_quoted() -> None:
    assert toml_key("mobile_2") == "mobile_2"
    assert toml_key("手机") == '"手机"'
    assert toml_key("") == '""'


def test_a_file_is_read_with_or_without_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "custdq.toml"
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text('[schema]\nowner = "销售"\n', encoding=encoding)
        assert read_toml(path) == {"schema": {"owner": "销售"}}


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "custdq.toml"
    path.write_text("[schema]\nowner = \n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"custdq\.toml.*line 2"):
        read_toml(path)


def test_a_file_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "custdq.toml"
    path.write_bytes('[schema]\nowner = "销售"\n'.encode("gb18030"))
    with pytest.raises(ConfigError, match=r"custdq\.toml"):
        read_toml(path)


@pytest.mark.parametrize("name", ["gone.toml", "."])
def test_a_missing_file_says_how_to_write_one(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceNotFoundError, match="custdq init"):
        read_toml(tmp_path / name)


def test_a_table_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"\[link\].*0\.5"):
        read_table({"link": 0.5}, "link")


def test_a_schema_is_written_with_roles_first_and_options_inline() -> None:
    text = schema_to_toml({"手机": f.Phone(region="CN"), "mail": f.Email()}, {"owner": "销售", "stage": None})
    assert text == '[schema]\nowner = "销售"\n\n[columns]\n"手机" = {kind = "phone", region = "CN"}\nmail = "email"\n'


@pytest.mark.parametrize(
    ("message", "line"),
    [
        pytest.param('[completeness] has "requre", which', 2, id="key"),
        pytest.param('There is no column "moblie".', 5, id="table"),
        pytest.param('There is no score "a.b" to gate.', 8, id="quoted key"),
        pytest.param('There is no rule "updated >= creatd".', 3, id="text"),
        pytest.param('A name that is not there: "nowhere".', None, id="not there"),
        pytest.param("[gate] was given as 3", 6, id="table in brackets"),
    ],
)
def test_an_error_finds_its_line(message: str, line: int | None) -> None:
    text = (
        '[completeness]\nrequre = ["name"]\nrules = ["updated >= creatd"]\n# [gate]\n'
        '[field."moblie"]\n[gate]\nby.owner.overall = 0.9\n"a.b" = 0.9\n'
    )
    assert line_of(message, text) == line


@given(st.lists(TEXT.filter(bool), min_size=1, max_size=4, unique=True))
def test_every_key_is_found_on_its_line(names: list[str]) -> None:
    text = "[gate]\n" + "".join(f"{toml_key(name)} = 1\n" for name in names)
    assert key_lines(text) == {("gate",): 1} | {("gate", name): at for at, name in enumerate(names, start=2)}
