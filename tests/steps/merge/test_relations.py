"""Which values of an entity bear on each other."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.fields import Kind
from custdq.schema import Schema
from custdq.steps.merge.cells import Cells, Context
from custdq.steps.merge.relations import MOST_VALUES, Relations, relate


def _related(kind: Kind, values: list[Cell], parts: dict[str, list[str | None]] | None = None) -> dict[str, Relations]:
    records = hand_built({"x": values}, parts={"x": parts or {}})
    entity = np.zeros(len(values), dtype=np.int64)
    cells = Cells.of(Context(records, Schema({"x": kind}), entity, pa.array(["e"]), ("x",)), ("x",))
    found = relate(cells, np.ones(len(cells.group[1])))
    names = np.array(cells.texts(), dtype=object)[cells.first]
    return {
        f"{names[a]} > {names[b]}": Relations(*(np.asarray(column)[[at]] for column in vars(found).values()))
        for at, (a, b) in enumerate(zip(found.a, found.b, strict=True))
    }


@pytest.mark.parametrize(
    ("kind", "values", "parts"),
    [
        pytest.param(f.Date(), ["1990-05", "1990-05-12"], None, id="date without its day"),
        pytest.param(f.Date(), ["--05-12", "1990-05-12"], None, id="date without its year"),
        pytest.param(f.Phone(region="CN"), ["62345678", "+862162345678"], None, id="number without area code"),
        pytest.param(f.Identifier(), ["3301****7941", "330111**7941"], None, id="number with more hidden"),
        pytest.param(f.PersonName(), ["Wang Wei", "王伟"], None, id="pinyin"),
        pytest.param(f.PersonName(), ["Molly Hill", "Mary Hill"], None, id="familiar form"),
        pytest.param(
            f.OrganizationName(), ["永顺化工", "成都永顺化工有限公司"],
            {"region": [None, "成都"], "brand": ["永顺", "永顺"], "industry": ["化工", "化工"],
             "legal_form": [None, "有限公司"]}, id="brand and trade",
        ),
        pytest.param(
            f.Address(region="CN"), ["幸福路19号", "幸福路19号2室"],
            {"road": ["幸福路", "幸福路"], "number": ["19", "19"], "room": [None, "2"]}, id="address without its door",
        ),
    ],
)  # fmt: skip
def test_a_part_speaks_for_the_fuller_one(
    kind: Kind, values: list[Cell], parts: dict[str, list[str | None]] | None
) -> None:
    found = _related(kind, values, parts)
    pair = found[f"{values[0]} > {values[1]}"]
    assert (pair.strength[0], pair.written[0], pair.agrees[0]) == (1.0, 1.0, True)
    back = found.get(f"{values[1]} > {values[0]}")
    assert back is None or back.strength[0] == 0.0


def test_the_same_in_other_words_speaks_for_the_value_but_not_for_the_way_it_is_written() -> None:
    parts: dict[str, list[str | None]] = {
        "region": ["成都", "成都"], "brand": ["永顺", "永顺"], "legal_form": ["有限公司", "有限公司"],
    }  # fmt: skip
    found = _related(f.OrganizationName(), ["成都永顺有限公司", "永顺（成都）有限公司"], parts)
    assert [pair.strength[0] for pair in found.values()] == [1.0, 1.0]
    assert [pair.written[0] for pair in found.values()] == [0.0, 0.0]


def test_a_person_is_no_part_of_a_company() -> None:
    parts: dict[str, list[str | None]] = {"party": ["person", "organization"], "brand": [None, "王伟"]}
    assert _related(f.PartyName(), ["王伟", "王伟商贸有限公司"], parts) == {}


def test_a_slip_is_a_contradiction_that_supports() -> None:
    pair = _related(f.Email(), ["ann@x.org", "amn@x.org"])["ann@x.org > amn@x.org"]
    assert 0 < pair.strength[0] < 1
    assert not pair.agrees[0]


def test_codes_of_a_list_are_no_slips_of_each_other() -> None:
    assert _related(f.Category(scheme="gender"), ["male", "mале"]) == {}


def test_numbers_are_no_slips_of_each_other() -> None:
    assert _related(f.Number(), ["10000", "10001"]) == {}


def test_only_the_values_most_cells_stand_for_are_compared() -> None:
    values: list[Cell] = [f"ann{number:05d}@x.org" for number in range(1000)]
    found = _related(f.Email(), values)
    assert 0 < len(found) <= MOST_VALUES * (MOST_VALUES - 1)
