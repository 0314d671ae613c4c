"""Bytes -> text: every encoding the files come in, damaged and tiny ones included."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import OptionError, Reason
from custdq.steps.read.encoding import detect, read_text

SIMPLIFIED = "姓名,联系电话,地址\n王伟,13800138000,上海市浦东新区世纪大道100号\n李娜,13900139000,广州市天河区体育西路\n"
TRADITIONAL = "姓名,聯絡電話,地址\n陳偉,0912345678,臺北市信義區市府路45號\n林麗娜,0922333444,高雄市苓雅區\n"
WESTERN = "Name,City\nMüller,Zürich\nFrançois,Besançon\nNuñez,Coruña\n"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        pytest.param(SIMPLIFIED, "utf-8", "utf-8", id="utf-8"),
        pytest.param(SIMPLIFIED, "utf-8-sig", "utf-8", id="utf-8 with mark"),
        pytest.param(SIMPLIFIED, "gbk", "gb18030", id="gbk"),
        pytest.param(SIMPLIFIED + "𠮷㛃,1\n", "gb18030", "gb18030", id="gb18030, four bytes a character"),
        pytest.param(TRADITIONAL, "big5", "big5hkscs", id="big5"),
        pytest.param(TRADITIONAL, "cp950", "big5hkscs", id="cp950"),
        pytest.param(WESTERN, "cp1252", "cp1252", id="cp1252"),
        pytest.param(SIMPLIFIED, "utf-16", "utf-16", id="utf-16 with mark"),
        pytest.param(SIMPLIFIED, "utf-16-le", "utf-16-le", id="utf-16, little end first"),
        pytest.param(SIMPLIFIED, "utf-16-be", "utf-16-be", id="utf-16, big end first"),
        pytest.param("name,phone\nAnn,1\n", "utf-16-le", "utf-16-le", id="utf-16, ASCII only"),
        pytest.param(SIMPLIFIED, "utf-32", "utf-32", id="utf-32"),
        pytest.param("name,phone\nAnn,1\n", "ascii", "utf-8", id="ascii"),
    ],
)
def test_finds_the_encoding(text: str, encoding: str, expected: str) -> None:
    decoded, findings = read_text(text.encode(encoding), source="a.csv")
    assert decoded.text == text
    assert decoded.encoding == expected
    assert findings == []


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE], ids=["big end", "little end"])
def test_utf16_marks(mark: bytes) -> None:
    name = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    assert read_text(mark + SIMPLIFIED.encode(name), source="a")[0].text == SIMPLIFIED


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        pytest.param(SIMPLIFIED, "gb18030", "gb18030", id="gb18030"),
        pytest.param(TRADITIONAL, "big5", "big5hkscs", id="big5"),
        pytest.param(SIMPLIFIED, "utf-8", "utf-8", id="utf-8"),
    ],
)
def test_one_bad_byte_changes_nothing_else(text: str, encoding: str, expected: str) -> None:
    data = text.encode(encoding).replace(b",", b",\xff", 3)
    decoded, findings = read_text(data, source="a.csv")
    assert decoded.encoding == expected
    assert decoded.text.replace("\ufffd", "") == text
    assert {(f.code, f.row) for f in findings} == {(Reason.UNDECODABLE_BYTES, 1), (Reason.UNDECODABLE_BYTES, 2)}


def test_one_chinese_line_in_a_thousand() -> None:
    lines = ["Ann Smith,5550100,Main Street 5"] * 1000
    lines[700] = "王伟,13800138000,上海市浦东新区"
    assert read_text("\n".join(lines).encode("gb18030"), source="a")[0].text.split("\n") == lines


def test_a_cell_longer_than_the_sample_is_not_cut_inside_a_character() -> None:
    text = "姓名,备注\n王伟," + "上海市浦东新区世纪大道" * 30_000 + "\n"
    for shift in ("", "a", "ab", "abc"):
        decoded, findings = read_text((shift + text).encode("gb18030"), source="a")
        assert decoded.text == shift + text
        assert findings == []


def test_too_few_characters_are_said_to_be_unsure() -> None:
    _, doubt = detect("李刚,1\n".encode("gbk"))
    assert doubt is not None
    decoded, findings = read_text("李刚,1\n".encode("gbk"), source="a", encoding="gbk")
    assert decoded.text == "李刚,1\n"
    assert findings == []


def test_a_wrong_encoding_keeps_every_line_and_names_it() -> None:
    decoded, findings = read_text(SIMPLIFIED.encode("gb18030"), source="a", encoding="utf-8")
    assert decoded.text.count("\n") == SIMPLIFIED.count("\n")
    assert [f.row for f in findings] == [1, 2, 3]
    assert {f.code for f in findings} == {Reason.UNDECODABLE_BYTES}


def test_an_unknown_encoding_names_the_nearest() -> None:
    with pytest.raises(OptionError, match='Did you mean "gb18030"'):
        read_text(b"a", source="a", encoding="gb18003")


def test_nul_bytes_are_removed_and_named() -> None:
    decoded, findings = read_text("a,b\n王\0伟,1\n\0x,2\0\n".encode(), source="a.csv")
    assert decoded.text == "a,b\n王伟,1\nx,2\n"
    assert [(f.code, f.row) for f in findings] == [(Reason.NUL_BYTES, 2), (Reason.NUL_BYTES, 3)]


def test_many_damaged_lines_are_counted_not_listed() -> None:
    _, findings = read_text(b"a,\xff\n" * 1500 + "王伟".encode() * 3000, source="a")
    assert len(findings) == 1001
    assert findings[-1].suggestion is not None
    assert findings[-1].suggestion.startswith("500 more lines")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("a\r\nb\r\n", "a\nb\n", id="windows"),
        pytest.param("a\rb\r", "a\nb\n", id="old mac"),
        pytest.param("a\r\r\nb\r\r\n", "a\nb\n", id="doubled return"),
        pytest.param("a\nb\rc\nd\n", "a\nb c\nd\n", id="a lone return is no line"),
    ],
)
def test_line_ends(data: str, expected: str) -> None:
    assert read_text(data.encode(), source="a")[0].text == expected


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda text: text.replace("\ufeff", "")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert read_text(text.encode(), source="a")[0].text == text


@given(st.binary(max_size=300))
def test_any_bytes_become_text(data: bytes) -> None:
    decoded, _ = read_text(data, source="a")
    assert "\0" not in decoded.text
    assert "\r" not in decoded.text
