"""What else in a record tells which of several divisions is meant: a town, a postcode, a telephone area code.

The trap: evidence that only seems to decide. A candidate is dropped only where another one is borne out; where nothing
fits, or several do, all stay.
"""

from __future__ import annotations

from custdq.fields.town_search import TownFound, find_town, is_town_name, may_have_town
from custdq.reference.area_codes import area_code_of, area_province
from custdq.reference.divisions import division_stem, divisions, is_capital, is_municipality, is_outside
from custdq.reference.postcodes_cn import postcode_cities
from custdq.reference.towns import town_codes, town_forms

Codes = tuple[str, ...]

_LONG_NAME = 3


def settle_by(
    codes: Codes, *, town: str | None = None, postcode: str | None = None, area_code: str | None = None
) -> Codes:
    """Return the codes that the evidence leaves of several divisions.

    Parameters
    ----------
    codes
        Candidates, as `DivisionsFound.codes`; also a city or a province, of which a town may tell the county.
    town
        Name of a town as written, with or without its level.
    postcode
        Six digits; the first four tell the city, the first two the province.
    area_code
        Telephone area code, with or without 0.

    Returns
    -------
    tuple of str
        The candidates borne out, or all where none is; never more than were given, but a county in place of its city
        where the town tells it.

    Examples
    --------
    >>> settle_by(("110105", "220104"), area_code="010"), settle_by(("110105", "220104"), postcode="130012")
    (('110105',), ('220104',))
    >>> settle_by(("320100",), town="淳化街道"), settle_by(("320106", "350102"))
    (('320115',), ('320106', '350102'))
    """
    if town:
        codes = _by_town(codes, town)
    if len(codes) > 1 and postcode:
        cities = postcode_cities(postcode)
        codes = tuple(code for code in codes if _city(code) in cities) or codes
        codes = tuple(code for code in codes if any(code[:2] == city[:2] for city in cities)) or codes
    if len(codes) > 1 and area_code:
        dialled, province = "0" + area_code.lstrip("0"), area_province(area_code)
        codes = tuple(code for code in codes if area_code_of(code) == dialled) or codes
        codes = tuple(code for code in codes if code[:2] == province) or codes
    return codes


def _city(code: str) -> str:
    return code if code[2:4] == "90" else code[:2] + "0000" if is_municipality(code) else code[:4] + "00"


def _by_town(codes: Codes, town: str) -> Codes:
    forms = [town, *town_forms(town)]
    counties: list[str] = []
    for code in codes:
        found = {match[:6] for form in forms for match in town_codes(form, division_stem(code))}
        if len(found) == 1:
            counties.append(found.pop())
        elif found:
            counties.append(code)
    return tuple(dict.fromkeys(counties)) or codes


def settle_by_text(codes: Codes, text: str, *, at: int, renamed: bool = False) -> Codes:
    """Return the codes that the town at `at` in a text leaves of those read before it.

    A county stays as it is, save where its name is no longer in use: then the town is asked where it lies now.

    >>> settle_by_text(("110105", "220104"), "朝阳区永春镇", at=3), settle_by_text(("320100",), "南京市淳化街道", at=3)
    (('220104',), ('320115',))
    """
    if len(codes) == 1:
        code = codes[0]
        if is_outside(code):
            return _by_area(code, text, at)
        if not code.endswith("00"):
            return _by_moved_town(code, text, at) if renamed else codes
        found = find_town(text, start=at, division=code, bare=False)
        return found.counties if found is not None and len(found.counties) == 1 else codes
    if not may_have_town(text, at):
        return codes
    towns = [(code, find_town(text, start=at, division=code, bare=False)) for code in codes if not is_outside(code)]
    borne_out = [_county(code, found) for code, found in towns if found is not None]
    return tuple(dict.fromkeys(borne_out)) or codes


def _county(code: str, found: TownFound) -> str:
    return found.counties[0] if len(found.counties) == 1 else code


def _by_moved_town(code: str, text: str, at: int) -> Codes:
    if find_town(text, start=at, division=code, bare=False) is not None:
        return (code,)
    city = code[:2] + "0000" if is_municipality(code) else code[:4] + "00"
    found = find_town(text, start=at, division=city, bare=False)
    return found.counties if found is not None and len(found.counties) == 1 else (code,)


def _by_area(code: str, text: str, at: int) -> Codes:
    """Hong Kong and Macau: a well-known area tells the district (旺角 -> 油尖旺区)."""
    found = area_at(text, at)
    if found is not None and found.startswith(code[:2]) and (code.endswith("0000") or found.startswith(code)):
        return (found,)
    return (code,)


def area_at(text: str, at: int) -> str | None:
    """Return the district of the area of Hong Kong or Macau a text has at a place.

    >>> area_at("香港旺角弥敦道", 2), area_at("香港弥敦道", 2)
    ('810000.KYT', None)
    """
    areas = divisions().areas
    return next((areas[text[at : at + size]] for size in (4, 3, 2) if text[at : at + size] in areas), None)


def counties_of_town(text: str, *, at: int = 0) -> Codes:
    """Return the counties of the town a text without divisions begins with; several where the name is shared.

    >>> counties_of_town("粤海街道科苑路15号"), len(counties_of_town("城关镇")) > 50, counties_of_town("文化路1号")
    (('440305',), True, ())
    """
    found = find_town(text, start=at)
    return found.counties if found is not None and is_town_name(found.name) else ()


def is_distinctive(short: str, code: str) -> bool:
    """Tell whether the short name of a county alone can hardly mean anything else.

    A name that is also that of towns elsewhere is an ordinary word (光明, 江南, 平房), and only the districts of large
    cities and the county-level cities are commonly written so.

    >>> is_distinctive("海淀", "110108"), is_distinctive("光明", "440311"), is_distinctive("义乌", "330782")
    (True, False, True)
    """
    if len(short) >= _LONG_NAME:
        return True
    elsewhere = sum(match[:6] != code for form in town_forms(short) for match in town_codes(form))
    if is_municipality(code):
        return elsewhere <= 1
    name = divisions().by_code.get(code, "")
    return not elsewhere and (name.endswith("市") or (name.endswith("区") and is_capital(code[:4] + "00")))
