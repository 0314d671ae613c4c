"""The files a run leaves: every table in a file of its own, readable again, and a CSV that Excel reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from custdq.errors import OptionError
from custdq.outputs import check_folder, write_csv, write_outputs

GOLDEN = pa.table({"entity_id": ["E000001"], "name": ['王"伟",\n先生'], "mobile": pa.array([None], pa.string())})


def _write(folder: Path, **changes: Any) -> dict[str, str]:
    given: dict[str, Any] = {"tables": {"pairs": GOLDEN}, "attached": {}, "golden": GOLDEN, "scorecard": {"分": None}}
    return write_outputs(folder, **given | changes)


def test_every_table_is_written_and_named(tmp_path: Path) -> None:
    written = _write(tmp_path / "new" / "out", attached={"orders.csv": GOLDEN})
    assert set(written) == {"pairs.parquet", "attached/orders.csv.parquet", "golden.csv", "scorecard.json"}
    for name, path in written.items():
        assert Path(path) == tmp_path / "new" / "out" / name
        assert Path(path).is_file()
    assert pq.read_table(written["pairs.parquet"]).equals(GOLDEN)
    assert json.loads(Path(written["scorecard.json"]).read_text(encoding="utf-8")) == {"分": None}


def test_a_second_run_overwrites_the_first(tmp_path: Path) -> None:
    assert _write(tmp_path) == _write(tmp_path)


def test_the_csv_begins_with_the_mark_excel_needs(tmp_path: Path) -> None:
    path = Path(write_csv(GOLDEN, tmp_path / "golden.csv"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    options = pa_csv.ConvertOptions(
        column_types=GOLDEN.schema, strings_can_be_null=True, quoted_strings_can_be_null=False
    )
    parse = pa_csv.ParseOptions(newlines_in_values=True)
    assert pa_csv.read_csv(path, convert_options=options, parse_options=parse).equals(GOLDEN)


def test_a_csv_without_rows_has_its_header(tmp_path: Path) -> None:
    write_csv(GOLDEN.slice(0, 0), tmp_path / "golden.csv")
    assert (tmp_path / "golden.csv").read_text(encoding="utf-8-sig").strip() == '"entity_id","name","mobile"'


def test_tables_whose_names_look_alike_keep_their_own_files(tmp_path: Path) -> None:
    names = ["a/b", "a b", "a_b", "订单.xlsx#表 1", "../../etc"]
    written = _write(tmp_path, attached={name: pa.table({"n": [number]}) for number, name in enumerate(names)})
    files = [path for name, path in written.items() if name.startswith("attached/")]
    assert sorted(pq.read_table(path).column("n")[0].as_py() for path in files) == [0, 1, 2, 3, 4]
    assert all(Path(path).parent == tmp_path / "attached" for path in files)


def test_a_very_long_name_still_makes_a_file(tmp_path: Path) -> None:
    written = _write(tmp_path, attached={"客户订单" * 50 + "1": GOLDEN, "客户订单" * 50 + "2": GOLDEN})
    assert len([name for name in written if name.startswith("attached/")]) == 2


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(OptionError, match="is a file"):
        _write(tmp_path / "out")
    with pytest.raises(OptionError, match="is a file"):
        check_folder(tmp_path / "out" / "deeper")
    check_folder(tmp_path / "new" / "deeper")
