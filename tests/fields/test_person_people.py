"""How many people a cell names."""

from __future__ import annotations

import pytest

from custdq.fields.person_people import is_title_alone, split_people


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Mark & Mary Stone", 2, id="sign"),
        pytest.param("Mark and Mary Stone and Tom Major", 3, id="three"),
        pytest.param("Mark, Mary and Tom Stone", 3, id="list"),
        pytest.param("Mark Stone; Mary Major", 2, id="semicolon"),
        pytest.param("Mark Stone - Mary Weiss", 2, id="dash"),
        pytest.param("Juan Ruiz y Maria Gomez", 2, id="Spanish"),
    ],
)
def test_people_are_told_apart(text: str, count: int) -> None:
    assert len(split_people(text) or ()) == count


@pytest.mark.parametrize(
    "text",
    [
        "Mark Stone", "Stone, Mark", "Mark Stone, MD", "Luis Gomez y Ruiz", "Mag/Judge Mark Stone", "Andy Sanders",
        "Duke of Here and Supreme Commander Mark Stone", "Mark - Stone", "and",
    ],
)  # fmt: skip
def test_one_person_stays_one(text: str) -> None:
    assert split_people(text) is None


def test_titles_alone() -> None:
    assert is_title_alone(["Dr."])
    assert not is_title_alone(["Stone"])
