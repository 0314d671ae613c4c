"""Known truth, in any form a user holds it, brought onto the linked records.

The trap: where one record id stands in several sources, truth by record id alone would call different customers one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from custdq.cells import as_text
from custdq.errors import ColumnNotFoundError, OptionError, SourceError, did_you_mean
from custdq.frames import is_path, to_arrow
from custdq.steps.read import read_sources
from custdq.tables import ENTITY_COLUMN, column_or_null


def true_entities(truth: Any, identity: pa.Table) -> list[str | None]:
    """Return the true entity of each record; None where the truth does not name it.

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
    known, with_source = _known(truth)
    ids, sources = (column_or_null(identity, name).to_pylist() for name in ("record_id", "source"))
    if with_source and not any(sources):  # records of one unnamed source
        known, with_source = {key[-1]: label for key, label in known.items()}, False
    if with_source:
        found = [known.get(key) for key in zip(sources, ids, strict=True)]
    else:
        found = [known.get(key) for key in ids]
        _refuse_shared(ids, sources, found)
    if not any(label is not None for label in found):
        raise OptionError(
            "The truth names none of the linked records. Expected record_id -> entity_id, "
            "with the ids that stand in the column record_id of links.entities."
        )
    return found


def _refuse_shared(ids: Sequence[str | None], sources: Sequence[str | None], found: Sequence[str | None]) -> None:
    held: dict[str, str | None] = {}
    for key, source, label in zip(ids, sources, found, strict=True):
        if key is not None and label is not None and held.setdefault(key, source) != source:
            raise OptionError(
                f'The truth names records by id alone, but "{key}" stands in the sources "{held[key]}" and "{source}". '
                "Give {(source, record_id): entity_id}, or a frame with a column source."
            )


def _known(truth: Any) -> tuple[dict[Any, str | None], bool]:
    """Return key -> entity, and whether the keys are (source, record id)."""
    if isinstance(truth, Mapping) or (hasattr(truth, "items") and not hasattr(truth, "columns")):
        keys = {_key(key): as_text(label) for key, label in truth.items()}
        return keys, any(isinstance(key, tuple) for key in keys)
    if is_path(truth):
        truth = _read(truth)
    elif not hasattr(truth, "columns"):
        given = type(truth).__name__
        raise OptionError(f"evaluate was given {given}; expected record_id -> entity_id, or a frame of both.")
    table = to_arrow(truth)
    for name in ("record_id", ENTITY_COLUMN):
        if name not in table.column_names:
            raise ColumnNotFoundError(f'The truth has no column "{name}". {did_you_mean(name, table.column_names)}')
    ids, labels = (column_or_null(table, name).to_pylist() for name in ("record_id", ENTITY_COLUMN))
    if "source" not in table.column_names:
        return dict(zip(ids, labels, strict=True)), False
    return dict(zip(zip(column_or_null(table, "source").to_pylist(), ids, strict=True), labels, strict=True)), True


def _key(key: Any) -> Any:
    return tuple(as_text(part) for part in key) if isinstance(key, tuple) else as_text(key)


def _read(path: Any) -> pa.Table:
    tables, findings = read_sources([str(path)])
    if len(tables) != 1:
        reasons = "; ".join(f"{f.source}: {f.suggestion or f.code}" for f in findings[:3])
        raise SourceError(f'The truth "{path}" holds {len(tables)} tables; expected one. {reasons}'.rstrip())
    return tables[0].data
