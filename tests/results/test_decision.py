"""Decisions that contradict each other are refused, with every decision on the way named."""

from __future__ import annotations

import pytest

from custdq.errors import OptionError
from custdq.results.decision import Cell, Decision, refuse_contradictions
from custdq.results.decision_records import RecordName

A, B, C, D = (RecordName(None, name) for name in "abcd")


def _made(number: int, do: str, *parts: list[RecordName], cell: Cell | None = None, by: str | None = None) -> Decision:
    return Decision(number, do, tuple(map(tuple, parts)), cell=cell, note=(by, None, None))


def test_decisions_that_agree_are_taken() -> None:
    decisions = [_made(1, "together", [A, B]), _made(2, "apart", [A], [C]), _made(3, "split", [B], [C], [D])]
    refuse_contradictions([*decisions, _made(4, "override", [A], cell=("city", "Rome"))])


def test_an_outright_contradiction_names_both() -> None:
    with pytest.raises(
        OptionError, match=r'Decision 2 \(apart "a" | "b"\) contradicts decision 1 \(together "a" \+ "b"'
    ):
        refuse_contradictions([_made(1, "together", [A, B], by="wang"), _made(2, "apart", [A], [B])])


def test_a_contradiction_through_others_names_the_chain() -> None:
    decisions = [_made(4, "split", [A, D], [C]), _made(5, "together", [A, B]), _made(7, "together", [B, C])]
    with pytest.raises(OptionError) as caught:
        refuse_contradictions(decisions)
    assert str(caught.value) == (
        'Decision 4 (split "a" + "d" | "c") contradicts decision 5 (together "a" + "b") and decision 7 (together "b" + '
        '"c"): "a" = "b" = "c". Withdraw one of them.'
    )


def test_a_record_is_not_apart_from_itself() -> None:
    with pytest.raises(OptionError, match='keeps "a" apart from itself'):
        refuse_contradictions([_made(1, "apart", [A], [B, A])])


def test_a_move_contradicts_what_keeps_the_record_there() -> None:
    move = _made(1, "move", [A], [C, D], [B])
    refuse_contradictions([move])
    with pytest.raises(OptionError, match=r"Decision 1 .move .a. to .c. \+ .d.. contradicts decision 2"):
        refuse_contradictions([move, _made(2, "together", [A, B])])
    with pytest.raises(OptionError, match=r"Decision 2 .* contradicts decision 1 "):
        refuse_contradictions([move, _made(2, "apart", [A], [D])])


def test_one_cell_has_one_value() -> None:
    first = _made(1, "override", [A, B], cell=("city", "Rome"))
    refuse_contradictions([first, _made(2, "override", [B], cell=("city", "Rome"))])
    refuse_contradictions([first, _made(2, "override", [B], cell=("name", "Ann"))])
    with pytest.raises(OptionError, match=r"Decision 2 .* contradicts decision 1 .*another value"):
        refuse_contradictions([first, _made(2, "override", [B], cell=("city", None))])


def test_more_pairs_than_can_be_weighed_are_refused() -> None:
    many = [RecordName(None, str(n)) for n in range(10_000)]
    _made(1, "split", many[:1], many[1:]).check()
    with pytest.raises(OptionError, match="49,995,000 pairs of records apart, at most 1,000,000"):
        _made(1, "split", *([name] for name in many)).check()


def test_words_of_many_records_are_short() -> None:
    many = [RecordName("crm", str(n)) for n in range(50)]
    assert str(_made(1, "together", many)) == 'together "crm:0" + "crm:1" + "crm:2" + "crm:3" + ...'
    assert str(_made(1, "split", *([name] for name in many))).endswith('"crm:3" | ...')
