"""A kind is made with the options it has."""

from __future__ import annotations

from inspect import signature
from typing import Any

import pytest

from custdq import fields as f
from custdq.errors import CallError, OptionError, UnknownOptionError


def test_an_option_it_does_not_have_is_named_with_the_nearest() -> None:
    kind: Any = f.Phone
    with pytest.raises(UnknownOptionError, match='Did you mean "region"'):
        kind(regoin="CN")
    with pytest.raises(CallError):
        kind(*map(str, range(10)))


def test_an_option_of_another_type_is_refused_where_the_kind_is_made() -> None:
    phone: Any = f.Phone
    date: Any = f.Date
    with pytest.raises(OptionError, match="expected text or None"):
        phone(region=["CN"])
    with pytest.raises(OptionError, match="expected True or False"):
        date(birth="yes")


def test_its_options_are_what_inspect_shows() -> None:
    assert next(iter(signature(f.Phone).parameters)) == "region"
