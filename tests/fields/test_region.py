"""The region a kind was given."""

from __future__ import annotations

import pytest

from custdq.errors import OptionError
from custdq.fields.region import known_region


def test_a_region_is_a_country_in_capitals() -> None:
    assert known_region("Phone", "cn") == "CN"
    assert known_region("Phone", None) is None
    assert known_region("Phone", "xk", more=("XK",)) == "XK"


@pytest.mark.parametrize("region", ["Germany", "XK", "", "c n"])
def test_another_is_refused_and_the_nearest_named(region: str) -> None:
    with pytest.raises(OptionError, match="ISO 3166-1"):
        known_region("Phone", region)
