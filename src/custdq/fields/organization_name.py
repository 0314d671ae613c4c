"""Names of organizations, Chinese, western, Japanese and Korean: their parts, keys and levels of agreement.

The trap: a branch is not its parent, a group not its operating company, a name without its legal form may be either;
and two companies share a brand in two cities. So region, brand and trade, and standing are separate keys.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.base import Absent, Comparison, Equal, Every, Key, Kind, Level, Meet, Parsed, Similar
from custdq.fields.bulk import keys_in_bulk
from custdq.fields.organization_cn import read_chinese, sorting_marks
from custdq.fields.organization_east import is_eastern, read_eastern
from custdq.fields.organization_evidence import is_organization, split_company_contact, split_note, western_evidence
from custdq.fields.organization_keys import KEY_NAMES, LIST_KEYS, name_keys
from custdq.fields.organization_parts import chinese_parts, unglued, western_parts
from custdq.fields.organization_western import WesternName, read_western
from custdq.fields.organization_words import no_organization
from custdq.fields.person_titles import TITLES
from custdq.fields.region import known_region
from custdq.fields.settled import settled
from custdq.reference.words import establishments, legal_forms
from custdq.text.script import has_han, to_simplified
from custdq.text.width import half_width, squash

# A latin name with a Chinese remark behind it.
_LATIN_TAGGED = re.compile(r"^([^\u4e00-\u9fff]{4,}?[^\u4e00-\u9fff\s\-(（])[\s\-(（]+([\u4e00-\u9fff]{1,4})[)）]?$")
_CHARACTERS = re.compile(r"[\u4e00-\u9fff]+")
#: A Chinese name that ends in its form, so that nothing else stands behind it.
_REGISTERED = re.compile(r"^[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()（）·&]*(?:公司|合作社|合伙企业)$")

#: No longer text is looked at for being a form and nothing else.
_LONGEST_BARE_FORM = 12


@dataclass(frozen=True)
class OrganizationName(Kind):
    """Name of an organization: registered name in simplified characters and full-width brackets, or western as written.

    Parameters
    ----------
    region
        ISO 3166-1 alpha-2 code of the country most names are from: a form it knows is read as its own.

    Raises
    ------
    OptionError
        When `region` is no country.

    Notes
    -----
    Parts: `region`, `brand` (字号; null where a Chinese name has none, else the base without what says what it is),
    `industry` and `legal_form`, as the name has them; `group` (集团, Group), `branch` and `department`; `base`, the
    name without its legal form (Bank and Association stay: they are words of the name); `legal_class`, the sort of
    `legal_form` (limited, joint_stock, corporation, company, limited_partnership, general_partnership,
    limited_liability_partnership, sole, cooperative, association, institution, society, establishment); `elf`, its
    ISO 20275 codes, and `countries` that use it, several with `;` between where the form alone does not tell, with the
    country the name itself names where it has no form or one that all countries translate to (Ltd., Inc., Corp.);
    `short_name`, `trade_name` (d/b/a) and `former` (曾用名, formerly), other names given beside; `contact`, a person
    beside the name; `note`, what else stood in the cell.

    Problems: `not_a_name` (a person, digits) leaves no value; `cell_split` (a contact cut off), `extra_text`,
    `several_values`, `script_converted` and `reformatted` come with one.

    Sources: the order 行政区划 + 字号 + 行业 + 组织形式 of China's rules on enterprise names; ISO 20275 (GLEIF's list
    of entity legal forms).

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

    def __post_init__(self) -> None:
        object.__setattr__(self, "region", known_region("OrganizationName", self.region))

    def parse_value(self, text: str) -> Parsed:
        """Parse one organization name."""
        if _is_bare_form(text):
            return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
        parsed = settled(text, self._parse, stands_for_nothing=self.is_placeholder)
        bare = parsed.value is not None and _is_bare_form(parsed.value)  # all that was left of several
        return Parsed(None, Status.INVALID, Reason.NOT_A_NAME) if bare else parsed

    def is_placeholder(self, text: str) -> bool:
        """Tell whether `text` stands for no organization: 无, N/A, 个人, self-employed."""
        return no_organization(text) or super().is_placeholder(text)

    def _parse(self, text: str) -> Parsed:
        if _REGISTERED.search(text) or _is_shop(text):  # nothing stands behind the form, so no contact and no person
            return self._chinese(text, text, None)
        if not any(map(str.isalpha, text)):
            return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
        if is_eastern(text):
            found = read_eastern(text)
            if found is not None:
                return Parsed(text, Status.VALID, None, western_parts(found, self.region))
        if not has_han(text):
            return self._parse_western(text)
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
        if contact is None and note:
            contact, note = split_note(note)
        problem = None
        if parts.name != text:
            note = " ".join(filter(None, (note, sorting_marks(name)))) or None
            several = note is not None and note.endswith("公司")
            problem = _problem(text, parts.name, contact, note or parts.department or parts.former)
            problem = Reason.SEVERAL_VALUES if several else problem
        return Parsed(
            parts.name,
            Status.VALID if problem is None else Status.REPAIRED,
            problem,
            chinese_parts(parts, contact, note, traditional=parts.name != text and to_simplified(text) != text),
        )

    def _parse_western(self, text: str) -> Parsed:
        found = read_western(text)
        bare = found.form is not None and not found.base and " " in text  # Co Ltd; one word may be a name (SAS)
        if bare or (found.form is None and western_evidence(text, found).score == 0.0):
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
            glued, (kept, found) = kept, unglued(kept, found)
            note = note or glued.removesuffix(kept).strip() or None
        if found.cut:
            kept = kept[: found.cut].rstrip(" ,;-–(（")
        problem = None if kept == text else _problem(text, kept, contact or found.contact, note)
        parts = western_parts(found, self.region)
        parts["contact"], parts["note"] = contact or found.contact, note
        return Parsed(kept or text, Status.VALID if problem is None else Status.REPAIRED, problem, parts)

    def value_keys(self, parsed: Parsed) -> dict[str, Key]:
        """Return the keys of `KEY_NAMES`."""
        return dict.fromkeys(KEY_NAMES) | ({} if parsed.value is None else name_keys(parsed.value))

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return the keys of a column, computed once per distinct name."""
        return keys_in_bulk(parsed.column("value"), (), _keys_one_by_one, schema=_KEY_SCHEMA)

    def comparison(self) -> Comparison:
        """Return the levels of agreement, strongest first."""
        no_region, no_standing = Absent("region"), Absent("standing")
        unit = Equal("unit")  # a branch is not its parent, with no form to tell them by: 云帆科技苏州分公司
        no_form, brand_alone = (no_standing, unit), (Equal("brand"), Absent("industry"), unit)
        return Comparison(
            (
                Level("same registered name", Equal("full"), "full"),
                Level("same brand, trade and region; other legal form", Equal("placed"), "core"),
                Level("same brand and trade; one gives no region", Every((Equal("headed"), no_region)), "core"),
                Level("same brand, trade and region; no form", Every((Equal("placed_any"), *no_form)), "core"),
                Level("same brand and trade, nothing more", Every((Equal("core"), no_region, *no_form)), "core"),
                Level("same brand, trade and branch", Every((Equal("core"), Equal("branch"))), "core"),
                Level("sounds the same in the same region", Equal("sound_placed"), "sound"),
                Level("sounds the same; one gives no region", Every((Equal("sound"), no_region)), "sound"),
                Level("one wrong character", Every((Similar("spelled", "osa", 0.84), Equal("standing")))),
                Level("nearly the same writing", Every((Similar("han", "osa", 0.8), Equal("standing")))),
                Level("nearly the same writing, no form", Every((Similar("han", "osa", 0.75), *no_form))),
                Level("same words", Every((Similar("latin", "token_set", 1.0), unit))),
                Level("very similar spelling", Every((Similar("latin", "jaro_winkler", 0.92), unit))),
                Level("same brand in latin letters", Every((Meet("brand_latin"), Absent("han"), unit)), "brand_latin"),
                Level("same brand; one gives only the brand", Every(brand_alone), "brand"),
                Level("written in another script", Every((Absent("han"), Absent("latin")))),
                Level("similar words", Every((Similar("latin", "token_set", 0.66), unit))),
                Level("same name; a branch or a group apart", Equal("placed_any")),
                Level("same name; a branch or a group apart, no region", Every((Equal("core"), no_region))),
                Level("same brand and trade in another region", Equal("core")),
                Level("same brand only", Equal("brand")),
            ),
            present=("full", "core", "brand", "latin"),
            conflict_from="same name; a branch or a group apart",
        )  # fmt: skip

    def mask(self, value: str) -> str:
        """Hide nothing: a company's name is public."""
        return value


_KEY_SCHEMA = pa.schema([(key, pa.list_(pa.string()) if key in LIST_KEYS else pa.string()) for key in KEY_NAMES])


def _keys_one_by_one(names: Sequence[str]) -> pa.Table:
    rows = [name_keys(name) for name in names]
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in _KEY_SCHEMA]
    return pa.table(columns, schema=_KEY_SCHEMA)


def _is_bare_form(text: str) -> bool:
    """Tell whether a text in characters is a legal form and nothing else: 有限公司, 集团有限公司."""
    if len(text) > _LONGEST_BARE_FORM or text.isascii():
        return False
    plain = half_width(to_simplified(text)).replace(" ", "").removeprefix("集团")
    return plain in legal_forms() or f"({plain})" in legal_forms()


def _is_shop(text: str) -> bool:
    """Tell whether a text is characters alone and ends in the word for a shop, school or body."""
    return (
        len(text) > 3 and not is_eastern(text) and _CHARACTERS.fullmatch(text) is not None and text[-2:] in _shop_ends()
    )


@cache
def _shop_ends() -> frozenset[str]:
    return frozenset(word[-2:] for word in establishments() if len(word) > 1) - frozenset(TITLES)


def _problem(text: str, value: str, contact: str | None, cut: str | None) -> Reason:
    if contact is not None:
        return Reason.CELL_SPLIT
    if cut is not None or len(squash(value)) < len(squash(to_simplified(text))):
        return Reason.EXTRA_TEXT
    if to_simplified(text) != text:
        return Reason.SCRIPT_CONVERTED
    return Reason.REFORMATTED
