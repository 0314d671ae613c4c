"""Words of an address in one spelling each, for matching: types, directions, units, ordinals, glued German types.

The trap: `St` is Street or Saint and `Dr` Drive or Doctor; position decides. What is short in one language is a word in
another (`r` rua, `c` calle), so a foreign short form counts only where it opens a street.
"""

from __future__ import annotations

import re
from functools import cache

from custdq.reference.street_words import street_words
from custdq.text.width import fold_marks, fold_width

_BOX = re.compile(
    r"\b(?:(?:p\.?\s*o\.?\s*|post\s+office\s+)?box|postfach|boite\s+postale|b\.?\s?p\.?(?=\s*\d)|apartado(?:\s+de\s+correos"
    r"|\s+postal)?|apdo\.?|casilla(?:\s+de\s+correos?)?|caixa\s+postal|casella\s+postale|postbus|postboks)\s*#?\s*(\d+)\b"
)
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_WORDS = re.compile(r"#|[\w]+(?:[-/][\w]+)*")
_FRACTION = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4"})
_COUNTED_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_COUNTED = {name: str(at) for at, name in enumerate(_COUNTED_WORDS, 1)}
_LEAST = 3
#: types that are a whole name: West Broadway is not Broadway
_NAMED = frozenset({"broadway", "strand", "esplanade", "promenade", "embankment"})
#: what stands between a type and the name: rue de la Paix
_LINKS = frozenset("de du des la le les del los las el do da dos das di della dei degli".split())


@cache
def _english(group: str) -> dict[str, str]:
    return {form: words["en"] for form, words in street_words()[group].items() if "en" in words}


@cache
def _units() -> dict[str, str]:
    """English unit words, and those of other languages that are long enough to be nothing else."""
    found: dict[str, str] = {}
    for group in ("unit", "room", "floor", "building"):
        for form, words in street_words()[group].items():
            if "en" in words:
                found[form] = words["en"]
            elif len(form) > _LEAST or not form.isascii():
                found.setdefault(form, next(iter(words.values())))
    return found


@cache
def _types() -> dict[str, str]:
    """English types of streets, then every other language's where the form is long and means nothing in English."""
    found = _english("after") | _english("word")
    for group in ("before", "after"):
        for form, words in street_words()[group].items():
            canonical = next((word for language, word in words.items() if language != "en"), None)
            if canonical and (len(form) > _LEAST or not form.isascii()) and form not in _NAMES:
                found.setdefault(form, canonical)
    return found


#: words that open a street in German or are names elsewhere
_NAMES = frozenset("auf unter hinter zum zur villa mail clos parc rang".split())


@cache
def _openers() -> dict[str, str]:
    """Short forms that are a type only where they open a street: c/ mayor, r. do ouro, ul. dluga."""
    found: dict[str, str] = {}
    for form, words in street_words()["before"].items():
        canonical = next((word for language, word in words.items() if language != "en"), None)
        if canonical and len(form) <= _LEAST and form not in ("am", "an", "im", "auf", "zum", "zur"):
            found[form] = canonical
    return found


@cache
def _kinds() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Canonical words that are directions, types and units."""
    return (
        frozenset(_english("direction").values()),
        frozenset(_types().values()) | frozenset(_openers().values()) | frozenset(_glued()[1].values()),
        frozenset(_units().values()),
    )


@cache
def _glued() -> tuple[re.Pattern[str], dict[str, str]]:
    table = street_words()["glued"]
    forms = sorted(table, key=len, reverse=True)
    return re.compile(rf"([^\W\d][\w-]{{2,}}?)({'|'.join(forms)})"), {f: next(iter(table[f].values())) for f in forms}


def canonical_words(text: str) -> list[str]:
    """Return the words of an address, each in its canonical spelling.

    >>> canonical_words("418 E 73rd St"), canonical_words("S Cedar Blvd, Ste 4")
    (['418', 'east', '73', 'street'], ['south', 'cedar', 'boulevard', 'suite', '4'])
    >>> canonical_words("Triftstr. 5") == canonical_words("Trift Straße 5")
    True
    """
    raw = fold_marks(fold_width(text.translate(_FRACTION))).replace("#", " # ").replace("'", "").replace("’", "")
    raw = _BOX.sub(r" pobox \1 ", raw)
    words = _WORDS.findall(_INITIALS.sub(r"\1", raw).replace("c/", "c "))
    directions, types, units, saints, openers = (
        _english("direction"), _types(), _units(), _english("title"), _openers()
    )  # fmt: skip
    out: list[str] = []
    for at, word in enumerate(words):
        unit_letter = len(word) == 1 and at + 1 == len(words) and bool(out) and out[-1] in _kinds()[2]
        if word in directions and not unit_letter:
            out.append(directions[word])
        elif word in types and not _is_saint(words, at):
            out.append(types[word])
        elif word in openers and _opens(words, at):
            out.append(openers[word])
        elif word in units:
            out.append(units[word])
        elif word in _COUNTED:
            out.append(_COUNTED[word])
        elif word in saints:
            out.append(saints[word])
        else:
            out.extend(_plain(word))
    return out


def _plain(word: str) -> list[str]:
    if word.isdigit():
        return [word.lstrip("0") or word]
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return [ordinal.group(1)]
    pattern, canonical = _glued()
    match = pattern.fullmatch(word) if len(word) > 5 and not word[0].isdigit() else None
    return [match.group(1).rstrip("-"), canonical[match.group(2)]] if match else [word]


def _is_saint(words: list[str], at: int) -> bool:
    """`St` before a name and with no name before it is Saint: 12 St Johns Road."""
    if words[at] not in ("st", "dr") or at + 1 >= len(words):
        return False
    directions, units = _english("direction"), _units()
    before = words[at - 1] if at else ""
    after = words[at + 1]
    named = bool(before) and not before[0].isdigit() and before not in directions
    return not named and after not in directions and after not in units and after != "#" and after.isalpha()


def _opens(words: list[str], at: int) -> bool:
    """Tell whether a short word opens a street: first, or behind the house number, and a name follows."""
    opening = at == 0 or (at == 1 and words[0][0].isdigit())
    return opening and at + 1 < len(words) and len(words[at + 1]) > 1


def road_stem(words: list[str]) -> str | None:
    """Return a road without type and direction: what is left when people write it short.

    >>> road_stem(canonical_words("N. Main St.")), road_stem(canonical_words("Avenue N"))
    ('main', 'north')
    """
    directions, types, _ = _kinds()
    low, high = 0, len(words)
    while high > 1 and words[high - 1] in directions and words[high - 2] not in types - _NAMED:
        high -= 1
    while high > 2 and words[high - 1] in directions:
        high -= 1
    closed = high - low > 1 and words[high - 1] in types - _NAMED
    high -= closed
    while low < high - 1 and words[low] in directions and words[low + 1] not in _NAMED:
        low += 1
    if not closed and high - low > 1 and words[low] in _leading():
        low += 1
        while low < high - 1 and words[low] in _LINKS:
            low += 1
    return " ".join(words[low:high]) or None


@cache
def _leading() -> frozenset[str]:
    """Canonical types that open a street: avenue (Avenue N), rue, calle."""
    return frozenset(word for words in street_words()["before"].values() for word in words.values())


def unit_words(words: list[str]) -> tuple[list[str], str | None]:
    """Part the words of an address from its unit: the words without it, and the unit's own figure or letter."""
    units = _kinds()[2]
    for at in range(1, len(words)):
        if words[at] in units or words[at] == "#":
            near = words[at + 1 : at + 3]
            figure = next((w for w in near if w != "#" and _UNIT_FIGURE.fullmatch(w)), None)
            if figure is not None or words[at] == "#":
                end = words.index(figure, at) + 1 if figure else at + 1
                return words[:at] + words[end:], figure
    return words, None


_UNIT_FIGURE = re.compile(r"#?[a-z]?\d+[a-z]?|[a-z]|[a-z]?\d*-?[a-z]?\d+")
