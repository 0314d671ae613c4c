"""Postal codes by country form.

The trap: spreadsheets drop the leading zero of a code (01001 Agawam, 010010 Hohhot); it is put back only where the
country's codes have a fixed length.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import pyarrow as pa

from custdq.errors import OptionError, Reason, Status, did_you_mean
from custdq.fields.base import Comparison, Equal, Kind, Level, Parsed, key_column, status_of
from custdq.reference.countries import country_codes


class _Form(NamedTuple):
    """How a country writes its codes: compact pattern, where a separator stands (counted from the end), which one."""

    pattern: str
    cut: int = 0
    separator: str = ""


_DIGITS = {
    3: "FO IS", 4: "AF AM AT AU BD BE BG CH CY DK GE GL HU LI LU MK NO NZ PH SI TN ZA AL GW NE PY VE AR LV MD",
    5: "DE FR IT ES FI MX TR ID MY TH UA KR EG SA MA PK HR RS BA EE LT ME KW JO DZ SN VN MC SM VA PR KE ZM LK NP MM CU "
    "GT PE UY",
    6: "CN IN RU SG KZ KG UZ TJ TM BY RO CO EC NG MN", 7: "IL CL",
}  # fmt: skip
_FORMS: dict[str, _Form] = {
    **{region: _Form(rf"\d{{{size}}}") for size, regions in _DIGITS.items() for region in regions.split()},
    "US": _Form(r"\d{5}(?:\d{4})?"), "CA": _Form(r"[A-Z]\d[A-Z]\d[A-Z]\d", 3, " "),
    "GB": _Form(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", 3, " "), "NL": _Form(r"[1-9]\d{3}[A-Z]{2}", 2, " "),
    "JP": _Form(r"\d{7}", 4, "-"), "BR": _Form(r"\d{8}", 3, "-"), "PL": _Form(r"\d{5}", 3, "-"),
    "PT": _Form(r"\d{4}(?:\d{3})?", 3, "-"), "SE": _Form(r"\d{5}", 2, " "), "CZ": _Form(r"\d{5}", 2, " "),
    "SK": _Form(r"\d{5}", 2, " "), "GR": _Form(r"\d{5}", 2, " "), "TW": _Form(r"\d{3}(?:\d{2,3})?"),
    "IE": _Form(r"[A-Z][\dW][\dW][A-Z\d]{4}", 4, " "), "MT": _Form(r"[A-Z]{3}\d{4}", 4, " "),
    "IR": _Form(r"\d{10}", 5, "-"),
}  # fmt: skip
#: Countries some of whose codes begin with 0, so that a code one digit short has lost it.
_LEADING_ZEROS = frozenset("AU BR CN DE ES FI FR IT JP KR LT MX NO NZ PL RO SG SK TR UA US ZA".split())
_ANY = re.compile(r"(?=.*\d)[A-Z\d]{3,10}")
_LABEL = re.compile(
    r"^(?:邮政编码|郵政編碼|邮编|郵編|郵遞區號|zip(?: ?code)?|post(?:al)? ?code|plz|cap|cep|〒)\s*[:：]?\s*",
    re.IGNORECASE,
)
#: The country in front of a code (D-10115, CH-8001, US 94105).
_COUNTRY_LETTERS = re.compile(r"^[A-Z]{1,3}(?=\d{4,})")
_SEPARATORS = re.compile(r"[\s\-‐-―−_.·]+")
_FLOAT = re.compile(r"(\d{3,10})\.0")


@dataclass(frozen=True)
class PostalCode(Kind):
    """A postal code in its country's form.

    Parameters
    ----------
    region
        ISO 3166-1 alpha-2 code; None: any form, kept without changing its separators.

    Examples
    --------
    >>> PostalCode("CN").parse(["邮编：２０００４０", "10010", "1234"]).column("value").to_pylist()
    ['200040', '010010', None]
    """

    region: str | None = None

    name: ClassVar[str] = "postal_code"
    blocking_keys: ClassVar[tuple[str, ...]] = ("postcode",)

    def __post_init__(self) -> None:
        if self.region is not None and self.region not in country_codes():
            raise OptionError(
                f'PostalCode(region="{self.region}") is not known. {did_you_mean(self.region, country_codes())}'
            )

    def parse_value(self, text: str) -> Parsed:
        """Parse one postal code."""
        plain = _LABEL.sub("", unicodedata.normalize("NFKC", text)).strip(" ,;'\"()").upper()
        plain = _FLOAT.sub(r"\1", plain) if _FLOAT.fullmatch(plain) else plain
        compact = _SEPARATORS.sub("", plain)
        form = _FORMS.get(self.region or "")
        if form is None:
            value = " ".join(re.split(r"\s+", plain))
            ok = _ANY.fullmatch(compact) is not None
            return Parsed(value, status_of(text, value)) if ok else Parsed(None, Status.INVALID, Reason.BAD_FORMAT)
        if not re.fullmatch(form.pattern, compact):
            compact = _COUNTRY_LETTERS.sub("", compact)
        return self._fixed(text, compact, form)

    def _fixed(self, text: str, compact: str, form: _Form) -> Parsed:
        """Match `compact` against the country's form, with a lost leading zero put back."""
        if re.fullmatch(form.pattern, compact):
            value = _separated(compact, form)
            return Parsed(value, status_of(text, value))
        padded = f"0{compact}"
        if compact.isdigit() and re.fullmatch(form.pattern, padded) and self.region in _LEADING_ZEROS:
            return Parsed(_separated(padded, form), Status.REPAIRED, Reason.EXCEL_NUMBER)
        return Parsed(None, Status.INVALID, Reason.BAD_FORMAT)

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return `postcode` (without separators) and `area` (its first half, at least 3 characters)."""
        return {"postcode": key_column(parsed, _compact), "area": key_column(parsed, _area)}

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
