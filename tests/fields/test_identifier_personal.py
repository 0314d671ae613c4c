"""Personal numbers: birth dates that never were and check digits that do not fit."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.identifier_schemes import SCHEMES


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        pytest.param("br.cpf", "39453359300", "39453359300", id="Brazil"),
        pytest.param("es.nie", "X2042344J", "X2042344J", id="Spain, a foreigner"),
        pytest.param("cz.rc", "9203162782", "9203162782", id="Czechia"),
        pytest.param("in.aadhaar", "237823432645", "237823432645", id="India"),
        pytest.param("us.ssn", "133901907", "133901907", id="United States"),
        pytest.param("de.idnr", "36774201857", "36774201857", id="Germany"),
        pytest.param("it.codicefiscale", "RCCMNL83S88D961T", "RCCMNL83S88D961T", id="Italy"),
    ],
)
def test_a_number_of_the_scheme_fits(scheme: str, text: str, value: str) -> None:
    assert SCHEMES[scheme].judge(text).value == value


@pytest.mark.parametrize(
    ("scheme", "text", "problem"),
    [
        pytest.param("br.cpf", "39453359301", Reason.BAD_CHECK_DIGIT, id="Brazil"),
        pytest.param("us.ssn", "666904399", Reason.BAD_FORMAT, id="never issued"),
        pytest.param("us.ssn", "078051120", Reason.BAD_FORMAT, id="the number on sample cards"),
        pytest.param("es.nie", "X2042344A", Reason.BAD_CHECK_DIGIT, id="Spain"),
        pytest.param("bg.egn", "7013189215", Reason.OUT_OF_RANGE, id="no such day"),
    ],
)
def test_what_is_wrong_says_why(scheme: str, text: str, problem: Reason) -> None:
    assert SCHEMES[scheme].judge(text).problem == problem
