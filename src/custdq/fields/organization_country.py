"""The countries a western organization's own name names: Harbor Bank of Canada, Telecom Argentina, Harbor (Asia) Japan.

A form of English law (Inc., Corp., Ltd.) is written by companies of every country that translate their name, and many
names have no form at all; there the country in the name is a candidate beside the form's. The trap: Georgia Lane,
Panama Jack and New Mexico name no country; so a country stands behind a preposition, at the end, or beside such a form,
and a province behind a preposition only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from custdq.fields.division_latin import latin_division
from custdq.reference.countries import country_of
from custdq.reference.world import fold_place, provinces, towns

_WORD = re.compile(r"[^\W\d_][\w.'’]*")
_MOST_WORDS = 4
_SHORTEST = 4
#: Countries that are names of persons, states, animals or cloth first: behind a preposition only.
_ALSO_OTHERWISE = frozenset("georgia jordan chad turkey jersey guinea dominica montserrat martinique man".split())
_BEFORE_PLACES = frozenset("of de du des da do dos di del della la in von d'".split())
#: Behind them another place follows: New Mexico, Port Jersey.
_NOT_BEHIND = frozenset("new port fort little san santa mount lake".split())
#: Words that close a name behind its country: Credit Suisse Group.
_CLOSING = frozenset("group holding holdings gruppe groupe grupo gruppo corp corporation company co".split())
#: Forms that companies of any country write in English, as `letters_of` has them.
_TRANSLATED = frozenset("inc incorporated corp corporation co company ltd limited coltd companylimited plc".split())


def is_translated(form: str) -> bool:
    """Tell whether a form, by its letters, is one that companies of any country write in English.

    >>> is_translated("inc"), is_translated("gmbh")
    (True, False)
    """
    return form in _TRANSLATED


def named_place(text: str) -> bool:
    """Tell whether a text is a country, a province or a town.

    >>> named_place("Germany"), named_place("Berlin"), named_place("Harco")
    (True, True, False)
    """
    folded = fold_place(text)
    return country_of(text) is not None or folded in provinces() or folded in towns() or bool(latin_division(text))


def named_countries(base: str, *, anywhere: bool) -> tuple[str, ...]:
    """Return the alpha-2 codes of the countries a base name names; `anywhere`: in front and inside as well.

    >>> named_countries("Harbor Bank of Canada", anywhere=False), named_countries("Panama Jack", anywhere=False)
    (('CA',), ())
    >>> named_countries("China Harbor", anywhere=True), named_countries("Harbor Bank of Saskatchewan", anywhere=False)
    (('CN',), ('CA',))
    """
    words = [match.group() for match in _WORD.finditer(base)]
    while len(words) > 1 and words[-1].casefold().strip(".") in _CLOSING:
        words.pop()
    found: list[str] = []
    at = 0
    while at < len(words):
        size, codes = _at(words, at, anywhere=anywhere)
        found += codes
        at += size
    return tuple(dict.fromkeys(found))


def _at(words: list[str], at: int, *, anywhere: bool) -> tuple[int, tuple[str, ...]]:
    """Return how many words from `at` on are a place, and its countries; one word and none where they are none."""
    before = words[at - 1].casefold() if at else ""
    if before in _NOT_BEHIND or (len(words[at]) < _SHORTEST and words[at] != words[at].upper()):
        return 1, ()
    behind = before in _BEFORE_PLACES
    for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        name = " ".join(words[at : at + size])
        if not behind and not (anywhere or (at and at + size == len(words))):
            continue
        codes = _places(name, with_provinces=behind)
        if codes and (behind or name.casefold() not in _ALSO_OTHERWISE):
            return size, codes
    return 1, ()


@lru_cache(maxsize=1 << 14)
def _places(name: str, *, with_provinces: bool) -> tuple[str, ...]:
    if len(name) < _SHORTEST or not name[0].isupper():
        return ()
    country = country_of(name)
    folded = fold_place(name) if with_provinces else ""
    codes = provinces().get(folded, frozenset()) if len(folded) > _SHORTEST else frozenset()
    if country is not None:  # Bank of Georgia: a country and a state
        return (country, *sorted(codes - {country})) if name.casefold() in _ALSO_OTHERWISE else (country,)
    return tuple(codes) if len(codes) == 1 else ()
