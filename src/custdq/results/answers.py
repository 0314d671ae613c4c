"""Labelled pairs, as a person gives them back: a frame or a file with left, right and match.

The trap: a spreadsheet writes TRUE, a clerk yes or 是, and an empty cell means "not looked at", never "no match".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.cells import as_text
from custdq.errors import ColumnNotFoundError, OptionError, did_you_mean
from custdq.frames import is_path, read_path, to_arrow
from custdq.results.record_keys import record_positions

_YES = {"1", "true", "yes", "y", "t", "match", "是", "对", "同"}
_NO = {"0", "false", "no", "n", "f", "different", "否", "不是", "异"}

Pairs = npt.NDArray[np.int64]


def labelled_pairs(answers: Any, identity: pa.Table) -> tuple[Pairs, npt.NDArray[np.bool_]]:
    """Return the labelled pairs as row positions (pairs x 2, the smaller first), and whether each is a match.

    Each pair stands once.

    Parameters
    ----------
    answers
        A frame or a path with left, right and match (yes/no, true/false, 1/0, 是/否), and left_source and right_source
        where ids repeat; or (left, right, match) triples, where left and right are ids or (source, id). Pairs without
        an answer are left out.
    identity
        record_id and source of the records.

    Raises
    ------
    ColumnNotFoundError
        When left, right or match is not there.
    OptionError
        When an answer is neither yes nor no, no pair has one, a pair has both, or is a record with itself.
    RecordNotFoundError
        When an id is not there, or several records have it.
    """
    lefts, rights, answered = _triples(answers) if isinstance(answers, list | tuple) else _columns(answers)
    said = [meant(answer) for answer in answered]
    at = [row for row, says in enumerate(said) if says is not None]
    if not at:
        raise OptionError("No pair has an answer in the column match. Write yes or no for each pair that was judged.")
    sides = [record_positions(identity, [keys[row] for row in at]) for keys in (lefts, rights)]
    pairs, match = np.sort(np.array(sides, np.int64).T, axis=1), np.array([said[row] for row in at], bool)
    names = [(lefts[row], rights[row]) for row in at]
    once, first, group = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
    alone = np.flatnonzero(pairs[:, 0] == pairs[:, 1])
    both = np.flatnonzero(match != match[first][group.ravel()])
    if len(alone):
        raise OptionError(f"The answers hold a pair of {names[alone[0]][0]!r} with itself. Take it out.")
    if len(both):
        left, right = names[both[0]]
        raise OptionError(f"The answers say both yes and no of {left!r} and {right!r}. Take one out.")
    return once, match[first]


def _triples(answers: Sequence[Any]) -> tuple[list[Any], list[Any], list[str | None]]:
    for given in answers:
        if not isinstance(given, list | tuple) or len(given) != 3:
            raise OptionError(f"The answers hold {given!r}; expected (left, right, match), such as (1, 2, True).")
    keys = [[tuple(each[side]) if isinstance(each[side], list) else each[side] for each in answers] for side in (0, 1)]
    return keys[0], keys[1], [as_text(each[2]) for each in answers]


def _columns(answers: Any) -> tuple[list[Any], list[Any], list[str | None]]:
    table = to_arrow(read_path(answers) if is_path(answers) else answers)
    for name in ("left", "right", "match"):
        if name not in table.column_names:
            raise ColumnNotFoundError(f'The answers have no column "{name}". {did_you_mean(name, table.column_names)}')
    return record_keys(table, "left"), record_keys(table, "right"), table.column("match").to_pylist()


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
