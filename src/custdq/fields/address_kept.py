"""What every reading of an address is held to: a text that is its own value is valid, and nothing of it is lost.

The trap: a reader that cuts a word it takes for something else (a part of a town's name, a figure of a code). Whatever
reader it was, the words of the cell that stand in neither value nor parts make the whole cell a note.
"""

from __future__ import annotations

import re

from custdq.errors import Reason, Status
from custdq.fields.base import Parsed
from custdq.text.han_figures import figures
from custdq.text.script import fold_script, has_han
from custdq.text.width import fold_marks, fold_width, half_width

_WORD = re.compile(r"[a-z]+|\d+|[〇零一二三四五六七八九十百千两]+|[^\W\d_]")
_RUN = re.compile(r"[A-Za-z]+|\d+")
_NOT_WORD = re.compile(r"[\W_]+")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千两")
#: Words that another word or a part of its own says: countries, labels, doors, the joints of Japanese numbers.
_SAID_OTHERWISE = frozenset(
    "united states of america usa us u s no nr number 中 国 省 市 区 县 号 栋 幢 座 楼 层 室 房 单 元 之 第 番 地"
    " の ノ ヶ ケ 办 事 处 组 ー 階 棟 f".split()
)  # fmt: skip
#: What a label of a form says, with the words before it (收货地址：), and what the city's own district is called.
_LABEL = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:地址|住址|地点|电话|手机号?码?|姓名|收[货件]人|联系人|邮政?编码?|备注)\s*[:)\]】]"
    r"|(?<![\u4e00-\u9fff])收\s*:|(?:收[货件]人|联系人)(?=[\u4e00-\u9fff]{2,3}(?:$|[\s,;]))|(?:电话|手机)(?=[\s(+]*\d)"
    r"|(?<![\u4e00-\u9fff])[收寄]?[货件家]?[地住]址|[市县]辖区"
    r"|\b(?:m|t|tel|phone|mob|mobile|fax|e-?mail|add|addr|address)\s*:",
    re.IGNORECASE,
)
_HAS_LABEL = re.compile("[:辖址人话机]")
#: Problems that say no more than that the value is not the text.
_REWRITTEN = (Reason.REFORMATTED, Reason.SCRIPT_CONVERTED)


def at_rest(text: str, parsed: Parsed) -> Parsed:
    """Return a reading whose value is the text itself as valid: nothing was repaired.

    >>> at_rest("a", Parsed("a", Status.REPAIRED, Reason.REFORMATTED))[1:3]
    (<Status.VALID: 'valid'>, None)
    """
    if parsed.value != text or parsed.status is Status.VALID:
        return parsed
    return parsed._replace(status=Status.VALID, problem=None if parsed.problem in _REWRITTEN else parsed.problem)


def nothing_lost(text: str, parsed: Parsed) -> Parsed:
    """Put the whole text among the notes where a word of it stands in neither value nor parts.

    >>> nothing_lost("9 Elm St; ring twice", Parsed("9 ELM ST", Status.REPAIRED, Reason.REFORMATTED)).parts["note"]
    '9 Elm St; ring twice'
    """
    if parsed.value is None or parsed.value == text:
        return parsed
    parts = parsed.parts
    # most are found before anything is folded, and without the parts, of which the value is made
    if _found(text, f"{parsed.value} {parts.get('postcode') or ''} {parts.get('note') or ''}"):
        return parsed
    kept = " ".join([parsed.value, *filter(None, parts.values())])
    if _found(text, kept):
        return parsed
    checked = _checked(text, parsed)
    if _found(checked, kept):
        return parsed
    kept = _folded(kept)
    words, whole = set(_WORD.findall(kept)), _NOT_WORD.sub("", kept)
    missing = [word for word in _WORD.findall(_folded(checked)) if word not in words]
    if all(word in _SAID_OTHERWISE or _is_within(word, words, whole) for word in missing):
        return parsed
    problem = Reason.EXTRA_TEXT if parsed.problem in (None, *_REWRITTEN) else parsed.problem
    return parsed._replace(problem=problem, parts={**parsed.parts, "note": text})


def _found(text: str, kept: str) -> bool:
    """Tell whether every word of the text stands in what is kept, as it is written there."""
    for char in set(text).difference(kept):
        if char.isalnum() and char not in _SAID_OTHERWISE:
            return False
    return set(_RUN.findall(text)).issubset(_RUN.findall(kept))


def _checked(text: str, parsed: Parsed) -> str:
    """Return what of the text must be found again: no label, and no old division, which the problem tells of."""
    text = half_width(text)
    if _HAS_LABEL.search(text):
        text = _LABEL.sub(" ", text)
    if parsed.problem is not Reason.DIVISION_RENAMED:
        return text
    below = (parsed.parts.get(name) for name in ("town", "road", "place"))
    starts = [text.find(part) for part in below if part and part in text]
    return text[min(starts) :] if starts else ""


def _is_within(word: str, words: set[str], whole: str) -> bool:
    """Tell whether a word stands within others, or a figure in other characters (八 as 8, ８丁目 as 八丁目)."""
    if word[0] in _NUMERALS:
        return _figure(word) in words
    if len(word) > 1 and word in whole:
        return True
    if not word[0].isdigit():
        return False
    figure = word.lstrip("0")
    return figure in words or any(_figure(other) == figure for other in words if other[0] in _NUMERALS)


def _folded(text: str) -> str:
    folded = fold_width(text)
    if folded.isascii():
        return folded
    return fold_script(fold_marks(folded)) if has_han(folded) else fold_marks(folded)


def _figure(numeral: str) -> str:
    """Return the digits of a counted number."""
    return figures(f"{numeral}号").removesuffix("号")
