"""Syllables of Chinese names spelled otherwise than in pinyin: Wade-Giles (Taiwan) and the Cantonese of Hong Kong.

The trap: without its apostrophes, which people leave out, Wade-Giles spells zhang and chang alike; so a syllable has a
set of readings. All of this is for matching keys, never for a value.
"""

from __future__ import annotations

import re
from functools import cache

from custdq.reference.tables import read_lines
from custdq.text.pinyin import SYLLABLES, fold_umlaut

# --- Wade-Giles ---------------------------------------------------------------------------------------------

_WHOLE = {
    "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u", "si": "ssu szu", "er": "erh",
    "yi": "yi i", "you": "yu", "ye": "yeh", "yan": "yen", "yue": "yueh", "yong": "yung", "guo": "kuo", "kuo": "k'uo",
    "huo": "huo", "shuo": "shuo", "gui": "kuei", "kui": "k'uei", "e": "o e", "ge": "ko ke", "ke": "k'o k'e",
    "he": "ho he",
}  # fmt: skip
_INITIALS = {
    "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k", "k": "k'", "j": "ch", "q": "ch'", "x": "hs", "zh": "ch",
    "ch": "ch'", "z": "ts", "c": "ts'", "r": "j", "sh": "sh",
}  # fmt: skip
_FINALS = {"ian": "ien", "ie": "ieh", "ue": "ueh", "ve": "ueh", "uo": "o", "ong": "ung", "iong": "iung", "v": "u"}
_INITIAL = re.compile(r"zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy]?")
_MOST = 4


@cache
def _wade() -> dict[str, tuple[str, ...]]:
    """Return pinyin syllables by Wade-Giles spelling, those with and without apostrophe apart."""
    table: dict[str, list[str]] = {}
    for syllable in sorted(SYLLABLES):
        for spelling in _wade_spellings(syllable):
            for written in {spelling, spelling.replace("'", "")}:
                table.setdefault(written, []).append(fold_umlaut(syllable))
    return {spelling: tuple(dict.fromkeys(readings)) for spelling, readings in table.items()}


def _wade_spellings(syllable: str) -> list[str]:
    if syllable in _WHOLE:
        return _WHOLE[syllable].split()
    found = _INITIAL.match(syllable)
    initial = found.group() if found else ""
    final = syllable[len(initial) :]
    return [_INITIALS.get(initial, initial) + _FINALS.get(final, final)]


def wade_readings(word: str) -> list[str]:
    """Return the pinyin readings of a word in Wade-Giles, up to four; none where it is not.

    >>> wade_readings("Tso-lin"), wade_readings("ch'ing"), wade_readings("Smith")
    (['cuolin', 'zuolin'], ['qing'], [])
    """
    found = [""]
    for syllable in re.split(r"[-\s]+", word.lower().replace("’", "'").replace("ü", "u")):
        readings = _wade().get(syllable, ())
        found = [head + reading for head in found for reading in readings][:_MOST]
    return found


# --- Cantonese ----------------------------------------------------------------------------------------------

_HK_INITIALS = (
    ("gw", "kw"), ("kw", "kw"), ("ng", "ng"), ("z", "ch"), ("c", "ch"), ("b", "p"), ("d", "t"), ("g", "k"),
    ("j", "y"),
)  # fmt: skip
_HK_FINALS = (("aa", "a"), ("eoi", "ui"), ("eo", "u"), ("oeng", "eung"), ("oek", "euk"), ("oe", "eu"), ("ou", "o"))
_SPELLINGS = (
    ("tsz", "chi"), ("tz", "ch"), ("ts", "ch"), ("sh", "s"), ("ck", "k"), ("ee", "i"), ("oo", "u"), ("ou", "o"),
    ("sze", "si"), ("tze", "chi"), ("hwa", "wa"), ("uen", "un"), ("uet", "ut"), ("eong", "eung"), ("x", "s"),
    ("j", "ch"),
)  # fmt: skip
_LIPS = re.compile(r"[uo]m$")
_ENDS = re.compile(r"(?<=[ao])[hr]$")


@cache
def _cantonese() -> dict[str, str]:
    table = {}
    for line in read_lines("cantonese.tsv.gz"):
        reading, chars = line.split("\t")
        table.update(dict.fromkeys(chars, fold_cantonese(_hong_kong(reading))))
    return table


def _hong_kong(jyutping: str) -> str:
    """Spell a syllable of Jyutping as Hong Kong's registers do."""
    text = jyutping.replace("jyu", "yu")
    if not text.startswith("yu"):
        text = text.replace("yu", "u")
    initial, rest = "", text
    for written, spelled in _HK_INITIALS:
        if text.startswith(written) and text != "ng":
            initial, rest = spelled, text[len(written) :]
            break
    for written, spelled in _HK_FINALS:
        if written in rest:
            rest = rest.replace(written, spelled)
            break
    return initial + rest


def fold_cantonese(syllable: str) -> str:
    """Fold the spellings one Cantonese syllable has: Tsui and Chui, Sum and Sam, Shing and Sing.

    >>> fold_cantonese("tsui"), fold_cantonese("shing"), fold_cantonese("yuen")
    ('chui', 'sing', 'yun')
    """
    folded = syllable.lower()
    for written, spelled in _SPELLINGS:
        folded = folded.replace(written, spelled)
    return _ENDS.sub("", _LIPS.sub("am", folded))


def cantonese_reading(text: str) -> str | None:
    """Return the Cantonese reading of a text in simplified characters, folded; None where one has none.

    >>> cantonese_reading("大文"), cantonese_reading("家辉")
    ('taiman', 'kafai')
    """
    readings = [_cantonese().get(char) for char in text]
    return None if not readings or None in readings else "".join(filter(None, readings))


@cache
def _cantonese_syllables() -> frozenset[str]:
    return frozenset(_cantonese().values())


def cantonese_spelling(word: str) -> str | None:
    """Return a word or words in the spelling of Hong Kong, folded; None where a syllable is no Cantonese.

    >>> cantonese_spelling("Ka-fai"), cantonese_spelling("Tai Man"), cantonese_spelling("Stone")
    ('kafai', 'taiman', None)
    """
    folded = [fold_cantonese(syllable) for syllable in re.split(r"[-\s]+", word) if syllable]
    return "".join(folded) if folded and all(s in _cantonese_syllables() for s in folded) else None
