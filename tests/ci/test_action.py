"""The GitHub action, as far as it can run here: the shell lines of its steps, with the command it calls.

Only what GitHub itself brings (checkout, setup-python) and pip's download are left out. The trap: an input pasted into
a script runs as a command; here each is tried with one inside.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

GOOD = "姓名,手机\n王伟,13800138001\n李娜,13900139002\n"
INPUT = re.compile(r"^  ([\w-]+):\n(?:    .*\n)*?    default: (.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def action(repository: Path) -> str:
    return (repository / "action.yml").read_text(encoding="utf-8")


@pytest.fixture
def workspace(tmp_path: Path, repository: Path) -> Path:
    """Return a folder with data, and a `custdq` and a `python` on its PATH that run what is tested here."""
    (tmp_path / "my data").mkdir()
    (tmp_path / "my data" / "客户 1.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "custdq.toml").write_text("[gate]\ncompleteness = 0.5\n", encoding="utf-8")
    tools = tmp_path / "bin"
    tools.mkdir()
    called = "import sys; from custdq.cli import program; sys.exit(program())"
    program = f'#!/bin/sh\nexec "{sys.executable}" -c "{called}" "$@"\n'
    for name, text in (("custdq", program), ("python", '#!/bin/sh\nprintf "%s\\n" "$@" > pip-was-asked\n')):
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    return tmp_path


def script(action: str, step: str) -> tuple[str, dict[str, str]]:
    """Return the shell lines of a step and the environment it asks for: name to input."""
    block = action[action.index(f"- name: {step}\n") :].split("\n    - name:", maxsplit=1)[0]
    run = dedent(block[block.index("run: |\n") + 7 :])
    return run, dict(re.findall(r"^        (\w+): \$\{\{ (.+?) \}\}$", block, re.MULTILINE))


def run_step(action: str, step: str, workspace: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    lines, asked = script(action, step)
    assert "${{" not in lines, "an input pasted into a script runs as a command"
    defaults = {name: value.strip('"') for name, value in INPUT.findall(action)}
    given = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
    environment = {name: given.get(source.removeprefix("inputs."), str(workspace)) for name, source in asked.items()}
    source = Path(__file__).resolve().parents[2] / "src"
    environment |= {
        "PATH": f"{workspace / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(source), "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(workspace / "output"), "GITHUB_STEP_SUMMARY": str(workspace / "summary.md"),
        "HOME": str(workspace), "LANG": "C.UTF-8",
    }  # fmt: skip
    # as GitHub runs `shell: bash`
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines]
    return subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, check=False)


def test_every_input_has_its_way_into_a_step(action: str) -> None:
    declared = set(
        re.findall(r"^  ([\w-]+):$", action[action.index("inputs:") : action.index("outputs:")], re.MULTILINE)
    )
    assert declared == set(re.findall(r"inputs\.([\w-]+)", action))


def test_a_gate_that_passes(action: str, workspace: Path) -> None:
    done = run_step(action, "check", workspace, files="my data/客户 1.csv\n")
    assert done.returncode == 0, done.stderr
    assert (workspace / "output").read_text() == "exit-code=0\n"
    assert (workspace / "custdq-report" / "scorecard.json").is_file()
    assert "| passed | completeness |" in (workspace / "summary.md").read_text(encoding="utf-8")


def test_a_gate_that_falls_short_is_annotated_at_its_line(action: str, workspace: Path) -> None:
    (workspace / "custdq.toml").write_text("[gate]\ncompleteness = 1.0\nuniqueness = 0.1\n", encoding="utf-8")
    (workspace / "my data" / "客户 1.csv").write_text(GOOD + "赵敏,\n", encoding="utf-8")
    done = run_step(action, "check", workspace, files="my data/客户 1.csv", reports="a.xml\nb.html\n")
    assert done.returncode == 1
    assert "::error file=custdq.toml,line=2,title=custdq completeness::" in done.stdout
    assert {(workspace / name).is_file() for name in ("a.xml", "b.html")} == {True}


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        pytest.param({"files": "nothing.csv"}, 2, id="no such file"),
        pytest.param({"files": "my data", "gates": "timeliness=0.5"}, 3, id="not assessed"),
        pytest.param({"files": "my data", "config": "other.toml"}, 2, id="no such configuration"),
        pytest.param({"files": "my data", "gates": "completness=0.5"}, 2, id="misspelt gate"),
        pytest.param({"files": "my data", "gates": "completeness=0.1\nmobile.validity=0.5"}, 0, id="gates of its own"),
        pytest.param({"files": "my data", "as_of": "2025-06-30", "by": "source", "strict": "true"}, 0, id="options"),
    ],
)
def test_the_step_leaves_with_the_code_of_the_check(
    action: str, workspace: Path, inputs: dict[str, str], code: int
) -> None:
    done = run_step(action, "check", workspace, **inputs)
    assert done.returncode == code, done.stdout + done.stderr
    assert (workspace / "output").read_text() == f"exit-code={code}\n"


@pytest.mark.parametrize("text", ["$(touch ran)", '"; touch ran; "', "`touch ran`\n--debug"])
def test_an_input_cannot_run_a_command(action: str, workspace: Path, text: str) -> None:
    names = ("config", "gates", "as_of", "by", "baseline", "history", "reports", "strict")
    run_step(action, "check", workspace, files=text)
    run_step(action, "check", workspace, files="my data", **dict.fromkeys(names, text))
    assert not (workspace / "ran").exists()


def test_a_file_cannot_be_an_option(action: str, workspace: Path) -> None:
    done = run_step(action, "check", workspace, files="--help")
    assert done.returncode == 2
    assert "--help" in done.stderr


def test_what_is_installed_is_this_action_unless_a_version_is_asked_for(action: str, workspace: Path) -> None:
    assert run_step(action, "install custdq", workspace).returncode == 0
    assert (workspace / "pip-was-asked").read_text().splitlines()[-1] == str(workspace)
    run_step(action, "install custdq", workspace, version="custdq==0.1.0")
    assert (workspace / "pip-was-asked").read_text().splitlines()[-1] == "custdq==0.1.0"


def test_the_hook_calls_a_command_there_is(repository: Path) -> None:
    hook = (repository / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert re.search(r"^  entry: custdq check$", hook, re.MULTILINE)
    pattern = re.search(r"^  files: (.+)$", hook, re.MULTILINE)
    assert pattern is not None
    assert re.search(pattern[1], "data/客户.csv")
    assert not re.search(pattern[1], "README.md")
