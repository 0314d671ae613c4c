"""The order of the steps on a few small files: what is passed over is said, what is written can be read, and so on."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import custdq
from custdq import fields as f
from custdq.errors import ConfigError, CustdqError, OptionError, SourceError, SourceNotFoundError
from custdq.fields import Kind
from custdq.pipeline import ADDED_DIVISIONS, STEPS, RunResult, init, unify_files, with_divisions
from custdq.schema import Schema

CRM = (
    "客户编号,姓名,手机,邮箱,地址,销售\n"
    "A001,王伟,13812345678,wangwei@example.com,上海市浦东新区张杨路500号,赵敏\n"
    "A002,李娜,13987654321,lina@example.com,北京市朝阳区建国路88号,赵敏\n"
    "A003,张敏,13711112223,n/a,广州市天河区体育西路101号,孙涛\n"
    "A004,刘洋,,liuyang@example.com,深圳市南山区科技园路1号,孙涛\n"
)
ERP = (
    "Name,Mobile,Email\n"
    "王 伟,+86 138-1234-5678,WANGWEI@example.com\n"
    "李娜,13987654321,\n"
    "周杰,13500135005,zhoujie@example.com\n"
    "吴勇,13500135006,wuyong@example.com\n"
)
ORDERS = "订单号,客户编号,金额\n" + "".join(f"D{i:03},A00{i % 4 + 1},{i * 10}\n" for i in range(12))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two customer lists, orders, and a file that is no table."""
    files = tmp_path / "in"
    files.mkdir()
    for name, text in (("crm.csv", CRM), ("erp.csv", ERP), ("orders.csv", ORDERS), ("empty.csv", "")):
        (files / name).write_text(text, encoding="utf-8")
    return files


@pytest.fixture
def result(folder: Path) -> RunResult:
    return custdq.run(folder, as_of="2025-06-30")


def test_every_customer_row_ends_in_the_cross_reference(result: RunResult) -> None:
    places = list(zip(result.xref["source"], result.xref["row"], strict=True))
    assert sorted(places) == [(name, row) for name in ("crm.csv", "erp.csv") for row in range(2, 6)]


def test_the_same_customer_of_two_systems_is_one(result: RunResult) -> None:
    golden = result.golden.records
    assert len(golden) == 6
    assert golden["name"].tolist().count("王伟") == 1
    names = result.standardized.groupby("entity_id")["name"].agg(set)
    assert {"王伟"} in names.tolist()


def test_what_was_passed_over_is_among_the_findings(result: RunResult) -> None:
    assert "empty.csv" in set(result.findings["source"])
    assert {"placeholder", "empty_file"} <= set(result.findings["code"])


def test_a_table_of_orders_is_attached_and_knows_its_customers(result: RunResult) -> None:
    assert list(result.attached) == ["orders.csv"]
    orders = result.attached["orders.csv"]
    assert len(orders) == 12
    assert orders["entity_id"].notna().all()
    ids = result.xref.dropna(subset=["record_id"]).set_index("record_id")["entity_id"]
    assert orders["entity_id"].tolist() == [ids[key] for key in orders["客户编号"]]


def test_a_run_of_a_list_of_files_is_that_of_their_folder(folder: Path, result: RunResult) -> None:
    paths = [folder / name for name in ("orders.csv", "erp.csv", "empty.csv", "crm.csv")]
    again = custdq.run(paths, as_of="2025-06-30")
    one, two = (r.xref.sort_values(["source", "row"])["entity_id"].tolist() for r in (result, again))
    assert one == two


def test_what_is_written_is_what_was_made(folder: Path, tmp_path: Path) -> None:
    result = custdq.run(folder, output=tmp_path / "out", as_of="2025-06-30")
    for name, path in result.outputs.items():
        assert (tmp_path / "out" / name).is_file()
        assert Path(path).is_file()
    assert {
        "standardized.parquet", "pairs.parquet", "golden.csv", "lineage.parquet", "xref.parquet", "findings.parquet",
        "scorecard.json", "report.html", "attached/orders.csv.parquet",
    } <= set(result.outputs)  # fmt: skip
    assert pq.read_table(result.outputs["standardized.parquet"]).num_rows == 8
    assert len(pd.read_csv(result.outputs["golden.csv"], encoding="utf-8-sig")) == 6
    card = json.loads(Path(result.outputs["scorecard.json"]).read_text(encoding="utf-8"))
    assert card == json.loads(json.dumps(result.scorecard.to_dict()))


def test_a_report_shows_no_value_unless_asked(folder: Path, tmp_path: Path) -> None:
    hidden = custdq.run(folder, output=tmp_path / "a")
    shown = custdq.run(folder, output=tmp_path / "b", show_values=True)
    pages = [Path(r.outputs["report.html"]).read_text(encoding="utf-8") for r in (hidden, shown)]
    assert "13812345678" not in pages[0]
    assert "wangwei@example.com" not in pages[0]
    assert "wangwei@example.com" in pages[1]


def test_the_summary_is_short_and_carries_no_value(result: RunResult) -> None:
    summary = result.summary()
    assert repr(result) == summary
    assert len(summary.splitlines()) <= 25
    assert "13812345678" not in summary
    assert "王伟" not in summary


def test_progress_goes_through_the_steps_in_order(folder: Path) -> None:
    told: list[str] = []
    custdq.run(folder, progress=lambda what, done, total: told.append(what))
    assert [what for what in told if what in STEPS] == list(STEPS)
    assert set(custdq.run(folder).outcome.timings) == set(STEPS)


# --- configuration ------------------------------------------------------------------------------------------------


def test_a_gate_of_the_configuration_is_held(folder: Path) -> None:
    assert custdq.run(folder).gate is None
    gates = [custdq.run(folder, config={"gate": {"completeness": least}}).gate for least in (0.01, 0.999)]
    assert [gate is not None and gate.passed for gate in gates] == [True, False]


def test_a_threshold_decides_who_is_one(folder: Path) -> None:
    strict = custdq.run(folder, config={"link": {"threshold": 0.9999999}})
    assert len(strict.golden.records) >= 6


def test_survivorship_of_the_configuration_decides(folder: Path) -> None:
    golden = custdq.run(folder, config={"survivorship": {"email": {"source_priority": ["erp.csv", "crm.csv"]}}}).golden
    rows = golden.lineage[(golden.lineage["column"] == "email") & (golden.lineage["source"] == "erp.csv")]
    assert "wangwei@example.com" in set(rows["value"])


def test_a_mapping_of_the_configuration_overrides_the_guess(folder: Path) -> None:
    result = custdq.run([folder / "crm.csv"], config={"mapping": {"crm.csv": {"销售": "wechat"}}})
    assert "赵敏" in set(result.standardized["wechat"])


def test_a_schema_may_name_unified_columns_that_do_not_occur(folder: Path) -> None:
    columns = {"name": "person_name", "mobile": {"kind": "phone", "region": "CN"}, "wechat": "text"}
    result = custdq.run([folder / "crm.csv"], config={"columns": columns})
    assert set(result.outcome.schema.columns) == {"name", "mobile"}


WRONG_CONFIGS = [
    pytest.param({"columns": {"name": "persn_name"}}, ConfigError, "person_name", id="kind"),
    pytest.param({"columns": {"nmae": "person_name"}}, CustdqError, 'Did you mean "name"', id="column"),
    pytest.param({"gtae": {"completeness": 0.9}}, ConfigError, 'Did you mean "gate"', id="table"),
    pytest.param({"mapping": {"crm.csv": {"姓各": "name"}}}, CustdqError, "姓名", id="mapping"),
    pytest.param({"gate": {"completness": 0.9}}, CustdqError, "completeness", id="gate"),
]


@pytest.mark.parametrize(("config", "error", "said"), WRONG_CONFIGS)
def test_a_wrong_configuration_is_said(folder: Path, config: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        custdq.run([folder / "crm.csv"], config=config)


# --- wrong calls --------------------------------------------------------------------------------------------------


def test_no_sources_is_an_error() -> None:
    with pytest.raises(OptionError, match="no sources"):
        custdq.run([])


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError, match=r"gone\.csv"):
        custdq.run(tmp_path / "gone.csv")


def test_sources_without_a_customer_are_an_error_with_the_reason(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"empty\.csv"):
        custdq.run(folder / "empty.csv")


@pytest.mark.parametrize("day", ["30.06.2025", "2025-13-01", "today"])
def test_a_day_is_a_date(folder: Path, day: str) -> None:
    with pytest.raises(OptionError, match="as_of"):
        custdq.run(folder, as_of=day)


def test_a_day_may_be_a_date(folder: Path) -> None:
    assert custdq.run(folder / "crm.csv", as_of=date(2025, 6, 30)).outcome.as_of == "2025-06-30"


def test_an_output_that_is_a_file_is_said_before_the_work(folder: Path) -> None:
    told: list[str] = []
    with pytest.raises(OptionError, match="is a file"):
        custdq.run(folder, output=folder / "crm.csv", progress=lambda what, done, total: told.append(what))
    assert told == []


def test_an_entity_id_of_the_file_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "crm.csv"
    path.write_text(CRM.replace("销售", "entity_id"), encoding="utf-8")
    result = custdq.run(path)
    assert result.standardized["entity_id"].tolist() == result.xref["entity_id"].tolist()
    assert result.standardized["entity_id_in_file"].tolist() == ["赵敏", "赵敏", "孙涛", "孙涛"]


# --- parts --------------------------------------------------------------------------------------------------------


def test_init_writes_what_a_run_reads(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "custdq.toml"
    path.write_text(init([folder], region="CN"), encoding="utf-8")
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    assert document["mapping"]["crm.csv"]["姓名"] == "name"
    with_config, without = custdq.run(folder, config=path), custdq.run(folder)
    assert with_config.xref["entity_id"].tolist() == without.xref["entity_id"].tolist()


def test_init_of_nothing_is_an_error(folder: Path) -> None:
    with pytest.raises(SourceError):
        init([folder / "empty.csv"])


def test_the_first_half_of_a_run(folder: Path) -> None:
    ready, unified, findings = unify_files([folder])
    assert ready.table.num_rows == unified.records.num_rows == 8
    assert [finding.source for finding in findings if finding.row is None] == ["empty.csv"]
    assert (
        ready.standardized.records.column("mobile").to_pylist()[0]
        == ready.standardized.records.column("mobile").to_pylist()[4]
    )


def test_a_chinese_address_brings_its_divisions_along() -> None:
    records = pa.table({"name": ["王伟"], "address": ["深圳市南山区科技园路1号"], "city": ["深圳"]})
    with_columns, schema = with_divisions(records, None, "CN")
    assert with_columns.column_names[:3] == ["name", "address", "city"]
    assert set(ADDED_DIVISIONS) <= set(with_columns.column_names)
    assert set(ADDED_DIVISIONS) <= set(schema.columns)
    assert with_columns.column("city").to_pylist() == ["深圳"]


@pytest.mark.parametrize("columns", [{"name": f.PersonName()}, {"name": f.PersonName(), "address": f.Address("US")}])
def test_other_records_get_no_divisions(columns: dict[str, Kind]) -> None:
    plain = pa.table({"name": ["Ann Lee"], "address": ["12 Main St, Springfield"]}).select(list(columns))
    assert with_divisions(plain, Schema(columns), None) == (plain, Schema(columns))


@pytest.mark.parametrize(("day", "codes"), [("2025-06-30", ["in_the_future"]), ("2025-07-02", [])])
def test_a_run_reads_birthdays_on_its_own_day(tmp_path: Path, day: str, codes: list[str]) -> None:
    (tmp_path / "crm.csv").write_text("姓名,生日\n王伟,1988-02-03\n李娜,2025-07-01\n", encoding="utf-8")
    found = custdq.run(tmp_path, as_of=day).findings
    assert found[found["column"] == "birthday"]["code"].tolist() == codes
