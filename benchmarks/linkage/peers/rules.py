"""What both sides of the speed comparison are told: blocking rules, and the columns compared.

The comparisons are those of Splink's documentation for such columns: `NameComparison`, `DateOfBirthComparison`,
`DamerauLevenshteinAtThresholds` for the phone, `EmailComparison`, `ExactMatch` with term frequencies for the city.
"""

from __future__ import annotations

RULES = (("surname", "dob"), ("first_name", "dob"), ("phone",), ("email",))
#: With these, a million western customers give about seven million pairs.
WIDE = (*RULES, ("first_name", "surname"), ("surname", "city"))
#: Rules that find few but sure pairs, and the share of matches they are said to find: Splink's prior.
SURE = (("first_name", "surname", "dob"), ("phone", "surname"), ("email",))
SURE_RECALL = 0.7
#: Two records that are one person, to score as a single pair.
PAIR = (
    {"record_id": 1, "first_name": "Robert", "surname": "Allen", "dob": "1971-05-24", "phone": "2077511179",
     "email": "robert.allen7@gmail.com", "address": "131 Green St", "city": "Marion", "state": "IL",
     "postcode": "62151"},
    {"record_id": 2, "first_name": "Rob", "surname": "Allen", "dob": "1971-06-24", "phone": "2077511178",
     "email": "robert.allen7@gmail.com", "address": "131 Green Street", "city": "Marion", "state": "IL",
     "postcode": "62151"},
)  # fmt: skip
