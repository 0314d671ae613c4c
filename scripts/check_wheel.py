"""Check that a wheel holds all that the package needs to run: `python scripts/check_wheel.py dist/custdq-*.whl`.

The traps: an editable install finds the reference tables in the source tree, so only the wheel shows that they are
missing; and tables grow, until a package that should be light is not.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

#: What the package with its tables may take on disk.
MOST_MB = 5.0
REPOSITORY = Path(__file__).resolve().parent.parent


def missing_files(wheel: Path, repository: Path = REPOSITORY) -> list[str]:
    """Return the files of src/custdq that the wheel lacks."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = repository / "src"
    files = (path for path in (package / "custdq").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(name for path in files if (name := path.relative_to(package).as_posix()) not in held)


def installed_mb(wheel: Path) -> float:
    """Return the size of all files once unpacked, in MB (1e6 bytes)."""
    with zipfile.ZipFile(wheel) as archive:
        return sum(file.file_size for file in archive.infolist()) / 1e6


def main(arguments: list[str]) -> int:
    """Check each wheel named; return 1 where one lacks a file or is too large."""
    if not arguments:
        raise SystemExit(__doc__)
    for argument in arguments:
        missing, size = missing_files(Path(argument)), installed_mb(Path(argument))
        print("\n".join(f"{argument}: lacks {name}" for name in missing) or f"{Path(argument).name} is complete")
        print(f"installed size {size:.1f} MB, at most {MOST_MB:.0f}")
        if missing or size > MOST_MB:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
