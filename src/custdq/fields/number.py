"""Numbers: amounts, counts, rates, whatever the separators, signs and units around them.

The trap: `1.234` and `1,234` mean two numbers to two countries, and `1E+999999999` fills memory when written out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

import pyarrow as pa

from custdq.errors import OptionError, Reason, Status
from custdq.fields.base import Comparison, Equal, Kind, Level, Parsed, Similar, status_of

_SCALES = {
    "百": 2, "千": 3, "k": 3, "K": 3, "万": 4, "萬": 4, "w": 4, "W": 4, "百万": 6, "m": 6, "M": 6, "千万": 7,
    "亿": 8, "億": 8,
}  # fmt: skip
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "'": "", "’": ""})
_SHAPE = re.compile(
    r"(?P<sign>[-+(]?)\s*(?P<before>[^\d\s.,()+-]{0,12}?)\s*(?P<sign2>[-+]?)"
    r"(?P<number>\d[\d., ]*|[.,]\d+)(?P<exponent>[eE][-+]?\d{1,3})?\s*(?P<after>[^\d.,()]{0,20}?)\s*\)?"
)
#: A number that needs more digits than this before or after the point is no amount anybody keeps.
_MAX_DIGITS = 60


@dataclass(frozen=True)
class Number(Kind):
    """A number, kept as plain decimal digits without grouping.

    Parameters
    ----------
    decimal_mark
        "." or ","; None reads it off each value, and a lone "1.234" has a decimal point.

    Examples
    --------
    >>> Number().parse(["1,234.50", "¥ 3.2万", "12 %"]).column("value").to_pylist()
    ['1234.5', '32000', '12']
    """

    decimal_mark: str | None = None

    name: ClassVar[str] = "number"
    part_names: ClassVar[tuple[str, ...]] = ("unit",)

    def __post_init__(self) -> None:
        if self.decimal_mark not in (None, ".", ","):
            raise OptionError(
                f'Number(decimal_mark="{self.decimal_mark}"): expected "." or "," (or None: read it off).'
            )

    def is_placeholder(self, text: str) -> bool:
        """Tell whether `text` stands for nothing; 0 is a number here."""
        return text.strip() not in ("0", "０") and super().is_placeholder(text)

    def parse_value(self, text: str) -> Parsed:
        """Parse one number; grouping, currency, unit and Chinese magnitude may surround it."""
        folded = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
        found = _SHAPE.fullmatch(folded)
        if found is None:
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        digits = self._plain(found["number"].replace(" ", "").rstrip(".,"))
        if digits is None:
            return Parsed(None, Status.INVALID, Reason.AMBIGUOUS)
        scale, unit = _unit(found["after"], found["before"])
        exponent = int((found["exponent"] or "e0")[1:]) + scale
        if len(digits) > _MAX_DIGITS or abs(exponent) > _MAX_DIGITS:
            return Parsed(None, Status.INVALID, Reason.OUT_OF_RANGE)
        negative = "-" in (found["sign"], found["sign2"]) or found["sign"] == "("
        value = _written(Decimal(digits).scaleb(exponent), negative=negative)
        return Parsed(value, status_of(text, value), None, {"unit": unit})

    def _plain(self, number: str) -> str | None:
        """Return digits with a point as decimal mark; None where the separators contradict each other."""
        last = max(number.rfind("."), number.rfind(","))
        if last < 0:
            return number
        mark = self.decimal_mark or _decimal_mark(number, last)
        whole, _, fraction = number.partition(mark) if mark else (number, "", "")
        groups = re.split("[.,]", whole)
        if not fraction.isdigit() and fraction:
            return None
        if len(groups) > 1 and not all(2 <= len(group) <= 4 for group in groups[1:]):
            return None
        return ("".join(groups) or "0") + (f".{fraction}" if fraction else "")

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return `number`, the value itself."""
        return {"number": parsed.column("value").combine_chunks()}

    def comparison(self) -> Comparison:
        """Return: same number; one digit off."""
        levels = (
            Level("same number", Equal("number"), "number"),
            Level("one digit differs", Similar("number", "osa", 0.8)),
        )
        return Comparison(levels, ("number",))

    def mask(self, value: str) -> str:
        """Return the number with every digit hidden, its length still visible."""
        return re.sub(r"\d", "*", value)


def _decimal_mark(number: str, last: int) -> str | None:
    """Read the decimal mark off one number: the later of two different marks; a repeated mark groups."""
    mark = number[last]
    if number.count(mark) > 1:
        return None
    both = "." in number and "," in number
    if mark == "," and not both and len(number) - last - 1 == 3 and number[0] != "0":
        return None
    return mark


def _unit(after: str, before: str) -> tuple[int, str | None]:
    """Split a trailing Chinese or metric magnitude off the unit; return its power of ten and the unit."""
    for size in (2, 1):
        if after[:size] in _SCALES and (not after[:1].isascii() or len(after) == size):
            return _SCALES[after[:size]], after[size:] or before or None
    return 0, after or before or None


def _written(number: Decimal, *, negative: bool) -> str:
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    plain = plain.lstrip("0") or "0"
    plain = f"0{plain}" if plain.startswith(".") else plain
    return f"-{plain}" if negative and plain.strip("0.") else plain
