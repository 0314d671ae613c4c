"""Email addresses: repaired where the repair is certain, flagged where it is a guess."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.fields.email import Email


def row(text: str) -> dict[str, Any]:
    return dict(Email().parse([text]).to_pylist()[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Ann.Lee@Example.COM", "ann.lee@example.com", id="case"),
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
        pytest.param("ann@acme.con", "ann@acme.com", id="top level"),
        pytest.param("ann@acme.con.cn", "ann@acme.com.cn", id="second level"),
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
