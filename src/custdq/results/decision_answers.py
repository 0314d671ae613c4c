"""A steward's answers, as a sheet of questions comes back, put into decisions.

The trap: an empty answer means "not looked at", never "no"; and a sheet that holds two sorts of questions must not take
a value for a yes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from custdq.errors import ColumnNotFoundError, did_you_mean
from custdq.frames import is_path, read_path, to_arrow
from custdq.results.answers import meant, record_keys
from custdq.results.record_keys import RecordKey
from custdq.tables import ENTITY_COLUMN, column_or_null

#: The columns an answer may stand in: of the review sheet, and of `links.sample()`.
_ANSWER_COLUMNS = ("answer", "match")


class Answer(NamedTuple):
    """One answer: a pair of records that is one customer or is not, or a value for a column of an entity."""

    pair: tuple[RecordKey, RecordKey] | None = None
    together: bool = False
    entity_id: str | None = None
    cell: tuple[str, str] | None = None


def answers_of(answers: Any) -> list[Answer]:
    """Return the answers of a sheet, in its order.

    Parameters
    ----------
    answers
        A frame, or the path of one, with the column answer (or match). A row with left and right (left_source and
        right_source where ids repeat) asks whether two records are one customer: yes, no, true, false, 1, 0, 是, 否. A
        row with entity_id and column asks for a value. An empty answer is none.

    Raises
    ------
    ColumnNotFoundError
        When there is no answer, or nothing that was asked.
    OptionError
        When the answer about a pair is neither yes nor no.
    """
    table = to_arrow(read_path(answers) if is_path(answers) else answers)
    said = next((column_or_null(table, name) for name in _ANSWER_COLUMNS if name in table.column_names), None)
    pairs, cells = (set(names) <= set(table.column_names) for names in (("left", "right"), (ENTITY_COLUMN, "column")))
    if said is None or not (pairs or cells):
        wanted = "answer" if said is None else "left"
        raise ColumnNotFoundError(f'The answers have no column "{wanted}". {did_you_mean(wanted, table.column_names)}')
    nothing = [None] * table.num_rows
    sides = [record_keys(table, name) if pairs else nothing for name in ("left", "right")]
    columns = (
        [column_or_null(table, name).to_pylist() for name in (ENTITY_COLUMN, "column")] if cells else [nothing] * 2
    )
    out = []
    for answer, left, right, entity, column in zip(said.to_pylist(), *sides, *columns, strict=True):
        text = (answer or "").strip()
        if not text:
            continue
        if column is not None and entity is not None:
            out.append(Answer(entity_id=entity, cell=(column, text)))
        else:
            out.append(Answer(pair=(left, right), together=bool(meant(text))))
    return out
