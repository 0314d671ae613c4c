"""Rows that are nobody: totals, notes, pasted headers, tests, keyboard noise.

The trap: throwing a customer away. A row that can be reached or named in any real way is somebody, whatever else stands
in it, so every rule here first asks that nothing real be left in the row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason
from custdq.fields.organization_evidence import is_organization
from custdq.infer.labels import names_people
from custdq.steps.unify.arrays import Flags, filled, flags_per_distinct, is_nothing, usable
from custdq.text.script import has_han

_TOTAL = re.compile(
    r"(?:本页|本月|本年|全部|客户)?(?:合计|小计|总计|总共|共计|总数|汇总|累计|合计数)|(?:sub|grand)?[\s\-]?totals?",
    re.IGNORECASE,
)
_RULE = r"[-=_*—–～~·.#+＝\s]{3,}"
_NOTE = re.compile(
    rf"{_RULE}|{_RULE}.+{_RULE}|[※→►].*"
    r"|[(（]?(?:备注|注意|注|说明|附注|提示|温馨提示|note|remarks?|nb|ps|p\.s\.|attention)\s*\d*\s*[:：.、].*"
    r"|(?:以下|以上|上述|下列|如下|此处|本表|本页|上表|截至|截止).{2,}"
    r"|(?:制表|填表|审核|复核|打印|导出|统计|更新)(?:人|时间|日期)?\s*[:：].*"
    r"|第\s*\d+\s*页.*|page\s\d+.*|数据来源.*|end|完|结束",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[，。；！？,;!?]|[的请已了为是见共需按均]")
_TEST = re.compile(
    r"(?:测试|測試|test|testing|tester|demo|sample|dummy|示例|样例|样本|演示)[\s_\-]*"
    r"(?:客户|用户|公司|单位|企业|数据|账号|帐号|人员|人|员|姓名|地址|号|customer|user|company|name|data|account|address)?"
    r"[\s_\-]*\d*|(?:x{2,}|某{1,2}|\*{2,}|a{3,})(?:有限)?(?:公司|单位|集团|先生|女士|人|客户)?"
    r"|([a-z])\1{2,}|abc\d*|abcd(?:ef)?|asdf(?:gh)?(?:jk)?l?|qwerty?|foo|bar|foobar|\d{1,6}",
    re.IGNORECASE,
)
#: Names everybody knows to stand for no one.
_NAMESAKES = re.compile(
    r"张三+|李四+|王五+|赵六+|某某|john doe|jane doe|joe bloggs|max mustermann|erika mustermann", re.IGNORECASE
)
_KEYBOARD_ROWS = tuple(map(frozenset, ("asdfghjkl;'", "qwertyuiop[]", "zxcvbnm,./")))
_VOWEL = re.compile(r"[aeiouy]")
_REACHED = ("mobile", "landline", "hotline", "other_phones")
_OPERATOR = "13800138000"  # the operator's own service number, typed to get past a form
_SEQUENTIAL = ("01234567890123456789", "98765432109876543210")
#: Meanings of columns in which any filled cell speaks of somebody.
_PERSONAL = ("given_name", "surname", "address_part", "person_id", "qq", "fax", "url", "province", "city", "district")
_LEADING_COLUMNS = 3
_SENTENCE_LENGTH, _SURELY_NAMED = 8, 0.8
#: Columns about people; a table needs this many of them before a row without any counts as empty.
_TELLING = ("name", "mobile", "landline", "email", "address", "wechat", "uscc", "resident_id")
_ENOUGH = 2


class Nobody(NamedTuple):
    """The rows that are nobody: position -> why, and the text that names each row of the table in a finding."""

    reasons: dict[int, Reason]
    texts: pa.Array


def find_nobody(data: pa.Table, unified: Mapping[str, pa.Array], meanings: Mapping[str, str | None]) -> Nobody:
    """Find the rows that are nobody.

    Parameters
    ----------
    data
        The table as it came.
    unified
        Its unified columns.
    meanings
        Original column -> what it means.

    Returns
    -------
    Nobody
        Positions (counted from 0) with a reason, and a text for every row.
    """
    texts = _first_text(data, unified, meanings)
    headers = _repeats_header(data)
    reasons = dict.fromkeys(np.flatnonzero(headers).tolist(), Reason.REPEATED_HEADER)
    told = sum(name in unified for name in _TELLING)
    if "name" not in unified:
        return Nobody(reasons, texts)
    names, contacts = _column(unified, "name"), _column(unified, "contact_name")
    leading = [data.column(name).to_pylist() for name in _leading(data, meanings)]
    counts, dialled = _filled_cells(data, meanings), _dials_the_operator(data.num_rows, unified)
    for row in np.flatnonzero(~_somebody(data, unified, meanings) & ~headers).tolist():
        own = [text for text in (names[row], contacts[row]) if text]
        reason = _summary(own, [text for column in leading if (text := column[row])])
        if reason is None and told >= _ENOUGH:
            reason = _judge(own, alone=int(counts[row]) <= 1)
            # 张三 under a number in due form may be a customer whose clerk did not have it
            if reason is Reason.TEST_ROW and dialled[row] and all(_NAMESAKES.fullmatch(text) for text in own):
                reason = None
        if reason is not None:
            reasons[row] = reason
    return Nobody(reasons, texts)


def _summary(own: Sequence[str], first: Sequence[str]) -> Reason | None:
    """Tell totals and notes by the row's name and contact, and by its first cells."""
    folded = [unicodedata.normalize("NFKC", text).strip() for text in (*own, *first)]
    if any(_TOTAL.fullmatch(text.rstrip(":： ")) for text in folded):
        return Reason.TOTAL_ROW
    return Reason.NOTE_ROW if any(_NOTE.fullmatch(text) for text in folded) else None


def _judge(own: Sequence[str], *, alone: bool) -> Reason | None:
    """Say what a row without anything real is; None where its name may be somebody's.

    Parameters
    ----------
    own
        The row's name and contact.
    alone
        Nothing else stands in the row.
    """
    if any(is_test(text) for text in own):
        return Reason.TEST_ROW
    said = [text for text in own if not is_nothing(text, name=True)]
    if all(is_noise(text) for text in said):
        return Reason.NOISE_ROW
    return Reason.NOTE_ROW if alone and _is_sentence(said[0]) else None


def _is_sentence(text: str) -> bool:
    """Tell whether a text that stands alone in its row reads like a remark and not like a name."""
    if len(text) < _SENTENCE_LENGTH or not has_han(text) or _SENTENCE.search(text) is None:
        return False
    return (is_organization(text) or 0.0) < _SURELY_NAMED


def is_test(text: str) -> bool:
    """Tell whether a name is one people type to try a form.

    >>> is_test("测试客户"), is_test("XXX公司"), is_test("aaa"), is_test("安娜")
    (True, True, True, False)
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    return _TEST.fullmatch(folded) is not None or _NAMESAKES.fullmatch(folded) is not None


def is_noise(text: str) -> bool:
    """Tell whether a name is what fingers resting on a keyboard type.

    >>> is_noise("jk;l"), is_noise("h22"), is_noise("asdg"), is_noise("Sunny"), is_noise("lifengling")
    (True, True, True, False, False)
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if not folded.isascii() or " " in folded or folded != folded.lower():
        return False
    letters = re.sub(r"[^a-z]", "", folded)
    if re.search(r"[;\[\]'\\`=]", folded) or not letters:
        return True
    if any(char.isdigit() for char in folded):
        return len(folded) <= 10 and _VOWEL.search(re.sub(r"a", "", letters)) is None
    return any(set(letters) <= row for row in _KEYBOARD_ROWS) or _VOWEL.search(letters) is None


def _somebody(data: pa.Table, unified: Mapping[str, pa.Array], meanings: Mapping[str, str | None]) -> Flags:
    """Return where something in the row reaches or places somebody."""
    real = np.zeros(data.num_rows, dtype=np.bool_)
    tests = {
        **dict.fromkeys(_REACHED, is_number), **dict.fromkeys(("uscc", "resident_id", "birthday"), _is_code),
        "email": _is_mail, "wechat": _is_handle, "address": _is_place,
    }  # fmt: skip
    for name, test in tests.items():
        if name in unified:
            real |= flags_per_distinct(unified[name], test)
    for name, meaning in meanings.items():
        if meaning in _PERSONAL:
            real |= filled(usable(data.column(name).combine_chunks(), name=names_people(name)))
    return real


def is_number(text: str) -> bool:
    """Tell whether a number cell could ring somebody: seven digits or more that nobody made up.

    >>> is_number("13912345671"), is_number("13700000000"), is_number("34567890123"), is_number("anonymous")
    (True, False, False, False)
    """
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    if len(digits) < 7:
        return "E+" in text.upper() or "*" in text
    return not (
        len(set(digits)) <= 2
        or any(digits in run for run in _SEQUENTIAL)
        or digits.endswith(_OPERATOR)
        or re.search(r"0{7,}", digits)
    )


def _dials_the_operator(rows: int, unified: Mapping[str, pa.Array]) -> Flags:
    """Return where a row's number is the operator's own: in due form, and typed by those who lack the customer's."""
    dialled = np.zeros(rows, dtype=np.bool_)
    for name in _REACHED:
        if name in unified:
            dialled |= flags_per_distinct(unified[name], lambda text: re.sub(r"\D", "", text).endswith(_OPERATOR))
    return dialled


def _is_mail(text: str) -> bool:
    local = text.partition("@")[0]
    return len(text) > 5 and ("@" in text or " at " in text) and not is_test(local) and not is_noise(local)


def _is_handle(text: str) -> bool:
    return not is_nothing(text) and len(text) >= 5 and not is_test(text) and (not text.isdigit() or is_number(text))


def _is_place(text: str) -> bool:
    # 上海 is a place in two characters, and so is no word of letters
    long_enough = len(text) >= (2 if has_han(text) else 3)
    return not is_nothing(text) and long_enough and not is_test(text) and any(char.isalpha() for char in text)


def _is_code(text: str) -> bool:
    return not is_nothing(text) and sum(char.isdigit() for char in text) >= 4 and len(set(text)) > 2


def _repeats_header(data: pa.Table) -> Flags:
    """Return where most cells of a row are their own columns' names."""
    repeats, cells = np.zeros(data.num_rows, dtype=np.int64), np.zeros(data.num_rows, dtype=np.int64)
    for name in data.column_names:
        column = data.column(name).combine_chunks()
        cells += filled(column)
        repeats += pc.fill_null(pc.equal(pc.utf8_trim_whitespace(column), name), False).to_numpy(zero_copy_only=False)  # noqa: FBT003
    flags: Flags = (repeats >= 2) & (repeats >= 0.6 * cells)
    return flags


def _leading(data: pa.Table, meanings: Mapping[str, str | None]) -> list[str]:
    """Return the columns a total or a note would be written in: the first ones, and those of names."""
    names = [name for name in data.column_names if meanings.get(name) != "record_id"]
    called = [
        name for name in names if meanings.get(name) in ("name", "person_name", "company", "contact_name", "nickname")
    ]
    return list(dict.fromkeys([*names[:_LEADING_COLUMNS], *called]))


def _filled_cells(data: pa.Table, meanings: Mapping[str, str | None]) -> npt.NDArray[np.int64]:
    counts = np.zeros(data.num_rows, dtype=np.int64)
    for name in data.column_names:
        if meanings.get(name) not in ("record_id", "sequence"):
            counts += filled(data.column(name).combine_chunks())
    return counts


def _column(unified: Mapping[str, pa.Array], name: str) -> list[str | None]:
    values: list[str | None] = unified[name].to_pylist() if name in unified else []
    return values or [None] * len(next(iter(unified.values())))


def _first_text(data: pa.Table, unified: Mapping[str, pa.Array], meanings: Mapping[str, str | None]) -> pa.Array:
    """Return the text that names each row in a finding: its name, else the first cell that holds something."""
    columns = [unified["name"]] if "name" in unified else []
    columns += [data.column(name).combine_chunks() for name in _leading(data, meanings)]
    return pc.coalesce(*columns) if columns else pa.nulls(data.num_rows, pa.string())
