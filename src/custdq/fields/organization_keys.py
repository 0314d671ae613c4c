"""Matching keys of organization names: what may differ between two spellings of one company, and what may not.

The trap: 有限公司 and 有限责任公司 are one form, 西安市 and 西安 one region, but a branch, a group or another city is
another company; so each key says exactly which of these it holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from custdq.fields.division_latin import latin_division
from custdq.fields.division_search import find_divisions
from custdq.fields.organization_cn import chinese_form, read_chinese
from custdq.fields.organization_east import is_eastern, read_eastern
from custdq.fields.organization_western import WesternName, read_western
from custdq.fields.organization_words import GROUP_WORDS, TRADES
from custdq.reference.words import establishments
from custdq.text.pinyin import pinyin_readings
from custdq.text.script import fold_script, has_han
from custdq.text.tokens import longest_ending, words
from custdq.text.width import squash

#: `full` everything; `core` brand and trade; `headed` core with its standing (head, group, branch); `placed` core,
#: region and standing; `placed_any` core and region; `spelled` long names for spelling slips; `sound` pinyin of core;
#: `brand_placed` brand and region; `initials` what the name is called for short (IBM, 工行); `han` null for latin;
#: `unit` the branch, or that it is none, so that a branch without a form is not its parent without one.
KEY_NAMES = (
    "full", "core", "headed", "placed", "placed_any", "spelled", "sound", "sound_placed", "brand", "brand_latin",
    "industry", "region", "standing", "legal", "branch", "han", "latin", "brand_placed", "initials",
    "unit",
)  # fmt: skip
LIST_KEYS = frozenset({"brand_latin", "initials"})
#: A name without a brand is told apart by its trade when that is this long (南昌通信服务公司), else by region too.
_OWN_TRADE = 4
#: The level word of a place, which one spelling of a name has and another has not.
_LEVEL = re.compile(r"(?<=..)[省市区县]$")
#: What stands for no branch.
_NO_UNIT = "-"
#: Fewer characters or words have no initials; longer ones are none.
_SHORTEST_FOR_INITIALS, _LONGEST_INITIALS = 3, 6


def name_keys(name: str) -> dict[str, str | list[str] | None]:
    """Return the matching keys of one standard name.

    >>> name_keys("西安市云帆电子有限公司")["full"] == name_keys("西安云帆电子有限责任公司")["full"]
    True
    """
    eastern = read_eastern(name) if is_eastern(name) else None
    if eastern is not None:
        return _latin_keys(name, eastern)
    return _han_keys(name) if has_han(name) else _latin_keys(name, read_western(name))


def _han_keys(name: str) -> dict[str, str | list[str] | None]:
    parts = read_chinese(name)
    trade = parts.industry or ""
    legal = chinese_form(parts.legal_form) if parts.legal_form else None
    legal = None if legal == "company" else legal
    if parts.legal_form is None and len(longest_ending(trade, establishments()) or "") > 1:
        legal = "establishment"
    place = _place(parts.region)
    # a registered name without a brand is told by its place: 金华建材有限公司
    named = parts.brand or (_LEVEL.sub("", parts.region or "") if legal and legal != "establishment" else "")
    brand = squash(fold_script(named)) or None
    own = named + trade if named or len(trade) >= _OWN_TRADE else (parts.region or "") + trade
    core = squash(fold_script(own)) or None
    branch = _branch(parts.branch)
    standing = "branch " + branch if branch else "group" if parts.group else "head" if legal else None
    apart = standing if standing != "head" else ""
    sound = f"{pinyin_readings(core, most=1)[0]}|{apart or ''}" if core else None
    whole = f"{core}|{standing}" if core and standing else None
    return {
        "full": f"{place or ''}|{core}|{legal or ''}|{standing}" if core and legal else None,
        "core": core,
        "headed": whole,
        "placed": f"{place}|{whole}" if place and whole else None,
        "placed_any": f"{place or ''}|{core}" if core else None,
        "spelled": f"{place or ''}{core}" if core and len(core) >= 5 else None,
        "sound": sound,
        "sound_placed": f"{sound}|{place}" if sound and place else None,
        "brand": brand,
        "brand_latin": pinyin_readings(brand) if brand else None,
        "industry": parts.industry,
        "region": place,
        "standing": standing,
        "legal": legal,
        "branch": branch,
        "han": squash(fold_script(name)),
        "latin": None,
        "brand_placed": f"{place or ''}|{brand}" if brand else None,
        "initials": _han_initials(core, brand, parts.industry),
        "unit": branch or _NO_UNIT,
    }


@lru_cache(maxsize=16_384)
def _place(region: str | None) -> str | None:
    """Region as the code of the deepest division it names, so that 西安市 and 西安 agree."""
    if region is None:
        return None
    found = find_divisions(region)
    return "/".join(found.codes) if found.codes else squash(fold_script(region))


def _branch(branch: str | None) -> str | None:
    if branch is None:
        return None
    found = find_divisions(branch)
    if not found.codes:
        return squash(fold_script(branch))
    return squash("/".join(found.codes) + branch[found.end :])


def _latin_keys(name: str, parts: WesternName) -> dict[str, str | list[str] | None]:
    tokens = [token for token in words(parts.brand or name) if token not in ("the", "of")] or words(name)
    legal = parts.legal_class
    branch = " ".join(words(parts.branch)) if parts.branch else None
    place, own = _latin_region(tokens)
    brand = [token for token in own if token not in TRADES] or own
    core = " ".join(own)
    group = not GROUP_WORDS.isdisjoint(tokens)
    standing = f"branch {branch}" if branch else "group" if group else "head" if legal else None
    whole = f"{core}|{standing}" if standing else None
    return {
        "full": f"{place or ''}|{core}|{standing}" if legal else None,
        "core": core,
        "headed": whole,
        "placed": f"{place}|{whole}" if place and whole else None,
        "placed_any": f"{place or ''}|{core}",
        "spelled": "".join(tokens) if len("".join(tokens)) >= 8 else None,
        "sound": None,
        "sound_placed": None,
        "brand": " ".join(brand),
        "brand_latin": ["".join(brand)],
        "industry": " ".join(token for token in own if token in TRADES) or None,
        "region": place,
        "standing": standing,
        "brand_placed": f"{place or ''}|{' '.join(brand)}",
        "initials": _latin_initials(tokens, parts.short_name),
        "legal": legal,
        "branch": branch,
        "unit": branch or _NO_UNIT,
        "han": None,
        "latin": " ".join(tokens),
    }


def _latin_region(tokens: list[str]) -> tuple[str | None, list[str]]:
    for size in (2, 1):
        head = "".join(tokens[:size])
        codes = tuple(code for code in latin_division(head) if code.endswith("00"))
        if len(tokens) > size and codes:
            return "/".join(codes), tokens[size:]
    return None, tokens


def _han_initials(core: str | None, brand: str | None, trade: str | None) -> list[str] | None:
    """Return short names formed by rule: the first character of a bank and 行 (工行), of brand and trade (东航)."""
    if core is None or len(core) < _SHORTEST_FOR_INITIALS:
        return None
    found = [core[0] + core[-1]] if core.endswith("银行") else []
    if brand and trade and len(brand) > 1 and len(trade) > 1:
        found += [brand[0] + trade[0], brand[0] + trade[-1]]
    return found or None


def _latin_initials(tokens: list[str], short_name: str | None) -> list[str] | None:
    """Return the initials of three words or more, or the name itself where it may be the initials of another."""
    found = [short_name.casefold().replace(".", "")] if short_name else []
    if len(tokens) >= _SHORTEST_FOR_INITIALS:
        found.append("".join(token[0] for token in tokens))
    elif len(tokens) == 1 and 2 < len(tokens[0]) <= _LONGEST_INITIALS:
        found.append(tokens[0])
    return list(dict.fromkeys(found)) or None
