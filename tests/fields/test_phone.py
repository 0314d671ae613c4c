"""Telephone numbers: what people and spreadsheets make of them, and what must never become a number."""

from __future__ import annotations

import random
from typing import Any

import phonenumbers
import pyarrow as pa
import pytest

from custdq.errors import OptionError, Reason
from custdq.fields.phone import Phone


def row(text: str | None, region: str | None = "CN") -> dict[str, Any]:
    return dict(Phone(region).parse([text]).to_pylist()[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("13900138001", "+8613900138001", id="digits"),
        pytest.param("１３９ 0013-8001", "+8613900138001", id="full width"),
        pytest.param("139—0013—8001", "+8613900138001", id="em dash"),
        pytest.param("139.0013.8001", "+8613900138001", id="dots"),
        pytest.param("(+86)13900138001", "+8613900138001", id="calling code in brackets"),
        pytest.param("0086-13900138001", "+8613900138001", id="0086"),
        pytest.param("86 139 0013 8001", "+8613900138001", id="86 without plus"),
        pytest.param("17951 13900138001", "+8613900138001", id="IP dialling prefix"),
        pytest.param("013900138001", "+8613900138001", id="leading 0 before a mobile"),
        pytest.param("'13900138001", "+8613900138001", id="apostrophe of a spreadsheet"),
        pytest.param('="13900138001"', "+8613900138001", id="formula text"),
        pytest.param("13900138001.0", "+8613900138001", id="float"),
        pytest.param("1.3900138001E+10", "+8613900138001", id="scientific with every digit"),
        pytest.param("1.3900138E+10", "+8613900138000", id="scientific, zeros left out"),
        pytest.param("13,900,138,001", "+8613900138001", id="thousands"),
        pytest.param("手机：13900138001", "+8613900138001", id="label"),
        pytest.param("M: 13900138001", "+8613900138001", id="western label"),
        pytest.param("13900138001（备用）", "+8613900138001", id="remark"),
        pytest.param("13900138001 王经理", "+8613900138001", id="name behind"),
        pytest.param("139O0138OO1", "+8613900138001", id="letter O for zero"),
        pytest.param("\u202a+86 139 0013 8001\u202c", "+8613900138001", id="marks of direction"),
        pytest.param("010-62345678", "+861062345678", id="landline"),
        pytest.param("(0755)26001234", "+8675526001234", id="area code in brackets"),
        pytest.param("010/62345678", "+861062345678", id="slash behind the area code"),
        pytest.param("010一62345678", "+861062345678", id="character one for a dash"),
        pytest.param("(44)7707297816", "+447707297816", id="foreign code in brackets"),
        pytest.param("85251234567", "+85251234567", id="Hong Kong without plus"),
        pytest.param("886912345678", "+886912345678", id="Taiwan without plus"),
        pytest.param("+44 20 7946 0018", "+442079460018", id="abroad"),
        pytest.param("4006761644", "+864006761644", id="hotline"),
        pytest.param("95588", "95588", id="bank"),
        pytest.param("13800138000", "+8613800138000", id="filler is kept"),
    ],
)
def test_a_cell_becomes_e164(text: str, value: str) -> None:
    assert row(text)["value"] == value


@pytest.mark.parametrize(
    ("text", "status", "problem"),
    [
        pytest.param("1.38E+10", "invalid", "digits_lost", id="digits lost"),
        pytest.param("1.39001E+10", "invalid", "digits_lost", id="six digits left"),
        pytest.param("139****8001", "invalid", "masked", id="masked"),
        pytest.param("62345678", "invalid", "area_code_missing", id="no area code"),
        pytest.param("1390013800", "invalid", "wrong_length", id="digit lost"),
        pytest.param("139001380012", "invalid", "wrong_length", id="digit too many"),
        pytest.param("00000000000", "missing", "placeholder", id="zeros"),
        pytest.param("11111111111", "missing", "placeholder", id="ones"),
        pytest.param("12345678", "missing", "placeholder", id="sequence"),
        pytest.param("未知号码", "missing", "placeholder", id="unknown"),
        pytest.param("晚上打", "invalid", "not_parsed", id="words"),
        pytest.param("010-80051234", "invalid", "bad_format", id="a range no landline has"),
        pytest.param("911", "invalid", "wrong_length", id="too short"),
        pytest.param("无", "missing", "placeholder", id="none"),
    ],
)
def test_what_is_no_number_says_why(text: str, status: str, problem: str) -> None:
    found = row(text)
    assert (found["value"], found["status"], found["problem"]) == (None, status, problem)


@pytest.mark.parametrize(
    ("text", "value", "extension"),
    [
        pytest.param("010-62345678转8001", "+861062345678", "8001", id="zhuan"),
        pytest.param("010-62345678转分机8001", "+861062345678", "8001", id="zhuan fenji"),
        pytest.param("01062345678-8001", "+861062345678", "8001", id="dash"),
        pytest.param("010-62345678-801", "+861062345678", "801", id="second dash"),
        pytest.param("010-62345678*801", "+861062345678", "801", id="star"),
        pytest.param("010-62345678 ext. 801", "+861062345678", "801", id="ext"),
        pytest.param("010-62345678(分机801)", "+861062345678", "801", id="brackets"),
        pytest.param("+44 20 7946 0018 x801", "+442079460018", "801", id="x"),
        pytest.param("tel:+86-10-62345678;ext=801", "+861062345678", "801", id="RFC 3966"),
        pytest.param("62345678转801", None, "801", id="without area code"),
    ],
)
def test_an_extension_is_a_part(text: str, value: str | None, extension: str) -> None:
    found = row(text)
    assert (found["value"], found["extension"]) == (value, extension)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("13900138001/13900138002", id="slash"),
        pytest.param("13900138001；13900138002", id="semicolon"),
        pytest.param("13900138001、13900138002", id="enumeration comma"),
        pytest.param("13900138001,13900138002", id="comma"),
        pytest.param("13900138001\n13900138002", id="line break"),
        pytest.param("13900138001 13900138002", id="space"),
        pytest.param("139 0013 8001 139 0013 8002", id="spaced groups"),
        pytest.param("1390013800113900138002", id="nothing between"),
        pytest.param("13900138001或13900138002", id="or"),
        pytest.param("13900138001.0、13900138002", id="a float among them"),
        pytest.param("13900138001/02", id="last digits only"),
        pytest.param("手机13900138001 备用13900138002", id="labels"),
        pytest.param("13900138001 13900138002 13900138001", id="one twice"),
    ],
)
def test_several_numbers_are_taken_apart(text: str) -> None:
    found = row(text)
    assert (found["value"], found["others"]) == ("+8613900138001", "+8613900138002")
    assert found["problem"] == "several_values"


def test_the_parts_of_a_number() -> None:
    found = row("0755-26001234转12")
    assert [found[name] for name in Phone.part_names] == [
        "CN", "fixed_line", "12", "0755", "75526001234", None, None, None,
    ]  # fmt: skip
    assert row("139****8001")["pattern"] == "139****8001"
    assert row("13900138001（备用）")["note"] == "备用"
    assert row("13900138001")["type"] == "mobile"
    assert row("400-676-1644")["type"] == "shared_cost"
    assert row("800-810-1234")["type"] == "toll_free"
    assert row("95588")["type"] == "short"
    assert row("(212) 555-0123", "US")["area_code"] == "212"


def test_the_filler_number_is_kept_and_connects_nobody() -> None:
    parsed = Phone("CN").parse(["13800138000", "13000000000"])
    assert parsed.column("problem").to_pylist() == ["placeholder", "placeholder"]
    assert {name: set(map(str, array.to_pylist())) for name, array in Phone("CN").keys(parsed).items()} == {
        "numbers": {"None"}, "tail": {"None"}, "digits": {"None"},
    }  # fmt: skip


def test_keys_join_what_may_be_one_number() -> None:
    kind = Phone("CN")
    parsed = kind.parse(["010-62345678转801/13900138001", "62345678", "95588", "4006761644", "1390013800", None])
    keys = kind.keys(parsed)
    assert keys["numbers"].to_pylist() == [
        ["+861062345678", "+8613900138001"],
        None,
        None,
        ["+864006761644"],
        None,
        None,
    ]
    assert keys["tail"].to_pylist() == ["2345678", "2345678", None, None, "0013800", None]
    assert keys["digits"].to_pylist() == ["1062345678", "62345678", None, "4006761644", "1390013800", None]


def test_the_region_is_read_off_the_column() -> None:
    chinese = ["13900138001", "010-62345678", "15012345678", "0571-88234567", "+44 20 7946 0018"]
    assert Phone().prepare(pa.array(chinese)) == Phone("CN")
    assert Phone().parse(chinese).column("value").to_pylist()[1] == "+861062345678"
    american = ["(212) 555-0123", "415-555-0132", "310 555 0199", "646-555-0121"]
    assert Phone().prepare(pa.array(american)) == Phone("US")
    german = ["030 901820", "089 2180-0", "0171 2345678", "0221 470-0"]
    assert Phone().prepare(pa.array(german)) == Phone("DE")


def test_an_international_number_says_where_a_column_is_from() -> None:
    # numbers of the Netherlands that are none, and would be some in South Africa
    national = [f"06{first}{rest:07d}" for first in "67" for rest in range(1_000_000, 1_000_010)]
    column = [*national, *(f"+316123456{last}" for last in range(70, 90)), *(f"06-1234567{last}" for last in range(9))]
    assert Phone().prepare(pa.array(column)).options()["region"] == "NL"


def test_without_a_region_only_international_numbers_are_read() -> None:
    parsed = Phone().parse(["+8613900138001", "62345678", "abc"])
    assert parsed.column("value").to_pylist() == ["+8613900138001", None, None]


@pytest.mark.parametrize("region", [pytest.param("cn", id="lower case"), pytest.param("XK", id="not in ISO 3166-1")])
def test_a_region_is_taken(region: str) -> None:
    assert Phone(region).region == region.upper()


def test_a_region_that_is_none_is_an_error() -> None:
    with pytest.raises(OptionError, match="Did you mean"):
        Phone("CHN")


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        pytest.param("+8613900138001", "+86139****8001", id="mobile"),
        pytest.param("+861062345678", "+8610****5678", id="landline"),
        pytest.param("95588", "95***", id="short"),
        pytest.param("1", "1*", id="one digit"),
    ],
)
def test_mask(value: str, masked: str) -> None:
    assert Phone("CN").mask(value) == masked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("13900138001, 62345678", "+8613900138001", id="a local number behind a mobile"),
        pytest.param("13900138001 / 1390013", "+8613900138001", id="a broken number behind a slash"),
    ],
)
def test_a_number_that_cannot_be_read_beside_one_that_can_is_said(text: str, value: str) -> None:
    found = Phone(region="CN").parse([text]).to_pylist()[0]
    assert (found["value"], found["problem"], found["others"]) == (value, "extra_text", None)
    assert found["note"] == text.partition(",")[2].strip() or text.partition("/")[2].strip()


def landlines(count: int, area_code: str, seed: int = 1) -> list[str]:
    draw = random.Random(seed)  # noqa: S311 - invented numbers, no secret
    return [f"{area_code}-{draw.choice('568')}{draw.randrange(10**7):07d}" for _ in range(count)]


def test_a_column_of_one_city_completes_its_local_numbers() -> None:
    column = [*landlines(40, "010"), "62345678", "6234-5678转801", "13900138001"]
    found = Phone("CN").parse(column).slice(40).to_pylist()
    assert [row["value"] for row in found] == ["+861062345678", "+861062345678", "+8613900138001"]
    assert [row["problem"] for row in found] == ["area_code_inferred", "area_code_inferred", None]
    assert [row["extension"] for row in found] == [None, "801", None]


@pytest.mark.parametrize(
    "column",
    [
        pytest.param([*landlines(18, "010"), "62345678"], id="few landlines"),
        pytest.param([*landlines(30, "010"), *landlines(5, "021", 2), "62345678"], id="two cities"),
        pytest.param([*landlines(40, "0571"), "6234567"], id="another length"),
    ],
)
def test_a_column_that_does_not_tell_its_city_completes_nothing(column: list[str]) -> None:
    found = Phone("CN").parse(column).to_pylist()[-1]
    assert (found["value"], found["problem"]) == (None, "area_code_missing")


def test_an_area_code_may_be_given() -> None:
    found = Phone("CN", area_code="0755").parse(["26001234", "010-62345678"]).to_pylist()
    assert [row["value"] for row in found] == ["+8675526001234", "+861062345678"]
    assert [row["status"] for row in found] == ["repaired", "repaired"]
    assert [row["problem"] for row in found] == ["area_code_inferred", None]
    assert found[0]["area_code"] == "0755"
    of_another_length = Phone("CN", area_code="010").parse(["6234567"]).to_pylist()
    assert [(row["value"], row["problem"]) for row in of_another_length] == [(None, "area_code_missing")]
    with pytest.raises(OptionError, match="area code"):
        Phone("CN", area_code="Beijing")


def test_a_column_comes_out_as_its_cells_do_with_duplicates_and_gaps() -> None:
    column = [*landlines(70, "010"), "n/a", None, "13900138001转8", *landlines(3, "010"), "139****8001", "", None]
    table = Phone("CN").parse(column)
    alone = [Phone("CN").parse([text]).to_pylist()[0] for text in column]
    assert table.to_pylist() == alone
    assert table.column_names == ["value", "status", "problem", *Phone.part_names]


def test_what_libphonenumber_calls_valid_is_the_same_here() -> None:
    draw = random.Random(5)  # noqa: S311 - a fixed sample, no secret
    differences = 0
    for region in ("CN", "US", "DE", "JP", "BR", "AR", "GB", "HK", "IT", "RU", "AU", "SG", "BB", "KZ"):
        texts = list(dict.fromkeys(_mutated(region, draw) for _ in range(150)))
        for text, found in zip(texts, Phone(region).parse(texts).to_pylist(), strict=True):
            expected = _by_libphonenumber(text, region)
            if expected is None:
                differences += found["value"] is not None
            else:
                assert (found["value"], found["region"], found["extension"]) == expected, (region, text)
    # readings of our own: 00 where it is no prefix, a calling code in front
    assert differences <= 15


def _mutated(region: str, draw: random.Random) -> str:
    kinds = [phonenumbers.example_number_for_type(region, kind) for kind in range(11)]
    number = draw.choice([number for number in kinds if number is not None])
    text = phonenumbers.format_number(number, draw.choice([0, 1, 2, 3]))
    places = [place for place, char in enumerate(text) if char.isdigit()]
    for place in draw.sample(places, draw.choice([0, 1, 1, 2])):
        text = text[:place] + draw.choice("0123456789") + text[place + draw.choice([0, 1]) :]
    return (
        draw.choice(["", "", "Tel. "] if text[0] == "t" else ["", "", "0", "Tel. "])
        + text
        + draw.choice(["", "", " ext. 12", " x7", "#9"])
    )


def _by_libphonenumber(text: str, region: str) -> tuple[str, str | None, str | None] | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164, phonenumbers.region_code_for_number(number), number.extension


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        pytest.param("tel:331-6005;phone-context=+64-3", None, id="number and context"),
        pytest.param("tel:331-6005;ext=55;phone-context=+64-3", None, id="extension"),
        pytest.param("tel:331-6005;isub=77;phone-context=+64-3", "isub=77", id="subaddress"),
        pytest.param("reception tel:331-6005;phone-context=+64-3", "reception", id="word before"),
        pytest.param("tel:331-6005;phone-context=+64-3, +27 80 123 4567", "27 80 123 4567", id="number behind"),
    ],
)
def test_what_stands_around_a_telephone_address_is_a_note(cell: str, note: str | None) -> None:
    row = Phone().parse([cell]).to_pylist()[0]
    assert (row["value"], row["note"]) == ("+6433316005", note)


@pytest.mark.parametrize("text", ["0912-345-678", "0912345678", "0912 345 678", "(0912)345678"])
def test_a_mobile_of_taiwan_in_a_list_of_china_is_told_and_marked(text: str) -> None:
    parsed = Phone(region="CN").parse_cell(text)
    assert (parsed.value, parsed.problem, parsed.parts["region"]) == ("+886912345678", Reason.REGION_INFERRED, "TW")
    many = Phone(region="CN").parse([text, *(f"139001{n:05d}" for n in range(400))])
    assert many.slice(0, 1).to_pylist()[0]["problem"] == "region_inferred"
    assert Phone(region="JP").parse_cell("0912-345-678").parts.get("region") != "TW"


@pytest.mark.parametrize("text", ["0912-3456789", "091234567", "09123456789"])
def test_what_china_has_or_taiwan_has_not_is_no_mobile_of_taiwan(text: str) -> None:
    assert Phone(region="CN").parse_cell(text).parts.get("region") == "CN"


@pytest.mark.parametrize(
    ("text", "region", "extension"),
    [
        pytest.param("010-62345678内線8001", "CN", "8001", id="japanese-sign"),
        pytest.param("03-1234-5678 内線 12", "JP", "12", id="japan"),
        pytest.param("010-62345678内线8001", "CN", "8001", id="chinese-sign"),
        pytest.param("010-62345678P8001", "CN", "8001", id="pause"),
        pytest.param("010-62345678 p8001", "CN", "8001", id="pause-small"),
        pytest.param("010-62345678W8001", "CN", "8001", id="wait"),
    ],
)
def test_signs_of_extensions(text: str, region: str, extension: str) -> None:
    parsed = Phone(region=region).parse_cell(text)
    assert (parsed.parts["extension"], parsed.parts["note"], parsed.problem) == (extension, None, None)


def test_p_before_another_number_is_its_label() -> None:
    parsed = Phone(region="CN").parse_cell("13900138001 P 010-62345678")
    assert (parsed.value, parsed.parts["others"], parsed.parts["extension"]) == (
        "+8613900138001",
        "+861062345678",
        None,
    )
