"""Cleaning that changes nothing a reader would miss: invisible characters, runs of spaces, composed form.

The trap: NFKC would turn a full-width value into another value; cleaning stays with NFC and leaves folding to keys.
"""

from __future__ import annotations

import re
import unicodedata

# controls but not those that part words (they are spaces), zero-width, bidi marks, byte-order mark, soft hyphen
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")

_WORDS = frozenset(
    "x xx xxx 0 无 無 没有 沒有 暂无 暫無 空 空白 未知 不详 不詳 未填 未填写 待补充 待补 待定 保密 同上 略 n/a na n.a. "
    "#n/a #value! #ref! #null! null none nil nan nat undefined unknown tbd tba test 测试 測試".split()
)
#: Words that are also typed several times over: 无无.
_TYPED_AGAIN = frozenset(word for word in _WORDS if len(word) <= 2 and not word.isascii())
#: What a cell holds that says nothing, folded.
PLACEHOLDERS = _WORDS.union(word * times for word in _TYPED_AGAIN for times in range(2, 7))
#: Words for nothing that are also names of people, where they are written as names are: Na, Nan, Nil; 空空.
_NAMES = frozenset(("na", "nan", "nil"))
_NAMES_AGAIN = frozenset(("空空", "略略"))
#: Longer text that ends in a letter or digit says something; its folding can be spared.
_LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS)) + 6
# strokes, dots and brackets only: ---, ……, ***, （/）
_STROKES = re.compile(r"[-—–_/\\.*?。·・,;:()\[\]【】\s]*")


def clean_text(text: str) -> str:
    r"""Return `text` in NFC without invisible characters, runs of spaces as one, ends trimmed.

    >>> clean_text(" \u200b王  伟\n ")
    '王 伟'
    """
    # nothing invisible, no wide space: what most cells are
    if text.isprintable() and "  " not in text and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()
    # invisible characters go first: one that stood between a letter and its accent would keep them apart
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).strip()


def is_placeholder(text: str, *, name: bool = False) -> bool:
    """Tell whether a cell's text stands for nothing, in any case; as a person's name, Na, Nan and Nil do not.

    A name is written with its first letter alone in capitals: NaN is what machines write.

    >>> is_placeholder("无"), is_placeholder("N/A"), is_placeholder("吴"), is_placeholder("略略")
    (True, True, False, True)
    >>> is_placeholder("Nan"), is_placeholder("Nan", name=True), is_placeholder("NaN", name=True)
    (True, False, True)
    """
    if len(text) > _LONGEST_PLACEHOLDER and text[-1].isalnum():
        return False
    written = unicodedata.normalize("NFKC", text).strip(" ()[]【】。,;:")
    plain = written.casefold()
    if name and (plain in _NAMES_AGAIN or (plain in _NAMES and written.istitle())):
        return False
    return plain in PLACEHOLDERS or _STROKES.fullmatch(plain) is not None
