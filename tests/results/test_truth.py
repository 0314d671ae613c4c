"""Truth in any form names the same records, and is refused where it would call different customers one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from custdq.errors import ColumnNotFoundError, OptionError, SourceError, SourceNotFoundError
from custdq.results.truth import true_entities

IDENTITY = pa.table({"record_id": ["1", "2", "1", None], "source": ["crm", "crm", "erp", "erp"]})
ONE_SOURCE = pa.table({"record_id": ["1", "2", "3"], "source": pa.nulls(3, pa.string())})


def _frame(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def _labelled(truth: Any, identity: pa.Table) -> list[int | None]:
    at, codes = true_entities(truth, identity)
    known = dict(zip(at.tolist(), codes.tolist(), strict=True))
    return [known.get(row) for row in range(identity.num_rows)]


FORMS = [
    pytest.param({"1": "a", "3": "b"}, id="mapping"),
    pytest.param({1: "a", 3: "b"}, id="whole-numbers"),
    pytest.param(pd.Series(["a", "b"], index=[1.0, 3.0]), id="series-of-floats"),
    pytest.param({("crm", 1): "a", ("crm", 3): "b"}, id="a-source-nobody-named"),
    pytest.param(_frame(record_id=[1, 3], entity_id=["a", "b"]), id="pandas"),
    pytest.param(_frame(source=["x", "x"], record_id=[1, 3], entity_id=["a", "b"]), id="a-source-column-too-many"),
    pytest.param(pa.table({"record_id": [1, 3], "entity_id": ["a", "b"]}), id="arrow"),
]


@pytest.mark.parametrize("truth", FORMS)
def test_any_form_names_the_same_records(truth: Any) -> None:
    assert _labelled(truth, ONE_SOURCE) == [0, None, 1]


@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_frames_of_other_libraries(library: str) -> None:
    module = pytest.importorskip(library)
    table = pa.table({"record_id": ["1", "3"], "entity_id": ["a", "b"]})
    frame = module.from_arrow(table)
    assert _labelled(frame, ONE_SOURCE) == [0, None, 1]


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "truth.csv"
    path.write_text("record_id,entity_id\n1,a\n3,b\n", encoding="utf-8")
    assert _labelled(path, ONE_SOURCE) == _labelled(str(path), ONE_SOURCE) == [0, None, 1]
    path.write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match=r"truth\.csv"):
        true_entities(path, ONE_SOURCE)
    with pytest.raises(SourceNotFoundError, match=r"gone\.csv"):
        true_entities(tmp_path / "gone.csv", ONE_SOURCE)


BY_SOURCE = [
    pytest.param({("crm", "1"): "a", ("erp", 1): "b"}, id="mapping"),
    pytest.param(_frame(source=["crm", "erp"], record_id=["1", "1"], entity_id=["a", "b"]), id="frame"),
    pytest.param(pd.Series({("crm", "1"): "a", ("erp", "1"): "b"}), id="series"),
]


@pytest.mark.parametrize("truth", BY_SOURCE)
def test_ids_of_several_sources_are_told_apart(truth: Any) -> None:
    assert _labelled(truth, IDENTITY) == [0, None, 1, None]


def test_an_id_of_several_sources_needs_its_source() -> None:
    with pytest.raises(OptionError, match=r'"1" stands in the sources "crm" and "erp".*source'):
        true_entities({"1": "a", "2": "b"}, IDENTITY)
    assert _labelled({"2": "b"}, IDENTITY) == [None, 0, None, None]


@pytest.mark.parametrize("label", [None, float("nan"), pd.NA, pd.NaT])
def test_no_label_is_no_truth(label: Any) -> None:
    assert _labelled({"1": label, "2": 7}, ONE_SOURCE) == [None, 0, None]


@pytest.mark.parametrize("truth", [{}, {"9": "a"}, {("crm", "1", "x"): "a"}, {"1": None}])
def test_a_truth_that_names_nobody_is_refused(truth: Any) -> None:
    with pytest.raises(OptionError, match="names none"):
        true_entities(truth, IDENTITY)


@pytest.mark.parametrize("missing", ["record_id", "entity_id"])
def test_a_frame_without_its_columns_is_refused(missing: str) -> None:
    frame = _frame(record_id=["1"], entity_id=["a"]).rename(columns={missing: f"{missing}s"})
    with pytest.raises(ColumnNotFoundError, match=f'Did you mean "{missing}s"'):
        true_entities(frame, ONE_SOURCE)


@pytest.mark.parametrize("truth", [None, 3, ["a"], {"a"}])
def test_what_is_no_truth_is_refused(truth: Any) -> None:
    with pytest.raises(OptionError, match=type(truth).__name__):
        true_entities(truth, ONE_SOURCE)


def test_the_last_word_on_a_record_counts() -> None:
    truth = _frame(record_id=["1", "2", "1"], entity_id=["a", "b", "b"])
    assert _labelled(truth, ONE_SOURCE) == [0, 0, None]
