"""The table of schemes: each judges, none raises, and each comes to rest on what it accepts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import Reason
from custdq.fields.identifier_schemes import ALIASES, SCHEMES

schemes = pytest.mark.parametrize("scheme", [pytest.param(scheme, id=scheme) for scheme in SCHEMES])


@schemes
@given(text=st.text("0123456789ABCXYZ", max_size=40))
def test_a_verdict_is_a_value_or_a_reason(scheme: str, text: str) -> None:
    verdict = SCHEMES[scheme].judge(text)
    assert (verdict.value is None) == isinstance(verdict.problem, Reason)
    if verdict.value is not None:
        assert SCHEMES[scheme].judge(verdict.value).value == verdict.value


@schemes
@given(data=st.data())
def test_whatever_has_the_form_is_judged(scheme: str, data: st.DataObject) -> None:
    pattern = SCHEMES[scheme].pattern or r"[A-Z]{2}\d{9}"
    text = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=st.characters(max_codepoint=127)))
    verdict = SCHEMES[scheme].judge(text)
    assert verdict.problem is None or verdict.problem in (
        Reason.BAD_CHECK_DIGIT, Reason.OUT_OF_RANGE, Reason.BAD_FORMAT,
    )  # fmt: skip


@pytest.mark.parametrize(("alias", "scheme"), sorted(ALIASES.items()))
def test_an_alias_leads_to_a_scheme(alias: str, scheme: str) -> None:
    assert scheme in SCHEMES
    assert alias not in SCHEMES


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("GR090027346", "EL090027346", id="Greece writes EL"),
        pytest.param("EL090027346", "EL090027346", id="as it is"),
        pytest.param("CHE105909036MWST", "CHE105909036MWST", id="Switzerland"),
        pytest.param("BR33000167000101", "BR33000167000101", id="Brazil"),
        pytest.param("US123456789", None, id="no number of its own"),
    ],
)
def test_a_number_that_names_its_country_is_judged_by_it(text: str, value: str | None) -> None:
    assert SCHEMES["vatin"].judge(text).value == value
