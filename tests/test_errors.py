"""Every error is its builtin kind too, prints its own text, and a near name is offered."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq import errors
from custdq.errors import (
    ColumnNotFoundError,
    CustdqError,
    LockedSourceError,
    Reason,
    SchemaError,
    SourceError,
    SourceNotFoundError,
    Status,
    did_you_mean,
)

TREE = [
    pytest.param(errors.SchemaError, ValueError, id="schema"),
    pytest.param(errors.ColumnNotFoundError, KeyError, id="column"),
    pytest.param(errors.OptionError, ValueError, id="option"),
    pytest.param(errors.ConfigError, ValueError, id="config"),
    pytest.param(errors.SourceError, ValueError, id="source"),
    pytest.param(errors.SourceNotFoundError, FileNotFoundError, id="source-missing"),
    pytest.param(errors.LockedSourceError, PermissionError, id="source-locked"),
    pytest.param(errors.FrameError, TypeError, id="frame"),
    pytest.param(errors.NotFittedError, RuntimeError, id="not-fitted"),
    pytest.param(errors.RecordNotFoundError, LookupError, id="record"),
    pytest.param(errors.MissingExtraError, ImportError, id="extra"),
    pytest.param(errors.QualityGateError, AssertionError, id="gate"),
]


@pytest.mark.parametrize(("error", "builtin"), TREE)
def test_an_error_is_its_builtin_kind_and_prints_its_own_text(error: type[CustdqError], builtin: type) -> None:
    raised = error('There is no column "moblie".')
    assert isinstance(raised, CustdqError)
    assert isinstance(raised, builtin)
    assert str(raised) == 'There is no column "moblie".'


@pytest.mark.parametrize(("error", "builtin"), TREE)
def test_an_error_survives_a_process_boundary(error: type[CustdqError], builtin: type) -> None:
    back = pickle.loads(pickle.dumps(error("text")))  # noqa: S301 - our own bytes
    assert type(back) is error
    assert str(back) == "text"


def test_the_tree_in_the_docstring_names_every_error() -> None:
    mine = {c.__name__ for c in vars(errors).values() if isinstance(c, type) and issubclass(c, CustdqError)}
    drawn = errors.__doc__ or ""
    assert [name for name in mine if name not in drawn] == []


def test_narrower_errors_are_children_of_the_wider() -> None:
    assert issubclass(ColumnNotFoundError, SchemaError)
    assert issubclass(SourceNotFoundError, SourceError)
    assert issubclass(LockedSourceError, SourceError)


@pytest.mark.parametrize(
    ("given_name", "known", "expected"),
    [
        pytest.param("moblie", ["mobile", "email"], 'Did you mean "mobile"? Known: email, mobile.', id="near"),
        pytest.param("zzz", ["mobile"], "Known: mobile.", id="far"),
        pytest.param("a", [], "Known: (none).", id="nothing-known"),
        pytest.param("联系电活", ["联系电话", "姓名"], 'Did you mean "联系电话"? Known: 姓名, 联系电话.', id="chinese"),
    ],
)
def test_the_nearest_name_is_offered(given_name: str, known: list[str], expected: str) -> None:
    assert did_you_mean(given_name, known) == expected


@given(st.text(max_size=12), st.lists(st.text(max_size=8), max_size=5))
def test_every_known_name_is_listed(name: str, known: list[str]) -> None:
    said = did_you_mean(name, known)
    assert all(one in said for one in known)


def test_codes_are_distinct_lower_case_words() -> None:
    codes = [str(code) for code in (*Reason, *Status)]
    assert len(set(Reason)) == len(Reason.__members__)
    assert all(code == code.lower() and code.replace("_", "").isalnum() for code in codes)
    assert all(member.name.lower() == member.value for member in Reason)
