"""The checks of the house bite: each rule is broken once, in a small repository of its own, and must be reported."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from scripts import check_docs, check_house

BUDGET = "[tool.house]\nfile_lines = 30\nfunction_lines = 5\nparameters = 2\n[tool.house.exceptions]\n"
GOOD = '"""What it is for."""\n\n\ndef double(a: int) -> int:\n    """Return twice `a`."""\n    return 2 * a\n'


@pytest.fixture
def house(tmp_path: Path) -> Callable[..., list[str]]:
    """Return a function that writes files into an empty repository and returns what the check says."""

    def run(files: dict[str, str]) -> list[str]:
        basis = {
            "pyproject.toml": BUDGET,
            "src/custdq/double.py": GOOD,
            "tests/test_double.py": "def test_double() -> None: ...\n",
        }
        for name, text in (basis | files).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
        return [f"{slip.path}: {slip.what}" for slip in check_house.check_repository(tmp_path)]

    return run


def test_a_good_repository_passes(house: Callable[..., list[str]]) -> None:
    assert house({}) == []


# built from pieces, so that this file itself keeps the rules
MACHINE_PATH = "/".join(("", "home", "ann", "data"))
LATER = "# TO" + "DO: later\n"

BROKEN = [
    pytest.param({"src/custdq/triple.py": GOOD}, "has no test", id="no same-named test"),
    pytest.param({"src/custdq/double.py": GOOD + "\n" * 40}, "lines, at most 30", id="long file"),
    pytest.param(
        {"src/custdq/double.py": GOOD + "\n\ndef _long() -> None:\n" + "    print()\n" * 6},
        "6 lines",
        id="long function",
    ),
    pytest.param(
        {"src/custdq/double.py": GOOD + "\n\ndef _f(a: int, b: int, *, c: int) -> int:\n    return a + b + c\n"},
        "3 parameters",
        id="many parameters",
    ),
    pytest.param(
        {"src/custdq/double.py": GOOD.replace('    """Return twice `a`."""\n', "")},
        "no docstring",
        id="no docstring",
    ),
    pytest.param(
        {"src/custdq/double.py": GOOD.split("\n\n\n", 1)[1]}, "opens without a docstring", id="no file docstring"
    ),
    pytest.param({"scripts/data_utils.py": GOOD}, "the name says nothing", id="empty name"),
    pytest.param({"docs/page.md": f"See {MACHINE_PATH}.\n"}, "path of one machine", id="machine path"),
    pytest.param({"scripts/later.py": GOOD + LATER}, "unfinished", id="unfinished"),
    pytest.param({"scripts/quiet.py": GOOD + "import x  # no" + "qa\n"}, "silences a check", id="blanket silence"),
    pytest.param({"pyproject.toml": BUDGET + '"src/gone.py" = "reason"\n'}, "which is not there", id="stale exception"),
]


@pytest.mark.parametrize(("files", "what"), BROKEN)
def test_a_broken_rule_is_reported(house: Callable[..., list[str]], files: dict[str, str], what: str) -> None:
    slips = house(files)
    assert len(slips) == 1
    assert what in slips[0]


def test_an_exception_with_a_reason_is_respected(house: Callable[..., list[str]]) -> None:
    excused = {
        "pyproject.toml": BUDGET + '"src/custdq/double.py" = "one table"\n',
        "src/custdq/double.py": GOOD + "\n" * 40,
    }
    assert house(excused) == []


def test_this_repository_keeps_the_rules(repository: Path) -> None:
    assert check_house.check_repository(repository) == []


def test_the_documentation_agrees_with_the_code(repository: Path) -> None:
    assert check_docs.check_documentation(repository) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("[gone](gone.md)", "links to gone.md", id="dead link"),
        pytest.param("`make coffee`", "`make coffee`", id="unknown target"),
    ],
)
def test_a_wrong_page_is_reported(tmp_path: Path, text: str, what: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert what in " ".join([*check_docs.dead_links(page), *check_docs.unknown_targets(page, {"test"})])
