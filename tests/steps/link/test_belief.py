"""What can be of one customer is believed, and no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link import made

from custdq.fields.base import DIFFERS, Comparison, Equal, Level
from custdq.steps.link.belief import (
    CONFLICT_SHARE,
    MOST_DIFFERING,
    believed,
    built_in,
    monotone,
    shows_customers,
)
from custdq.steps.link.field import Field
from custdq.steps.link.model import Floats

tables = st.lists(st.floats(1e-6, 1.0), min_size=3, max_size=3).map(lambda w: np.array(w) / sum(w))


def _field(*, steady: bool = True, conflict: str | None = None) -> Field:
    levels = (Level("same", Equal("key")), Level("like", Equal("key")))
    comparison = Comparison(levels, ("key",), conflict_from=conflict)
    return replace(made.field("f", {"key": ["a", "b"]}, comparison=comparison), steady=steady)


@given(tables)
def test_one_customer_does_not_differ_always(m: Floats) -> None:
    out = believed(m, _field())
    assert out.sum() == pytest.approx(1)
    assert out[-1] == pytest.approx(min(m[-1], MOST_DIFFERING))
    assert out[0] * m[1] == pytest.approx(out[1] * m[0]), "what agrees keeps its proportions"


def test_what_is_not_known_may_tell_nothing() -> None:
    m = np.array([0.05, 0.05, 0.9])
    assert believed(m, _field(steady=False)) is m


@given(tables)
def test_another_identity_is_hardly_ever_one_customer(m: Floats) -> None:
    out = believed(m, _field(conflict="like"))
    assert out.sum() == pytest.approx(1)
    assert out[1:].sum() <= CONFLICT_SHARE + 1e-12


@pytest.mark.parametrize(
    ("differing", "shows"),
    [
        pytest.param([0.5, 0.6, 0.7, 0.1], True, id="people who moved and changed their mail"),
        pytest.param([0.9], True, id="one column that is none of theirs"),
        pytest.param([0.9, 0.1, 0.2], True, id="one strange column of three"),
        pytest.param([0.86, 0.99, 0.0, 0.56, 0.57], False, id="namesakes whose mail is made of their name"),
        pytest.param([0.9, 0.9] + 5 * [0.1], True, id="two strange columns of seven"),
    ],
)
def test_what_differs_in_nearly_all_is_not_one_customer(differing: list[float], shows: bool) -> None:
    assert shows_customers(differing, [_field() for _ in differing]) is shows


def test_fields_of_which_nothing_is_known_have_no_say() -> None:
    assert shows_customers([1.0, 1.0, 0.1], [_field(steady=False), _field(steady=False), _field()])


def test_before_any_data_m_falls_and_u_rises() -> None:
    m, u = built_in(_field(conflict=DIFFERS))
    assert m[0] > m[1] > m[2] == pytest.approx(CONFLICT_SHARE)
    assert u[0] < u[1] < u[2]


@given(tables, tables)
def test_weights_fall_with_the_level(m: Floats, u: Floats) -> None:
    out = monotone(m, u)
    assert out.sum() == pytest.approx(1)
    assert (np.diff(out / u) <= 1e-9 * (out / u)[:-1]).all()
