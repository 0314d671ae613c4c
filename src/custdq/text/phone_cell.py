"""What one telephone cell says: numbers, extensions, and the words around them, before any numbering plan is asked.

The trap: a cell is typed by people. It holds labels, remarks, two numbers and an extension, or it went through a
spreadsheet that made it a float; cutting letters out with one pattern joins two numbers into one that rings elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from custdq.errors import Reason
from custdq.text.phone_dialled import DialString, ascii_digits, dial_string, is_clean

_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－ーｰ〜∼", "-") | {"。": ".", "·": ".", "•": ".", "．": ".", "“": '"', "”": '"'}
)
#: One dot parts digits, several hide them.
_DOTS = re.compile("[•●]{2,}")
_TYPED_DASH = re.compile(r"(?<=\d)\s?[一_]{1,2}\s?(?=\d)")
_LETTER_DIGITS = re.compile(r"(?<=\d)(?:[oO]+|[lI]+)(?=\d)|(?<=\d\d\d\d)[oO]{1,4}$")
_WRAPPER = re.compile(r"""^=?["'`]+([^"'`]*)["'`]*$""")
_SPREADSHEET = re.compile(r"\d[.,eE]\+?\d")
_FLOAT = re.compile(r"(\d{5,17})\.0{1,2}")
_FLOAT_INSIDE = re.compile(r"(?<![\d.])(?<!\d )(\d{7,13})\.0(?!\d)")
_SCIENTIFIC = re.compile(r"\+?(\d(?:\.\d{1,16})?)[eE]\+?(\d{1,2})")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,4}")
# two letters are no mask: 0xx11 is how Brazilians write where the carrier's code goes
_MASKED = re.compile(r"\d\*{2,12}[-\s]?\d|\d[-\s]?(?:\*{3,12}|[x?]{3,12})|^\*{3,12}[-\s]?\d{2}", re.IGNORECASE)
_MASK = re.compile(r"[xX?]")
_MASK_RUN = re.compile(r"[+\d*xX?][\d*xX?\s\-()]*")
# words in full may carry long extensions, single signs only short ones: what follows them may be another number
_EXTENSION = re.compile(
    r"\s*[(\[,;]{0,2}\s*(?:"
    r"(?:\be?xt(?:ensi[oó]?n?)?|доб)[\s.:=,]{0,4}(?P<long>\d{1,20})"
    r"|(?:转接|转|轉|分机号?|分機號?|内线|內線|内線)[\s.:=号號-]{0,4}(?:分机号?|分機號?)?[\s.:=-]{0,4}(?P<own>\d{1,8})"
    r"|(?:(?<![^\W\d_])(?:extn|xtn|x|int|anexo|ramal|poste)|[#~*])[\s.:=]{0,4}(?P<short>\d{1,9})|,,\s?(?P<dialled>\d{1,15})(?=#|$)|;(?P<dial>\d{1,15})#"
    # P and W: the pause and the wait a telephone makes before it dials on
    r"|(?<=[\d)]) ?[pw](?P<pause>\d{1,6})(?![ -]?\d)"
    r")(?!\d)\s*(?:分机号?|分機號?)?[)\]#]?",
    re.IGNORECASE,
)
_RUN = re.compile(r"(?:\+[\s().\-/]*|\(\+?\s?)?\d[\d\s().\-/]*")
#: Words that say what sort of number follows, and no more.
CHINESE_LABEL = (
    "(?:手机号码|手机号|手机|手機|移动电话|行动电话|电话号码|联系电话|联系方式|电话|電話|座机|固定电话|固话|办公室?|总机|分机|传真|热线|客服|"
    "号码|家庭|公司|单位)[1-9]?"
)
_LABEL = re.compile(
    rf"{CHINESE_LABEL}|"
    r"\b(?:tel|telephone|mobile|mob|phone|cellphone|cell|fax|office|home|work|direct|whatsapp|ext|m|t|p|h|o|c|no)[1-9]?\b",
    re.IGNORECASE,
)
_LETTER, _SAYING = re.compile(r"[^\W\d_]"), re.compile(r"[^\W_]")
_NOT_DIGITS = re.compile(r"\D+")
#: Punctuation around a number and what is left when both are gone.
_LOOSE = " \t,;:.、，；：/|-_()[]{}<>【】《》=&+'\"#"
#: A float keeps 15 to 17 digits; a shorter mantissa with this many digits was written out in full, its zeros dropped.
_FULL_MANTISSA = 8


class Piece(NamedTuple):
    """One run of digits with its punctuation, the extension that follows it, and where the two stand in the cell."""

    text: str
    extension: str | None
    spans: tuple[tuple[int, int], ...] = ()


class PhoneCell(NamedTuple):
    """What a cell says before it is taken apart.

    `plain` is its text in ASCII digits and signs, `whole` the one number it is if it is one, `reason` what was found
    on the way (where there is no number: why), `pattern` what a masked number leaves to be seen.
    """

    plain: str
    whole: DialString | None
    reason: Reason | None = None
    pattern: str | None = None


def read_phone_cell(text: str) -> PhoneCell:
    """Bring a cell to plain text and undo what spreadsheets did to it.

    Examples
    --------
    >>> read_phone_cell("１３８ 0013-8000").whole.digits
    '13800138000'
    >>> read_phone_cell("1.38E+10").reason
    <Reason.DIGITS_LOST: 'digits_lost'>
    >>> read_phone_cell("138xxxx8000").pattern
    '138****8000'
    """
    plain = text
    if not text.isascii():
        plain = _DOTS.sub(lambda found: "*" * len(found[0]), unicodedata.normalize("NFKC", text))
        plain = ascii_digits(plain).translate(_SIGNS).strip()
    if "." not in plain and is_clean(plain):
        return PhoneCell(plain, dial_string(plain))
    wrapped = _WRAPPER.match(plain)
    plain = (wrapped[1] if wrapped else plain).strip()
    restored = _from_spreadsheet(plain) if _SPREADSHEET.search(plain) else None
    if restored is not None:
        digits, what = restored
        return PhoneCell(digits or plain, dial_string(digits) if digits else None, what)
    if "phone-context" not in plain and (masked := _MASKED.search(plain)):
        return PhoneCell(plain, None, Reason.MASKED, _pattern(plain, masked))
    floats = _FLOAT_INSIDE.sub(r"\1", plain) if ".0" in plain else plain
    reason, plain = (Reason.EXCEL_NUMBER if floats != plain else None), floats
    plain = _LETTER_DIGITS.sub(_as_digits, _TYPED_DASH.sub("-", plain))
    return PhoneCell(plain, dial_string(plain), reason)


def _pattern(text: str, masked: re.Match[str]) -> str:
    """Return the masked number with one `*` for each hidden digit, without punctuation."""
    runs = [found[0] for found in _MASK_RUN.finditer(text) if found.start() < masked.end() > found.start()]
    run = max(runs, key=len, default=masked[0])
    pattern = re.sub(r"[^\d*+]", "", _MASK.sub("*", run))
    # a Chinese mobile is masked with its calling code or without
    return re.sub(r"^(?:\+|00)?86(?=1[3-9*])", "", pattern)


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
            if whole == int(whole):
                return f"{whole:f}".partition(".")[0], Reason.EXCEL_NUMBER
        return None, Reason.DIGITS_LOST
    return None


def _as_digits(found: re.Match[str]) -> str:
    return ("0" if found[0][0] in "oO" else "1") * len(found[0])


def cut_pieces(text: str) -> tuple[Piece, ...]:
    """Cut at extensions, then into runs of digits; an extension belongs to the last run before it.

    Examples
    --------
    >>> [piece[:2] for piece in cut_pieces("手机：138 0013 8000 王经理")]
    [('138 0013 8000', None)]
    >>> [piece[:2] for piece in cut_pieces("010-62345678转8001")]
    [('010-62345678', '8001')]
    """
    if is_clean(text):
        return (Piece(text, None, ((0, len(text)),)),)
    pieces: list[Piece] = []
    start = seen = digits = 0
    for found in _EXTENSION.finditer(text):
        digits, seen = digits + len(_NOT_DIGITS.sub("", text[seen : found.start()])), found.start()
        if digits < 5:
            continue
        runs = _runs(text, start, found.start())
        pieces += runs[:-1]
        pieces += [Piece(run.text, found[found.lastgroup or 0], (*run.spans, found.span())) for run in runs[-1:]]
        start = seen = found.end()
        digits = 0
    pieces += _runs(text, start, len(text))
    long_enough = [piece for piece in pieces if len(_NOT_DIGITS.sub("", piece.text)) > 2]
    return tuple(long_enough or pieces)


def _runs(text: str, start: int, end: int) -> list[Piece]:
    runs = []
    for found in _RUN.finditer(text, start, end):
        loose = " .-/(" if found[0].count("(") != found[0].count(")") else " .-/"
        runs.append(Piece(found[0].strip(loose), None, (found.span(),)))
    return runs


def remaining_text(text: str, used: Iterable[tuple[int, int]]) -> str | None:
    """Return what a cell says beside its numbers; None where nothing is left but punctuation.

    >>> remaining_text("手机:13800138000(备用)", [(3, 14)])
    '手机 备用'
    """
    left, at = [], 0
    for start, end in used:
        left.append(text[at:start])
        at = max(at, end)
    left.append(text[at:])
    words = [word for piece in left if (word := piece.strip(_LOOSE))]
    return " ".join(words) or None


def is_remark(text: str) -> bool:
    """Tell whether text beside a number says more than what sort of number it is.

    >>> is_remark("手机2"), is_remark("tel"), is_remark("王经理"), is_remark("802")
    (False, False, True, True)
    """
    return _SAYING.search(_LABEL.sub(" ", text)) is not None


def has_words(text: str) -> bool:
    """Tell whether a cell holds words that are no label of a number.

    >>> has_words("手机 13800138000 x12"), has_words("13800138000 王经理")
    (False, True)
    """
    return _LETTER.search(_LABEL.sub(" ", _EXTENSION.sub(" ", text))) is not None
