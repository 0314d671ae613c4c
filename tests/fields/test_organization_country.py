"""Countries a western organization's own name names, and names of countries that are something else."""

from __future__ import annotations

import pytest

from custdq.fields.organization_country import is_translated, named_countries, named_place
from custdq.fields.organization_name import OrganizationName


@pytest.mark.parametrize(
    ("base", "anywhere", "countries"),
    [
        pytest.param("Harbor Bank of Canada", False, ("CA",), id="behind a preposition"),
        pytest.param("Banco Puerto de Chile", False, ("CL",), id="Spanish"),
        pytest.param("Air Norway", False, ("NO",), id="at the end"),
        pytest.param("Harbor Suisse Group", False, ("CH",), id="before a closing word"),
        pytest.param("Harbor Bank of Ontario", False, ("CA",), id="province"),
        pytest.param("Bank of Georgia", False, ("GE", "US"), id="country and state"),
        pytest.param("Japan Harbor Lighting", True, ("JP",), id="in front, beside a form"),
        pytest.param("Japan Harbor Restaurant", False, (), id="in front, no form"),
        pytest.param("New Mexico Harbor", True, (), id="state with a country in it"),
        pytest.param("Jordan Lane", True, (), id="a person"),
        pytest.param("Harbor Lane", True, (), id="none"),
        pytest.param("", True, (), id="nothing"),
    ],
)
def test_countries_of_a_name(base: str, anywhere: bool, countries: tuple[str, ...]) -> None:
    assert named_countries(base, anywhere=anywhere) == countries


def test_the_form_tells_where_it_can() -> None:
    kind = OrganizationName()
    rows = kind.parse(["Harbor Peru GmbH", "Harbor Peru Kft.", "Harbor Peru Ltd.", "Harbor Peru"]).to_pylist()
    assert ["Peru" in (row["countries"] or "").split(";") for row in rows] == [False, False, True, True]


def test_forms_that_are_translations() -> None:
    assert is_translated("ltd")
    assert not is_translated("kft")


def test_places() -> None:
    assert named_place("Spain")
    assert named_place("Shanghai")
    assert not named_place("Harlane")
