"""A profile counts cells and ways of writing, and shows no value."""

from __future__ import annotations

import pyarrow as pa

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.standardize import column_profiles, standardize_records


def _profile(cells: list[str | None]) -> dict[str, object]:
    schema = Schema({"mobile": f.Phone(region="CN")})
    records = pa.table({"mobile": pa.array(cells, pa.string())})
    profiles = column_profiles(standardize_records(records, schema), schema).to_pylist()
    assert len(profiles) == 1
    return dict(profiles[0])


def test_cells_values_and_shapes_are_counted_before_and_after() -> None:
    row = _profile(["138-0013-8001", "13800138001", "+8613900139002", "1390013", "n/a", None])
    assert row == {
        "column": "mobile", "kind": "phone", "rows": 6, "missing": 2, "valid": 1, "repaired": 2, "invalid": 1,
        "distinct_before": 5, "distinct_after": 4, "shapes_before": 4, "shapes_after": 3, "commonest_before": "9",
        "commonest_after": "+9", "commonest_problem": row["commonest_problem"],
    }  # fmt: skip


def test_no_value_is_shown() -> None:
    assert not any("138" in str(cell) for cell in _profile(["138-0013-8001", "打给王伟 13800138001"]).values())


def test_an_empty_column_has_no_commonest_shape() -> None:
    row = _profile([None])
    assert (row["missing"], row["shapes_before"], row["commonest_before"]) == (1, 0, None)
