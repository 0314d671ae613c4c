"""What the stated rules cannot pair stands behind, and all comes out as if it had been made ready like the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.steps.link.made import key

import custdq
from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.link import LinkOptions, LinkOutcome, link_records, linking
from custdq.steps.link.comparable import comparable_records, joined_keys
from custdq.steps.standardize import standardize_records

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email(), "team": f.Text()})
RULES = [["mail"], ["name", "team"]]
NAMES, MAILS, TEAMS = (
    ["Ann Lee", "Bob Ray", "王伟", None],
    ["a@x.org", "a@y.org", "b@x.org", None],
    ["red", "blue", None],
)
ROWS = st.lists(st.tuples(*map(st.sampled_from, (NAMES, MAILS, TEAMS))), min_size=2, max_size=30)

Row = tuple[str | None, ...]


def _link(rows: Sequence[Row], options: LinkOptions) -> LinkOutcome:
    columns = {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(SCHEMA.columns)}
    return link_records(standardize_records(pa.table(columns), SCHEMA), SCHEMA, options)


def _people(count: int) -> list[Row]:
    draw = np.random.default_rng(count)
    given, teams = draw.choice(["Ann", "Bob", "Eve"], count), draw.choice(["red", "blue"], count)
    return [(f"{given[n]} {chr(65 + n // 3 % 26)}lin", f"p{n // 2}@x.org", str(teams[n])) for n in range(count)]


FITTED = _link(_people(120), LinkOptions(blocking=RULES)).model


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_all_comes_out_as_if_every_record_were_made_ready(rows: list[Row]) -> None:
    options = LinkOptions(blocking=RULES, model=FITTED)
    found = _link(rows, options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "compares_what_is_blocked", lambda *_: False)
        expected = _link(rows, options)
    assert found.labels.tolist() == expected.labels.tolist()
    assert found.blocking == expected.blocking
    for name in ("left", "right", "weight", "levels", "household"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()
    every = np.array([(a, b) for a in range(len(rows)) for b in range(a)], np.int32).T
    for outcome in (found, found.in_content_order()):
        pairs = [outcome.scorer.compare(*np.sort(outcome.place[every], axis=0)) for outcome in (outcome, expected)]
        assert pairs[0].log_odds.tolist() == pytest.approx(pairs[1].log_odds.tolist())


def test_records_that_share_a_rule_s_keys_can_be_compared_and_those_without_keys() -> None:
    name, mail = key(["a", "a", "b", "c", None]), key(["x", "y", "z", None, None])
    rules = [(("mail",), [mail]), (("name", "mail"), [name, mail])]
    assert comparable_records(rules, joined_keys(rules)).tolist() == [3, 4]
    rules = [(("name",), [name])]
    assert comparable_records(rules, joined_keys(rules)).tolist() == [0, 1, 4]


def test_a_saved_linker_draws_the_same_sample_in_any_order_of_rows(tmp_path: object) -> None:
    rows = _people(200)
    table = pa.table({"id": [str(n) for n in range(len(rows))]} | {
        name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(SCHEMA.columns)
    })  # fmt: skip
    schema = Schema(dict(SCHEMA.columns), record_id="id")
    path = f"{tmp_path}/model.json"
    custdq.Linker(schema, blocking=RULES).fit(table).save(path)
    drawn = []
    for order in (np.arange(len(rows)), np.random.default_rng(1).permutation(len(rows))):
        links = custdq.Linker.load(path).predict(table.take(pa.array(order)))
        pairs = links.sample(20).to_pylist()
        drawn.append(
            [(*sorted((pair["left"], pair["right"])), pytest.approx(pair["match_probability"])) for pair in pairs]
        )
    assert sorted(drawn[0], key=lambda pair: pair[:2]) == sorted(drawn[1], key=lambda pair: pair[:2])
