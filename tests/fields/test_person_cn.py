"""Chinese personal names."""

from __future__ import annotations

import pytest

from custdq.fields.person_cn import read_person


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        pytest.param("周建国", "周", "建国", id="plain"),
        pytest.param("周 建国", "周", "建国", id="space"),
        pytest.param("周　建　国", "周", "建国", id="wide spaces"),
        pytest.param("司馬光", "司马", "光", id="two-character surname"),
        pytest.param("周建国（微信同号）", "周", "建国", id="remark"),
        pytest.param("周建国-重复？", "周", "建国", id="remark behind a dash"),
        pytest.param("周 建国主任", "周", "建国", id="space and title"),
        pytest.param("周女士", "周", None, id="surname only"),
        pytest.param("小周", "周", None, id="familiar"),
        pytest.param("🌻雪梅", None, "雪梅", id="given only"),
        pytest.param("A海梅 批发", None, "海梅", id="given only, rare surname"),
        pytest.param("大雪梅", None, "雪梅", id="courtesy"),
        pytest.param("周**", "周", None, id="masked"),
        pytest.param("古丽·买买提", None, "古丽·买买提", id="dot"),
        pytest.param("古丽•买买提", None, "古丽·买买提", id="other dot"),
        pytest.param("周建国13900138001", "周", "建国", id="phone behind"),
    ],
)
def test_family_and_given(text: str, family: str | None, given: str | None) -> None:
    found = read_person(text)
    assert found is not None
    assert (found.family, found.given) == (family, given)


def test_what_is_cut_off_is_kept() -> None:
    found = read_person("周建国（转介绍）")
    assert found is not None
    assert found.note == "转介绍"


def test_no_name() -> None:
    assert read_person("^_^") is None
