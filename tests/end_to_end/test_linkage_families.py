"""Families, namesakes and mail made of names, in systems of different columns: floors of precision and recall.

The trap this guards against: where town and family name are all that two records share besides a given name, one
customer was taken for a family; and where nobody is held twice, namesakes with mail made of one name for one customer.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest

import custdq
from custdq.steps.link import Evaluation

#: What a system holds, the share of people it knows, and the share of those it holds twice.
System = tuple[Sequence[str], float, float]

TWO_SYSTEMS: Mapping[str, System] = {
    "till": ("first_name surname city phone".split(), 0.6, 0.0),
    "web": ("first_name surname city email".split(), 0.6, 0.0),
}
FOUR_SYSTEMS: Mapping[str, System] = {
    "shop": ("first_name surname address city phone".split(), 0.5, 0.05),
    "club": ("first_name surname email city".split(), 0.5, 0.02),
    "call": ("first_name surname dob phone".split(), 0.4, 0.05),
    "books": ("first_name surname dob address city phone email".split(), 0.5, 0.02),
}


def one_system(columns: str, *, twice: float) -> Mapping[str, System]:
    return {"only": (columns.split(), 1.0, twice)}


def names(draw: random.Random, count: int, syllables: int) -> list[str]:
    out: dict[str, None] = {}
    while len(out) < count:
        out["".join(draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(syllables)).title()] = None
    return list(out)


def people(draw: random.Random, count: int, *, given: int, family: int) -> list[dict[str, str]]:
    """Make up people in households of one to five, common names commoner than rare ones."""
    firsts, lasts, towns, roads = (names(draw, n, s) for n, s in ((given, 2), (family, 3), (30, 3), (60, 3)))
    first_weights, last_weights = ([(rank + 1) ** -0.7 for rank in range(n)] for n in (given, family))
    out: list[dict[str, str]] = []
    while len(out) < count:
        home = {
            "surname": draw.choices(lasts, last_weights)[0],
            "city": draw.choice(towns),
            "address": f"{draw.randint(1, 150)} {draw.choice(roads)} Street",
        }
        landline = f"0{draw.randint(20, 99)}-{draw.randint(10**6, 10**7 - 1)}"
        for _ in range(draw.choices(range(1, 6), (35, 30, 15, 12, 8))[0]):
            first = draw.choices(firsts, first_weights)[0]
            born = f"{draw.randint(1940, 2004)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
            mail = f"{first[0]}{home['surname']}{draw.randint(1, 99)}@x.org".lower()
            own = "07" + "".join(draw.choices("0123456789", k=9))
            phone = landline if draw.random() < 0.3 else own
            out.append({**home, "first_name": first, "dob": born, "email": mail, "phone": phone})
    return out


def slip(draw: random.Random, text: str) -> str:
    at = draw.randrange(1, len(text))
    return text[:at] + text[at + 1 :] if len(text) > 3 and draw.random() < 0.04 else text


@cache
def linked(seed: int, systems: str, count: int, given: int = 400, family: int = 800) -> Evaluation:
    """Link made-up people as the systems hold them; a tenth of the cells is empty."""
    draw = random.Random(seed)  # noqa: S311 - made-up people
    held = SYSTEMS[systems]
    columns = dict.fromkeys(column for kept, _, _ in held.values() for column in kept)
    rows: list[dict[str, str | None]] = []
    truth: list[int] = []
    for number, person in enumerate(people(draw, count, given=given, family=family)):
        for system, (kept, known, twice) in held.items():
            for _ in range((1 + (draw.random() < twice)) * (draw.random() < known)):
                seen = {c: slip(draw, person[c]) if c in kept and draw.random() > 0.1 else None for c in columns}
                rows.append({"source": system, **seen})
                truth.append(number)
    order: npt.NDArray[np.int64] = np.random.default_rng(seed).permutation(len(rows))
    text = {name: pa.array([rows[at][name] for at in order], pa.string()) for name in ("source", *columns)}
    table = pa.table({"record_id": pa.array([str(at) for at in range(len(rows))]), **text})
    entities = pa.array([str(truth[at]) for at in order])
    return custdq.dedupe(table if len(held) > 1 else table.drop_columns(["source"])).evaluate(
        pa.table({"record_id": table["record_id"], "entity_id": entities})
    )


EVERYTHING = "first_name surname dob address city phone email"
SYSTEMS: Mapping[str, Mapping[str, System]] = {
    "two": TWO_SYSTEMS,
    "four": FOUR_SYSTEMS,
    "clean": one_system(EVERYTHING, twice=0.0),
    "clean, no birthday": one_system("first_name surname city phone email", twice=0.0),
    "clean, no mail": one_system("first_name surname address city phone", twice=0.0),
    "seldom twice": one_system(EVERYTHING, twice=0.03),
    "often twice": one_system(EVERYTHING, twice=0.4),
}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("systems", "precision", "recall"),
    [("two", 0.8, 0.67), ("four", 0.94, 0.88), ("seldom twice", 0.93, 0.94), ("often twice", 0.96, 0.97)],
)
def test_what_is_found_is_right_and_what_can_be_found_is_found(
    systems: str, precision: float, recall: float, seed: int
) -> None:
    found = linked(seed, systems, 2_500)
    assert found.precision is not None
    assert found.recall is not None
    assert found.precision >= precision
    assert found.recall >= recall


@pytest.mark.parametrize("few_names", [False, True])
@pytest.mark.parametrize("systems", [name for name in SYSTEMS if name.startswith("clean")])
def test_where_nobody_is_held_twice_namesakes_and_families_stay_apart(systems: str, few_names: bool) -> None:
    found = linked(3, systems, 3_000, *((80, 80) if few_names else (400, 800)))
    assert found.found_pairs <= 0.005 * found.records
