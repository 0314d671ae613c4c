from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

import custdq
from custdq.cli import main
from custdq.commands import gate_code
from custdq.steps.report import GateLine


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        pytest.param([], 0, id="no-gates"),
        pytest.param(["passed", "passed"], 0, id="all-passed"),
        pytest.param(["passed", "warned"], 0, id="a-warning-passes"),
        pytest.param(["passed", "failed"], 1, id="one-failed"),
        pytest.param(["failed", "unevaluated"], 3, id="unevaluated-outranks-failed"),
        pytest.param(["never heard of"], 3, id="an-unknown-outcome-is-no-pass"),
    ],
)
def test_exit_code_follows_the_worst_gate(outcomes: list[str], code: int) -> None:
    assert gate_code([GateLine("accuracy", outcome) for outcome in outcomes]) == code


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("crm.csv").write_text("姓名,手机\n王伟,138 0013 8001\n李娜,13900139002\n", encoding="utf-8")
    return "crm.csv"


def test_standardize_writes_one_file_where_one_is_named(people: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standardize", people, "-o", "new/result.csv", "--as-of", "2025-06-30"]) == 0
    lines = Path("new/result.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "+8613800138001" in lines[1]
    assert [path.name for path in Path("new").iterdir()] == ["result.csv"]
    assert "written to    new/result.csv: standardized" in capsys.readouterr().out


def test_dedupe_writes_its_entities_where_a_file_is_named(people: str) -> None:
    assert main(["dedupe", people, "-o", "customers.parquet", "-q"]) == 0
    assert pq.read_table("customers.parquet").column("entity_id").to_pylist() == ["E000001", "E000002"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["standardize", "crm.csv", "-o", "result.xls"], 'Did you mean ".xlsx"', id="not-written"),
        pytest.param(["standardize", "crm.csv", "-o", "r.parquet", "--csv"], "leave out --csv", id="two-kinds"),
        pytest.param(["run", "crm.csv", "-o", "result.xls"], 'Did you mean ".xlsx"', id="run"),
        pytest.param(["run", "crm.csv", "-o", "mysql://a:geheim@h/d"], "mysql://a:***@h/d: a database of", id="mysql"),
    ],
)
def test_an_output_that_cannot_be_is_refused(
    people: str, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == [people]


@pytest.mark.parametrize("output", ["golden.csv", "golden.xlsx", "sqlite:///crm.db?table=people"])
def test_run_writes_golden_records_where_a_target_is_named(
    people: str, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    assert main(["run", people, "-o", output]) == 0
    assert f"written to    {output}: " in capsys.readouterr().out
    sheet = {"sheet": "customers"} if output.endswith("xlsx") else {}
    assert sorted(custdq.read(output, **sheet)["name"]) == ["李娜", "王伟"]


@pytest.mark.parametrize("customer", ["E000001", "crm.csv:2"])
def test_show_tells_all_about_one_customer(people: str, capsys: pytest.CaptureFixture[str], customer: str) -> None:
    assert main(["show", people, customer]) == 0
    said = capsys.readouterr().out
    assert said.startswith("E000001: 1 record")
    assert "+8613800138001" in said


def test_parts_of_an_own_output_are_written_once(people: str) -> None:
    assert main(["standardize", people, "-o", "once.csv", "--parts", "-q"]) == 0
    assert main(["standardize", "once.csv", "-o", "twice.parquet", "--parts", "-q"]) == 0
    names = pq.read_table("twice.parquet").column_names
    assert names.count("mobile.region") == 1
