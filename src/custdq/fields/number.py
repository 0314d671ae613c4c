"""Numbers: amounts, counts, rates, whatever the separators, signs and units around them.

The trap: `1.234` and `1,234` mean two numbers to two countries, `3 4` is two numbers, and `1E+999999999` fills memory
when written out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, Reason, Status
from custdq.fields.base import Comparison, Equal, Key, Kind, Level, Parsed, Similar, status_of
from custdq.text.number_text import chinese_number

_SCALES = {
    "百": 2, "千": 3, "仟": 3, "万": 4, "萬": 4, "百万": 6, "百萬": 6, "千万": 7, "千萬": 7, "亿": 8, "億": 8,
    "万亿": 12,
    "k": 3, "K": 3, "w": 4, "W": 4, "m": 6, "M": 6, "mn": 6, "mio": 6, "million": 6, "millions": 6, "bn": 9,
    "B": 9, "billion": 9, "thousand": 3, "hundred": 2, "lakh": 5, "crore": 7, "trillion": 12,
}  # fmt: skip
#: Signs and words for money -> ISO 4217; ¥ stays open between China and Japan unless a word beside it tells.
_CURRENCIES = {
    "元": "CNY", "圆": "CNY", "块": "CNY", "人民币": "CNY", "人民幣": "CNY", "rmb": "CNY", "cny": "CNY", "cn¥": "CNY",
    "元整": "CNY", "圆整": "CNY", "日元": "JPY", "日圆": "JPY", "円": "JPY", "yen": "JPY", "jpy": "JPY", "美元": "USD",
    "美金": "USD", "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "欧元": "EUR", "€": "EUR",
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "英镑": "GBP", "港币": "HKD", "港元": "HKD",
    "hk$": "HKD", "hkd": "HKD", "nt$": "TWD", "twd": "TWD", "新台币": "TWD", "台币": "TWD", "韩元": "KRW", "₩": "KRW",
    "krw": "KRW", "₹": "INR", "inr": "INR", "rs": "INR", "₽": "RUB", "rub": "RUB", "卢布": "RUB", "chf": "CHF",
    "a$": "AUD", "aud": "AUD", "c$": "CAD", "cad": "CAD", "s$": "SGD", "sgd": "SGD", "r$": "BRL", "brl": "BRL",
    "¥": None,
    "￥": None,
}  # fmt: skip
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "'": "", "’": "", "٫": ".", "٬": ","})
_SHAPE = re.compile(
    r"(?P<sign>[-+(]?)\s*(?P<before>[^\d\s.,()+-]{0,12}?)\s*(?P<sign2>[-+]?)"
    r"(?P<number>\d[\d., ]*|[.,]\d+)(?P<exponent>[eE][-+]?\d{1,3})?\s*(?P<after>[^\d.,()]{0,20}?)\s*\)?"
)
_LABEL = re.compile(r"[^\W\d][^\d:：]{0,20}[:：]\s*")
_IN_THREES = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d{1,2}(?: \d{2})* \d{3}(?:[.,]\d+)?")
#: A comma behind which not just three digits stand, or in front of which a point groups: it is a decimal comma.
_COMMA_TELLS, _POINT_TELLS = (
    r"^[^,]*\d,(?:\d{1,2}|\d{4,})\D*$|\d\.\d{3},\d",
    r"^[^.]*\d\.(?:\d{1,2}|\d{4,})\D*$|\d,\d{3}\.\d",
)
#: A number that needs more digits than this before or after the point is no amount anybody keeps.
_MAX_DIGITS = 60


@dataclass(frozen=True)
class Number(Kind):
    """A number, kept as plain decimal digits without grouping.

    Parameters
    ----------
    decimal_mark
        "." or ","; None: as the column's telling values show, and a lone "1.234" has a decimal point.

    Raises
    ------
    OptionError
        When `decimal_mark` is neither.

    Notes
    -----
    Parts: `unit`, the words or signs around the number; `currency` (ISO 4217) where one of them is its name or sign;
    `note`, other words before it. A magnitude (万, k, million) is multiplied in.

    Problems, each without a value: `ambiguous` (separators that contradict each other), `out_of_range` (more than 60
    digits) and `not_parsed`.

    Examples
    --------
    >>> Number().parse(["1,234.50", "¥ 3.2万", "12 %", "叁万伍仟元整", "3 4"]).column("value").to_pylist()
    ['1234.5', '32000', '12', '35000', None]
    >>> Number().parse(["1.234", "99,50"]).column("value").to_pylist()
    ['1234', '99.5']
    """

    decimal_mark: str | None = None

    name: ClassVar[str] = "number"
    part_names: ClassVar[tuple[str, ...]] = ("unit", "currency", "note")
    shared: ClassVar[bool | None] = None
    blocking_keys: ClassVar[tuple[str, ...]] = ("number",)

    def __post_init__(self) -> None:
        if self.decimal_mark not in (None, ".", ","):
            raise OptionError(
                f'Number(decimal_mark="{self.decimal_mark}"): expected "." or "," (or None: read it off).'
            )

    def is_placeholder(self, text: str) -> bool:
        """Tell whether `text` stands for nothing; 0 is a number here."""
        return text.strip() not in ("0", "０") and super().is_placeholder(text)

    def prepare(self, values: pa.Array) -> Kind:
        """Return the kind with a decimal comma where the column's telling values have one."""
        if self.decimal_mark is not None:
            return self
        distinct = pc.unique(values).drop_null()
        commas = pc.sum(pc.match_substring_regex(distinct, _COMMA_TELLS)).as_py() or 0
        points = pc.sum(pc.match_substring_regex(distinct, _POINT_TELLS)).as_py() or 0
        return replace(self, decimal_mark=",") if commas > 9 * points else self

    def parse_value(self, text: str) -> Parsed:
        """Parse one number; label, grouping, currency, unit and magnitude may surround it."""
        folded = unicodedata.normalize("NFKC", text) if not text.isascii() else text
        folded = _ascii_digits(folded).translate(_MINUS).strip()
        label = _LABEL.match(folded)
        note = label[0].strip(" :：") if label else None
        found = _SHAPE.fullmatch(_sign_in_front(folded[label.end() :] if label else folded))
        if found is None:
            return self._in_characters(text, folded[label.end() :] if label else folded, note)
        digits = self._plain(found["number"].strip().rstrip(".,"))
        if digits is None:
            return Parsed(None, Status.INVALID, Reason.AMBIGUOUS)
        scale, after = _scale(found["after"])
        exponent = int((found["exponent"] or "e0")[1:]) + scale
        if len(digits) > _MAX_DIGITS or abs(exponent) > _MAX_DIGITS:
            return Parsed(None, Status.INVALID, Reason.OUT_OF_RANGE)
        negative = "-" in (found["sign"], found["sign2"]) or found["sign"] == "("
        value = self._readable(_written(Decimal(digits).scaleb(exponent), negative=negative))
        if len(value) > _MAX_DIGITS:  # 8e60: written out it would not be read again
            return Parsed(None, Status.INVALID, Reason.OUT_OF_RANGE)
        return Parsed(value, status_of(text, value), None, _parts(found["before"], after, note))

    def _readable(self, value: str) -> str:
        """Return a value as this kind reads it again: to a decimal comma, `1.234` would be a thousand."""
        three = self.decimal_mark == "," and value[-4:-3] == "."
        return f"{value}0" if three else value

    def _in_characters(self, text: str, folded: str, note: str | None) -> Parsed:
        """Parse a number written in Chinese characters, with a unit behind it."""
        body = folded.strip("¥ ")
        unit = next((u for u in ("元整", "圆整", "元", "圆", "块", "人", "户", "家", "个") if body.endswith(u)), "")
        value = chinese_number(body.removesuffix(unit))
        if value is None:
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        value = self._readable(_written(Decimal(value), negative=False))
        return Parsed(value, status_of(text, value), None, _parts("", unit, note))

    def _plain(self, number: str) -> str | None:
        """Return digits with a point as decimal mark; None where the separators contradict each other."""
        if " " in number:
            if not _IN_THREES.fullmatch(number):
                return None
            number = number.replace(" ", "")
        last = max(number.rfind("."), number.rfind(","))
        if last < 0:
            return number
        mark = self.decimal_mark or _decimal_mark(number, last)
        if mark == "," and number.count(".") == 1 and "," not in number and len(number) - last != 4:
            mark = "."
        if self.decimal_mark and number.count(self.decimal_mark) > 1:
            return None
        whole, _, fraction = number.partition(mark) if mark else (number, "", "")
        groups = re.split("[.,]", whole)
        if not fraction.isdigit() and fraction:
            return None
        if len(groups) > 1 and not all(2 <= len(group) <= 4 for group in groups[1:]):
            return None
        return ("".join(groups) or "0") + (f".{fraction}" if fraction else "")

    def parse_alone(self, text: str | None) -> Parsed:
        """Parse one cell as a column of nothing else would be: it may show its own decimal comma."""
        return self.prepare(pa.array([text], pa.string())).parse_cell(text)

    def key_functions(self) -> dict[str, Callable[[str], Key]]:
        """Return `number`, without zeros behind the point."""
        return {"number": _without_zeros}

    def comparison(self) -> Comparison:
        """Return: same number; one digit in four off; a tenth off."""
        levels = (
            Level("same number", Equal("number"), "number"),
            Level("one digit differs", Similar("number", "osa", 0.75)),
            Level("a tenth apart at most", Similar("number", "ratio", 0.9)),
        )
        return Comparison(levels, ("number",))

    def mask(self, value: str) -> str:
        """Return the number with every digit hidden, its length still visible."""
        return re.sub(r"\d", "*", value)


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join([str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text])


def _sign_in_front(text: str) -> str:
    """Return text with the sign that ledgers put behind a number in front of it: 1,234.50- is negative."""
    return f"-{text[:-1].rstrip()}" if text[-1:] == "-" and text[:1].isdigit() else text


def _decimal_mark(number: str, last: int) -> str | None:
    """Read the decimal mark off one number: the later of two different marks; a repeated mark groups."""
    mark = number[last]
    if number.count(mark) > 1:
        return None
    both = "." in number and "," in number
    if mark == "," and not both and len(number) - last - 1 == 3 and number[0] != "0":
        return None
    return mark


def _scale(after: str) -> tuple[int, str]:
    """Split a magnitude off what stands behind the digits: its power of ten, and the unit."""
    if after.isascii():
        word, _, unit = after.partition(" ")
        scale = _SCALES.get(word) or _SCALES.get(word.lower() if len(word) > 2 else word)
        return (scale, unit) if scale else (0, after)
    for size in (2, 1):
        if after[:size] in _SCALES and not after[:1].isascii():
            return _SCALES[after[:size]], after[size:]
    return 0, after


def _parts(before: str, after: str, note: str | None) -> dict[str, str | None]:
    """Return what stands around a number: its unit, the currency where there is one, and words that are neither."""
    found = [word for word in (before.strip(), after.strip()) if word]
    known = [_CURRENCIES.get(word.lower()) for word in found]
    currency = next((code for code in known if code), None)
    if before.strip() and before.strip().lower() not in _CURRENCIES:
        note = " ".join(filter(None, (note, found.pop(0))))
    return {"unit": " ".join(found) or None, "currency": currency, "note": note}


def _written(number: Decimal, *, negative: bool) -> str:
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    plain = plain.lstrip("0") or "0"
    plain = f"0{plain}" if plain.startswith(".") else plain
    return f"-{plain}" if negative and plain.strip("0.") else plain


def _without_zeros(value: str) -> str:
    return value.rstrip("0") if "." in value else value
