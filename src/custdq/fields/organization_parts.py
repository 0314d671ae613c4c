"""What a parsed organization name is given out as: its parts, class and codes of its legal form, countries that use it.

The trap: a form tells a country only where one country uses it; Ltd. is thirty countries', so all are named and none
chosen unless the column's region is one of them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from custdq.fields.division_latin import latin_division
from custdq.fields.organization_cn import ChineseName, chinese_form
from custdq.fields.organization_country import is_translated, named_countries
from custdq.fields.organization_forms import letters_of
from custdq.fields.organization_western import WesternName, read_western
from custdq.fields.organization_words import CHINESE_TRADES, TRADES
from custdq.reference.countries import country_names
from custdq.reference.words import establishments, legal_forms
from custdq.text.tokens import longest_ending, words
from custdq.text.width import half_width

_IN_BRACKETS = re.compile(r"\s*[(（]([A-Za-z' ]{3,20})[)）]\s*")
#: With more countries than this a form's codes say nothing.
_MOST_CODES = 6
_INSTITUTIONS = (
    "大学 学院 学校 中学 小学 高中 初中 幼儿园 党校 医院 卫生院 保健院 卫生室 研究院 研究所 科学院 设计院 "
    "图书馆 博物馆 美术馆 "
    "文化馆 电视台 电台 疾控中心 急救中心 社区卫生服务中心 卫生服务中心 局 厅 法院 检察院 政府 委员会 管委会 "
    "派出所 街道办事处"
).split()
_SOCIETIES = "协会 学会 商会 联合会 研究会 促进会 基金会 慈善会 联谊会 校友会 工会 总工会 同乡会 妇联".split()
_CLASS_OF_CLOSING = {
    **dict.fromkeys(_INSTITUTIONS, "institution"), **dict.fromkeys(_SOCIETIES, "society"),
    **dict.fromkeys(("律师事务所", "会计师事务所", "税务师事务所", "专利事务所", "事务所"), "general_partnership"),
}  # fmt: skip
#: ISO 20275 codes of Chinese bodies whose closing word is their form.
_CODE_OF_CLOSING = {"基金会": "2M6Y", "律师事务所": "6NSC", "公证处": "E88S", "仲裁委员会": "V251"}
_REGIONS = {"香港": "Hong Kong", "澳门": "Macao", "台湾": "Taiwan"}
_HOME = "China"


def chinese_parts(
    parts: ChineseName, contact: str | None, note: str | None, *, traditional: bool
) -> dict[str, str | None]:
    """Return the parts of a Chinese name."""
    form, legal_class, code, countries = _chinese_class(parts.legal_form, None if parts.legal_form else parts.industry)
    if countries is not None:
        home = _REGIONS.get(parts.region[:2]) if parts.region else None
        countries = home or ("Hong Kong;Macao;Taiwan" if traditional and not parts.region else countries)
    return {
        "region": parts.region, "brand": parts.brand, "industry": parts.industry, "legal_form": form,
        "group": parts.group, "branch": parts.branch, "department": parts.department, "contact": contact, "note": note,
        "base": parts.base, "legal_class": legal_class, "elf": code, "countries": countries, "former": parts.former,
    }  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _chinese_class(form: str | None, trade: str | None) -> tuple[str | None, str | None, str | None, str | None]:
    """Return the legal form, else the closing words that stand for one (商行, 中学), its class, code and country."""
    if form is not None:
        known = legal_forms().get(half_width(form))
        return form, chinese_form(form), known.codes.get("CN") if known else None, _HOME
    closing = longest_ending(trade or "", establishments())
    if closing is None:
        return None, None, None, None
    for size in range(len(closing), 0, -1):
        kind = _CLASS_OF_CLOSING.get(closing[-size:])
        if kind:
            return closing, kind, _CODE_OF_CLOSING.get(closing[-size:]), _HOME
    return (closing, "establishment", None, _HOME) if len(closing) > 1 else (None, None, None, None)


def western_parts(found: WesternName, region: str | None) -> dict[str, str | None]:
    """Return the parts of a western name; of a Chinese company in latin letters with its region, brand and trade."""
    place, brand, trade = _chinese_in_latin(found)
    parts = {
        "region": place, "brand": brand or found.brand, "industry": trade, "legal_form": found.legal_form,
        "group": found.group, "branch": found.branch, "department": found.department, "base": found.base,
        "legal_class": found.legal_class, "short_name": found.short_name, "trade_name": found.trade_name,
        "former": found.former,
    }  # fmt: skip
    countries = () if found.form is None else found.form.countries
    if found.form is not None:
        if region in countries:
            countries = (region,)
        codes = [found.form.codes[country] for country in countries if country in found.form.codes]
        parts["elf"] = ";".join(codes) if codes and len(countries) <= _MOST_CODES else None
    parts["countries"] = _names((*countries, *_named(found, countries)))
    return parts


def _named(found: WesternName, countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the countries the name names where its form does not tell: it has none, or one that all translate to."""
    translated = found.form is not None and is_translated(letters_of((found.legal_form or "").replace(" ", "")))
    if len(countries) == 1 or (countries and not translated):
        return ()
    named = named_countries(found.base, anywhere=translated)
    return tuple(country for country in named if country not in countries)


@cache
def _names(countries: tuple[str, ...]) -> str | None:
    names = country_names()
    return ";".join(names[code][1] if code in names else code for code in countries) or None


def _chinese_in_latin(found: WesternName) -> tuple[str | None, str | None, str | None]:
    """Read region, brand and trade of a Chinese company's English name: Shenzhen|Harbor|Computer Systems."""
    form = None if found.form is not None and found.form.kind == "company" else found.form
    if form is not None and (found.legal_form is None or "CN" not in form.countries):
        return None, None, None
    bracket = _IN_BRACKETS.search(found.base)
    inside = bracket.group(1) if bracket and latin_division(bracket.group(1)) else None
    tokens = (found.base if inside is None else _IN_BRACKETS.sub(" ", found.base)).split()
    if form is None and (len(tokens) < 3 or not _is_trade(tokens[-1])):
        return None, None, None
    place, start = inside, 0
    for size in (2, 1):
        if inside is None and len(tokens) > size and latin_division("".join(tokens[:size])):
            place, start = " ".join(tokens[:size]), size
            break
    if place is None:
        return None, None, None
    end = len(tokens)
    while end > start + 1 and _is_trade(tokens[end - 1]):
        end -= 1
    return place, " ".join(tokens[start:end]).strip(" ,&"), " ".join(tokens[end:]).strip(" ,&") or None


def _is_trade(token: str) -> bool:
    return token in ("&", "and") or any(word in TRADES or word in CHINESE_TRADES for word in words(token))


def unglued(name: str, found: WesternName) -> tuple[str, WesternName]:
    """Take a sorting A off that is glued to the front of a Chinese place: ANingbo Harbor Trading."""
    rest = name.lstrip("A").lstrip() if len(name) - len(name.lstrip("A")) <= 3 else name
    # AALI is a name: before a word in capitals an A is a mark only where more than the place follows
    if rest == name or not rest[:1].isupper() or (rest.partition(" ")[0].isupper() and " " not in rest):
        return name, found
    first, trimmed = words(found.base or name)[:1], words(rest)[:1]
    if first and trimmed and not latin_division(first[0]) and latin_division(trimmed[0]):
        return rest, read_western(rest)
    return name, found
