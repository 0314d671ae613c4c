"""The numbering plans of the world as one automaton over digits: what a number is, told by its first digits and length.

The plans are those of libphonenumber (Apache-2.0), merged by `scripts/build_phone_table.py` from the metadata of the
release the table names, so that no pattern is compiled and none is tried in vain. The trap: plans change every
fortnight. Where another release of `phonenumbers` is installed, `is_current` tells for each calling code whether that
release still says the same; where not, its own parser is asked.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
from collections.abc import Mapping
from functools import cache, cached_property
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from custdq.errors import Reason
from custdq.reference.tables import read_lines

#: Longest national number of any plan (libphonenumber knows German ones beyond the fifteen digits of E.164).
LONGEST = 17
#: A row of the automaton: the next node for each digit, then for the end of the number.
WIDTH = 11
_ZERO = ord("0")
#: What follows 9 in ASCII stands for the end of the number.
_END = ":"
_TYPES = (
    "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail", "fixed_line",
    "mobile",
)  # fmt: skip


class Answer(NamedTuple):
    """What the plans say of a number: its region, type, and the digits of its area code (0: it has none)."""

    region: str
    type: str
    area_digits: int


class Plan(NamedTuple):
    """How numbers are dialled in one region. `general`, `begins_*` are nodes of the automaton."""

    region: str
    code: str
    idd: str | None
    prefix: str | None
    transform: str | None
    trunk: str
    lengths: tuple[int, ...]
    local: frozenset[int]
    general: int
    begins_prefix: int
    begins_idd: int
    #: Digits of the trunk prefix for each first two digits of a number, `?` where more must be seen.
    prefix_sizes: str
    #: International prefixes of two and three digits that no longer one begins with.
    idd_of_two: tuple[str, ...]
    idd_of_three: tuple[str, ...]

    def reason_of_length(self, length: int) -> Reason | None:
        """Say what is wrong with a national number of this length; None where there are numbers as long."""
        if length in self.local:
            return Reason.AREA_CODE_MISSING
        return None if length in self.lengths else Reason.WRONG_LENGTH

    def is_reachable(self, length: int) -> bool:
        """Tell whether a prefix may be cut off where this many digits are left."""
        return length in self.lengths or (length > self.lengths[-1] and length not in self.local)


class CallingCode(NamedTuple):
    """A calling code: the plan numbers from abroad are read by, and the node that classifies its national numbers."""

    code: str
    main: Plan
    root: int
    digest: str


class PhoneTable:
    """The table, loaded."""

    def __init__(self, lines: list[str]) -> None:
        parts = dict(line.split("\t", 1) for line in lines)
        self.version = parts["version"]
        self.answers = [
            Answer(*answer) if len(answer) == 3 else bool(answer) for answer in json.loads(parts["answers"])
        ]
        self.branches = _unpacked(parts["branches"], np.int32)
        self.leaves = _unpacked(parts["leaves"], np.uint16).reshape(-1, LONGEST + 1)
        self.plans = {key: _plan(key, row) for key, row in json.loads(parts["plans"]).items()}
        #: The plans of regions alone; the others are of calling codes that belong to none.
        self.regions = {key: plan for key, plan in self.plans.items() if key.isalpha()}
        self.codes = {
            code: CallingCode(code, self.plans[_plan_key(code, row["regions"])], row["root"], row["digest"])
            for code, row in json.loads(parts["codes"]).items()
        }

    @cached_property
    def steps(self) -> list[int]:
        """Next node by node and character: nodes are places in this list, so that a step is one addition."""
        nodes: list[int] = np.where(self.branches >= 0, self.branches * WIDTH, self.branches).tolist()
        return [0] * _ZERO + nodes

    @cached_property
    def leaf_rows(self) -> list[list[int]]:
        """Answers of each leaf by the number's length."""
        rows: list[list[int]] = self.leaves.tolist()
        return rows

    def ask(self, node: int, digits: str) -> Answer | bool:
        """Follow `digits` from a node; the answer is false where no number begins so or is as long."""
        if len(digits) > LONGEST:
            return False
        steps, place = self.steps, node * WIDTH if node >= 0 else node
        for char in (digits + _END).encode() if place >= 0 else b"":
            place = steps[place + char]
            if place < 0:
                break
        return self.answers[self.leaf_rows[-1 - place][len(digits)]]

    def calling_code(self, digits: str) -> CallingCode | None:
        """Return the calling code that `digits` begin with."""
        codes = self.codes
        return codes.get(digits[:1]) or codes.get(digits[:2]) or codes.get(digits[:3])

    @cached_property
    def is_installed(self) -> bool:
        """Whether the installed `phonenumbers` is the release the table was made from."""
        from phonenumbers import __version__

        return bool(__version__ == self.version)

    def is_current(self, code: str) -> bool:
        """Tell whether the installed `phonenumbers` says of a calling code what the table says."""
        return self.is_installed or _is_unchanged(code)


@cache
def phone_table() -> PhoneTable:
    """Return the table; it is loaded when first asked for."""
    return PhoneTable(read_lines("phone_plans.tsv.gz"))


@cache
def _is_unchanged(code: str) -> bool:
    known = phone_table().codes.get(code)
    return known is not None and known.digest == metadata_digest(int(code))


def _unpacked(text: str, kind: Any) -> npt.NDArray[Any]:
    return np.frombuffer(zlib.decompress(b64decode(text)), kind)


def _plan_key(code: str, regions: list[str]) -> str:
    """Return a plan's name: the main region, or the code itself where it belongs to no region (800, 870 ...)."""
    return regions[0] if regions[0] != "001" else code


def _plan(key: str, row: Mapping[str, Any]) -> Plan:
    return Plan(
        region=key,
        code=str(row["code"]),
        idd=row["idd"],
        prefix=row["prefix"],
        transform=row["transform"],
        trunk="0" if row["trunk"] == "0" else "",
        lengths=tuple(row["lengths"]),
        local=frozenset(row["local"]),
        general=row["general"],
        begins_prefix=row["begins_prefix"],
        begins_idd=row["begins_idd"],
        prefix_sizes=row["prefix_sizes"],
        idd_of_two=tuple(row["idd_of_two"]),
        idd_of_three=tuple(row["idd_of_three"]),
    )


def metadata_digest(code: int) -> str:
    """Return a digest of all that the installed `phonenumbers` knows of a calling code."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    said: list[Any] = []
    for region in COUNTRY_CODE_TO_REGION_CODE.get(code, ()):
        metadata: Any = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
        for name in ("general_desc", *_TYPES):
            description = getattr(metadata, name)
            if description is not None:
                lengths = (tuple(description.possible_length), tuple(description.possible_length_local_only))
                said.append((region, name, description.national_number_pattern, lengths))
        styles = metadata.intl_number_format or metadata.number_format
        said += [(style.pattern, style.format, tuple(style.leading_digits_pattern)[-1:]) for style in styles]
        said.append((metadata.international_prefix, metadata.national_prefix, metadata.leading_digits))
        said.append((metadata.national_prefix_for_parsing, metadata.national_prefix_transform_rule))
    return sha256(repr(said).encode()).hexdigest()[:12]
