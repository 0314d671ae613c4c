"""Errors that say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from custdq.errors import ConfigError
from custdq.schema import Schema
from custdq.steps.score.expectations_document import make_expectations
from custdq.steps.score.written import Written, line_of

NAMES = ["name", "mobile"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("[field.mobile]\nweigth = 2\n", ":2: ", id="key"),
        pytest.param("# moblie\n[field.moblie]\nweight = 2\n", ":2: ", id="table"),
        pytest.param('[completeness]\nrequire = ["name",\n  "moblie"]\n', ":3: ", id="value"),
        pytest.param("[weights]\nacuracy = 2\n", ":2: ", id="dimension"),
    ],
)
def test_an_unknown_name_is_told_with_its_line(text: str, place: str, tmp_path: Path) -> None:
    path = tmp_path / "custdq.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=f"custdq.toml{place}.*Did you mean"):
        make_expectations(str(path), Schema({}), NAMES)


def test_a_part_of_a_file_knows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "custdq.toml"
    path.write_text("[field.moblie]\nweight = 2\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"custdq\.toml:1: "):
        make_expectations(Written({"field": {"moblie": {"weight": 2}}}, path), Schema({}), NAMES)


def test_another_error_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "custdq.toml"
    path.write_text("[field.mobile]\nweight = 0\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"custdq\.toml: .*above 0"):
        make_expectations(str(path), Schema({}), NAMES)


def test_a_name_that_is_nowhere_has_no_line() -> None:
    assert line_of("[field.mobile]\n", "email") is None
