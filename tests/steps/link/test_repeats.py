"""Namesakes share an address of mail that is made of their name: that tells less, and the more of them the less."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.steps.link.made import field

from custdq.fields.base import Comparison, Equal, Level
from custdq.steps.link.choose import choose_rules
from custdq.steps.link.field import Field
from custdq.steps.link.model import LinkageModel
from custdq.steps.link.predict import Scorer

#: Of each name twelve people; the first three of them have one mailbox, and every third person stands there twice.
NAMES, PEOPLE = 100, 12


def _people(*, shared: int, made_of_names: bool = True) -> list[tuple[str, ...]]:
    """Return name, mail, day of birth, phone and city; `shared` people of each name have one address of mail."""
    out: list[tuple[str, ...]] = []
    for name in range(NAMES):
        for person in range(PEOPLE):
            called = f"name{name}" if made_of_names else f"box{name}"
            mail = f"{called}@x" if person < shared else f"{called}.{person}@x"
            number = name * PEOPLE + person
            row = (f"name{name} smith", mail, f"day {number * 37 % 1_109}", f"phone {number}", f"city {number % 31}")
            out += [row, row] if number % 3 == 0 else [row]
    return out


def _scorer(*, shared: int, named: bool = True, made_of_names: bool = True) -> Scorer:
    people = _people(shared=shared, made_of_names=made_of_names)
    name, mail, day, phone, city = ([*column] for column in zip(*people, strict=True))
    told = Comparison((Level("same address", Equal("email"), "email"),), ("email",), alike_from="differs")
    fields: list[Field] = [
        replace(field("name", {"full": name}, blocking=["full"]), names=named),
        field("mail", {"email": mail}, comparison=told, blocking=["email"]),
        field("day", {"date": day}),
        field("phone", {"numbers": phone}, blocking=["numbers"]),
        field("city", {"text": city}, blocking=["text"]),
    ]
    keys = [(f.name, f"{f.name}.{key}", f.keys[key]) for f in fields for key in f.blocking_keys]
    return Scorer(fields, choose_rules(keys, records=len(name), budget=1_000_000))


def _odds(scorer: Scorer, *, shared: int) -> tuple[float, float]:
    """Return the log2 odds of two namesakes who differ in all but their mail, and of one person's two records."""
    people = _people(shared=shared)
    left, right = np.array([0, 0], np.int32), np.array([2, 1], np.int32)
    assert people[0] == people[1]
    assert people[0][:2] == people[2][:2]
    assert not set(people[0][2:]) & set(people[2][2:])
    namesakes, one = scorer.compare(left, right).log_odds
    return float(namesakes), float(one)


def test_mail_made_of_a_name_tells_less_among_namesakes() -> None:
    scorer = _scorer(shared=3)
    (again,) = scorer.model.repetitions
    assert (again.field, again.others) == ("mail", ("name",))
    assert again.gains[0] < -1
    assert again.gains[-1] == pytest.approx(0, abs=0.1)
    namesakes, one = _odds(scorer, shared=3)
    assert namesakes < 0 < one


def test_mail_of_ones_own_tells_what_it_told() -> None:
    (again, *_) = [*_scorer(shared=1).model.repetitions, None]
    assert again is None or again.gains[0] > -1


def test_only_what_names_the_entity_is_said_again() -> None:
    assert _scorer(shared=3, named=False).model.repetitions == ()


def test_mail_that_is_not_made_of_the_name_is_its_bearers_own() -> None:
    assert _scorer(shared=3, made_of_names=False).model.repetitions == ()


def test_what_repeats_is_saved_with_the_model(tmp_path: Path) -> None:
    scorer = _scorer(shared=3)
    scorer.model.save(tmp_path / "model.json")
    again = LinkageModel.load(tmp_path / "model.json")
    assert again.repetitions == scorer.model.repetitions
    assert _odds(scorer.with_model(again), shared=3) == _odds(scorer, shared=3)
