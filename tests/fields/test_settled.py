"""A parser that needs several rounds comes to rest; one that never does keeps the text."""

from __future__ import annotations

from custdq.errors import Reason, Status
from custdq.fields.base import Parsed
from custdq.fields.settled import settled


def test_rounds_go_on_until_the_value_stands() -> None:
    def peel(text: str) -> Parsed:
        return Parsed(text[1:-1], Status.REPAIRED, Reason.EXTRA_TEXT) if text[0] == "(" else Parsed(text, Status.VALID)

    result = settled("((a))", peel)
    assert result.value == "a"
    assert result.problem is Reason.EXTRA_TEXT


def test_a_text_that_never_rests_stays_as_it_is() -> None:
    result = settled("ab", lambda text: Parsed(text[::-1], Status.REPAIRED))
    assert result == Parsed("ab", Status.VALID)


def test_a_value_that_turns_out_a_placeholder_is_missing() -> None:
    result = settled("x-", lambda _: Parsed("无", Status.REPAIRED))
    assert result.value is None
    assert result.status is Status.MISSING
