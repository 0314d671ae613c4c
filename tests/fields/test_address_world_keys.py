"""Keys of addresses of the world: what meets and what must not."""

from __future__ import annotations

import pytest

from custdq.fields.address_world import read_world_address
from custdq.fields.address_world_keys import world_address_keys


def key(name: str, text: str) -> object:
    return world_address_keys(read_world_address(text), text)[name]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Triftstr. 67, 13353 Berlin", "13353 Berlin, Triftstraße 67", id="german, other order"),
        pytest.param("12 bis rue de la Paix, Paris", "12bis Rue de la Paix, 75002 Paris", id="french"),
        pytest.param("Unit 3/12 Smith St, Sydney NSW", "12 Smith Street, Sydney", id="unit apart"),
        pytest.param("C/ Mayor 3, 2º izq, Madrid", "Calle Mayor, 3, Madrid", id="spanish"),
        pytest.param("ул. Ленина, д. 5, кв. 10", "улица Ленина 5", id="russian"),
    ],
)
def test_houses_meet(one: str, other: str) -> None:
    assert key("house", one) == key("house", other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("PO Box 12, Leeds", "12 Elm Road, Leeds", id="box and street"),
        pytest.param("12 Elm Road, Leeds", "14 Elm Road, Leeds", id="numbers"),
        pytest.param("12 Elm Road, Leeds", "12 Oak Road, Leeds", id="roads"),
    ],
)
def test_houses_do_not_meet(one: str, other: str) -> None:
    assert key("house_number", one) != key("house_number", other) or key("house", one) != key("house", other)


def test_a_corner_has_one_order() -> None:
    assert key("road_western", "Elm Rd & Oak Ave") == key("road_western", "Oak Avenue and Elm Road")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("Flat 2, 14 High St, Leeds", "2", id="flat"),
        pytest.param("10 Anson Road #05-12, Singapore 079903", "05-12", id="sign"),
        pytest.param("3/12 Smith St, Sydney NSW 2000, Australia", "3", id="australian"),
        pytest.param("14 High St, Leeds", None, id="none"),
    ],
)
def test_units(text: str, unit: str | None) -> None:
    assert key("unit", text) == unit
