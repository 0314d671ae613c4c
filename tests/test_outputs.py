"""The files a run leaves: every table in a file of its own, readable again, and a CSV that Excel reads."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from custdq.errors import MissingExtraError, OptionError
from custdq.outputs import TABLE_ENDINGS, check_folder, names_a_file, write_outputs, write_table

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
    path = Path(write_table(GOLDEN, tmp_path / "golden.csv"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    options = pa_csv.ConvertOptions(
        column_types=GOLDEN.schema, strings_can_be_null=True, quoted_strings_can_be_null=False
    )
    parse = pa_csv.ParseOptions(newlines_in_values=True)
    assert pa_csv.read_csv(path, convert_options=options, parse_options=parse).equals(GOLDEN)


def test_a_csv_without_rows_has_its_header(tmp_path: Path) -> None:
    write_table(GOLDEN.slice(0, 0), tmp_path / "golden.csv")
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


TEXTS = pa.table({"name": ['王"伟",\n先生', None], "code": ["=1+1", "007"], "row": [1, 2]})


def test_a_table_is_written_as_its_ending_says(tmp_path: Path) -> None:
    paths = {ending: tmp_path / "new" / f"customers{ending}" for ending in TABLE_ENDINGS}
    for path in paths.values():
        assert write_table(TEXTS, path) == str(path)
    assert pq.read_table(paths[".parquet"]).equals(TEXTS)
    assert [json.loads(line) for line in paths[".jsonl"].read_text(encoding="utf-8").splitlines()] == TEXTS.to_pylist()
    assert paths[".csv"].read_bytes().startswith(b"\xef\xbb\xbf")
    rows = CalamineWorkbook.from_path(str(paths[".xlsx"])).get_sheet_by_index(0).to_python()
    assert rows == [["name", "code", "row"], ['王"伟",\n先生', "=1+1", 1.0], ["", "007", 2.0]]


@pytest.mark.parametrize(
    ("output", "is_file"),
    [("out", False), ("out.2025", False), ("a/b.csv", True), ("B.CSV", True), ("b.xlsx", True), ("b.jsonl", True)],
)
def test_an_output_is_a_file_by_its_ending(output: str, *, is_file: bool) -> None:
    assert names_a_file(output) is is_file


def test_an_ending_that_is_not_written_is_answered_with_the_nearest() -> None:
    with pytest.raises(OptionError, match=r'ends in "\.xls"\. Did you mean "\.xlsx"'):
        names_a_file("customers.xls")


def test_a_folder_is_not_written_over_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "clean.csv").mkdir()
    with pytest.raises(OptionError, match="is a folder"):
        names_a_file(str(tmp_path / "clean.csv"))


def test_a_workbook_needs_its_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"custdq\[excel\]"):
        names_a_file("customers.xlsx")


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="more than a sheet holds"):
        write_table(pa.table({"n": pa.nulls(1_048_576, pa.string())}), tmp_path / "n.xlsx")
