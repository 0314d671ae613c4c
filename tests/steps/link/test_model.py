"""The model is plain data: saved, loaded, and refused where the file is something else."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from custdq.errors import ConfigError
from custdq.steps.link.model import FieldModel, LinkageModel, RulePrior

NAME = FieldModel("姓名", ("same name", "differs"), (0.9, 0.1), (0.01, 0.99), (0.02, 0.98), 0.75, ("姓名",))
PHONE = FieldModel(
    "phone", ("same", "near", "differs"), (0.8, 0.1, 0.1), (0.1, 0.1, 0.8), (0.8, 0.1, 0.1), 1.0, ("mobile", "tel")
)
MODEL = LinkageModel(
    (NAME, PHONE), (RulePrior("phone.numbers", 0.4, 0.2, 40, (PHONE,)),), 2**-10 / (1 + 2**-10), 0.01, 40, ("note",)
)


def test_weights_are_log2_of_m_over_u_and_nothing_for_nothing() -> None:
    assert NAME.weights.tolist() == pytest.approx([np.log2(90), np.log2(0.1 / 0.99), 0.0])


def test_information_is_the_divergence_of_m_from_u() -> None:
    assert NAME.information == pytest.approx(0.9 * np.log2(90) + 0.1 * np.log2(0.1 / 0.99))
    same = FieldModel("x", ("a", "b"), (0.3, 0.7), (0.3, 0.7), (0.3, 0.7), 1.0)
    assert same.information == pytest.approx(0)


def test_priors_are_told_as_log2_odds() -> None:
    assert MODEL.prior_weight == pytest.approx(-10)
    assert MODEL.rules[0].log_odds == pytest.approx(0)
    assert MODEL.rules[0].household_log_odds == pytest.approx(1)
    assert RulePrior("x", 0.4, 0.0, 1, ()).household_log_odds == np.inf


def test_a_rare_value_tells_against_households_only_what_is_chance() -> None:
    assert PHONE.chance_among_households(None).tolist() == [0.0, 0.0, 0.0, 0.0]
    m, u = (0.8, 0.2), (0.2, 0.8)
    apart = FieldModel("town", ("same", "differs"), m, u, u, 1.0)
    assert apart.chance_among_households(None).tolist() == [1.0, 1.0, 0.0]
    half = FieldModel("town", ("same", "differs"), m, u, (0.5, 0.5), 1.0)
    assert half.chance_among_households(None).tolist() == pytest.approx([0.2, 0.8, 0.0])
    assert NAME.chance_among_households(1).tolist() == [1.0, 0.0, 0.0]


def test_what_households_share_says_nothing_against_them() -> None:
    assert PHONE.household_weights.tolist() == [0.0, 0.0, 0.0, 0.0]
    assert NAME.household_weights.tolist() == pytest.approx([np.log2(45), np.log2(0.1 / 0.98), 0.0])


def test_rows_are_the_chart_of_m_and_u() -> None:
    rows = MODEL.rows()
    assert [(row["field"], row["level"]) for row in rows] == [
        ("姓名", "same name"), ("姓名", "differs"), ("phone", "same"), ("phone", "near"), ("phone", "differs"),
    ]  # fmt: skip
    assert rows[3]["match_weight"] == pytest.approx(0)


def test_a_saved_model_comes_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    MODEL.save(path)
    assert LinkageModel.load(path) == MODEL
    assert "姓名" in path.read_text(encoding="utf-8")


BROKEN = [
    pytest.param("{", id="no-json"),
    pytest.param("[1]", id="a-list"),
    pytest.param('{"a": 1}', id="something-else"),
    pytest.param('{"custdq_model": 2}', id="another-version"),
    pytest.param('{"custdq_model": 1}', id="nothing-in-it"),
    pytest.param(
        '{"custdq_model": 1, "fields": [{}], "rules": [], "prior": 0.1, "household": 0, "pairs": 1, "notes": []}',
        id="damaged",
    ),
    pytest.param(
        '{"custdq_model": 1, "fields": [], "rules": [], "prior": "x", "household": 0, "pairs": 1, "notes": []}',
        id="no-number",
    ),
]


@pytest.mark.parametrize("text", BROKEN)
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        LinkageModel.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.json"):
        LinkageModel.load(tmp_path / "gone.json")


def test_the_saved_model_is_plain_json(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    MODEL.save(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["custdq_model"] == 1
    assert LinkageModel.from_dict(document) == MODEL


def test_shares_of_all_pairs_come_from_matches_and_from_the_rule_with_the_most_households() -> None:
    told = MODEL.of_all_pairs(16, 64)
    assert told.prior == pytest.approx(0.25)
    assert told.household == pytest.approx(0.2 * 40 / 64)
    assert told.fields == MODEL.fields
    assert MODEL.of_all_pairs(0, 64).prior == pytest.approx(1 / 64), "one match is the least there may be"
    assert MODEL.of_all_pairs(60, 64).prior == 0.5
