"""Remarks, boxes, units, floors and buildings on a delivery line, and streets that look like them."""

from __future__ import annotations

import pytest

from custdq.fields.address_us_unit import after_units, box_end, mark_extras
from custdq.fields.address_us_words import split_words


def marked(text: str) -> dict[str, str]:
    words = split_words(text)
    roles, _ = mark_extras(words, len(words.keys))
    return {
        role: " ".join(key for key, found in zip(words.keys, roles, strict=True) if found == role)
        for role in sorted(set(roles) - {""})
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("12 Elm St Apt 4", {"unit": "APT 4"}, id="unit"),
        pytest.param("12 Elm St Apt No. 4 C", {"unit": "APT NO 4 C"}, id="figure and letter"),
        pytest.param("12 Elm St Ste 4 & 5", {"unit": "STE 4 & 5"}, id="two figures"),
        pytest.param("12 Elm St Unit508", {"unit": "UNIT508"}, id="glued"),
        pytest.param("12 Elm St # Apt 4", {"unit": "# APT 4"}, id="sign and word"),
        pytest.param("12 Elm St Mail Stop 7", {"unit": "MAIL STOP 7"}, id="mail stop"),
        pytest.param("12 Elm St 2 Fl", {"floor": "2 FL"}, id="floor behind"),
        pytest.param("12 Elm St, Ground Floor", {"floor": "GROUND FLOOR"}, id="ground floor"),
        pytest.param("12 Elm St Bldg C", {"building": "BLDG C"}, id="building"),
        pytest.param("12 Elm St Penthouse", {"unit": "PENTHOUSE"}, id="standing"),
        pytest.param("12 Elm St near the mill", {"note": "NEAR THE MILL"}, id="near"),
        pytest.param("c/o Ann Roe 12 Elm St", {"note": "C/O ANN ROE"}, id="care of"),
        pytest.param("12 Front St", {}, id="front street"),
        pytest.param("12 Upper Elm Rd", {}, id="upper road"),
        pytest.param("12 Unit B St", {}, id="unit b street"),
        pytest.param("Empire Building", {}, id="named building"),
        pytest.param("12 Near St", {}, id="near street"),
        pytest.param("12 Acrossing Rd", {}, id="no remark"),
    ],
)
def test_roles(text: str, found: dict[str, str]) -> None:
    assert marked(text) == found


@pytest.mark.parametrize(
    ("words", "end"),
    [
        pytest.param("PO BOX 12", 3, id="box"),
        pytest.param("POST OFFICE DRAWER 12", 4, id="drawer"),
        pytest.param("POB 12", 2, id="pob"),
        pytest.param("BOX # 12", 3, id="box alone"),
        pytest.param("STAR RTE 2 BOX 9", 5, id="star route"),
        pytest.param("HIGHWAY CONTRACT ROUTE 2 BOX 9", 6, id="contract"),
        pytest.param("HIGHWAY 12", 0, id="highway"),
        pytest.param("STATE ROUTE 12", 0, id="state route"),
        pytest.param("PO SALEM", 0, id="no box"),
    ],
)
def test_boxes(words: str, end: int) -> None:
    assert box_end(words.split(), 0, len(words.split())) == end


def test_words_behind_leading_units() -> None:
    assert after_units("STE 200 6TH FLOOR SALEM".split(), 0, 5) == 4
    assert after_units("SALEM".split(), 0, 1) == 0
