"""Which words of a name are given, middle and family name."""

from __future__ import annotations

import pytest

from custdq.fields.person_order import order_inverted, order_names

ORDERS = [
    pytest.param("Mary Ann Major", ("Mary", "Ann", "Major"), id="middle"),
    pytest.param("Vincent van Gogh", ("Vincent", None, "van Gogh"), id="particle"),
    pytest.param("Otto von der Heide", ("Otto", None, "von der Heide"), id="particles"),
    pytest.param("Otto von der Heide Weiss", ("Otto", None, "von der Heide Weiss"), id="particles and two words"),
    pytest.param("Joana da Costa de Souza", ("Joana", "da Costa", "de Souza"), id="two runs of particles"),
    pytest.param("Luis Gomez y Ruiz", ("Luis", None, "Gomez y Ruiz"), id="joined"),
    pytest.param("Maria del Carmen Ruiz", ("Maria", "del Carmen", "Ruiz"), id="name of the Virgin"),
    pytest.param("Van Major", ("Van", None, "Major"), id="particle as given name"),
    pytest.param("Ben Alan Major", ("Ben", "Alan", "Major"), id="another"),
    pytest.param("Omar Al Masri", ("Omar", None, "Al Masri"), id="article"),
    pytest.param("Stone Jennifer", ("Jennifer", None, "Stone"), id="family first"),
    pytest.param("STONE JENNIFER B", ("JENNIFER", "B", "STONE"), id="family first, initial"),
    pytest.param("Henry James", ("Henry", None, "James"), id="either may be either"),
    pytest.param("STONE Jenny Lou", ("Jenny", "Lou", "STONE"), id="capitals"),
    pytest.param("DE LA TORRE Ana", ("Ana", None, "DE LA TORRE"), id="capitals with particles"),
    pytest.param("JR Stone", ("JR", None, "Stone"), id="initials are no family name"),
    pytest.param("Петров Олег Ильич", ("Олег", "Ильич", "Петров"), id="patronymic last"),
    pytest.param("Олег Ильич Петров", ("Олег", "Ильич", "Петров"), id="patronymic between"),
    pytest.param("Петрова Ольга", ("Ольга", None, "Петрова"), id="Russian family first"),
    pytest.param("Марина Петрова", ("Марина", None, "Петрова"), id="Russian given first"),
    pytest.param("Petrov Oleg Ivanovich", ("Oleg", "Ivanovich", "Petrov"), id="latin patronymic"),
    pytest.param("Omar Al Masri", ("Omar", None, "Al Masri"), id="article before a surname of the table"),
    pytest.param("David Ben Gurion", ("David", None, "Ben Gurion"), id="Hebrew particle"),
    pytest.param("John Ben Smith", ("John", "Ben", "Smith"), id="given name that is a particle elsewhere"),
    pytest.param("Hendricks Taylor J", ("Taylor", "J", "Hendricks"), id="initial last, either word a given name"),
    pytest.param("Zhou Jianguo", ("Jianguo", None, "Zhou"), id="pinyin"),
]


@pytest.mark.parametrize(("text", "order"), ORDERS)
def test_order(text: str, order: tuple[str | None, ...]) -> None:
    assert tuple(order_names(text.split())) == order


def test_one_word_is_what_it_more_often_is() -> None:
    assert order_names(["Jennifer"]).given == "Jennifer"
    assert order_names(["Rodriguez"]).family == "Rodriguez"
    assert order_names(["Kaldenbrook"]).family == "Kaldenbrook"  # nobody lists it: lists of given names are fuller
    assert order_names(["Xiaoming"]).given == "Xiaoming"
    assert order_names(["Тарасенко"]).family == "Тарасенко"
    assert order_names(["Оксана"]).given == "Оксана"
    assert order_names(["Jennifer"], single_given=False).family == "Jennifer"


def test_a_comma_is_believed_unless_every_word_contradicts() -> None:
    assert order_inverted(["Henry"], ["James"]).family == "Henry"
    assert order_inverted(["Jennifer"], ["Rodriguez"]).family == "Rodriguez"
    assert order_inverted(["Mary", "A"], ["Stone"])[:3] == ("Mary", "A", "Stone")
