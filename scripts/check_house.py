"""Check the house rules that no other tool checks; `make check` runs it, and it prints `file:line: what is wrong`.

Rules: a same-named test for every source file; lines a file, code lines a function, parameters a function; a docstring
on everything public; every source file opens with one; words that may not be a file's name; no path of a machine and no
unfinished work in any committed file. Budgets and named exceptions stand in pyproject.toml, `[tool.house]`.
The trap: a budget nobody checks is broken within a week, and an exception nobody names stays for ever.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).resolve().parent.parent
CODE_FOLDERS = ("src", "tests", "scripts", "benchmarks", "examples")
EMPTY_NAMES = {"utils", "util", "misc", "helpers", "helper", "common", "manager", "managers", "tools", "stuff"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Slip(NamedTuple):
    """One broken rule."""

    path: str
    line: int
    what: str


class Budget(NamedTuple):
    """What a file and a function may be at most, and the files that are excused, with the reason."""

    file_lines: int
    function_lines: int
    parameters: int
    exceptions: Mapping[str, str]


def read_budget(repository: Path) -> Budget:
    """Read `[tool.house]` of pyproject.toml."""
    document = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    return Budget(**document["tool"]["house"])


def committed_files(repository: Path) -> list[Path]:
    """Return the files git knows or would know; all files where there is no git."""
    command = ["git", "-C", str(repository), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, capture_output=True, check=False)
    if listing.returncode:
        return sorted(p for p in repository.rglob("*") if p.is_file() and not any(q.startswith(".") for q in p.parts))
    names = {name for name in listing.stdout.decode().split("\0") if name}
    return sorted(path for name in names if (path := repository / name).is_file())


def check_source_file(path: str, text: str, budget: Budget) -> Iterator[Slip]:
    """Check one Python file: its name, its length, its docstring, its functions."""
    lines = len(text.splitlines())
    if lines > budget.file_lines and path not in budget.exceptions:
        yield Slip(
            path,
            lines,
            f"{lines} lines, at most {budget.file_lines}: split it, or name the reason in [tool.house.exceptions]",
        )
    if EMPTY_NAMES & set(Path(path).stem.split("_")):
        yield Slip(path, 1, "the name says nothing: call the file after what it does")
    tree = ast.parse(text)
    if path.startswith("src/") and tree.body and ast.get_docstring(tree) is None:
        yield Slip(path, 1, "opens without a docstring that says what it is for and the trap it guards against")
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield from check_function(path, node, text.splitlines()[node.lineno - 1], budget)
    if path.startswith("src/"):
        yield from undocumented(path, tree)


def check_function(path: str, node: Function, opening: str, budget: Budget) -> Iterator[Slip]:
    """Check the length of a function, without docstring and decorators, and its parameters.

    A public signature that must have more parameters says so on its first line, as ruff wants it too (PLR0913).
    """
    if path in budget.exceptions:
        return
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
    if length > budget.function_lines:
        yield Slip(path, node.lineno, f"{node.name}() has {length} lines, at most {budget.function_lines}")
    arguments = node.args
    positional = [a.arg for a in (*arguments.posonlyargs, *arguments.args) if a.arg not in ("self", "cls")]
    count = len(positional) + len(arguments.kwonlyargs)
    if path.startswith("src/") and count > budget.parameters and "noqa: PLR0913" not in opening:
        yield Slip(path, node.lineno, f"{node.name}() has {count} parameters, at most {budget.parameters}")


def undocumented(path: str, tree: ast.Module) -> Iterator[Slip]:
    """Yield the public functions, classes and methods without a docstring."""
    for node in tree.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        members = [n for n in node.body if isinstance(n, Function)] if isinstance(node, ast.ClassDef) else []
        for found in (node, *members):
            overrides = found is not node and inherits_docstring(node)
            if not found.name.startswith("_") and ast.get_docstring(found) is None and not overrides:
                yield Slip(path, found.lineno, f"{found.name} is public and has no docstring")


def inherits_docstring(node: ast.AST) -> bool:
    """Tell whether the methods of a class may take their docstrings from its base class."""
    return isinstance(node, ast.ClassDef) and bool(node.bases)


def missing_tests(sources: Iterator[str], tests: set[str]) -> Iterator[Slip]:
    """Yield the source files without a test of the same name in the same folder.

    A folder's `__init__.py` that only names things is tested through them; `foo.py` in a folder may be tested by
    `test_foo.py`, nothing else.
    """
    for path in sources:
        inside = Path(path).relative_to("src/custdq")
        if inside.name == "__init__.py":
            continue
        wanted = Path("tests") / inside.with_name(f"test_{inside.name}")
        if wanted.as_posix() not in tests:
            yield Slip(path, 1, f"has no test: write {wanted.as_posix()}")


_MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:work|root|home|tmp|Users|mnt|private)/[\w.-]")  # house: the rule itself
_UNFINISHED = re.compile(
    r"#.*\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError|# type: ignore(?!\[)|# noqa(?!:)"  # house: the rule itself
)


def check_text(path: str, text: str) -> Iterator[Slip]:
    """Yield paths of a machine and unfinished work in any text file."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.endswith("# house: the rule itself"):
            continue
        if _MACHINE_PATH.search(line):
            yield Slip(path, number, "carries a path of one machine")
        if path.endswith(".py") and _UNFINISHED.search(line):
            yield Slip(path, number, "is unfinished, or silences a check without saying which")


def check_repository(repository: Path = REPOSITORY) -> list[Slip]:
    """Check every file; return what is wrong, in order."""
    budget = read_budget(repository)
    files = {path.relative_to(repository).as_posix(): path for path in committed_files(repository)}
    slips = [
        Slip("pyproject.toml", 1, f"excuses {name}, which is not there")
        for name in budget.exceptions
        if name not in files
    ]
    slips += missing_tests(
        (name for name in sorted(files) if name.startswith("src/") and name.endswith(".py")), set(files)
    )
    for name, path in files.items():
        raw = path.read_bytes()
        if b"\0" in raw[:8000] or name.startswith("examples/customers/"):
            continue
        text = raw.decode("utf-8", "replace")
        slips += check_text(name, text)
        if name.endswith(".py") and name.startswith(CODE_FOLDERS):
            slips += check_source_file(name, text, budget)
    return sorted(slips)


def main() -> int:
    """Print what is wrong; return 1 where anything is."""
    slips: list[Any] = check_repository()
    for slip in slips:
        print(f"{slip.path}:{slip.line}: {slip.what}")
    print(f"{len(slips)} house rules broken" if slips else "house rules kept")
    return 1 if slips else 0


if __name__ == "__main__":
    sys.exit(main())
