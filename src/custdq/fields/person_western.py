"""Western personal names: prefix, given, middle, family, suffix, nickname; several people in one cell.

The trap: `Smith, John`, `SHEN Zhiyuan`, `Zhiyuan Shen`, `van der Berg` order their parts differently; a comma may stand
before a suffix (John Smith, Jr.) as well as behind a family name; `John and Jane Smith` are two people.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from custdq.fields.person_honorifics import (
    fold,
    is_courtesy,
    is_job,
    is_prefix,
    is_suffix_piece,
    names_given,
    prefix_gender,
    split_phrase,
    split_prefix,
    split_suffix,
)
from custdq.fields.person_order import order_inverted, order_names
from custdq.fields.person_people import HOUSEHOLD, is_title_alone, split_people
from custdq.fields.person_remarks import strip_surroundings
from custdq.fields.person_romance import is_monsieur
from custdq.fields.person_titles import WESTERN_PREFIXES, WESTERN_SUFFIXES
from custdq.reference.tables import read_lines
from custdq.text.personal_names import SURELY_FAMILY, SURELY_GIVEN, name_lean

_USUAL = re.compile(r"[A-Za-z.,' \-]+")
_HONORIFICS = frozenset({*WESTERN_PREFIXES, "jr", "sr", "ii", "iii", "iv", "phd", "md"})
_NUMBER = re.compile(r"(?<![\s,(:#+])[\s,(:#+]+\(?\+?\d[\d\s().\-/]{3,}$|(?<=[^\W\d]{2})\s+[#(]?\d{1,3}\)?$")
_BEHIND = re.compile(r"([^,–—|]{3,60}?)(?:,|\s[-–—|]\s|\s?[–—|]\s?)\s*(.{2,80})")
_USER_NAME = re.compile(r"([^\W\d_]{2,20})[._]([^\W\d_]{2,20})")


class WesternPerson(NamedTuple):
    """A western personal name taken apart, parts as written; `others` are further people of the cell, ";" between."""

    given: str | None = None
    middle: str | None = None
    family: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    nickname: str | None = None
    gender: str | None = None
    others: str | None = None
    note: str | None = None
    title: str | None = None

    @property
    def name(self) -> str:
        """Given, middle, family and suffix in that order."""
        return " ".join(part for part in (self.given, self.middle, self.family, self.suffix) if part)


def read_western_person(text: str) -> WesternPerson:
    """Take a western personal name apart.

    >>> read_western_person("Smith, Dr. John A. Jr.")[:5]
    ('John', 'A.', 'Smith', 'Dr.', 'Jr.')
    >>> read_western_person("Ludwig van Beethoven").family, read_western_person("SHEN Zhiyuan")[:3]
    ('van Beethoven', ('Zhiyuan', None, 'SHEN'))
    >>> read_western_person("Mr. and Mrs. Anton Weiss").others, read_western_person("Anton & Mary Weiss").others
    ('Mrs. Weiss', 'Mary Weiss')
    """
    around = strip_surroundings(text)
    body, phrase = split_phrase(around.name)
    body, number = _split_number(body)
    body, job = _split_job(body)
    if (names := _USER_NAME.fullmatch(body)) is not None:
        body = f"{names[1]} {names[2]}"
    groups = split_people(body)
    person = _read_one(body) if groups is None else _couple(groups, body)
    suffix = " ".join(part for part in (person.suffix, around.suffix, phrase) if part) or None
    note = "; ".join(part for part in (around.note, number) if part) or None
    return person._replace(nickname=around.nickname, note=note, suffix=suffix, title=job)


def is_usual_name(text: str) -> bool:
    """Tell whether every word of a text is a known name, a title or an initial, so that it names no organization.

    >>> is_usual_name("Mary A. Garcia"), is_usual_name("Garcia, Dr. Mary"), is_usual_name("Garcia Bakery")
    (True, True, False)
    """
    if len(text) > 60 or not text.isascii() or _USUAL.fullmatch(text) is None:
        return False
    given = family = False
    for word in text.replace(",", " ").split():
        bare = word.strip(".")
        if len(bare) > 1:
            lean = name_lean(bare)
            if lean is None and bare.lower() not in _HONORIFICS:
                return False
            given |= lean is not None and lean >= SURELY_GIVEN
            family |= lean is not None and lean < 0 and len(bare) > 2
    return given and family


def is_titled_name(text: str) -> bool:
    """Tell whether a label, a title or a suffix is about a known name: c/o Mary Garcia, Commissioner Mary Garcia SJ.

    >>> is_titled_name("County Commissioner Mary Garcia"), is_titled_name("County Bank"), is_titled_name("Garcia SA")
    (True, False, False)
    """
    words = strip_surroundings(text).name.replace(",", " ").split()
    if not words:
        return False
    words = words[split_prefix(words) :]
    words = words[: split_suffix(words)]
    return is_usual_name(" ".join(words))


def read_simple(text: str) -> tuple[str, str | None, str] | None:
    """Return given, middle and family name of a name of two known words, an initial between; None for any other.

    >>> read_simple("Mary Garcia"), read_simple("Mary A. Garcia"), read_simple("Garcia Mary"), read_simple("Mary Jr")
    (('Mary', None, 'Garcia'), ('Mary', 'A.', 'Garcia'), None, None)
    """
    words = text.split(" ")
    first, last = words[0], words[-1]
    if not 2 <= len(words) <= 3 or not (first.isalpha() and first.istitle() and last.isalpha() and last.istitle()):
        return None
    if (name_lean(first) or 0) < SURELY_GIVEN or (name_lean(last) or 0) >= 0:
        return None
    if is_prefix(first) or last.lower() in WESTERN_SUFFIXES or last.lower() == HOUSEHOLD:
        return None
    if len(words) == 2:
        return first, None, last
    middle = words[1].removesuffix(".")
    return (first, words[1], last) if len(middle) == 1 and middle.isupper() else None


def _split_number(text: str) -> tuple[str, str | None]:
    match = _NUMBER.search(text)
    return (text, None) if match is None else (text[: match.start()].rstrip(" ,-:"), match.group().strip())


def _split_job(text: str) -> tuple[str, str | None]:
    """Split what somebody does from the name before it: Anton Weiss, Sales Manager."""
    match = _BEHIND.match(text)
    if match is None or " " not in match[1].strip() or not is_job(match[2]) or is_suffix_piece(match[2], match[1]):
        return text, None
    return match[1].strip(), match[2].strip()


def _read_one(text: str) -> WesternPerson:
    pieces = [piece.strip() for piece in text.split(",")]
    pieces = [piece for piece in pieces if any(char.isalnum() for char in piece)]
    suffixes: list[str] = []
    if len(pieces) > 1 and split_suffix(["", *pieces[0].split()], least=1) == 1:
        suffixes.append(pieces.pop(0))  # PhD, Anton Weiss
    while len(pieces) > 1 and is_suffix_piece(pieces[-1], " ".join(pieces[:-1])):
        suffixes.insert(0, pieces.pop())
    prefixes: list[str] = []
    for piece in [piece for piece in pieces[1:-1] if is_suffix_piece(piece, "A B")]:
        pieces.remove(piece)
        suffixes.append(piece)
    family: list[str] | None = None
    inner: list[str] = []
    if len(pieces) > 1:
        family = _take_prefixes(pieces[0].split(), prefixes)
        family = _take_suffixes(family, inner, least=1) or None
        words = " ".join(pieces[1:]).split()
    else:
        words = pieces[0].split() if pieces else []
    words = [word for word in words if any(char.isalnum() for char in word)]
    words = _take_prefixes(words, prefixes)
    alone = names_given(" ".join(prefixes)) if prefixes else None
    words = _take_suffixes(words, inner, least=1 if family or alone else 2, more=bool(suffixes))
    order = order_names(words, single_given=alone) if family is None else order_inverted(family, words)
    suffix = ", ".join([part for part in (" ".join(inner), *suffixes) if part]) or None
    gender = "M" if "M." in prefixes else prefix_gender(prefixes)
    return WesternPerson(order.given, order.middle, order.family, " ".join(prefixes) or None, suffix, None, gender)


def _take_prefixes(words: list[str], prefixes: list[str]) -> list[str]:
    if not words:
        return words
    count = split_prefix(words) or int(is_monsieur(words))
    prefixes += words[:count]
    words = words[count:]
    for word in words[1:]:
        if is_courtesy(word) and (word is not words[-1] or "." in word or fold(word) not in ("dr", "miss")):
            prefixes.append(word)
            words = [other for other in words if other is not word]
            break
    return words


def _take_suffixes(words: list[str], suffixes: list[str], *, least: int, more: bool = False) -> list[str]:
    end = split_suffix(words, least=least, more=more)
    suffixes += words[end:]
    return words[:end]


# --- several people in one cell ---------------------------------------------------------------------------------


def _couple(groups: list[list[str]], text: str) -> WesternPerson:
    """Read several people as the first of them, with the family name of the last where it has none of its own."""
    if groups[-1] == [HOUSEHOLD]:
        first = _read_one(" ".join(groups[0]))
        alone = len(groups[0]) == 1
        return first._replace(
            given=None if alone else first.given, family=groups[0][0] if alone else first.family, others=HOUSEHOLD
        )
    if is_title_alone(groups[0]):
        return _titled_couple(groups, text)
    read = [_read_one(" ".join(group)) for group in groups]
    first, last = read[0], read[-1]
    if last.family is not None and last.given is not None:
        first = _with_family(first, last.family)
    inverted = "," in " ".join(groups[0]) and first.family is not None
    if inverted and last.given and (last.family is None or len(last.family.strip(".")) == 1):
        last = last._replace(middle=last.middle or last.family, family=first.family)
    others = [_joined(p.prefix, p.given, p.middle, p.family, p.suffix) for p in (*read[1:-1], last)]
    return first._replace(others="; ".join(filter(None, others)) or None)


def _titled_couple(groups: list[list[str]], text: str) -> WesternPerson:
    """Read Mr. and Mrs. Anton Weiss: the first title goes with the name, the second with the family name."""
    count = max(split_prefix([*groups[1], "x"]), 1)
    count = min(count, len(groups[1]) - 1)
    second, names = groups[1][:count], groups[1][count:]
    prefix = text[: text.find(names[0], len(" ".join(groups[0])) + 1)].strip()
    if len(groups) > 2:
        return _couple([names, *groups[2:]], text)._replace(prefix=prefix)
    person = _read_one(" ".join(names))
    if len(names) == 1 and person.family is None:
        person = person._replace(family=person.given, given=None)
    return person._replace(prefix=prefix, others=_joined(*second, person.family))


def _with_family(first: WesternPerson, family: str) -> WesternPerson:
    """Give a first person named by given names alone the family name of the last: Anton B. and Mary Weiss."""
    if first.given and (first.family is None or len(first.family.strip(".")) == 1):
        middle = _joined(first.middle, first.family) or None
        return first._replace(middle=middle, family=family)
    if first.given is None and first.family is not None:
        lean = name_lean(first.family) or 0
        if lean > (2 * SURELY_FAMILY if first.prefix is None else 0):
            return first._replace(given=first.family, family=family)
    return first


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


# --- familiar forms -------------------------------------------------------------------------------------------


@cache
def _roots() -> dict[str, str]:
    rows = [line.split("\t") for line in read_lines("nicknames.tsv")]
    table: dict[str, str] = {}
    for name, forms in rows:
        for form in forms.split():
            table.setdefault(form, name)
    # A familiar form of one name may be a full name of its own entry: the entry keeps itself.
    full = {name for name, _ in rows}
    return {form: root for form, root in table.items() if form not in full}


def root_name(given: str) -> str:
    """Return the full form of a familiar English given name, folded; itself where it is none.

    >>> root_name("Sue"), root_name("Bill"), root_name("Ximena")
    ('susan', 'william', 'ximena')
    """
    folded = fold(given)
    return _roots().get(folded, folded)
