"""What is written is read back the same, and a slip of the pen in a file edited by hand is an error with its place."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import ConfigError
from custdq.results.decision import KINDS, Decision
from custdq.results.decision_file import decisions_from, decisions_text
from custdq.results.decision_records import RecordName

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
CONTENT, COPY = st.integers(0, 2**64 - 1), st.integers(1, 3)
OWN = st.builds(RecordName, st.none() | TEXT, TEXT, st.none() | CONTENT, COPY)
PLACED = st.builds(RecordName, st.none() | TEXT, st.none(), CONTENT, COPY, TEXT)
NAMES = OWN | PLACED
NOTES = st.tuples(st.none() | TEXT, st.none() | st.just("2025-06-30"), st.none() | TEXT)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Return a decision of any kind."""
    do = draw(st.sampled_from(KINDS))
    parts = {"together": [2], "override": [1], "move": [1, 1, 0]}.get(do, [1, 1])
    cell = (draw(TEXT), draw(st.none() | TEXT)) if do == "override" else None
    drawn = [draw(st.lists(NAMES, min_size=least, max_size=3)) for least in parts]
    return Decision(1, do, tuple(map(tuple, drawn)), cell=cell, note=draw(NOTES))


@given(decisions())
def test_what_is_written_is_read_back_the_same(made: Decision) -> None:
    assert decisions_from(tomllib.loads(decisions_text([made])), "d.toml") == [made]


def test_a_decision_may_be_typed_by_hand() -> None:
    text = """
    [[decision]]
    do = "together"
    records = ["C1", ["erp", "7"]]
    [[decision]]
    number = 1
    do = "apart"
    parts = [["C1"], [{source = "crm", id = 9}]]
    """
    made = decisions_from(tomllib.loads(text), "d.toml")
    assert [each.number for each in made] == [2, 1]
    assert made[0].parts == ((RecordName(None, "C1"), RecordName("erp", "7")),)
    assert made[1].parts == ((RecordName(None, "C1"),), (RecordName("crm", "9"),))
    assert decisions_from({}, "d.toml") == []


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('do = "togehter"\nrecords = ["a", "b"]', 'Did you mean "together"'),
        ('do = "together"\nrecrods = ["a", "b"]', 'Did you mean "records"'),
        ('do = "together"\nrecords = ["a"]', "too few records; expected records"),
        ('do = "apart"\nparts = [["a"], []]', "too few records; expected parts"),
        ('do = "apart"\nparts = ["a", "b"]', "expected a list of records"),
        ('do = "move"\nrecord = ["a"]', "too few records; expected record"),
        ('do = "override"\nrecords = ["a"]', "names no column"),
        ('do = "together"\nrecords = [{ids = "a"}, "b"]', 'Did you mean "id"'),
        ('do = "together"\nrecords = [{source = "a"}, "b"]', "expected its id, or its content"),
        ('do = "together"\nrecords = [{content = "xyz"}, "b"]', "16 hexadecimal digits"),
        ('do = "together"\nrecords = ["a", "b"]\nwhy = ["x"]', "why was given as"),
        ('number = "one"\ndo = "together"\nrecords = ["a", "b"]', "number was given as 'one'"),
    ],
)
def test_a_slip_is_said_with_its_place(entry: str, said: str) -> None:
    with pytest.raises(ConfigError, match=r'"d.toml", decision 1 of 1: ') as caught:
        decisions_from(tomllib.loads(f"[[decision]]\n{entry}"), "d.toml")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[decision]\ndo = 1", r"expected \[\[decision\]\]"),
        ("[[decisions]]\ndo = 1", 'Did you mean "decision"'),
        ('[[decision]]\nnumber = 1\ndo = "apart"\nparts = [["a"], ["b"]]\n' * 2, "no other decision has"),
    ],
)
def test_a_file_of_another_shape_is_said(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        decisions_from(tomllib.loads(text), "d.toml")
