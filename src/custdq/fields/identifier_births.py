"""What personal numbers say about their bearer: the day of birth and the sex, where the number holds them.

Rules as the registers publish them. The trap: a year of two digits has a century only where another digit tells it;
where none does the day is left out rather than guessed, and only the sex is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from custdq.errors import Reason
from custdq.fields.identifier_scheme import is_date


class Birth(NamedTuple):
    """Year, month and day as written (year None where its century is not told), and whether it is a man's number."""

    year: int | None
    month: int
    day: int
    male: bool | None


_UNKNOWN = Birth(None, 1, 1, None)
Reader = Callable[[str], Birth]


def _odd(digit: str) -> bool:
    return int(digit) % 2 == 1


def _poland(text: str) -> Birth:
    month, year = int(text[2:4]), int(text[:2])
    century = {4: 1800, 0: 1900, 1: 2000, 2: 2100, 3: 2200}[month // 20]
    return Birth(century + year, month % 20, int(text[4:6]), _odd(text[9]))


def _baltic(text: str) -> Birth:
    if text[0] == "9":
        # numbers of those whose day of birth is not known
        return _UNKNOWN
    century = 1800 + (int(text[0]) - 1) // 2 * 100
    return Birth(century + int(text[1:3]), int(text[3:5]), int(text[5:7]), _odd(text[0]))


def _korea(text: str) -> Birth:
    century = {"9": 1800, "0": 1800, "3": 2000, "4": 2000, "7": 2000, "8": 2000}.get(text[6], 1900)
    return Birth(century + int(text[:2]), int(text[2:4]), int(text[4:6]), _odd(text[6]))


def _finland(text: str) -> Birth:
    century = 1800 if text[6] == "+" else 2000 if text[6] in "ABCDEF" else 1900
    return Birth(century + int(text[4:6]), int(text[2:4]), int(text[:2]), _odd(text[9]))


def _belgium(text: str) -> Birth:
    century = 2000 if 97 - int(f"2{text[:9]}") % 97 == int(text[9:]) else 1900
    year, month, day = century + int(text[:2]), int(text[2:4]), int(text[4:6])
    # where the day was not known, or the days of a month ran out, the date is none
    return Birth(year, month, day, _odd(text[8])) if is_date(year, str(month), str(day)) else _UNKNOWN


def _denmark(text: str) -> Birth:
    year, mark = int(text[4:6]), text[6]
    late, early = (36, 1900) if mark in "49" else (57, 1800)
    century = 1900 if mark in "0123" else 2000 if year <= late else early
    return Birth(century + year, int(text[2:4]), int(text[:2]), _odd(text[9]))


def _norway(text: str) -> Birth:
    year, serial, day = int(text[4:6]), int(text[6:9]), int(text[:2])
    century = 1900 if serial < 500 or (serial >= 900 and year >= 40) else 2000 if year < 40 else 1800
    return Birth(century + year, int(text[2:4]), day - 40 if day > 40 else day, _odd(text[8]))


def _czechia(text: str) -> Birth:
    year, month = int(text[:2]), int(text[2:4])
    century = (1800 if year >= 80 else 1900) if len(text) == 9 else (2000 if year < 54 else 1900)
    return Birth(century + year, month % 50 % 20, int(text[4:6]), month < 50)


def _romania(text: str) -> Birth:
    century = {"3": 1800, "4": 1800, "5": 2000, "6": 2000}.get(text[0], 1900)
    known = text[0] in "123456"
    return Birth(century + int(text[1:3]) if known else None, int(text[3:5]), int(text[5:7]), _odd(text[0]))


def _bulgaria(text: str) -> Birth:
    month = int(text[2:4])
    century = {1: 1800, 2: 2000}.get(month // 20, 1900)
    return Birth(century + int(text[:2]), month % 20 if month < 60 else month, int(text[4:6]), not _odd(text[8]))


def _iceland(text: str) -> Birth:
    century = {"8": 1800, "9": 1900, "0": 2000}[text[9]]
    day = int(text[:2])
    return Birth(century + int(text[4:6]), int(text[2:4]), day - 40 if day > 40 else day, None)


def _mexico(text: str) -> Birth:
    century = 1900 if text[16].isdigit() else 2000
    return Birth(century + int(text[4:6]), int(text[6:8]), int(text[8:10]), {"H": True, "M": False}.get(text[10]))


def _south_africa(text: str) -> Birth:
    return Birth(None, int(text[2:4]), int(text[4:6]), text[6] >= "5")


def _indonesia(text: str) -> Birth:
    day = int(text[6:8])
    return Birth(None, int(text[8:10]), day - 40 if day > 40 else day, day < 40)


def _malaysia(text: str) -> Birth:
    return Birth(None, int(text[2:4]), int(text[4:6]), _odd(text[11]))


#: Scheme -> what its numbers say.
READERS: Mapping[str, Reader] = {
    "be.nn": _belgium, "bg.egn": _bulgaria, "cz.rc": _czechia, "dk.cpr": _denmark, "ee.ik": _baltic,
    "fi.hetu": _finland,
    "id.nik": _indonesia, "is.kennitala": _iceland, "kr.rrn": _korea, "lt.asmens": _baltic, "mx.curp": _mexico,
    "my.nric": _malaysia, "no.fodselsnummer": _norway, "pl.pesel": _poland, "ro.cnp": _romania, "sk.rc": _czechia,
    "za.idnr": _south_africa,
}  # fmt: skip


def birth_parts(scheme: str, number: str) -> Mapping[str, str | None]:
    """Return `birth_date` and `gender` of a personal number of the right form.

    >>> birth_parts("kr.rrn", "8507142000000")
    {'birth_date': '1985-07-14', 'gender': 'F'}
    """
    birth = READERS[scheme](number)
    day = None
    if birth.year is not None and is_date(birth.year, str(birth.month), str(birth.day)):
        day = f"{birth.year:04d}-{birth.month:02d}-{birth.day:02d}"
    gender = None if birth.male is None else "M" if birth.male else "F"
    return {"birth_date": day, "gender": gender}


def impossible_birth(scheme: str, number: str) -> Reason | None:
    """Tell why a personal number cannot be: its day of birth never was.

    >>> impossible_birth("my.nric", "850230145678")
    <Reason.OUT_OF_RANGE: 'out_of_range'>
    """
    birth = READERS[scheme](number)
    # a leap year, where the century is not told
    there_is = is_date(2000 if birth.year is None else birth.year, str(birth.month), str(birth.day))
    return None if there_is else Reason.OUT_OF_RANGE
