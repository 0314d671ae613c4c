"""One file: what it is, by content before name; nothing broken raises."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custdq.errors import OptionError, Reason, SourceNotFoundError
from custdq.steps.read import read_file
from custdq.tables import findings_table

TEXT = "姓名,电话\n王伟,13800138000\n李娜,13900139000\n"
PEOPLE = [{"姓名": "王伟", "电话": "13800138000"}, {"姓名": "李娜", "电话": "13900139000"}]
PROSE = b"# Notes\n\nThe files were sent in May.\nNobody checked them.\n"
PAGE = b"<html><body><table><tr><td>1</td></tr></table></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def xlsx() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("客户")
    for at, line in enumerate(TEXT.splitlines()):
        sheet.write_row(at, 0, line.split(","))
    book.close()
    return buffer.getvalue()


def parquet() -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"姓名": ["王伟", "李娜"], "电话": ["13800138000", "13900139000"]}), buffer)
    return buffer.getvalue()


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, TEXT)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.csv", TEXT.encode("gb18030"), id="csv"),
        pytest.param("a.xls", TEXT.encode("gb18030"), id="csv named xls"),
        pytest.param("a.xls", TEXT.replace(",", "\t").encode("utf-16"), id="Excel's Unicode text named xls"),
        pytest.param("a.csv", xlsx(), id="xlsx named csv"),
        pytest.param("a.xls", xlsx(), id="xlsx named xls"),
        pytest.param("a", parquet(), id="parquet without a suffix"),
        pytest.param("a.txt", json.dumps(PEOPLE).encode(), id="json"),
    ],
)  # fmt: skip
def test_content_decides(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    tables, findings = read_file(tmp_path / name)
    assert findings == []
    assert tables[0].source == name
    assert tables[0].data.to_pylist() == [
        {"姓名": "王伟", "电话": "13800138000"},
        {"姓名": "李娜", "电话": "13900139000"},
    ]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        pytest.param(b"", Reason.EMPTY_FILE, "empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf\r\n \n", Reason.EMPTY_FILE, "empty", id="blank"),
        pytest.param("\u3000\n".encode(), Reason.EMPTY_FILE, "blanks", id="wide blanks"),
        pytest.param(b"\0" * 500, Reason.EMPTY_FILE, "empty", id="NUL bytes only"),
        pytest.param(b"name,phone\n", Reason.HEADER_ONLY, "no row", id="header only"),
        pytest.param(PROSE, Reason.NOT_A_TABLE, "text", id="prose"),
        pytest.param(b"%PDF-1.7 ...", Reason.NOT_A_TABLE, "PDF", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n...", Reason.NOT_A_TABLE, "picture", id="png"),
        pytest.param(gzip.compress(TEXT.encode()), Reason.NOT_A_TABLE, "Unpack", id="gzip"),
        pytest.param(archive("a.csv"), Reason.NOT_A_TABLE, "Unpack", id="zip"),
        pytest.param(archive("word/document.xml"), Reason.NOT_A_TABLE, "document", id="docx"),
        pytest.param(xlsx()[:1500], Reason.UNREADABLE_FILE, "cut off", id="xlsx cut off"),
        pytest.param(OLE + b"\0" * 600, Reason.UNREADABLE_FILE, "damaged", id="broken xls"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), Reason.NOT_A_TABLE, "document", id="doc"),
        pytest.param(PAGE, Reason.NOT_A_TABLE, "web page", id="html"),
        pytest.param(b"PAR1 nothing", Reason.UNREADABLE_FILE, "damaged", id="broken parquet"),
        pytest.param(bytes(range(1, 9)) * 100, Reason.NOT_A_TABLE, "binary", id="binary"),
        pytest.param(b'{"a": ', Reason.NOT_A_TABLE, "JSON", id="broken json"),
    ],
)  # fmt: skip
def test_no_table(tmp_path: Path, data: bytes, code: Reason, words: str) -> None:
    (tmp_path / "客户.xls").write_bytes(data)
    tables, findings = read_file(tmp_path / "客户.xls")
    assert tables == []
    assert (findings[-1].code, findings[-1].source) == (code, "客户.xls")
    assert words in str(findings[-1].suggestion)


def test_a_sqlite_file_says_how_to_name_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("create table t (a)")
    assert "sqlite:///" in str(read_file(tmp_path / "a.db")[1][0].suggestion)


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "客户名单.xlsx").write_bytes(b"")
    with pytest.raises(SourceNotFoundError, match=r'Did you mean "客户名单\.xlsx"'):
        read_file(tmp_path / "客户名单.xls")


def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text(TEXT)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    tables, findings = read_file(tmp_path / "a.csv")
    assert tables == []
    assert findings[0].code == Reason.UNREADABLE_FILE


def test_the_encoding_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("姓名,电话\n李刚,13800138000\n".encode("gbk"))
    tables, _ = read_file(tmp_path / "a.csv", encoding="gbk")
    assert tables[0].data.column("姓名").to_pylist() == ["李刚"]
    with pytest.raises(OptionError, match="There is no text encoding"):
        read_file(tmp_path / "a.csv", encoding="gkb2")


def test_a_wrong_encoding_loses_no_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TEXT.encode("gb18030"))
    tables, findings = read_file(tmp_path / "a.csv", encoding="ascii")
    assert tables[0].rows.tolist()[-2:] == [2, 3]
    assert {f.row for f in findings if f.code == Reason.UNDECODABLE_BYTES} == {1, 2, 3}


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = Path(str(tmp_path) + "/a\udcff.csv")
    try:
        path.write_text(TEXT, encoding="utf-8")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system takes no such name")
    assert read_file(path)[0][0].source == "a\ufffd.csv"


WORKBOOK = xlsx()
PIECES = st.sampled_from(
    [
        b'"',
        b",",
        b"\n",
        b"\r",
        b"\0",
        b"{",
        b"}",
        b"[",
        b"\xff",
        b'\\"',
        b';"',
        b"\t",
        b"138",
        "王".encode("gbk"),
        "王".encode(),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=60).map(b"".join)))
def test_any_file_gives_tables_or_findings(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    tables, findings = read_file(tmp_path / "a.csv")
    findings_table(findings)
    assert tables or findings
    for table in tables:
        table.data.validate(full=True)
        assert table.data.num_rows == len(set(table.rows.tolist())) > 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_any_damage_to_a_workbook_is_borne(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "a.xlsx").write_bytes(whole)
    tables, findings = read_file(tmp_path / "a.xlsx")
    assert tables or findings
