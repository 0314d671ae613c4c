"""Titles after a name, and what they tell."""

from __future__ import annotations

import pytest

from custdq.fields.person_titles import FACE, familiar_surname, split_title, title_gender


@pytest.mark.parametrize(
    ("text", "split"),
    [
        pytest.param("周总", ("周", "总"), id="surname"),
        pytest.param("欧阳老师", ("欧阳", "老师"), id="long surname"),
        pytest.param("周建国副总经理", ("周建国", "副总经理"), id="longest title"),
        pytest.param("周建国（经理）", ("周建国", "经理"), id="brackets"),
        pytest.param("周工", ("周", "工"), id="one-character title"),
        pytest.param("周建工", ("周建工", None), id="same character in a name"),
        pytest.param("老师", ("老师", None), id="title alone"),
    ],
)
def test_split(text: str, split: tuple[str, str | None]) -> None:
    assert split_title(text) == split


def test_familiar() -> None:
    assert familiar_surname("老周") == "周"
    assert familiar_surname("小雨") is None


def test_gender() -> None:
    assert [title_gender(title) for title in ("先生", "小姐", "主任", None)] == ["M", "F", None, None]


def test_faces() -> None:
    assert FACE.sub("", "^_^周(^o^)") == "周"
