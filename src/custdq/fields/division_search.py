"""Finding the divisions a Chinese address or company name begins with, by a search over all readings.

The trap: taking the first of several namesakes (朝阳区 is in Beijing *and* Changchun) or a road for a place (南京东路).
Every reading of every name stays possible until the next name rules it out; where several survive, none is chosen. Most
texts leave no choice at any point: those are read name by name (`division_head`), and the search is for the others.
"""

from __future__ import annotations

import re

from custdq.fields.division_evidence import area_at, counties_of_town, is_distinctive, settle_by_text
from custdq.fields.division_follow import (
    HALL_ROAD,
    NO_ROADS,
    OTHER_NAME,
    PART_OF_NAME,
    PUBLIC_PLACE,
    ROAD_OF_NAME,
    VILLAGE_OF_NAME,
)
from custdq.fields.division_head import CODE_LENGTH, Codes, DivisionsFound, overlaps, read_head, skip_separators
from custdq.fields.town_search import find_town
from custdq.reference.divisions import (
    Names,
    division_stem,
    divisions,
    is_capital,
    is_municipality,
    is_outside,
    once_within,
    within,
)

__all__ = ["DivisionsFound", "find_divisions", "shared_code"]

_FILLER = re.compile(
    r"(?:省直辖县级行政区划|自治区直辖县级行政区划|省直辖县|直辖县|市辖区|市辖县|郊县(?=[\u4e00-\u9fff]{1,7}县)"
    r"|(?:生产建设)?兵团(?:第?[一二三四五六七八九十]{1,3}师)?|第[一二三四五六七八九十]{1,3}师)"
)
_FILLER_BEGINS = "省自市直县郊生兵第"
_AT_END = re.compile(r"[\s,，、/\\·.;；:：|_\-—>)）】\]]|$")
# full name of today, short name of today, full and short name no longer in use
_WEIGHTS = (3.0, 2.0, 2.6, 1.6)
_REPEAT = 0.1
#: A reading by where a division lay before weighs less than any by where it lies.
_MOVED = 0.5
_DEEPEST = 12
#: A name retired since then is what people still write: it stays possible beside a namesake of today.
_LATELY = 2016
_LONGEST_OLD = 8
_REGIONS = {"810000.K": "九龙"}
_COUNTY_OUTSIDE = len("710000.TPE")


def find_divisions(text: str, *, start: int = 0, short_districts: bool = True) -> DivisionsFound:
    """Find the run of division names `text` has at `start`.

    Parameters
    ----------
    text
        Simplified characters, half-width.
    start
        Character to begin at.
    short_districts
        Whether a district may stand without 区 or 县 after its city (深圳福田), and whether a town behind the names may
        tell the district (南京市淳化街道); never so in a company's name.

    Returns
    -------
    DivisionsFound
        `codes` of the deepest division known, several where the names leave several; `end` the first character after
        the names. A town that told the district is not part of them. `possible` has the counties of a town that stands
        alone and is the name of several.

    Examples
    --------
    >>> find_divisions("广东深圳福田区深南大道").codes, find_divisions("朝阳区文化路").code
    (('440304',), None)
    >>> find_divisions("南京市淳化街道格致路5号")[:2]
    (('320115',), 3)
    """
    found = read_head(text, start=start, short_districts=short_districts)
    if found is None:
        found = search_divisions(text, start=start, short_districts=short_districts)
    if not short_districts:
        return found
    return _with_town(found, text, start)


def search_divisions(text: str, *, start: int = 0, short_districts: bool = True) -> DivisionsFound:
    """Search all readings, whether or not a quicker way would do.

    >>> search_divisions("山东枣庄市中区").code, len(search_divisions("鼓楼区中山路").codes) > 2
    ('370402', True)
    """
    return _Search(text, start, short_districts).best()


def _with_town(found: DivisionsFound, text: str, start: int) -> DivisionsFound:
    """Let the town behind the names tell what they leave open."""
    codes = found.codes
    if len(codes) == 1 and not codes[0].endswith("00") and not found.renamed and len(codes[0]) == CODE_LENGTH:
        return found
    if not codes:
        counties = counties_of_town(text, at=start)
        if len(counties) == 1:
            return found._replace(codes=counties)
        return found._replace(possible=counties) if counties else found
    region = _REGIONS.get(codes[0])
    inner = (
        area_at(text, found.end - len(region)) if region and text.startswith(region, found.end - len(region)) else None
    )
    if region and inner is not None:  # 九龙湾 is an area, not 九龙
        return found._replace(codes=(inner,), end=found.end - len(region), written=found.written[:-1])
    at = skip_separators(text, found.end)
    settled = settle_by_text(codes, text, at=at, renamed=found.renamed)
    return found if settled == codes else found._replace(codes=settled)


class _Search:
    """Walks over the text, keeping the codes that the names so far leave possible."""

    def __init__(self, text: str, start: int, short_districts: bool) -> None:  # noqa: FBT001
        self.text = text
        self.start = start
        self.short_districts = short_districts
        self.table = divisions()
        self.known: dict[tuple[int, Codes], DivisionsFound] = {}

    def best(self) -> DivisionsFound:
        found = self.walk(self.start, (), 0)
        return found._replace(codes=_inland(_settle(found.codes), 0), end=found.end or self.start)

    def walk(self, position: int, codes: Codes, depth: int) -> DivisionsFound:
        key = position, codes
        if key not in self.known:
            self.known[key] = self._walk(position, codes, depth)
        return self.known[key]

    def _walk(self, position: int, codes: Codes, depth: int) -> DivisionsFound:
        at = self.skip(position) if codes else position
        filler = _FILLER.search(self.text, position, at) if at > position else None
        best = DivisionsFound(codes, filler.end() if filler else position)
        if depth >= _DEEPEST:
            return best
        for size in self.table.lengths.get(self.text[at : at + 2], ()):
            name = self.text[at : at + size]
            names = self.table.by_name.get(name)
            if names is None or len(name) < size:
                continue
            in_full = False
            for slot in range(4):
                if names[slot]:
                    candidates = self.candidates(names, name, codes, (slot, at + size))
                    reading = self.read((slot, name, at + size), codes, candidates, depth)
                    in_full = in_full or (slot == 0 and reading is not None)
                    if reading is not None and reading.weight > best.weight:
                        best = reading
            if in_full and not any(overlaps(self.text, at + size, code) for code in names.full):
                break  # 广东省 was read: 广东 followed by 省 can be no better
        return best

    def skip(self, position: int) -> int:
        if "\u4e00" <= self.text[position : position + 1] <= "\u9fff" and self.text[position] not in _FILLER_BEGINS:
            return position
        at = skip_separators(self.text, position)
        filler = _FILLER.match(self.text, at)
        if filler:
            return self.skip(filler.end())
        # 重庆市县城口县: the pseudo-division 县 of a municipality before a county name
        if self.text.startswith("县", at) and self.text[at + 1 : at + 3] in self.table.lengths:
            return at + 1
        return at

    def read(self, token: tuple[int, str, int], codes: Codes, candidates: Codes, depth: int) -> DivisionsFound | None:
        slot, name, end = token
        narrowed, moved = _narrow(codes, candidates, by_former=slot in (0, 2))
        if not narrowed:
            return None
        rest = self.walk(end, narrowed, depth + 1)
        news = narrowed != codes
        if (
            slot in (1, 3)
            and not news
            and not rest.weight
            and not _AT_END.match(self.text, end)
            and not self.is_repeat(name, codes)
        ):
            return None
        weight = (_WEIGHTS[slot] - (_MOVED if moved else 0) if news else _REPEAT) + rest.weight
        renamed = slot >= 2 or moved or rest.renamed
        return DivisionsFound(rest.codes, rest.end, (name, *rest.written), renamed, weight)

    def candidates(self, names: Names, name: str, codes: Codes, token: tuple[int, int]) -> Codes:
        """Return the codes a name may stand for at this place, by how it is written and what follows."""
        slot, end = token
        if slot in (0, 2):
            return self.of_full_name(names, name, codes, token)
        if slot == 3 and (
            _narrow(codes, names.short, by_former=False)[0] or self.text.startswith(("新区", "开发区"), end)
        ):
            return ()  # 巢湖 alone is the city of today, and 湘江新区 is not what was 湘江区
        candidates = names[slot] if codes else _inland(names[slot], slot)
        if PART_OF_NAME.match(self.text, end) and not self.goes_on(end, codes or candidates):
            return ()
        higher = tuple(code for code in candidates if code.endswith("00") or is_outside(code))
        if not self.short_districts:
            return higher
        if not codes:
            return self.short_alone(name, names[slot], higher, token)
        above = _narrow(codes, higher, by_former=False)[0]
        if above and not (above == codes and _narrow(codes, candidates, by_former=False)[0] != codes):
            return higher  # but in 大理大理 the second is the city inside the prefecture
        return () if PUBLIC_PLACE.match(self.text, end) else candidates

    def of_full_name(self, names: Names, name: str, codes: Codes, token: tuple[int, int]) -> Codes:
        slot, end = token
        candidates = names[slot] if codes or slot == 0 else _inland(names[slot], slot)
        if codes and slot == 0 and name in self.table.risen and self.has_not_risen(names, codes, end - len(name)):
            return self.table.risen[name]
        if not codes and slot == 0 and len(name) > 2 and self.table.years.get(name, (0, 0))[1] >= _LATELY:
            candidates = tuple(dict.fromkeys(candidates + names.old_full))
        if self.is_road(name, candidates, end):
            return ()
        if codes or len(name) > 2:
            return candidates
        return self.alone(name, candidates, end)

    def has_not_risen(self, names: Names, codes: Codes, at: int) -> bool:
        """Tell whether a prefecture's name means the county it was: 毕节地区毕节市, 扬州市泰州市 before 1996."""
        if not _narrow(codes, names.full, by_former=False)[0]:
            return True
        return any(self.text[at - size : at] in self.table.years for size in range(3, min(at, _LONGEST_OLD) + 1))

    def alone(self, name: str, candidates: Codes, end: int) -> Codes:
        """A county of two characters at the head: 赵县 may begin an address, 郊区 only where it is the whole text."""
        if self.follows(end, candidates) or (is_outside(candidates[0]) and area_at(self.text, end)):
            return candidates  # 巴州库尔勒, 九龙旺角
        candidates = _inland(candidates, 0)
        if len(candidates) == 1 and (name[1] == "县" or (end == len(self.text) and not end - len(name))):
            return candidates
        return ()

    def short_alone(self, name: str, candidates: Codes, higher: Codes, token: tuple[int, int]) -> Codes:
        """A short name at the head: a city or province as it is; a county only where nothing else can be meant."""
        slot, end = token
        if higher and self.is_village(end, higher):
            return ()
        if higher:
            # 朝阳 is a city of Liaoning, and to most who write it a district of Beijing
            near = tuple(c for c in candidates if is_municipality(c) and not c.endswith("00") and slot == 1)
            return candidates if near and not self.follows(end, higher) and higher[0][2:] != "0000" else higher
        inland = _inland(candidates, slot)
        at = skip_separators(self.text, end)
        by_town = tuple(code for code in inland if find_town(self.text, start=at, division=code) is not None)
        if by_town and at < len(self.text):
            return by_town
        if len(inland) != 1:
            return ()
        if _AT_END.match(self.text, end):
            return inland
        other = slot != 1 or OTHER_NAME.match(self.text, end) or PUBLIC_PLACE.match(self.text, end)
        return inland if not other and is_distinctive(name, inland[0]) else ()

    def is_village(self, end: int, higher: Codes) -> bool:
        """Tell whether a city's short name at the head is but the beginning of a village's: 镇江关村."""
        village = VILLAGE_OF_NAME.match(self.text, end)
        return bool(village) and not any(is_capital(code) for code in higher) and not self.goes_on(end, higher)

    def is_road(self, name: str, candidates: Codes, end: int) -> bool:
        """Tell whether a district's full name only names a road: 长安区路, not the town 路桥 behind 黄岩区."""
        if name[-1] == "市" and HALL_ROAD.match(self.text, end) and self.is_other_without(name[:-1], candidates):
            return True
        if name[-1] in NO_ROADS:
            return False
        again = self.text.startswith(name, end)
        return bool(ROAD_OF_NAME.match(self.text, end)) and not again and not self.follows(end, candidates)

    def goes_on(self, at: int, codes: Codes) -> bool:
        """Tell whether a division or a town inside `codes` is named at `at`, whatever it looks like: 东莞|道滘镇."""
        return self.follows(at, codes) or any(
            area_at(self.text, at) is not None
            if is_outside(code)
            else find_town(self.text, start=at, division=code, bare=False) is not None
            for code in codes
        )

    def is_other_without(self, short: str, candidates: Codes) -> bool:
        """Tell whether a name without its level may be another place: 朝阳市府路 may be 市府路 of any 朝阳."""
        names = self.table.by_name.get(short)
        return names is not None and any(
            not within(code, candidate) and not within(candidate, code)
            for code in names.short
            for candidate in candidates
        )

    def follows(self, at: int, codes: Codes) -> bool:
        """Tell whether a division inside `codes` is named at `at`: 北京|东城区, 江苏|镇江."""
        for size in self.table.lengths.get(self.text[at : at + 2], ()):
            names = self.table.by_name.get(self.text[at : at + size])
            held = () if names is None else names.full + names.short + names.old_full + names.old_short
            if any(within(c, code) and c != code for c in held for code in codes):
                return True
        return False

    def is_repeat(self, name: str, codes: Codes) -> bool:
        """Tell whether a short name only repeats the division just read: 上海市上海."""
        return len(codes) == 1 and self.table.short.get(codes[0]) == name


def _inland(codes: Codes, slot: int) -> Codes:
    """Leave out districts of Taiwan, Hong Kong and Macau where the mainland has the name: 中山区 alone is in Dalian.

    At the head they are read only by their full name of today.
    """
    inland = tuple(code for code in codes if len(code) == CODE_LENGTH)
    return inland or (codes if slot == 0 else tuple(code for code in codes if len(code) <= _COUNTY_OUTSIDE))


def _narrow(codes: Codes, candidates: Codes, *, by_former: bool) -> tuple[Codes, bool]:
    """Return what a reading so far and a name leave, each pair as the deeper of the two; and whether it has moved."""
    if not codes:
        return candidates, False
    stems = [(code, division_stem(code)) for code in codes]
    deeper = [c for c in candidates if any(c != code and c.startswith(stem) for code, stem in stems)]
    if deeper:
        return tuple(dict.fromkeys(deeper)), False
    same = tuple(code for code in codes if any(within(code, c) for c in candidates))
    if same or not by_former:
        return same, False
    moved = [c for c in candidates if any(once_within(c, code) for code in codes)]
    return tuple(dict.fromkeys(moved)), bool(moved)


def _settle(codes: Codes) -> Codes:
    """Prefer a province among the readings of a short name (吉林, 海南), and a division to one inside it."""
    provinces = tuple(code for code in codes if code.endswith("0000"))
    if len(provinces) == 1:
        return provinces
    return tuple(c for c in codes if not any(c != other and within(c, other) for other in codes))


def shared_code(codes: Codes) -> str | None:
    """Return the smallest division that holds all of `codes`, or None.

    >>> shared_code(("440304", "440305")), shared_code(("110105", "220104"))
    ('440300', None)
    """
    if not codes:
        return None
    cities = {code[:4] for code in codes}
    if len(cities) == 1 and not is_municipality(codes[0]) and codes[0][:4] + "00" in divisions().by_code:
        return codes[0][:4] + "00"
    provinces = {code[:2] for code in codes}
    return codes[0][:2] + "0000" if len(provinces) == 1 else None
