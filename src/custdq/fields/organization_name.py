"""Names of organizations, Chinese and western, and telling them from names of people.

The trap: a branch is not its parent, a group not its operating company, a name without its legal form may be either; and
two companies share a brand in two cities. So region, brand and trade, and standing (head, group, branch) are separate keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.base import Absent, Comparison, Equal, Every, Kind, Level, Meet, Parsed, Similar
from custdq.fields.division_latin import latin_division
from custdq.fields.division_search import find_divisions
from custdq.fields.organization_cn import STRONG_END, read_chinese, split_branch, split_end, split_trade, tidy
from custdq.fields.organization_western import TRADES, legal_kind, read_western, sounds_like_organization
from custdq.fields.person_titles import WESTERN_PREFIXES, familiar_surname, split_title
from custdq.reference.words import establishments, legal_forms, surnames
from custdq.text.clean import clean_text
from custdq.text.pinyin import pinyin_readings, split_syllables
from custdq.text.script import count_han, fold_script, has_han, to_simplified
from custdq.text.tokens import words
from custdq.text.width import half_width, squash

# The commonest surnames that are rare as the first character of a brand.
_PEOPLE_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦付"
    "邹孟熊秦邱尹薛闫段雷侯史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤"
)
_WEAK_ENDS = re.compile(r"(?:发展|建设|国际|文化|设计|工程|健康|运动|艺术|音乐|创意|海洋|能源|信息|智能|开发|服务|管理|创业|新闻|城市规划|生态|气象|环境)$")
_PIECES = re.compile(r"[\s,，、;；:：/|\-—()（）]+")


def is_organization(text: str) -> float | None:
    """Return how sure it is that `text` names an organization: 1 surely, 0 surely a person, None where nothing tells.

    Parameters
    ----------
    text
        A name as it stands in a cell.

    Examples
    --------
    >>> is_organization("武汉通康科技有限公司"), is_organization("王经理"), is_organization("恒诚")
    (1.0, 0.0, None)
    """
    plain = clean_text(text)
    if not has_han(plain):
        return _is_western_organization(plain)
    tidied = tidy(plain)
    head, rest = split_end(tidied)
    if STRONG_END.search(head):
        return 1.0
    bare, title = split_title(re.sub(r"\s+", " ", tidied))
    compact = re.sub(r"\s+", "", bare)
    if title is not None and (compact in surnames() or (2 <= len(compact) <= 4 and split_trade(compact)[1] is None)):
        return 0.0
    if familiar_surname(compact):
        return 0.0
    return _is_plain_organization(compact)


def _is_plain_organization(compact: str) -> float | None:
    brand, trade = split_trade(re.sub(r"[()]", "", compact))
    person_like = compact[:1] in _PEOPLE_SURNAMES or compact[:2] in surnames()
    if trade is not None:
        closing = trade.endswith(tuple(w for w in establishments() if len(w) > 1))
        if len(compact) <= 3 and person_like and not closing:
            return None if _WEAK_ENDS.search(compact) or brand else 0.8
        return 0.95 if closing or brand else 0.9
    if split_branch(compact)[1]:
        return 0.95
    if person_like and 2 <= len(compact) <= (4 if compact[:2] in surnames() else 3) and count_han(compact) == len(compact):
        return 0.1
    if len(compact) >= 5 and find_divisions(compact, short_districts=False).codes:
        return 0.8
    return 0.7 if len(compact) >= 6 and count_han(compact) == len(compact) else None


def _is_western_organization(text: str) -> float | None:
    tokens = words(text)
    if not tokens:
        return None
    if tokens[0] in WESTERN_PREFIXES and len(tokens) > 1:
        return 0.0
    sure = sounds_like_organization(text)
    if sure is not None:
        return sure
    if any(char.isdigit() for char in text):
        return None
    syllables = [split_syllables(token) for token in tokens]
    if 2 <= len(tokens) <= 3 and all(s is not None and len(s) <= 2 for s in syllables):
        return 0.1
    return None


def split_company_contact(text: str) -> tuple[str | None, str | None]:
    """Split a cell that may hold a company and the person to ask for.

    Parameters
    ----------
    text
        A name as it stands in a cell.

    Returns
    -------
    tuple of (str or None, str or None)
        The company and the contact, as written; (None, text) where it is one person, (text, None) where it is one
        organization or nothing tells.

    Examples
    --------
    >>> split_company_contact("武汉市通康科技有限公司 王经理"), split_company_contact("杨兴安（陕西通蕊科技有限公司）")
    (('武汉市通康科技有限公司', '王经理'), ('陕西通蕊科技有限公司', '杨兴安'))
    >>> split_company_contact("周月环 老师"), split_company_contact("和裕科技")
    ((None, '周月环 老师'), ('和裕科技', None))
    """
    plain = clean_text(text)
    inside = re.fullmatch(r"([^()（）]{1,12})[(（](.{3,})[)）]", plain)
    if inside and is_organization(inside.group(2)) in (1.0, 0.95, 0.9) and not _organization_like(inside.group(1)):
        return inside.group(2).strip(), inside.group(1).strip()
    if has_han(plain):
        found = _split_behind(plain) or _split_spaced(plain)
        if found is not None:
            return found
    sure = is_organization(plain)
    return (None, plain) if sure is not None and sure <= 0.1 else (plain, None)


def _organization_like(text: str) -> bool:
    sure = is_organization(text)
    return sure is not None and sure >= 0.8


def _split_behind(plain: str) -> tuple[str, str] | None:
    """Company whose end can be told, then a person: 凤恒五金制品公司马经理, 宝安顺商贸卢女士, Acme Limited 王经理."""
    text = half_width(plain)
    ends = [match.end() for match in STRONG_END.finditer(text)]
    if ends and ends[-1] < len(text):
        contact = text[ends[-1] :].strip(" -—_,，;；:：()")
        return (plain[: ends[-1]].strip(), contact) if _is_contact(contact) else None
    bare, title = split_title(text)
    if title is None:
        return None
    for size in (2, 1, 3):
        surname, company = bare[-size:], bare[:-size].strip(" -—_,，;；:：(")
        if surname[:1] in surnames() or surname in surnames():
            if len(company) >= 3 and (size == 1 or surname in surnames()) and _organization_like(company):
                return company, text[len(bare) - size :].strip(" ()")
    return None


def _split_spaced(plain: str) -> tuple[str, str] | None:
    """Something, a space, then a person with surname and title: 康诚恒 胡经理."""
    at = plain.rfind(" ")
    if at < 2:
        return None
    company, contact = plain[:at].strip(), plain[at + 1 :].strip()
    bare, title = split_title(contact)
    if title is not None and bare and _is_contact(contact):
        return company, contact
    return (company, contact) if _organization_like(company) and _is_contact(contact) else None


def _is_contact(text: str) -> bool:
    bare, title = split_title(to_simplified(text))
    if not 1 <= len(bare) <= 4 or count_han(bare) != len(bare):
        return False
    if title is not None:
        return bare[:1] in surnames() or bare in surnames()
    return len(bare) >= 2 and (bare[0] in _PEOPLE_SURNAMES or bare[:2] in surnames())


@dataclass(frozen=True)
class OrganizationName(Kind):
    """Name of an organization: registered name in simplified characters and full-width brackets, or western as written.

    Examples
    --------
    >>> OrganizationName().parse(["利信(上海)電子有限 公司"]).column("value").to_pylist()
    ['利信（上海）电子有限公司']
    """

    name: ClassVar[str] = "organization_name"
    part_names: ClassVar[tuple[str, ...]] = (
        "region", "brand", "industry", "legal_form", "group", "branch", "department", "contact", "note",
    )  # fmt: skip
    blocking_keys: ClassVar[tuple[str, ...]] = ("full", "core", "sound", "brand")

    def parse_value(self, text: str) -> Parsed:
        """Parse one organization name."""
        if not any(char.isalpha() for char in text) or is_organization(text) == 0.0:
            return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
        company, contact = split_company_contact(text)
        name = company or text
        if not has_han(name):
            return _parse_western(text, name, contact)
        parts = read_chinese(name)
        note = parts.rest
        if contact is None and note and _is_contact(note):
            contact, note = note, None
        problem = None
        if parts.name != text:
            problem = _problem(text, parts.name, contact, note or parts.department)
        return Parsed(
            parts.name,
            Status.VALID if problem is None else Status.REPAIRED,
            problem,
            {**parts._asdict(), "contact": contact, "note": note},
        )

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return the keys below, computed once per distinct name."""
        value = parsed.column("value").combine_chunks().dictionary_encode()
        results = [name_keys(name) for name in value.dictionary.to_pylist()]
        take = value.indices.fill_null(len(results))
        columns: dict[str, pa.Array] = {}
        for key in KEY_NAMES:
            cells = [row.get(key) for row in results]
            kind = pa.list_(pa.string()) if key in _LIST_KEYS else pa.string()
            columns[key] = pa.array([*cells, None], kind).take(take)
        return columns

    def comparison(self) -> Comparison:
        """Return the levels of agreement, strongest first."""
        return Comparison(
            (
                Level("same registered name", Equal("full"), "full"),
                Level("same brand, trade and region; legal form differs or is missing", Equal("placed"), "core"),
                Level("same brand and trade; one gives no region", Every((Equal("headed"), Absent("region"))), "core"),
                Level(
                    "same brand and trade; one gives neither region nor form",
                    Every((Equal("core"), Absent("region"), Absent("standing"))), "core",
                ),
                Level("sounds the same; region agrees or is missing", Meet("sound_placed"), "core"),
                Level("one wrong character", Every((Similar("spelled", "osa", 0.84), Equal("standing"))), None),
                Level("same words in other order or number", Similar("latin", "token_set", 1.0), None),
                Level("same brand in Chinese and in latin letters", Every((Meet("brand_latin"), Absent("han"))), "brand"),
                Level("same brand; one gives only the brand", Every((Equal("brand"), Absent("industry"))), "brand"),
                Level("same name; a branch, a group or a head office apart", Equal("placed_any")),
                Level("same brand and trade in another region", Equal("core")),
                Level("similar words", Similar("latin", "token_set", 0.7)),
                Level("same brand only", Equal("brand")),
            ),
            present=("full", "core", "brand", "latin"),
        )  # fmt: skip

    def mask(self, value: str) -> str:
        """Hide nothing: a company's name is public."""
        return value


def _parse_western(text: str, name: str, contact: str | None) -> Parsed:
    department = re.search(r"(?i)[\s\-(（]+(总部|head office|headquarters)[)）]?$", name)
    kept = name[: department.start()] if department else name
    found = read_western(kept)
    value = kept.strip(" ,;-–")
    parts = {
        "brand": found.base, "legal_form": found.legal_form, "branch": found.branch, "contact": contact,
        "department": department.group(1) if department else None,
    }  # fmt: skip
    problem = None if value == text else _problem(text, value, contact, None)
    return Parsed(value or text, Status.VALID if problem is None else Status.REPAIRED, problem, parts)


def _problem(text: str, value: str, contact: str | None, cut: str | None) -> Reason:
    if contact is not None:
        return Reason.CELL_SPLIT
    if cut is not None or len(squash(value)) < len(squash(to_simplified(text))):
        return Reason.EXTRA_TEXT
    if to_simplified(text) != text:
        return Reason.SCRIPT_CONVERTED
    return Reason.REFORMATTED


# --- keys -----------------------------------------------------------------------------------------------------

#: `full` everything; `core` brand and trade; `headed` core with its standing (head, group, branch); `placed` core, region and
#: standing; `placed_any` core and region; `spelled` long names for spelling slips; `sound` pinyin of core; `han` null for latin.
KEY_NAMES = (
    "full", "core", "headed", "placed", "placed_any", "spelled", "sound", "sound_placed", "brand", "brand_latin", "industry",
    "region", "standing", "legal", "branch", "han", "latin",
)  # fmt: skip
_LIST_KEYS = frozenset({"brand_latin", "sound_placed"})


def name_keys(name: str) -> dict[str, str | list[str] | None]:
    """Return the matching keys of one standard name.

    >>> name_keys("西安市昌诚电子有限公司")["full"] == name_keys("西安昌诚电子有限责任公司")["full"]
    True
    """
    return _han_keys(name) if has_han(name) else _latin_keys(name)


def _han_keys(name: str) -> dict[str, str | list[str] | None]:
    parts = read_chinese(name)
    form = legal_forms().get(parts.legal_form or "")
    legal = None if form is None else "limited" if form.kind == "company" else form.kind
    place = _place(parts.region)
    brand = squash(fold_script(parts.brand or "")) or None
    core = squash(fold_script((parts.brand or parts.region or "") + (parts.industry or ""))) or None
    branch = _branch(parts.branch)
    standing = "branch " + branch if branch else "group" if parts.group else "head" if legal else None
    sound = pinyin_readings(core, most=1)[0] if core else None
    whole = f"{core}|{standing}" if core and standing else None
    return {
        "full": f"{place or ''}|{core}|{legal or ''}|{standing}" if core and legal else None,
        "core": core,
        "headed": whole,
        "placed": f"{place}|{whole}" if place and whole else None,
        "placed_any": f"{place or ''}|{core}" if core else None,
        "spelled": f"{place or ''}{core}" if core and len(core) >= 5 else None,
        "sound": sound,
        "sound_placed": _sounds(sound, place, standing),
        "brand": brand,
        "brand_latin": pinyin_readings(brand) if brand else None,
        "industry": parts.industry,
        "region": place,
        "standing": standing,
        "legal": legal,
        "branch": branch,
        "han": name,
        "latin": None,
    }


def _sounds(sound: str | None, place: str | None, standing: str | None) -> list[str] | None:
    """The pinyin with region and standing, and once without region where the region is missing on either side."""
    if sound is None or standing is None:
        return None
    return [f"{sound}|{standing}|{place}"] if place else [f"{sound}|{standing}"]


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


def _latin_keys(name: str) -> dict[str, str | list[str] | None]:
    parts = read_western(name)
    tokens = [token for token in words(parts.base) if token not in ("the", "of")] or words(name)
    legal = legal_kind(parts.legal_form) if parts.legal_form else None
    branch = " ".join(words(parts.branch)) if parts.branch else None
    place, own = _latin_region(tokens)
    brand = [token for token in own if token not in TRADES] or own
    core = " ".join(own)
    standing = f"branch {branch}" if branch else "group" if {"group", "holdings", "holding"} & set(tokens) else "head" if legal else None
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
        "legal": legal,
        "branch": branch,
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
