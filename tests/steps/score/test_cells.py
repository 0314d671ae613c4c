"""How a cell stands, decided once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from custdq.steps.score.cells import VALID, as_bools, parsed_cells, plain_codes
from custdq.tables import ParsedColumn


def test_a_parsed_cell_is_valid_blank_a_placeholder_or_invalid_for_a_reason() -> None:
    parsed = pa.table({
        "value": ["x", None, None, None, None, None],
        "status": ["valid", "missing", "missing", "invalid", "invalid", "invalid"],
        "problem": [None, None, "placeholder", "wrong_length", None, "bad_format"],
    })  # fmt: skip
    cells = parsed_cells(ParsedColumn(parsed))
    assert cells.problems == ("bad_format", "not_parsed", "wrong_length")
    assert cells.codes.tolist() == [0, 1, 2, 5, 4, 3]
    assert cells.present.tolist() == [True, False, False, True, True, True]
    assert cells.valid.tolist() == [True, False, False, False, False, False]
    assert cells.placeholders.tolist() == [False, False, True, False, False, False]


def test_a_column_without_a_gap() -> None:
    parsed = pa.table({"value": ["x"], "status": ["valid"], "problem": pa.nulls(1, pa.string())})
    cells = parsed_cells(ParsedColumn(parsed))
    assert cells.codes.tolist() == [0]


def test_a_column_nobody_parsed() -> None:
    assert plain_codes(pa.array(["a", " ", "n/a", None]), "note").tolist() == [0, 1, 2, 1]


def test_nulls_are_false() -> None:
    np.testing.assert_equal(as_bools(pa.chunked_array([[True, None], [False]])), [True, False, False])


@pytest.mark.parametrize(
    ("texts", "present"),
    [
        pytest.param(["0", "1", "0"], [True] * 3, id="flags"),
        pytest.param(["0", "12.5", " "], [True, True, False], id="amounts"),
        pytest.param(["0", "13800138001"], [False, True], id="phones"),
        pytest.param(["0", "0"], [False, False], id="nothing but zeros"),
        pytest.param(["0", "much"], [False, True], id="words"),
    ],
)
def test_zero_is_a_number_where_there_are_numbers(texts: list[str], present: list[bool]) -> None:
    assert (plain_codes(pa.array(texts), "orders") == VALID).tolist() == present
