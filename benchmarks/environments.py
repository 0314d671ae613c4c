"""One Python environment a peer, with pinned versions, made when first asked for.

    python -m benchmarks.environments        make them all

The trap: peers pull in old pandas, their own DuckDB, a web server; in the project's environment they would change what
custdq itself runs on, so each has its own and is run as a subprocess of it. `CUSTDQ_PEERS` names another folder than
`.venv-peers` beside the sources.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
#: Tool -> what is installed for it; custdq runs in the environment of the project.
PACKAGES: dict[str, tuple[str, ...]] = {
    "splink": ("splink==5.0.0", "duckdb==2.0.1", "pyarrow==26.0.1"),
    "recordlinkage": ("recordlinkage==0.16", "pandas==2.3.3", "pyarrow==26.0.1"),
    # newer BTrees break the temporary blocking tables of dedupe 3
    "dedupe": ("dedupe==3.0.3", "BTrees<6.5", "setuptools<81", "pyarrow==26.0.1"),
    "goldenmatch": ("goldenmatch==3.22.0", "pyarrow==26.0.1"),
    "polars": ("polars==1.34.0", "pyarrow==26.0.1"),
    "pandera": ("pandera[pandas]==0.35.0", "pyarrow==26.0.1"),
    "great_expectations": ("great-expectations==1.24.1", "pyarrow==26.0.1"),
    "pointblank": ("pointblank==1.1.1", "polars==1.34.0", "pyarrow==26.0.1"),
}


def folder() -> Path:
    """Return where the environments are."""
    given = os.environ.get("CUSTDQ_PEERS")
    return Path(given) if given else REPOSITORY / ".venv-peers"


def python_of(tool: str) -> str:
    """Return the Python that runs a tool, its environment made first where it is not there."""
    if tool == "custdq":
        return sys.executable
    home = folder() / tool
    python, stamp = home / "bin" / "python", home / "packages.txt"
    wanted = "\n".join(PACKAGES[tool])
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"making the environment of {tool}", file=sys.stderr)
        venv.create(home, with_pip=True, clear=True)
        quiet = ("--quiet", "--disable-pip-version-check")
        subprocess.run([str(python), "-m", "pip", "install", *quiet, *PACKAGES[tool]], check=True, stdout=sys.stderr)
        stamp.write_text(wanted, encoding="utf-8")
    return str(python)


if __name__ == "__main__":
    for name in PACKAGES:
        print(name, python_of(name))
