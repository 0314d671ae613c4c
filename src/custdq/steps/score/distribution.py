"""How the values of a column are spread, in a handful of bins that betray no value: what drift is told by.

Categories fall into bins by a hash of the value, dates by their age, numbers by their size, anything else by its script
and length. The trap: a history of the data is a copy of it. Bins hold counts, and no bin can be turned back to a value.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import Kind
from custdq.schema import Schema
from custdq.tables import Standardized

_HASHED = ("category", "country")
_BUCKETS = 16
_MOST_DISTINCT = 5000
#: Ages in days, widths in characters, sizes as powers of ten: where one bin ends and the next begins.
_AGES = np.array([0, 31, 92, 183, 366, 731, 1827, 3653])
_WIDTHS = np.array([2, 3, 4, 5, 9, 13, 17, 33])
_HAN = r"\p{Han}"


def distributions(standardized: Standardized, schema: Schema, *, as_of: str) -> dict[str, dict[str, int]]:
    """Return for each column of the schema how many of its values fall into each bin.

    Parameters
    ----------
    standardized
        The records; only values that could be read are counted.
    schema
        Their kinds.
    as_of
        Day on which the age of dates is told (ISO 8601).
    """
    return {
        name: bins(standardized.parsed.column(name).part("value"), kind, as_of=as_of)
        for name, kind in schema.columns.items()
        if name in standardized.parsed
    }


def bins(values: pa.Array, kind: Kind, *, as_of: str) -> dict[str, int]:
    """Return the counts of one column's bins, in the order of their names.

    >>> from custdq.fields import Date
    >>> bins(pa.array(["2025-06-01", "2020-01-01", None]), Date(), as_of="2025-06-30")
    {'age 1': 1, 'age 7': 1}
    """
    present = values.drop_null()
    if kind.name == "date":
        found = _ages(present, as_of)
    elif kind.name == "number":
        found = _sizes(present)
    elif kind.name in _HASHED:
        found = _hashed(present)
    else:
        found = _written(present)
    return {name: found[name] for name in sorted(found)}


def _ages(values: pa.Array, as_of: str) -> dict[str, int]:
    whole = values.filter(pc.equal(pc.utf8_length(values), 10))
    days = pc.cast(whole, pa.date32()).to_numpy(zero_copy_only=False).astype("datetime64[D]")
    age = (np.datetime64(as_of) - days).astype(np.int64)
    found = _counted(np.searchsorted(_AGES, age, side="right"), "age")
    return found | ({"partial": len(values) - len(whole)} if len(whole) < len(values) else {})


def _sizes(values: pa.Array) -> dict[str, int]:
    sizes = pc.cast(values, pa.float64()).to_numpy(zero_copy_only=False)
    with np.errstate(divide="ignore"):
        power = np.where(sizes == 0, 0, np.clip(np.floor(np.log10(np.abs(sizes))), -6, 12) + 7)
    return _counted((np.sign(sizes) * power).astype(np.int64), "size")


def _hashed(values: pa.Array) -> dict[str, int]:
    counts = values.value_counts()
    if len(counts) > _MOST_DISTINCT:
        return _written(values)
    found: Counter[str] = Counter()
    for value, count in zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True):
        found[f"hash {blake2b(value.encode(), digest_size=2).digest()[0] % _BUCKETS}"] += count
    return dict(found)


def _written(values: pa.Array) -> dict[str, int]:
    width = pc.utf8_length(values).to_numpy(zero_copy_only=False)
    han = pc.match_substring_regex(values, _HAN).to_numpy(zero_copy_only=False)
    place = np.searchsorted(_WIDTHS, width, side="right") + np.where(han, len(_WIDTHS) + 1, 0)
    return _counted(place, "form")


def _counted(places: Any, name: str) -> dict[str, int]:
    found, counts = np.unique(places, return_counts=True)
    return {f"{name} {place}": int(count) for place, count in zip(found.tolist(), counts.tolist(), strict=True)}
