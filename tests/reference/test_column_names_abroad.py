"""The lexicon of column names of other languages."""

from __future__ import annotations

import pytest

from custdq.infer.labels import label_of


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        pytest.param("Nachname", "surname", id="german"),
        pytest.param("Prénom", "given_name", id="french"),
        pytest.param("código postal", "postcode", id="spanish"),
        pytest.param("Data de Nascimento", "birthday", id="portuguese"),
        pytest.param("Фамилия", "surname", id="russian"),
        pytest.param("郵便番号", "postcode", id="japanese, written as simplified Chinese when folded"),
        pytest.param("전화번호", "phone", id="korean"),
    ],
)
def test_a_name_means_what_it_does_there(name: str, meaning: str) -> None:
    assert label_of(name).meaning == meaning


def test_short_words_of_one_language_are_no_ends_of_names_in_another() -> None:
    assert label_of("arable_land").meaning is None
    assert label_of("import_ort").meaning is None
