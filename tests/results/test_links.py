"""Links answer in the user's own ids and kind of frame, and never guess which record is meant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import custdq
from custdq import fields as f
from custdq.errors import ColumnNotFoundError, OptionError, RecordNotFoundError
from custdq.results import Links
from custdq.schema import Schema

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email(), "city": f.Category()}, record_id="id")
PEOPLE = pd.DataFrame(
    {
        "id": ["C3", "C1", "C2", "C4", "C5"],
        "name": ["王伟", "李娜", "王伟", "张敏", "刘洋"],
        "mail": ["wang@x.org", "li@x.org", "WANG@x.org", None, "liu@x.org"],
        "city": ["深圳", "北京", "深圳", "上海", "深圳"],
    }
)


@pytest.fixture(scope="module")
def links() -> Links:
    return custdq.dedupe(PEOPLE, SCHEMA)


def test_every_row_has_its_entity_in_input_order(links: Links) -> None:
    entities = links.entities
    assert entities["record_id"].tolist() == PEOPLE["id"].tolist()
    assert entities["entity_id"].tolist() == ["E000002", "E000001", "E000002", "E000003", "E000004"]
    assert entities["source"].isna().all()


def test_pairs_name_the_records_and_the_levels(links: Links) -> None:
    pair = links.pairs.iloc[0]
    assert {pair["left"], pair["right"]} == {"C2", "C3"}
    assert pair["match_probability"] > 0.9
    assert (pair["name"], pair["mail"], pair["city"]) == ("same name", "same address", "same category")
    assert list(links.pairs.columns) == ["left", "right", "match_weight", "match_probability", "name", "mail", "city"]


BLOCKING = ["rule", "used", "pairs", "matches", "alone", "oversize_blocks", "oversize_records"]


def test_blocking_is_told_rule_by_rule(links: Links) -> None:
    assert list(links.blocking.columns) == BLOCKING
    assert "mail.email" in set(links.blocking["rule"])


def test_the_text_says_how_many(links: Links) -> None:
    assert repr(links) == f"<Links: 5 records, 4 entities, {len(links.pairs)} pairs kept; rule-based, see notes>"


@pytest.mark.parametrize("rows", [0, 1])
def test_hardly_any_records_still_answer_in_frames(rows: int) -> None:
    few = custdq.dedupe(PEOPLE.head(rows), SCHEMA)
    assert len(few.entities) == rows
    assert list(few.blocking.columns) == BLOCKING
    assert len(few.pairs) == len(few.review()) == 0
    assert few.entities_table.column("entity_id").type == pa.string()


# --- which record is meant ----------------------------------------------------------------------------------------


def test_a_record_is_found_by_its_id(links: Links) -> None:
    assert links.position("C2") == 2


def test_without_ids_the_position_is_the_id() -> None:
    numbered = custdq.dedupe(PEOPLE.drop(columns="id"), Schema(SCHEMA.columns))
    assert numbered.position(2) == numbered.position("2") == 2


def test_an_unknown_id_is_answered_with_the_nearest_and_no_list(links: Links) -> None:
    with pytest.raises(RecordNotFoundError, match='Did you mean "C'):
        links.position("C22")
    with pytest.raises(RecordNotFoundError) as error:
        links.position("zzz")
    assert "C1" not in str(error.value)


def _two_systems() -> Links:
    return custdq.link({"crm": PEOPLE, "erp": PEOPLE.assign(id=["C3", "x1", "x2", "x3", "x4"])}, SCHEMA)


def test_an_id_of_two_systems_needs_its_source() -> None:
    both = _two_systems()
    with pytest.raises(RecordNotFoundError, match=re.escape("2 records (sources: crm, erp)")):
        both.position("C3")
    assert both.position(("erp", "C3")) == 5
    with pytest.raises(RecordNotFoundError, match=r'"shop".*Known: crm, erp'):
        both.position(("shop", "C3"))
    with pytest.raises(RecordNotFoundError, match='"x1" in the source "crm"'):
        both.position(("crm", "x1"))


@pytest.mark.parametrize("key", [2, "2", 2.0, np.int64(2)])
def test_an_id_is_what_it_says_whatever_its_type(key: Any) -> None:
    assert custdq.dedupe(PEOPLE.assign(id=[3, 1, 2, 4, 5]), SCHEMA).position(key) == 2


@pytest.mark.parametrize("record", [None, float("nan"), ("a", "b", "c"), ("crm", None), [1]])
def test_what_names_no_record_is_refused(links: Links, record: Any) -> None:
    with pytest.raises(OptionError, match="expected its id"):
        links.explain(record, "C1")


def test_an_id_twice_in_one_source_cannot_be_told_apart() -> None:
    twice = custdq.dedupe(PEOPLE.assign(id=["C1", "C1", "C2", "C3", "C4"]), SCHEMA)
    with pytest.raises(RecordNotFoundError, match="id of its own"):
        twice.position("C1")


def test_pairs_tell_their_sources_where_ids_repeat() -> None:
    pairs = _two_systems().pairs
    assert list(pairs.columns)[-2:] == ["left_source", "right_source"]
    assert set(pairs["left_source"]) == {"crm"}
    assert set(pairs["right_source"]) == {"erp"}


def test_an_explanation_in_words_data_and_a_chart(links: Links) -> None:
    why = links.explain("C2", "C3")
    pair = links.pairs.iloc[0]
    assert why.match_weight == pytest.approx(pair["match_weight"])
    assert why.match_probability == pytest.approx(pair["match_probability"])
    assert sum(row["match_weight"] for row in why.data) == pytest.approx(why.match_weight)
    assert "one entity" in str(why)
    assert why.svg.startswith("<svg")
    assert why._repr_html_() == why.svg


# --- review -------------------------------------------------------------------------------------------------------


def _unsure() -> Links:
    names = ["王伟", "王伟", "李娜", "李娜", "张敏", "张敏", "刘洋", "陈静"]
    cities = ["深圳", "深圳", "北京", None, "上海", "广州", "深圳", "北京"]
    frame = pd.DataFrame({"id": [f"R{i}" for i in range(8)], "name": names, "mail": [None] * 8, "city": cities})
    return custdq.dedupe(frame, SCHEMA)


def test_review_gives_the_uncertain_pairs_whose_decision_changes_most_first() -> None:
    links = _unsure()
    found = links.review(0.0, 1.0)
    assert len(found) == len(links.pairs) > 0
    counts = links.entities["entity_id"].value_counts()
    entity = links.entities.set_index("record_id")["entity_id"]
    apart = found[found["left"].map(entity) != found["right"].map(entity)]
    gain = (1 - 2 * (apart["match_probability"] - 0.5).abs()) * (
        apart["left"].map(entity).map(counts) + apart["right"].map(entity).map(counts)
    )
    assert gain.tolist() == sorted(gain, reverse=True)
    some = links.review(0.2, 0.9)["match_probability"]
    assert ((some >= 0.2) & (some <= 0.9)).all()


def test_a_few_labels_estimate_precision_and_recall(tmp_path: Path) -> None:
    links = _unsure()
    drawn = links.sample(seed=3)
    assert list(drawn.columns) == ["left", "right", "match_probability", "match"]
    assert len(drawn) == len(links.pairs)
    drawn["match"] = ["yes" if chance > 0.5 else "no" for chance in drawn["match_probability"]]
    path = tmp_path / "answers.csv"
    drawn.to_csv(path, index=False)
    found = links.estimate(str(path))
    assert found == links.estimate(drawn)
    assert 0 <= found.precision_low <= found.precision <= found.precision_high <= 1
    with pytest.raises(OptionError, match="no pair of these links"):
        links.estimate(pd.DataFrame({"left": ["R0"], "right": ["R2"], "match": ["yes"]}))
    with pytest.raises(OptionError, match="size"):
        links.sample(0)


def test_the_same_pairs_are_drawn_whatever_the_row_order() -> None:
    frame = pd.concat([PEOPLE.assign(id=lambda f, n=n: f["id"] + str(n)) for n in range(6)], ignore_index=True)
    one, other = (custdq.dedupe(f, SCHEMA).sample(5) for f in (frame, frame.iloc[::-1].reset_index(drop=True)))
    pairs = [{frozenset(pair) for pair in zip(d["left"], d["right"], strict=True)} for d in (one, other)]
    assert pairs[0] == pairs[1]


def test_the_model_is_drawn(links: Links) -> None:
    chart = links.model_chart()
    assert chart._repr_html_() == chart.svg
    assert "same address" in chart.svg


@pytest.mark.parametrize(("low", "high"), [(0.9, 0.2), (0.5, 0.5), (-0.1, 0.5), (0.5, 1.1), ("0.2", 0.9)])
def test_a_range_that_is_none_is_refused(links: Links, low: float, high: float) -> None:
    with pytest.raises(OptionError, match="review"):
        links.review(low, high)


# --- evaluation ---------------------------------------------------------------------------------------------------

TRUTH = {"C1": "a", "C2": "b", "C3": "b", "C4": "c", "C5": "d"}

TRUTHS = [
    pytest.param(TRUTH, id="mapping"),
    pytest.param({key: ord(value) for key, value in TRUTH.items()}, id="numbers"),
    pytest.param(pd.Series(TRUTH), id="series"),
    pytest.param(pd.DataFrame({"record_id": list(TRUTH), "entity_id": list(TRUTH.values())}), id="pandas"),
    pytest.param(pa.table({"entity_id": list(TRUTH.values()), "record_id": list(TRUTH)}), id="arrow"),
]


@pytest.mark.parametrize("truth", TRUTHS)
def test_truth_may_come_in_any_form(links: Links, truth: Any) -> None:
    result = links.evaluate(truth)
    assert (result.f1, result.records, result.true_pairs) == (1.0, 5, 1)


@pytest.mark.parametrize("unknown", [None, float("nan"), pd.NA])
def test_records_without_truth_are_left_out(links: Links, unknown: Any) -> None:
    assert links.evaluate(TRUTH | {"C1": unknown, "C4": unknown}).records == 3
    assert links.evaluate({"C2": "b", "C3": "x", "C9": "y"}).f1 == 0


def test_ids_of_several_systems_are_told_apart_by_source() -> None:
    both = _two_systems()
    sources = ["crm"] * 5 + ["erp"] * 5
    ids = [*PEOPLE["id"], "C3", "x1", "x2", "x3", "x4"]
    truth = [0, 1, 0, 2, 3] * 2
    frame = pd.DataFrame({"source": sources, "record_id": ids, "entity_id": truth})
    keyed = dict(zip(zip(sources, ids, strict=True), truth, strict=True))
    for given_truth in (frame, keyed, pd.Series(keyed)):
        result = both.evaluate(given_truth)
        assert result.records == 10
        assert result == both.evaluate(frame)


@pytest.mark.parametrize("truth", [{}, {"x": "a"}])
def test_a_truth_about_others_is_refused(links: Links, truth: dict[str, str]) -> None:
    with pytest.raises(OptionError, match="none of the linked records"):
        links.evaluate(truth)


def test_a_truth_without_its_columns_is_refused(links: Links) -> None:
    with pytest.raises(ColumnNotFoundError, match='Did you mean "entity"'):
        links.evaluate(pd.DataFrame({"record_id": ["C1"], "entity": ["a"]}))


@pytest.mark.parametrize("truth", [["a"], 5, None])
def test_a_truth_that_is_none_is_refused(links: Links, truth: Any) -> None:
    with pytest.raises(OptionError, match=type(truth).__name__):
        links.evaluate(truth)
