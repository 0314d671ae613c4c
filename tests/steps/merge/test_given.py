"""The cell each golden value was read from."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.merge.cells import Context
from custdq.steps.merge.given import given_texts

COLUMNS: dict[str, list[Cell]] = {
    "name": ["Li Na", "云帆有限公司", "Ann Lee"],
    "kind": ["person", "organization", "个人"],
    "mobile": [("138-0013-8001", "+8613800138001"), ("+8613800138002", "+8613800138002"), None],
    "address": ["洛阳市幸福路19号", None, None],
    "city": [(None, "洛阳市"), None, None],  # type: ignore[list-item]
    "as_written": [None, json.dumps({"手机": "138 0013 8002（本人）", "备注": "老客户"}), json.dumps({"备注": "old"})],
}


def _given(column: str) -> list[str | None]:
    records = hand_built(COLUMNS, unparsed=("name", "kind", "address", "as_written"))
    schema = Schema({"mobile": f.Phone(region="CN")})
    context = Context(records, schema, np.arange(3), pa.array(["a", "b", "c"]), ("mobile",))
    return list(given_texts(context, column, np.array([0, 1, 2, -1])).to_pylist())


@pytest.mark.parametrize(
    ("column", "given"),
    [
        pytest.param("name", ["Li Na", "云帆有限公司", "Ann Lee", None], id="its own cell"),
        pytest.param("mobile", ["138-0013-8001", "138 0013 8002（本人）", None, None], id="a cell that held more"),
        pytest.param("city", ["洛阳市幸福路19号", None, None, None], id="the address"),
        pytest.param("kind", ["Li Na", "云帆有限公司", "个人", None], id="the name, where no cell says the kind"),
    ],
)
def test_given(column: str, given: list[str | None]) -> None:
    assert _given(column) == given
