"""Plain telephone cells, a column at a time: digits with spaces, dashes, dots and brackets, `+` in front or not.

Most cells of most files are plain and valid, or plain and wrong; both are settled here with array operations. Whatever
may be read in more than one way (a float, an extension behind a dash, a Chinese number without its area code, two
numbers) is left to `phone_reading`. The trap: a cell settled here must come out as it would there, in every part.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields.bulk import Settled
from custdq.fields.phone_reading import FILLER, LONG_RUN, LONGEST_LOCAL, UNICOM, calling_codes
from custdq.reference.phone_arrays import (
    END,
    PADDING,
    REASONS,
    Bools,
    Ints,
    Outcome,
    PhoneColumn,
    answer_arrays,
    phone_arrays,
)
from custdq.reference.phone_plans import lengths_behind, longest_dialled
from custdq.reference.phone_table import LONGEST

Bytes = npt.NDArray[np.uint8]

_FEWEST_DIGITS = 5
#: Digits of a mobile of Taiwan with its 0, which a list of China may hold.
_TAIWANESE = 10
_ZERO, _SPACE = ord("0"), ord(" ")
_DIGIT, _SEPARATOR, _PLUS, _OTHER = range(4)


def _sorts() -> Bytes:
    sorts = np.full(256, _OTHER, np.uint8)
    sorts[[ord(char) for char in " -.()"]] = _SEPARATOR
    sorts[_ZERO : _ZERO + 10] = _DIGIT
    sorts[ord("+")] = _PLUS
    return sorts


_SORTS = _sorts()
_STATUSES = pa.array([str(status) for status in (Status.VALID, Status.REPAIRED, Status.INVALID)])
_REASON_CODES = pa.array([*map(str, REASONS), None, str(Reason.PLACEHOLDER)])
_NO_REASON, _FILLER = len(REASONS), len(REASONS) + 1


class Numbers(NamedTuple):
    """The digits of some cells: number `i` has `lengths[i]` digits in `digits`, from `begins[i]` on; ascending."""

    digits: Bytes
    begins: Ints
    lengths: Ints

    def of(self, rows: npt.NDArray[np.int64]) -> Numbers:
        """Return some of the numbers."""
        return self if len(rows) == len(self.begins) else Numbers(self.digits, self.begins[rows], self.lengths[rows])

    def matrix(self) -> Bytes:
        """Return one row a digit and one column a number, END behind the last digit."""
        matrix = np.full((LONGEST + PADDING, len(self.lengths)), END, np.uint8)
        shortest = int(self.lengths.min(initial=LONGEST))
        for at in range(int(self.lengths.max(initial=0))):
            np.take(self.digits, self.begins + np.int32(at), out=matrix[at], mode="clip")
            matrix[at] -= np.uint8(_ZERO)
            if at >= shortest:
                matrix[at, self.lengths <= at] = END
        return matrix

    def texts(self, start: Ints, stop: Ints) -> pa.Array:
        """Return the digits of each number from `start` up to `stop` as strings."""
        size = len(self.begins)
        # the bytes stay where they are: every second string there is a number's
        offsets = np.zeros(2 * size + 1, np.int32)
        offsets[:-1:2], offsets[1::2] = self.begins + start, self.begins + stop
        offsets[2 * size :] = offsets[2 * size - 1] if size else 0
        pieces = pa.StringArray.from_buffers(2 * size, pa.py_buffer(offsets), pa.py_buffer(self.digits))
        return pieces.take(pa.array(np.arange(0, 2 * size, 2)))


class Cells:
    """The bytes of a column of strings, and the digits among them."""

    def __init__(self, texts: pa.Array) -> None:
        _, offsets, data = texts.buffers()
        starts = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
        self.texts = texts
        self.bytes = np.frombuffer(data or b"", np.uint8)[starts[0] : starts[-1]]
        self.starts = starts - starts[0]
        self.size = np.diff(self.starts)
        self.lead = (self.byte(self.starts[:-1]) == ord("+")) & (self.size > 0)
        other = _SORTS[self.bytes] != _DIGIT
        other[self.starts[:-1][self.lead]] = False
        #: the bytes that are no digits, but for a + in front: their places, sorts and cells
        self.marks = np.flatnonzero(other)
        self.sorts = _SORTS[self.bytes[self.marks]]
        cell = np.repeat(np.arange(len(texts)), self.size)[self.marks] if len(self.marks) else self.marks
        self.cell = cell
        self.digits = self.size - self.lead - np.bincount(cell, minlength=len(texts)).astype(np.int32)

    def count(self, marked: Bools) -> Ints:
        """Return how many of the marks of each cell are such."""
        return np.bincount(self.cell[marked], minlength=len(self.digits)).astype(np.int32)

    @cached_property
    def dashes(self) -> Ints:
        """Return how many dashes each cell has."""
        return self.count(self.bytes[self.marks] == ord("-"))

    def byte(self, place: npt.NDArray[Any]) -> Bytes:
        """Return single bytes, 0 for places outside."""
        if not len(self.bytes):
            return np.zeros(len(place), np.uint8)
        inside = (place >= 0) & (place < len(self.bytes))
        return np.where(inside, self.bytes.take(place, mode="clip"), np.uint8(0))

    def plain(self) -> tuple[Bools, Bools]:
        """Tell which cells are plain, and which of those begin with `+`."""
        none = (self.count(self.sorts == _OTHER) == 0) & (self.count(self.sorts == _PLUS) == 0)
        first, last = self.byte(self.starts[:-1]), self.byte(self.starts[1:] - 1)
        plus = self.lead & (_SORTS[self.byte(self.starts[:-1] + 1)] == _DIGIT)
        plain = none & (plus | ~self.lead) & (self.digits >= _FEWEST_DIGITS) & (self.digits <= LONGEST)
        return plain & (first != _SPACE) & (last != _SPACE) & ~self._floats(), plus

    def _floats(self) -> Bools:
        """Tell which cells a spreadsheet may have made a float: a point, one or two zeros, and no digit behind."""
        found, is_point = np.zeros(len(self.digits), np.bool_), self.bytes[self.marks] == ord(".")
        points, cell = self.marks[is_point], self.cell[is_point]
        end = self.starts[cell + 1]
        zero = (points + 1 < end) & (self.byte(points + 1) == _ZERO)
        digit_behind = (points + 2 < end) & (_SORTS[self.byte(points + 2)] == _DIGIT)
        two = (points + 3 == end) & (self.byte(points + 2) == _ZERO)
        found[cell[zero & (~digit_behind | two)]] = True
        return found

    def numbers(self, rows: npt.NDArray[np.int64]) -> Numbers:
        """Return the digits of some cells."""
        lengths, lead = self.digits[rows], self.lead[rows]
        if (lengths + lead == self.size[rows]).all():
            return Numbers(self.bytes, self.starts[rows] + lead, lengths)
        wanted = _SORTS[self.bytes] == _DIGIT
        return Numbers(self.bytes[wanted], np.append(0, np.cumsum(self.digits))[rows].astype(np.int32), lengths)


def settle_plain(texts: pa.Array, region: str | None) -> Settled:
    """Settle the plain cells of a column of distinct strings.

    Parameters
    ----------
    texts
        Strings without nulls.
    region
        ISO 3166-1 alpha-2 code of the country the numbers are dialled in; None: only those with `+` are settled.

    Returns
    -------
    Settled
        The rows that are settled, and for them value, status, problem and the parts a single number can have.

    Examples
    --------
    >>> settled = settle_plain(pa.array(["139 0013 8001", "n/a", "+44 20 7946 0018"]), "CN")
    >>> settled.rows.tolist(), settled.columns["value"].to_pylist()
    ([0, 2], ['+8613900138001', '+442079460018'])
    """
    cells = Cells(texts)
    plain, plus = cells.plain()
    rows = np.flatnonzero(plain)
    numbers, plus = cells.numbers(rows), plus[rows]
    matrix = numbers.matrix()
    outcome = PhoneColumn(matrix, numbers.lengths).read(plus, region)
    valid = answer_arrays().valid[outcome.answer]
    sure: Bools = outcome.settled & (~valid | _has_one_reading(numbers.lengths, plus, region))
    doubtful = np.flatnonzero(sure & ~valid)
    if len(doubtful):
        sure[doubtful] = _has_no_reading(cells, rows[doubtful], matrix[:, doubtful], outcome.of(doubtful), region)
    kept = np.flatnonzero(sure)
    outcome = outcome if len(kept) == len(rows) else outcome.of(kept)
    return Settled(rows[kept], _columns(cells, rows[kept], numbers.of(kept), outcome, region))


def surely_invalid(digits: pa.Array, region: str | None) -> Bools:
    """Tell which strings of digits are no number of a region as they stand, whatever else they may be part of.

    >>> surely_invalid(pa.array(["62345678", "13900138001"]), "CN").tolist()
    [True, False]
    """
    numbers = Cells(digits).numbers(np.arange(len(digits)))
    outcome = PhoneColumn(numbers.matrix(), numbers.lengths).read(np.zeros(len(digits), bool), region)
    return np.asarray(outcome.settled & ~answer_arrays().valid[outcome.answer], np.bool_)


def _has_one_reading(lengths: Ints, plus: Bools, region: str | None) -> Bools:
    """Tell which valid numbers are nothing else: in China a short one may be a subscriber's without area code."""
    return plus | (lengths > LONGEST_LOCAL) if region == "CN" else np.ones(len(plus), np.bool_)


def _has_no_reading(
    cells: Cells, rows: npt.NDArray[np.int64], matrix: Bytes, outcome: Outcome, region: str | None
) -> Bools:
    """Tell which invalid numbers no other reading saves."""
    lengths = cells.digits[rows]
    first = cells.byte(cells.starts[rows])
    plus = first == ord("+")
    sure: Bools = plus | ((first != ord("(")) & ((matrix[0] != 0) | (matrix[1] != 0)))
    if region == "CN":
        taiwanese = (lengths == _TAIWANESE) & (matrix[0] == 0) & (matrix[1] == 9)
        sure &= (lengths > LONGEST_LOCAL) & (cells.dashes[rows] == 0) & ~taiwanese
    longest = np.where(plus, phone_arrays().longest[outcome.code], longest_dialled("", region))
    one_number = (lengths <= longest) | ((lengths < 2 * LONG_RUN) & (cells.dashes[rows] == 0))
    sure &= one_number | (cells.count(cells.sorts == _SEPARATOR)[rows] == 0)
    for prefix in (*calling_codes(region), *((UNICOM,) if region == "CN" else ())):
        begins = np.isin(lengths - len(prefix), lengths_behind(prefix)) | (prefix == UNICOM)
        for at, digit in enumerate(prefix):
            begins &= matrix[at] == int(digit)
        sure &= plus | ~begins
    # 11111111 and 12345678 stand for nothing
    steps = (matrix[1:LONGEST].astype(np.int16) - matrix[: LONGEST - 1]) % 10
    inside = np.arange(1, LONGEST)[:, None] < lengths
    for step in (0, 1, 9):
        sure &= ~np.all(~inside | (steps == step), axis=0)
    return sure


def _columns(
    cells: Cells, rows: npt.NDArray[np.int64], numbers: Numbers, outcome: Outcome, region: str | None
) -> dict[str, pa.Array]:
    """Return the result of settled rows, one array a column."""
    known, answer = answer_arrays(), pa.array(outcome.answer)
    valid = known.valid[outcome.answer]
    start = np.where(valid, outcome.start, 0)
    national = numbers.texts(start, numbers.lengths)
    standard = valid & cells.lead[rows] & (cells.size[rows] == numbers.lengths + 1)
    standard &= outcome.start == phone_arrays().code_size[outcome.code]
    value = cells.texts if len(rows) == len(cells.texts) else cells.texts.take(pa.array(rows))
    if not standard.all():
        written = pc.binary_join_element_wise(known.prefixes.take(pa.array(outcome.code)), national, "")
        value = pc.if_else(pa.array(standard), value, pc.if_else(pa.array(valid), written, None))
    reason = np.where(valid, _NO_REASON, outcome.reason)
    if region == "CN":
        reason[~valid & _mobile_of_wrong_length(numbers)] = REASONS.index(Reason.WRONG_LENGTH)
    reason[_fillers(value)] = _FILLER
    return {
        "value": value,
        "status": _STATUSES.take(pa.array(np.where(valid, np.where(standard, 0, 1), 2))),
        "problem": _REASON_CODES.take(pa.array(reason)),
        "region": pc.if_else(pa.array(valid), known.regions.take(answer), pa.scalar(region, pa.string())),
        "type": known.types.take(answer),
        "area_code": _area_codes(numbers, start, np.where(valid, outcome.answer, 0)),
        "national": national,
    }


def _fillers(values: pa.Array) -> npt.NDArray[np.int64]:
    """Return which of some numbers were typed to get past a form; all of these end in three zeros."""
    likely = np.flatnonzero(np.asarray(pc.fill_null(pc.ends_with(values, "000"), fill_value=False)))
    found = pc.match_substring_regex(values.take(pa.array(likely)), f"^(?:{FILLER})$")
    return np.asarray(likely[np.asarray(found, dtype=bool)])


def _area_codes(numbers: Numbers, start: Ints, answers: Ints) -> pa.Array:
    """Return the area codes as they are dialled at home, null where there is none."""
    known = answer_arrays()
    size = known.area_digits[answers]
    area = pc.if_else(pa.array(size > 0), numbers.texts(start, start + size), None)
    if known.has_trunk[answers].any():
        area = pc.binary_join_element_wise(known.trunks.take(pa.array(answers)), area, "")
    return area


def _mobile_of_wrong_length(numbers: Numbers) -> Bools:
    first, second = numbers.digits[numbers.begins], numbers.digits[numbers.begins + 1]
    mobile: Bools = (first == ord("1")) & (second >= ord("3")) & (numbers.lengths != 11) & (numbers.lengths >= 8)
    return mobile
