"""The order records are worked on in: given by what they say, so that row order changes no result.

The trap: equal records must stand together (a run of copies is found that way), and among them the one the user's
system names first comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.schema import Schema
from custdq.steps.link.encode import ABSENT, EncodedKey
from custdq.steps.link.field import Field
from custdq.tables import Standardized
from custdq.text.fingerprint import Fingerprints, mixed

#: Share of a vocabulary below which a few values are looked at by themselves.
_FEW_ASKED = 0.25

#: Records at a time: what is worked on stays in the processor's cache.
_ROWS = 1 << 14


def content_order(
    fields: Sequence[Field], records: Standardized, schema: Schema, *, rows: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.int64]:
    """Return an order of the records that depends on their content, not on where they stand.

    Parameters
    ----------
    fields
        Fields of evidence.
    records, schema
        The records, and which of their columns name them.
    rows
        Where the records of the fields stand among all; None: they are all.
    """
    content = _combined(_first_keys(fields), fields[0].records)
    order = _ascending(content)
    ordered = content.take(order)
    alike = np.append(False, ordered[1:] == ordered[:-1])
    alike[:-1] |= alike[1:]
    tied = np.flatnonzero(alike)
    if len(tied):
        ties = order[tied]
        # what agrees in the first key of every field may differ in another
        whole = _combined(_compared_keys(fields), len(ties), ties)
        standing = pa.array(ties if rows is None else rows[ties])
        columns: list[npt.NDArray[Any]] = [ties]
        for name in ("row", "sheet", schema.record_id or "record_id", schema.source or "source"):
            if name in records.raw.column_names:
                columns.append(_ranks(records.column(name).take(standing)))
        order[tied] = ties[np.lexsort([*columns, whole, content[ties]])]
    return order


def _ascending(content: Fingerprints) -> npt.NDArray[np.int64]:
    """Return the order of some numbers that are spread over all bits."""
    low = np.uint64((1 << len(content).bit_length()) - 1)
    # number and place as one: sorting numbers is several times as fast as finding their order
    order = (np.sort(content & ~low | np.arange(len(content), dtype=np.uint64)) & low).astype(np.int64)
    ordered = content.take(order)
    # two in a million that differ in their last bits alone
    return order.take(np.argsort(ordered, kind="stable")) if (ordered[1:] < ordered[:-1]).any() else order


def content_fingerprints(fields: Sequence[Field]) -> Fingerprints:
    """Return one number a record, alike for records that agree in every key they are compared by."""
    return _combined(_compared_keys(fields), fields[0].records)


class RecordFingerprints:
    """A number for the values each record has of one key, whatever their order; 0 where it has none.

    Parameters
    ----------
    key
        The key.
    asked
        How many records will be asked about in all: of few the values are looked at by themselves.
    """

    def __init__(self, key: EncodedKey, asked: int) -> None:
        self._codes, self._vocabulary = key.codes, key.vocabulary
        self._of_value = None if asked < _FEW_ASKED * len(key.vocabulary) else key.vocabulary.fingerprints

    def __getitem__(self, records: slice | npt.NDArray[np.integer]) -> Fingerprints:
        codes = self._codes[records]
        out = np.zeros(len(codes), np.uint64)
        for place in range(codes.shape[1] if len(self._vocabulary) else 0):
            code = np.maximum(codes[:, place], 0)
            known = self._of_value
            of_value = mixed(self._vocabulary.some_fingerprints(code) if known is None else known.take(code))
            np.putmask(of_value, codes[:, place] == ABSENT, np.uint64(0))
            out += of_value
        return out


def _compared_keys(fields: Sequence[Field]) -> list[EncodedKey]:
    # files in another order may bring their columns in another order
    named = sorted(fields, key=lambda field: field.name)
    return [field.keys[key] for field in named for key in field.compared]


def _first_keys(fields: Sequence[Field]) -> list[EncodedKey]:
    return [field.keys[field.comparison.present[0]] for field in sorted(fields, key=lambda field: field.name)]


def _combined(keys: Sequence[EncodedKey], count: int, records: npt.NDArray[np.integer] | None = None) -> Fingerprints:
    """Return one number a record, of the values of some keys; None: of all records."""
    told = [RecordFingerprints(key, count) for key in keys]
    out = np.zeros(count, np.uint64)
    for begin in range(0, count, _ROWS):
        part = slice(begin, begin + _ROWS)
        some = part if records is None else records[part]
        content = mixed(out[part])
        for key in told:
            content = mixed(content ^ key[some])
        out[part] = content
    return out


def _ranks(column: Any) -> npt.NDArray[np.int64]:
    return np.asarray(pc.rank(column, sort_keys="ascending", tiebreaker="dense")).astype(np.int64)
