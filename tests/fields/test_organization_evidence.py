"""What tells an organization from a person, and a company from its contact."""

from __future__ import annotations

import pytest

from custdq.fields.organization_evidence import evidence_of, is_contact
from custdq.fields.party_name import judge_party


@pytest.mark.parametrize(
    ("text", "party", "reason"),
    [
        pytest.param("苏州云帆电子有限公司", "organization", "legal_form", id="form"),
        pytest.param("云帆商贸", "organization", "trade", id="trade"),
        pytest.param("云帆 周总", "organization", "contact_behind", id="contact"),
        pytest.param("ハーバー株式会社", "organization", "legal_form", id="japanese"),
        pytest.param("Dr. Harbor Inc.", "organization", "legal_form", id="form behind a title"),
        pytest.param("Citizens for Harbor", "organization", "word_of_organizations", id="committee"),
        pytest.param("Harbor & Lane", "organization", "partners", id="partners"),
        pytest.param("Saint Mary Cathedral", "organization", "word_of_organizations", id="church"),
        pytest.param("周经理", "person", "title", id="title"),
        pytest.param("小周", "person", "familiar_address", id="familiar"),
        pytest.param("周建国", "person", "surname", id="surname"),
        pytest.param("Zhou Jianguo", "person", "pinyin", id="pinyin"),
        pytest.param("Mr. John Roe", "person", "title", id="courtesy"),
        pytest.param("Mary Jane Roe", "person", "several_words", id="words"),
        pytest.param("ann & bob roe", "person", "several_words", id="couple"),
        pytest.param("Route 66 Roe", None, "digits", id="digits"),
        pytest.param("云帆", None, "nothing_tells", id="brand"),
        pytest.param("Sunny", None, "nothing_tells", id="word"),
    ],
)
def test_verdicts(text: str, party: str | None, reason: str) -> None:
    assert judge_party(text) == (party, reason)


def test_a_form_alone_is_no_evidence() -> None:
    assert evidence_of("SAM").score is None


@pytest.mark.parametrize(("text", "sure"), [("周经理", True), ("周建国", True), ("采购部", False), ("周", False)])
def test_contacts(text: str, sure: bool) -> None:
    assert is_contact(text) is sure
