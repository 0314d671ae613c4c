"""Every scheme named is one there is, and every kind too."""

from __future__ import annotations

from custdq.fields import KINDS
from custdq.fields.identifier_personal import PERSONAL_SCHEMES as SCHEMES_OF_PEOPLE
from custdq.fields.identifier_schemes import SCHEMES
from custdq.reference.personal_data import ACCOUNT_SCHEMES, BY_KIND, PERSONAL_SCHEMES


def test_schemes_exist_and_none_of_a_person_is_left_out() -> None:
    assert set(SCHEMES) >= PERSONAL_SCHEMES | ACCOUNT_SCHEMES
    assert not PERSONAL_SCHEMES & ACCOUNT_SCHEMES
    assert set(SCHEMES_OF_PEOPLE) <= PERSONAL_SCHEMES


def test_kinds_exist() -> None:
    assert set(BY_KIND) <= set(KINDS)
