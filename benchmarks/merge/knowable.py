"""Which true values of the made-up company can be known: every part of them stands in some cell of the customer.

Its truth counts a value as seen where one cell says it "however it is written": an address without its road, a firm
without its city. What such a cell leaves out and no other says, nobody can know. The trap: asking the library itself
what it can read; the parts are the truth's own, and they are looked for in the cells as they stand in the files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Frame = Any
Bools = npt.NDArray[np.bool_]

_LEVEL = re.compile(r"(?<=..)(?:街道|新区|自治县|[省市县区镇乡])$")
_WORDS, _NUMBERS = ("road", "place"), ("road_no", "building", "unit", "room")


def texts_by_customer(records: pa.Table, columns: Sequence[str], customer: Sequence[str | None]) -> dict[str, str]:
    """Return what stands in some columns of each customer's records, as one text."""
    texts: dict[str, list[str]] = {}
    for who, *cells in zip(customer, *(records.column(name).to_pylist() for name in columns), strict=True):
        if who is not None:
            texts.setdefault(who, []).extend(cell for cell in cells if cell)
    return {who: unicodedata.normalize("NFKC", " | ".join(cells)) for who, cells in texts.items()}


def known_addresses(truth: Frame, texts: Mapping[str, str]) -> Bools:
    """Tell of which addresses every part stands in the customer's cells: the division by its name without its level."""
    return np.array([_is_told(row, texts.get(who, "")) for who, row in truth.iterrows()], dtype=bool)


def _is_told(row: Mapping[str, Any], text: str) -> bool:
    divisions = [row[name] for name in ("district", "town") if isinstance(row[name], str)]
    divisions = [name for name in divisions if name in row["address"]]
    wanted = [*(row[name] for name in _WORDS), *(_LEVEL.sub("", name) for name in divisions)]
    numbers = [str(row[name]) for name in _NUMBERS if isinstance(row[name], str) and row[name]]
    return all(part in text for part in wanted if isinstance(part, str)) and all(
        re.search(rf"(?<![0-9A-Za-z]){re.escape(number)}(?![0-9A-Za-z])", text) for number in numbers
    )


def known_names(truth: Frame, texts: Mapping[str, str]) -> Bools:
    """Tell of which firms' names what stands before the brand, the brand, and what follows stand in some cell."""
    found = []
    for who, row in truth.iterrows():
        text, name = texts.get(who, ""), unicodedata.normalize("NFKC", row["name"])
        before, brand, after = name.partition(unicodedata.normalize("NFKC", row["brand"] or ""))
        found.append(all(part in text for part in (before, brand, after)))
    return np.array(found, dtype=bool)
