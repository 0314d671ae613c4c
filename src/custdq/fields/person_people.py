"""Several people in one cell: Mr. and Mrs. Anton Weiss, Anton & Mary Weiss, Anton Weiss / Mary Stone, Weiss family.

The trap: `and` joins the words of a title as well (Lord of the Isles and Supreme Commander), a slash two titles
(Mag/Judge), a comma a family and a given name, and `y` two family names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from custdq.fields.person_honorifics import fold, is_prefix, is_suffix_piece, split_prefix
from custdq.text.personal_names import SURELY_GIVEN, name_lean

#: What stands for the rest of a household.
HOUSEHOLD = "family"
_JOINERS = frozenset({"and", "&", "+", "or", "und", "et", "/", ";", "&/or", "and/or", "with", "w/"})
# Surnames as well, where they are written with a capital.
_ALSO_SURNAMES = frozenset({"or", "et", "und", "with"})
_SIGNS = re.compile(r"[&+;/]|\s(?:and|or|und|et|y|with|w/)\s|\s[-–—]\s|,", re.IGNORECASE)
_APART = re.compile(r"(?<=[\w.,])\s*([&+;])\s*(?=\w)|(?<=\w{3})(/)(?=\w{3})|\s(/)\s")
_DASHED = re.compile(r"\s[-–—]\s")
_FAMILY = re.compile(r"(?:the\s+)?(\S+(?:\s\S+)?)\s+(?:family|household)", re.IGNORECASE)


def split_people(text: str) -> list[list[str]] | None:
    """Split a cell into the words of each person it names; None where it names one.

    >>> split_people("Anton & Mary Weiss"), split_people("Weiss, Anton"), split_people("The Weiss Family")
    ([['Anton'], ['Mary', 'Weiss']], None, [['Weiss'], ['family']])
    >>> split_people("Robert Weiss, Mary Stone"), split_people("Lord of the Isles and Commander Weiss")
    ([['Robert', 'Weiss'], ['Mary', 'Stone']], None)
    """
    if household := _FAMILY.fullmatch(text):
        return [household[1].split(), [HOUSEHOLD]]
    if _SIGNS.search(text) is None:
        return None
    first = text.split(maxsplit=1)[0]
    words = text.split() if "/" in first and is_prefix(first) else _APART.sub(_spaced, text).split()
    cuts = [at for at, word in enumerate(words) if 0 < at < len(words) - 1 and _joins(words, at)]
    if cuts:
        phrase = split_prefix(words)
        if phrase == len(words):
            return None  # a phrase of titles alone
        cuts = [at for at in cuts if at >= phrase or (is_prefix(words[at - 1]) and is_prefix(words[at + 1]))]
    if not cuts:
        return _full_names(text)
    edges = [-1, *cuts, len(words)]
    groups = [words[a + 1 : b] for a, b in pairwise(edges)]
    groups = [part for group in groups if group for part in _listed(group)]
    if len(groups) > 1 and len(groups[-1]) == 1 and groups[-1][0].lower() == HOUSEHOLD:
        groups[-1] = [HOUSEHOLD]
    return groups if len(groups) > 1 else None


def is_title_alone(words: Sequence[str]) -> bool:
    """Tell whether words are a title and no name: the `Mr.` of Mr. and Mrs. Weiss.

    >>> is_title_alone(["The", "Reverend"]), is_title_alone(["Mr.", "Weiss"])
    (True, False)
    """
    return is_prefix(words[-1]) and split_prefix([*words, "x"]) >= len(words)


def _spaced(match: re.Match[str]) -> str:
    return f" {match[1] or match[2] or match[3]} "


def _joins(words: Sequence[str], at: int) -> bool:
    folded = fold(words[at])
    if folded in _JOINERS:
        if folded in _ALSO_SURNAMES and words[at].istitle():
            return False
        return fold(words[at - 1]) not in ("von", "vom")  # von und zu
    # y joins two family names, but also two people where a given name and one more word stand behind it
    return folded == "y" and at > 1 and at < len(words) - 2 and (name_lean(words[at + 1]) or 0) > SURELY_GIVEN


def _full_names(text: str) -> list[list[str]] | None:
    """Part whole names by commas or dashes: each begins with a given name and goes on with a word that is none."""
    for pieces in (text.split(","), _DASHED.split(text)):
        groups = [piece.split() for piece in pieces]
        if len(groups) > 1 and all(len(group) > 1 and _is_full(group) for group in groups):
            return None if any(is_suffix_piece(piece.strip(), "A B") for piece in pieces[1:]) else groups
    return None


def _is_full(group: Sequence[str]) -> bool:
    words = group[split_prefix(group) :]
    if len(words) < 2:
        return False
    first, last = name_lean(words[0]), name_lean(words[-1])
    return first is not None and first >= SURELY_GIVEN and last is not None and last < 0


def _listed(group: list[str]) -> list[list[str]]:
    """Part given names with commas between them: Anton, Mary and Tom Weiss."""
    pieces = [piece.split() for piece in " ".join(group).split(",")]
    alone = all(len(piece) == 1 and (name_lean(piece[0]) or 0) > 0 for piece in pieces)
    return pieces if alone and len(pieces) > 1 else [group]
