"""American addresses on one line: parts as written, the form of Publication 28, and what is not American."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq.errors import Reason
from custdq.fields import Address
from custdq.fields.address_us import read_us_address, read_us_street
from custdq.reference.us_words import us_places, us_words, zip_states


def parts(text: str) -> dict[str, Any]:
    found = read_us_address(text, region="US")
    assert found is not None
    return {name: part for name, part in found.parts().items() if part and name != "country"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("17 birch street, dover, delaware 19901", "17 BIRCH ST, DOVER DE 19901", id="plain"),
        pytest.param("17 Birch St Dover DE 19901-1234", "17 BIRCH ST, DOVER DE 19901-1234", id="no commas"),
        pytest.param("17 Birch St., Dover, Del., 19901, U.S.A.", "17 BIRCH ST, DOVER DE 19901", id="dots and country"),
        pytest.param("17 Birch St,Dover,DE19901", "17 BIRCH ST, DOVER DE 19901", id="glued"),
        pytest.param("Apt 3C 17 Birch St Dover DE 19901", "17 BIRCH ST APT 3C, DOVER DE 19901", id="unit in front"),
        pytest.param("17 Birch St apartment # 3 c, Dover DE", "17 BIRCH ST APT 3 C, DOVER DE", id="spaced unit"),
        pytest.param("17 Birch St Ste 4 Suite 4, Dover DE", "17 BIRCH ST STE 4, DOVER DE", id="unit twice"),
        pytest.param("17 Birch St # 4, Dover DE", "17 BIRCH ST # 4, DOVER DE", id="unit of no word"),
        pytest.param("17 Birch St 4B, Dover DE", "17 BIRCH ST # 4B, DOVER DE", id="bare unit"),
        pytest.param("17 Birch St Unit B100 Dover DE 19901", "17 BIRCH ST UNIT B100, DOVER DE 19901", id="unit letter"),
        pytest.param("17 Birch St, 3rd Floor, Dover DE", "17 BIRCH ST FL 3, DOVER DE", id="floor"),
        pytest.param(
            "17 Birch St Bldg C Fl 2 Rm 210, Dover DE", "17 BIRCH ST BLDG C FL 2 RM 210, DOVER DE", id="building"
        ),
        pytest.param("17 Birch St Rear, Dover DE", "17 BIRCH ST REAR, DOVER DE", id="rear"),
        pytest.param("P.O. Box # 0088, Ely, Nev. 89301", "PO BOX 88, ELY NV 89301", id="box"),
        pytest.param("Rural Route 3 Box 018 Ely NV 89301", "RR 3 BOX 18, ELY NV 89301", id="rural route"),
        pytest.param("HCR 61 Bx 12B, Ely, NV", "HC 61 BOX 12B, ELY NV", id="contract route"),
        pytest.param("PSC 802 Box 74 APO AE 09499", "PSC 802 BOX 74, APO AE 09499", id="military"),
        pytest.param("Unit 2050 Box 4190, FPO, AP 96278", "UNIT 2050 BOX 4190, FPO AP 96278", id="ship"),
        pytest.param("12 1/2 North Hill Road, Ely NV", "12 1/2 N HILL RD, ELY NV", id="half number"),
        pytest.param("31-07 Ditmars Blvd, Astoria, NY 11105", "31-07 DITMARS BLVD, ASTORIA NY 11105", id="queens"),
        pytest.param("150 S 400 E, Provo, Utah 84606", "150 S 400 E, PROVO UT 84606", id="grid"),
        pytest.param("N27W23960 Paul Rd Pewaukee WI", "N27W23960 PAUL RD, PEWAUKEE WI", id="grid number"),
        pytest.param("4 U.S. Hwy 41 South, Naples FL", "4 US HIGHWAY 41 S, NAPLES FL", id="highway"),
        pytest.param("58 Cnty Rd 12, Naples FL", "58 COUNTY ROAD 12, NAPLES FL", id="county road"),
        pytest.param("8 I-10 W, Houston TX", "8 INTERSTATE 10 W, HOUSTON TX", id="interstate"),
        pytest.param("900 E Street Northwest Washington DC", "900 E ST NW, WASHINGTON DC", id="letter street"),
        pytest.param("900 North St, Salem OR", "900 NORTH ST, SALEM OR", id="direction as a name"),
        pytest.param("900 S Shore Drive East, Salem OR", "900 S SHORE DR E, SALEM OR", id="two directions"),
        pytest.param(
            "1 Avenue of the Americas, New York NY", "1 AVENUE OF THE AMERICAS, NEW YORK NY", id="avenue of the"
        ),
        pytest.param("One Court Ct Hartford Ct 06103", "1 COURT CT, HARTFORD CT 06103", id="court and Connecticut"),
        pytest.param("9 St Louis St St Louis Mo 63101", "9 ST LOUIS ST, ST LOUIS MO 63101", id="saint and street"),
        pytest.param("9 Elm St New York New York 10001", "9 ELM ST, NEW YORK NY 10001", id="town and state alike"),
        pytest.param("9 Elm Street New York 10001", "9 ELM ST, NEW YORK 10001", id="town without state"),
        pytest.param("elm st & 3rd avenue, tulsa ok", "ELM ST & 3RD AVE, TULSA OK", id="crossing"),
        pytest.param("Harbor Tower, 9 Elm St, Tulsa OK", "HARBOR TOWER, 9 ELM ST, TULSA OK", id="place"),
        pytest.param("9 Elm St, La Jolla, San Diego CA", "9 ELM ST, LA JOLLA, SAN DIEGO CA", id="suburb"),
        pytest.param("salem, oregon", "SALEM OR", id="town alone"),
        pytest.param("OR, 97301", "OR 97301", id="state and code"),
        pytest.param("9 Elm St, Norwalk CT 6851", "9 ELM ST, NORWALK CT 06851", id="lost zero"),
        pytest.param("Urb Las Lomas 150 Calle A, San Juan PR", "URB LAS LOMAS, 150 CALLE A, SAN JUAN PR", id="spanish"),
        pytest.param("850 Elm", "850 ELM", id="no type"),
    ],
)
def test_the_standard_form_and_that_it_reads_as_itself(text: str, value: str) -> None:
    kind = Address(region="US")
    assert kind.parse_cell(text).value == value
    again = kind.parse_cell(value)
    assert again.value == value
    found, same = read_us_address(text, region="US"), read_us_address(value, region="US")
    assert found is not None
    assert same is not None
    assert found.standard == same.standard


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Friends of the Park 17 N. Birch St., Apt. 3C Salem Oregon 97301",
            {
                "place": "Friends of the Park", "number": "17", "road": "N. Birch St.", "unit": "Apt. 3C",
                "city": "Salem", "province": "Oregon", "postcode": "97301",
            },
            id="as written",
        ),
        pytest.param(
            "17 Birch St (side door), c/o Ann Roe, Salem OR",
            {
                "number": "17", "road": "Birch St", "city": "Salem", "province": "OR", "note": "c/o Ann Roe; side door",
            },
            id="notes",
        ),
        pytest.param(
            "17 Birch St, Suite 8, Room 12, Salem, Marion County, OR",
            {
                "number": "17", "road": "Birch St", "unit": "Suite 8, Room 12", "room": "12", "city": "Salem",
                "county": "Marion County", "province": "OR",
            },
            id="room and county",
        ),
        pytest.param(
            "44 Wall St 21st floor new york",
            {"number": "44", "road": "Wall St", "floor": "21st floor", "city": "new york"},
            id="floor and town",
        ),
        pytest.param("coffee in Brooklyn", {"place": "coffee", "note": "in", "city": "Brooklyn"}, id="search words"),
        pytest.param("#6 Hill Terrace", {"number": "6", "road": "Hill Terrace"}, id="number sign in front"),
        pytest.param("12 B Hill Terrace", {"number": "12 B", "road": "Hill Terrace"}, id="letter behind the number"),
        pytest.param("12 Salem Ct", {"number": "12", "road": "Salem Ct"}, id="no Connecticut"),
        pytest.param("5th Ave New York", {"road": "5th Ave", "city": "New York"}, id="ordinal street"),
        pytest.param("Interstate 80, Utah", {"road": "Interstate 80", "province": "Utah"}, id="highway and state"),
        pytest.param("Hill St 300", {"road": "Hill St", "number": "300"}, id="number behind"),
        pytest.param("State Route 9", {"road": "State Route 9"}, id="highway alone"),
        pytest.param("Birch Rd, Oak", {"road": "Birch Rd", "city": "Oak"}, id="typed half"),
    ],
)  # fmt: skip
def test_parts_as_written(text: str, expected: dict[str, str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("10 Park Lane, London SW1A 2AA", id="british code"),
        pytest.param("10 Park Lane, Toronto, ON", id="canadian province"),
        pytest.param("Lindenweg 1, 10178 Berlin, Germany", id="another country"),
        pytest.param("", id="nothing"),
        pytest.param("word " * 100, id="too many words"),
    ],
)
def test_not_american_even_in_an_american_column(text: str) -> None:
    assert read_us_address(text, region="US") is None


@pytest.mark.parametrize(
    ("text", "american"),
    [
        pytest.param("9 Elm St, Salem, OR 97301", True, id="state and code"),
        pytest.param("Salem, OR", True, id="town of the state"),
        pytest.param("9 Elm St, Oregon, USA", True, id="state and country"),
        pytest.param("9 Elm St", False, id="street alone"),
        pytest.param("Invalidenstr 5, Berlin, DE 10115", False, id="code of no such state"),
        pytest.param("9 Elm St, Perth WA 6000", False, id="four figures"),
        pytest.param("Georgia", False, id="a country as well"),
    ],
)
def test_what_shows_that_it_is_american(text: str, american: bool) -> None:
    assert (read_us_address(text) is not None) == american


def test_an_unsure_address_keeps_its_spelling_and_says_so() -> None:
    parsed = Address(region="US").parse_cell("Birch Rd, Oakvil")
    assert (parsed.value, parsed.problem) == ("Birch Rd, Oakvil", Reason.AMBIGUOUS)


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param("(503) 555-0100", id="telephone"),
        pytest.param("Tel: 503-555-0100", id="telephone with its word"),
        pytest.param("ann@example.com", id="mail"),
        pytest.param("Harbor Stadium", id="remark"),
    ],
)
def test_what_stands_behind_the_code_is_a_note(contact: str) -> None:
    parsed = Address().parse_cell(f"9 Elm St, Salem, OR 97301, {contact}")
    assert (parsed.value, parsed.problem) == ("9 ELM ST, SALEM OR 97301", Reason.EXTRA_TEXT)
    assert parsed.parts["note"] == contact


def test_two_towns_that_are_as_likely_are_candidates() -> None:
    parsed = Address(region="US").parse_cell("9 Elm St N Palm Beach FL 33408")
    assert parsed.problem is Reason.AMBIGUOUS
    assert sorted(str(parsed.parts["candidates"]).split(";")) == ["N Palm Beach", "Palm Beach"]


def test_a_code_of_another_state_is_told() -> None:
    parsed = Address(region="US").parse_cell("9 Elm St, Salem, OR 10001")
    assert (parsed.value, parsed.problem) == ("9 ELM ST, SALEM OR 10001", Reason.POSTCODE_CONFLICT)


def test_a_remark_leaves_the_value_and_is_told() -> None:
    parsed = Address().parse_cell("9 Elm St near the mill, Salem, OR 97301")
    assert (parsed.value, parsed.problem) == ("9 ELM ST, SALEM OR 97301", Reason.EXTRA_TEXT)
    assert parsed.parts["note"] == "near the mill"


def test_a_street_column() -> None:
    assert read_us_street("123 main street apartment 4").value == "123 MAIN ST APT 4"
    assert read_us_street("po box 9").value == "PO BOX 9"
    assert read_us_street("").value is None


def test_addresses_built_from_known_parts_come_apart_as_built() -> None:
    draw = random.Random(28)  # noqa: S311 - made-up addresses
    towns = [(name.title(), states.split()[0]) for name, states in us_places().items() if " " not in states]
    codes = {code: name.title() for name, code in us_words().states.items() if len(name) > 4}
    zips = {states[0]: prefix for prefix, states in zip_states().items()}
    towns = [(town, code) for town, code in towns if code in codes and code in zips]
    right = total = 0
    for _ in range(1500):
        town, code = draw.choice(towns)
        number = draw.choice(["7", "1020", "12A", "3-15", "9 1/2"])
        road = draw.choice(["N Elm St", "Old Mill Road", "St Charles Ave.", "5th Ave SW", "County Road 12", "Broadway"])
        unit = draw.choice([None, "Apt 4B", "# 7", "Ste 200", "Unit C"])
        state = draw.choice([code, codes[code]])
        line = f"{number} {road}{f' {unit}' if unit else ''}"
        whole = draw.choice(["{}, {}, {} {}", "{} {} {} {}", "{} {}, {} {}", "{} {} {} {} USA"])
        text = whole.format(line, town, state, f"{zips[code]}01")
        expected = {"number": number, "road": road, "unit": unit, "city": town, "province": state}
        found = parts(text if draw.random() < 0.7 else text.lower())
        total += 1
        right += all((found.get(name) or "").lower() == (part or "").lower() for name, part in expected.items())
    assert right / total >= 0.99


WORDS = st.sampled_from(
    "1 12 4B 1/2 5TH First 100-102 N S E NE North Main Oak St Ave Street Ct Lake City Center Plaza Apt Suite Unit # "
    "Bldg Floor FL 6th Rear Front B PO Box RR HC Route Hwy US I-35 County State Salem St. Louis New York Washington DC "
    "IL OR NE CT Mass. Mexico USA 62701 10001-1234 6851 , ; - & and ( ) of the near c/o APO AE Calle No. One O'Hare é "
    "Broadway Ext between attn: PSC Unit PR 00901 York".split()
)


@settings(max_examples=400)
@given(words=st.lists(WORDS, max_size=14), region=st.sampled_from(["US", None]))
def test_any_words_are_read_kept_and_stand(words: list[str], region: str | None) -> None:
    kind, text = Address(region=region), " ".join(words)
    parsed = kind.parse_cell(text)
    found = read_us_address(text, region=region)
    if parsed.value is None or found is None:
        return
    assert kind.parse_cell(parsed.value).value == parsed.value
    if parsed.value != text.strip(" ,;"):
        kept = " ".join([parsed.value, found.code or "", *(part for part in found.parts().values() if part)]).upper()
        for word in words:
            letters = word.upper().strip("#.,;-()&:")
            assert not letters.isalnum() or letters in kept or letters in ("NO", "USA", "US", "É", "AND")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("15 Rue des Lilas, Casablanca, Morocco", "MA", id="a-country-that-is-a-town-too"),
        pytest.param("Ul. Lipowa 10, Kraków, Poland", "PL", id="poland"),
        pytest.param("P.O. Box 12, Dubai, UAE", "AE", id="three-letters"),
        pytest.param("Oak House, Leeds, England", "GB", id="england"),
        pytest.param("12 Main St, Poland", None, id="a-town-behind-a-street"),
        pytest.param("12 Main St, Apt 4, Poland", None, id="a-town-behind-a-unit"),
        pytest.param("9 Elm Rd, Peru, IN", "US", id="a-town-with-its-state"),
    ],
)
def test_a_country_behind_a_town_is_told_in_an_american_column(text: str, country: str | None) -> None:
    assert Address(region="US").parse_cell(text).parts.get("country") == country
