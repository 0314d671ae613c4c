"""What both sides of the speed comparison are told: blocking rules, and the columns compared.

The comparisons are those of Splink's documentation for such columns: `NameComparison`, `DateOfBirthComparison`,
`DamerauLevenshteinAtThresholds` for the phone, `EmailComparison`, `ExactMatch` with term frequencies for the city.
"""

from __future__ import annotations

from typing import Any

RULES = (("surname", "dob"), ("first_name", "dob"), ("phone",), ("email",))
#: With these, a million western customers give about seven million pairs.
WIDE = (*RULES, ("first_name", "surname"), ("surname", "city"))
#: Rules that find few but sure pairs, and the share of matches they are said to find: Splink's prior.
SURE = (("first_name", "surname", "dob"), ("phone", "surname"), ("email",))
SURE_RECALL = 0.7


def new_pair(number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return two records of one person, as a single pair to score; another number is another person in every column."""
    tail, day = f"{number:04d}", f"19{40 + number % 60}-05-{1 + number % 28:02d}"
    shared = {"surname": f"Allen{tail}", "city": f"Marion{tail}", "email": f"robert.allen{tail}@gmail.com"}
    left = {"first_name": f"Robert{tail}", "dob": day, "phone": f"207775{tail}"}
    right = {"first_name": f"Rob{tail}", "dob": day.replace("-05-", "-06-"), "phone": f"207776{tail}"}
    return {"record_id": 1, **shared, **left}, {"record_id": 2, **shared, **right}
