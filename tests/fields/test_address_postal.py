"""A second reading by libpostal, played by a module of the same name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from custdq.fields import Address
from custdq.fields.address_postal import _parser, is_unsure, postal_parts

_TEXT = "Casa Azul Fraccion Norte Manzanar"


@pytest.fixture
def postal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    package, module = ModuleType("postal"), ModuleType("postal.parser")

    def parse_address(text: str, country: str | None = None) -> list[tuple[str, str]]:
        assert text == _TEXT
        return [("casa azul", "house"), ("manzanar", "city"), ("elsewhere", "road"), ("norte", "cardinal")]

    module.parse_address = parse_address  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "postal", package)
    monkeypatch.setitem(sys.modules, "postal.parser", module)
    _parser.cache_clear()
    yield
    _parser.cache_clear()


@pytest.mark.usefixtures("postal")
def test_its_parts_come_out_as_written() -> None:
    assert postal_parts(_TEXT, "MX") == {"place": "Casa Azul", "city": "Manzanar"}
    assert Address().parse_cell(_TEXT).parts["city"] == "Manzanar"


def test_without_it_nothing_changes() -> None:
    _parser.cache_clear()
    assert postal_parts(_TEXT, None) is None
    assert Address().parse_cell(_TEXT).parts["place"] == _TEXT


def test_what_is_unsure() -> None:
    assert is_unsure({}, _TEXT)
    assert not is_unsure({"road": "Norte"}, _TEXT)
    assert not is_unsure({}, "Casa Azul")
