"""Western personal names: prefix, given, middle, family, suffix, nickname; Chinese names in pinyin.

The trap: `Smith, John`, `SHEN Zhiyuan`, `Zhiyuan Shen`, `van der Berg` order their parts differently; a comma may stand
before a suffix (John Smith, Jr.) as well as behind a family name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from custdq.fields.person_titles import WESTERN_PREFIXES, WESTERN_SUFFIXES
from custdq.reference.tables import read_lines
from custdq.reference.words import surnames
from custdq.text.pinyin import fold_umlaut, split_syllables, surname_reading
from custdq.text.width import fold_marks

_NICKNAME = re.compile(r"""\s*(?:\(([^()]*)\)|"([^"]*)"|“([^”]*)”|(?<!\w)'([^']+)'(?!\w))\s*""")
_PARTICLES = frozenset(
    "de del della di da do dos das du la le los las van von vom zu zum zur den der ten ter te af av bin ibn ben al "
    "el abu mac mc "
    "san santa st saint vander vande dela delos dello degli degl".split()
)
# Particles that are given names too: they count only where they are written small.
_ALSO_GIVEN = frozenset({"al", "ben", "do", "te"})
_SURE_PARTICLES = frozenset("von der den de du dos della delle dello degli bin ibn af av zu zum zur del".split())
_BETWEEN_FAMILY_NAMES = frozenset({"y", "e"})
_SPELLED_SUFFIX = frozenset({"v", "do", "ma", "ba", "ms", "od", "bs", "rn", "dr", "prof", "i"})
_MOST_SYLLABLES = 3


class WesternPerson(NamedTuple):
    """A western personal name taken apart, parts as written."""

    given: str | None = None
    middle: str | None = None
    family: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    nickname: str | None = None
    gender: str | None = None

    @property
    def name(self) -> str:
        """Given, middle, family and suffix in that order."""
        return " ".join(part for part in (self.given, self.middle, self.family, self.suffix) if part)


def read_western_person(text: str) -> WesternPerson:
    """Take a western personal name apart.

    >>> read_western_person("Smith, Dr. John A. Jr.")
    WesternPerson(given='John', middle='A.', family='Smith', prefix='Dr.', suffix='Jr.', nickname=None, gender=None)
    >>> read_western_person("Ludwig van Beethoven").family, read_western_person("SHEN Zhiyuan")[:3]
    ('van Beethoven', ('Zhiyuan', None, 'SHEN'))
    """
    text, nickname = _nickname(text)
    words = [word for word in text.replace(",", " , ").split() if word == "," or any(char.isalnum() for char in word)]
    pieces = [piece.strip() for piece in " ".join(words).split(",") if piece.strip()]
    suffixes: list[str] = []
    while len(pieces) > 1 and all(_is_suffix(word, last=True) for word in pieces[-1].split()):
        suffixes.insert(0, pieces.pop())
    prefixes: list[str] = []
    family: list[str] | None = None
    if len(pieces) > 1:
        family = _take_prefixes(pieces[0].split(), prefixes)
        family = _take_suffixes(family, suffixes, least=1)
        words = " ".join(pieces[1:]).split()
    else:
        words = pieces[0].split() if pieces else []
    words = _take_suffixes(_take_prefixes(words, prefixes), suffixes)
    given, middle, last = _order(words, family)
    genders = {WESTERN_PREFIXES.get(_fold(p)) for p in prefixes} - {None}
    return WesternPerson(
        given, middle, last, " ".join(prefixes) or None, " ".join(suffixes) or None, nickname,
        genders.pop() if len(genders) == 1 else None,
    )  # fmt: skip


def _nickname(text: str) -> tuple[str, str | None]:
    match = _NICKNAME.search(text)
    if match is None:
        return text, None
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
    inside = next(group for group in match.groups() if group is not None).strip()
    return (rest, inside or None) if rest else (inside, None)


def _fold(word: str) -> str:
    return fold_marks(word).casefold().replace(".", "").strip("'’-")


def _is_suffix(word: str, *, last: bool) -> bool:
    folded = _fold(word)
    if folded not in WESTERN_SUFFIXES:
        return False
    return last or folded not in _SPELLED_SUFFIX or (word.isupper() and len(folded) > 1)


def _take_prefixes(words: list[str], prefixes: list[str]) -> list[str]:
    while len(words) > 1 and _fold(words[0]) in WESTERN_PREFIXES and not (len(words[0]) == 1 and words[0].isupper()):
        prefixes.append(words[0])
        words = words[1:]
    return words


def _take_suffixes(words: list[str], suffixes: list[str], *, least: int = 2) -> list[str]:
    taken: list[str] = []
    while len(words) > least and _is_suffix(words[-1], last=False):
        taken.insert(0, words[-1])
        words = words[:-1]
    suffixes[:0] = taken
    return words


def _order(words: list[str], family: list[str] | None) -> tuple[str | None, str | None, str | None]:
    if family is not None:
        return (words[0] if words else None, " ".join(words[1:]) or None, " ".join(family) or None)
    if len(words) < 2:
        return (words[0] if words else None, None, None)
    first = pinyin_family(words)
    if first is not None:
        rest = words[1:] if first == 0 else words[:-1]
        # the syllables of a given name are one word (GB/T 28039, ISO 7098)
        given = rest[0] if len(rest) == 1 else "".join(rest).capitalize()
        return given, None, words[first]
    at = _family_start(words)
    return words[0] if at else None, " ".join(words[1:at]) or None, " ".join(words[at:])


def _family_start(words: list[str]) -> int:
    """Where the family name begins: at its first particle, at the first of two joined by y, else at the last word."""
    for at in range(1, len(words) - 1):
        if _fold(words[at]) in _SURE_PARTICLES and not words[at].isupper():
            return at - 1 if at > 1 and _fold(words[at - 1]) in _PARTICLES else at
    at = len(words) - 1
    if at > 2 and words[at - 1] in _BETWEEN_FAMILY_NAMES:
        at -= 2
    while at > 1 and (particle := _fold(words[at - 1])) in _PARTICLES:
        if particle in _ALSO_GIVEN and not words[at - 1].islower():
            break
        at -= 1
    if at == 1 and len(words) > 2 and _fold(words[0]) in _PARTICLES - _ALSO_GIVEN:
        return 0
    return at


@cache
def _surname_readings() -> frozenset[str]:
    return frozenset(surname_reading(name) for name in surnames())


def pinyin_family(words: list[str]) -> int | None:
    """Return the index (0 or -1) of the family name of a name in pinyin; None where it is no pinyin name.

    >>> pinyin_family(["Zhiyuan", "Shen"]), pinyin_family(["SHEN", "Zhiyuan"]), pinyin_family(["John", "Smith"])
    (-1, 0, None)
    """
    syllables = [split_syllables(word) for word in words]
    if not 2 <= len(words) <= 4 or any(s is None for s in syllables):
        return None
    sizes = [len(s or ()) for s in syllables]
    if sum(sizes) > _MOST_SYLLABLES + 1 or any(len(word.strip(".")) < 2 for word in words):
        return None
    known = [fold_umlaut("".join(s or ())) in _surname_readings() for s in syllables]
    if words[0].isupper() and not words[-1].isupper() and known[0]:
        return 0
    if words[-1].isupper() and not words[0].isupper() and known[-1]:
        return -1
    if known[-1] and len(words) == 2 and (sizes[0] >= sizes[-1] or not known[0]):
        return -1
    return 0 if known[0] else -1 if known[-1] else None


def pinyin_names(name: str) -> list[str] | None:
    """Return the "family given" readings a latin name may stand for, whatever its order; None where it is no pinyin.

    >>> pinyin_names("Zhiyuan Shen"), pinyin_names("Shen Zhiyuan"), pinyin_names("shentianlang"), pinyin_names("Smith")
    (['shen zhiyuan'], ['shen zhiyuan'], ['shen tianlang'], None)
    """
    words = re.split(r"[\s,]+", fold_marks(name.replace("ü", "v").replace("Ü", "V")).casefold().strip(" ,."))
    syllables = [split_syllables(word) for word in words]
    flat = [fold_umlaut(s) for group in syllables for s in group or ()]
    if any(s is None for s in syllables) or not 2 <= len(flat) <= _MOST_SYLLABLES + 1:
        return None
    groups = [fold_umlaut("".join(s or ())) for s in syllables]
    found = []
    if len(groups) == 1:
        splits = [(flat[:1], flat[1:])] + ([(flat[:2], flat[2:])] if len(flat) > 2 else [])
        found = [f"{''.join(a)} {''.join(b)}" for a, b in splits if "".join(a) in _surname_readings()]
    else:
        for family, given in ((groups[0], groups[1:]), (groups[-1], groups[:-1])):
            if family in _surname_readings():
                found.append(f"{family} {''.join(given)}")
    return list(dict.fromkeys(found)) or None


@cache
def _roots() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in read_lines("nicknames.tsv"):
        name, forms = line.split("\t")
        for form in forms.split():
            table.setdefault(form, name)
    # A familiar form of one name may be a full name of its own entry: the entry keeps itself.
    return {
        form: root
        for form, root in table.items()
        if form not in {line.split("\t")[0] for line in read_lines("nicknames.tsv")}
    }


def root_name(given: str) -> str:
    """Return the full form of a familiar English given name, folded; itself where it is none.

    >>> root_name("Sue"), root_name("Bill"), root_name("Ximena")
    ('susan', 'william', 'ximena')
    """
    folded = _fold(given)
    return _roots().get(folded, folded)
