"""One address by the standard."""

from __future__ import annotations

import pytest

from custdq.text.email_address import ascii_domain, read_address


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        pytest.param("a@Example.COM", "example.com", id="case of the domain"),
        pytest.param("a@straße.example.de", "straße.example.de", id="sharp s"),
        pytest.param("a@ⓔⓧⓐⓜⓟⓛⓔ.com", "example.com", id="letters in circles"),
        pytest.param("a@bücher.de", "bücher.de", id="umlaut"),
        pytest.param("é@x.com", "x.com", id="accent in the local part"),
        pytest.param("a@b.рф", "b.рф", id="Cyrillic top level"),
    ],
)
def test_an_address_is_read(text: str, domain: str) -> None:
    address = read_address(text)
    assert address is not None
    assert address.domain == domain


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a@♥.com", id="symbol"),
        pytest.param("a@b・c.com", id="middle dot between Latin letters"),
        pytest.param("\u0301e@x.com", id="accent on nothing"),
        pytest.param("a\u00a0b@x.com", id="hard space"),
        pytest.param("a@ab--cd.com", id="two dashes"),
        pytest.param("≯a@x.com", id="a forbidden sign with a stroke"),
        pytest.param("a@b.com张三", id="a top level of two scripts"),
        pytest.param("a@⒈com", id="a dot hidden in a character"),
    ],
)
def test_what_the_standard_forbids_is_none(text: str) -> None:
    assert read_address(text) is None


def test_a_domain_has_one_form_for_name_servers() -> None:
    assert ascii_domain("bücher.de") == "xn--bcher-kva.de"
