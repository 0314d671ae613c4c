"""Expectations out to pandera, as the user calls it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.errors import ConfigError, OptionError
from custdq.quality import register_pandera_checks, to_pandera

pytest.importorskip("pandera.pandas", reason="pandera is an optional extra")
SCHEMA = custdq.Schema({"mail": f.Email(), "tier": f.Category()}, stage="stage")
PLAIN = custdq.Schema(SCHEMA.columns)
EXPECTATIONS: dict[str, Any] = {"require": ["mail"], "field": {"tier": {"allowed": ["A"]}}}
STAGES: dict[str, Any] = {**EXPECTATIONS, "stages": {"lead": ["tier"]}}


def test_there_and_back_gives_the_same_scores() -> None:
    schema = to_pandera(EXPECTATIONS, PLAIN)
    frame = pd.DataFrame({"mail": ["a@x.org", None, "bad"], "tier": ["A", "B", None]})
    there = custdq.score(frame, PLAIN, expectations=EXPECTATIONS)
    assert custdq.score(frame, PLAIN, expectations=schema).overall == there.overall


def test_stages_are_named_and_left_out() -> None:
    assert to_pandera(STAGES, SCHEMA).metadata["custdq"]["left_out"] == ["stage lead"]


def test_a_wrong_call_is_an_error() -> None:
    with pytest.raises(OptionError, match=r"expected a custdq\.Schema"):
        to_pandera(EXPECTATIONS, {"mail": f.Email()})  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match='Did you mean "mail"'):
        to_pandera({"require": ["mial"]}, SCHEMA)


def test_the_checks_have_names() -> None:
    assert "custdq_phone" in register_pandera_checks()
