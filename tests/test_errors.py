"""Every error is its builtin kind too, prints its own text, and a near name is offered."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable

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
    pytest.param(errors.ColumnExistsError, ValueError, id="column-exists"),
    pytest.param(errors.OptionError, ValueError, id="option"),
    pytest.param(errors.CallError, TypeError, id="call"),
    pytest.param(errors.UnknownOptionError, TypeError, id="unknown-option"),
    pytest.param(errors.ConfigError, ValueError, id="config"),
    pytest.param(errors.SourceError, ValueError, id="source"),
    pytest.param(errors.SourceNotFoundError, FileNotFoundError, id="source-missing"),
    pytest.param(errors.LockedSourceError, PermissionError, id="source-locked"),
    pytest.param(errors.FrameError, TypeError, id="frame"),
    pytest.param(errors.NotFittedError, RuntimeError, id="not-fitted"),
    pytest.param(errors.NothingToFitError, ValueError, id="nothing-to-fit"),
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


def _doubled(number: int, *, twice: bool = False) -> int:
    """Return twice the number."""
    return number * (4 if twice else 2)


@errors.public_class
class _Box:
    def __init__(self, size: int, *, lid: bool = True) -> None:
        self.size, self.lid = size, lid

    @classmethod
    def of(cls, size: int) -> _Box:
        return cls(size)

    def opened(self, *, wide: bool = False) -> bool:
        return wide


def test_a_public_function_answers_as_before() -> None:
    called = errors.public(_doubled)
    assert called(3, twice=True) == 12
    assert inspect.signature(called) == inspect.signature(_doubled)
    assert (called.__doc__, called.__name__, called.__module__) == (_doubled.__doc__, "_doubled", __name__)
    assert inspect.isfunction(called)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        pytest.param(
            lambda: errors.public(_doubled)(3, twise=True),  # type: ignore[call-arg]
            errors.UnknownOptionError,
            '_doubled has no option "twise". Did you mean "twice"? Known: number, twice.',
            id="misspelt",
        ),
        pytest.param(
            errors.public(_doubled),
            errors.CallError,
            "_doubled: missing a required argument: 'number'. It takes: number, twice.",
            id="missing",
        ),
        pytest.param(
            lambda: errors.public(_doubled)(3, True),  # type: ignore[call-arg]
            errors.CallError,
            "_doubled: too many positional arguments. It takes: number, twice.",
            id="too-many",
        ),
        pytest.param(
            lambda: _Box(3, lit=True),  # type: ignore[call-arg]
            errors.UnknownOptionError,
            '_Box has no option "lit". Did you mean "lid"? Known: lid, size.',
            id="class",
        ),
        pytest.param(
            lambda: _Box.of(sise=3),  # type: ignore[call-arg]
            errors.UnknownOptionError,
            '_Box.of has no option "sise". Did you mean "size"? Known: size.',
            id="classmethod",
        ),
        pytest.param(
            lambda: _Box(3).opened(wild=True),  # type: ignore[call-arg]
            errors.UnknownOptionError,
            '_Box.opened has no option "wild". Did you mean "wide"? Known: wide.',
            id="method",
        ),
    ],
)
def test_a_call_that_does_not_fit_is_an_error_of_ours(
    call: Callable[[], object], error: type[CustdqError], said: str
) -> None:
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == said


def test_an_error_inside_a_public_function_stays_what_it_is() -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        errors.public(_doubled)(None)  # type: ignore[arg-type]


def test_of_very_many_names_not_all_are_told() -> None:
    said = did_you_mean("name7", [f"name{number:03d}" for number in range(500)])
    assert said.endswith("name059 and 440 more.")
