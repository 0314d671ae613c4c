"""Numbers of Africa: forms, and check digits where they are published."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.identifier_schemes import SCHEMES


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        pytest.param("ma.ice", "981567191300062", "981567191300062", id="Morocco"),
        pytest.param("ke.pin", "P005565947M", "P005565947M", id="Kenya"),
        pytest.param("tn.mf", "12345A", "0012345A", id="Tunisia, lost zeros"),
        pytest.param("za.tin", "0051829240", "0051829240", id="South Africa"),
        pytest.param("eg.tn", "309530380", "309530380", id="Egypt"),
    ],
)
def test_a_number_of_the_scheme_fits(scheme: str, text: str, value: str) -> None:
    assert SCHEMES[scheme].judge(text).value == value


@pytest.mark.parametrize(
    ("scheme", "text", "problem"),
    [
        pytest.param("ma.ice", "981567191300060", Reason.BAD_CHECK_DIGIT, id="Morocco"),
        pytest.param("ke.pin", "V005565947M", Reason.BAD_FORMAT, id="Kenya"),
        pytest.param("za.tin", "0051829241", Reason.BAD_CHECK_DIGIT, id="South Africa"),
        pytest.param("tn.mf", "1234567MX", Reason.BAD_FORMAT, id="Tunisia"),
    ],
)
def test_what_is_wrong_says_why(scheme: str, text: str, problem: Reason) -> None:
    assert SCHEMES[scheme].judge(text).problem == problem
