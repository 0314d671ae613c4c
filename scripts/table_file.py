"""Write a reference table: gzip text, first line a header with the source, licence and date; same bytes every time.

Packed by zopfli, which any gzip reads: a fifteenth smaller than gzip's own best, and the package is to stay below 5 MB.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import zopfli.gzip

REFERENCE = Path(__file__).resolve().parents[1] / "src" / "custdq" / "reference"


def write_table(name: str, source: str, lines: Iterable[str]) -> None:
    """Write `lines` under a header naming `source` and today's date."""
    header = f"# {source}; built {datetime.now(UTC):%Y-%m-%d} by scripts/"
    pack_table(name, [header, *lines])


def pack_table(name: str, lines: Iterable[str]) -> None:
    """Write `lines`, the header first."""
    data = zopfli.gzip.compress(("\n".join(lines) + "\n").encode("utf-8"))
    (REFERENCE / name).write_bytes(data)
    print(f"{name}: {len(data):,} bytes")
