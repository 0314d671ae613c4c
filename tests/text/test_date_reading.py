"""What a date text may mean: days that exist."""

from __future__ import annotations

import pytest

from custdq.text.date_reading import DateReading, plausible


@pytest.mark.parametrize(
    ("reading", "there_is"),
    [
        pytest.param(DateReading(2023, 2, 29), False, id="no leap year"),
        pytest.param(DateReading(2024, 2, 29), True, id="leap year"),
        pytest.param(DateReading(None, 2, 29), True, id="no year"),
        pytest.param(DateReading(0, 2, 29, short=True), True, id="century open"),
        pytest.param(DateReading(2024, 4, 31), False, id="thirty days"),
        pytest.param(DateReading(2024, 13, 1), False, id="thirteen months"),
        pytest.param(DateReading(2024, 5, None), True, id="no day"),
    ],
)
def test_plausible(reading: DateReading, there_is: object) -> None:
    assert plausible(reading) == there_is
