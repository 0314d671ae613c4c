"""Single records, as a screen or a service has them, made ready and weighed in pairs.

The trap: a misspelt column of a record would count as missing, and the pair would look as if nothing were known; so a
name that is nearly a column's is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import pyarrow as pa

from custdq.cells import as_text
from custdq.errors import ColumnNotFoundError, OptionError
from custdq.frames import to_arrow
from custdq.prepared import prepare
from custdq.results import Explanation
from custdq.schema import Schema
from custdq.steps.link import LinkageModel, LinkOptions, PairRecord, PairWeigher, evidence_fields

#: Records kept ready: one that is compared with many is made ready once.
_KEPT = 1_000

Cells = tuple[tuple[str, str | None], ...]


class SinglePairs:
    """Weighs pairs of single records with one model.

    Parameters
    ----------
    schema
        Kinds of the columns.
    options
        The linker's options.
    model
        The fitted model.
    known
        The records the model was fitted on (a `Scorer`), for value frequencies; None: there are none.
    """

    def __init__(self, schema: Schema, options: LinkOptions, *, model: LinkageModel, known: Any) -> None:
        self.model = model
        self._schema, self._options, self._known = schema, replace(options, model=model), known
        self._weigher: PairWeigher | None = None
        self._ready: dict[Cells, tuple[PairWeigher, PairRecord]] = {}

    def explain(self, left: Any, right: Any) -> Explanation:
        """Weigh two records: mappings of column to value, or frames of one row."""
        weigher, mine = self._record(self._cells(left))
        _, other = self._record(self._cells(right))
        return Explanation(weigher.explain(mine, other))

    def _cells(self, record: Any) -> Cells:
        """Return the declared columns of a record as text, in schema order."""
        if isinstance(record, Mapping):
            given = {str(name): as_text(value) for name, value in record.items()}
        else:
            table = to_arrow(record)
            if table.num_rows != 1:
                raise OptionError(f"A record was given as a frame of {table.num_rows} rows; expected one row.")
            given = {name: table.column(name)[0].as_py() for name in table.column_names}
        others = [name for name in given if name not in self._schema.columns]
        for name in self._schema.columns:
            near = get_close_matches(name, others, n=1, cutoff=0.7) if name not in given else []
            if near and near[0] not in self._schema.roles().values():
                raise ColumnNotFoundError(f'The record has no column "{name}", but "{near[0]}". Did you mean "{name}"?')
        if not any(name in given for name in self._schema.columns):
            raise ColumnNotFoundError(f"The record has none of the columns: {', '.join(self._schema.columns)}.")
        return tuple((name, given.get(name)) for name in self._schema.columns)

    def _record(self, cells: Cells) -> tuple[PairWeigher, PairRecord]:
        found = self._ready.get(cells)
        if found is None:
            fields = self._fields(cells)
            self._weigher = self._weigher or PairWeigher(fields, self.model, self._known)
            found = self._weigher, self._weigher.record(fields)
            if len(self._ready) >= _KEPT:
                self._ready.pop(next(iter(self._ready)))
            self._ready[cells] = found
        return found

    def _fields(self, cells: Cells) -> list[Any]:
        columns = {name: pa.array([value], pa.string()) for name, value in cells}
        for name in self._schema.roles().values():
            columns.setdefault(name, pa.array(["1"], pa.string()))
        ready = prepare(pa.table(columns), self._schema)
        return evidence_fields(ready.standardized, ready.schema, self._options)
