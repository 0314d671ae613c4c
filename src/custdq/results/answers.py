"""Labelled pairs, as a person gives them back: a frame or a file with left, right and match.

The trap: a spreadsheet writes TRUE, a clerk yes or 是, and an empty cell means "not looked at", never "no match".
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import ColumnNotFoundError, OptionError, did_you_mean
from custdq.frames import is_path, read_path, to_arrow
from custdq.results.record_keys import record_positions

_YES = {"1", "true", "yes", "y", "t", "match", "是", "对", "同"}
_NO = {"0", "false", "no", "n", "f", "different", "否", "不是", "异"}

Pairs = npt.NDArray[np.int64]


def labelled_pairs(answers: Any, identity: pa.Table) -> tuple[Pairs, npt.NDArray[np.bool_]]:
    """Return the labelled pairs as row positions (pairs x 2, the smaller first), and whether each is a match.

    Parameters
    ----------
    answers
        A frame or a path with left, right and match (yes/no, true/false, 1/0, 是/否), and left_source and right_source
        where ids repeat. Pairs without an answer are left out.
    identity
        record_id and source of the records.

    Raises
    ------
    ColumnNotFoundError
        When left, right or match is not there.
    OptionError
        When an answer is neither yes nor no, or no pair has one.
    """
    table = to_arrow(read_path(answers) if is_path(answers) else answers)
    for name in ("left", "right", "match"):
        if name not in table.column_names:
            raise ColumnNotFoundError(f'The answers have no column "{name}". {did_you_mean(name, table.column_names)}')
    said = [meant(answer) for answer in table.column("match").to_pylist()]
    at = [row for row, meant in enumerate(said) if meant is not None]
    if not at:
        raise OptionError("No pair has an answer in the column match. Write yes or no for each pair that was judged.")
    table = table.take(pa.array(at))
    sides = [record_positions(identity, record_keys(table, name)) for name in ("left", "right")]
    return np.sort(np.array(sides, np.int64).T, axis=1), np.array([said[row] for row in at], bool)


def record_keys(table: pa.Table, name: str) -> list[Any]:
    """Return the records of a side of pairs: their ids, with their sources where there is a column of these."""
    keys = table.column(name).to_pylist()
    source = f"{name}_source"
    return [*zip(table.column(source).to_pylist(), keys, strict=True)] if source in table.column_names else keys


def meant(answer: str | None) -> bool | None:
    """Return what an answer means, None for an empty one; `OptionError` where it is neither yes nor no."""
    text = (answer or "").strip().lower()
    if not text:
        return None
    if text not in _YES | _NO:
        raise OptionError(
            f'The column match holds "{answer}"; expected yes or no (true, false, 1, 0, 是, 否) or nothing.'
        )
    return text in _YES
