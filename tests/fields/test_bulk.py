"""Values settled a column at a time, and the others put between them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from custdq.fields import Email, bulk
from custdq.fields.bulk import FEW, Settled, in_order, read_in_bulk


def test_what_no_reader_settles_is_read_alone_and_in_its_place() -> None:
    texts = pa.array([str(number) for number in range(2 * FEW)])

    def even(values: pa.Array) -> Settled:
        numbers = values.cast(pa.int64()).to_numpy()
        rows = (numbers % 2 == 0).nonzero()[0]
        return Settled(rows, {"value": values.take(pa.array(rows))})

    def alone(values: list[str]) -> pa.Table:
        return pa.table({"value": values, "said": ["alone"] * len(values)})

    schema = pa.schema([("value", pa.string()), ("said", pa.string())])
    found = in_order(*read_in_bulk(texts, (even,), alone, schema=schema))
    assert found.column("value").to_pylist() == texts.to_pylist()
    assert found.column("said").to_pylist() == [None, "alone"] * FEW


def test_a_column_is_the_same_however_its_results_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 2 * FEW)
    rng = np.random.default_rng(5)
    cells = [
        None if n % 7 == 0 else f"{'A' if n % 5 else 'a'}nn{n % 900}@{'x' if n % 3 else 'X'}.org" for n in range(2_000)
    ]
    column = Email().parse_column(pa.array(cells))
    values = [Email().parse_cell(cell).value for cell in cells]
    assert column.table().column("value").to_pylist() == values
    assert column.cells is not None
    held = dict(zip(column.cells.to_pylist(), column.results.column("value").to_pylist(), strict=False))
    assert [held.get(cell) for cell in cells] == values
    distinct = rng.permutation(list(dict.fromkeys(cell for cell in cells if cell)))
    once = Email().parse_column(pa.array(distinct.tolist()))
    assert once.table().column("value").to_pylist() == [Email().parse_cell(cell).value for cell in distinct.tolist()]
