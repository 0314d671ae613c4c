"""Check that a wheel holds all that the package needs to run: `python scripts/check_wheel.py dist/custdq-*.whl`.

The trap: an editable install finds the reference tables in the source tree, so only the wheel shows that they are
missing.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


def missing_files(wheel: Path, repository: Path = REPOSITORY) -> list[str]:
    """Return the files of src/custdq that the wheel lacks."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = repository / "src"
    files = (path for path in (package / "custdq").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(name for path in files if (name := path.relative_to(package).as_posix()) not in held)


def main(arguments: list[str]) -> int:
    """Check each wheel named; return 1 where one lacks a file."""
    if not arguments:
        raise SystemExit(__doc__)
    for argument in arguments:
        missing = missing_files(Path(argument))
        print("\n".join(f"{argument}: lacks {name}" for name in missing) or f"{Path(argument).name} is complete")
        if missing:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
