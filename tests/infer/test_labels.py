"""Column names -> meanings."""

from __future__ import annotations

import pytest

from custdq.infer.labels import fold_name, label_of, names_people


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        pytest.param("联系电话", "phone", id="chinese"),
        pytest.param("聯絡電話", "phone", id="traditional"),
        pytest.param("手机号码（必填）", "mobile", id="brackets"),
        pytest.param("*E-mail", "email", id="star and hyphen"),
        pytest.param("phoneNumber", "phone", id="camel case"),
        pytest.param("Customer.Mobile_2", "mobile", id="owner word and number"),
        pytest.param("客户邮箱", "email", id="owner word"),
        pytest.param("办公室联系电话", "phone", id="end of a longer name"),
        pytest.param("postcode_fake", "postcode", id="beginning of a longer name"),
        pytest.param("姓名/单位", "name", id="both in one"),
        pytest.param("往来单位名称", "name", id="partner"),
        pytest.param("shouji", "mobile", id="pinyin"),
        pytest.param("date_of_birth", "birthday", id="birth"),
        pytest.param("DOB", "birthday", id="upper case"),
        pytest.param("soc_sec_id", "person_id", id="social security"),
        pytest.param("税号", "uscc", id="tax number"),
        pytest.param("given_name", "given_name", id="given name"),
        pytest.param("fname_c1", "given_name", id="first component of a name"),
        pytest.param("employee_last_name", "surname", id="a last name at the end"),
        pytest.param("Straße", "street", id="german"),
        pytest.param("Дата рождения", "birthday", id="russian"),
        pytest.param("携帯電話番号", "mobile", id="japanese"),
        pytest.param("ＴＥＬ", "phone", id="full width"),
        pytest.param("PAT_FIRST_NM", "given_name", id="words cut short behind whose it is"),
        pytest.param("ADDR_LN_1", "address_part", id="words cut short and a number"),
        pytest.param("HM_PH_NBR", "phone", id="all words cut short"),
        pytest.param("SEX_CD", "gender", id="how the value is written"),
        pytest.param("KUNNR", "record_id", id="a table of SAP"),
        pytest.param("emailaddress2", "email", id="a table of Dynamics"),
        pytest.param("donor_naam", "name", id="a prefix before a name of another language"),
        pytest.param("cli_prenom", "given_name", id="without its accent"),
        pytest.param("DOĞUM TARİHİ", "birthday", id="turkish capitals"),
        pytest.param("Số điện thoại", "phone", id="vietnamese"),
        pytest.param("ΔΙΕΥΘΥΝΣΗ", "address", id="greek capitals"),
        pytest.param("indirizzo_res", "address", id="the noun in front"),
        pytest.param("Adresse de facturation", "address", id="the noun in front of whose it is"),
    ],
)
def test_known_names(name: str, meaning: str) -> None:
    assert label_of(name).meaning == meaning


@pytest.mark.parametrize(
    "name",
    [
        "xyz",
        "column_3",
        "",
        "  ",
        "颜色",
        "paid_first",
        "relation_to_person",
        "address_type",
        "tipo_cliente",
        "market_cap",
    ],
)
def test_unknown_names_say_nothing(name: str) -> None:
    assert label_of(name).meaning is None


def test_less_than_the_whole_name_counts_less() -> None:
    whole, decorated, end = label_of("电话"), label_of("客户电话2"), label_of("门卫室电话")
    assert whole.strength > decorated.strength > end.strength > 0


def test_folding_is_stable() -> None:
    assert fold_name(fold_name("*聯絡電話（必填）")) == fold_name("*聯絡電話（必填）")


def test_columns_of_names_are_told() -> None:
    assert [names_people(name) for name in ("姓名", "Last Name", "联系人", "城市", "xyz")] == [
        True,
        True,
        True,
        False,
        False,
    ]
