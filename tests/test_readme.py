"""Every block of code in the README runs, in order, in one place: what a new user copies must work.

Python blocks of one section share their names, as cells of a notebook do. TOML blocks go to the end of custdq.toml.
Shell blocks run with the `custdq` command of this environment; those that set it up (`make`, `pip`, `git`) are the
business of `.ci/run`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

README = Path(__file__).resolve().parent.parent / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETUP = ("make ", "pip ", "git ")


class Section(NamedTuple):
    """A headed part of the README with its code blocks."""

    title: str
    blocks: tuple[tuple[str, str], ...]


def sections() -> list[Section]:
    """Return the sections that hold code."""
    parts = re.split(r"^## ", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = [Section(part.partition("\n")[0], tuple(_BLOCK.findall(part))) for part in parts]
    return [section for section in found if section.blocks]


@pytest.fixture
def place(tmp_path: Path, customers: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the example beside it, as the README has it."""
    shutil.copytree(customers, tmp_path / "examples" / "customers")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_shell(text: str, place: Path) -> None:
    """Run the lines of a shell block that are ours."""
    for line in text.replace("\\\n", " ").splitlines():
        command = line.partition("#")[0].strip()
        if not command or command.startswith(SETUP):
            continue
        assert command.startswith("custdq "), f"a command nobody tests: {command}"
        words = [str(Path(sys.executable).with_name("custdq")), *command.split()[1:]]
        done = subprocess.run(words, cwd=place, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("section", sections(), ids=lambda section: section.title)
def test_the_code_of_the_readme_runs(section: Section, place: Path) -> None:
    names: dict[str, object] = {"__name__": "readme"}
    for language, text in section.blocks:
        if language == "python":
            exec(compile(text, f"README.md, {section.title}", "exec"), names)  # noqa: S102 - this is the test
        elif language in ("sh", "bash", "console"):
            run_shell(text, place)
        elif language == "toml":
            with (place / "custdq.toml").open("a", encoding="utf-8") as file:
                file.write(f"\n{text}")


def test_the_readme_shows_a_notebook_a_pipeline_and_a_gate() -> None:
    assert {"In a notebook", "In a pipeline", "As a gate in CI"} <= {section.title for section in sections()}
