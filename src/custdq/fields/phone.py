"""Telephone numbers: E.164, whatever people and spreadsheets made of them.

The traps: a landline typed without its area code looks complete; `1.38E+10` looks like a number and has lost its
digits; `138****8000` must never be filled up; hotlines and the operator's own 13800138000 connect nobody to anybody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, Reason, Status
from custdq.fields.base import (
    MAX_LENGTH,
    MISSING,
    Comparison,
    Equal,
    Key,
    Kind,
    Level,
    Meet,
    Parsed,
    Similar,
    status_of,
)
from custdq.fields.bulk import FEW, Reader
from custdq.fields.phone_column import settle_plain
from custdq.fields.phone_labelled import settle_labelled
from custdq.fields.phone_local import settle_local
from custdq.fields.phone_reading import (
    CHINESE_SUBSCRIBER,
    FILLER,
    LONGEST_LOCAL,
    MOST_DIGITS,
    PhoneReading,
)
from custdq.fields.region import known_region
from custdq.reference.phone_plans import PhoneNumber, read_digits, why_invalid
from custdq.text.phone_cell import Piece, cut_pieces, is_remark, read_phone_cell
from custdq.text.phone_dialled import dial_string, is_clean

_NOT_DIGITS = re.compile(r"\D+")
_FILLER = re.compile(FILLER)
_SEQUENCES = ("01234567890123456789", "98765432109876543210")
_NO_NUMBER = re.compile(
    r"未知|不详|不詳|没有|沒有|暂无|暫無|未留|未提供|保密|匿名|不方便|^无|anonymous|unknown|private|withheld|none",
    re.IGNORECASE,
)
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{6}")
_KEY_NAMES, _TAIL = ("numbers", "tail", "digits"), 7
_NOT_PERSONAL = ("short", "toll_free", "shared_cost", "premium_rate", "uan")
#: Regions with a numbering plan of their own and no code in ISO 3166-1: Ascension, Tristan da Cunha, Kosovo.
_MORE_REGIONS = frozenset(("AC", "TA", "XK"))
#: Regions tried where none was given: the greatest by telephone lines, so that a tie goes to the likelier one.
_REGIONS = tuple(
    "CN US IN ID BR RU JP NG BD PK MX DE PH VN IR TR TH GB FR EG IT ZA ES KR CO AR PL UA CA MY SA PE AU TW NL HK SG "
    "BE SE CH AT".split()
)
_SAMPLE, _ENOUGH = 120, 3
# A column's landlines tell where its owner calls: with twenty of them and nineteen in twenty from one area, a number
# written as one calls within the area is from there at least as often (who calls farther has to dial the code).
_LANDLINES, _ONE_AREA, _LANDLINE_SAMPLE = 20, 0.95, 600
_LANDLINE = r"^\(?(0(?:10|2\d|[3-9]\d\d))[)\- ]{0,2}([2-8]\d{2,3}[- ]?\d{4})$"
_LOCAL = r"^[2-8]\d{2,3}[- ]?\d{4}(?:\D|$)"
_PARTS = ("region", "type", "extension", "area_code", "national", "others", "pattern", "note")


@dataclass(frozen=True)
class Phone(Kind):
    """A telephone number as E.164; its extension is a part, and so are further numbers of the cell.

    Parameters
    ----------
    region
        ISO 3166-1 alpha-2 code of the country whose national form a number without `+` is in; None: the country under
        which most values of the column are valid.
    area_code
        Area code of Chinese landlines written without one (`"010"`); None: that of at least 95 % of the column's
        landlines, where there are 20 or more. A number completed so has the problem `area_code_inferred`.

    Raises
    ------
    OptionError
        When `region` is no country, or `area_code` is not two to four digits.

    Notes
    -----
    Parts: `region` (ISO 3166-1 alpha-2; 001 where a number is no country's); `type` in libphonenumber's words (mobile,
    fixed_line, fixed_line_or_mobile, toll_free, shared_cost, premium_rate, voip, uan, ...) and `short` for numbers
    dialled only inside China (110, 95588), whose value is as it is dialled; `extension`; `area_code` with its trunk
    digit; `national`, the number without calling code, also digits that are no valid number; `others`, further
    numbers of the cell in E.164 with `;` between; `pattern` of a masked number; `note`, words around them.

    Problems: `area_code_missing`, `wrong_length`, `bad_format`, `masked`, `digits_lost` (1.38E+10) and `not_parsed`
    leave no value; `several_values`, `extra_text`, `excel_number`, `area_code_inferred`, `region_inferred`
    (0912 345 678 in a list of China: a mobile of Taiwan), `ambiguous` (a service number that may be a landline without
    its area code) and `placeholder` (13800138000) come with one.

    Sources: ITU-T E.164 for the form; libphonenumber's metadata for what is valid; the numbering plan of MIIT for
    China's short numbers; RFC 3966 for `tel:` addresses.

    Examples
    --------
    >>> table = Phone(region="CN").parse(["１３９ 0013-8001", "010-62345678转8001", "1.39E+10", "62345678"])
    >>> table.column("value").to_pylist()
    ['+8613900138001', '+861062345678', None, None]
    >>> table.column("problem").to_pylist()
    [None, None, 'digits_lost', 'area_code_missing']
    """

    region: str | None = None
    area_code: str | None = None

    name: ClassVar[str] = "phone"
    part_names: ClassVar[tuple[str, ...]] = _PARTS
    shared: ClassVar[bool | None] = True
    identifying: ClassVar[float] = 0.8
    blocking_keys: ClassVar[tuple[str, ...]] = ("numbers", "tail")
    list_keys: ClassVar[tuple[str, ...]] = ("numbers",)
    keyed_parts: ClassVar[tuple[str, ...]] = ("national", "type", "others")

    def __post_init__(self) -> None:
        if self.area_code is not None and not re.fullmatch(r"0?[1-9]\d{1,2}", str(self.area_code)):
            raise OptionError(
                f'Phone(area_code="{self.area_code}") is no Chinese area code; expected digits as in "010" or "0755".'
            )
        object.__setattr__(self, "region", known_region("Phone", self.region, more=_MORE_REGIONS))

    def __repr__(self) -> str:
        given = f", area_code={self.area_code!r}" if self.area_code else ""
        return f"Phone(region={self.region!r}{given})"

    def prepare(self, values: pa.Array) -> Phone:
        """Return the kind with the region and area code that most of the column's values have."""
        kind = self if self.region is not None else replace(self, region=_likely_region(values))
        if kind.region != "CN" or kind.area_code is not None:
            return kind
        area_code = _likely_area_code(values)
        return replace(kind, area_code=area_code) if area_code else kind

    def column_readers(self) -> tuple[Reader, ...]:
        """Return the readers of plain numbers, of those without area code, and of numbers between Chinese words."""
        region = self.region
        local = partial(settle_local, region=region, area_code=self.area_code)
        return (partial(settle_plain, region=region), local, partial(settle_labelled, region=region))

    def parse_cell(self, text: str | None) -> Parsed:
        """Parse one cell; a line break in it separates numbers."""
        if text is None:
            return MISSING
        if is_clean(text) and (number := self._plain(text)):
            problem = Reason.PLACEHOLDER if _FILLER.fullmatch(number.e164) else None
            return Parsed(number.e164, status_of(text, number.e164), problem, _parts_of(number))
        if ("\n" in text or "\r" in text) and len(text) < MAX_LENGTH:
            text = text.replace("\r", "\n").replace("\n", ";")
        return super().parse_cell(text)

    def _plain(self, text: str) -> PhoneNumber | None:
        """Read a cell of digits and punctuation that is a valid number and can be nothing else."""
        digits, plus = _NOT_DIGITS.sub("", text), text[0] == "+"
        if "." in text or (self.region == "CN" and not plus and len(digits) <= LONGEST_LOCAL):
            return None
        return read_digits(digits, self.region, plus=plus)

    def parse_value(self, text: str) -> Parsed:
        """Parse one cell; of several numbers the first is the value."""
        cell = read_phone_cell(text)
        if cell.reason in (Reason.MASKED, Reason.DIGITS_LOST) and cell.whole is None:
            return Parsed(None, Status.INVALID, cell.reason, {"pattern": cell.pattern, "region": self.region})
        reading = PhoneReading(self.region, self.area_code, cell)
        numbers = reading.numbers()
        if not numbers:
            return _unread(reading)
        first, *rest = numbers
        note = reading.note()
        problem = Reason.SEVERAL_VALUES if rest else reading.reason or cell.reason
        if reading.unread or (note and not problem and is_remark(note)):
            problem = Reason.EXTRA_TEXT
        if _FILLER.fullmatch(first.e164):
            problem = Reason.PLACEHOLDER
        more = {"others": ";".join(number.e164 for number in rest) or None, "note": note}
        return Parsed(first.e164, status_of(text, first.e164), problem, _parts_of(first) | more)

    def value_keys(self, parsed: Parsed) -> dict[str, Key]:
        """Return `numbers` (list: every number of the cell), `tail` (last 7 digits) and `digits` (the national number).

        Short numbers and fillers have no key; hotlines have no tail, for they are nobody's own.
        """
        value, (national, kind, others) = parsed.value, map(parsed.parts.get, self.keyed_parts)
        if kind == "short" or (value is not None and _FILLER.fullmatch(value)):
            return dict.fromkeys(_KEY_NAMES)
        numbers = None if value is None else [value] if others is None else [value, *others.split(";")]
        personal = national is not None and len(national) >= _TAIL and kind not in _NOT_PERSONAL
        return {"numbers": numbers, "tail": national[-_TAIL:] if national and personal else None, "digits": national}

    def keys(self, parsed: pa.Table) -> Mapping[str, pa.Array]:
        """Return the keys of a column."""
        if parsed.num_rows < FEW:
            return self.keys_one_by_one(parsed)
        value, national = parsed.column("value").combine_chunks(), parsed.column("national").combine_chunks()
        kind = pc.fill_null(parsed.column("type").combine_chunks(), "")
        filler = pc.fill_null(pc.match_substring_regex(value, f"^(?:{FILLER})$"), pa.scalar(value=False))
        useless = pc.or_(pc.equal(kind, "short"), filler)
        others = parsed.column("others").combine_chunks()
        # null_handling="skip" loses a row where every piece is null
        listed = pc.if_else(
            pc.is_null(others), value, pc.binary_join_element_wise(value, pc.fill_null(others, ""), ";")
        )
        listed = pc.if_else(pc.or_(useless, pc.is_null(value)), pa.scalar(None, pa.string()), listed)
        digits = pc.if_else(useless, pa.scalar(None, pa.string()), national)
        personal = pc.invert(pc.is_in(kind, value_set=pa.array(_NOT_PERSONAL)))
        long_enough = pc.and_(personal, pc.greater_equal(pc.utf8_length(digits), _TAIL))
        tail = pc.if_else(long_enough, pc.utf8_slice_codeunits(digits, -_TAIL), pa.scalar(None, pa.string()))
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


def _parts_of(number: PhoneNumber) -> dict[str, str | None]:
    """Return the parts a number has by itself."""
    return {
        "region": number.region, "type": number.type, "extension": number.extension, "area_code": number.area_code,
        "national": number.national,
    }  # fmt: skip


def _unread(reading: PhoneReading) -> Parsed:
    """Say why no number could be read; digits that may still match stay in the part `national`."""
    region, pieces = reading.region, reading.pieces
    longest = max(pieces, key=lambda piece: len(_NOT_DIGITS.sub("", piece.text)), default=Piece("", None))
    digits = _NOT_DIGITS.sub("", longest.text)
    if not digits:
        nobody = _NO_NUMBER.search(reading.cell.plain) is not None
        missing = Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
        return missing if nobody else Parsed(None, Status.INVALID, Reason.NOT_PARSED)
    if len(set(digits)) == 1 or any(digits in sequence for sequence in _SEQUENCES):
        return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
    parts: Mapping[str, str | None] = {
        "national": digits if len(digits) <= MOST_DIGITS else None, "extension": longest.extension, "region": region,
    }  # fmt: skip
    if region == "CN" and CHINESE_SUBSCRIBER.fullmatch(digits):
        return Parsed(None, Status.INVALID, Reason.AREA_CODE_MISSING, parts)
    if region == "CN" and _CHINESE_MOBILE.match(digits) and len(digits) != 11:
        return Parsed(None, Status.INVALID, Reason.WRONG_LENGTH, parts)
    return Parsed(None, Status.INVALID, why_invalid(digits, region, plus="+" in longest.text), parts)


def _likely_region(values: pa.Array) -> str | None:
    """Return the region under which most of a column's national numbers are valid; None where no region stands out.

    A sample spread over the sorted distinct values, so that row order does not change the answer.
    """
    texts = pc.unique(values).drop_null().sort()
    sample = texts.take(pa.array(np.arange(0, len(texts), max(1, len(texts) // _SAMPLE)))).to_pylist()
    runs = [run.text for text in sample if len(text) < 100 for run in cut_pieces(read_phone_cell(text).plain)]
    dialled = [found for run in runs if (found := dial_string(run)) and len(found.digits) >= 7]
    abroad = [
        number.region for found in dialled if found.plus and (number := read_digits(found.digits, None, plus=True))
    ]
    national = [found.digits for found in dialled if not found.plus]
    if len(national) < _ENOUGH:
        return None
    scores: dict[str, float] = {}
    # where most numbers are international, the few others are from where most of those are, if from anywhere
    mostly_abroad = len(abroad) >= len(national)
    for region in _REGIONS:
        if mostly_abroad and abroad.count(region) * 2 <= len(abroad):
            continue
        read = [number for digits in national if (number := read_digits(digits, region))]
        if len(read) * 2 > len(national):
            mobile = sum("mobile" in number.type for number in read)
            # many plans would take a national number, an international one says outright where it is from
            scores[region] = len(read) + mobile / 2 + 2 * abroad.count(region)
    return max(scores, key=lambda region: (scores[region], -_REGIONS.index(region))) if scores else None


def _likely_area_code(values: pa.Array) -> str | None:
    """Return the area code of nearly all landlines of a Chinese column; None where no number lacks one.

    The landlines are a sample spread over the sorted distinct ones, so that row order does not change the answer.
    """
    if len(values) <= _LANDLINES or not pc.any(pc.match_substring_regex(values, _LOCAL)).as_py():
        return None
    landlines = pc.unique(values.filter(pc.match_substring_regex(values, _LANDLINE))).drop_null().sort()
    step = max(1, len(landlines) // _LANDLINE_SAMPLE)
    sample = landlines.take(pa.array(np.arange(0, len(landlines), step))).to_pylist()
    codes = Counter(match[1] for text in sample if (match := re.match(_LANDLINE, text)))
    code, count = max(codes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return code if count >= _LANDLINES and count >= _ONE_AREA * codes.total() else None
