"""Names of organizations, Chinese and western, and telling them from names of people.

The trap: a branch is not its parent, a group not its operating company, a name without its legal form may be either;
and two companies share a brand in two cities. So region, brand and trade, and standing are separate keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.base import Absent, Comparison, Equal, Every, Kind, Level, Meet, Parsed, Similar
from custdq.fields.division_search import find_divisions
from custdq.fields.organization_cn import STRONG_END, read_chinese, split_branch, split_end, tidy
from custdq.fields.organization_east import is_eastern, read_eastern
from custdq.fields.organization_keys import KEY_NAMES, LIST_KEYS, name_keys
from custdq.fields.organization_parts import chinese_parts, unglued, western_parts
from custdq.fields.organization_trade import split_trade
from custdq.fields.organization_western import WesternName, read_western, score_of
from custdq.fields.person_titles import COMMON_SURNAMES, WESTERN_PREFIXES, familiar_surname, split_title
from custdq.fields.settled import settled
from custdq.reference.words import establishments, industries, surnames
from custdq.text.clean import clean_text
from custdq.text.pinyin import split_syllables
from custdq.text.script import count_han, has_han, to_simplified
from custdq.text.tokens import longest_ending, words
from custdq.text.width import half_width, squash

_WEAK_ENDS = re.compile(
    r"(?:发展|建设|国际|文化|设计|工程|健康|运动|艺术|音乐|创意|海洋|能源|信息|智能|开发|服务|管理|创业|新闻|城市规划|生态|气象|环境)$"
)
# A latin name with a Chinese remark behind it.
_LATIN_TAGGED = re.compile(r"^([^\u4e00-\u9fff]{5,}?)[\s\-(（]+([\u4e00-\u9fff]{1,4})[)）]?$")
_COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "mister"})
#: A Chinese name that ends in its form, so that nothing else stands behind it.
_REGISTERED = re.compile(r"^[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()（）·&]*(?:公司|合作社|合伙企业)$")


#: No name is longer (characters): what stands behind is not looked at.
_LONGEST_NAME = 300


def is_organization(text: str) -> float | None:
    """Return how sure it is that `text` names an organization: 1 surely, 0 surely a person, None where nothing tells.

    Parameters
    ----------
    text
        A name as it stands in a cell.

    Examples
    --------
    >>> is_organization("宁波云帆科技有限公司"), is_organization("王经理"), is_organization("恒诚")
    (1.0, 0.0, None)
    """
    plain = clean_text(text[:_LONGEST_NAME])
    if not has_han(plain):
        return is_western_organization(plain, read_western(plain))
    tidied = tidy(plain)
    head, _ = split_end(tidied)
    if STRONG_END.search(head):
        return 1.0
    front, _, last = tidied.rpartition(" ")
    if len(front) >= 2 and front not in surnames() and _titled(last):
        return 0.8
    if front and count_han(front) <= 3 and (last in industries() or last in establishments()):
        tidied = front
    bare, title = split_title(tidied)
    compact = re.sub(r"\s+", "", bare)
    if title is not None and (compact in surnames() or (2 <= len(compact) <= 4 and split_trade(compact)[1] is None)):
        return 0.0
    if familiar_surname(compact):
        return 0.0
    return _is_plain_organization(compact)


def _is_plain_organization(compact: str) -> float | None:
    plain = re.sub(r"[()]", "", compact)
    brand, trade = split_trade(plain)
    if trade is None and len(plain) == 3 and plain[1:] in industries():  # 王建设 may be either
        brand, trade = plain[0], plain[1:]
    person_like = compact[:1] in COMMON_SURNAMES or compact[:2] in surnames()
    if trade is not None:
        closing = len(longest_ending(trade, establishments()) or "") > 1
        if len(compact) <= 3 and person_like and not closing:
            return None if _WEAK_ENDS.search(compact) or brand else 0.8
        return 0.95 if closing or brand else 0.9
    if split_branch(compact)[1]:
        return 0.95
    if (
        person_like
        and 2 <= len(compact) <= (4 if compact[:2] in surnames() else 3)
        and count_han(compact) == len(compact)
    ):
        return 0.1
    if len(compact) >= 5 and find_divisions(compact, short_districts=False).codes:
        return 0.8
    return 0.7 if len(compact) >= 6 and count_han(compact) == len(compact) else None


def is_western_organization(text: str, found: WesternName) -> float | None:
    """Return how sure it is that a western text, taken apart, names an organization."""
    tokens = words(text)
    if not tokens:
        return None
    sure = score_of(found, text)
    if sure == 1.0:
        return sure
    if tokens[0] in WESTERN_PREFIXES and len(tokens) > 1 and (sure is None or tokens[0] in _COURTESIES):
        return 0.0
    if sure is not None:
        return sure
    if any(char.isdigit() for char in text):
        return None
    if 2 <= len(tokens) <= 3:
        syllables = [split_syllables(token) for token in tokens]
        if all(s is not None and len(s) <= 2 for s in syllables):
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
    >>> split_company_contact("宁波市云帆科技有限公司 王经理"), split_company_contact("沈知远（陕西青禾科技有限公司）")
    (('宁波市云帆科技有限公司', '王经理'), ('陕西青禾科技有限公司', '沈知远'))
    >>> split_company_contact("沈知远 老师"), split_company_contact("和裕科技")
    ((None, '沈知远 老师'), ('和裕科技', None))
    """
    plain = clean_text(text)
    inside = re.fullmatch(r"([^()（）]{1,12})[(（]((?:[^()（）]|[(（][^()（）]*[)）]){3,})[)）]", plain)
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
        known = surname in surnames() or (size == 1 and surname[:1] in surnames())
        if known and len(company) >= 3 and _organization_like(company):
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


def _titled(text: str) -> bool:
    bare, title = split_title(text)
    return title is not None and bool(bare) and _is_contact(text)


def _is_contact(text: str) -> bool:
    bare, title = split_title(to_simplified(text))
    if not 1 <= len(bare) <= 4 or count_han(bare) != len(bare):
        return False
    if title is not None:
        return bare[:1] in surnames() or bare in surnames()
    return len(bare) >= 2 and (bare[0] in COMMON_SURNAMES or bare[:2] in surnames())


@dataclass(frozen=True)
class OrganizationName(Kind):
    """Name of an organization: registered name in simplified characters and full-width brackets, or western as written.

    Parts: `base` is the name without its legal form (Corporation and Company stay, as Bank and Association do), `brand`
    the 字号 of a Chinese name, else the base without what says what it is. `legal_class` sorts `legal_form` (limited,
    joint_stock, corporation, company, limited_partnership, general_partnership, limited_liability_partnership, sole,
    cooperative, association, institution, society, establishment); `elf` holds its ISO 20275 codes and `countries` the
    countries that use it, several where the form alone does not tell.

    Parameters
    ----------
    region
        ISO 3166-1 alpha-2 code of the country most names are from: a form it knows is read as its own.

    Examples
    --------
    >>> OrganizationName().parse(["雲帆(上海)電子有限 公司"]).column("value").to_pylist()
    ['云帆（上海）电子有限公司']
    >>> OrganizationName(region="DE").parse(["Harbor GmbH"]).select(["base", "legal_class", "elf"]).to_pylist()
    [{'base': 'Harbor', 'legal_class': 'limited', 'elf': '2HBR'}]
    """

    region: str | None = None

    name: ClassVar[str] = "organization_name"
    part_names: ClassVar[tuple[str, ...]] = (
        "region", "brand", "industry", "legal_form", "group", "branch", "department", "contact", "note", "base",
        "legal_class", "elf", "countries", "short_name", "trade_name", "former",
    )  # fmt: skip
    names_identity: ClassVar[bool] = True
    identifying: ClassVar[float] = 0.6
    blocking_keys: ClassVar[tuple[str, ...]] = ("full", "core", "sound", "brand")

    def parse_value(self, text: str) -> Parsed:
        """Parse one organization name."""
        return settled(text, self._parse)

    def _parse(self, text: str) -> Parsed:
        if not any(map(str.isalpha, text)):
            return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
        if is_eastern(text):
            found = read_eastern(text)
            if found is not None:
                return Parsed(text, Status.VALID, None, western_parts(found, self.region))
        if not has_han(text):
            return self._parse_western(text)
        if _REGISTERED.search(text):  # nothing stands behind the form, so no contact and no person
            return self._chinese(text, text, None)
        if is_organization(text) == 0.0:
            return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
        company, contact = split_company_contact(text)
        name = company or text
        tagged = _LATIN_TAGGED.match(name)
        if tagged and contact is None:
            return self._western(text, tagged.group(1), None, note=tagged.group(2))
        if not has_han(name):
            return self._western(text, name, contact)
        return self._chinese(text, name, contact)

    def _chinese(self, text: str, name: str, contact: str | None) -> Parsed:
        parts = read_chinese(name)
        note = parts.rest
        if contact is None and note and _is_contact(note):
            contact, note = note, None
        problem = None
        if parts.name != text:
            problem = _problem(text, parts.name, contact, note or parts.department or parts.former)
        return Parsed(
            parts.name,
            Status.VALID if problem is None else Status.REPAIRED,
            problem,
            chinese_parts(parts, contact, note, traditional=parts.name != text and to_simplified(text) != text),
        )

    def _parse_western(self, text: str) -> Parsed:
        found = read_western(text)
        if found.form is None and is_western_organization(text, found) == 0.0:
            return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
        if text.endswith((")", "）")):
            company, contact = split_company_contact(text)
            if company is not None and contact is not None:
                return self._western(text, company, contact)
        return self._western(text, text, None, found=found)

    def _western(
        self, text: str, name: str, contact: str | None, *, note: str | None = None, found: WesternName | None = None
    ) -> Parsed:
        kept = half_width(name).strip(" ,;-–")
        if found is None or kept != text:
            found = read_western(kept)
        if kept[:1] == "A":  # a sorting A glued to the front: ANingbo Harbor Trading
            kept, found = unglued(kept, found)
        if found.department:
            kept = kept[: kept.rindex(found.department)].rstrip(" ,;-–(（")
        problem = None if kept == text else _problem(text, kept, contact, note)
        parts = western_parts(found, self.region)
        parts["contact"], parts["note"] = contact, note
        return Parsed(kept or text, Status.VALID if problem is None else Status.REPAIRED, problem, parts)

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return the keys below, computed once per distinct name."""
        value = parsed.column("value").combine_chunks().dictionary_encode()
        results = [name_keys(name) for name in value.dictionary.to_pylist()]
        take = value.indices.fill_null(len(results))
        columns: dict[str, pa.Array] = {}
        for key in KEY_NAMES:
            cells = [row.get(key) for row in results]
            kind = pa.list_(pa.string()) if key in LIST_KEYS else pa.string()
            columns[key] = pa.array([*cells, None], kind).take(take)
        return columns

    def comparison(self) -> Comparison:
        """Return the levels of agreement, strongest first."""
        no_region, no_standing = Absent("region"), Absent("standing")
        return Comparison(
            (
                Level("same registered name", Equal("full"), "full"),
                Level("same brand, trade and region; other legal form", Equal("placed"), "core"),
                Level("same brand and trade; one gives no region", Every((Equal("headed"), no_region)), "core"),
                Level("same brand, trade and region; no form", Every((Equal("placed_any"), no_standing)), "core"),
                Level("same brand and trade, nothing more", Every((Equal("core"), no_region, no_standing)), "core"),
                Level("same brand, trade and branch", Every((Equal("core"), Equal("branch"))), "core"),
                Level("sounds the same in the same region", Equal("sound_placed"), "sound"),
                Level("sounds the same; one gives no region", Every((Equal("sound"), no_region)), "sound"),
                Level("one wrong character", Every((Similar("spelled", "osa", 0.84), Equal("standing")))),
                Level("nearly the same writing", Every((Similar("han", "osa", 0.8), Equal("standing")))),
                Level("nearly the same writing, no form", Every((Similar("han", "osa", 0.75), no_standing))),
                Level("same words", Similar("latin", "token_set", 1.0)),
                Level("very similar spelling", Similar("latin", "jaro_winkler", 0.92)),
                Level("same brand in latin letters", Every((Meet("brand_latin"), Absent("han"))), "brand_latin"),
                Level("same brand; one gives only the brand", Every((Equal("brand"), Absent("industry"))), "brand"),
                Level("written in another script", Every((Absent("han"), Absent("latin")))),
                Level("similar words", Similar("latin", "token_set", 0.66)),
                Level("same name; a branch or a group apart", Equal("placed_any")),
                Level("same name; a branch or a group apart, no region", Every((Equal("core"), no_region))),
                Level("same brand and trade in another region", Equal("core")),
                Level("same brand only", Equal("brand")),
            ),
            present=("full", "core", "brand", "latin"),
            conflict_from="same name; a branch or a group apart",
            conflict_keys=("identity",),
        )  # fmt: skip

    def mask(self, value: str) -> str:
        """Hide nothing: a company's name is public."""
        return value


def _problem(text: str, value: str, contact: str | None, cut: str | None) -> Reason:
    if contact is not None:
        return Reason.CELL_SPLIT
    if cut is not None or len(squash(value)) < len(squash(to_simplified(text))):
        return Reason.EXTRA_TEXT
    if to_simplified(text) != text:
        return Reason.SCRIPT_CONVERTED
    return Reason.REFORMATTED
