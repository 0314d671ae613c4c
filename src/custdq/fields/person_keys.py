"""Matching keys of personal names: what two writings of one name share, in both scripts and both orders.

The trap: a surname alone (王总, 小陈) agrees with everybody of that surname, so it never gives the key `full`; and
沈知远, Zhiyuan Shen and SHEN Zhiyuan are one name.
"""

from __future__ import annotations

from custdq.fields.person_pinyin import pinyin_names
from custdq.fields.person_romanized import romanized_han, romanized_latin
from custdq.fields.person_western import root_name
from custdq.reference.words import surnames
from custdq.text.pinyin import fold_umlaut, pinyin_readings, surname_reading, surname_readings
from custdq.text.script import count_han, fold_script, has_han
from custdq.text.tokens import words

#: `full` whole name; `han`, `latin` the same, null for the other script; `pinyin` "family given" readings; `romanized`
#: readings by which a Chinese name meets its spelling in Taiwan, Hong Kong and Singapore; `letters` characters in order
#: of code; `root` family and full form of the given name; `spelled_given` given unless an initial; `opening` the first
#: letter of a name in latin letters, `spelled_out` says that it has words longer than a letter.
KEY_NAMES = (
    "full", "han", "latin", "pinyin", "romanized", "letters", "root", "family", "family_sound", "given",
    "spelled_given", "initials", "phonetic", "opening", "spelled_out",
)  # fmt: skip
LIST_KEYS = frozenset({"pinyin", "romanized"})
_SPELLED_OUT = "yes"


def person_keys(value: str, family: str, given: str) -> dict[str, str | list[str] | None]:
    """Return the matching keys of one name from its parts; an absent part is an empty text.

    >>> person_keys("沈知远", "沈", "知远")["pinyin"], person_keys("Zhiyuan Shen", "Shen", "Zhiyuan")["pinyin"]
    (['shen zhiyuan'], ['shen zhiyuan'])
    """
    if not value:
        return {}
    return _han_keys(value, family, given) if has_han(value) else _latin_keys(value, family, given)


def _han_keys(value: str, family: str, given: str) -> dict[str, str | list[str] | None]:
    folded = fold_script(value).replace(" ", "").lower()
    whole = bool(given) and (bool(family) or len(given) > 2)
    pinyin = None
    if whole and family and "·" not in value and count_han(given) == len(given):
        pinyin = [f"{surname} {reading}" for surname in surname_readings(family) for reading in pinyin_readings(given)]
        if len(family) == 2 and family not in surnames():
            # a married woman's two surnames, of which others write the first alone or take the second for her name
            pinyin += [f"{surname_reading(family[0])} {surname_reading(family[1])}{r}" for r in pinyin_readings(given)]
    return {
        "full": folded if whole else None,
        "han": folded if whole else None,
        "pinyin": pinyin,
        "romanized": romanized_han(folded[: len(family)], folded[len(family) :]) if pinyin else None,
        "letters": "".join(sorted(set(folded))) if whole and len(folded) >= 3 else None,
        "family": fold_script(family) or None,
        "family_sound": surname_reading(family) if family else None,
        "given": fold_script(given) or None,
        "spelled_given": given or None,
        "root": folded if whole else None,
    }


def _latin_keys(value: str, family: str, given: str) -> dict[str, str | list[str] | None]:
    tokens = words(value)
    if not tokens:
        return {}
    full = " ".join(tokens)
    last, first = " ".join(words(family)), " ".join(words(given))
    pinyin = pinyin_names(value)
    if pinyin is not None and len(pinyin) > 1:
        surname = fold_umlaut(last)
        pinyin.sort(key=lambda reading: not reading.startswith(f"{surname} "))
    return {
        "full": full,
        "latin": full,
        "pinyin": pinyin,
        "romanized": romanized_latin(value, family) or None,
        "family": last or None,
        "family_sound": pinyin[0].split(" ")[0] if pinyin else last or None,
        "given": first or None,
        "spelled_given": first if len(first) > 1 else None,
        "initials": f"{last} {first[0]}" if last and first else None,
        "root": f"{last} {root_name(first.split(' ')[0])}" if last and first else root_name(full),
        "phonetic": _phonetic(tokens),
        "opening": full[0],
        "spelled_out": _SPELLED_OUT if any(len(token) > 1 for token in tokens) else None,
    }


def _phonetic(tokens: list[str]) -> str | None:
    import jellyfish

    codes = sorted(code for token in tokens if token.isascii() and (code := jellyfish.metaphone(token)))
    return " ".join(codes) or None
