"""Plain cells by the column: what is settled there is what the cell alone comes to, part by part."""

from __future__ import annotations

import random

import phonenumbers
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.fields.phone import Phone
from custdq.fields.phone_column import settle_plain

PLAIN = st.text("0123456789 -.()+", max_size=20)


def alone(region: str | None, text: str) -> dict[str, str | None]:
    parsed = Phone(region).parse_cell(text)
    parts = {name: parsed.parts.get(name) for name in ("region", "type", "area_code", "national")}
    return {
        "value": parsed.value,
        "status": str(parsed.status),
        "problem": str(parsed.problem) if parsed.problem else None,
        **parts,
    }


def assert_same(region: str | None, texts: list[str]) -> int:
    settled = settle_plain(pa.array(texts, pa.string()), region)
    for place, row in zip(settled.rows, pa.table(settled.columns).to_pylist(), strict=True):
        assert row == alone(region, texts[place]), (region, texts[place])
    return len(settled.rows)


@given(
    texts=st.lists(PLAIN, min_size=1, max_size=8),
    region=st.sampled_from(["CN", "US", "DE", "AR", "JP", "HK", "RU", "BR", None]),
)
def test_any_plain_text_is_settled_as_it_is_alone(texts: list[str], region: str | None) -> None:
    assert_same(region, texts)


@pytest.mark.parametrize("region", ["CN", "US", "GB", "DE", "FR", "IN", "MX", "KZ", "CA", "NZ", "MC", "TW"])
def test_mutated_numbers_are_settled_as_they_are_alone(region: str) -> None:
    draw = random.Random(region)  # noqa: S311 - a fixed sample, no secret
    kinds = [phonenumbers.example_number_for_type(region, kind) for kind in range(11)]
    examples = [number for number in kinds if number is not None]
    texts = []
    for _ in range(250):
        text = phonenumbers.format_number(draw.choice(examples), draw.choice([0, 1, 2]))
        at = draw.randrange(len(text))
        texts.append(draw.choice(["", "", "0", "00", "("]) + text[:at] + draw.choice("0123456789- .") + text[at + 1 :])
    assert assert_same(region, texts) > 90


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("13900138001.0", id="float"),
        pytest.param("139001380.00", id="float with two zeros"),
        pytest.param("62345678", id="local number"),
        pytest.param("010-62345678-801", id="extension behind a dash"),
        pytest.param("13900138001 13900138002", id="two numbers"),
        pytest.param("0033142345678901", id="00"),
        pytest.param("8521234", id="a calling code in front"),
        pytest.param("11111111111", id="a digit many times"),
        pytest.param("12345678901", id="counting"),
        pytest.param(" 13900138001", id="space in front"),
        pytest.param("+ 8613900138001", id="plus by itself"),
        pytest.param("13900138001转1", id="words"),
        pytest.param("１３９００１３８００１", id="full width"),
        pytest.param("10193" + "13900138001", id="a carrier's prefix"),
        pytest.param("", id="empty"),
    ],
)
def test_what_may_be_read_otherwise_is_left(text: str) -> None:
    assert settle_plain(pa.array([text, "13900138001"]), "CN").rows.tolist() == [1]


def test_right_and_wrong_numbers_are_settled() -> None:
    texts = ["139 0013 8001", "+8613900138001", "(0755)26001234", "139001380012", "02012345", "13800138000"]
    settled = settle_plain(pa.array(texts), "CN")
    rows = {texts[place]: row for place, row in zip(settled.rows, pa.table(settled.columns).to_pylist(), strict=True)}
    assert rows["139 0013 8001"]["status"] == "repaired"
    assert rows["+8613900138001"]["status"] == "valid"
    assert rows["(0755)26001234"]["area_code"] == "0755"
    assert (rows["139001380012"]["value"], rows["139001380012"]["problem"]) == (None, "wrong_length")
    assert rows["13800138000"]["problem"] == "placeholder"


def test_a_slice_of_a_column_is_read_at_its_place() -> None:
    column = pa.array(["x", "13900138001", "010-62345678", "y"]).slice(1, 2)
    assert settle_plain(column, "CN").columns["national"].to_pylist() == ["13900138001", "1062345678"]


def test_no_cells() -> None:
    assert len(settle_plain(pa.array([], pa.string()), "CN").rows) == 0


def test_cells_none_of_which_is_a_number() -> None:
    texts = pa.array([f"ask {chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(300)])
    assert Phone("US").parse(texts).column("value").null_count == 300
