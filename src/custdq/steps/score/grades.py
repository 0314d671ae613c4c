"""What a value that is only partly good is worth; every grade can be set in the expectations.

The trap: these are proposals and not measured. An address that resolves to a street is of use to a salesman and of
none to a courier.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Grades from 0 to 1: an address by how far it resolves, a phone whose digits are right but cannot be dialled.
GRADES: Mapping[str, float] = {
    "address_house": 1.0,
    "address_street": 0.7,
    "address_district": 0.4,
    "address_none": 0.0,
    "phone_possible": 0.5,
}

#: Parts of an address that show how far it resolves, the finest first.
ADDRESS_LEVELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("address_house", ("number", "house_number", "building", "unit", "floor", "room", "po_box")),
    ("address_street", ("road", "street", "town", "place", "village", "community", "poi")),
    ("address_district", ("district", "city", "postcode", "locality")),
)
