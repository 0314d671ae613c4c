"""German register courts under their own names."""

from __future__ import annotations

import pytest

from custdq.reference.register_courts import register_court


@pytest.mark.parametrize(
    ("text", "court"),
    [
        pytest.param("Amtsgericht München", "München", id="with its title"),
        pytest.param("Koeln", "Köln", id="without umlaut"),
        pytest.param("Frankfurt a. M.", "Frankfurt am Main", id="short"),
        pytest.param("Bad Entenhausen", "Bad Entenhausen", id="a place nobody listed is kept"),
        pytest.param("KXln", None, id="no place name"),
        pytest.param("K\\xc3\\xb6ln", None, id="bytes read as text"),
    ],
)
def test_a_court_is_called_by_its_own_name(text: str, court: str | None) -> None:
    assert register_court(text) == court
