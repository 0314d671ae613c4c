"""Towns: all codes of a name, and only those of the division asked for."""

from __future__ import annotations

import pytest

from custdq.reference.divisions import divisions
from custdq.reference.towns import town_codes, town_forms, towns


def test_a_shared_name_keeps_all_its_codes() -> None:
    assert len(town_codes("城关镇")) > 50
    assert len({code[:6] for code in town_codes("城关镇")}) > 50
    assert town_codes("城关镇", "330683") == ()


@pytest.mark.parametrize("name", ["", "不存在镇", "镇"])
def test_an_unknown_name_has_no_code(name: str) -> None:
    assert town_codes(name) == ()


def test_forms_of_a_name_without_its_level() -> None:
    assert set(town_forms("城关")) >= {"城关镇", "城关街道"}


def test_every_code_has_nine_digits_and_a_county() -> None:
    known = {code[:4] for code in divisions().by_code}
    for joined in towns().values():
        for code in joined.split(","):
            assert len(code) == 9
            assert code.isdigit()
            assert code[:4] in known
