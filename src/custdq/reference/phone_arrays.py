"""The numbering plans as arrays: thousands of numbers walked through the automaton at once.

The steps are those of `phone_plans`, on columns of digits; what they cannot settle for sure is left to it. The trap:
both must give the same answer for every number, which the tests check on examples, mutations and random digits.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import Reason
from custdq.reference.phone_table import LONGEST, WIDTH, Answer, phone_table

Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

#: Stands for the end of a number, behind its digits.
END = 10
#: Rows of END below the digits, so that a walk from any start ends inside the matrix.
PADDING = 12
#: A national number may have no fewer digits, and behind an international prefix there are more than these.
_SHORTEST = 2
_BASE = 11
_ASK = 255
_LONGEST_IDD = 3
#: Reasons a national number is none, by their place in the tables of lengths.
REASONS = (Reason.BAD_FORMAT, Reason.WRONG_LENGTH, Reason.AREA_CODE_MISSING)


class Outcome(NamedTuple):
    """What came of each number: `settled` where it is sure, then the place of the answer (0: invalid).

    `start` is where the national number begins in the digits, `code` the place of its calling code in `Arrays.codes`,
    `reason` the place in `REASONS` of why it is invalid.
    """

    settled: Bools
    answer: Ints
    start: Ints
    code: Ints
    reason: Ints

    def of(self, rows: npt.NDArray[np.int64]) -> Outcome:
        """Return the outcome of some of the numbers."""
        return Outcome(self.settled[rows], self.answer[rows], self.start[rows], self.code[rows], self.reason[rows])


class Arrays:
    """The table's automaton and plans as arrays, built once."""

    def __init__(self) -> None:
        table = phone_table()
        branches, leaves = len(table.branches) // WIDTH, len(table.leaves)
        self.first_leaf = branches * WIDTH
        nodes = np.concatenate([table.branches, np.repeat(-1 - np.arange(leaves), WIDTH)])
        self.steps = self.place(nodes).astype(np.int32)
        self.leaves = table.leaves
        self.truths = np.array([bool(answer) for answer in table.answers])
        self.codes = list(table.codes)
        self.plans = list(table.plans)
        plans, place = list(table.plans.values()), {name: at for at, name in enumerate(table.plans)}
        self.place_of_code = {code: at for at, code in enumerate(self.codes)}
        self.main = np.array([place[code.main.region] for code in table.codes.values()], np.int32)
        self.root = self.place(np.array([code.root for code in table.codes.values()]))
        longest = [len(code.code) + code.main.lengths[-1] for code in table.codes.values()]
        self.longest = np.array(longest, np.int32)
        self.code_size = np.array([len(code) for code in self.codes], np.int32)
        self.current = np.array([table.is_installed or table.is_current(code) for code in self.codes])
        self.general = self.place(np.array([plan.general for plan in plans]))
        self.begins_prefix = self.place(np.array([plan.begins_prefix for plan in plans]))
        self.prefix_sizes = _by_two_digits([plan.prefix_sizes for plan in plans])
        self.reachable = np.zeros((len(plans), LONGEST + 1), np.bool_)
        self.reasons = np.full((len(plans), LONGEST + 1), REASONS.index(Reason.WRONG_LENGTH), np.int32)
        for at, plan in enumerate(plans):
            self.reachable[at, [*plan.lengths, *range(plan.lengths[-1] + 1, LONGEST + 1)]] = True
            self.reasons[at, list(plan.lengths)] = REASONS.index(Reason.BAD_FORMAT)
            local = [length for length in plan.local if length <= LONGEST]
            self.reachable[at, local] = False
            self.reasons[at, local] = REASONS.index(Reason.AREA_CODE_MISSING)
        self.code_of_digits = self._codes_by_digits()

    def place(self, nodes: npt.NDArray[Any]) -> Ints:
        """Return nodes as places in `steps`; leaves come behind the branches and lead to themselves."""
        return np.where(nodes >= 0, nodes * WIDTH, self.first_leaf + (-1 - nodes) * WIDTH).astype(np.int32)

    def _codes_by_digits(self) -> Ints:
        """Return the place of the calling code for each first three digits, -1 where there is none."""
        found = np.full((_BASE,) * 3, -1, np.int32)
        for code, at in self.place_of_code.items():
            found[tuple(map(int, code))] = at
        return found.ravel()


@cache
def phone_arrays() -> Arrays:
    """Return the arrays; they are made when first asked for."""
    return Arrays()


def _by_two_digits(sizes: list[str]) -> npt.NDArray[np.uint8]:
    """Return prefix sizes of plans by the first two digits; a number that ends before is left to be asked."""
    table = np.full((len(sizes), _BASE, _BASE), _ASK, np.uint8)
    written = np.frombuffer("".join(sizes).encode(), np.uint8).reshape(-1, 10, 10)
    table[:, :10, :10] = np.where(written == ord("?"), _ASK, written - ord("0"))
    return table.reshape(len(sizes), -1)


class PhoneColumn:
    """A column of digits. `digits` is one row a digit (END behind the last) and one column a number."""

    def __init__(self, digits: npt.NDArray[np.uint8], lengths: Ints) -> None:
        self._arrays = phone_arrays()
        self._digits = digits.ravel()
        self._numbers = digits.shape[1]
        self._lengths = lengths

    def at(self, rows: Ints, position: Ints | int) -> Ints:
        """Return one digit of each row."""
        found: Ints = self._digits[position * self._numbers + rows].astype(np.int32)
        return found

    def _walk(self, nodes: Ints | np.int32, rows: Ints, start: Ints | int) -> Ints:
        """Return the answer of a walk from `start` to each number's end; numbers too long for a plan have answer 0."""
        arrays = self._arrays
        place = np.full(len(rows), nodes, np.int32) if np.ndim(nodes) == 0 else np.array(nodes, np.int32)
        index = start * np.int64(self._numbers) + rows
        for _ in range(LONGEST + 1):
            place = arrays.steps[place + self._digits[index]]
            index = index + self._numbers
            if (place >= arrays.first_leaf).all():
                break
        length = np.clip(self._lengths[rows] - start, 0, LONGEST)
        answers: Ints = arrays.leaves[(place - arrays.first_leaf) // WIDTH, length].astype(np.int32)
        return answers

    def _holds(self, nodes: Ints | np.int32, rows: Ints, start: Ints | int) -> Bools:
        return self._arrays.truths[self._walk(nodes, rows, start)]

    def _behind_prefix(self, rows: Ints, start: Ints, plans: Ints) -> tuple[Ints, Bools]:
        """Return where the number begins behind its trunk prefix, and whether that is sure (`without_prefix`)."""
        arrays = self._arrays
        size = arrays.prefix_sizes[plans, self.at(rows, start) * _BASE + self.at(rows, start + 1)].astype(np.int32)
        # a carrier code that the number is too short for
        size = np.where((size > 1) & (size != _ASK) & (self._lengths[rows] - start < size), _ASK, size)
        sure = size != _ASK
        asked = np.flatnonzero(~sure)
        if len(asked):
            sure[asked] = ~self._holds(arrays.begins_prefix[plans[asked]], rows[asked], start[asked])
        behind = start + np.where(sure & (size != _ASK), size, 0)
        cut = np.flatnonzero(behind > start)
        if len(cut):
            general, r = arrays.general[plans[cut]], rows[cut]
            kept = self._holds(general, r, start[cut]) & ~self._holds(general, r, behind[cut])
            behind[cut[kept]] = start[cut[kept]]
        return behind, sure

    def _classified(self, rows: Ints, start: Ints, code: Ints, plans: Ints, outcome: Outcome) -> None:
        """Settle rows whose calling code is known and whose number begins at `start`, prefix and all."""
        arrays, lengths = self._arrays, self._lengths[rows]
        behind, sure = self._behind_prefix(rows, start, plans)
        reachable = arrays.reachable[plans, np.clip(lengths - behind, 0, LONGEST)]
        begin = np.where(reachable, behind, start)
        sure &= (lengths - start >= _SHORTEST) & (lengths - begin >= _SHORTEST) & arrays.current[code]
        outcome.settled[rows] = sure
        outcome.answer[rows] = self._walk(arrays.root[code], rows, begin)
        outcome.start[rows] = begin
        outcome.code[rows] = code
        outcome.reason[rows] = arrays.reasons[arrays.main[code], np.clip(lengths - begin, 0, LONGEST)]

    def _international(self, rows: Ints, start: Ints, outcome: Outcome) -> None:
        """Settle rows that have a calling code at `start`."""
        arrays = self._arrays
        first = (self.at(rows, start) * _BASE + self.at(rows, start + 1)) * _BASE + self.at(rows, start + 2)
        code = arrays.code_of_digits[first]
        known = np.flatnonzero((code >= 0) & (self._lengths[rows] - start > _SHORTEST))
        rows, start, code = rows[known], start[known], code[known]
        if len(rows):
            self._classified(rows, start + arrays.code_size[code], code, arrays.main[code], outcome)

    def _national(self, rows: Ints, region: str, outcome: Outcome) -> None:
        """Settle rows dialled in a region."""
        arrays, plan = self._arrays, phone_table().plans[region]
        place = arrays.plans.index(region)
        rows = self._dialled_abroad(rows, region, outcome)
        start, plans = np.zeros(len(rows), np.int32), np.full(len(rows), place, np.int32)
        code = np.full(len(rows), arrays.place_of_code[plan.code], np.int32)
        own = np.ones(len(rows), np.bool_)
        for at, digit in enumerate(plan.code):
            own &= self.at(rows, at) == int(digit)
        sure = np.ones(len(rows), np.bool_)
        with_code = np.flatnonzero(own)
        if len(with_code):
            r, p = rows[with_code], plans[with_code]
            behind, sure[with_code] = self._behind_prefix(r, np.full(len(r), len(plan.code), np.int32), p)
            lengths = self._lengths[r]
            too_long = (lengths > plan.lengths[-1]) & ~np.isin(lengths, list(plan.local))
            general = np.int32(arrays.general[place])
            better = too_long | (~self._holds(general, r, 0) & self._holds(general, r, behind))
            start[with_code[better]] = behind[better]
            plans[with_code[better]] = arrays.main[code[with_code[better]]]
        if not sure.all():
            rows, start, code, plans = rows[sure], start[sure], code[sure], plans[sure]
        self._classified(rows, start, code, plans, outcome)

    def _dialled_abroad(self, rows: Ints, region: str, outcome: Outcome) -> Ints:
        """Settle rows that begin with the region's international prefix; return the others."""
        plan = phone_table().plans[region]
        abroad = self._holds(self._arrays.place(np.array([plan.begins_idd]))[0], rows, 0)
        if not abroad.any():
            return rows
        those = rows[abroad]
        first = self.at(those, 0) * 10 + self.at(those, 1)
        size = np.where(np.isin(first, [int(digits) for digits in plan.idd_of_two]), 2, 0)
        first = first * 10 + self.at(those, 2)
        size = np.where(np.isin(first, [int(digits) for digits in plan.idd_of_three]), _LONGEST_IDD, size)
        sure = (size > 0) & (self.at(those, size) != 0)
        if sure.any():
            self._international(those[sure], size[sure].astype(np.int32), outcome)
        return rows[~abroad]

    def read(self, plus: Bools, region: str | None) -> Outcome:
        """Read every number as it is dialled in `region`, or internationally where `plus` is true."""
        count = self._numbers
        outcome = Outcome(np.zeros(count, np.bool_), *(np.zeros(count, np.int32) for _ in range(4)))
        rows = np.flatnonzero(plus).astype(np.int32)
        if len(rows):
            self._international(rows, np.zeros(len(rows), np.int32), outcome)
        rows = np.flatnonzero(~plus).astype(np.int32)
        if len(rows) and region is not None and region in phone_table().regions:
            self._national(rows, region, outcome)
        return outcome


class AnswerArrays(NamedTuple):
    """The answers as arrays by their place: region, type, digits of the area code, trunk prefix before it."""

    valid: Bools
    area_digits: Ints
    regions: pa.Array
    types: pa.Array
    trunks: pa.Array
    has_trunk: Bools
    #: `+` and the calling code, by the code's place.
    prefixes: pa.Array


@cache
def answer_arrays() -> AnswerArrays:
    """Return what the answers of the table say."""
    table = phone_table()
    answers = [answer if isinstance(answer, Answer) else None for answer in table.answers]
    trunks = [table.plans[answer.region].trunk if answer and answer.area_digits else "" for answer in answers]
    return AnswerArrays(
        np.array([answer is not None for answer in answers]),
        np.array([answer.area_digits if answer else 0 for answer in answers], np.int32),
        pa.array([answer.region if answer else None for answer in answers], pa.string()),
        pa.array([answer.type if answer else None for answer in answers], pa.string()),
        pa.array(trunks, pa.string()),
        np.array([bool(trunk) for trunk in trunks]),
        pa.array([f"+{code}" for code in phone_arrays().codes], pa.string()),
    )
