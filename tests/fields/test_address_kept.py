"""Whatever reader an address meets, its value parses to itself and no word of the cell is lost."""

from __future__ import annotations

import pytest

from custdq.errors import Reason, Status
from custdq.fields import Address
from custdq.fields.address_kept import at_rest, nothing_lost
from custdq.fields.base import Parsed

#: One reader's standard form that is another reader's text: brackets, commas and figures before a prefecture, two
#: addresses in one cell, characters of two scripts.
BETWEEN_READERS = [
    "－７，愛知県名古屋市中区栄３丁目５－",
    "（京都府京都市伏見区区桃山町２丁目４－１１",
    "愛知（県名古屋市緑区鳴海町１丁目８－３",
    "3,福岡県福岡市博多区Z中洲２丁目６－／99 Birch Ave, Salem OR 97301",
    "12 Birch St, Sa楼lem, OR 0座9730",
    "서울시 강남구 3路9号",
    "(杭州)滨江区 青枫路9号 Room 5, Salem OR",
    "丁目２７－１４ 杭州市滨江区青枫路9号Ｃ，東京都江東区大島７",
]


@pytest.mark.parametrize("region", [None, "CN", "US", "JP", "TW", "DE"])
@pytest.mark.parametrize("text", BETWEEN_READERS)
def test_a_value_parses_to_itself_whichever_reader_it_meets(text: str, region: str | None) -> None:
    address = Address(region=region)
    value = address.parse_cell(text).value
    if value is not None:
        again = address.parse_cell(value)
        assert (again.value, again.status) == (value, Status.VALID)


def test_a_text_that_is_its_own_value_is_valid() -> None:
    assert at_rest("a", Parsed("a", Status.REPAIRED, Reason.REFORMATTED)) == Parsed("a", Status.VALID)
    assert at_rest("a", Parsed("a", Status.REPAIRED, Reason.DIVISION_AMBIGUOUS)).problem is Reason.DIVISION_AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("杭州市滨江区青枫路九号三幢", "浙江省杭州市滨江区青枫路9号3栋"),
        ("東京都北区赤羽西８丁目０４－２", "東京都北区赤羽西八丁目4-2"),
        ("9 Birch Street, Salem, OR 97301, United States", "9 BIRCH STREET, SALEM OR 97301"),
    ],
)
def test_a_word_said_otherwise_is_no_loss(text: str, value: str) -> None:
    assert nothing_lost(text, Parsed(value, Status.REPAIRED, Reason.REFORMATTED)).parts == {}


@pytest.mark.parametrize("lost", ["临江仙", "88", "Kestrel"])
def test_a_word_that_no_part_holds_makes_the_cell_a_note(lost: str) -> None:
    text = f"杭州市滨江区青枫路9号{lost}"
    kept = nothing_lost(text, Parsed("浙江省杭州市滨江区青枫路9号", Status.REPAIRED, Reason.REFORMATTED))
    assert kept.parts["note"] == text
    assert kept.problem is Reason.EXTRA_TEXT


def test_an_old_division_is_no_lost_word_but_what_stands_below_it_is() -> None:
    value, parts = "浙江省宁波市鄞州区青枫路9号", {"road": "青枫路"}
    parsed = Parsed(value, Status.REPAIRED, Reason.DIVISION_RENAMED, parts)
    assert nothing_lost("宁波市江东区青枫路9号", parsed) is parsed
    assert nothing_lost("宁波市江东区青枫路9号临江仙", parsed).parts["note"] == "宁波市江东区青枫路9号临江仙"


@pytest.mark.parametrize(
    "text", ["收货地址：杭州市滨江区青枫路９号", "Tel:13912345672 沈知远，杭州市市辖区滨江区青枫路9号"]
)
def test_a_label_of_a_form_is_no_lost_word(text: str) -> None:
    assert Address(region="CN").parse_cell(text).parts.get("note") != text


def test_hundreds_of_mail_addresses_are_no_error() -> None:
    for region in (None, "CN", "US"):
        assert Address(region=region).parse_cell("a@a " * 490).value


@pytest.mark.parametrize("label", ["收：周敏", "，联系人周敏", "【收件人】周敏", "[联系人]周敏"])
def test_a_label_of_the_recipient_is_no_lost_word(label: str) -> None:
    parsed = Address(region="CN").parse_cell(
        f"{label} 杭州市滨江区青枫路9号" if label[0] != "，" else f"杭州市滨江区青枫路9号{label}"
    )
    assert parsed.parts["note"] == "周敏"
