"""The command line against a pipeline of its own, so that what is tried is the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.fake_pipeline import FakePipeline, pipeline

import custdq
from custdq import errors as e
from custdq.cli import exit_code, main

__all__ = ["pipeline"]  # a fixture


def left_with(*words: str) -> Any:
    """Return the code argparse leaves the program with."""
    with pytest.raises(SystemExit) as caught:
        main(list(words))
    return caught.value.code


# --- calls --------------------------------------------------------------------------------------------------------


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert left_with("--version") == 0
    assert capsys.readouterr().out == f"custdq {custdq.__version__}\n"


@pytest.mark.parametrize("command", ["init", "run", "standardize", "dedupe", "score", "check", "show", "explain"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert left_with(command, "--help") == 0
    assert "FILES" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([], id="no-command"),
        pytest.param(["run"], id="no-files"),
        pytest.param(["run", "a.csv", "--as-of", "yesterday"], id="no-day"),
        pytest.param(["run", "a.csv", "--nonsense"], id="unknown-option"),
        pytest.param(["explain", "a.csv", "1"], id="one-record-only"),
    ],
)
def test_a_wrong_call_is_one_line_and_leaves_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert left_with(*words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("custdq: error: ")
    assert said.err.count("\n") == 1


def test_a_misspelt_command_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chekc", "a.csv"]) == 2
    assert 'Did you mean "check"?' in capsys.readouterr().err


# --- run ----------------------------------------------------------------------------------------------------------


def test_run_hands_the_options_on_and_prints_the_summary(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "a.csv", "b.xlsx", "-o", "there", "--as-of", "2025-06-30", "--show-values"]) == 0
    called = pipeline.called
    assert called["sources"] == ["a.csv", "b.xlsx"]
    assert (called["output"], called["as_of"], called["show_values"]) == ("there", "2025-06-30", True)
    assert called["config"] is None
    assert capsys.readouterr().out == "30 records are 20 customers\n"


def test_the_command_line_goes_over_the_configuration(pipeline: FakePipeline, tmp_path: Path) -> None:
    config = tmp_path / "my.toml"
    config.write_text('[input]\nregion = "US"\nencoding = "gbk"\n', encoding="utf-8")
    assert main(["run", "a.csv", "-c", str(config), "--region", "CN", "--by", "owner"]) == 0
    assert pipeline.called["config"] == {"input": {"region": "CN", "encoding": "gbk"}, "score": {"by": "owner"}}


def test_quiet_prints_nothing(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "a.csv", "--quiet"]) == 0
    assert pipeline.called["sources"] == ["a.csv"]
    assert capsys.readouterr() == ("", "")


def test_nothing_is_drawn_where_nobody_watches(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    main(["run", "a.csv"])
    pipeline.called["progress"]("link", 1, 2)
    assert capsys.readouterr().err == ""


# --- init, standardize, dedupe, score -----------------------------------------------------------------------------


def test_init_writes_the_file_and_spares_one_that_is_there(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "a.csv", "--region", "CN"]) == 0
    assert Path("custdq.toml").read_text(encoding="utf-8") == "[schema]\n"
    assert pipeline.called["region"] == "CN"
    Path("custdq.toml").write_text("mine", encoding="utf-8")
    assert main(["init", "a.csv"]) == 2
    assert Path("custdq.toml").read_text(encoding="utf-8") == "mine"
    assert "--force" in capsys.readouterr().err
    assert main(["init", "a.csv", "--force"]) == 0
    assert Path("custdq.toml").read_text(encoding="utf-8") == "[schema]\n"


def test_init_prints_to_a_dash(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "a.csv", "-o", "-"]) == 0
    assert capsys.readouterr().out == "[schema]\n"
    assert not Path("custdq.toml").exists()


def test_standardize_writes_records_parts_and_profile_and_counts_cells(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["standardize", "a.csv", "-o", "there"]) == 0
    assert pq.read_table("there/standardized.parquet").to_pydict() == {"mobile": ["1", "2"]}
    said = capsys.readouterr().out
    assert "1 standard already, 1 repaired" in said
    assert "skipped       1 row, see findings" in said
    assert pq.read_table("there/findings.parquet").column("code").to_pylist() == ["blank_row", "total_row", "cut"]
    assert main(["standardize", "a.csv", "--parts", "-q"]) == 0
    assert pq.read_table("out/standardized.parquet").column_names == ["mobile", "mobile.extension"]
    assert pq.read_table("out/profile.parquet").column("repaired").to_pylist() == [1]


def test_dedupe_writes_entities_and_pairs_for_spreadsheets(pipeline: FakePipeline) -> None:
    assert main(["dedupe", "a.csv", "--csv"]) == 0
    assert Path("out/entities.csv").read_text(encoding="utf-8-sig").splitlines()[0] == '"record_id","entity_id"'
    assert Path("out/pairs.csv").exists()


def test_score_writes_each_format_by_its_ending(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "a.csv", "-o", "r/card.json", "-o", "r/card.md", "-o", "r/card.html"]) == 0
    assert json.loads(Path("r/card.json").read_text(encoding="utf-8"))["overall"] == 0.9
    assert Path("r/card.md").read_text(encoding="utf-8").startswith("## Customer data quality: 90.0%")
    assert Path("r/card.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "overall score 90.0%" in capsys.readouterr().out


def test_an_unknown_ending_is_refused_before_the_work(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", "a.csv", "-o", "card.jsn"]) == 2
    assert 'Did you mean ".json"?' in capsys.readouterr().err
    assert not hasattr(pipeline, "called")


# --- errors -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(e.SourceNotFoundError("no file"), 2, id="missing-file"),
        pytest.param(e.ConfigError("bad"), 2, id="config"),
        pytest.param(e.ColumnNotFoundError("no column"), 2, id="column"),
        pytest.param(e.OptionError("bad"), 2, id="option"),
        pytest.param(e.RecordNotFoundError("no record"), 2, id="record"),
        pytest.param(e.SourceError("prose"), 3, id="unreadable"),
        pytest.param(e.LockedSourceError("locked"), 3, id="locked"),
        pytest.param(e.QualityGateError("short"), 1, id="gate"),
        pytest.param(PermissionError(13, "Permission denied", "out"), 2, id="cannot-write"),
        pytest.param(ZeroDivisionError("13900001234"), 3, id="defect"),
    ],
)
def test_every_error_is_one_line_with_its_code(
    pipeline: FakePipeline, error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.error = error
    assert main(["run", "a.csv"]) == code == exit_code(error)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("custdq: error: ")
    assert said.err.count("\n") == 1
    assert "13900001234" not in said.err


def test_debug_shows_the_traceback(pipeline: FakePipeline) -> None:
    pipeline.error = e.CustdqError("wrong")
    with pytest.raises(e.CustdqError, match="wrong"):
        main(["run", "a.csv", "--debug"])


def test_an_interruption_is_said(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.error = KeyboardInterrupt()
    assert main(["run", "a.csv"]) == 130
    assert capsys.readouterr().err == "custdq: error: interrupted\n"


# --- with the true pipeline ---------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return two small systems that share one customer."""
    monkeypatch.chdir(tmp_path)
    head = "编号,姓名,手机,邮箱"
    crm = [head, "C-1,林一帆,139 0000 1234,lin.yifan@example.com", "C-2,陈小圆,13711112222,chen@example.com"]
    erp = [head, "E-7,林一帆 先生,+86 13900001234,LIN.YIFAN@example.com", "E-8,周大江,13655556666,zhou@example.com"]
    Path("crm.csv").write_text("\n".join(crm) + "\n", encoding="utf-8")
    Path("erp.csv").write_text("\n".join(erp) + "\n", encoding="gb18030")
    return ["crm.csv", "erp.csv"]


def test_run_from_files_to_report(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", *files, "-o", "out", "--region", "CN", "--as-of", "2025-06-30"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("4 records are 3 customers")
    assert len(said.out.splitlines()) <= 15
    page = Path("out/report.html").read_text(encoding="utf-8")
    for secret in ("林一帆", "13900001234", "139 0000 1234", "lin.yifan", "陈小圆", "chen@example.com"):
        assert secret not in page
        assert secret not in said.out


def test_explain_masks_unless_asked(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *files, "crm.csv:2", "erp.csv:2", "--region", "CN"]) == 0
    masked = capsys.readouterr().out
    assert "林一帆" not in masked
    assert "=" in masked
    assert main(["explain", *files, "crm.csv:2", "erp.csv:2", "--region", "CN", "--show-values"]) == 0
    assert "林一帆" in capsys.readouterr().out


def test_init_then_check(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", *files, "--region", "CN"]) == 0
    with Path("custdq.toml").open("a", encoding="utf-8") as file:
        file.write("\n[gate]\ncompleteness = 0.1\n")
    assert main(["check", *files]) == 0
    assert "the gate passed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        pytest.param("missing.csv", None, 2, id="missing"),
        pytest.param("empty.csv", b"", 3, id="empty"),
        pytest.param("header.csv", "姓名,手机\n".encode(), 3, id="header-only"),
    ],
)
def test_sources_without_a_customer_are_one_line(
    tmp_path: Path, name: str, content: bytes | None, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["run", str(path), "-o", str(tmp_path / "out")]) == code
    assert capsys.readouterr().err.count("\n") == 1
