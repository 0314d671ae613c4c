"""Telephone numbers: E.164, whatever people and spreadsheets made of them.

The traps: a landline typed without its area code looks complete; `1.38E+10` looks like a number and has lost its
digits; `138****8000` must never be filled up; hotlines and the operator's own 13800138000 connect nobody to anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, Reason, Status, did_you_mean
from custdq.fields.base import MAX_LENGTH, Comparison, Equal, Kind, Level, Meet, Parsed, Similar, status_of
from custdq.reference.countries import country_codes
from custdq.reference.phone_plans import PhoneNumber, area_code, calling_code, is_short_number, read_number, why_invalid
from custdq.text.phone_cell import PhoneCell, Piece, read_phone_cell

_NOT_DIGITS = re.compile(r"\D+")
#: Numbers typed to get past a form: Beijing Mobile's own service number, and mobiles of a prefix and zeros.
_FILLER = re.compile(r"\+86(?:13800138000|1[3-9]0{9}|1[3-9]\d0{8})")
_SEQUENCES = ("01234567890123456789", "98765432109876543210")
_NOT_PERSONAL = ("short", "toll_free", "shared_cost", "premium_rate", "uan")
#: Regions with a numbering plan of their own and no code in ISO 3166-1: Ascension, Tristan da Cunha, Kosovo.
_MORE_REGIONS = frozenset(("AC", "TA", "XK"))
_VANITY = re.compile(r"\d[\d\s().\-]*[A-Za-z]{3,}|^tel:", re.IGNORECASE)
#: A calling code in brackets without `+`; an area code in brackets begins with 0 or is a number without it.
_BRACKETED_CODE = re.compile(r"\(([1-9]\d{0,2})\)")
_NO_NUMBER = re.compile(
    r"未知|不详|不詳|没有|沒有|暂无|暫無|未留|未提供|保密|匿名|不方便|^无|anonymous|unknown|private|withheld|none",
    re.IGNORECASE,
)
_DASH_EXTENSION = re.compile(r"(.*\d.*?)[-\s]*-\s*(\d{1,6})")
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{6}")
_CHINESE_SUBSCRIBER = re.compile(r"[2-9]\d{6,7}")
#: People in these regions write each other's calling codes without `+`; elsewhere that would turn typos into numbers.
_CHINESE_REGIONS = ("CN", "HK", "MO", "TW")
_CHINESE_CODES = ("852", "853", "886", "86")
#: Types of number whose neighbours are written short (62345678/79).
_SWITCHBOARD = ("fixed_line", "fixed_line_or_mobile")
#: Digits in a row that are a number, and neither an extension nor a floor.
_LONG_RUN = 7
_MAX_NUMBERS, _MAX_GROUPS, _MAX_DIGITS = 20, 12, 20
#: Regions tried where none was given: the greatest by telephone lines, so that a tie goes to the likelier one.
_REGIONS = tuple(
    "CN US IN ID BR RU JP NG BD PK MX DE PH VN IR TR TH GB FR EG IT ZA ES KR CO AR PL UA CA MY SA PE AU TW NL HK SG "
    "BE SE CH AT".split()
)
_SAMPLE, _ENOUGH = 120, 3


@dataclass(frozen=True)
class Phone(Kind):
    """A telephone number as E.164; its extension is a part, and so are further numbers of the cell.

    Parameters
    ----------
    region
        ISO 3166-1 alpha-2 code of the country whose national form a number without `+` is in; None: the country under
        which most values of the column are valid.

    Raises
    ------
    OptionError
        When `region` is no country.

    Examples
    --------
    >>> table = Phone(region="CN").parse(["１３９ 0013-8001", "010-62345678转8001", "1.39E+10", "62345678"])
    >>> table.column("value").to_pylist()
    ['+8613900138001', '+861062345678', None, None]
    >>> table.column("problem").to_pylist()
    [None, None, 'digits_lost', 'area_code_missing']
    """

    region: str | None = None

    name: ClassVar[str] = "phone"
    part_names: ClassVar[tuple[str, ...]] = ("region", "type", "extension", "area_code", "national", "others")
    shared: ClassVar[bool] = True
    identifying: ClassVar[float] = 0.8
    blocking_keys: ClassVar[tuple[str, ...]] = ("numbers", "tail")

    def __post_init__(self) -> None:
        if self.region is None:
            return
        region = str(self.region).upper()
        if region not in country_codes() | _MORE_REGIONS:
            raise OptionError(
                f'Phone(region="{self.region}") is no ISO 3166-1 alpha-2 code. {did_you_mean(region, country_codes())}'
            )
        object.__setattr__(self, "region", region)

    def prepare(self, values: pa.Array) -> Kind:
        """Return the kind with the region under which most of the column's values are valid."""
        return self if self.region is not None else replace(self, region=_likely_region(values))

    def parse_cell(self, text: str | None) -> Parsed:
        """Parse one cell; a line break in it separates numbers."""
        return super().parse_cell(
            text.replace("\r", "\n").replace("\n", ";") if text and len(text) < MAX_LENGTH else text
        )

    def parse_value(self, text: str) -> Parsed:
        """Parse one cell; of several numbers the first is the value."""
        cell = read_phone_cell(text)
        numbers: dict[str, PhoneNumber] = {}
        found, whole = self._all_numbers(cell)
        for number in found:
            numbers.setdefault(number.e164, number)
        if not numbers:
            return self._unread(cell)
        first, *rest = numbers.values()
        problem = Reason.SEVERAL_VALUES if rest else cell.reason
        if not whole:
            problem = Reason.EXTRA_TEXT
        if _FILLER.fullmatch(first.e164):
            problem = Reason.PLACEHOLDER
        parts = {
            "region": first.region,
            "type": first.type,
            "extension": first.extension,
            "area_code": area_code(first),
            "national": first.national,
            "others": ";".join(number.e164 for number in rest) or None,
        }
        return Parsed(first.e164, status_of(text, first.e164), problem, parts)

    def _all_numbers(self, cell: PhoneCell) -> tuple[list[PhoneNumber], bool]:
        """Return the cell's numbers, and whether every run of digits as long as a number gave one."""
        if (len(cell.pieces) == 1 and _VANITY.search(cell.plain)) or "phone-context" in cell.plain:
            number = read_number(cell.plain, self.region)
            if number is not None:
                return [number], True
        numbers, whole = [], len(cell.pieces) <= _MAX_NUMBERS
        for piece in cell.pieces[:_MAX_NUMBERS]:
            found = self._piece(piece)
            numbers += found
            runs = [run for run in piece.text.split("/") if len(_NOT_DIGITS.sub("", run)) >= _LONG_RUN]
            whole = whole and len(found) >= (len(runs) if "/" in piece.text else min(len(runs), 1))
        return numbers, whole

    def _piece(self, piece: Piece) -> list[PhoneNumber]:
        """Read one run of digits: one number, one with an extension after a dash, or several."""
        number = self._number(piece.text)
        if number is not None:
            return [number._replace(extension=piece.extension or number.extension)]
        numbers = self._slashed(piece.text) or self._dashed(piece.text) or self._spaced(piece.text)
        if numbers and piece.extension:
            numbers[-1] = numbers[-1]._replace(extension=piece.extension)
        return numbers

    def _number(self, text: str) -> PhoneNumber | None:
        """Read one number as it is dialled in the region, then in the other ways people write it."""
        digits = _NOT_DIGITS.sub("", text)
        if not 3 <= len(digits) <= _MAX_DIGITS:
            return None
        if "+" in text:
            return read_number(text[text.index("+") :] if text[0] != "(" else f"+{digits}", self.region)
        if self.region and is_short_number(digits, self.region):
            return PhoneNumber(digits, self.region, "short", digits)
        if self.region == "CN" and len(digits) <= 8 and digits[0] not in "01":
            return None
        number = read_number(text, self.region)
        bracket = _BRACKETED_CODE.match(text)
        if bracket and (number is None or (bracket[1] == "1" and self.region == "CN")):
            return read_number(f"+{digits}", None) or number
        if number is None and digits.startswith("00"):
            return read_number(f"+{digits[2:]}", self.region)
        if number is None and digits.startswith(self._calling_codes()):
            number = read_number(f"+{digits}", None)
        return number

    def _calling_codes(self) -> tuple[str, ...]:
        """Return the calling codes that are read without `+`: the region's own, and China's among themselves."""
        return _CHINESE_CODES if self.region in _CHINESE_REGIONS else calling_code(self.region)

    def _slashed(self, text: str) -> list[PhoneNumber]:
        """Read numbers between slashes; a short last one replaces the end of the number before it (62345678/79)."""
        numbers: list[PhoneNumber] = []
        for part in text.split("/") if "/" in text else ():
            digits = _NOT_DIGITS.sub("", part)
            if numbers and 0 < len(digits) <= 4:
                # a switchboard's lines differ in up to four digits; behind a mobile three may be anything
                near = numbers[-1].type in _SWITCHBOARD or len(digits) <= 2
                found = read_number(numbers[-1].e164[: -len(digits)] + digits, None) if near else None
                numbers += [found] if found else []
            else:
                numbers += self._piece(Piece(part.strip(" .-()"), None))
        return numbers

    def _dashed(self, text: str) -> list[PhoneNumber]:
        """Read the last group after a dash as an extension (010-62345678-8001)."""
        found = _DASH_EXTENSION.fullmatch(text)
        number = self._number(found[1].strip()) if found else None
        return [number._replace(extension=found[2])] if found and number else []

    def _spaced(self, text: str) -> list[PhoneNumber]:
        """Read several numbers run together: the fewest groups of digits that are each a number."""
        groups = text.split()
        if len(groups) == 1 and len(text) == 22 and text.isdigit():
            groups = [text[:11], text[11:]]
        if not 2 <= len(groups) <= _MAX_GROUPS:
            return []
        best: list[list[PhoneNumber] | None] = [[]]
        for end in range(1, len(groups) + 1):
            found: list[PhoneNumber] | None = None
            for start in range(end):
                before = best[start]
                if (
                    before is None
                    or (found is not None and len(before) + 1 >= len(found))
                    or (start, end) == (0, len(groups))
                ):
                    continue
                run = " ".join(groups[start:end])
                number = self._number(run)
                more = [number] if number else self._dashed(run)
                found = [*before, *more] if more else found
            best.append(found)
        return best[-1] or []

    def _unread(self, cell: PhoneCell) -> Parsed:
        """Say why no number could be read; digits that may still match stay in the part `national`."""
        longest = max((piece.text for piece in cell.pieces), key=lambda run: len(_NOT_DIGITS.sub("", run)), default="")
        digits = _NOT_DIGITS.sub("", longest)
        if cell.reason in (Reason.MASKED, Reason.DIGITS_LOST):
            return Parsed(None, Status.INVALID, cell.reason)
        if not digits:
            nobody = _NO_NUMBER.search(cell.plain) is not None
            return (
                Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
                if nobody
                else Parsed(None, Status.INVALID, Reason.NOT_PARSED)
            )
        if len(set(digits)) == 1 or any(digits in sequence for sequence in _SEQUENCES):
            return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
        extension = next((piece.extension for piece in cell.pieces if piece.text == longest), None)
        parts = {
            "national": digits if len(digits) <= _MAX_DIGITS else None,
            "extension": extension,
            "region": self.region,
        }
        if self.region == "CN" and _CHINESE_SUBSCRIBER.fullmatch(digits):
            return Parsed(None, Status.INVALID, Reason.AREA_CODE_MISSING, parts)
        if self.region == "CN" and _CHINESE_MOBILE.match(digits) and len(digits) != 11:
            return Parsed(None, Status.INVALID, Reason.WRONG_LENGTH, parts)
        return Parsed(None, Status.INVALID, why_invalid(longest, self.region), parts)

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return `numbers` (list: every number of the cell), `tail` (last 7 digits) and `digits` (the national number).

        Short numbers and fillers have no key; hotlines have no tail, for they are nobody's own.
        """
        value, national = parsed.column("value").combine_chunks(), parsed.column("national").combine_chunks()
        kind = pc.fill_null(parsed.column("type").combine_chunks(), "")
        filler = pc.fill_null(pc.match_substring_regex(value, f"^(?:{_FILLER.pattern})$"), pa.scalar(value=False))
        useless = pc.or_(pc.equal(kind, "short"), filler)
        others = parsed.column("others").combine_chunks()
        # null_handling="skip" loses a row where every piece is null
        listed = pc.if_else(
            pc.is_null(others), value, pc.binary_join_element_wise(value, pc.fill_null(others, ""), ";")
        )
        listed = pc.if_else(pc.or_(useless, pc.is_null(value)), pa.scalar(None, pa.string()), listed)
        digits = pc.if_else(useless, pa.scalar(None, pa.string()), national)
        personal = pc.invert(pc.is_in(kind, value_set=pa.array(_NOT_PERSONAL)))
        long_enough = pc.and_(personal, pc.greater_equal(pc.utf8_length(digits), 7))
        tail = pc.if_else(long_enough, pc.utf8_slice_codeunits(digits, -7), pa.scalar(None, pa.string()))
        return {"numbers": pc.split_pattern(listed, ";"), "tail": tail, "digits": digits}

    def comparison(self) -> Comparison:
        """Return: a number in common; same last seven digits; one digit off."""
        levels = (
            Level("same number", Meet("numbers"), "numbers"),
            Level("same last 7 digits", Equal("tail"), "tail"),
            Level("one digit differs", Similar("digits", "osa", 0.87)),
        )
        return Comparison(levels, ("digits",))

    def mask(self, value: str) -> str:
        """Return the number with the digits before the last four hidden."""
        if len(value) < 9:
            return value[:2] + "*" * max(1, len(value) - 2)
        return f"{value[:-8]}****{value[-4:]}"


def _likely_region(values: pa.Array) -> str | None:
    """Return the region under which most of a column's national numbers are valid; None where no region stands out.

    A sample spread over the sorted distinct values, so that row order does not change the answer.
    """
    texts = sorted(set(pc.unique(values).drop_null().to_pylist()))
    step = max(1, len(texts) // _SAMPLE)
    pieces = [piece.text for text in texts[::step] if len(text) < 100 for piece in read_phone_cell(text).pieces]
    abroad = [number.region for text in pieces if "+" in text and (number := read_number(text, None))]
    national = [text for text in pieces if "+" not in text and len(_NOT_DIGITS.sub("", text)) >= 7]
    if len(national) < _ENOUGH:
        return None
    scores: dict[str, float] = {}
    for region in _REGIONS:
        found = [number for text in national if (number := Phone(region)._number(text))]
        if len(found) * 2 > len(national):
            mobile = sum("mobile" in number.type for number in found)
            scores[region] = len(found) + mobile / 2 + abroad.count(region) / 2
    return max(scores, key=lambda region: (scores[region], -_REGIONS.index(region))) if scores else None
