"""Facts about providers hang together."""

from __future__ import annotations

from custdq.reference.mail_providers import ALIASES, COMMON, DASH_TAGGED, LOOK_ALIKES, PROVIDERS, TAGGED, is_nobody


def test_tables_name_the_same_providers() -> None:
    assert set(ALIASES.values()) <= PROVIDERS
    assert TAGGED | DASH_TAGGED <= PROVIDERS
    assert set(COMMON) <= PROVIDERS
    assert not LOOK_ALIKES & set(COMMON)


def test_nobody() -> None:
    assert is_nobody("xxx", "xxx.com")
    assert not is_nobody("123456", "qq.com")
