"""Postal codes by country form.

The trap: spreadsheets drop the leading zero of a code (01001 Agawam, 010010 Hohhot); it is put back only where the
country's codes have a fixed length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from custdq.errors import Reason, Status
from custdq.fields.base import Comparison, Equal, Key, Kind, Level, Parsed, status_of
from custdq.fields.region import known_region


class _Form(NamedTuple):
    """How a country writes its codes: compact pattern, where a separator stands (counted from the end), which one."""

    pattern: str
    cut: int = 0
    separator: str = ""


_DIGITS = {
    3: "FO GN IS LS MG OM PG", 4: "AF AL AM AT AU AZ BD BE BG CC CH CV CX CY DK ET GE GL GW HM HT HU LI LR LU MD MK MZ "
    "NE NF NO NZ PH PY SI SJ TN VE ZA",
    5: "AX BA BL BT CU DE DO DZ EE EG EH ES FI FR GF GP GT HN HR ID IQ IT JO KE KR KW LA LK LT MA MC ME MF MM MN MQ MV "
    "MX MY MZ NA NC NI NP PE PF PK PM RE RS SA SD SM SN TH TR UA UY VA WF XK YT ZM",
    6: "BY CN CO EC IN KG KZ NG RO RU SG TJ TM UZ", 7: "CL",
}  # fmt: skip
#: Overseas lands of the United States, with the same nine digits.
_AMERICAN = "US AS FM GU MH MP PR PW UM VI"
_FORMS: dict[str, _Form] = {
    **{region: _Form(rf"\d{{{size}}}") for size, regions in _DIGITS.items() for region in regions.split()},
    **{region: _Form(r"\d{5}(?:\d{4})?") for region in _AMERICAN.split()},
    **{region: _Form(rf"{region}\d[A-Z\d]?\d[A-Z]{{2}}", 3, " ") for region in ("GG", "IM", "JE")},
    "AD": _Form(r"AD[1-7]0\d"), "AR": _Form(r"\d{4}|[A-HJ-NP-Z]\d{4}[A-Z]{3}"), "BB": _Form(r"BB\d{5}"),
    "BH": _Form(r"(?:1[0-2]|[1-9])\d{2}"), "BM": _Form(r"[A-Z]{2}[A-Z\d]{2}", 2, " "), "BN": _Form(r"[A-Z]{2}\d{4}"),
    "CR": _Form(r"\d{4,5}"), "GI": _Form(r"GX111AA", 3, " "), "IL": _Form(r"\d{5}(?:\d{2})?"),
    "KH": _Form(r"\d{5,6}"), "KY": _Form(r"KY\d{5}", 4, "-"), "LB": _Form(r"\d{4}(?:\d{4})?", 4, " "),
    "LV": _Form(r"LV\d{4}", 4, "-"), "MU": _Form(r"\d{5}"), "SZ": _Form(r"[HLMS]\d{3}"),
    "TZ": _Form(r"\d{4,5}"), "VC": _Form(r"VC\d{4}"), "VG": _Form(r"VG\d{4}"), "VN": _Form(r"\d{5,6}"),
    "CA": _Form(r"[A-Z]\d[A-Z]\d[A-Z]\d", 3, " "),
    "GB": _Form(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", 3, " "), "NL": _Form(r"[1-9]\d{3}[A-Z]{2}", 2, " "),
    "JP": _Form(r"\d{7}", 4, "-"), "BR": _Form(r"\d{8}", 3, "-"), "PL": _Form(r"\d{5}", 3, "-"),
    "PT": _Form(r"\d{4}(?:\d{3})?", 3, "-"), "SE": _Form(r"\d{5}", 2, " "), "CZ": _Form(r"\d{5}", 2, " "),
    "SK": _Form(r"\d{5}", 2, " "), "GR": _Form(r"\d{5}", 2, " "), "TW": _Form(r"\d{3}(?:\d{2,3})?"),
    "IE": _Form(r"[A-Z][\dW][\dW][A-Z\d]{4}", 4, " "), "MT": _Form(r"[A-Z]{3}\d{4}", 4, " "),
    "IR": _Form(r"\d{10}", 5, "-"),
}  # fmt: skip
#: Countries some of whose codes begin with 0, so that a code one digit short has lost it.
_LEADING_ZEROS = frozenset(
    "AU BR CN DE EC ES FI FR GN GT IT JP KE KR LA LT MA MX NO NZ PE PL PR RO SG SK TR UA US VI ZA".split()
)
_TWO_LOST = re.compile(r"5[0-4]\d|[6-9]\d\d")
_ANY = re.compile(r"(?=.*\d)[A-Z\d]{3,10}")
_LABEL = re.compile(
    r"^(?:邮政编码|郵政編碼|邮编|郵編|郵遞區號|zip(?: ?code)?|post(?:al)? ?code|plz|cap|cep|〒)\s*[:：]?\s*",
    re.IGNORECASE,
)
#: The country in front of a code (D-10115, CH-8001, US 94105).
_COUNTRY_LETTERS = re.compile(r"^[A-Z]{1,3}(?=\d{4,})")
_SEPARATORS = re.compile(r"[\s\-‐-―−_.·]+")
_EDGE = " ,;'\"()"
_COUNTRY_NAME = re.compile(r"^(?:USA|U\.S\.A?\.?|US)[ ,]+|[ ,]+(?:USA|U\.S\.A?\.?|US)$", re.IGNORECASE)
#: No country has a code of zeros alone; forms that must be filled are filled with them.
_ZEROS = re.compile(r"0{3,}")
_FLOAT = re.compile(r"(\d{3,10})\.0")


@dataclass(frozen=True)
class PostalCode(Kind):
    """A postal code in its country's form.

    Parameters
    ----------
    region
        ISO 3166-1 alpha-2 code; None: any form, kept without changing its separators.

    Raises
    ------
    OptionError
        When `region` is no country.

    Notes
    -----
    It has no parts. `bad_format` leaves no value; a code of zeros alone is missing, `placeholder`; `excel_number`, a
    leading zero put back, comes with one.

    Examples
    --------
    >>> PostalCode("CN").parse(["邮编：２０００４０", "10010", "1234"]).column("value").to_pylist()
    ['200040', '010010', None]
    """

    region: str | None = None

    name: ClassVar[str] = "postal_code"
    blocking_keys: ClassVar[tuple[str, ...]] = ("postcode",)
    shared: ClassVar[bool | None] = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "region", known_region("PostalCode", self.region))

    def parse_value(self, text: str) -> Parsed:
        """Parse one postal code."""
        plain = unicodedata.normalize("NFKC", text).strip(_EDGE)
        plain = _LABEL.sub("", _COUNTRY_NAME.sub("", plain) if self.region in _AMERICAN.split() else plain)
        plain = plain.strip(_EDGE).upper()
        plain = _FLOAT.sub(r"\1", plain) if _FLOAT.fullmatch(plain) else plain
        compact = _SEPARATORS.sub("", plain)
        form = _FORMS.get(self.region or "")
        if form is not None and not re.fullmatch(form.pattern, compact):
            compact = _COUNTRY_LETTERS.sub("", compact)
        if _ZEROS.fullmatch(compact):
            return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
        if form is None:
            value = " ".join(re.split(r"\s+", plain))
            ok = _ANY.fullmatch(compact) is not None
            return Parsed(value, status_of(text, value)) if ok else Parsed(None, Status.INVALID, Reason.BAD_FORMAT)
        return self._fixed(text, compact, form)

    def _fixed(self, text: str, compact: str, form: _Form) -> Parsed:
        """Match `compact` against the country's form, with a lost leading zero put back."""
        if re.fullmatch(form.pattern, compact):
            value = _separated(compact, form)
            return Parsed(value, status_of(text, value))
        if not compact.isdigit():
            return Parsed(None, Status.INVALID, Reason.BAD_FORMAT)
        if re.fullmatch(form.pattern, f"{self.region}{compact}"):
            return Parsed(_separated(f"{self.region}{compact}", form), Status.REPAIRED)
        # codes of Puerto Rico and of Holtsville, New York, begin with two zeros
        zeros = "00" if _TWO_LOST.fullmatch(compact) and self.region in _AMERICAN.split() else "0"
        padded = f"{zeros}{compact}"
        if re.fullmatch(form.pattern, padded) and self.region in _LEADING_ZEROS and not _ZEROS.fullmatch(padded):
            return Parsed(_separated(padded, form), Status.REPAIRED, Reason.EXCEL_NUMBER)
        return Parsed(None, Status.INVALID, Reason.BAD_FORMAT)

    def key_functions(self) -> dict[str, Callable[[str], Key]]:
        """Return `postcode` (without separators) and `area` (its first half, at least 3 characters)."""
        return {"postcode": _compact, "area": _area}

    def comparison(self) -> Comparison:
        """Return: same code; same area."""
        levels = (
            Level("same postcode", Equal("postcode"), "postcode"),
            Level("same postal area", Equal("area"), "area"),
        )
        return Comparison(levels, ("postcode",))

    def mask(self, value: str) -> str:
        """Return the first two characters."""
        return value[:2] + "*" * max(1, len(value) - 2)


def _separated(compact: str, form: _Form) -> str:
    """Put the country's separator back: 5+4 in the United States, before the last `cut` characters elsewhere."""
    if form.cut == 0:
        return f"{compact[:5]}-{compact[5:]}" if len(compact) == 9 else compact
    shortest = len(compact) <= form.cut + 1
    return (
        compact
        if shortest or (form.cut == 3 and compact.isdigit() and len(compact) == 4)
        else (f"{compact[: -form.cut]}{form.separator}{compact[-form.cut :]}")
    )


def _compact(value: str) -> str:
    return _SEPARATORS.sub("", value)


def _area(value: str) -> str | None:
    compact = _compact(value)
    return compact[: max(3, len(compact) // 2)] if len(compact) > 4 else compact[:2]
