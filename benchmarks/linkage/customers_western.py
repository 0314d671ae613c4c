"""Made-up American customers for `customers`: who they are, what changes in their lives, what a clerk writes down.

Names follow Zipf and Mandelbrot as names do (the commonest surname 1 %, the commonest given name 2 %); households
share surname, address and often a phone. The trap: facts drawn independently of each other make linking too easy, so an
email is made from the name, a postcode belongs to its city, and family members are told apart by given name and birth.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.linkage.slips import (
    DIGITS,
    Draw,
    Text,
    applied,
    drawn,
    joined,
    missing,
    points,
    some,
    swapped,
    text,
    typed,
    zipf,
)

from custdq.reference.tables import read_lines

#: Columns a record has, behind record_id and entity_id.
COLUMNS = ("first_name", "surname", "dob", "phone", "email", "address", "city", "state", "postcode")
#: What is known of people: column of facts -> one value a person.
Facts = dict[str, npt.NDArray[Any]]

# the commonest names of the census, commonest first (public facts); the tables say no order
GIVEN = """
james mary john patricia robert jennifer michael linda david elizabeth william barbara richard susan joseph
jessica thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony margaret mark sandra
donald ashley steven kimberly paul emily andrew donna joshua michelle kenneth carol kevin amanda brian
dorothy george melissa timothy deborah ronald stephanie edward rebecca jason sharon jeffrey laura ryan
cynthia jacob kathleen gary amy nicholas angela eric shirley jonathan anna stephen brenda larry pamela
justin emma scott nicole brandon helen benjamin samantha samuel katherine gregory christine alexander debra
patrick rachel frank carolyn raymond janet jack maria dennis olivia
""".split()
SURNAMES = """
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson
anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis
robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera
campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart
morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim
cox ward richardson watson brooks chavez wood bennett gray mendoza ruiz hughes price alvarez castillo
sanders patel myers long ross foster jimenez
""".split()
AREA_CODES = """
201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 239 240 248 251 252
253 254 256 260 262 267 269 270 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320
323 325 330 334 336 337 360 361 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 425 432 434
440 443 469 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530 540 541 559
561 562 563 570 571 573 574 580 585 586 601 602 603 605 606 607 608 609 610 612 614 615 616 617 618 619 620
623 626 630 631 636 646 650 651 660 661 662 701 702 703 704 706 707 708 712 713 714 715 716 717 718 719 720
724 727 731 732 734 740 754 757 760 763 765 770 772 773 775 781 785 801 802 803 804 805 806 808 810 812 813
814 815 816 817 818 828 830 831 832 843 845 847 850 856 858 859 860 863 864 865 870 901 903 904 906 907 908
909 910 912 913 914 915 916 918 919 920 925 928 931 936 937 940 941 949 951 952 954 956 970 971 972 973 978
979 980 985 989
""".split()
DOMAINS = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "aol.com", "icloud.com", "comcast.net", "att.net")
STREET_TYPES = ("St", "Ave", "Rd", "Dr", "Ln", "Ct", "Blvd", "Pl", "Way", "Ter")
STREET_TYPES_IN_FULL = (
    "Street", "Avenue", "Road", "Drive", "Lane", "Court", "Boulevard", "Place", "Way", "Terrace",
)  # fmt: skip
STREETS = """
Main Oak Pine Maple Cedar Elm Washington Lake Hill Park Walnut Spring North Ridge Church Willow Mill Sunset
Railroad Jackson Cherry West South Highland Johnson Forest River Meadow Broad Chestnut Franklin Jefferson
Lincoln Center Madison Adams Dogwood Hickory Laurel Valley Green Birch Poplar Locust Spruce College School
Prospect Magnolia Sycamore Grant Summit Clay Monroe Union Liberty Water Market Front Court Bridge Cottage
Vine Orchard Garden Fairview Woodland
""".split()
FIRST_BIRTH, LAST_BIRTH = np.datetime64("1930-01-01"), np.datetime64("2008-01-01")


@functools.cache
def names() -> tuple[Text, Text]:
    """Return given names and surnames, commonest first: the census's head, then the table's words in a fixed order."""
    given: list[str] = []
    family: list[str] = []
    for line in read_lines("personal_names.tsv.gz"):
        leaning, words = line.split("\t")
        (given if int(leaning) > 0 else family).extend(w for w in words.split() if w.isascii() and 3 <= len(w) <= 12)
    mixed = np.random.default_rng(1790)
    tails = [mixed.permutation(sorted(set(words) - set(head))) for words, head in ((given, GIVEN), (family, SURNAMES))]
    return np.array([*GIVEN, *tails[0][:5000]]), np.array([*SURNAMES, *tails[1][:40000]])


@functools.cache
def nicknames() -> tuple[npt.NDArray[np.int32], Text]:
    """Return for each given name its place in a list of familiar forms, -1 for none, and that list."""
    familiar = dict(line.split("\t") for line in read_lines("nicknames.tsv"))
    known = {name: forms.split()[0] for name, forms in familiar.items()}
    given = names()[0].tolist()
    forms = sorted(set(known.values()))
    places = [forms.index(known[name]) if name in known else -1 for name in given]
    return np.array(places, np.int32), np.char.title(np.array(forms))


@functools.cache
def towns() -> tuple[Text, Text, Text]:
    """Return town, state and the first four digits of its postcode, in a fixed order of size."""
    prefixes = {
        fields[1]: fields[2].split()
        for line in read_lines("us_streets.tsv.gz")
        if (fields := line.split("\t"))[0] == "zip"
    }
    rows = []
    for line in read_lines("us_places.tsv.gz"):
        state, places = line.split("\t")
        if state in prefixes:
            codes = _codes(prefixes[state])
            rows += [(p.title(), state, codes[i % len(codes)]) for i, p in enumerate(places.split("|")) if p.isascii()]
    mixed = np.random.default_rng(1787).permutation(len(rows))
    return tuple(np.array([rows[i][k] for i in mixed]) for k in range(3))  # type: ignore[return-value]


def _codes(ranges: list[str]) -> list[str]:
    out = []
    for given in ranges:
        first, _, last = given.partition("-")
        out += [f"{code:03d}{digit}" for code in range(int(first), int(last or first) + 1) for digit in DIGITS]
    return out


def people(rng: Draw, count: int) -> Facts:
    """Return the facts of `count` people, who live in households of one to five."""
    sizes = rng.choice(5, count, p=(0.45, 0.33, 0.1, 0.08, 0.04)) + 1
    home = np.repeat(np.arange(count, dtype=np.int32), sizes)[:count]
    given, family = names()
    house = {name: values[home] for name, values in homes(rng, count).items()}
    of_house = drawn(rng, zipf(len(family), offset=10, power=1.03), count)[home]
    own = drawn(rng, zipf(len(family), offset=10, power=1.03), count)
    span = int((LAST_BIRTH - FIRST_BIRTH).astype(int))
    facts: Facts = {
        "given": drawn(rng, zipf(len(given), offset=9, power=1.25), count),
        "family": np.where(some(rng, count, 0.85), of_house, own),
        "birth": FIRST_BIRTH + rng.integers(0, span, count),
        **house,
    }
    shared = numbers(rng, count)[home]
    facts["phone"] = np.where(some(rng, count, 0.25), shared, numbers(rng, count))
    facts["email"] = mailboxes(rng, facts)
    return facts


def homes(rng: Draw, count: int) -> Facts:
    """Return `count` addresses: number, street, type, unit, town and postcode."""
    town = drawn(rng, zipf(len(towns()[0]), offset=20, power=1.0), count)
    streets = np.array(STREETS + [name.title() for name in names()[1][:1500].tolist()])
    number = np.floor(10 ** (1 + 2.7 * rng.random(count))).astype(np.int64)
    return {
        "number": number.astype("U5"),
        "street": streets[drawn(rng, zipf(len(streets), offset=5, power=0.9), count)],
        "type": drawn(rng, zipf(len(STREET_TYPES), offset=0.5, power=1.2), count),
        "unit": np.where(some(rng, count, 0.18), rng.integers(1, 400, count), 0).astype("U3"),
        "town": town,
        "last_digit": rng.integers(0, 3, count).astype("U1"),
    }


def numbers(rng: Draw, count: int) -> Text:
    """Return `count` telephone numbers of ten digits."""
    area = np.array(AREA_CODES)[rng.integers(0, len(AREA_CODES), count)]
    exchange, line = rng.integers(220, 990, count), rng.integers(0, 10_000, count) + 10_000
    return joined(area, exchange.astype("U3"), _cut(line.astype("U5"), 1))


def _cut(values: Text, first: int) -> Text:
    return text(points(values)[:, first:])


def mailboxes(rng: Draw, facts: Facts) -> Text:
    """Return an email made from each name, in one of four ways, with figures where the plain one is long taken."""
    given, family = (table[facts[name]] for table, name in zip(names(), ("given", "family"), strict=True))
    size = len(given)
    way, tail = rng.integers(0, 4, size), rng.integers(1, 1000, size).astype("U3")
    year = facts["birth"].astype("datetime64[Y]").astype("U4")
    tail = np.where(some(rng, size, 0.5), _cut(year, 2), np.where(some(rng, size, 0.6), tail, ""))
    initial = given.astype("U1")
    local = np.where(way == 0, joined(given, ".", family), joined(given, family))
    local = np.where(way == 2, joined(initial, family), np.where(way == 3, joined(family, ".", given), local))
    public = np.array(DOMAINS)[drawn(rng, zipf(len(DOMAINS), offset=0.3, power=1.1), size)]
    return joined(local, tail, "@", np.where(some(rng, size, 0.1), joined(family, ".com"), public))


def later(rng: Draw, facts: Facts) -> Facts:
    """Return the same people some years on: 20 % moved, 20 % have a new phone, 20 % a new email, 3 % a new surname."""
    size = len(facts["given"])
    out = dict(facts)
    moved = some(rng, size, 0.2)
    for name, values in homes(rng, size).items():
        out[name] = np.where(moved, values, facts[name])
    married = some(rng, size, 0.03)
    out["family"] = np.where(married, drawn(rng, zipf(len(names()[1]), offset=10, power=1.03), size), facts["family"])
    out["phone"] = np.where(some(rng, size, 0.2), numbers(rng, size), facts["phone"])
    out["email"] = np.where(some(rng, size, 0.2), mailboxes(rng, out), facts["email"])
    return out


def written(rng: Draw, facts: Facts, *, copy: bool) -> dict[str, Text]:
    """Return what is written down of each; a first record has gaps only, a copy has slips as well."""
    size = len(facts["given"])
    given, family = names()
    town, state, zone = towns()
    kind = np.array(STREET_TYPES_IN_FULL if copy else STREET_TYPES)[facts["type"]]
    if copy:
        kind = np.where(some(rng, size, 0.6), np.array(STREET_TYPES)[facts["type"]], kind)
    unit = np.where(facts["unit"] == "0", "", joined(" Apt ", facts["unit"]))
    columns = {
        "first_name": np.char.title(given)[facts["given"]],
        "surname": np.char.title(family)[facts["family"]],
        "dob": facts["birth"].astype("U10"),
        "phone": facts["phone"],
        "email": facts["email"],
        "address": joined(facts["number"], " ", facts["street"], " ", kind, unit),
        "city": town[facts["town"]],
        "state": state[facts["town"]],
        "postcode": joined(zone[facts["town"]], facts["last_digit"]),
    }
    if copy:
        _slips(rng, columns, facts)
    gaps = dict(zip(COLUMNS, (0.01, 0.005, 0.08, 0.14, 0.2, 0.04, 0.02, 0.02, 0.05), strict=True))
    return {name: missing(rng, columns[name], share * (1.5 if copy else 1)) for name, share in gaps.items()}


def _slips(rng: Draw, columns: dict[str, Text], facts: Facts) -> None:
    size = len(columns["dob"])
    place, forms = nicknames()
    short = place[facts["given"]]
    familiar = (short >= 0) & some(rng, size, 0.2)
    columns["first_name"] = np.where(familiar, forms[short], columns["first_name"])
    initial = some(rng, size, 0.02)
    columns["first_name"] = np.where(initial, columns["first_name"].astype("U1"), columns["first_name"])
    shares = {"first_name": 0.09, "surname": 0.09, "email": 0.05, "address": 0.08, "city": 0.04}
    for name, share in shares.items():
        columns[name] = typed(rng, columns[name], share)
    for name, share in {"phone": 0.05, "postcode": 0.03}.items():
        columns[name] = typed(rng, columns[name], share, alphabet=DIGITS)
    swapped(rng, columns, ("first_name", "surname"), 0.015)
    columns["dob"] = birthdays(rng, columns["dob"])


def birthdays(rng: Draw, dates: Text) -> Text:
    """Return dates with 3 % day and month exchanged (where both can be), 5 % one figure wrong, 1 % put as 1 January."""
    table = points(dates)
    month, day = table[:, 5:7].copy(), table[:, 8:10].copy()
    can = (day[:, 0] == ord("0")) | ((day[:, 0] == ord("1")) & (day[:, 1] <= ord("2")))
    exchanged = can & some(rng, len(table), 0.07)  # two days in five can be a month
    table[exchanged, 5:7], table[exchanged, 8:10] = day[exchanged], month[exchanged]
    out = text(table)
    out = np.where(some(rng, len(out), 0.01), joined(out.astype("U4"), "-01-01"), out)
    return applied(out, some(rng, len(out), 0.05), lambda chosen: one_figure(rng, chosen))


def one_figure(rng: Draw, dates: Text) -> Text:
    """Return each date with the last figure of its year, month or day another, still a day of the calendar."""
    table = points(dates)
    at = np.array([3, 6, 9])[rng.integers(0, 3, len(table))]
    low = np.where((at == 6) & (table[:, 5] == ord("1")), 3, 9)  # months 10 to 12 have figures 0 to 2 only
    figure = np.where(at == 3, rng.integers(0, 10, len(table)), 1 + rng.integers(0, 9, len(table)) % low)
    tens = table[np.arange(len(table)), at - 1] - ord("0")
    figure = np.where((at == 6) & (tens == 1), rng.integers(0, 3, len(table)), figure)
    figure = np.where((at == 9) & (tens == 3), 0, figure)
    february = (at == 9) & (table[:, 5] == ord("0")) & (table[:, 6] == ord("2")) & (tens == 2)
    figure = np.where(february, np.minimum(figure, 8), figure)
    table[np.arange(len(table)), at] = figure + ord("0")
    out = text(table)
    return np.where(_is_day(out), out, dates)


def _is_day(dates: Text) -> npt.NDArray[np.bool_]:
    table = points(dates) - ord("0")
    month, day = table[:, 5] * 10 + table[:, 6], table[:, 8] * 10 + table[:, 9]
    long = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [0] * 90)
    return np.asarray(day <= long[np.minimum(month, 99)])
