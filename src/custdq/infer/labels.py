"""What a column's name suggests: folding of the name and look-up in the lexicon.

The trap: "客户联系电话（必填）", "Customer.Phone_2" and "phoneNumber" all mean a phone, while "phone_model" does not;
so a name is taken from the outside in, and what is less than the whole name counts for less.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from custdq.reference.column_names import ALONE, COLUMN_NAMES, HEADS, OWNER_WORDS
from custdq.reference.column_names_abroad import COLUMN_NAMES_ABROAD
from custdq.text.script import fold_script

_BRACKETS = re.compile(r"[(（\[【<].*?[)）\]】>]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BETWEEN_WORDS = re.compile(r"[\s\-_.·:：*＊!！?？,，;；'\"]+")
_NUMBER_AT_END = re.compile(r"(?:_[a-z])?_?\d{1,2}$|[一二三]$")
_ORDER_AT_FRONT = re.compile(r"^(?:第[一二三])|^(?:primary|secondary|alt|alternate|other)_")


#: Meanings whose values have a shape of their own, so that a name may even begin with them ("phone_of_buyer").
_TELLING = ("email", "mobile", "phone", "landline", "postcode", "uscc", "resident_id")


#: Meanings whose cells name people.
_OF_PEOPLE = frozenset(
    ("name", "person_name", "contact_name", "nickname", "given_name", "surname", "middle_name", "owner")
)


class Label(NamedTuple):
    """What a name suggests (`meaning`, a key of `COLUMN_NAMES`, or None) and how strongly, 0 to 1."""

    meaning: str | None
    strength: float


@cache
def _lexicon() -> dict[str, str]:
    tables = (COLUMN_NAMES, COLUMN_NAMES_ABROAD)
    return {name: meaning for table in tables for meaning, names in table.items() for name in names.split()}


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    """Return (name, meaning) of the meanings a longer name may end in, longest name first."""
    known = ((name, meaning) for meaning in HEADS for name in COLUMN_NAMES[meaning].split())
    names = [(name, meaning) for name, meaning in known if len(name) > 1 and name not in ALONE]
    return tuple(sorted(names, key=lambda pair: (-len(pair[0]), pair[0])))


def fold_name(name: str) -> str:
    """Return a column name folded for look-up: width, case, script, separators.

    >>> fold_name("E-mail Address"), fold_name("phoneNumber"), fold_name("*聯絡電話（必填）")
    ('e_mail_address', 'phone_number', '联络电话')
    """
    text = fold_script(unicodedata.normalize("NFKC", name)).strip()
    text = _BRACKETS.sub("", text) or text
    return _BETWEEN_WORDS.sub("_", _CAMEL.sub("_", text)).strip("_").casefold()


@cache
def label_of(name: str) -> Label:
    """Return what a column name suggests.

    Parameters
    ----------
    name
        The name as it stands in the header.

    Returns
    -------
    Label
        Meaning and strength: 1 for a name the lexicon knows, 0.9 for one it knows without a number or an owner word
        ("phone2", "customer email"), 0.7 where only the end of the name is known, 0.6 where only its beginning is,
        0 where nothing is.

    Examples
    --------
    >>> label_of("手机号码"), label_of("Customer.Phone_2").meaning, label_of("xyz")
    (Label(meaning='mobile', strength=1.0), 'phone', Label(meaning=None, strength=0.0))
    """
    folded = fold_name(name)
    lexicon = _lexicon()
    if folded in lexicon:
        return Label(lexicon[folded], 1.0)
    for shorter in _without_decoration(folded):
        if shorter in lexicon:
            return Label(lexicon[shorter], 0.9)
    for known, meaning in _heads():
        if _ends_with(folded, known):
            return Label(meaning, 0.7)
    for known, meaning in _heads():
        if meaning in _TELLING and folded.startswith(known if not known.isascii() else f"{known}_"):
            return Label(meaning, 0.6)
    return Label(None, 0.0)


def names_people(column: str) -> bool:
    """Tell whether a column is called like one of people's names, in which Na and Nan are somebody.

    >>> names_people("姓名"), names_people("last_name"), names_people("city")
    (True, True, False)
    """
    return label_of(column).meaning in _OF_PEOPLE


def _without_decoration(folded: str) -> list[str]:
    names = [_NUMBER_AT_END.sub("", folded), _ORDER_AT_FRONT.sub("", folded)]
    names.append(_NUMBER_AT_END.sub("", names[1]))
    for name in tuple(names):
        for word in OWNER_WORDS:
            if name.startswith(word) and len(name) > len(word):
                names.append(name[len(word) :].lstrip("_"))
    if "/" in folded:
        names.extend(part.strip("_") for part in folded.split("/"))
    return [name for name in names if name]


def _ends_with(folded: str, known: str) -> bool:
    if known.isascii():
        return folded.endswith(f"_{known}")
    return folded.endswith(known) and len(known) >= 2
