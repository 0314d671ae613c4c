"""Identifiers: format, check digit, what the number says, and what a masked one still shows."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.errors import OptionError
from custdq.fields.identifier import Identifier
from custdq.text.checksum import mod_11_2


def row(text: str, scheme: str) -> dict[str, Any]:
    return dict(Identifier(scheme).parse([text]).to_pylist()[0])


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        pytest.param("cn.uscc", "91350100M000100Y43", "91350100M000100Y43", id="credit code"),
        pytest.param("cn.uscc", "91350100m000100y43", "91350100M000100Y43", id="lower case"),
        pytest.param("cn.uscc", "9135 0100 M000 100Y43", "91350100M000100Y43", id="spaces"),
        pytest.param("cn.uscc", "税号：91350100M000100Y43", "91350100M000100Y43", id="label"),
        pytest.param("cn.uscc", "9135O1OOMOOO1OOY43", "91350100M000100Y43", id="letter O, which the code never has"),
        pytest.param("cn.resident_id", "11010519491231002x", "11010519491231002X", id="small x"),
        pytest.param("cn.resident_id", "11010519491231002×", "11010519491231002X", id="times sign for X"),
        pytest.param("cn.resident_id", "110105491231002", "11010519491231002X", id="fifteen digits"),
        pytest.param("cn.org_code", "D2143569-X", "D2143569X", id="organization code"),
        pytest.param("iban", "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432", id="IBAN"),
        pytest.param("lei", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12", id="LEI"),
        pytest.param("luhn", "7992 7398 713", "79927398713", id="Luhn"),
        pytest.param("any", " C-0001 ", "C-0001", id="free"),
    ],
)
def test_a_cell_becomes_the_compact_form(scheme: str, text: str, value: str) -> None:
    assert row(text, scheme)["value"] == value


@pytest.mark.parametrize(
    ("scheme", "text", "problem"),
    [
        pytest.param("cn.uscc", "91350100M000100Y44", "bad_check_digit", id="credit code, digit"),
        pytest.param("cn.uscc", "350100100012345", "bad_format", id="old registration number"),
        pytest.param("cn.uscc", "9.135E+17", "digits_lost", id="spreadsheet"),
        pytest.param("cn.resident_id", "110105194912310021", "bad_check_digit", id="identity number, digit"),
        pytest.param("cn.resident_id", "110105194913310028", "out_of_range", id="no such month"),
        pytest.param("cn.resident_id", "990105194912310028", "bad_format", id="no such province"),
        pytest.param("cn.resident_id", "110105********002X", "masked", id="masked"),
        pytest.param("iban", "GB82 WEST 1234 5698 7654 33", "bad_check_digit", id="IBAN, digit"),
        pytest.param("iban", "GB82 WEST 1234 5698 7654", "bad_format", id="IBAN, length"),
        pytest.param("lei", "5493001KJTIIGC8Y1R13", "bad_check_digit", id="LEI"),
        pytest.param("luhn", "79927398710", "bad_check_digit", id="Luhn"),
    ],
)
def test_what_is_wrong_says_why(scheme: str, text: str, problem: str) -> None:
    found = row(text, scheme)
    assert (found["value"], found["status"], found["problem"]) == (None, "invalid", problem)


@pytest.mark.parametrize(
    "text", [pytest.param("000000000000000000", id="zeros"), pytest.param("123456789", id="sequence")]
)
def test_fillers_are_missing(text: str) -> None:
    assert row(text, "cn.uscc")["problem"] == "placeholder"


def test_parts() -> None:
    person = row("11010519491231002X", "cn.resident_id")
    assert (person["region_code"], person["birth_date"], person["gender"]) == ("110105", "1949-12-31", "F")
    company = row("91350100M000100Y43", "cn.uscc")
    assert (company["org_class"], company["region_code"], company["org_code"]) == ("91", "350100", "M000100Y4")
    assert row("GB82WEST12345698765432", "iban")["country"] == "GB"


def test_a_masked_number_meets_the_whole_one_by_its_ends() -> None:
    kind = Identifier("cn.resident_id")
    cells = ["11010519491231002X", "110105********002X", "1101**********002X", "110***********002X", "abc", None]
    keys = kind.keys(kind.parse(cells))
    assert keys["pattern"].to_pylist() == ["110*002X"] * 4 + [None, None]
    assert keys["compact"].to_pylist() == ["11010519491231002X", None, None, None, None, None]


def test_a_wrong_number_still_has_its_compact_form_as_key() -> None:
    kind = Identifier("cn.uscc")
    assert kind.keys(kind.parse(["9135-0100-M000100Y44"]))["compact"].to_pylist() == ["91350100M000100Y44"]


def test_free_identifiers_meet_without_case_and_separators() -> None:
    kind = Identifier()
    assert kind.keys(kind.parse(["c-00 01", "C0001"]))["compact"].to_pylist() == ["C0001", "C0001"]
    assert len(kind.comparison().levels) == 1


def test_an_unknown_scheme_is_an_error() -> None:
    with pytest.raises(OptionError, match=r'Did you mean "cn\.uscc"'):
        Identifier("cn.usc")


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        pytest.param("11010519491231002X", "1101**********002X", id="identity number"),
        pytest.param("C0001", "C***1", id="short"),
        pytest.param("7", "7*", id="one digit"),
    ],
)
def test_mask(value: str, masked: str) -> None:
    assert Identifier().mask(value) == masked


@pytest.mark.parametrize(
    ("scheme", "text", "printed"),
    [
        pytest.param("fr.siret", "73282932000074", "732 829 320 00074", id="France"),
        pytest.param("br.cnpj", "33000167000101", "33.000.167/0001-01", id="Brazil"),
        pytest.param("gb.vat", "GB220430231", "220 4302 31", id="Britain"),
        pytest.param("no.mva", "923609016MVA", "NO 923 609 016 MVA", id="Norway"),
        pytest.param("iban", "GB82WEST12345698765432", "GB82 WEST 1234 5698 7654 32", id="IBAN"),
        pytest.param("cn.org_code", "D2143569X", "D2143569-X", id="organization code"),
        pytest.param("cn.uscc", "91350100M000100Y43", "91350100M000100Y43", id="credit code"),
        pytest.param("lei", "5493001KJTIIGC8Y1R12", None, id="no printed form of its own"),
    ],
)
def test_the_printed_form_stands_beside_the_compact_one(scheme: str, text: str, printed: str | None) -> None:
    assert row(text, scheme)["formatted"] == printed


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        pytest.param("١٠٠٥٣١٣٨٥", "eg.tn", id="Arabic digits"),
        pytest.param("９１３５０１００Ｍ０００１００Ｙ４３", "cn.uscc", id="full width"),
        pytest.param("VAT No.: DE115235681", "eu.vat", id="label before a colon"),
        pytest.param("7992739871.0", "any", id="float of a spreadsheet"),
    ],
)
def test_spelling_that_says_nothing_is_repaired(text: str, scheme: str) -> None:
    assert row(text, scheme)["status"] in ("repaired", "valid")


def test_a_resident_number_names_its_region() -> None:
    assert row("11010519491231002X", "cn.resident_id")["region"] == "北京市朝阳区"


def test_a_region_of_old_has_its_name_of_then_and_its_code_of_today() -> None:
    # 110103 was Chongwen until 2010, when it went into Dongcheng
    found = row(_with_check("11010319850714001"), "cn.resident_id")
    assert (found["region"], found["region_today"]) == ("北京市崇文区", "110101")


def test_a_region_that_never_was_is_kept_and_said_to_be_odd() -> None:
    found = row(_with_check("11019919850714001"), "cn.resident_id")
    assert (found["status"], found["problem"], found["region"]) == ("valid", "division_unknown", "北京市")


def _with_check(body: str) -> str:
    return body + mod_11_2(body)


def test_another_name_of_a_scheme_is_that_scheme() -> None:
    assert row("11010519491231002X", "cn.ric")["value"] == "11010519491231002X"


def test_a_number_among_words_is_found_by_its_check_digit() -> None:
    found = row("91350100M000100Y43（已注销）", "cn.uscc")
    assert (found["value"], found["problem"], found["note"]) == ("91350100M000100Y43", "extra_text", "已注销")
    two = row("DE115235681 / FI01120389", "eu.vat")
    assert (two["value"], two["others"], two["problem"]) == ("DE115235681", "FI01120389", "several_values")
    assert row("call 12345678 or 87654321", "us.ein")["problem"] == "bad_format"


def test_a_number_a_spreadsheet_rounded_has_lost_digits() -> None:
    assert row("110105194912310000", "cn.resident_id")["problem"] == "digits_lost"


def test_an_unknown_scheme_is_answered_with_those_of_its_country() -> None:
    with pytest.raises(OptionError) as error:
        Identifier("de.vatt")
    assert "de.vat" in str(error.value)
    assert "jp.cn" not in str(error.value)


def test_a_quoted_zero_names_a_row_as_a_bare_one_does() -> None:
    assert Identifier().parse(["0", '"0"']).column("value").to_pylist() == ["0", "0"]


def test_who_holds_a_number_can_be_said() -> None:
    assert [Identifier(held_by=word).shared for word in ("one", "several", "unknown")] == [False, True, None]
    with pytest.raises(OptionError, match='Did you mean "several"'):
        Identifier(held_by="severl")


def test_zero_stands_for_nothing_among_longer_identifiers() -> None:
    assert Identifier().parse(["0", "wx_ann88", "无"]).column("value").to_pylist() == [None, "wx_ann88", None]
    assert Identifier().parse(["0", "7", "1208"]).column("value").to_pylist() == ["0", "7", "1208"]
