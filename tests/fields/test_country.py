"""Countries: names in several tongues and scripts, codes, and what NA means."""

from __future__ import annotations

import pytest

from custdq.fields.country import Country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("中国", "CN", id="Chinese"),
        pytest.param("中華人民共和國", "CN", id="full traditional name"),
        pytest.param("中國", "CN", id="traditional"),
        pytest.param("P.R. China", "CN", id="points"),
        pytest.param("THE NETHERLANDS", "NL", id="article"),
        pytest.param("Deutschland", "DE", id="own tongue"),
        pytest.param("gbr", "GB", id="alpha-3"),
        pytest.param("Germany/德国", "DE", id="two names"),
        pytest.param("中国（China）", "CN", id="name in brackets"),
        pytest.param("Magyarország", "HU", id="Hungarian"),
        pytest.param("Россия", "RU", id="Russian"),
        pytest.param("日本国", "JP", id="Japanese"),
        pytest.param("대한민국", "KR", id="Korean"),
        pytest.param("840", "US", id="numeric code"),
        pytest.param("🇫🇷", "FR", id="flag"),
        pytest.param("国家：中国", "CN", id="label"),
        pytest.param("中国 CN", "CN", id="name and code"),
        pytest.param("DE Germany", "DE", id="code and name"),
        pytest.param("China/Japan", None, id="two countries"),
        pytest.param("Atlantis", None, id="nowhere"),
        pytest.param("Namibia", "NA", id="a name whose code means none elsewhere"),
        pytest.param("ñ.a", None, id="not available"),
    ],
)
def test_a_name_becomes_its_code(text: str, code: str | None) -> None:
    assert Country().parse([text]).column("value").to_pylist() == [code]


def test_na_is_namibia_among_codes_only() -> None:
    assert Country().parse(["NA", "China"]).column("value").to_pylist() == [None, "CN"]
    assert Country().parse(["NA", "CN", "US", "DE"]).column("value").to_pylist() == ["NA", "CN", "US", "DE"]


def test_parts() -> None:
    row = Country().parse(["Japan"]).to_pylist()[0]
    assert (row["alpha3"], row["english"], row["chinese"]) == ("JPN", "Japan", "日本")


def test_mask_shows_a_code_that_names_nobody() -> None:
    assert Country().mask("CN") == "CN"
