"""Write a reference table: gzip text, first line a header with the source, licence and date; same bytes every time."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "src" / "custdq" / "reference"


def write_table(name: str, source: str, lines: Iterable[str]) -> None:
    """Write `lines` under a header naming `source` and today's date."""
    header = f"# {source}; built {datetime.now(UTC):%Y-%m-%d} by scripts/"
    body = "\n".join([header, *lines]) + "\n"
    data = gzip.compress(body.encode("utf-8"), 9, mtime=0)
    (REFERENCE / name).write_bytes(data)
    print(f"{name}: {len(data):,} bytes")
