"""Systems held against each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.merge import survivorship as s
from custdq.steps.merge.golden import Golden, merge_records

# entity: what crm, erp and web say
MAILS: list[tuple[str, Cell, Cell, Cell]] = [
    ("e1", "ann@x.org", "ann@x.org", None),
    ("e2", "bob@x.org", "robert.miller@y.net", "bob@x.org"),
    ("e3", ("no mail", None), "cid@x.org", "cid@x.org"),
    ("e4", "dan@x.org", None, None),
]


def _merge(rules: Any = None) -> Golden:
    cells = [
        (entity, source, mail)
        for entity, *mails in MAILS
        for source, mail in zip(("crm", "erp", "web"), mails, strict=True)
    ]
    columns: dict[str, list[Cell]] = {
        "id": [str(row) for row in range(len(cells))],
        "source": [source for _, source, _ in cells],
        "mail": [mail for _, _, mail in cells],
    }
    ids = pa.array([entity for entity, _, _ in cells])
    codes = np.array([int(entity[1:]) for entity, _, _ in cells], dtype=np.int64)
    records = hand_built(columns, unparsed=("id", "source"))
    schema = Schema({"mail": f.Email()}, record_id="id", source="source")
    return merge_records(records, codes, ids, schema, survivorship=rules)


def _counts(golden: Golden) -> dict[tuple[str, str], tuple[int, ...]]:
    return {
        (line["left"], line["right"]): tuple(
            line[name] for name in ("entities", "same", "part", "differ", "left_differs", "right_differs")
        )
        for line in golden.reconciliation.to_pylist()
    }


def test_each_pair_of_systems_is_counted_once_where_both_can_be_read() -> None:
    golden = _merge()
    assert _counts(golden) == {
        ("crm", "erp"): (2, 1, 0, 1, 0, 1), ("crm", "web"): (1, 1, 0, 0, 0, 0), ("erp", "web"): (2, 1, 0, 1, 1, 0),
    }  # fmt: skip
    assert set(golden.reconciliation.column("owner").to_pylist()) == {None}


def test_who_differs_is_measured_by_the_owner() -> None:
    golden = _merge(s.owns({"erp": ["mail"]}))
    assert _counts(golden)["crm", "erp"] == (2, 1, 0, 1, 1, 0)
    assert set(golden.reconciliation.column("owner").to_pylist()) == {"erp"}
    assert [
        (line["entity_id"], line["source"], line["value"], line["owner"], line["owner_record_id"], line["owner_value"])
        for line in golden.differences.to_pylist()
    ] == [
        ("e2", "crm", "bob@x.org", "erp", "4", "robert.miller@y.net"),
        ("e2", "web", "bob@x.org", "erp", "4", "robert.miller@y.net"),
    ]


def test_without_an_owner_the_golden_value_is_the_measure() -> None:
    lines = _merge().differences.to_pylist()
    assert [(line["entity_id"], line["source"], line["owner"], line["owner_value"]) for line in lines] == [
        ("e2", "erp", "crm", "bob@x.org")
    ]


def test_a_part_is_no_difference() -> None:
    records = hand_built({"source": ["crm", "erp"], "name": ["王", "王伟"]})
    schema = Schema({"name": f.PersonName()}, source="source")
    golden = merge_records(records, np.zeros(2, dtype=np.int64), pa.array(["e", "e"]), schema)
    assert _counts(golden) == {("crm", "erp"): (1, 0, 1, 0, 0, 0)}
    assert golden.differences.num_rows == 0


def test_one_source_has_nobody_to_differ_from() -> None:
    records = hand_built({"mail": ["a@x.org", "b@x.org"]})
    golden = merge_records(records, np.zeros(2, dtype=np.int64), pa.array(["e", "e"]), Schema({"mail": f.Email()}))
    assert golden.reconciliation.num_rows == golden.differences.num_rows == 0
