"""Plain telephone cells, a column at a time: digits with spaces, dashes, dots and brackets, `+` in front or not.

Most cells of most files are plain and valid, or plain and wrong; both are settled here with array operations. Whatever
may be read in more than one way (a float, an extension behind a dash, a Chinese number without its area code, two
numbers) is left to `phone_reading`. The trap: a cell settled here must come out as it would there, in every part.
"""

from __future__ import annotations

from typing import Any

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
_REASON_CODES = pa.array([*map(str, REASONS), None])
_NO_REASON = len(REASONS)


class Cells:
    """The bytes of a column of strings, and the digits among them."""

    def __init__(self, texts: pa.Array) -> None:
        _, offsets, data = texts.buffers()
        starts = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
        self.bytes = np.frombuffer(data or b"", np.uint8)[starts[0] : starts[-1]]
        self.starts = starts - starts[0]
        self.sorts = _SORTS[self.bytes]
        self.digits = self.count(self.sorts == _DIGIT)

    def count(self, marked: Bools) -> Ints:
        """Return how many bytes of each cell are marked."""
        if not marked.any():
            return np.zeros(len(self.starts) - 1, np.int32)
        before = np.concatenate([[0], np.cumsum(marked, dtype=np.int32)])
        return np.asarray(np.diff(before[self.starts]), np.int32)

    def byte(self, place: npt.NDArray[Any]) -> Bytes:
        """Return single bytes, 0 for places outside."""
        if not len(self.bytes):
            return np.zeros(len(place), np.uint8)
        inside = (place >= 0) & (place < len(self.bytes))
        return np.where(inside, self.bytes[np.clip(place, 0, len(self.bytes) - 1)], 0).astype(np.uint8)

    def plain(self) -> tuple[Bools, Bools]:
        """Tell which cells are plain, and which of those begin with `+`."""
        others, pluses = self.count(self.sorts == _OTHER), self.count(self.sorts == _PLUS)
        first, last = self.byte(self.starts[:-1]), self.byte(self.starts[1:] - 1)
        plus = (first == ord("+")) & (pluses == 1) & (_SORTS[self.byte(self.starts[:-1] + 1)] == _DIGIT)
        plain = (others == 0) & (plus | (pluses == 0)) & (self.digits >= _FEWEST_DIGITS) & (self.digits <= LONGEST)
        return plain & (first != _SPACE) & (last != _SPACE) & ~self._floats(), plus

    def _floats(self) -> Bools:
        """Tell which cells a spreadsheet may have made a float: a point, one or two zeros, and no digit behind."""
        points = np.flatnonzero(self.bytes == ord("."))
        if not len(points):
            return np.zeros(len(self.digits), np.bool_)
        cell = np.searchsorted(self.starts, points, "right") - 1
        end = self.starts[cell + 1]
        zero = (points + 1 < end) & (self.byte(points + 1) == _ZERO)
        digit_behind = (points + 2 < end) & (_SORTS[self.byte(points + 2)] == _DIGIT)
        two = (points + 3 == end) & (self.byte(points + 2) == _ZERO)
        found = np.zeros(len(self.digits), np.bool_)
        found[cell[zero & (~digit_behind | two)]] = True
        return found

    def digits_of(self, rows: npt.NDArray[np.int64]) -> tuple[Bytes, Ints]:
        """Return the digits of some cells in one array, and where each cell's begin."""
        wanted = self.sorts == _DIGIT
        if len(rows) < len(self.digits):
            chosen = np.zeros(len(self.digits), np.bool_)
            chosen[rows] = True
            wanted &= np.repeat(chosen, np.diff(self.starts))
        return self.bytes[wanted], np.concatenate([[0], np.cumsum(self.digits[rows], dtype=np.int32)]).astype(np.int32)


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
    digits, begins = cells.digits_of(rows)
    plus, lengths = plus[rows], cells.digits[rows]
    matrix = _matrix(digits, begins, lengths)
    outcome = PhoneColumn(matrix, lengths).read(plus, region)
    valid = answer_arrays().valid[outcome.answer]
    sure: Bools = outcome.settled & (~valid | _has_one_reading(lengths, plus, region))
    doubtful = np.flatnonzero(sure & ~valid)
    sure[doubtful] = _has_no_reading(cells, rows[doubtful], matrix[:, doubtful], outcome.of(doubtful), region)
    kept = np.flatnonzero(sure)
    columns = _columns(cells, rows[kept], outcome.of(kept), region)
    return Settled(rows[kept], columns)


def surely_invalid(digits: pa.Array, region: str | None) -> Bools:
    """Tell which strings of digits are no number of a region as they stand, whatever else they may be part of.

    >>> surely_invalid(pa.array(["62345678", "13900138001"]), "CN").tolist()
    [True, False]
    """
    cells = Cells(digits)
    figures, begins = cells.digits_of(np.arange(len(digits)))
    outcome = PhoneColumn(_matrix(figures, begins, cells.digits), cells.digits).read(
        np.zeros(len(digits), bool), region
    )
    return np.asarray(outcome.settled & ~answer_arrays().valid[outcome.answer], np.bool_)


def _matrix(digits: Bytes, begins: Ints, lengths: Ints) -> Bytes:
    """Return one row a digit and one column a number, END behind the last digit."""
    longest = int(lengths.max(initial=0))
    rows = np.arange(longest, dtype=np.int32)[:, None]
    padded = np.concatenate([digits - np.uint8(_ZERO), np.zeros(longest, np.uint8)])
    matrix = np.full((LONGEST + PADDING, len(lengths)), END, np.uint8)
    matrix[:longest] = np.where(rows < lengths, padded[begins[:-1] + rows], np.uint8(END))
    return matrix


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
        sure &= (lengths > LONGEST_LOCAL) & (cells.count(cells.bytes == ord("-"))[rows] == 0) & ~taiwanese
    longest = np.where(plus, phone_arrays().longest[outcome.code], longest_dialled("", region))
    dashes = cells.count(cells.bytes == ord("-"))[rows]
    one_number = (lengths <= longest) | ((lengths < 2 * LONG_RUN) & (dashes == 0))
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


def _columns(cells: Cells, rows: npt.NDArray[np.int64], outcome: Outcome, region: str | None) -> dict[str, pa.Array]:
    """Return the result of settled rows, one array a column."""
    known, arrays = answer_arrays(), phone_arrays()
    answers = outcome.answer
    valid = known.valid[answers]
    digits, begins = cells.digits_of(rows)
    lengths = cells.digits[rows]
    start = np.where(valid, outcome.start, 0)
    national = _substrings(digits, begins, start, lengths)
    prefixes = known.prefixes.take(pa.array(outcome.code))
    is_valid = pa.array(valid)
    value = pc.if_else(is_valid, pc.binary_join_element_wise(prefixes, national, ""), None)
    standard = (cells.byte(cells.starts[rows]) == ord("+")) & (np.diff(cells.starts)[rows] == lengths + 1)
    standard &= outcome.start == arrays.code_size[outcome.code]
    status = np.where(valid, np.where(standard, 0, 1), 2)
    reason = np.where(valid, _NO_REASON, outcome.reason)
    if region == "CN":
        reason[~valid & _mobile_of_wrong_length(digits, begins, lengths)] = REASONS.index(Reason.WRONG_LENGTH)
    problem = _REASON_CODES.take(pa.array(reason))
    fillers = pc.match_substring_regex(value, f"^(?:{FILLER})$")
    if pc.any(fillers).as_py():
        problem = pc.if_else(pc.fill_null(fillers, False), str(Reason.PLACEHOLDER), problem)  # noqa: FBT003
    area_digits = np.where(valid, known.area_digits[answers], 0)
    area = _substrings(digits, begins, start, start + area_digits)
    answer = pa.array(answers)
    area = pc.binary_join_element_wise(known.trunks.take(answer), area, "")
    return {
        "value": value,
        "status": _STATUSES.take(pa.array(status)),
        "problem": problem,
        "region": pc.if_else(is_valid, known.regions.take(answer), pa.scalar(region, pa.string())),
        "type": known.types.take(answer),
        "area_code": pc.if_else(pa.array(area_digits > 0), area, None),
        "national": national,
    }


def _mobile_of_wrong_length(digits: Bytes, begins: Ints, lengths: Ints) -> Bools:
    first, second = digits[begins[:-1]], digits[begins[:-1] + 1]
    mobile: Bools = (first == ord("1")) & (second >= ord("3")) & (lengths != 11) & (lengths >= 8)
    return mobile


def _substrings(digits: Bytes, begins: Ints, start: Ints, stop: Ints) -> pa.Array:
    """Return the digits of each number from `start` up to `stop` as strings."""
    lengths = np.diff(begins)
    position = np.arange(len(digits), dtype=np.int32) - np.repeat(begins[:-1], lengths)
    kept = (position >= np.repeat(start, lengths)) & (position < np.repeat(stop, lengths))
    offsets = np.concatenate([[0], np.cumsum(stop - start)]).astype(np.int32)
    return pa.StringArray.from_buffers(len(begins) - 1, pa.py_buffer(offsets), pa.py_buffer(digits[kept]))
