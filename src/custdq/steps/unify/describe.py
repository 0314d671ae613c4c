"""The mapping shown to a user, and written as TOML that can be edited and given back.

The trap: a guess nobody sees. Every column is listed with where it went and why, and a question mark
where that is unsure.
"""

from __future__ import annotations

import unicodedata

from custdq.config import toml_key, toml_value
from custdq.steps.unify.guess import MappingGuess, is_unsure
from custdq.steps.unify.unifying import Unified


def describe_mappings(unified: Unified) -> str:
    """Return the mapping as a table to print: source, column -> target, confidence ("?" where unsure), evidence.

    Examples
    --------
    >>> import numpy as np
    >>> import pyarrow as pa
    >>> from custdq.steps.unify.unifying import unify_tables
    >>> from custdq.tables import SourceTable
    >>> data = pa.table({"Mobile": ["13912345678", "13800001234", "15912340000"]})
    >>> print(describe_mappings(unify_tables([SourceTable("a.csv", "", data, np.arange(2, 5))])))
    source  column     target  confidence  evidence
    a.csv   Mobile  -> mobile  1.00        name "Mobile"; 100% phone numbers
    """
    rows = [("source", "column", "", "target", "confidence", "evidence")]
    for guess in unified.mappings:
        moved, mark = "->" if guess.target != guess.column else "", " ?" if is_unsure(guess) else ""
        rows.append((_place(guess), guess.column, moved, guess.target, f"{guess.confidence:.2f}{mark}", guess.evidence))
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    gaps = ("  ", "  ", " ", "  ", "  ", "")
    lines = []
    for row in rows:
        cells = [cell + " " * (width - _width(cell)) + gap for cell, width, gap in zip(row, widths, gaps, strict=True)]
        lines.append("".join(cells).rstrip())
    return "\n".join(lines)


def mapping_to_toml(unified: Unified) -> str:
    """Return the mapping as TOML tables `[mapping."file.xlsx"]` that `unify_tables` accepts when they are read back.

    Only columns that move are written, and attached tables not at all; set a target to "" to leave a column as it is.
    """
    attached = {(table.source, table.sheet) for table in unified.attached}
    lines: list[str] = []
    written = None
    for guess in unified.mappings:
        if (guess.source, guess.sheet) in attached or guess.target == guess.column:
            continue
        if _place(guess) != written:
            written = _place(guess)
            lines += ["", f"[mapping.{toml_key(written)}]"]
        doubt = f"  # unsure: {guess.evidence}" if is_unsure(guess) else ""
        lines.append(f"{toml_key(guess.column)} = {toml_value(guess.target)}{doubt}")
    return "\n".join(lines).strip() + "\n" if lines else ""


def _place(guess: MappingGuess) -> str:
    return f"{guess.source}#{guess.sheet}" if guess.sheet else guess.source


def _width(text: str) -> int:
    """Return the columns a text takes on a terminal: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
