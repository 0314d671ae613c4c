"""Check the documentation against the code; `make check` runs it.

Rules: every link between files leads somewhere; every step has its page in docs/how_it_works; every public name stands
in the README's table; every make target named in a page exists; the changelog has the version. The trap: a page that
was right when it was written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
_TARGET = re.compile(r"`make ([a-z]+)`")
_CODE = re.compile(r"```.*?```", re.DOTALL)


def pages(repository: Path) -> list[Path]:
    """Return the Markdown files that are ours."""
    folders = ("docs", "examples", "benchmarks")
    return sorted([*repository.glob("*.md"), *(page for f in folders for page in (repository / f).rglob("*.md"))])


def dead_links(page: Path) -> Iterator[str]:
    """Yield links to files that are not there."""
    for target in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
            yield f"links to {target}, which is not there"


def unknown_targets(page: Path, targets: set[str]) -> Iterator[str]:
    """Yield make targets that do not exist."""
    for target in set(_TARGET.findall(page.read_text(encoding="utf-8"))) - targets:
        yield f"names `make {target}`, which is no target"


def step_names(repository: Path) -> list[str]:
    """Return the names of the steps: folders and files of src/custdq/steps."""
    folder = repository / "src" / "custdq" / "steps"
    return sorted(
        {p.stem for p in folder.iterdir() if not p.name.startswith("_") and (p.is_dir() or p.suffix == ".py")}
    )


def public_names(repository: Path) -> list[str]:
    """Return the public names of the package, read without importing it."""
    text = (repository / "src" / "custdq" / "__init__.py").read_text(encoding="utf-8")
    listing = re.search(r"__all__ = \[(.*?)\]", text, re.DOTALL)
    return re.findall(r'"(\w+)"', listing.group(1)) if listing else []


def check_documentation(repository: Path = REPOSITORY) -> list[str]:
    """Return what is wrong, one line each."""
    targets = set(re.findall(r"^([a-z]+):", (repository / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wrong = []
    for page in pages(repository):
        name = page.relative_to(repository).as_posix()
        wrong += [f"{name}: {what}" for what in (*dead_links(page), *unknown_targets(page, targets))]
    for step in step_names(repository):
        if not (repository / "docs" / "how_it_works" / f"{step}.md").is_file():
            wrong.append(f"docs/how_it_works/{step}.md: missing, though there is a step of that name")
    readme = (repository / "README.md").read_text(encoding="utf-8")
    for public in public_names(repository):
        if not public.startswith("_") and f"`{public}" not in readme and f"`custdq.{public}" not in readme:
            wrong.append(f"README.md: the table of public names lacks {public}")
    version = re.search(r'__version__ = "([^"]+)"', (repository / "src/custdq/__init__.py").read_text(encoding="utf-8"))
    changelog = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    if version and f"[{version.group(1)}]" not in changelog and "[Unreleased]" not in changelog:
        wrong.append(f"CHANGELOG.md: no entry for {version.group(1)}")
    return wrong


def main() -> int:
    """Print what is wrong; return 1 where anything is."""
    wrong = check_documentation()
    print("\n".join(wrong) if wrong else "documentation agrees with the code")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
