"""Narrowing an entity's cells until one stays."""

from __future__ import annotations

import numpy as np
import pytest

from custdq.steps.merge.cells import Cells, Context
from custdq.steps.merge.choose import ONLY_VALUE, choose, default_rules, master_rows, narrow
from custdq.steps.merge.rules import Rule
from custdq.steps.merge.survivorship import aggregate, maximum, mean, most_recent, unanimous
from custdq.steps.merge.vote import weighted_vote


def _labels(context: Context, column: str, rules: list[Rule]) -> list[str]:
    cells = Cells.of(context, (column,))
    choice = choose(cells, rules, weighted_vote(cells))
    return [choice.labels[at] for at in choice.decided]


def test_exactly_one_cell_an_entity_stays(context: Context) -> None:
    for column in context.columns:
        cells = Cells.of(context, (column,))
        choice = choose(cells, [], weighted_vote(cells))
        assert cells.entity[choice.cell].tolist() == np.unique(cells.entity).tolist()


def test_the_deciding_rule_is_recorded(context: Context) -> None:
    assert _labels(context, "email", []) == [ONLY_VALUE, "weighted_vote"]
    assert _labels(context, "email", [maximum()]) == ["maximum", "maximum"]


def test_a_rule_without_an_opinion_leaves_all_cells(context: Context) -> None:
    cells = Cells.of(context, ("email",))
    silent = Rule("silent", lambda c: np.full(len(c), np.nan))
    assert narrow(cells, silent, np.ones(len(cells), dtype=bool)).all()


def test_undated_cells_lose_against_dated_ones(context: Context) -> None:
    cells = Cells.of(context, ("amount",))
    alive = narrow(cells, most_recent(), np.ones(len(cells), dtype=bool))
    assert [cells.texts()[at] for at in np.flatnonzero(alive)] == ["9", "7"]


def test_unanimous_alone_leaves_nothing(context: Context) -> None:
    cells = Cells.of(context, ("amount",))
    choice = choose(cells, [unanimous()], weighted_vote(cells))
    assert choice.built == {0: None}


def test_the_master_is_the_fullest_record(context: Context) -> None:
    cells = Cells.of(context, ("name",))
    fullest = default_rules(weighted_vote(cells), together=True)[1]
    assert np.flatnonzero(master_rows(cells, [fullest])).tolist() == [0, 2, 5]


def test_groups_prefer_the_fullest_before_the_newest(context: Context) -> None:
    vote = weighted_vote(Cells.of(context, ("name",)))
    assert [rule.name for rule in default_rules(vote, together=True)][1] == "most_complete"
    assert [rule.name for rule in default_rules(vote, together=False)][1] == "most_recent"


@pytest.mark.parametrize("rules", [[aggregate(), mean()], [mean(), aggregate()]])
def test_two_rules_that_build_leave_every_entity_a_cell(context: Context, rules: list[Rule]) -> None:
    cells = Cells.of(context, ("amount",))
    choice = choose(cells, rules, weighted_vote(cells))
    assert len(choice.cell) == len(cells.starts)
    assert choice.labels[choice.decided[0]] == rules[0].name
