"""Bad input through `custdq.run` and the command line: a clear error or a finding, never a traceback, never a lost row.

Each case stands beside a good file whose rows must come through untouched, and alone, where nothing is left to do.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter
from tests.end_to_end.account import GOOD, GOOD_ROWS, Command, codes, lost

import custdq
from custdq.errors import CustdqError, Reason

HEADER = "编号,姓名,手机,邮箱\n"
ROW = "B{0:03},赵{1},1391234{0:04},b{0}@example.com\n"


def rows(count: int) -> str:
    """Return `count` good lines."""
    return "".join(ROW.format(number, "强磊军勇杰涛超明刚平"[number % 10]) for number in range(count))


class Case(NamedTuple):
    """A bad file: its name, its bytes, the code expected among the findings, and the rows that may not be lost."""

    name: str
    content: bytes
    code: Reason | None
    rows: range = range(0)
    sheet: str = ""


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return a workbook as bytes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(cells):
                sheet.write_row(at, 0, row)
    return buffer.getvalue()


def locked_workbook() -> bytes:
    """Return a workbook that asks for a password."""
    import msoffcrypto.format.ooxml

    plain = io.BytesIO(workbook({"客户": [["姓名", "手机"], ["王伟", "13812345678"]]}))
    secret = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", secret)
    return secret.getvalue()


PROSE = [
    ["本表由市场部整理，供内部参考，请勿外传。如有问题请联系王经理。"],
    ["数据截止到上个月底，之后的变动没有包括在内，请以系统为准。"],
    ["更新时间不固定，一般在每个月的第一个星期。"],
    ["谢谢大家的配合！"],
]
BROKEN_BYTES = (HEADER + rows(8)).encode().replace("赵军".encode(), b"\xff\xfe\x81", 1)

CASES = [
    Case("broken_bytes.csv", BROKEN_BYTES, Reason.UNDECODABLE_BYTES, range(2, 10)),
    Case("gb18030.csv", (HEADER + rows(8)).encode("gb18030"), None, range(2, 10)),
    Case("utf16.csv", (HEADER + rows(8)).encode("utf-16"), None, range(2, 10)),
    Case("empty.csv", b"", Reason.EMPTY_FILE),
    Case("blank_lines.csv", b"\n\n \n", Reason.EMPTY_FILE),
    Case("header_only.csv", HEADER.encode(), Reason.HEADER_ONLY),
    Case("prose.xlsx", workbook({"说明": PROSE}), Reason.NOT_A_TABLE),
    Case(
        "null_column.csv",
        ("编号,姓名,手机,传真\n" + "C1,王伟,13912345678,\n" * 5).encode(),
        Reason.EMPTY_COLUMN,
        range(2, 7),
    ),
    Case("one_row.csv", (HEADER + rows(1)).encode(), None, range(2, 3)),
    Case("same_ids.csv", (HEADER + rows(40) + rows(2)).encode(), Reason.DUPLICATE_RECORD_ID, range(2, 44)),
    Case(
        "nul.csv",
        (HEADER + rows(6)).encode().replace("赵军".encode(), "赵\0军".encode()),
        Reason.NUL_BYTES,
        range(2, 8),
    ),
    Case(
        "ragged.csv",
        (HEADER + rows(6) + "B900,孙丽,13800001111,a@b.cn,多出来,又一个\nB901,周\n").encode(),
        None,
        range(2, 10),
    ),
    Case(
        "open_quote.csv",
        (HEADER + rows(3) + 'B9,"钱七,13900001111,q@example.com\n').encode(),
        None,
        range(2, 5),
    ),
    Case("locked.xlsx", locked_workbook(), Reason.UNREADABLE_FILE),
    Case(
        "cut_off.xlsx",
        workbook({"客户": [["姓名", "手机"], ["王伟", "13812345678"]]})[:900],
        Reason.UNREADABLE_FILE,
    ),
    Case("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, None),
    Case(
        "broken.jsonl",
        b'{"name": "Ann", "phone": "13812345678"}\n{"name": \n{"name": "Bob", "phone": "13912345679"}\n',
        None,
        range(1, 4),
    ),
    Case("broken.parquet", b"PAR1 and then nothing", None),
    Case(
        "huge_cell.csv",
        (HEADER + rows(3)).encode() + b"B9," + b"x" * 10_000_000 + b",13900001111,\n" + rows(1).encode(),
        None,
        range(2, 7),
    ),
]
NAMES = [pytest.param(case, id=case.name) for case in CASES]


def outcome(sources: Any, **options: Any) -> Any:
    """Run, and return the result or the error of our own tree; anything else is a failure."""
    try:
        return custdq.run(sources, **options)
    except CustdqError as error:
        return error


@pytest.mark.parametrize("case", NAMES)
def test_beside_a_good_file(case: Case, good: Path) -> None:
    path = good.parent / case.name
    path.write_bytes(case.content)
    result = custdq.run([good, path])
    assert lost(result, "good.csv", GOOD_ROWS) == set()
    assert lost(result, case.name, case.rows, case.sheet) == set()
    if case.code is not None:
        assert case.code in codes(result)
    if not case.rows:
        assert case.name in set(result.findings["source"])


@pytest.mark.parametrize("case", NAMES)
def test_alone_on_the_command_line(case: Case, tmp_path: Path, command: Command) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.content)
    done = command("run", path, "-o", "out", "--quiet")
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode in (0, 2, 3)
    assert done.returncode == 0 or (done.stderr.startswith("custdq: error:") and len(done.stderr.splitlines()) <= 2)
    assert not case.rows or done.returncode == 0


@pytest.mark.parametrize("case", NAMES)
def test_alone_in_python(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.content)
    result = outcome(path)
    if isinstance(result, CustdqError):
        assert case.name in str(result)
        assert not case.rows
    else:
        assert lost(result, case.name, case.rows, case.sheet) == set()


def test_a_ten_megabyte_cell_is_kept_and_does_not_stop_the_rest(good: Path) -> None:
    path = good.parent / "huge.csv"
    path.write_text("姓名,手机,备注\n王伟,13812345678," + "长" * 10_000_000 + "\n李娜,13987654321,\n", encoding="utf-8")
    result = custdq.run([good, path])
    assert lost(result, "huge.csv", {2, 3}) == set()


def test_mixed_types_in_a_column_keep_their_digits(good: Path) -> None:
    path = good.parent / "mixed.xlsx"
    cells: list[list[object]] = [
        ["姓名", "手机"],
        ["王伟", 13812345678],
        ["李娜", "139 8765 4321"],
        ["张敏", 13711112223.0],
    ]
    path.write_bytes(workbook({"客户": [*cells, ["刘洋", True], ["周杰", 45000.5]]}))
    result = custdq.run([good, path])
    assert lost(result, "mixed.xlsx", range(2, 7), "客户") == set()
    assert {"+8613812345678", "+8613987654321", "+8613711112223"} <= set(result.golden.records["mobile"].dropna())


def test_duplicate_record_ids_stay_two_records(good: Path) -> None:
    path = good.parent / "same.csv"
    path.write_text("客户编号,姓名,手机\n7,王伟,13812345678\n7,陈静,13655554444\n", encoding="utf-8")
    result = custdq.run([good, path])
    theirs = result.golden.xref[result.golden.xref["source"] == "same.csv"]
    assert len(theirs) == 2
    assert theirs["entity_id"].nunique() == 2


def test_a_missing_file_is_named(good: Path, command: Command) -> None:
    with pytest.raises(FileNotFoundError, match=r"godo\.csv"):
        custdq.run(good.with_name("godo.csv"))
    done = command("run", "godo.csv", "-o", "out")
    assert done.returncode == 2
    assert "godo.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pattern_that_finds_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CustdqError, match="none_such"):
        custdq.run(str(tmp_path / "none_such_*.csv"))


def test_a_misspelt_column_names_the_nearest(good: Path, command: Command) -> None:
    config = good.with_name("custdq.toml")
    config.write_text(
        '[schema]\nowner = "mobiel"\n\n[columns]\nmobile = {kind = "phone", region = "CN"}\n', encoding="utf-8"
    )
    with pytest.raises(CustdqError, match='"mobile"'):
        custdq.run(good, config=config)
    done = command("run", good, "-c", config, "-o", "out")
    assert done.returncode == 2
    assert "mobile" in done.stderr


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param('[columns]\nmobile = "phoen"\n', "phone", id="misspelt kind"),
        pytest.param('[schema]\nrecordid = "a"\n', "record_id", id="misspelt role"),
        pytest.param("[columns\n", "line 1", id="no TOML"),
        pytest.param('[colums]\nmobile = "phone"\n', "columns", id="misspelt table"),
    ],
)
def test_a_wrong_configuration_is_an_error_that_helps(good: Path, command: Command, text: str, word: str) -> None:
    config = good.with_name("custdq.toml")
    config.write_text(text, encoding="utf-8")
    done = command("run", good, "-c", config, "-o", "out")
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_values_stay_out_of_what_is_printed(good: Path, command: Command) -> None:
    done = command("run", good, "-o", "out")
    assert done.returncode == 0
    for secret in ("13812345678", "wangwei@example.com", "张杨路"):
        assert secret not in done.stdout + done.stderr


def test_the_outputs_are_written_and_readable(good: Path, command: Command) -> None:
    done = command("run", good, "-o", "out")
    assert done.returncode == 0
    out = good.parent / "out"
    names = {"standardized.parquet", "pairs.parquet", "golden.csv", "lineage.parquet", "scorecard.json", "report.html"}
    assert names <= {path.name for path in out.iterdir()}
    assert json.loads((out / "scorecard.json").read_text(encoding="utf-8"))
    assert len((out / "golden.csv").read_text(encoding="utf-8-sig").splitlines()) == GOOD.count("\n") - 1
