"""An explanation adds up to the weight of the pair, field by field, and says in words what it means."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.link import LinkOutcome, explain_pair, link_records
from custdq.steps.link.explain import FieldEvidence, PairEvidence
from custdq.steps.standardize import standardize_records

KINDS: dict[str, Kind] = {"name": f.PersonName(), "mail": f.Email(), "tel": f.Phone(region="CN"), "city": f.Category()}
ROWS = [
    ("王伟", "wang@x.org", "13800138001", "深圳"),
    ("王伟", "wang@x.org", None, "深圳"),
    ("欧阳修文", "ouyang@x.org", "13700137003", "深圳"),
    ("欧阳修文", "ouyang@x.org", "13700137003", None),
    ("王伟", "ww@y.org", "13600136004", "北京"),
    ("李娜", "lina@z.org", "13500135005", "上海"),
    ("张敏", None, None, "上海"),
]


@pytest.fixture(scope="module")
def outcome() -> LinkOutcome:
    columns = {name: pa.array([row[i] for row in ROWS], pa.string()) for i, name in enumerate(KINDS)}
    schema = Schema(KINDS)
    return link_records(standardize_records(pa.table(columns), schema), schema)


def test_every_kept_pair_is_explained_by_its_own_weight(outcome: LinkOutcome) -> None:
    assert len(outcome.left)
    for at in range(len(outcome.left)):
        evidence = explain_pair(outcome, int(outcome.left[at]), int(outcome.right[at]))
        assert evidence.match_weight == pytest.approx(float(outcome.weight[at]))
        assert evidence.match_probability == pytest.approx(float(outcome.probability[at]))


def test_fields_add_up_to_the_weight_of_any_pair(outcome: LinkOutcome) -> None:
    for left in range(len(ROWS)):
        for right in range(left + 1, len(ROWS)):
            evidence = explain_pair(outcome, left, right)
            assert [row.field for row in evidence.fields] == [field.name for field in outcome.fields]
            total = evidence.prior_weight + sum(row.match_weight for row in evidence.fields)
            assert total == pytest.approx(outcome.model.prior_weight + evidence.match_weight)
            assert 0 <= evidence.match_probability <= 1


def test_left_and_right_may_be_swapped(outcome: LinkOutcome) -> None:
    assert explain_pair(outcome, 0, 4) == explain_pair(outcome, 4, 0)


def test_what_is_missing_is_no_evidence(outcome: LinkOutcome) -> None:
    rows = {row.field: row for row in explain_pair(outcome, 5, 6).fields}
    assert rows["tel"] == FieldEvidence("tel", "not assessed", 0.0, 0.0)


def test_levels_bear_the_names_a_clerk_reads(outcome: LinkOutcome) -> None:
    rows = {row.field: row.level for row in explain_pair(outcome, 2, 3).fields}
    assert rows["name"] == "same name"
    assert rows["mail"] == "same address"
    assert rows["city"] == "not assessed"


def test_words_name_the_strongest_first_and_end_with_the_verdict() -> None:
    fields = (
        FieldEvidence("city", "differs", -1.0, 0.0),
        FieldEvidence("name", "same name", 9.0, 2.0),
        FieldEvidence("tel", "not assessed", 0.0, 0.0),
        FieldEvidence("mail", "same address", 3.0, -1.5),
    )
    words = PairEvidence(fields, -5.0, 11.0, 0.985).words()
    assert words[0] == "name: same name, 9.0 bits for a match (of them +2.0 because the value is rare)."
    assert words[1] == "mail: same address, 3.0 bits for a match (of them -1.5 because the value is common)."
    assert words[2] == "city: differs, 1.0 bits against a match."
    assert words[3] == "tel: missing on one side, no evidence."
    assert words[4] == "Together +11.0 bits on a prior of -5.0: one entity, probability 0.985."


def test_words_say_two_entities_where_they_are() -> None:
    assert "two entities" in PairEvidence((), -5.0, 0.0, 0.03).words()[-1]
