"""Every verb on every kind of frame: the same kind out, the same rows, the input untouched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import custdq
from custdq import fields as f
from custdq.errors import (
    ColumnExistsError,
    ColumnNotFoundError,
    CustdqError,
    FrameError,
    OptionError,
    UnknownOptionError,
)
from custdq.frames import to_arrow
from custdq.schema import Schema

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email(), "tel": f.Phone(region="CN")}, record_id="id")
PEOPLE: dict[str, Any] = {
    "id": ["C1", "C2", "C3", "C4"],
    "name": ["王伟", "王 伟", "李娜", None],
    "mail": ["wang@x.org", " WANG@x.org", "ann@", "n/a"],
    "tel": ["13800138001", "138 0013 8001", "13900139002", None],
    "note": [1, 2, 3, 4],
}
CLEAN_MAIL = ["wang@x.org", "wang@x.org", "ann@", "n/a"]


def _duckdb() -> Any:
    return pytest.importorskip("duckdb").from_arrow(pa.table(PEOPLE))


FRAMES = [
    pytest.param(lambda: pd.DataFrame(PEOPLE), id="pandas"),
    pytest.param(lambda: pa.table(PEOPLE), id="pyarrow"),
    pytest.param(lambda: pytest.importorskip("polars").DataFrame(PEOPLE), id="polars"),
    pytest.param(lambda: pytest.importorskip("polars").LazyFrame(PEOPLE), id="polars-lazy"),
    pytest.param(_duckdb, id="duckdb"),
]
Make = Callable[[], Any]


@pytest.mark.parametrize("make", FRAMES)
def test_standardize_gives_the_same_frame_in_standard_form(make: Make) -> None:
    frame = make()
    out = custdq.standardize(frame, SCHEMA)
    assert type(out) is type(frame)
    table = to_arrow(out)
    assert table.column_names == list(PEOPLE)
    assert table.column("mail").to_pylist() == CLEAN_MAIL
    assert table.column("note").to_pylist() == ["1", "2", "3", "4"]
    assert to_arrow(frame).column("mail").to_pylist() == PEOPLE["mail"]


@pytest.mark.parametrize("make", FRAMES)
def test_every_result_is_the_kind_of_frame_that_came_in(make: Make) -> None:
    frame = make()
    links = custdq.dedupe(frame, SCHEMA)
    golden = custdq.merge(frame, links, SCHEMA)
    card = custdq.score(frame, SCHEMA, links=links, as_of="2025-06-30")
    given = [
        custdq.inspect(frame, SCHEMA),
        links.pairs,
        links.entities,
        links.blocking,
        golden.records,
        card.dimensions,
    ]
    assert {type(result) for result in given} == {type(frame)}
    assert to_arrow(links.entities).column("entity_id").to_pylist() == ["E000001", "E000001", "E000002", "E000003"]


def test_pandas_keeps_index_types_and_itself() -> None:
    frame = pd.DataFrame(PEOPLE, index=[9, 9, 3, 1]).assign(age=pd.array([1, None, 3, 4], "Int64"))
    before = frame.copy(deep=True)
    out = custdq.standardize(frame, SCHEMA)
    pd.testing.assert_index_equal(out.index, frame.index)
    pd.testing.assert_series_equal(out["age"], frame["age"])
    pd.testing.assert_series_equal(out["note"], frame["note"])
    pd.testing.assert_frame_equal(frame, before)


def test_a_column_of_floats_and_text_is_read_as_phones() -> None:
    frame = pd.DataFrame({"tel": np.array([13800138001.0, "139 0013 9002", np.nan, 13700137003], dtype=object)})
    out = custdq.standardize(frame, Schema({"tel": f.Phone(region="CN")}))
    parsed = f.Phone(region="CN").parse(["13800138001", "13900139002", None, "13700137003"]).column("value").to_pylist()
    assert out["tel"].astype(object).where(out["tel"].notna(), None).tolist() == parsed


def test_parts_are_added_beside_the_column() -> None:
    out = custdq.standardize(pd.DataFrame(PEOPLE), SCHEMA, parts=True)
    assert out["mail.domain"].tolist()[:2] == ["x.org", "x.org"]
    assert "tel.region" in out.columns
    assert list(out.columns)[: len(PEOPLE)] == list(PEOPLE)


def test_a_column_of_the_users_own_is_not_written_over_by_a_part() -> None:
    frame = pd.DataFrame({"mail": ["wang@x.org"], "mail.domain": ["our own"]})
    schema = Schema({"mail": f.Email()})
    with pytest.raises(ColumnExistsError, match=r'"mail\.domain"'):
        custdq.standardize(frame, schema, parts=True)
    assert custdq.standardize(frame, schema)["mail.domain"].tolist() == ["our own"]


def test_parts_are_added_again_to_frames_that_have_them() -> None:
    once = custdq.standardize(pd.DataFrame(PEOPLE), SCHEMA, parts=True)
    pd.testing.assert_frame_equal(custdq.standardize(once, SCHEMA, parts=True), once)


@pytest.mark.parametrize(
    "name", sorted(set(custdq.__all__) - {"__version__", "errors", "fields", "quality", "survivorship"})
)
def test_a_misspelt_option_is_answered_by_all_that_is_public(name: str) -> None:
    called = getattr(custdq, name)
    if isinstance(called, type) and issubclass(called, CustdqError):
        return
    with pytest.raises(UnknownOptionError, match=rf'{name} has no option "not_an_option"\. .*Known: '):
        called(not_an_option=True)


def test_standardizing_twice_is_once() -> None:
    once = custdq.standardize(pd.DataFrame(PEOPLE), SCHEMA)
    pd.testing.assert_frame_equal(custdq.standardize(once, SCHEMA), once)


def test_inspect_names_the_cell_and_what_to_do() -> None:
    found = custdq.inspect(pd.DataFrame(PEOPLE), SCHEMA)
    assert list(found.columns) == ["record_id", "column", "code", "value", "suggestion"]
    mail = found[found["column"] == "mail"].set_index("record_id")
    assert mail.loc["C2", "suggestion"] == "wang@x.org"
    assert mail.loc["C3", "code"] == "bad_format"
    assert mail.loc["C4", "code"] == "placeholder"
    assert "C1" not in mail.index


def test_every_verb_takes_a_path(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    pd.DataFrame(PEOPLE).to_csv(path, index=False)
    links = custdq.dedupe(path, SCHEMA)
    assert len(custdq.standardize(path, SCHEMA)) == len(custdq.merge(path, links, SCHEMA).xref) == 4
    assert len(custdq.inspect(str(path), SCHEMA)) > 0
    assert custdq.score(path, SCHEMA, links=links).overall is not None


def test_without_a_schema_everything_is_found_out() -> None:
    frame = pd.DataFrame({key: PEOPLE[key] for key in ("id", "name", "mail", "tel")})
    assert custdq.standardize(frame)["mail"].tolist()[:2] == ["wang@x.org", "wang@x.org"]
    assert custdq.dedupe(frame).entities["entity_id"].tolist()[:2] == ["E000001", "E000001"]


@pytest.mark.parametrize("verb", [custdq.standardize, custdq.inspect, custdq.dedupe, custdq.score])
def test_a_misspelt_column_is_an_error_of_every_verb(verb: Callable[..., Any]) -> None:
    with pytest.raises(ColumnNotFoundError, match='Did you mean "mail"'):
        verb(pd.DataFrame(PEOPLE), Schema({"mial": f.Email()}))


@pytest.mark.parametrize("verb", [custdq.standardize, custdq.inspect, custdq.dedupe, custdq.score])
def test_what_is_no_frame_is_an_error_of_every_verb(verb: Callable[..., Any]) -> None:
    with pytest.raises(FrameError, match="list"):
        verb([1, 2], SCHEMA)


@pytest.mark.parametrize("rows", [0, 1])
def test_hardly_any_rows(rows: int) -> None:
    frame = pd.DataFrame(PEOPLE).head(rows)
    links = custdq.dedupe(frame, SCHEMA)
    assert len(custdq.standardize(frame, SCHEMA)) == len(links.entities) == rows
    assert len(custdq.merge(frame, links, SCHEMA).records) == rows
    custdq.inspect(frame, SCHEMA)
    custdq.score(frame, SCHEMA, links=links)


@pytest.mark.parametrize("count", [3, 60])
def test_a_list_of_one_column_is_deduplicated_where_its_values_name_somebody(count: int) -> None:
    mails = pd.DataFrame({"mail": [f"a{i}@x{i % 7}.org" for i in range(count)] * 2})
    assert custdq.dedupe(mails, Schema({"mail": f.Email()})).entities["entity_id"].nunique() == count
    names = pd.DataFrame({"name": [a + b + c for a in "王李张刘" for b in "建国军志" for c in "文华英兰"][:count] * 2})
    assert custdq.dedupe(names, Schema({"name": f.PersonName()})).entities["entity_id"].nunique() == 2 * count


def test_a_list_of_firms_is_deduplicated_and_says_by_what() -> None:
    firms = [
        "Acme Widgets Ltd",
        "Acme Widgets Limited",
        "Borealis Steel GmbH",
        "Borealis Steel GmbH",
        "Cobalt Mining Inc",
    ]
    firms += [f"{star} {trade} Ltd" for star in ("Orion", "Vega", "Sirius") for trade in ("Trading", "Steel", "Foods")]
    links = custdq.dedupe(pd.DataFrame({"company": firms}))
    assert links.entities["entity_id"].nunique() == len(firms) - 2
    assert "one column is all there is" in links.notes[0]


def test_links_of_another_frame_are_refused() -> None:
    frame = pd.DataFrame(PEOPLE)
    links = custdq.dedupe(frame.head(3), SCHEMA)
    for verb in (lambda: custdq.merge(frame, links, SCHEMA), lambda: custdq.score(frame, SCHEMA, links=links)):
        with pytest.raises(OptionError, match=r"4 rows.*3"):
            verb()


# --- link ---------------------------------------------------------------------------------------------------------


def _systems() -> dict[str, pd.DataFrame]:
    crm = pd.DataFrame(PEOPLE)
    return {"crm": crm, "erp": crm.assign(id=["E1", "E2", "E3", "E4"])}


def _groups(links: Any) -> set[frozenset[str]]:
    entities = links.entities
    return {frozenset(group) for group in entities.groupby("entity_id")["record_id"].agg(set)}


def test_across_sources_every_pair_joins_two() -> None:
    links = custdq.link(_systems(), SCHEMA)
    assert links.entities["source"].tolist() == ["crm"] * 4 + ["erp"] * 4
    assert len(links.pairs) > 0
    assert all(left[0] != right[0] for left, right in zip(links.pairs["left"], links.pairs["right"], strict=True))
    assert frozenset({"C3", "E3"}) in _groups(links)


def test_one_to_one_takes_one_record_of_each_source() -> None:
    links = custdq.link(_systems(), SCHEMA, one_to_one=True)
    assert all(len(group) <= 2 and len({r[0] for r in group}) == len(group) for group in _groups(links))


def test_within_also_joins_records_of_one_source() -> None:
    assert frozenset({"C1", "C2", "E1", "E2"}) in _groups(custdq.link(_systems(), SCHEMA, within=True))


def test_a_source_column_of_the_schema_is_filled_by_the_names() -> None:
    schema = Schema(SCHEMA.columns, record_id="id", source="system")
    assert custdq.link(_systems(), schema).entities["source"].tolist() == ["crm"] * 4 + ["erp"] * 4


def test_systems_with_columns_of_their_own_are_unified_first() -> None:
    erp = pd.DataFrame({"Name": ["王伟", "周杰"], "Mobile": ["+86 138-0013-8001", "13500135005"]})
    crm = pd.DataFrame({"客户名称": ["王伟", "李娜"], "手机号码": ["13800138001", "13900139002"]})
    links = custdq.link({"crm": crm, "erp": erp})
    codes = links.entity_codes.tolist()
    assert codes[0] == codes[2]
    assert len(set(codes)) == 3


def test_named_frames_go_through_every_verb() -> None:
    frames = _systems()
    links = custdq.link(frames, SCHEMA, within=True)
    golden = custdq.merge(frames, links, SCHEMA)
    assert len(golden.xref) == 8
    assert golden.xref["source"].tolist() == ["crm"] * 4 + ["erp"] * 4
    assert custdq.score(frames, SCHEMA, links=links, as_of="2025-06-30").overall is not None
    assert len(custdq.standardize(frames, SCHEMA)) == 8
    assert set(custdq.inspect(frames, SCHEMA)["source"]) <= {"crm", "erp"}


def test_the_source_of_a_finding_is_told_even_where_nothing_is_found() -> None:
    frame = pd.DataFrame({"mail": ["ann@x.org"], "system": ["crm"]})
    found = custdq.inspect(frame, Schema({"mail": f.Email()}, source="system"))
    assert len(found) == 0
    assert list(found.columns) == ["source", "record_id", "column", "code", "value", "suggestion"]


def test_rows_in_another_order_are_not_those_of_the_links() -> None:
    frame = pd.DataFrame(PEOPLE)
    links = custdq.dedupe(frame, SCHEMA)
    with pytest.raises(OptionError, match="row 0"):
        custdq.merge(frame.iloc[::-1], links, SCHEMA)
    with pytest.raises(OptionError, match="NoneType"):
        custdq.merge(frame, None, SCHEMA)  # type: ignore[arg-type]


WRONG = [
    pytest.param({"crm": pd.DataFrame(PEOPLE)}, {}, FrameError, id="one-source"),
    pytest.param([pd.DataFrame(PEOPLE)] * 2, {}, FrameError, id="a-list"),
    pytest.param(_systems(), {"within": True, "one_to_one": True}, OptionError, id="contradiction"),
    pytest.param(_systems(), {"threshold": 2}, OptionError, id="threshold"),
    pytest.param(_systems(), {"threshold": "0.5"}, OptionError, id="threshold-as-text"),
]


@pytest.mark.parametrize(("frames", "options", "error"), WRONG)
def test_a_wrong_call_is_said(frames: Any, options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        custdq.link(frames, SCHEMA, **options)


def test_a_source_without_the_schema_s_columns_is_said() -> None:
    frames = _systems()
    frames["erp"] = frames["erp"].drop(columns="mail")
    with pytest.raises(ColumnNotFoundError, match='"mail"'):
        custdq.link(frames, SCHEMA)


def test_a_column_in_which_nothing_changed_keeps_its_type() -> None:
    frame = pd.DataFrame({"mail": ["Ann@X.ORG"], "visits": [3], "since": pd.to_datetime(["2024-01-02"])})
    out = custdq.standardize(frame)
    assert list(out.dtypes[["visits", "since"]]) == list(frame.dtypes[["visits", "since"]])


def test_parts_of_an_earlier_pass_stay() -> None:
    frame = pd.DataFrame({"phone": ["010-62345678转8001/13912345678"]})
    schema = custdq.Schema({"phone": f.Phone(region="CN")})
    once = custdq.standardize(frame, schema, parts=True)
    assert once["phone.extension"].tolist() == ["8001"]
    assert custdq.standardize(once, schema, parts=True).equals(once)


BORN = pd.DataFrame({"id": ["1", "2"], "born": ["3 May 55", "1 July 2025"]})


def _born(as_of: str | None) -> tuple[str | None, str | None]:
    found = custdq.inspect(BORN, Schema({"born": f.Date(birth=True)}, record_id="id"), as_of=as_of)
    told = {row["record_id"]: row for row in found.to_dict("records")}
    return told["1"]["suggestion"], told["2"]["code"]


def test_the_day_of_evaluation_decides_on_centuries_and_the_future() -> None:
    assert _born("2025-06-30") == ("1955-05-03", "in_the_future")
    assert _born("2060-06-30") == ("2055-05-03", "reformatted")


def test_a_day_the_kind_names_is_its_own() -> None:
    schema = Schema({"born": f.Date(birth=True, as_of="2060-01-01")}, record_id="id")
    assert custdq.standardize(BORN, schema, as_of="2025-06-30")["born"].tolist() == ["2055-05-03", "2025-07-01"]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"as_of": "2025-06-30"}, id="argument"),
        pytest.param({"as_of": date(2025, 6, 30)}, id="date"),
        pytest.param({"expectations": {"as_of": "2025-06-30"}}, id="expectations"),
    ],
)
def test_a_score_reads_dates_on_its_own_day(told: dict[str, Any]) -> None:
    card = custdq.score(BORN, Schema({"born": f.Date(birth=True)}, record_id="id"), **told)
    codes = card.findings[card.findings["column"] == "born"].set_index("record_id")["code"]
    assert codes["2"] == "in_the_future"


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(OptionError, match="as_of"):
        custdq.standardize(BORN, as_of="yesterday")
