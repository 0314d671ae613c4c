"""A second reading of unsure addresses by libpostal, where its Python package `postal` is installed.

The trap: libpostal answers in lower case and splits what it does not know; its parts are looked up in the text again,
so that they come out as written, and a part that is not there is not taken.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

#: libpostal's label -> part
_PARTS = {
    "house": "place", "house_number": "number", "road": "road", "unit": "unit", "level": "floor", "po_box": "po_box",
    "postcode": "postcode", "suburb": "suburb", "city_district": "suburb", "city": "city", "state": "province",
    "state_district": "province",
}  # fmt: skip
#: fewer words than this are not worth a second opinion
_LEAST_WORDS = 3


@cache
def _parser() -> Callable[..., Any] | None:
    try:
        module = importlib.import_module("postal.parser")
    except Exception:  # noqa: BLE001 - a broken C library raises whatever it likes
        return None
    found: Callable[..., Any] = module.parse_address
    return found


def is_unsure(parts: Mapping[str, str | None], text: str) -> bool:
    """Tell whether the rules left much of an address without a meaning.

    >>> is_unsure({"place": "Casa Azul del Rio Grande"}, "Casa Azul del Rio Grande"), is_unsure({"road": "Elm"}, "Elm")
    (True, False)
    """
    if parts.get("road") or parts.get("city") or parts.get("postcode") or parts.get("po_box"):
        return False
    return len(text.split()) >= _LEAST_WORDS


def postal_parts(text: str, region: str | None) -> dict[str, str] | None:
    """Return libpostal's parts as they stand in `text`; None where it is not installed or nothing is found."""
    parse = _parser()
    if parse is None:
        return None
    lowered = text.lower()
    parts: dict[str, str] = {}
    for value, label in parse(text, country=region.lower() if region else None):
        part = _PARTS.get(label)
        start = lowered.find(value)
        if part and start >= 0 and len(lowered) == len(text) and part not in parts:
            parts[part] = text[start : start + len(value)]
    return parts or None
