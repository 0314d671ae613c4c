"""Known truth, in any form a user holds it, brought onto the linked records.

The trap: where one record id stands in several sources, truth by record id alone would call different customers one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_strings
from custdq.errors import ColumnNotFoundError, OptionError, SourceError, did_you_mean
from custdq.frames import is_path, to_arrow
from custdq.steps.read import read_sources
from custdq.tables import ENTITY_COLUMN, column_or_null

Rows = npt.NDArray[np.int64]


def true_entities(truth: Any, identity: pa.Table) -> tuple[Rows, Rows]:
    """Return the rows whose true entity is known, and these entities as numbers.

    Parameters
    ----------
    truth
        record_id -> entity_id: a mapping, a pandas Series, a frame with the columns record_id and entity_id (and
        source, where ids repeat across sources), or the path of such a table. Keys of a mapping may be
        (source, record_id).
    identity
        record_id and source of the records.

    Raises
    ------
    OptionError
        When the truth is something else, names no record, or names by record id alone what several sources hold.
    ColumnNotFoundError
        When its frame lacks record_id or entity_id.
    """
    known = _known(truth)
    ids, sources = (column_or_null(identity, name) for name in ("record_id", "source"))
    by_source = known.sources is not None and sources.null_count < len(sources)
    keys, asked = (known.ids, ids) if not by_source else (_joined(known.sources, known.ids), _joined(sources, ids))
    # of a record named twice the last word counts
    place = pc.index_in(asked, value_set=keys.take(pa.array(np.arange(len(keys))[::-1])), skip_nulls=True)
    at = np.flatnonzero(np.asarray(place.is_valid()))
    labels = known.labels.take(pa.array(len(keys) - 1 - np.asarray(place.take(pa.array(at))).astype(np.int64)))
    told = np.flatnonzero(np.asarray(labels.is_valid()))
    if not len(told):
        raise OptionError(
            "The truth names none of the linked records. Expected record_id -> entity_id, "
            "with the ids that stand in the column record_id of links.entities."
        )
    at, codes = at[told], np.asarray(labels.take(pa.array(told)).dictionary_encode().indices).astype(np.int64)
    if not by_source:
        refuse_shared_ids(ids.take(pa.array(at)), sources.take(pa.array(at)), "The truth")
    return at, codes


def _joined(sources: pa.Array | None, ids: pa.Array) -> pa.Array:
    """Return source and id as one text each; no id contains the separator of records."""
    return pc.binary_join_element_wise(pc.fill_null(sources, ""), ids, "\x1e")


def refuse_shared_ids(ids: pa.Array, sources: pa.Array, what: str) -> None:
    """Raise `OptionError` where an id by which `what` names records stands in several sources."""
    held = pa.table({"id": ids, "source": pc.fill_null(sources, "")}).group_by("id", use_threads=False)
    shared = held.aggregate([("source", "count_distinct"), ("source", "min"), ("source", "max")])
    shared = shared.filter(pc.greater(shared.column("source_count_distinct"), 1))
    if shared.num_rows:
        row = shared.slice(0, 1).to_pylist()[0]
        raise OptionError(
            f'{what} names records by id alone, but "{row["id"]}" stands in the sources "{row["source_min"]}" and '
            f'"{row["source_max"]}". Give {{(source, record_id): entity_id}}, or a frame with a column source.'
        )


class _Known(NamedTuple):
    """Record ids, their true entities, and their sources where these were given."""

    ids: pa.Array
    labels: pa.Array
    sources: pa.Array | None


def _known(truth: Any) -> _Known:
    if isinstance(truth, Mapping) or (hasattr(truth, "items") and not hasattr(truth, "columns")):
        return _of_mapping(dict(truth.items()))
    if is_path(truth):
        truth = read_one_table(truth, "The truth")
    elif not hasattr(truth, "columns"):
        given = type(truth).__name__
        raise OptionError(f"evaluate was given {given}; expected record_id -> entity_id, or a frame of both.")
    table = to_arrow(truth)
    for name in ("record_id", ENTITY_COLUMN):
        if name not in table.column_names:
            raise ColumnNotFoundError(f'The truth has no column "{name}". {did_you_mean(name, table.column_names)}')
    ids, labels, sources = (column_or_null(table, name) for name in ("record_id", ENTITY_COLUMN, "source"))
    return _Known(ids, labels, sources if "source" in table.column_names else None)


def _of_mapping(truth: Mapping[Any, Any]) -> _Known:
    keys = list(truth)
    labels = as_strings(list(truth.values()))
    if not any(isinstance(key, tuple) for key in keys):
        return _Known(as_strings(keys), labels, None)
    # a key of any other length names nobody
    pairs = [key if isinstance(key, tuple) and len(key) == 2 else (None, None) for key in keys]
    return _Known(as_strings([key for _, key in pairs]), labels, as_strings([source for source, _ in pairs]))


def read_one_table(path: Any, what: str) -> pa.Table:
    """Read a file that holds one table; `SourceError` names `what` was to be read where it holds none or several."""
    tables, findings = read_sources([str(path)])
    if len(tables) != 1:
        reasons = "; ".join(f"{f.source}: {f.suggestion or f.code}" for f in findings[:3])
        raise SourceError(f'{what} "{path}" holds {len(tables)} tables; expected one. {reasons}'.rstrip())
    return tables[0].data
