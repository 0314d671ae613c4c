"""Single records, as a screen or a service has them, made ready and weighed in pairs.

The trap: a misspelt column of a record would count as missing, and the pair would look as if nothing were known; so a
name that is nearly a column's is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import pyarrow as pa

from custdq.cells import cell_text
from custdq.errors import ColumnNotFoundError, OptionError
from custdq.frames import is_frame, to_arrow
from custdq.results import Explanation
from custdq.schema import Schema
from custdq.steps.link import Field, LinkageModel, LinkOptions, PairRecord, PairWeigher, evidence_fields
from custdq.steps.standardize import RecordReader, standardize_records

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
        self._schema, self._known = schema, known
        self._reader = RecordReader(schema)
        fields = self._fields(replace(options, model=model)) if known is None else ()
        self._weigher = PairWeigher(fields, model, kinds=schema.columns, known=known)
        self._ready: dict[Cells, PairRecord] = {}
        self._names: dict[tuple[str, ...], list[str]] = {}

    def _fields(self, options: LinkOptions) -> list[Field]:
        """Return the model's fields, of a record without any values."""
        blank = pa.table({name: pa.nulls(1, pa.string()) for name in self._schema.columns})
        schema = Schema(self._schema.columns)
        return evidence_fields(standardize_records(blank, schema), schema, options)

    def explain(self, left: Any, right: Any) -> Explanation:
        """Weigh two records: mappings of column to value, or frames of one row."""
        return Explanation(self._weigher.explain(self._record(left), self._record(right)))

    def _record(self, given: Any) -> PairRecord:
        cells = self._cells(_texts(given))
        found = self._ready.get(cells)
        if found is None:
            found = self._weigher.record(self._reader.read(dict(cells)))
            if len(self._ready) >= _KEPT:
                self._ready.pop(next(iter(self._ready)))
            self._ready[cells] = found
        return found

    def _cells(self, given: Mapping[str, str | None]) -> Cells:
        """Return the columns of a record that count: those declared, and what is read with its address."""
        names = tuple(given)
        if names not in self._names:
            if len(self._names) >= _KEPT:
                self._names.clear()
            self._names[names] = self._counting(names)
        return tuple((name, given.get(name)) for name in self._names[names])

    def _counting(self, names: Sequence[str]) -> list[str]:
        columns = self._schema.columns
        others = [name for name in names if name not in columns]
        for name in columns:
            near = get_close_matches(name, others, n=1, cutoff=0.7) if name not in names else []
            if near and near[0] not in self._schema.roles().values():
                raise ColumnNotFoundError(f'The record has no column "{name}", but "{near[0]}". Did you mean "{name}"?')
        if not any(name in columns for name in names):
            raise ColumnNotFoundError(f"The record has none of the columns: {', '.join(columns)}.")
        return [*columns, *self._reader.beside(names)]


def _texts(record: Any) -> dict[str, str | None]:
    """Return the cells of a record as text."""
    if isinstance(record, Mapping):
        return {str(name): cell_text(value) for name, value in record.items()}
    if not is_frame(record) and hasattr(record, "to_dict"):  # a row of a frame of pandas
        return _texts(record.to_dict())
    table = to_arrow(record)
    if table.num_rows != 1:
        raise OptionError(f"A record was given as a frame of {table.num_rows} rows; expected one row.")
    return {name: table.column(name)[0].as_py() for name in table.column_names}
