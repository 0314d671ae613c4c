"""`custdq check`: its exit codes, its reports, what it tells GitHub; it never passes what it could not judge."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.fake_pipeline import CARD, FAILED, PASSED, UNSURE, WARNED, FakePipeline, gate_file, pipeline

from custdq import errors as e
from custdq.cli import main
from custdq.steps.report import GateLine

__all__ = ["gate_file", "pipeline"]  # fixtures


@pytest.mark.parametrize(
    ("gates", "code"),
    [
        pytest.param([PASSED], 0, id="passed"),
        pytest.param([PASSED, WARNED], 0, id="warned"),
        pytest.param([PASSED, FAILED], 1, id="fell-short"),
        pytest.param([UNSURE, FAILED], 3, id="unevaluated"),
    ],
)
def test_check_leaves_with_the_code_of_the_gate(
    pipeline: FakePipeline, gate_file: Path, gates: list[GateLine], code: int
) -> None:
    pipeline.gates = tuple(gates)
    assert main(["check", "a.csv", "-c", str(gate_file)]) == code


def test_a_reader_that_went_away_does_not_change_the_code(
    pipeline: FakePipeline, gate_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.gates = (FAILED,)
    os.close((pipe := os.pipe())[0])
    with os.fdopen(pipe[1], "w") as gone:
        monkeypatch.setattr(sys, "stdout", gone)
        assert main(["check", "a.csv", "-c", str(gate_file)]) == 1


def test_check_writes_junit_and_json(pipeline: FakePipeline, gate_file: Path) -> None:
    pipeline.gates = (PASSED, FAILED, UNSURE)
    assert main(["check", "a.csv", "-o", "gate.xml", "-o", "gate.json"]) == 3
    suite = ET.fromstring(Path("gate.xml").read_bytes())[0]  # noqa: S314 - our own text
    assert (suite.attrib["failures"], suite.attrib["errors"]) == ("1", "1")
    assert json.loads(Path("gate.json").read_text(encoding="utf-8")) == CARD
    assert pipeline.called["document"] == tomllib.loads(gate_file.read_text(encoding="utf-8"))
    assert pipeline.called["whole"]


def test_check_links_for_nothing_but_the_gate_where_no_card_is_written(pipeline: FakePipeline, gate_file: Path) -> None:
    assert main(["check", "a.csv", "-o", "gate.xml"]) == 0
    assert not pipeline.called["whole"]


def test_check_prints_json_and_nothing_else(
    pipeline: FakePipeline, gate_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "a.csv", "-o", "-"]) == 0
    assert json.loads(capsys.readouterr().out) == CARD


def test_gates_of_the_command_line_go_over_those_of_the_file(pipeline: FakePipeline, gate_file: Path) -> None:
    asked = ["--gate", "completeness=0.5", "--gate", "'mobile.accuracy'={min=0.98, warn=0.99}"]
    assert main(["check", "a.csv", *asked]) == 0
    assert pipeline.called["document"]["gate"] == {"completeness": 0.5, "mobile.accuracy": {"min": 0.98, "warn": 0.99}}


def test_gates_of_the_command_line_need_no_file(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.csv", "--gate", "accuracy=0.9"]) == 0
    assert main(["check", "a.csv", "--gate", "accuracy=high"]) == 2
    assert "--gate 'accuracy=high' is not understood" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(e.SourceError("No customer was found"), 3, id="unreadable"),
        pytest.param(e.LockedSourceError("locked"), 3, id="locked"),
        pytest.param(e.ColumnNotFoundError("no column"), 3, id="missing-column"),
        pytest.param(e.SourceNotFoundError("no file"), 2, id="missing-file"),
        pytest.param(ZeroDivisionError(), 3, id="defect"),
    ],
)
def test_data_that_cannot_be_judged_never_passes(
    pipeline: FakePipeline, gate_file: Path, error: Exception, code: int
) -> None:
    pipeline.error = error
    assert main(["check", "a.csv", "-o", "gate.xml"]) == code
    if code == 3 and isinstance(error, e.CustdqError):
        (case,) = ET.parse("gate.xml").getroot().iter("error")  # noqa: S314 - our own text
        assert case.attrib["message"] == str(error)


def test_an_error_about_the_configuration_names_its_line(
    pipeline: FakePipeline, gate_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.error = e.OptionError('The gate "completeness" was given "mn". Did you mean "min"?')
    assert main(["check", "a.csv", "-c", "custdq.toml"]) == 2
    assert capsys.readouterr().err.startswith('custdq: error: custdq.toml:2: The gate "completeness"')


@pytest.mark.parametrize(
    ("text", "said"),
    [pytest.param(None, "custdq init", id="no-file"), pytest.param("[schema]\n", "has no [gate]", id="no-gate"),
     pytest.param("[gate\n", "not valid TOML", id="no-toml")],
)  # fmt: skip
def test_check_without_a_gate_is_a_wrong_call(
    pipeline: FakePipeline, text: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        Path("custdq.toml").write_text(text, encoding="utf-8")
    assert main(["check", "a.csv"]) == 2
    assert said in capsys.readouterr().err
    assert not hasattr(pipeline, "called")


def test_check_tells_github(
    pipeline: FakePipeline, gate_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    Path("summary.md").write_text("# before\n", encoding="utf-8")
    pipeline.gates = (FAILED,)
    assert main(["check", "a.csv", "-c", gate_file.name, "-q"]) == 1
    assert capsys.readouterr().out == (
        "::error file=custdq.toml,line=2,title=custdq completeness::90.0%25 (at least 95.0%25) short by 5 points\n"
    )
    summary = Path("summary.md").read_text(encoding="utf-8")
    assert summary.startswith("# before\n")
    assert "| failed | completeness |" in summary


def test_the_program_judges_without_loading_pandas(tmp_path: Path) -> None:
    (tmp_path / "crm.csv").write_text("姓名,手机\n王伟,13800138001\n李娜,13900139002\n", encoding="utf-8")
    asked = 'sys.argv[1:] = ["check", "crm.csv", "--gate", "overall=0.1", "-q", "-o", "card.html", "-o", "card.json"]'
    lines = f'import sys; {asked}; from custdq.cli import program; print(program(), "pandas" in sys.modules)'
    done = subprocess.run([sys.executable, "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "0 False\n", done.stderr


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of customers in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "people.csv"
    file.write_text("id,name,mobile\n1,王伟,13800138000\n2,李娜,13900139000\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        pytest.param(
            "[field.mobil]\nweight = 2", 'own.toml:3: [field] names "mobil". Did you mean "mobile"?', id="field"
        ),
        pytest.param('[completeness]\nrequire = ["nam"]', 'own.toml:4: A requirement names "nam".', id="requirement"),
        pytest.param('[field.mobile]\nsla = "soon"', "own.toml:4: field.mobile.sla was given 'soon'.", id="value"),
        pytest.param('[consistency]\nrules = ["nam == mobile"]', "own.toml:4: The rule", id="rule"),
    ],
)
def test_whatever_is_wrong_in_the_configuration_is_told_with_its_line(
    data: Path, settings: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("own.toml").write_text(f"[gate]\ncompleteness = 0.5\n{settings}\n", encoding="utf-8")
    assert main(["check", str(data), "-c", "own.toml"]) == 2
    assert told in capsys.readouterr().err


def test_a_gate_of_the_command_line_is_not_looked_for_in_the_file(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("custdq.toml").write_text("[gate]\ncompleteness = 0.5\n", encoding="utf-8")
    assert main(["check", str(data), "--gate", "completeness=95"]) == 2
    said = capsys.readouterr().err
    assert '--gate: The gate "completeness" was given min = 95.' in said
    assert "custdq.toml:" not in said


def test_a_number_may_be_typed_without_its_zero(data: Path) -> None:
    assert main(["check", str(data), "--gate", "name.completeness=.95", "-q"]) == 0


def test_a_baseline_that_is_not_there_is_a_wrong_call(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(data), "--gate", "completeness=0.5", "--baseline", "gone.json"]) == 2
    assert 'There is no baseline "gone.json".' in capsys.readouterr().err
