"""One telephone number as written -> the digits to dial and the extension, by the grammar libphonenumber reads.

Punctuation, words in front, vanity letters (1-800-FLOWERS) and the many ways to write an extension are told apart here
and nowhere else, so that a number means the same to both libraries. The trap: a comma, a semicolon or an `x` may
introduce an extension, stand for punctuation, or part two numbers; how an extension was introduced is therefore kept.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

#: libphonenumber reads no longer text; every pattern below is bounded by it.
_MOST_CHARACTERS = 250
_PUNCTUATION = (
    r"\-x\u2010-\u2015\u2212\u30fc /\[\]().~\u2053\u223c\u00a0\u00ad\u200b\u2060\u3000"
    r"\uff0d-\uff0f\uff08\uff09\uff3b\uff3d\uff5e"
)
_BEGINNING = re.compile(r"[+\d]")
#: Characters of no number and no sign of an extension.
_FOREIGN = re.compile(r"[\u2e80-\ufeff\U00010000-\U0010ffff]")
_SECOND_EXTENSION = re.compile(r"[\\/] *x")
_AFTER_LABEL = r"[:.]?[ \t,-]*"
_EXTENSION = (
    r"(?:;ext=(?P<rfc>\d{1,20})"
    rf"|[ \t,]*(?:e?xt(?:ensi(?:o\u0301?|\u00f3))?n?|доб|anexo){_AFTER_LABEL}(?P<explicit>\d{{1,20}})#?"
    rf"|[ \t,]*(?:[x#~]|int){_AFTER_LABEL}(?P<sign>\d{{1,9}})#?"
    r"|[- ]+(?P<american>\d{1,6})#"
    rf"|[ \t]*,,{_AFTER_LABEL}(?P<dialled>\d{{1,15}})#?"
    rf"|[ \t]*;{_AFTER_LABEL}(?P<semicolon>\d{{1,15}})#?"
    rf"|[ \t]*,+{_AFTER_LABEL}(?P<comma>\d{{1,9}})#?)"
)
_TRAILING_EXTENSION = re.compile(f"{_EXTENSION}$", re.IGNORECASE)
_VIABLE = re.compile(
    rf"(?:\d{{2}}|\+*(?:[{_PUNCTUATION}*]*\d){{3}}[{_PUNCTUATION}*A-Za-z\d]*)(?:{_EXTENSION})?", re.IGNORECASE
)
#: What most cells are: digits with punctuation that no extension begins with. Nothing in it needs a second look.
_CLEAN = re.compile(r"\+?\d[\d \-().]{2,40}")
_THREE_LETTERS = re.compile(r"(?:.*?[A-Za-z]){3}")
_NOT_DIGITS = re.compile(r"\D+")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_KEYPAD = str.maketrans(
    {letter: digit for digit, letters in zip("23456789", "ABC DEF GHI JKL MNO PQRS TUV WXYZ".split(), strict=True)
     for letter in letters}
)  # fmt: skip


class DialString(NamedTuple):
    """What is dialled: digits, whether `+` stood in front, the extension and how it was introduced."""

    digits: str
    plus: bool
    extension: str | None = None
    #: Name of the form the extension had: rfc, explicit, sign, american, dialled, semicolon, comma.
    introduced: str | None = None
    #: The number as it stood, without its extension and what stood before it.
    written: str = ""
    #: Where number and extension stand in the text.
    start: int = 0
    end: int = 0

    @property
    def is_vanity(self) -> bool:
        """Whether letters stand for digits."""
        return _THREE_LETTERS.match(self.written) is not None


def dial_string(text: str) -> DialString | None:
    """Read a cell as one number; None where it is none.

    Parameters
    ----------
    text
        A cell with digits in ASCII (`ascii_digits`).

    Examples
    --------
    >>> dial_string("Tel: +1 (201) 555-0123 ext. 45")[:5]
    ('12015550123', True, '45', 'explicit', '+1 (201) 555-0123')
    >>> dial_string("1-800-FLOWERS").digits
    '18003569377'
    >>> dial_string("139 0013 8001 王") is None
    True
    """
    if is_clean(text):
        digits = _NOT_DIGITS.sub("", text)
        if len(digits) > 2:
            return DialString(digits, text[0] == "+", None, None, text, 0, len(text))
    found = _BEGINNING.search(text) if len(text) <= _MOST_CHARACTERS else None
    if found is None:
        return None
    start = found.start()
    written = text[start:]
    last = len(written)
    while last and not (written[last - 1].isalnum() or written[last - 1] == "#"):
        last -= 1
    written = written[:last]
    second = _SECOND_EXTENSION.search(written)
    written = written[: second.start()] if second and second.start() else written
    subaddress = written.find(";isub=")
    written = written[:subaddress] if subaddress > 0 else written
    if len(written) < 2 or _FOREIGN.search(written) or _VIABLE.fullmatch(written) is None:
        return None
    end_of_number, extension, introduced = len(written), None, None
    trailing = _TRAILING_EXTENSION.search(written)
    if trailing is not None and trailing.start() >= 2 and _VIABLE.fullmatch(written[: trailing.start()]):
        end_of_number, introduced = trailing.start(), trailing.lastgroup
        extension = trailing[introduced or 0]
    number = written[:end_of_number]
    return DialString(
        _digits(number), number[0] == "+", extension, introduced, number, start=start, end=start + len(written)
    )


def is_clean(text: str) -> bool:
    """Tell whether a cell is digits and punctuation alone, begins as a number does and ends with a digit.

    >>> is_clean("+86 139-0013-8001"), is_clean("139-0013-8001转1")
    (True, False)
    """
    return _CLEAN.fullmatch(text) is not None and text[-1] in "0123456789" and text.isascii()


def _digits(written: str) -> str:
    if _THREE_LETTERS.match(written):
        written = written.upper().translate(_KEYPAD)
    return _NOT_DIGITS.sub("", written)


def ascii_digits(text: str) -> str:
    """Return `text` with the digits of every script as 0 to 9.

    >>> ascii_digits("٠١٢３")
    '0123'
    """
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)
