"""What a column's name suggests: folding of the name and look-up in the lexicon.

The trap: "客户联系电话（必填）", "Customer.Phone_2" and "phoneNumber" all mean a phone, while "phone_model" does not;
so a name is taken from the outside in, and what is less than the whole name counts for less.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from custdq.reference.column_names import ABBREVIATIONS, ALONE, COLUMN_NAMES, FORM_WORDS, HEADS, OWNER_WORDS
from custdq.reference.column_names_abroad import COLUMN_NAMES_ABROAD, SHORT_ABROAD
from custdq.reference.column_names_systems import COLUMN_NAMES_OF_SYSTEMS
from custdq.text.script import fold_script
from custdq.text.width import fold_marks

_BRACKETS = re.compile(r"[(（\[【<].*?[)）\]】>]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BETWEEN_WORDS = re.compile(r"[\s\-_.·:：*＊!！?？,，;；'\"]+")
_NUMBER_AT_END = re.compile(r"(?:_[a-z])?_?\d{1,2}$|[一二三]$")
_ORDER_AT_FRONT = re.compile(r"^(?:第[一二三])|^(?:primary|secondary|alt|alternate|other)_")


#: Meanings whose values have a shape of their own, so that a name may even begin with them ("phone_of_buyer").
_TELLING = ("email", "mobile", "phone", "landline", "postcode", "uscc", "resident_id")

#: In many languages the noun stands first (`indirizzo_res`, `adresse_de_livraison`): so longer names begin with these.
_TELLING_ABROAD = (*_TELLING, "address", "street", "city", "birthday", "given_name", "surname")

#: Letters of latin and Greek script, which are looked up without their accents; in others the marks make letters.
_ACCENTED = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff\u0370-\u03ff\u1f00-\u1fff]+")


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
    """Return name -> meaning, without accents."""
    # what two languages call by one word without its accents means what the first of them says
    tables = (COLUMN_NAMES_OF_SYSTEMS, COLUMN_NAMES_ABROAD, COLUMN_NAMES)
    return {_plain(name): meaning for table in tables for meaning, names in table.items() for name in names.split()}


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    """Return (name, meaning) of the meanings a longer name may end in, longest name first."""
    tables = ((COLUMN_NAMES_ABROAD, ALONE | SHORT_ABROAD), (COLUMN_NAMES, ALONE))
    names = {
        _plain(name): meaning
        for table, alone in tables
        for meaning in HEADS
        for name in table.get(meaning, "").split()
        if len(name) > 1 and name not in alone
    }
    return tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _beginnings() -> tuple[tuple[str, str], ...]:
    """Return (name, meaning) of the meanings a longer name may begin with, longest name first."""
    own = {name: meaning for name, meaning in _heads() if meaning in _TELLING}
    abroad = {
        _plain(name): meaning
        for meaning in _TELLING_ABROAD
        for name in COLUMN_NAMES_ABROAD.get(meaning, "").split()
        if len(name) > 2 and name not in SHORT_ABROAD
    }
    return tuple(sorted((abroad | own).items(), key=lambda pair: (-len(pair[0]), pair[0])))


def fold_name(name: str) -> str:
    """Return a column name folded for look-up: width, case, script, separators.

    >>> fold_name("E-mail Address"), fold_name("phoneNumber"), fold_name("*聯絡電話（必填）")
    ('e_mail_address', 'phone_number', '联络电话')
    """
    text = fold_script(unicodedata.normalize("NFKC", name)).strip()
    # the dot above that the capital I of Turkish leaves in lower case is no letter
    text = (_BRACKETS.sub("", text) or text).replace("\u0130", "I")
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
    folded = _plain(fold_name(name))
    lexicon = _lexicon()
    if folded in lexicon:
        return Label(lexicon[folded], 1.0)
    spelt = _spelt_out(folded)
    shorter = [spelt, *_without_decoration(folded), *(_without_decoration(spelt) if spelt != folded else ())]
    known = next((each for each in shorter if each in lexicon), None)
    if known is not None:
        return Label(lexicon[known], 0.9)
    for end in dict.fromkeys((folded, _NUMBER_AT_END.sub("", folded), spelt, _NUMBER_AT_END.sub("", spelt))):
        for known, meaning in _heads():
            if _ends_with(end, known):
                return Label(meaning, 0.7)
    for known, meaning in _beginnings():
        if folded.startswith(known if _is_joined(known) else f"{known}_"):
            return Label(meaning, 0.6)
    return Label(None, 0.0)


def names_people(column: str) -> bool:
    """Tell whether a column is called like one of people's names, in which Na and Nan are somebody.

    >>> names_people("姓名"), names_people("last_name"), names_people("city")
    (True, True, False)
    """
    return label_of(column).meaning in _OF_PEOPLE


def _plain(folded: str) -> str:
    """Return a folded name without accents: people leave them out as they like."""
    return folded if folded.isascii() else _ACCENTED.sub(lambda word: fold_marks(word[0]), folded)


def _spelt_out(folded: str) -> str:
    """Return a name with the words spelt out that programs cut short.

    >>> _spelt_out("addr_ln_1"), _spelt_out("pat_first_nm"), _spelt_out("birth_dt")
    ('address_line_1', 'pat_first_name', 'birth_date')
    """
    return "_".join(ABBREVIATIONS.get(word, word) for word in folded.split("_"))


def _is_joined(name: str) -> bool:
    """Tell whether a name is of a script that parts no words, so that another word may touch it."""
    return any(char >= "\u2e80" for char in name)


def _without_decoration(folded: str) -> list[str]:
    names = [_NUMBER_AT_END.sub("", folded), _ORDER_AT_FRONT.sub("", folded)]
    names.append(_NUMBER_AT_END.sub("", names[1]))
    for name in tuple(names):
        for word in OWNER_WORDS:
            if name.startswith(word) and len(name) > len(word):
                names.append(name[len(word) :].lstrip("_"))
    names.extend(name.removesuffix(f"_{word}") for name in tuple(names) for word in FORM_WORDS)
    if "/" in folded:
        names.extend(part.strip("_") for part in folded.split("/"))
    return [name for name in names if name]


def _ends_with(folded: str, known: str) -> bool:
    if not _is_joined(known):
        return folded.endswith(f"_{known}")
    return folded.endswith(known) and len(known) >= 2
