"""Numbers of Asia and the Pacific: forms and check digits."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.identifier_schemes import SCHEMES


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        pytest.param("sg.uen", "199201624D", "199201624D", id="Singapore, company"),
        pytest.param("sg.uen", "T01FC6150L", "T01FC6150L", id="Singapore, foreign company"),
        pytest.param("nz.ird", "40899227", "40899227", id="New Zealand"),
        pytest.param("th.tin", "5994002617524", "5994002617524", id="Thailand"),
        pytest.param("vn.mst", "0314409428078", "0314409428078", id="Vietnam, a branch"),
        pytest.param("in.pan", "BKRPD4127L", "BKRPD4127L", id="India"),
        pytest.param("tw.ubn", "22099131", "22099131", id="Taiwan"),
        pytest.param("il.hp", "519179477", "519179477", id="Israel"),
    ],
)
def test_a_number_of_the_scheme_fits(scheme: str, text: str, value: str) -> None:
    assert SCHEMES[scheme].judge(text).value == value


@pytest.mark.parametrize(
    ("scheme", "text", "problem"),
    [
        pytest.param("sg.uen", "T01ZZ6150L", Reason.BAD_FORMAT, id="Singapore, no such type"),
        pytest.param("nz.ird", "40899220", Reason.BAD_CHECK_DIGIT, id="New Zealand"),
        pytest.param("tw.ubn", "22099132", Reason.BAD_CHECK_DIGIT, id="Taiwan"),
        pytest.param("in.pan", "BKRPD0000L", Reason.BAD_FORMAT, id="India"),
    ],
)
def test_what_is_wrong_says_why(scheme: str, text: str, problem: Reason) -> None:
    assert SCHEMES[scheme].judge(text).problem == problem
