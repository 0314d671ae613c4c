"""Cleaning that changes nothing a reader would miss: invisible characters, runs of spaces, composed form.

The trap: NFKC would turn a full-width value into another value; cleaning stays with NFC and leaves folding to keys.
"""

from __future__ import annotations

import re
import unicodedata

# controls but not newline and tab, zero-width, bidi marks, byte-order mark, soft hyphen, Excel's text apostrophe
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")

_PLACEHOLDERS = frozenset(
    "- -- --- — —— _ / // \\ . .. ... * ** ? ？ x xx xxx 0 无 無 没有 沒有 暂无 暫無 空 空白 未知 不详 不詳 未填 未填写 待补充 待补 待定 "
    "保密 同上 略 n/a na n.a. #n/a #value! #ref! #null! null none nil nan nat undefined unknown tbd tba test 测试 測試".split()
)


def clean_text(text: str) -> str:
    """Return `text` in NFC without invisible characters, runs of spaces as one, ends trimmed.

    >>> clean_text(" \\u200b王  伟\\n ")
    '王 伟'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def is_placeholder(text: str) -> bool:
    """Tell whether a cell's text stands for nothing.

    >>> is_placeholder("无"), is_placeholder("N/A"), is_placeholder("吴")
    (True, True, False)
    """
    return unicodedata.normalize("NFKC", text).casefold().strip(" ()[]【】。,;:") in _PLACEHOLDERS
