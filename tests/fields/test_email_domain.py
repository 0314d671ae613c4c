"""Domains that are slips of the finger."""

from __future__ import annotations

import pytest

from custdq.fields.email_domain import may_exist, meant_domain


@pytest.mark.parametrize(
    ("domain", "meant", "exists"),
    [
        ("gmial.com", "gmail.com", True),
        ("acme.con", "acme.com", False),
        ("acme.con.cn", "acme.com.cn", False),
        ("mail.com", None, True),
        ("acme.com", None, True),
    ],
)
def test_slips_are_told(domain: str, meant: str | None, exists: bool) -> None:
    assert meant_domain(domain) == meant
    assert may_exist(domain) == exists
