"""Finding the town a Chinese address names behind its divisions, and what a town says about them.

The trap: 镇 and 街 are in half of all road and village names (镇海路, 乡里人家, 中关村大街), so a name counts as a town
where the table has it in the division at hand, and without its level word only where the text breaks off behind it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.reference.divisions import division_stem
from custdq.reference.towns import town_codes, town_forms, towns

# Level words in the order they are tried at one place; the office is what people write of the subdistrict.
_LEVEL = re.compile(
    r"街道办事处|街道办|街道|镇人民政府|镇政府|镇|乡人民政府|乡政府|乡|苏木|办事处|地区|"
    r"[农林牧渔茶盐种畜]场|养殖场|开发区|管理区|园区|新区|团"
)
_OFFICE = re.compile(r"(?:街道办事处|街道办|办事处)$")
_GOVERNMENT = re.compile(r"(?:人民)?政府$")
_PEOPLES_TOWNSHIP = re.compile(r"^(.{2,}?)(?:[\u4e00-\u9fff]{1,5}族)+乡$")
_BREAK = re.compile(r"$|[\s,，、/|;；。:：()（）\-—]|[\u4e00-\u9fff]{1,6}(?:村|社区|居委会)")
_LONGEST = 14
_SHORTEST = 2


class TownFound(NamedTuple):
    """A town at the head of a text: its name, every nine-digit code it may have, and where it ends."""

    name: str
    codes: tuple[str, ...]
    end: int

    @property
    def code(self) -> str | None:
        """The one code, or None where several towns of the division have the name."""
        return self.codes[0] if len(self.codes) == 1 else None

    @property
    def counties(self) -> tuple[str, ...]:
        """The divisions the town may lie in: its county, or its city where that has no counties."""
        return tuple(dict.fromkeys(code[:6] for code in self.codes))


def find_town(text: str, *, start: int = 0, division: str = "", bare: bool = True) -> TownFound | None:
    """Find the town `text` has at `start`, known to lie in a division.

    Parameters
    ----------
    text
        Simplified characters, half-width.
    start
        Character to begin at: `DivisionsFound.end`.
    division
        Six-digit code the town lies in: a county, else a city or a province (淳化街道 behind 南京市); "" for anywhere.
    bare
        Whether a town may stand without its level word where the text breaks off behind it (小榄).

    Returns
    -------
    TownFound or None
        None where the table has no such town there; one that is new or gone may be a town all the same. `name` is as
        the table has it, without 办事处; where the text has another level (织里街道 for 织里镇), as written.

    Examples
    --------
    >>> find_town("海淀区中关村街道办事处丹棱街", start=3, division="110108")
    TownFound(name='中关村街道', codes=('110108011',), end=11)
    >>> find_town("淳化街道格致路", division="320100").counties, find_town("文化路1号", division="110108")
    (('320115',), None)
    """
    stem = division_stem(division)
    best = None
    for match in _LEVEL.finditer(text, start + 1, start + _LONGEST):
        found = _named(text[start : match.end()], stem)
        if found is not None:
            best = TownFound(*found, match.end())
    if best is not None or not stem or not bare:
        return best
    return _bare(text, start, stem)


def may_have_town(text: str, start: int) -> bool:
    """Tell, at little cost, whether the characters from `start` on hold any word that towns end with."""
    return _LEVEL.search(text, start + 1, start + _LONGEST) is not None


def is_town_name(name: str) -> bool:
    """Tell whether a name ends as towns do; farms and zones are in the table too, but their names say nothing alone.

    >>> is_town_name("淳化街道"), is_town_name("经济开发区")
    (True, False)
    """
    return name.endswith(("街道", "镇", "乡", "苏木")) and len(name) > _SHORTEST


def _named(name: str, stem: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the name and codes of a town written with its level word, or None."""
    codes = town_codes(name, stem)
    if codes:
        return name, codes
    if name.endswith("政府"):
        name = _GOVERNMENT.sub("", name)
        codes = town_codes(name, stem)
        return (name, codes) if codes else None
    office = _OFFICE.sub("", name)
    if office != name:
        forms = [office + "街道", office, *town_forms(office)] if len(office) > 1 else []
        return _first(forms, stem)
    if not stem:
        return None
    bare = name.removesuffix("街道") if name.endswith("街道") else name[:-1] if name[-1] in "镇乡" else ""
    peoples = _PEOPLES_TOWNSHIP.match(name)
    bare = peoples.group(1) if peoples else bare
    found = _first(town_forms(bare), stem) if len(bare) > 1 else None
    return (name, found[1]) if found is not None else None


def _first(names: list[str] | tuple[str, ...], stem: str) -> tuple[str, tuple[str, ...]] | None:
    for name in names:
        codes = town_codes(name, stem)
        if codes:
            return name, codes
    return None


def _bare(text: str, start: int, stem: str) -> TownFound | None:
    """Read a town without its level word, where the text breaks off behind it: 小榄, 盛泽 圣塘村."""
    for size in (4, 3, 2):
        end = start + size
        name = text[start:end]
        if len(name) < size or name in towns() or not _BREAK.match(text, end):
            continue
        found = [(form, town_codes(form, stem)) for form in town_forms(name)]
        found = [(form, codes) for form, codes in found if codes]
        if len(found) == 1 and len(found[0][1]) == 1:
            return TownFound(*found[0], end)
    return None
