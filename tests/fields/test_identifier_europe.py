"""Registers of Europe: the words around a number belong to it."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.identifier import Identifier


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        pytest.param("de.handelsregisternummer", "Amtsgericht Muenchen, HRB 12345", "München HRB 12345", id="Germany"),
        pytest.param("fr.rcs", "RCS Paris B 552 081 317", "RCS Paris B 552081317", id="France"),
        pytest.param("fr.rcs", "R.C.S. Saint-Étienne 552081317", "RCS Saint-Étienne 552081317", id="France, no letter"),
        pytest.param("ro.onrc", "J 40 / 372 / 2002", "J40/372/2002", id="Romania"),
        pytest.param("at.businessid", "FN 93363 z", "93363z", id="Austria"),
        pytest.param("fi.ytunnus", "112038-9", "01120389", id="Finland, the zero that older ones lack"),
        pytest.param("ru.inn", "7736050003", "7736050003", id="Russia"),
        pytest.param("gb.utr", "1956707763K", "1956707763", id="Britain"),
        pytest.param("pl.regon", "610188201", "610188201", id="Poland"),
        pytest.param("ch.uid", "105909036", "CHE105909036", id="Switzerland"),
        pytest.param("se.orgnr", "5560125790", "5560125790", id="Sweden"),
    ],
)
def test_a_number_of_the_scheme_fits(scheme: str, text: str, value: str) -> None:
    assert Identifier(scheme).parse_cell(text).value == value


@pytest.mark.parametrize(
    ("scheme", "text", "problem"),
    [
        pytest.param("de.handelsregisternummer", "Xanadu Q HRB 12", Reason.BAD_FORMAT, id="no place"),
        pytest.param("fr.rcs", "RCS Paris B 552081318", Reason.BAD_CHECK_DIGIT, id="France"),
        pytest.param("ro.onrc", "X40/372/2002", Reason.BAD_FORMAT, id="Romania"),
        pytest.param("ru.inn", "7736050004", Reason.BAD_CHECK_DIGIT, id="Russia"),
        pytest.param("se.orgnr", "5560125791", Reason.BAD_CHECK_DIGIT, id="Sweden"),
    ],
)
def test_what_is_wrong_says_why(scheme: str, text: str, problem: Reason) -> None:
    assert Identifier(scheme).parse_cell(text).problem == problem
