"""Identifiers: tax numbers, credit codes, identity numbers, and whatever a system calls its own rows.

Format and check digit are judged apart. The trap: a masked identity number (`130224********7417`) must never be
filled up or compared as a whole, yet what it shows still tells two people apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from custdq.errors import OptionError, Reason, Status, did_you_mean
from custdq.fields.base import Comparison, Equal, Kind, Level, Parsed, Similar, key_column, status_of
from custdq.fields.identifier_schemes import SCHEMES, Verdict

_SEPARATORS = re.compile(r"[\s\-‐-―−./\\:,_·'\"()（）]+")
_LABEL = re.compile(
    r"^(?:统一社会信用代码|社会信用代码|信用代码|纳税人识别号|税号|身份证号码?|身份证|证件号码?|组织机构代码|"
    r"(?:uscc|iban|lei|vat|tax id|id)(?=[\s:：#]))\s*(?:no\.?)?\s*[:：#]?\s*",
    re.IGNORECASE,
)
_FLOAT = re.compile(r"(\d{5,})\.0")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,2}")
_MASKED = re.compile(r"([0-9A-Z]{0,14})[*＊●•]{2,}([0-9A-Z]{0,8})")
#: Shortest text of an invalid identifier that may still be the same identifier elsewhere.
_USABLE = re.compile(r"(?=.*\d)[0-9A-Z]{6,40}")
_ANY = "any"
_SEQUENCE = "0123456789" * 3


@dataclass(frozen=True)
class Identifier(Kind):
    """An identifier under a scheme.

    Parameters
    ----------
    scheme
        "cn.uscc", "cn.resident_id", "cn.org_code", "lei", "iban", "luhn", ..., or "any": kept as written and compared
        without case and separators.

    Raises
    ------
    OptionError
        When `scheme` is not known.

    Examples
    --------
    >>> Identifier("cn.uscc").parse(["91350100m000100y43", "91350100M000100Y44"]).column("problem").to_pylist()
    [None, 'bad_check_digit']
    >>> Identifier("cn.resident_id").parse(["110105********002X"]).column("problem").to_pylist()
    ['masked']
    """

    scheme: str = _ANY

    name: ClassVar[str] = "identifier"
    part_names: ClassVar[tuple[str, ...]] = (
        "compact", "pattern", "country", "region_code", "birth_date", "gender", "org_class", "org_code",
    )  # fmt: skip
    identifying: ClassVar[float] = 0.9
    blocking_keys: ClassVar[tuple[str, ...]] = ("compact", "pattern")

    def __post_init__(self) -> None:
        if self.scheme != _ANY and self.scheme not in SCHEMES:
            raise OptionError(
                f'Identifier("{self.scheme}") is no known scheme. {did_you_mean(self.scheme, (*SCHEMES, _ANY))}'
            )

    def parse_value(self, text: str) -> Parsed:
        """Parse one identifier; a wrong one keeps its compact form as a part, for matching."""
        plain = unicodedata.normalize("NFKC", text).strip(" '\"=")
        plain = _LABEL.sub("", plain) or plain
        compact = _SEPARATORS.sub("", _FLOAT.sub(r"\1", plain) if _FLOAT.fullmatch(plain) else plain).upper()
        if not compact:
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        if self.scheme == _ANY:
            return Parsed(plain, status_of(text, plain), None, {"compact": compact})
        if len(compact) > 4 and (len(set(compact)) == 1 or compact in _SEQUENCE):
            return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
        masked = _MASKED.fullmatch(compact)
        if masked:
            return Parsed(None, Status.INVALID, Reason.MASKED, {"pattern": _pattern(masked[1], masked[2])})
        if _SCIENTIFIC.fullmatch(plain):
            return Parsed(None, Status.INVALID, Reason.DIGITS_LOST)
        verdict = (
            SCHEMES[self.scheme](compact)
            if compact.isascii() and compact.isalnum()
            else Verdict(None, Reason.BAD_FORMAT)
        )
        value = verdict.value
        usable = value or (compact if _USABLE.fullmatch(compact) else None)
        parts = {**verdict.parts, "compact": usable, "pattern": _pattern(value or "", value or "")}
        status = Status.INVALID if value is None else status_of(text, value)
        return Parsed(value, status, verdict.problem, parts)

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return `compact` (also of invalid identifiers) and `pattern` (first three and last four characters)."""
        return {"compact": key_column(parsed, str, "compact"), "pattern": key_column(parsed, str, "pattern")}

    def comparison(self) -> Comparison:
        """Return: same; under a scheme also one character off, and same visible ends."""
        same = Level("same identifier", Equal("compact"), "compact")
        if self.scheme == _ANY:
            return Comparison((same,), ("compact",))
        near = Level("one character differs", Similar("compact", "osa", 0.9))
        return Comparison(
            (same, near, Level("same beginning and end", Equal("pattern"), "pattern")), ("compact", "pattern")
        )

    def mask(self, value: str) -> str:
        """Return the identifier with its middle hidden."""
        shown = 4 if len(value) >= 12 else 1
        return value[:shown] + "*" * max(1, len(value) - 2 * shown) + (value[-shown:] if len(value) > 2 * shown else "")


def _pattern(beginning: str, end: str) -> str | None:
    """Return the first three and the last four characters, where both are visible."""
    return f"{beginning[:3]}*{end[-4:]}" if len(beginning) >= 3 and len(end) >= 4 else None
