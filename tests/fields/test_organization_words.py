"""Words of western organization names: folded, and no set contradicts another."""

from __future__ import annotations

from custdq.fields.organization_words import (
    BARE_WORDS,
    BODY_WORDS,
    CHINESE_TRADES,
    GROUP_WORDS,
    ORGANIZATION_WORDS,
    SURE_FORMS,
    TRADES,
)


def test_words_are_folded() -> None:
    for words in (TRADES, CHINESE_TRADES, ORGANIZATION_WORDS, BARE_WORDS, GROUP_WORDS, SURE_FORMS, BODY_WORDS):
        assert all(word == word.casefold() for word in words)


def test_no_sure_form_is_a_word_of_names() -> None:
    assert not SURE_FORMS & (TRADES | BODY_WORDS)
    assert not BODY_WORDS & (TRADES | ORGANIZATION_WORDS)
