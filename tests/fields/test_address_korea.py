"""Korean addresses in Hangul: each word by its last syllable."""

from __future__ import annotations

import pytest

from custdq.fields.address_korea import is_korean_address, read_korean_address


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "서울특별시 중구 세종대로 110, 3층 (태평로1가)",
            {"city": "서울특별시", "road": "세종대로", "number": "110", "floor": "3층"},
            id="road address",
        ),
        pytest.param(
            "04524 서울 중구 세종대로25길 7-1 103동 504호",
            {"postcode": "04524", "road": "세종대로25길", "number": "7-1", "building": "103동", "room": "504호"},
            id="flat",
        ),
        pytest.param(
            "경기도 수원시 영통구 매탄동 416",
            {"province": "경기도", "city": "수원시", "number": "416"},
            id="lot number",
        ),
        pytest.param("대한민국 부산광역시", {"country": "KR", "city": "부산광역시"}, id="city alone"),
    ],
)
def test_parts(text: str, parts: dict[str, str]) -> None:
    found = read_korean_address(text)
    assert {name: found[name] for name in parts} == parts


def test_what_is_korean() -> None:
    assert is_korean_address("서울")
    assert not is_korean_address("Seoul")
