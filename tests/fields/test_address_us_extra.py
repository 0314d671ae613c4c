"""The second reading: taken where it holds together and sees more, left where it does not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from custdq.errors import Reason
from custdq.fields import address_us_extra
from custdq.fields.address_us import read_us_address


def answer_with(monkeypatch: pytest.MonkeyPatch, labels: Sequence[tuple[str, str]] | Exception) -> None:
    def parse(text: str) -> Sequence[tuple[str, str]]:
        if isinstance(labels, Exception):
            raise labels
        return labels

    monkeypatch.setattr(address_us_extra, "labeller", lambda: parse)


GOOD = [("9", "AddressNumber"), ("Elm", "StreetName"), ("Salem", "PlaceName")]
UNSURE = "the house nine by the elms"


def test_without_the_extra_the_rules_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_us_extra, "labeller", lambda: None)
    assert address_us_extra.second_reading(UNSURE) is None


def test_a_reading_that_sees_more_is_taken_and_stays_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, GOOD)
    found = read_us_address(UNSURE, region="US")
    assert found is not None
    assert (found.number, found.road, found.city) == ("9", "Elm", "Salem")
    assert (found.value, found.problem) == (None, Reason.AMBIGUOUS)


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param([*GOOD, ("10", "AddressNumber")], id="repeated label"),
        pytest.param([*GOOD, ("what", "NotAddress")], id="no address"),
        pytest.param([("Salem", "PlaceName")], id="no street"),
        pytest.param(ValueError("odd"), id="failure"),
    ],
)
def test_a_reading_that_does_not_hold_together_is_left(
    monkeypatch: pytest.MonkeyPatch, labels: Sequence[tuple[str, str]] | Exception
) -> None:
    answer_with(monkeypatch, labels)
    assert address_us_extra.second_reading(UNSURE) is None


def test_a_town_nobody_knows_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, [*GOOD[:2], ("Xyzzyville", "PlaceName")])
    found = read_us_address(UNSURE, region="US")
    assert found is not None
    assert found.city is None


def test_a_sure_address_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, AssertionError("asked"))
    assert read_us_address("9 Elm St, Salem, OR 97301") is not None
