"""American addresses on one line: cases of libpostal and pelias, labels of usaddress; beside usaddress, fastaddress.

python -m benchmarks.standardize.address_us --wrong

An answer is right when every component the case states is there as written, whatever its case and outer punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import Address

#: Component of a case -> the parts it may be in, joined in their order.
PARTS = {
    "house_number": ("number",), "road": ("road",), "unit": ("unit",), "level": ("floor", "unit"),
    "po_box": ("po_box",), "house": ("place", "note"), "city": ("city",), "suburb": ("suburb",),
    "city_district": ("city", "district", "suburb"), "state": ("province",), "postcode": ("postcode",),
    "country": ("country",),
}  # fmt: skip
#: usaddress' labels as the same components.
LABELS = {
    "AddressNumber": "number", "AddressNumberPrefix": "number", "AddressNumberSuffix": "number", "StreetName": "road",
    "StreetNamePreDirectional": "road", "StreetNamePostDirectional": "road", "StreetNamePreType": "road",
    "StreetNamePostType": "road", "StreetNamePreModifier": "road", "StreetNamePostModifier": "road",
    "OccupancyType": "unit", "OccupancyIdentifier": "unit", "SubaddressType": "floor", "SubaddressIdentifier": "floor",
    "PlaceName": "city", "StateName": "province", "ZipCode": "postcode", "USPSBoxType": "po_box", "USPSBoxID": "po_box",
    "USPSBoxGroupType": "po_box", "USPSBoxGroupID": "po_box", "BuildingName": "place", "LandmarkName": "place",
    "Recipient": "place", "CountryName": "country", "IntersectionSeparator": "road", "SecondStreetName": "road",
    "SecondStreetNamePostType": "road", "SecondStreetNamePreDirectional": "road", "SecondStreetNamePreType": "road",
    "SecondStreetNamePostDirectional": "road", "CornerOf": "note", "NotAddress": "note",
}  # fmt: skip


def us_cases() -> list[Case]:
    """Return the American cases of libpostal and pelias."""
    return [case for case in read_cases("address_intl") if case.country == "US"]


def labelled_cases() -> list[Case]:
    """Return usaddress' labelled cases; their floors, buildings and boxes brought under one component each."""
    return [case for case in read_cases("address_us") if not {"intersection", "corner"} & case.expected.keys()]


def without_extra() -> AbstractContextManager[Any]:
    """Let the rules stand alone, whatever is installed."""
    return patch("custdq.fields.address_us_extra.labeller", return_value=None)


def rules_alone(cases: Sequence[Case]) -> list[Any]:
    """Let custdq answer without the extra."""
    with without_extra():
        return custdq(cases)


def tallies() -> Iterator[Tally]:
    """Judge both sets."""
    for name, cases, right in (("address_intl (US)", us_cases(), is_right), ("address_us", labelled_cases(), is_like)):
        for tool, answers in TOOLS.items():
            try:
                yield tally(name, tool, cases, answers=answers, right=right)
            except ImportError:
                continue


def custdq(cases: Sequence[Case]) -> list[Any]:
    """Let custdq answer."""
    return list(Address(region="US").parse([case.input for case in cases]).to_pylist())


def _usaddress(cases: Sequence[Case]) -> list[Any]:
    import usaddress

    return [_labels(usaddress.parse(case.input)) for case in cases]


def _fastaddress(cases: Sequence[Case]) -> list[Any]:
    import fastaddress

    return [_labels(fastaddress.parse(case.input)) for case in cases]


def _labels(tokens: Sequence[tuple[str, str]]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for word, label in tokens:
        part = LABELS.get(label, "note")
        row[part] = f"{row[part]} {word}" if part in row else word
    return row


def plain(text: str | None) -> str:
    """Return text without case, commas and outer punctuation."""
    folded = re.sub(r"[\s,]+", " ", (text or "").casefold()).strip(" .;:-")
    folded = re.sub(r"# (?=\w)", "#", folded)
    return "us" if folded in ("usa", "united states", "united states us") else folded


def is_right(case: Case, got: dict[str, Any]) -> bool:
    """Tell whether every stated component is there."""
    return all(_stated(name, want, got) for name, want in case.expected.items())


def _stated(name: str, want: str, got: dict[str, Any]) -> bool:
    if name == "category":
        return True
    if name == "near":
        return plain(want) in plain(got.get("note"))
    return any(plain(got.get(part)) == plain(want) for part in PARTS[name])


def is_like(case: Case, got: dict[str, Any]) -> bool:
    """Tell whether the labelled components are there: units of any kind together, boxes with their route."""
    want = dict(case.expected)
    coarse = case.kind == "labelled-coarse"
    places = [want.pop(name) for name in ("recipient", "building", "landmark") if name in want]
    boxes = [want.pop(name) for name in ("po_box_group", "po_box") if name in want]
    doors = {plain(got.get(part)) for part in ("building", "floor", "unit") if got.get(part)}
    unit, road = want.pop("unit", None), want.pop("road", None)
    if boxes and plain(got.get("po_box")) != plain(" ".join(boxes)):
        return False
    if unit is not None and not (doors and all(door in plain(unit) for door in doors)):
        return False
    if road is not None and not _is_road(plain(road), got, doors, coarse=coarse):
        return False
    if places and not coarse and not plain(got.get("place") or got.get("note")):
        return False
    return all(_stated(name, text, got) for name, text in want.items())


def _is_road(want: str, got: dict[str, Any], doors: set[str], *, coarse: bool) -> bool:
    """Tell whether the road is right; a coarse label holds unit, place or box as well."""
    mine = plain(got.get("road"))
    if mine == want or not coarse:
        return mine == want
    return want in {plain(f"{mine} {door}") for door in doors} | {
        plain(got.get("place")),
        plain(got.get("po_box")),
    } or (mine != "" and want.startswith(mine))


TOOLS = {"custdq": custdq, "custdq rules": rules_alone, "usaddress": _usaddress, "fastaddress": _fastaddress}

if __name__ == "__main__":
    show(tallies())
