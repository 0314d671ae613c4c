"""One telephone cell -> the numbers in it: whole first, as libphonenumber reads it, then in the ways people write.

What libphonenumber calls a valid number stays that number. Only where it finds none are other readings tried: a
calling code without `+`, several numbers, an extension behind a dash, a landline without its area code. The trap: each
of these turns some typo into somebody's number, so each has a condition that a typo seldom meets, and where two
readings are left none is taken.
"""

from __future__ import annotations

import re
from functools import cached_property

from custdq.errors import Reason
from custdq.reference.phone_plans import (
    PhoneNumber,
    calling_code,
    is_calling_code,
    is_service_number,
    longest_dialled,
    parse_with_library,
    read_digits,
)
from custdq.text.phone_cell import PhoneCell, Piece, cut_pieces, has_words, remaining_text
from custdq.text.phone_dialled import DialString, dial_string, is_clean

_NOT_DIGITS = re.compile(r"\D+")
#: Numbers typed to get past a form: Beijing Mobile's own service number, and mobiles of a prefix and zeros.
FILLER = r"\+86(?:13800138000|1[3-9]0{9}|1[3-9]\d0{8})"
#: A calling code in brackets without `+`; an area code in brackets begins with 0 or is a number without it.
_BRACKETED_CODE = re.compile(r"\(([1-9]\d{0,2})\)")
# more digits than may follow the sign of an extension: a second number, or nothing that can be told
_OVERLONG = re.compile(
    r"(?:e?xt(?:ensi[oó]?n?)?|доб|anexo)[:. \t,-]*(\d{21,})|(?:[x#~]|int)[:. \t,-]*(\d{10,})"
    r"|(?:,,|;)[:. \t,-]*(\d{16,})|[- ](\d{7,})#",
    re.IGNORECASE,
)
CHINESE_SUBSCRIBER = re.compile(r"[2-9]\d{6,7}")
#: People in these regions write each other's calling codes without `+`; elsewhere that would turn typos into numbers.
_CHINESE_REGIONS = ("CN", "HK", "MO", "TW")
#: How Taiwan writes its mobiles; behind 09 no Chinese area code leaves six digits.
_TAIWANESE_MOBILE = re.compile(r"09\d{8}")
_CHINESE_CODES = ("852", "853", "886", "86")
#: China Unicom's prefix of cheap calls; those of the other carriers are in the plan.
UNICOM = "10193"
#: Types of number whose neighbours are written short (62345678/79).
_SWITCHBOARD = ("fixed_line", "fixed_line_or_mobile")
#: Digits in a row that are a number, and neither an extension nor a floor.
LONG_RUN = 7
_LONGEST_EXTENSION = 6
#: Digits of a Chinese number without its area code.
LONGEST_LOCAL = 8
MOST_DIGITS = 20
_MOST_NUMBERS, _MOST_GROUPS = 20, 12
_AREA_CODE_SLASH = re.compile(r"^(0(?:10|2\d|[3-9]\d\d))/")
#: 0+4930901820: digits are lost or one is too many, and nothing tells which.
_DIGITS_BEFORE_PLUS = re.compile(r"\d{1,6}\s?\+")
_LETTERS = re.compile(r"[A-WYZa-wyz]+")
#: What RFC 3966 writes of a number: tel:331-6005;ext=12;phone-context=+64-3.
_RFC3966_NUMBER = re.compile(r"(?:tel:)?[^;]*")
_RFC3966_EXTENSION, _RFC3966_CONTEXT = re.compile(r";ext=\d+"), re.compile(r";?phone-context=[^;,，\s]*")


def _rfc3966_spans(plain: str, *, extension: bool) -> list[tuple[int, int]]:
    """Return where a cell with a `phone-context` holds its number, extension and context; the rest is a remark."""
    start = max(plain.find("tel:", 0, plain.index("phone-context")), 0)
    used = (_RFC3966_NUMBER, *((_RFC3966_EXTENSION,) if extension else ()), _RFC3966_CONTEXT)
    return sorted(found.span() for pattern in used if (found := pattern.search(plain, start)))


class PhoneReading:
    """One cell being read: the numbers found, why they were not as they should be, and what was left over."""

    def __init__(self, region: str | None, area_code: str | None, cell: PhoneCell) -> None:
        self.region, self.area_code, self.cell = region, area_code, cell
        self.reason: Reason | None = None
        self.unread: list[str] = []
        self._used: list[tuple[int, int]] = []
        self._found: list[PhoneNumber] = []

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The runs of digits of the cell."""
        return cut_pieces(self.cell.plain)

    @cached_property
    def _has_words(self) -> bool:
        return has_words(self.cell.plain)

    def numbers(self) -> list[PhoneNumber]:
        """Return the numbers of the cell, each once."""
        plain = self.cell.plain
        if "phone-context" in plain:
            context = _RFC3966_CONTEXT.search(plain)
            # the library takes all up to the next semicolon for the context
            behind = context is not None and plain[context.end() : context.end() + 1] not in ("", ";")
            number = parse_with_library(plain[: context.end()] if context and behind else plain, self.region)
            self._used += _rfc3966_spans(plain, extension=number is not None and number.extension is not None)
            return [number] if number else []
        whole = self._whole()
        if whole is not None:
            return [whole]
        if self._ends_overlong() or _DIGITS_BEFORE_PLUS.match(plain):
            return []
        self._take_apart()
        distinct: dict[str, PhoneNumber] = {}
        for number in self._found:
            known = distinct.setdefault(number.e164, number)
            if number.extension and not known.extension:
                distinct[number.e164] = number
        self._found = list(distinct.values())
        return self._found

    def note(self) -> str | None:
        """Return the text of the cell that is in no number."""
        if self._used == [(0, len(self.cell.plain))] and not self.unread and len(self._found) < 2:
            return None
        left = remaining_text(self.cell.plain, self._used)
        extensions = [f"{number.e164} ext. {number.extension}" for number in self._found[1:] if number.extension]
        return " ".join(filter(None, (left, *self.unread, *extensions))) or None

    def _ends_overlong(self) -> bool:
        """Tell whether more digits follow the sign of an extension than it may have, and they are no number."""
        whole = self.cell.whole
        if (whole is not None and whole.extension is not None) or is_clean(self.cell.plain):
            return False
        found = _OVERLONG.search(self.cell.plain)
        return found is not None and self._number(found[found.lastindex or 0]) is None

    def _whole(self) -> PhoneNumber | None:
        """Read the cell as one number, as libphonenumber does."""
        dialled = self.cell.whole
        if dialled is None:
            return None
        second = dialled.introduced in ("comma", "semicolon") and len(dialled.extension or "") >= LONG_RUN
        if second and not self.cell.plain.endswith("#"):
            return None
        number, end = self._dialled(dialled), dialled.end
        if dialled.is_vanity and not self._ends_overlong():
            # 030 901820 home: letters behind a number that is complete without them are a remark
            letter = _LETTERS.search(dialled.written)
            before = dial_string(dialled.written[: letter.start()]) if letter else None
            shorter = self._dialled(before) if before and letter else None
            if shorter is not None and letter is not None:
                number, end = shorter, dialled.start + letter.start()
        elif letters := _LETTERS.findall(dialled.written):
            self.unread += letters
        if number is None:
            self.unread.clear()
            return None
        self._used.append((dialled.start, end))
        return self._local_in_doubt(number, dialled)

    def _local_in_doubt(self, number: PhoneNumber, dialled: DialString) -> PhoneNumber:
        """Doubt a service number behind an area code (571 95123) that may be a subscriber's without one (5719 5123)."""
        written_short = not dialled.plus and CHINESE_SUBSCRIBER.fullmatch(dialled.digits) is not None
        if self.region != "CN" or number.type == "short" or not written_short:
            return number
        local = complete_local(dialled.digits, self.area_code) if self.area_code else None
        self.reason = Reason.AREA_CODE_INFERRED if local else Reason.AMBIGUOUS
        return local._replace(extension=number.extension) if local else number

    def _dialled(self, dialled: DialString) -> PhoneNumber | None:
        """Read what is dialled by the plan of the region, and nothing else."""
        digits = dialled.digits
        if not dialled.plus and is_service_number(digits, self.region):
            return PhoneNumber(digits, self.region or "", "short", digits, None, dialled.extension)
        number = read_digits(digits, self.region, plus=dialled.plus)
        return number and number._replace(extension=dialled.extension)

    def _take_apart(self) -> None:
        """Read the runs of digits of the cell one by one."""
        for piece in self.pieces[:_MOST_NUMBERS]:
            found, unread = self._piece(piece)
            self._found += found
            if found:
                self._used += piece.spans
                self.unread += unread
            elif len(_NOT_DIGITS.sub("", piece.text)) >= LONG_RUN:
                self._used += piece.spans
                self.unread += [self.cell.plain[start:end].strip() for start, end in piece.spans]
        if len(self.pieces) > _MOST_NUMBERS:
            self.reason = Reason.EXTRA_TEXT

    def _piece(self, piece: Piece) -> tuple[list[PhoneNumber], list[str]]:
        """Read one run of digits: (numbers, what in it is none)."""
        number = self._number(piece.text)
        if number is not None:
            return [number._replace(extension=piece.extension or number.extension)], []
        found, unread = self._slashed(piece.text)
        found = found or self._dashed(piece.text) or self._spaced(piece.text)
        found = found or self._taiwanese(piece.text)
        if not found and "+" not in piece.text and self._has_words:
            found, unread = self._among_others(piece.text)
        if found and piece.extension:
            found[-1] = found[-1]._replace(extension=piece.extension)
        return found, unread if found else []

    def _number(self, text: str) -> PhoneNumber | None:
        """Read one number as it is dialled in the region, then in the other ways people write one number."""
        whole = self.cell.whole
        # what is the whole cell was read before
        known = whole is not None and whole.written == text == self.cell.plain
        dialled = whole if known else dial_string(text)
        if dialled is None or not 3 <= len(dialled.digits) <= MOST_DIGITS:
            return None
        number = None if known else self._dialled(dialled)
        if number is not None or dialled.plus:
            return number
        return self._local(dialled.digits) or self._abroad(text, dialled.digits)

    def _local(self, digits: str) -> PhoneNumber | None:
        """Complete a Chinese landline by the number before it in the cell, else by the column's area code."""
        if self.region != "CN" or CHINESE_SUBSCRIBER.fullmatch(digits) is None:
            return None
        before = self._found[-1] if self._found else None
        if before is not None and before.type == "fixed_line" and before.area_code:
            return complete_local(digits, before.area_code)
        number = complete_local(digits, self.area_code) if self.area_code else None
        self.reason = Reason.AREA_CODE_INFERRED if number else self.reason
        return number

    def _abroad(self, text: str, digits: str) -> PhoneNumber | None:
        """Read a calling code without `+`: in brackets, behind 00, or in front where the plan has no such number."""
        if self.region == "CN" and digits.startswith(UNICOM) and len(digits) > 2 * len(UNICOM):
            return read_digits(digits[len(UNICOM) :], self.region)
        codes = calling_codes(self.region)
        first = _NOT_DIGITS.split(text.lstrip("( "), maxsplit=1)[0]
        if bracket := _BRACKETED_CODE.match(text):
            known = bracket[1] in codes or (self.region == "CN" and is_calling_code(bracket[1]))
            return read_digits(digits, None, plus=True) if known else None
        if text.startswith("00"):
            alone = first in ("00", digits) or is_calling_code(first[2:])
            # 00312345678 in Japan: abroad, or a trunk 0 typed twice?
            twice = read_digits(digits[1:], self.region) is not None
            return read_digits(digits[2:], self.region, plus=True) if alone and not twice else None
        for code in codes:
            # a calling code is a group of its own, or there are no groups
            if digits.startswith(code) and first in (code, digits):
                return read_digits(digits, None, plus=True)
        return None

    def _taiwanese(self, text: str) -> list[PhoneNumber]:
        """Read a mobile of Taiwan in a list of China, where nothing of China's plan is written so."""
        digits = _NOT_DIGITS.sub("", text)
        if self.region != "CN" or "+" in text or _TAIWANESE_MOBILE.fullmatch(digits) is None:
            return []
        number = read_digits(digits, "TW")
        self.reason = Reason.REGION_INFERRED if number else self.reason
        return [number] if number else []

    def _too_long(self, text: str) -> bool:
        """Tell whether a run has more digits than any one number that is dialled so."""
        return len(_NOT_DIGITS.sub("", text)) > longest_dialled(text, self.region)

    def _slashed(self, text: str) -> tuple[list[PhoneNumber], list[str]]:
        """Read numbers between slashes; a short last one replaces the end of the number before it (62345678/79)."""
        if "/" not in text or not (self.region == "CN" or self._too_long(text)):
            return [], []
        parts = _AREA_CODE_SLASH.sub(r"\1-", text).split("/")[:_MOST_NUMBERS]
        numbers: list[PhoneNumber] = []
        unread: list[str] = []
        outer, self._found = self._found, [*self._found]
        for part in parts:
            digits = _NOT_DIGITS.sub("", part)
            if numbers and 0 < len(digits) <= 4:
                more = self._neighbour(numbers[-1], digits)
            else:
                more = self._part(part.strip(" .-()")) if len(digits) >= LONG_RUN else []
            unread += [] if more or not digits else [part.strip()]
            numbers += more
            self._found += more
        self._found = outer
        # of digits alone either all is read or nothing is sure; beside words a floor or a room is no surprise
        partly = any(len(_NOT_DIGITS.sub("", part)) < LONG_RUN for part in unread)
        return ([], []) if partly and not self._has_words else (numbers, unread)

    def _neighbour(self, number: PhoneNumber, digits: str) -> list[PhoneNumber]:
        """Read the last digits of a number that differs from the one before in nothing else."""
        # a switchboard's lines differ in up to four digits; behind a mobile three may be anything
        near = number.type in _SWITCHBOARD or len(digits) <= 2
        if not near or (self.region != "CN" and len(digits) < 2):
            return []
        found = read_digits(number.e164[1 : -len(digits)] + digits, None, plus=True)
        return [found] if found else []

    def _part(self, text: str) -> list[PhoneNumber]:
        number = self._number(text)
        return [number] if number else self._dashed(text) or self._spaced(text)

    def _dashed(self, text: str) -> list[PhoneNumber]:
        """Read the last group after a dash as an extension, as Chinese write it (010-62345678-8001)."""
        before, dash, after = text.rpartition("-")
        extension = after.strip()
        longest = LONGEST_LOCAL if self.region == "CN" else _LONGEST_EXTENSION
        if not dash or not extension.isdigit() or len(extension) > longest:
            return []
        if self.region != "CN" and (len(extension) < 2 or not self._too_long(text)):
            return []
        number = self._number(before.strip(" -"))
        if number is None or number.region not in _CHINESE_REGIONS:
            return []
        if len(extension) >= LONG_RUN:
            second = complete_local(extension, number.area_code) if number.area_code else None
            return [number, second] if second else []
        # 021 12345 is a number too, but no switchboard
        subscriber = len(number.national) - len((number.area_code or "").lstrip("0"))
        return [number._replace(extension=extension)] if subscriber >= LONG_RUN else []

    def _spaced(self, text: str) -> list[PhoneNumber]:
        """Read several numbers run together: the fewest groups of digits that are each a number."""
        groups = text.split()
        if len(groups) == 1 and len(text) == 22 and text.isdigit():
            groups = [text[:11], text[11:]]
        if not 2 <= len(groups) <= _MOST_GROUPS or not self._too_long(text):
            return []
        best: list[list[PhoneNumber] | None] = [[]]
        for end in range(1, len(groups) + 1):
            shortest: list[PhoneNumber] | None = None
            for start in range(end):
                before = best[start]
                no_better = shortest is not None and before is not None and len(before) + 1 >= len(shortest)
                if before is None or no_better or (start, end) == (0, len(groups)):
                    continue
                run = " ".join(groups[start:end])
                if len(_NOT_DIGITS.sub("", run)) >= LONG_RUN and (more := self._one(run)):
                    shortest = [*before, *more]
            best.append(shortest)
        return best[-1] or []

    def _among_others(self, text: str) -> tuple[list[PhoneNumber], list[str]]:
        """Read the groups that are numbers by themselves: beside words, 3 13900138001 is a room and a number."""
        found: list[PhoneNumber] = []
        unread: list[str] = []
        for group in text.split()[:_MOST_GROUPS]:
            number = self._number(group) if len(_NOT_DIGITS.sub("", group)) > LONG_RUN else None
            found += [number] if number else []
            unread += [] if number else [group]
        return found, unread

    def _one(self, run: str) -> list[PhoneNumber]:
        number = self._number(run)
        return [number] if number else self._dashed(run)


def calling_codes(region: str | None) -> tuple[str, ...]:
    """Return the calling codes that are read without `+`: the region's own, and China's among themselves.

    >>> calling_codes("DE"), calling_codes("HK")
    (('49',), ('852', '853', '886', '86'))
    """
    own = calling_code(region)
    return _CHINESE_CODES if region in _CHINESE_REGIONS else (own,) if own else ()


def complete_local(digits: str, area_code: str) -> PhoneNumber | None:
    """Put an area code before a Chinese subscriber number; None where no landline is numbered so.

    >>> complete_local("62345678", "010").e164
    '+861062345678'
    >>> complete_local("6234567", "010") is None
    True
    """
    trunk = area_code if area_code.startswith("0") else f"0{area_code}"
    number = read_digits(trunk + digits, "CN")
    landline = number is not None and number.type == "fixed_line" and number.area_code == trunk
    return number if landline and number and number.national == trunk[1:] + digits else None
