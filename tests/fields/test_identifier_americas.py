"""Numbers of the Americas: forms and check digits."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.identifier_schemes import SCHEMES


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        pytest.param("ar.cuit", "30546689979", "30546689979", id="Argentina"),
        pytest.param("br.cnpj", "10ABC34503DE35", "10ABC34503DE35", id="Brazil, with letters as from 2026"),
        pytest.param("cl.rut", "CL875511025", "875511025", id="Chile with prefix"),
        pytest.param("co.nit", "8600345941", "8600345941", id="Colombia"),
        pytest.param("us.ein", "981845087", "981845087", id="United States"),
        pytest.param("us.rtn", "308600021", "308600021", id="United States, bank"),
        pytest.param("mx.rfc", "XAXX010101000", "XAXX010101000", id="Mexico, sales to anybody"),
        pytest.param("pe.ruc", "20532307792", "20532307792", id="Peru"),
    ],
)
def test_a_number_of_the_scheme_fits(scheme: str, text: str, value: str) -> None:
    assert SCHEMES[scheme].judge(text).value == value


@pytest.mark.parametrize(
    ("scheme", "text", "problem"),
    [
        pytest.param("ar.cuit", "30546689978", Reason.BAD_CHECK_DIGIT, id="Argentina"),
        pytest.param("us.ein", "071845087", Reason.BAD_FORMAT, id="United States, no such campus"),
        pytest.param("mx.rfc", "ABC991301AB1", Reason.BAD_CHECK_DIGIT, id="Mexico, no such month"),
        pytest.param("cl.rut", "875511020", Reason.BAD_CHECK_DIGIT, id="Chile"),
    ],
)
def test_what_is_wrong_says_why(scheme: str, text: str, problem: Reason) -> None:
    assert SCHEMES[scheme].judge(text).problem == problem
