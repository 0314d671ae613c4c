"""What one telephone cell says: numbers, extensions, and the words around them, before any numbering plan is asked.

The trap: a cell is typed by people. It holds labels, remarks, two numbers and an extension, or it went through a
spreadsheet that made it a float; cutting letters out with one pattern joins two numbers into one that rings elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from custdq.errors import Reason

_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－ーｰ〜∼", "-") | {"。": ".", "·": ".", "•": ".", "．": ".", "“": '"', "”": '"'}
)
_TYPED_DASH = re.compile(r"(?<=\d)\s?[一_]{1,2}\s?(?=\d)")
_LETTER_DIGITS = re.compile(r"(?<=\d)(?:[oO]+|[lI]+)(?=\d)|(?<=\d\d\d\d)[oO]{1,4}$")
_WRAPPER = re.compile(r"""^=?["']+([^"']*)["']*$""")
#: What most cells are: one number with its punctuation. Nothing in it needs a second look.
_PLAIN = re.compile(r"\+?\d[\d\-]{4,}(?:[ \-]\d[\d\-]*){0,5}")
_FLOAT = re.compile(r"\+?(\d{5,17})\.0{1,2}")
_FLOAT_INSIDE = re.compile(r"(?<![\d.])(\d{7,13})\.0(?!\d)")
_SCIENTIFIC = re.compile(r"\+?(\d(?:\.\d{1,16})?)[eE]\+?(\d{1,2})")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,4}")
_MASKED = re.compile(r"\d[*＊●x•?]{2,12}[-\s]?\d|\d[-\s]?[*●x•?]{3,12}", re.IGNORECASE)
# words in full may carry long extensions, single signs only short ones: what follows them may be another number
_EXTENSION = re.compile(
    r"\s*[(\[,;]{0,2}\s*(?:"
    r"(?:;?\be?xt(?:ensi[oó]?n?)?|;?ext|доб)[\s.:=,]{0,4}(?P<long>\d{1,20})"
    r"|(?:转接|转|轉|分机号?|分機|内线|內線)[\s.:=号]{0,4}(?:分机|分機)?[\s.:=]{0,4}(?P<own>\d{1,8})"
    r"|(?:extn|xtn|x|int|anexo|ramal|poste|[#~*])[\s.:=]{0,4}(?P<short>\d{1,9})|,,\s?(?P<dialled>\d{1,15})(?=#|$)|;(?P<dial>\d{1,15})#"
    r")(?!\d)\s*[)\]#]?",
    re.IGNORECASE,
)
_RUN = re.compile(r"[+(]{0,2}\s?\d[\d\s().\-/]*")
_LABEL = re.compile(
    r"手机号码|手机号|手机|手機|电话号码|联系电话|联系方式|电话|電話|座机|固定电话|固话|办公室?|总机|分机|传真|热线|客服|号码|家庭|公司|单位|"
    r"\b(?:tel|telephone|mobile|mob|phone|cellphone|cell|fax|office|home|work|direct|whatsapp|m|t|p|h|o|c|no)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
#: A float keeps 15 to 17 digits; a shorter mantissa with this many digits was written out in full, its zeros dropped.
_FULL_MANTISSA = 8


class Piece(NamedTuple):
    """One run of digits with its punctuation, and the extension that follows it."""

    text: str
    extension: str | None


class PhoneCell(NamedTuple):
    """What a cell says. `reason` is what was found on the way; where `pieces` is empty, why nothing could be read."""

    pieces: tuple[Piece, ...]
    reason: Reason | None
    plain: str


def read_phone_cell(text: str) -> PhoneCell:
    """Take one cell apart into runs of digits.

    Examples
    --------
    >>> read_phone_cell("手机：138 0013 8000 王经理").pieces
    (Piece(text='138 0013 8000', extension=None),)
    >>> read_phone_cell("010-62345678转8001").pieces
    (Piece(text='010-62345678', extension='8001'),)
    >>> read_phone_cell("1.38E+10").reason
    <Reason.DIGITS_LOST: 'digits_lost'>
    """
    if _PLAIN.fullmatch(text):
        return PhoneCell((Piece(text, None),), None, text)
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    wrapped = _WRAPPER.match(plain)
    plain = (wrapped[1] if wrapped else plain).strip()
    restored = _from_spreadsheet(plain)
    if restored is not None:
        digits, what = restored
        return PhoneCell((Piece(digits, None),) if digits else (), what, digits or plain)
    if _MASKED.search(plain):
        return PhoneCell((), Reason.MASKED, plain)
    floats = _FLOAT_INSIDE.sub(r"\1", plain)
    spreadsheet, plain = floats != plain, floats
    plain = _LETTER_DIGITS.sub(_as_digits, _TYPED_DASH.sub("-", plain))
    pieces = _pieces(plain)
    extra = _LETTER.search(_LABEL.sub(" ", _RUN.sub(" ", _EXTENSION.sub(" ", plain))))
    reason = Reason.EXTRA_TEXT if extra else Reason.EXCEL_NUMBER if spreadsheet else None
    return PhoneCell(pieces, reason, plain)


def _from_spreadsheet(text: str) -> tuple[str | None, Reason] | None:
    """Restore a number a spreadsheet rewrote: (digits, what happened), or None where it is not one."""
    if found := _FLOAT.fullmatch(text):
        return found[1], Reason.EXCEL_NUMBER
    if _THOUSANDS.fullmatch(text) and len(text) > 9:
        return text.replace(",", ""), Reason.EXCEL_NUMBER
    if found := _SCIENTIFIC.fullmatch(text):
        significant, exponent = len(found[1].replace(".", "")), int(found[2])
        complete = significant > exponent or (significant >= _FULL_MANTISSA and exponent - significant < 3)
        if complete and 5 <= exponent <= 16:
            whole = Decimal(found[1]).scaleb(exponent)
            return (
                (f"{whole:f}".partition(".")[0], Reason.EXCEL_NUMBER)
                if whole == int(whole)
                else (None, Reason.DIGITS_LOST)
            )
        return None, Reason.DIGITS_LOST
    return None


def _as_digits(found: re.Match[str]) -> str:
    return ("0" if found[0][0] in "oO" else "1") * len(found[0])


def _pieces(text: str) -> tuple[Piece, ...]:
    """Cut at extensions, then into runs of digits; an extension belongs to the last run before it."""
    pieces: list[Piece] = []
    start = 0
    for found in _EXTENSION.finditer(text):
        if sum(c.isdigit() for c in text[start : found.start()]) < 5:
            continue
        runs = _runs(text[start : found.start()])
        pieces += [Piece(run, None) for run in runs[:-1]]
        pieces += [Piece(run, found[found.lastgroup or 0]) for run in runs[-1:]]
        start = found.end()
    pieces += [Piece(run, None) for run in _runs(text[start:])]
    long_enough = [piece for piece in pieces if sum(c.isdigit() for c in piece.text) > 2]
    return tuple(long_enough or pieces)


def _runs(text: str) -> list[str]:
    return [run.strip(" .-/(") if run.count("(") != run.count(")") else run.strip(" .-/") for run in _RUN.findall(text)]
