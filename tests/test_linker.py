"""A linker is fitted once, saved, and used again: on other records, on few, and on columns that came empty."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import custdq
from custdq import fields as f
from custdq.errors import (
    ColumnNotFoundError,
    ConfigError,
    CustdqError,
    NotFittedError,
    NothingToFitError,
    OptionError,
    RecordNotFoundError,
)
from custdq.fields.base import Comparison, Equal, Level
from custdq.linker import Linker
from custdq.schema import Schema
from custdq.steps.standardize import standardize_records

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email(), "mobile": f.Phone(region="CN")}, record_id="id")


def _people(entities: int = 60) -> pd.DataFrame:
    family, given = "王李张刘陈杨赵黄", "伟芳娜敏静丽强磊军洋"
    rows: list[tuple[str | None, ...]] = []
    for i in range(entities):
        name = family[i % 8] + given[i % 10] + given[i // 10 % 10]
        mail, mobile = f"user{i:03d}@x{i % 5}.org", f"138{i * 7919 % 100_000_000:08d}"
        rows.append((f"A{i}", name, mail, mobile))
        if i % 2:
            rows.append((f"B{i}", name, mail.upper() if i % 3 else None, mobile))
    return pd.DataFrame(rows, columns=["id", "name", "mail", "mobile"])


def test_fit_then_predict_is_dedupe() -> None:
    people = _people()
    linker = Linker(SCHEMA)
    links = linker.fit(people).predict(people)
    once = custdq.dedupe(people, SCHEMA)
    assert links.entities["entity_id"].tolist() == once.entities["entity_id"].tolist()
    assert links.entities["entity_id"].nunique() == 60
    assert linker.model == once.model


def test_the_schema_is_inferred_at_fit_where_none_is_given() -> None:
    linker = Linker().fit(_people())
    assert isinstance(linker.schema, Schema)
    assert linker.predict(_people(4)).entities["entity_id"].nunique() == 4


def test_two_new_records_are_weighed_by_what_was_learnt() -> None:
    linker = Linker(SCHEMA).fit(_people())
    new = pd.DataFrame(
        {
            "id": ["1", "2", "3"],
            "name": ["孙倩", "孙倩", "周杰"],
            "mail": ["sq@q.org", "SQ@q.org", None],
            "mobile": [None] * 3,
        }
    )
    entities = linker.predict(new).entities["entity_id"].tolist()
    assert entities[0] == entities[1] != entities[2]


def test_a_saved_linker_does_the_same(tmp_path: Path) -> None:
    people = _people()
    linker = Linker(SCHEMA, blocking=[["mail"], ["name", "mobile"]], threshold=0.8).fit(people)
    path = tmp_path / "model.json"
    linker.save(path)
    loaded = Linker.load(path)
    assert loaded.schema == SCHEMA
    assert loaded.options.threshold == 0.8
    assert loaded.options.blocking == [["mail"], ["name", "mobile"]]
    assert loaded.model == linker.model
    pd.testing.assert_frame_equal(loaded.predict(people).pairs, linker.predict(people).pairs)


def test_nothing_works_before_fit(tmp_path: Path) -> None:
    with pytest.raises(NotFittedError, match="fit"):
        Linker(SCHEMA).predict(_people(2))
    with pytest.raises(NotFittedError, match="fit"):
        Linker(SCHEMA).save(tmp_path / "model.json")


def test_comparisons_of_ones_own_are_saved(tmp_path: Path) -> None:
    mine = Comparison((Level("same mailbox", Equal("canonical")),), ("email",))
    people = _people()
    linker = Linker(SCHEMA, comparisons={"mail": mine}).fit(people)
    linker.save(tmp_path / "model.json")
    loaded = Linker.load(tmp_path / "model.json")
    assert loaded.options.comparisons == {"mail": mine}
    pd.testing.assert_frame_equal(loaded.predict(people).pairs, linker.predict(people).pairs)


# --- decided pairs ------------------------------------------------------------------------------------------------


def test_the_users_word_is_final(tmp_path: Path) -> None:
    people = _people()
    linker = Linker(SCHEMA, must_link=[("A0", "A2")], cannot_link=[("B1", "A1")]).fit(people)
    linker.save(tmp_path / "model.json")
    free = custdq.dedupe(people, SCHEMA).entities.set_index("record_id")["entity_id"]
    assert free["A1"] == free["B1"]
    assert free["A0"] != free["A2"]
    for each in (linker, Linker.load(tmp_path / "model.json")):
        entity = each.predict(people).entities.set_index("record_id")["entity_id"]
        assert entity["A1"] != entity["B1"]
        assert entity["A0"] == entity["A2"]


def test_decisions_count_whatever_the_row_order() -> None:
    people = _people()
    shuffled = people.sample(frac=1, random_state=1)
    linker = Linker(SCHEMA, must_link=[("A0", "A2")], cannot_link=[("B1", "A1")]).fit(people)
    one, other = (linker.predict(frame).entities.set_index("record_id")["entity_id"] for frame in (people, shuffled))
    pd.testing.assert_series_equal(one.sort_index(), other.sort_index())


def test_reviewed_pairs_are_taken_as_they_come() -> None:
    people = _people()
    pairs = custdq.dedupe(people, SCHEMA).pairs.head(3)
    entity = Linker(SCHEMA, cannot_link=pairs).fit(people).predict(people).entities.set_index("record_id")["entity_id"]
    assert all(entity[a] != entity[b] for a, b in zip(pairs["left"], pairs["right"], strict=True))


def test_matches_of_the_recordlinkage_toolkit_are_decisions() -> None:
    people = _people()
    found = pd.MultiIndex.from_arrays([["A0", "A2"], ["A4", "A6"]])
    entity = Linker(SCHEMA, must_link=found).fit(people).predict(people).entities.set_index("record_id")["entity_id"]
    assert entity["A0"] == entity["A4"] != entity["A2"] == entity["A6"]


def test_a_decided_record_that_is_not_there_is_said() -> None:
    linker = Linker(SCHEMA, must_link=[("A1", "A99999")]).fit(_people())
    with pytest.raises(RecordNotFoundError, match=r'"A99999".*Did you mean "A'):
        linker.predict(_people())


def test_decisions_that_contradict_each_other_are_said() -> None:
    with pytest.raises(OptionError, match='"A1" = "A2", "A2" = "A3"'):
        Linker(SCHEMA, must_link=[("A1", "A2"), ("A2", "A3")], cannot_link=[("A1", "A3")])
    # the same record named in two ways is found out when the records are there
    both = _people(2).assign(system="crm")
    schema = Schema(SCHEMA.columns, record_id="id", source="system")
    linker = Linker(schema, must_link=[(("crm", "A0"), "A1")], cannot_link=[("A0", "A1")]).fit(both)
    with pytest.raises(OptionError, match="parts"):
        linker.predict(both)


@pytest.mark.parametrize("word", ["must_link", "cannot_link"])
def test_copies_beyond_a_block_obey_too(word: str) -> None:
    many = pd.DataFrame({"id": range(200), "name": "王伟", "mail": "w@x.org", "mobile": "13800138000"})
    other = _people().assign(id=lambda frame: range(1000, 1000 + len(frame)))
    frame = pd.concat([many, other])
    linker = Linker(SCHEMA, **{word: [(0, 1000) if word == "must_link" else (0, 1)]}).fit(frame)  # type: ignore[arg-type]
    entity = linker.predict(frame).entities.set_index("record_id")["entity_id"]
    if word == "must_link":
        assert entity["0"] == entity["199"] == entity["1000"]
    else:
        assert entity["0"] != entity["1"]


def test_decisions_hold_where_nothing_else_is_known() -> None:
    empty = pd.DataFrame({"id": ["a", "b", "c"], "name": [None] * 3, "mail": [None] * 3, "mobile": [None] * 3})
    entity = Linker(SCHEMA, must_link=[("c", "a")]).fit(_people()).predict(empty).entities["entity_id"].tolist()
    assert entity == ["E000001", "E000002", "E000001"]


# --- the frame that was fitted on ---------------------------------------------------------------------------------


def test_the_frame_of_the_fit_is_made_ready_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    real = standardize_records

    def counted(*given: Any) -> Any:
        calls.append(1)
        return real(*given)

    monkeypatch.setattr("custdq.prepared.standardize_records", counted)
    people = _people()
    linker = Linker(SCHEMA).fit(people)
    first = linker.predict(people)
    again = linker.predict(people.set_axis(range(100, 100 + len(people))))
    assert len(calls) == 1
    assert again.entities.index[0] == 100, "the index is the new frame's"
    assert again.entities["entity_id"].tolist() == first.entities["entity_id"].tolist()
    people.loc[1, "mobile"] = "13900000000"
    linker.predict(people)
    assert len(calls) == 2, "changed in place, it is another frame"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="list"),
        pytest.param('"x"', id="text"),
        pytest.param("{}", id="nothing"),
        pytest.param('{"schema": "[columns]", "threshold": 0.5, "blocking": null}', id="no-model"),
        pytest.param('{"schema": "= =", "threshold": 0.5, "blocking": null}', id="broken-schema"),
        pytest.param('{"schema": "", "threshold": "x", "blocking": null, "custdq_model": 1}', id="threshold"),
    ],
)
def test_a_file_that_is_no_linker_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"model\.json"):
        Linker.load(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.json"):
        Linker.load(tmp_path / "gone.json")


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    Linker(SCHEMA).fit(_people(10)).save(path)
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    del document["fields"][0]["m"]
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ConfigError, match="damaged"):
        Linker.load(path)


OTHER = Comparison((Level("same", Equal("full")),), ("full",))
WRONG = [
    pytest.param({"threshold": 2}, "threshold", id="threshold"),
    pytest.param({"blocking": [["nmae"]]}, "name", id="blocking"),
    pytest.param({"comparisons": {"nmae": OTHER}}, "name", id="comparisons"),
]


@pytest.mark.parametrize(("options", "said"), WRONG)
def test_a_wrong_option_is_said(options: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        Linker(SCHEMA, **options).fit(_people(10))


def test_a_frame_without_the_columns_is_said() -> None:
    linker = Linker(SCHEMA).fit(_people(10))
    with pytest.raises(CustdqError, match='"mail"'):
        linker.predict(_people(3).drop(columns="mail"))


@pytest.mark.parametrize("rows", [0, 1])
def test_hardly_any_records(rows: int) -> None:
    few = _people(10).head(rows)
    with pytest.raises(NothingToFitError, match=f"Only {rows} records.*name, mail, mobile"):
        Linker(SCHEMA).fit(few)
    assert len(Linker(SCHEMA).fit(_people()).predict(few).entities) == rows


def test_records_without_a_value_teach_nothing() -> None:
    empty = _people(5).assign(name=None, mail=None, mobile=None)
    with pytest.raises(NothingToFitError, match="No column of the 7 records tells them apart"):
        Linker(SCHEMA).fit(empty)


def test_too_few_pairs_to_learn_from_leave_built_in_weights_that_say_so(tmp_path: Path) -> None:
    linker = Linker(SCHEMA).fit(_people(4))
    assert linker.model is not None
    assert linker.model.basis == "rules"
    assert re.fullmatch(
        r"Rule-based: \d+ candidate pairs are too few to learn from, 60 are needed.*", linker.model.notes[0]
    )
    assert "rule-based" in repr(linker.predict(_people(4)))
    linker.save(tmp_path / "model.json")
    assert json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))["basis"] == "rules"
    assert Linker.load(tmp_path / "model.json").model == linker.model
    enough = Linker(SCHEMA).fit(_people(200))
    assert enough.model is not None
    assert enough.model.basis == "fitted"


# --- labels -------------------------------------------------------------------------------------------------------

LABELS = [("A1", "B1", True), ("A0", "A2", "no"), ("A3", "B3", 1), ("A5", "A7", None)]


@pytest.mark.parametrize("kind", ["triples", "pandas", "polars", "pyarrow", "file"])
def test_labels_in_any_form(kind: str, tmp_path: Path) -> None:
    frame = pd.DataFrame(LABELS, columns=["left", "right", "match"])
    forms: dict[str, Any] = {"triples": LABELS, "pandas": frame, "file": tmp_path / "labels.csv"}
    frame.to_csv(forms["file"], index=False)
    text = {n: [None if cell is None else str(cell) for cell in frame[n]] for n in frame}
    forms["polars"] = pytest.importorskip("polars").DataFrame(text)
    forms["pyarrow"] = pa.table(text)
    linker = Linker(SCHEMA).fit(_people(), labels=forms[kind])
    assert linker.model is not None
    assert linker.model.notes[-1].startswith("Labels: 3, not used:")
    assert linker.model.fields == Linker(SCHEMA).fit(_people()).model.fields  # type: ignore[union-attr]


def test_labels_decide_no_pair() -> None:
    people = _people()
    linker = Linker(SCHEMA).fit(people, labels=[("A0", "A2", True)])
    entity = linker.predict(people).entities.set_index("record_id")["entity_id"]
    assert entity["A0"] != entity["A2"]


WRONG_LABELS = [
    pytest.param([("A1", "B1", "perhaps")], OptionError, "perhaps", id="no-answer"),
    pytest.param([("A1", "B1", None)], OptionError, "No pair has an answer", id="all-empty"),
    pytest.param([], OptionError, "No pair has an answer", id="none"),
    pytest.param([("A1", "B1", 1), ("B1", "A1", 0)], OptionError, "both yes and no", id="both"),
    pytest.param([("A1", "B99", 1)], RecordNotFoundError, '"B99"', id="unknown"),
    pytest.param(pd.DataFrame({"left": ["A1"], "right": ["B1"]}), ColumnNotFoundError, '"match"', id="no-column"),
    pytest.param(7, CustdqError, "int", id="no-frame"),
]


@pytest.mark.parametrize(("labels", "error", "said"), WRONG_LABELS)
def test_wrong_labels_are_said(labels: Any, error: type[Exception], said: str) -> None:
    linker = Linker(SCHEMA)
    with pytest.raises(error, match=said):
        linker.fit(_people(), labels=labels)
    assert linker.model is None


def test_how_many_labels_taught_a_model_is_saved_and_nothing_of_them(tmp_path: Path) -> None:
    linker = Linker(SCHEMA).fit(_people(), labels=LABELS)
    assert linker.model is not None
    linker.model = replace(linker.model, labels=3)
    linker.save(tmp_path / "model.json")
    assert Linker.load(tmp_path / "model.json").model == linker.model
    assert "B3" not in (tmp_path / "model.json").read_text(encoding="utf-8")
