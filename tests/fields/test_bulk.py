"""Values settled a column at a time, and the others put between them."""

from __future__ import annotations

import pyarrow as pa

from custdq.fields.bulk import FEW, Settled, read_in_bulk


def test_what_no_reader_settles_is_read_alone_and_in_its_place() -> None:
    texts = pa.array([str(number) for number in range(2 * FEW)])

    def even(values: pa.Array) -> Settled:
        numbers = values.cast(pa.int64()).to_numpy()
        rows = (numbers % 2 == 0).nonzero()[0]
        return Settled(rows, {"value": values.take(pa.array(rows))})

    def alone(values: list[str]) -> pa.Table:
        return pa.table({"value": values, "said": ["alone"] * len(values)})

    schema = pa.schema([("value", pa.string()), ("said", pa.string())])
    found = read_in_bulk(texts, (even,), alone, schema=schema)
    assert found.column("value").to_pylist() == texts.to_pylist()
    assert found.column("said").to_pylist() == [None, "alone"] * FEW
