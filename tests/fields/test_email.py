"""Email addresses: repaired where the repair is certain, flagged where it is a guess."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.errors import Reason, Status
from custdq.fields.email import Email


def row(text: str) -> dict[str, Any]:
    return dict(Email().parse([text]).to_pylist()[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Ann.Lee@Example.COM", "Ann.Lee@example.com", id="the local part stays as given"),
        pytest.param("Ann.Lee@Gmail.COM", "ann.lee@gmail.com", id="a provider to whom case means nothing"),
        pytest.param("ANN.LEE@ACME.CN", "ann.lee@acme.cn", id="all in capitals"),
        pytest.param("Info@acme.cn", "info@acme.cn", id="a role mailbox"),
        pytest.param("ａｎｎ＠ｑｑ．ｃｏｍ", "ann@qq.com", id="full width"),
        pytest.param("邮箱wang@qq.com", "wang@qq.com", id="label without colon"),
        pytest.param("邮箱：wang@acme.cn", "wang@acme.cn", id="label at a company"),
        pytest.param("mailbox@acme.com;", "mailbox@acme.com", id="a name that begins like a label"),
        pytest.param("mail.me@acme.com;", "mail.me@acme.com", id="a dotted name that begins like a label"),
        pytest.param("mail@acme.com;", "mail@acme.com", id="a name that is a label"),
        pytest.param("My e-mail is: ann@acme.com", "ann@acme.com", id="label of words"),
        pytest.param("联系邮箱：wang@acme.cn", "wang@acme.cn", id="a label nobody listed"),
        pytest.param("wang。wei@qq。com", "wang.wei@qq.com", id="Chinese full stops on both sides"),
        pytest.param("mailto:a@x.cn?subject=hi", "a@x.cn", id="link"),
        pytest.param("ann at acme dot com", "ann@acme.com", id="at and dot in words"),
        pytest.param("ann @ acme.com", "ann@acme.com", id="spaces around the sign"),
        pytest.param("ann@xn--fsqu00a.xn--fiqs8s", "ann@例子.中国", id="A-labels become readable"),
        pytest.param("wang＠qq。com", "wang@qq.com", id="full-width signs"),
        pytest.param("邮箱：wang@qq.com;", "wang@qq.com", id="label and semicolon"),
        pytest.param("mailto:wang@qq.com", "wang@qq.com", id="mailto"),
        pytest.param("<wang@qq.com>", "wang@qq.com", id="angle brackets"),
        pytest.param('"Wang, Wei" <wang@qq.com>', "wang@qq.com", id="display name"),
        pytest.param("wang@@qq.com", "wang@qq.com", id="two signs"),
        pytest.param("wang at qq.com", "wang@qq.com", id="at in words"),
        pytest.param("user+tag/x=y@example.co.uk", "user+tag/x=y@example.co.uk", id="odd signs"),
        pytest.param("李雷@例子.中国", "李雷@例子.中国", id="international"),
    ],
)
def test_a_cell_becomes_an_address(text: str, value: str) -> None:
    assert row(text)["value"] == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ann@", id="no domain"),
        pytest.param("ann", id="no sign"),
        pytest.param("@qq.com", id="no local part"),
        pytest.param("ann@localhost", id="no dot"),
        pytest.param("ann@x.123", id="numeric top level"),
        pytest.param("ann@-x.com", id="dash in front"),
        pytest.param("ann@x..com", id="empty label"),
        pytest.param("ann@host.local", id="reserved"),
        pytest.param("a..b@x.com", id="two dots"),
        pytest.param(f"ann@{'x' * 64}.com", id="long label"),
        pytest.param("ann@xn--0.com", id="broken punycode"),
        pytest.param("ann@x_y.com", id="underscore in a domain"),
        pytest.param("ann@[127.0.0.1]", id="a machine"),
        pytest.param(".ann@x.com", id="dot in front"),
        pytest.param(f"{'a' * 200}@{'b' * 60}.com", id="longer than any mail server takes"),
    ],
)
def test_what_is_no_address_is_invalid(text: str) -> None:
    found = row(text)
    assert (found["value"], found["status"], found["problem"]) == (None, "invalid", "bad_format")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        pytest.param("ann@gmial.com", "ann@gmail.com", id="swapped"),
        pytest.param("ann@hotmai.com", "ann@hotmail.com", id="left out"),
        pytest.param("ann@mail.com", None, id="a provider of its own"),
        pytest.param("ann@sina.cn", None, id="short domain"),
    ],
)
def test_a_likely_slip_is_flagged_and_not_changed(text: str, suggestion: str | None) -> None:
    found = row(text)
    assert (found["value"], found["suggestion"]) == (text, suggestion)
    assert found["problem"] == ("likely_typo" if suggestion else None)


def test_several_addresses_are_taken_apart() -> None:
    found = row("a@x.cn / b@x.cn; a@x.cn")
    assert (found["value"], found["others"], found["problem"]) == ("a@x.cn", "b@x.cn", "several_values")


def test_parts() -> None:
    found = row("sales@acme.cn")
    assert (found["local"], found["domain"], found["is_role"]) == ("sales", "acme.cn", "true")
    assert row("wangwei@acme.cn")["is_role"] == "false"


def test_keys_know_one_mailbox_by_several_spellings() -> None:
    keys = Email().keys(Email().parse(["a.nn.lee+crm@gmail.com", "annlee@googlemail.com", "info@x.cn", "a.b@qq.com"]))
    assert keys["canonical"].to_pylist() == ["annlee@gmail.com", "annlee@gmail.com", "info@x.cn", "a.b@qq.com"]
    assert keys["local"].to_pylist() == ["a.nn.lee+crm", "annlee", None, None]


def test_mask() -> None:
    assert Email().mask("ann@example.com") == "a***@example.com"


def test_words_around_an_address_go_into_the_note() -> None:
    cells = ["Wang Wei <wang@acme.cn>", "wang@qq.com（常用）", "张三wang@qq.com", "wang@qq.com张三"]
    found = [row(cell) for cell in cells]
    assert [r["note"] for r in found] == ["Wang Wei", "常用", "张三", "张三"]
    assert {r["problem"] for r in found} == {"extra_text"}


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        pytest.param("12345678@qq,com", "12345678@qq.com", id="comma"),
        pytest.param("12345678qq.com", "12345678@qq.com", id="no sign"),
        pytest.param("QQ：12345678", "12345678@qq.com", id="QQ number"),
        pytest.param("ann@163", "ann@163.com", id="no top level"),
        pytest.param("ann@acme.con", "ann@acme.com", id="no such top level"),
        pytest.param("ann@acme.con.cn", "ann@acme.com.cn", id="no such second level"),
        pytest.param('"ann"@x.com', "ann@x.com", id="needless quotes"),
        pytest.param("ann@", None, id="nothing to go by"),
    ],
)
def test_what_was_meant_is_only_suggested(text: str, suggestion: str | None) -> None:
    found = row(text)
    assert (found["value"], found["suggestion"]) == (None, suggestion)


def test_a_word_that_may_belong_to_the_address_leaves_it_open() -> None:
    found = row("ann lee@x.com")
    assert (found["value"], found["problem"], found["suggestion"]) == (None, "ambiguous", "annlee@x.com")


@pytest.mark.parametrize("text", ["none@none.com", "noemail@acme.com", "test@test.com"])
def test_an_address_typed_to_fill_the_field_is_missing(text: str) -> None:
    assert (row(text)["status"], row(text)["problem"]) == ("missing", "placeholder")


def test_keys_know_no_case_and_write_domains_as_name_servers_do() -> None:
    keys = Email().keys(Email().parse(["Ann@acme.com", "ann@ACME.com", "ann@例子.中国", "ann-x@yahoo.com"]))
    assert keys["email"].to_pylist() == [
        "ann@acme.com", "ann@acme.com", "ann@xn--fsqu00a.xn--fiqs8s", "ann-x@yahoo.com",
    ]  # fmt: skip
    assert keys["canonical"].to_pylist()[3] == "ann@yahoo.com"


def test_an_address_with_a_slip_has_the_keys_of_the_one_that_was_meant() -> None:
    keys = Email().keys(Email().parse(["ann@acme.con", "ann@qq,com", "ann@acme.com"]))
    assert keys["email"].to_pylist() == ["ann@acme.com", "ann@qq.com", "ann@acme.com"]


@pytest.mark.parametrize(
    "text", ["j***@x.com", "j*n@x.com", "***@x.com", "139****0000@163.com", "jo…@x.com", "xx@***.com", "王 j***@qq.com"]
)
def test_an_address_with_hidden_letters_is_no_address(text: str) -> None:
    parsed = Email().parse_cell(text)
    assert (parsed.value, parsed.status, parsed.problem) == (None, Status.INVALID, Reason.MASKED)


def test_of_an_address_with_hidden_letters_the_domain_is_told() -> None:
    assert Email().parse_cell("j***@x.com").parts["domain"] == "x.com"


@pytest.mark.parametrize("text", ["a*b!c@x.com", "o'brien@x.com"])
def test_signs_the_standard_allows_hide_nothing(text: str) -> None:
    assert Email().parse_cell(text).value == text


@pytest.mark.parametrize(
    "text",
    [
        "'ann@x.com'",
        '"ann@x.com"',
        "‘ann@x.com’",
        "`ann@x.com`",
        "«ann@x.com»",
        "'ann@x.com",
        "'ann'@x.com",
        "“ann@x.com”",
    ],
)
def test_quotes_around_an_address_are_no_part_of_it(text: str) -> None:
    parsed = Email().parse_cell(text)
    assert (parsed.value, parsed.status, parsed.problem) == ("ann@x.com", Status.REPAIRED, None)
