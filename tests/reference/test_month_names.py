"""Names of months: twelve a language, and no beginning that stands for two months."""

from __future__ import annotations

import pytest

from custdq.reference.month_names import counted_months, is_filler, is_weekday, month_of
from custdq.reference.tables import read_lines


def test_every_language_has_twelve_months_and_each_full_name_is_found() -> None:
    for line in read_lines("month_names.tsv"):
        section, _, text = line.partition("\t")
        if section == "months":
            names = text.split()
            assert len(names) == 12, text
            for month, forms in enumerate(names, start=1):
                for form in forms.split("/"):
                    assert month_of(form) is not None, form
                    # October to Croats, November to Poles, Czechs and Ukrainians: the many are followed
                    assert form.startswith("listopad") or month_of(form) == month, (form, text)


@pytest.mark.parametrize(
    ("word", "month"),
    [
        pytest.param("Sept.", 9, id="shortened"),
        pytest.param("MÄRZ", 3, id="accent and case"),
        pytest.param("авг", 8, id="Russian, shortened"),
        pytest.param("жніўня", 8, id="Belarusian"),
        pytest.param("jui", None, id="juin or juillet"),
        pytest.param("ma", None, id="too short"),
        pytest.param("smarch", None, id="no month"),
    ],
)
def test_month_of(word: str, month: int | None) -> None:
    assert month_of(word) == month


def test_weekdays_and_fillers() -> None:
    assert is_weekday("Thu")
    assert is_weekday("воскресенье")
    assert not is_weekday("January")
    assert is_filler("of")
    assert not is_filler("party")


def test_vietnamese() -> None:
    assert counted_months("05 tháng một 2015") == "05 january 2015"
