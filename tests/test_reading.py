"""Files as they stand and systems side by side: nothing a file holds is lost, and what cannot be read is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import custdq
from custdq import fields as f
from custdq.errors import (
    ColumnNotFoundError,
    CustdqError,
    FrameError,
    OptionError,
    SourceError,
    SourceNotFoundError,
)
from custdq.reading import paths_of, read, side_by_side, table_of, unify
from custdq.schema import Schema

CRM = pd.DataFrame({"客户名称": ["王伟", "李娜"], "手机号码": ["13800138001", "13900139002"]})


@pytest.fixture
def crm(tmp_path: Path) -> Path:
    path = tmp_path / "crm.csv"
    CRM.to_csv(path, index=False, encoding="gb18030")
    return path


def test_one_table_is_read_as_it_stands(crm: Path) -> None:
    frame = read(crm)
    assert frame.to_dict("list") == CRM.to_dict("list")
    assert isinstance(frame.attrs["findings"], list)


def test_several_tables_are_stacked_with_their_places(crm: Path, tmp_path: Path) -> None:
    pd.DataFrame({"Name": ["Ann"], "source": ["web"], "row": ["x"]}).to_csv(tmp_path / "erp.csv", index=False)
    frame = read(crm, tmp_path / "erp.csv")
    assert frame["source"].tolist() == ["crm.csv", "crm.csv", "erp.csv"]
    assert frame["row"].tolist() == [2, 3, 2]
    assert frame["source_in_file"].tolist()[-1] == "web"
    assert frame["row_in_file"].tolist()[-1] == "x"
    assert frame["客户名称"].isna().tolist() == [False, False, True]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError, match=r"gone\.csv"):
        read(tmp_path / "gone.csv")


def test_files_without_any_table_are_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match=r"empty\.csv"):
        read(path)


def test_systems_come_onto_one_set_of_columns(crm: Path) -> None:
    erp = pd.DataFrame({"Name": ["王伟", "Ann Lee"], "Mobile": ["+86 138-0013-8001", "13700137003"]})
    out = unify({"crm": crm, "erp": erp})
    assert out["source"].tolist() == ["crm", "crm", "erp", "erp"]
    assert out["name"].tolist() == ["王伟", "李娜", "王伟", "Ann Lee"]
    assert out["row"].tolist() == [2, 3, 1, 2]


@pytest.mark.parametrize("make", [pytest.param(pd.DataFrame, id="pandas"), pytest.param(pa.table, id="pyarrow")])
def test_the_kind_of_frame_is_kept(make: Any) -> None:
    frame = make(CRM.to_dict("list"))
    assert type(unify({"crm": frame})) is type(frame)


def test_a_mapping_overrides_what_is_guessed() -> None:
    frame = pd.DataFrame({"客户名称": ["王伟", "李娜"], "代号": ["A1", "A2"]})
    assert unify({"crm": frame}, mapping={"crm": {"代号": "wechat"}})["wechat"].tolist() == ["A1", "A2"]
    with pytest.raises(ColumnNotFoundError):
        unify({"crm": frame}, mapping={"crm": {"代码": "wechat"}})


@pytest.mark.parametrize("frames", [CRM, [CRM], "crm.csv"])
def test_only_named_frames_can_be_unified(frames: Any) -> None:
    with pytest.raises(FrameError, match=type(frames).__name__):
        unify(frames)


def test_a_named_source_without_a_table_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match=r"empty\.csv"):
        unify({"crm": CRM, "erp": path})


def test_a_table_comes_from_a_frame_a_path_or_several(crm: Path) -> None:
    table, like = table_of(CRM)
    assert like is CRM
    assert table.num_rows == 2
    table, like = table_of(crm)
    assert isinstance(like, pd.DataFrame)
    table, like = table_of({"a": CRM, "b": crm})
    assert len(like) == 0
    assert isinstance(like, pd.DataFrame)
    assert table.column("source").to_pylist() == ["a", "a", "b", "b"]


def test_the_public_names_are_these() -> None:
    assert custdq.read is read
    assert custdq.unify is unify


@pytest.mark.parametrize("sources", [(), ("",)])
def test_no_source_is_an_error(sources: tuple[str, ...]) -> None:
    with pytest.raises(CustdqError):
        read(*sources)


@pytest.mark.parametrize("given", [pytest.param(CRM, id="frame"), None, 3, [3], [CRM], {"crm": "crm.csv"}])
def test_what_is_no_path_is_said(given: Any) -> None:
    with pytest.raises(OptionError, match="expected a path"):
        paths_of(given)
    with pytest.raises(OptionError, match="expected a path"):
        custdq.run(given)


def test_one_path_or_several() -> None:
    assert paths_of("a.csv") == ["a.csv"]
    assert paths_of((Path("a.csv"), "b.csv")) == ["a.csv", "b.csv"]
    assert paths_of([]) == []


def test_frames_of_one_schema_are_stacked_row_by_row() -> None:
    schema = Schema({"客户名称": f.PartyName()}, source="system")
    table = side_by_side({"a": CRM.assign(system="x"), "b": CRM.head(1), "c": CRM.head(0)}, schema)
    assert table.column("system").to_pylist() == ["a", "a", "b"]
    assert table.column("客户名称").to_pylist() == ["王伟", "李娜", "王伟"]


def test_the_frame_that_lacks_a_column_is_named() -> None:
    with pytest.raises(ColumnNotFoundError, match=r'In "b": .*"客户名称"'):
        side_by_side({"a": CRM, "b": CRM[["手机号码"]]}, Schema({"客户名称": f.PartyName()}))


def test_rows_that_are_nobody_are_said_and_not_just_gone() -> None:
    out = unify({"crm": pd.concat([CRM, pd.DataFrame({"客户名称": ["合计"], "手机号码": ["2"]})], ignore_index=True)})
    assert out["name"].tolist() == ["王伟", "李娜"]
    gone = [(each["code"], each["source"], each["row"]) for each in out.attrs["findings"]]
    assert gone == [("total_row", "crm", "3")]
