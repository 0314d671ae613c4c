"""No value of a customer leaves by a default output: page, card, Markdown, JUnit, history, terminal, log.

The trap: a test with three invented values finds nothing. Here every cell of the company's lists that can tell who
somebody is is looked for in everything a run and a check write or say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from custdq.cli import main
from custdq.pipeline import unify_files

SOURCES = ("01_*.xlsx", "02_*.csv", "05_*.xlsx", "08_*.csv")
WHO = ("name", "contact_name", "mobile", "landline", "hotline", "other_phones", "email", "wechat", "address", "uscc",
       "resident_id", "birthday")  # fmt: skip
NOTES = ("备注", "as_written")
#: What tells who somebody is: seven digits, three Han characters, an address of mail, a latin name of two words.
TELLING = re.compile(r"\d[\d -]{5,}\d|[\u3400-\u9fff]{3}|@|[A-Z][a-z]+ [A-Z][a-z]+")
#: In notes only what can be dialled or written to: the rest are words such as "old customer".
REACHED = re.compile(r"\d[\d -]{5,}\d|@")
#: What is nobody's: divisions without a door, and a date that systems write for nothing, which the report explains.
HARMLESS = re.compile(r"[\u3400-\u9fff]{2,}[省市区县州盟旗]|1900-01-01")


@pytest.fixture(scope="module")
def files(shared_data: Path) -> list[str]:
    return [str(path) for pattern in SOURCES for path in sorted((shared_data / "scenario").glob(pattern))]


@pytest.fixture(scope="module")
def secrets(files: list[str]) -> set[str]:
    """Return the cells that tell who somebody is, as they stand and in standard form."""
    ready, _, _ = unify_files(files, as_of="2025-06-30")
    return {value.strip() for table in (ready.standardized.raw, ready.standardized.records) for value in _cells(table)}


def _cells(table: pa.Table) -> Iterator[str]:
    for name in (*WHO, *NOTES):
        if name in table.column_names:
            telling = REACHED if name in NOTES else TELLING
            for value in table.column(name).unique().drop_null().to_pylist():
                if telling.search(value) and not HARMLESS.fullmatch(value):
                    yield value


def leaks(secrets: set[str], text: str) -> list[str]:
    return sorted(value for value in secrets if value in text)


def test_there_is_much_to_hide(secrets: set[str]) -> None:
    assert len(secrets) > 10_000


def test_a_check_says_no_value(
    files: list[str], secrets: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    asked = [f"--gate={name}=1.0" for name in ("completeness", "accuracy", "mobile.accuracy", "by.source.overall")]
    reports = [word for ending in ("json", "html", "md", "xml") for word in ("-o", f"card.{ending}")]
    with caplog.at_level(0):
        assert main(["check", *files, *asked, *reports, "--history", "history.jsonl", "--as-of", "2025-06-30"]) == 1
    said = capsys.readouterr()
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir() if path.is_file()}
    assert set(written) == {"card.json", "card.html", "card.md", "card.xml", "history.jsonl", "summary.md"}
    for name, text in {**written, "terminal": said.out, "error": said.err, "log": caplog.text}.items():
        assert leaks(secrets, text) == [], name


def test_a_run_says_no_value_in_what_is_not_the_data_itself(
    files: list[str], secrets: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with caplog.at_level(0):
        assert main(["run", *files, "-o", str(tmp_path / "out"), "--as-of", "2025-06-30"]) == 0
    said = capsys.readouterr()
    reports = {
        name: (tmp_path / "out" / name).read_text(encoding="utf-8") for name in ("report.html", "scorecard.json")
    }
    for name, text in {**reports, "terminal": said.out, "error": said.err, "log": caplog.text}.items():
        assert leaks(secrets, text) == [], name
    golden = pq.read_table(tmp_path / "out" / "standardized.parquet")
    assert golden.num_rows > 5000  # the data itself holds them, of course
