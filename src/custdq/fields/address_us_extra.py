"""A second opinion on an American address whose reading is unsure: usaddress or fastaddress, where one is installed.

The trap: their labels may break one part into two, lose a town's first word, or fail on a repeated label; such an
answer is worse than none, so only one that holds together and knows its town is taken, and the address stays unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from itertools import groupby

#: A labeller: text -> words with their labels.
Labeller = Callable[[str], Sequence[tuple[str, str]]]

_PARTS = {
    "AddressNumber": "number", "AddressNumberPrefix": "number", "AddressNumberSuffix": "number", "StreetName": "road",
    "StreetNamePreDirectional": "road", "StreetNamePostDirectional": "road", "StreetNamePreType": "road",
    "StreetNamePostType": "road", "StreetNamePreModifier": "road", "OccupancyType": "unit",
    "OccupancyIdentifier": "unit", "SubaddressType": "unit", "SubaddressIdentifier": "unit", "PlaceName": "city",
    "StateName": "state", "ZipCode": "postcode", "ZipPlus4": "postcode", "USPSBoxType": "po_box", "USPSBoxID": "po_box",
    "USPSBoxGroupType": "po_box", "USPSBoxGroupID": "po_box", "BuildingName": "place", "LandmarkName": "place",
    "Recipient": "place", "CountryName": "country",
}  # fmt: skip


@cache
def labeller() -> Labeller | None:
    """Return the labeller of the first library that is installed, the faster one first; None where neither is."""
    for name in ("fastaddress", "usaddress"):
        try:
            found: Labeller = import_module(name).parse
        except ImportError:
            continue
        return found
    return None


def second_reading(text: str) -> dict[str, str] | None:
    """Return the parts another parser sees in `text`, as written; None where they do not hold together or it is absent.

    >>> found = second_reading("no address at all, only a remark of a clerk")
    >>> found is None or "number" not in found
    True
    """
    parse = labeller()
    if parse is None:
        return None
    try:
        labels = parse(text)
    except (ValueError, IndexError, KeyError, TypeError):
        # what another library makes of odd text is not ours to answer for
        return None
    found: dict[str, str] = {}
    for part, words in groupby(labels, key=lambda pair: _PARTS.get(pair[1], "")):
        # a part in two places, or a word that is no part of an address: the reading does not hold together
        if not part or part in found:
            return None
        found[part] = re.sub(r"\s+", " ", " ".join(word for word, _ in words)).strip(" ,;:-")
    return found if "road" in found or "po_box" in found else None
