"""Rows of a benchmark kept as JSON lines, one file for many runs: a later run adds to it, none is written over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def keep(row: Mapping[str, Any], file: Path | None) -> None:
    """Add a row to the file; None: it is not kept."""
    if file is None:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
