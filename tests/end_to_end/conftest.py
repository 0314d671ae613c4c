"""What the end-to-end tests share: a small good file, the command line, one run over the example."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.account import GOOD, Command

import custdq


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Return a file of five customers, one of them twice, with nothing wrong."""
    path = tmp_path / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Return the `custdq` command as a function of its words."""
    program = str(Path(sys.executable).with_name("custdq"))

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *map(str, words)], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
        )

    return run


@pytest.fixture(scope="session")
def company(shared_data: Path) -> Any:
    """Return one run over the made-up company's files, shared by the tests that only look at it."""
    files = [path for path in (shared_data / "scenario").iterdir() if path.is_file() and path.name != "README.md"]
    return custdq.run(sorted(files), as_of="2025-06-30")


@pytest.fixture(scope="session")
def example_result(customers: Path) -> Any:
    """Return one run over the example customers, shared by the tests that only look at it."""
    return custdq.run(customers)
