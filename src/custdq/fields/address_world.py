"""Addresses of every country but China and the United States, on one line, taken apart as written.

The trap: guessing. Parts are slices of the text; what no rule understood is the note; a town is taken from the end only
where the street stays a street.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.address_lexicon import BOX
from custdq.fields.address_line import MOST_WORDS, read_line
from custdq.fields.address_locality import hinted, is_town, take_country, take_late_country, world_region
from custdq.fields.address_pieces import read_pieces
from custdq.fields.address_postcode import take_postcode
from custdq.fields.address_reading import Reading
from custdq.fields.address_town import read_labels, read_locality

_BOX = re.compile(
    r"(?i)(?<![^\W\d_])(?:(?:g\.?)?p\.?\s?o\.?\s*b(?:ox|\.)?|post(?:al)?(?:\s+office)?\s+box|box|postfach|bo[iî]te\s+"
    r"postale|b\.?\s?p\.?|apartado(?:\s+de\s+correos|\s+postal)?|apdo\.?|casilla(?:\s+de\s+correos?|\s+postal)?|caixa\s+"
    r"postal|casella\s+postale|postbus|postboks|private\s+bag|locked\s+bag|skrytka\s+pocztowa|а/я)[\s:#.]*"
    r"(?:no?\.?\s*|nº\s*|n°\s*)?((?:[A-Z]{1,2}[\s-]?)?\d[\d-]*(?:\s\d{2,3}(?!\d))*(?=\s*(?:[,;]|$|[^\W\d])))"
)


class WorldAddress(NamedTuple):
    """An address taken apart, every part as written; `country` is the alpha-2 code."""

    number: str | None = None
    road: str | None = None
    unit: str | None = None
    building: str | None = None
    floor: str | None = None
    room: str | None = None
    place: str | None = None
    po_box: str | None = None
    suburb: str | None = None
    city: str | None = None
    province: str | None = None
    postcode: str | None = None
    country: str | None = None
    note: str | None = None


def read_world_address(text: str, region: str | None = None) -> WorldAddress:
    """Take an address apart.

    Parameters
    ----------
    text
        One address on one line, in latin letters or Cyrillic, Greek and other alphabets.
    region
        Alpha-2 code assumed where the address names no country.

    Examples
    --------
    >>> a = read_world_address("Flat 2, 14A High Street, Bedford, Bedfordshire, MK40 1AA, United Kingdom")
    >>> a.unit, a.number, a.road, a.city, a.province, a.postcode, a.country
    ('Flat 2', '14A', 'High Street', 'Bedford', 'Bedfordshire', 'MK40 1AA', 'GB')
    >>> a = read_world_address("Café Linde Triftstr. 67 13353 Berlin")
    >>> a.place, a.road, a.number, a.postcode, a.city
    ('Café Linde', 'Triftstr.', '67', '13353', 'Berlin')
    """
    line = read_line(text)
    if not line.words:
        return WorldAddress()
    reading = Reading(line)
    if line.bits & BOX:
        _take_box(reading)
    region_words = world_region(line)
    if region_words:
        reading.note(line.take(len(line.words) - region_words, len(line.words)))
    country = take_country(line, region)
    reading.hint = hinted(line, country, region)
    postcode = take_postcode(line, reading.hint, stated=country is not None)
    if postcode is not None:
        reading.parts["postcode"] = postcode.text
        country = country or take_late_country(line, region, postcode.proven) or postcode.proven
        reading.hint = frozenset({country}) if country else reading.hint
    read_labels(reading)
    read_locality(reading, *(postcode[1:3] if postcode else (-1, -1)))
    read_pieces(reading)
    if country or (region and _fits(reading, region)):
        reading.parts["country"] = country or region or ""
    if len(line.words) > MOST_WORDS:
        reading.note(line.text[line.ends[-1] :])
    return WorldAddress(**reading.parts)


def _fits(reading: Reading, region: str) -> bool:
    """Tell whether the region assumed for the column goes with what was read."""
    city = reading.parts.get("city")
    return "postcode" in reading.parts or (
        city is not None and is_town(read_line(city).key(0, len(city.split())), frozenset({region}))
    )


def _take_box(reading: Reading) -> None:
    """Take the post box and its number."""
    line = reading.line
    match = _BOX.search(line.text)
    if match is None:
        return
    inside = [at for at in range(len(line.words)) if line.starts[at] < match.end() and line.ends[at] > match.start()]
    if inside:
        reading.put("po_box", inside[0], inside[-1] + 1)
