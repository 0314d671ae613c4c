"""At the threshold of the links a sweep finds their entities, and higher thresholds find no larger ones."""

from __future__ import annotations

import pyarrow as pa

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.link import LinkOutcome, link_records, sweep_thresholds
from custdq.steps.standardize import standardize_records

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email(), "tel": f.Phone(region="CN")})


def _outcome(rows: int) -> LinkOutcome:
    names = [("王伟芳", "李娜敏", "张静丽", "刘强磊")[i % 4] for i in range(rows)]
    mails = [f"u{i // 2}@x.org" if i % 3 else None for i in range(rows)]
    phones = [f"138{i // 2:08d}" if i % 4 else None for i in range(rows)]
    table = pa.table({"name": names, "mail": pa.array(mails, pa.string()), "tel": pa.array(phones, pa.string())})
    return link_records(standardize_records(table, SCHEMA), SCHEMA)


def test_the_threshold_in_use_gives_the_entities_there_are() -> None:
    outcome = _outcome(120)
    lines = {line.threshold: line for line in sweep_thresholds(outcome)}
    assert lines[0.5].labels.tolist() != []
    same = {(int(a), int(b)) for a, b in zip(lines[0.5].labels, outcome.labels, strict=True)}
    assert len(same) == lines[0.5].entities == len(set(outcome.labels.tolist()))
    pairs = [line.pairs for line in lines.values()]
    assert pairs == sorted(pairs, reverse=True)
    assert lines[0.99].entities >= lines[0.1].entities


def test_no_records_have_no_entities() -> None:
    for rows in (0, 1):
        assert [line.entities for line in sweep_thresholds(_outcome(rows), (0.5,))] == [rows]
