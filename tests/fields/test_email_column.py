"""Plain addresses of mail a column at a time."""

from __future__ import annotations

from tests.fields.columns import assert_as_alone, drawn

from custdq.fields import Email

_NAMES = "ann ann.lee Ann info noemail none a+b x_y a..b wang no-reply".split()
_DOMAINS = "gmail.com gmial.com none.com acme.con Example.com qq.com 例子.中国 a-b.co.uk googlemail.com".split()


def test_addresses_come_out_as_alone() -> None:
    assert_as_alone(Email(), drawn(_NAMES, [*"0123456789", ""], ["", "+shop", "-x"], ["@"], _DOMAINS, count=1_000))
