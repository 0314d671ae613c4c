"""What labels teach is taken only where more of the labelled pairs are then joined or parted rightly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.link import LinkOptions, ReadyRecords, ready_records
from custdq.steps.link.learning import Learnt
from custdq.steps.link.model import LinkageModel
from custdq.steps.link.teaching import taught
from custdq.steps.standardize import standardize_records

ENTITIES = 60
PAIRS = np.arange(2 * ENTITIES, dtype=np.int64).reshape(-1, 2)
YES = np.ones(ENTITIES, bool)
OPTIONS = LinkOptions()


def _records() -> ReadyRecords:
    """Return twins that share a mail address and a city; copies they are not, for one has no phone."""
    rows = [(f"user{i // 2}@x{i // 2 % 7}.org", f"city {i // 2 % 9}") for i in range(2 * ENTITIES)]
    phones = [f"138{i:08d}" if i % 2 else None for i in range(2 * ENTITIES)]
    table = pa.table({"mail": [mail for mail, _ in rows], "city": [city for _, city in rows], "phone": phones})
    schema = Schema({"mail": f.Email(), "city": f.Category(), "phone": f.Phone(region="CN")})
    return ready_records(standardize_records(table, schema), schema, OPTIONS)


def _doubting(model: LinkageModel) -> LinkageModel:
    """Return a model that joins nothing."""
    return replace(model, rules=tuple(replace(rule, prior=1e-12) for rule in model.rules), prior=1e-12)


def _joins(records: ReadyRecords) -> int:
    labels = records.link(OPTIONS).labels
    return int((labels[PAIRS[:, 0]] == labels[PAIRS[:, 1]]).sum())


def test_labels_that_agree_with_the_entities_found_leave_the_model_as_it_is() -> None:
    records = _records()
    after = taught(records, OPTIONS, PAIRS, YES)
    assert after.model.labels == 0
    assert after.model.notes[-1].startswith("Labels: 60, not used: the entities found without them agree")
    assert replace(after.model, notes=()) == replace(records.model, notes=())


@pytest.fixture
def doubting() -> tuple[ReadyRecords, LinkageModel]:
    """Return records whose model joins nothing, and a model that would join the twins."""
    records = _records()
    return replace(records, scorer=records.scorer.with_model(_doubting(records.model))), records.model


def test_a_model_that_joins_more_rightly_is_taken(
    doubting: tuple[ReadyRecords, LinkageModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    records, better = doubting
    monkeypatch.setattr("custdq.steps.link.teaching.learn", lambda *_: Learnt(better, 10.0, 0.1, 0.5))
    after = taught(records, OPTIONS, PAIRS, YES)
    assert _joins(records) == 0
    assert _joins(after) == ENTITIES
    assert after.model.labels == ENTITIES
    assert "60 more are joined or parted rightly, 0 wrongly" in after.model.notes[-1]


@pytest.mark.parametrize("wrong", [ENTITIES // 2, ENTITIES // 2 - 1])
def test_a_model_that_joins_no_more_rightly_than_by_chance_is_not(
    doubting: tuple[ReadyRecords, LinkageModel], monkeypatch: pytest.MonkeyPatch, wrong: int
) -> None:
    records, other = doubting
    monkeypatch.setattr("custdq.steps.link.teaching.learn", lambda *_: Learnt(other, 10.0, 0.1, 0.5))
    after = taught(records, OPTIONS, PAIRS, np.arange(ENTITIES) >= wrong)
    assert _joins(after) == 0
    assert after.model.labels == 0
    assert "the other way round. The model is the one without labels." in after.model.notes[-1]


def test_where_there_is_nothing_to_compare_labels_change_nothing() -> None:
    schema = Schema({"mail": f.Email()})
    empty = standardize_records(pa.table({"mail": pa.nulls(4, pa.string())}), schema)
    after = taught(ready_records(empty, schema, OPTIONS), OPTIONS, np.array([[0, 1]]), np.array([True]))
    assert "there is nothing to compare" in after.model.notes[-1]
