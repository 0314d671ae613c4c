"""Western personal names: every part of names put together from their parts in many forms, and several people."""

from __future__ import annotations

from itertools import product

import pytest

from custdq.fields.person_western import read_western_person, root_name

GIVEN = ["Anton", "Mary", "Ingrid", "Priya"]
MIDDLE = [None, "A.", "B", "Jane", "Q. Xavier"]
FAMILY = [
    "Weiss",
    "O'Neil",
    "Stone-Weiss",
    "de la Cruz",
    "van der Berg",
    "St. Claire",
    "Gomez y Ruiz",
    "bin Omar",
    "La Rue",
]
PREFIX = [
    None,
    "Dr.",
    "Rev.",
    "Lt. Col.",
    "The Honorable",
    "Chief Judge",
    "U.S. Magistrate Judge",
    "Secretary of State",
]
SUFFIX = [None, "Jr.", "III", "M.D.", "PhD", "MD, PhD", "Q.C.", "Esq."]
FORMS = {
    "natural": "{prefix} {given} {middle} {family}, {suffix}",
    "no comma": "{prefix} {given} {middle} {family} {suffix}",
    "family first": "{family}, {prefix} {given} {middle}, {suffix}",
    "nickname": '{prefix} {given} "Toni" {middle} {family}, {suffix}',
    "nickname behind": "{family}, {prefix} {given} {middle} (Toni), {suffix}",
}


def tidy(text: str) -> str:
    return " ".join(text.split()).replace(" ,", ",").strip(" ,")


@pytest.mark.parametrize("form", FORMS)
def test_names_are_taken_apart_as_they_were_put_together(form: str) -> None:
    wrong = []
    for at, (given, middle, family) in enumerate(product(GIVEN, MIDDLE, FAMILY)):
        prefix, suffix = PREFIX[at % len(PREFIX)], SUFFIX[at % 7 if at % 3 else 7]
        made = {"prefix": prefix, "given": given, "middle": middle, "family": family, "suffix": suffix}
        text = tidy(FORMS[form].format(**{name: part or "" for name, part in made.items()}))
        for written in (text, text.lower()):
            found = read_western_person(written)._asdict()
            parts = {name: (found[name] or "").casefold() or None for name in made}
            if parts != {name: part and part.casefold() for name, part in made.items()}:
                wrong.append((written, parts))
            assert ("nickname" in form) == (found["nickname"] is not None)
    assert not wrong


@pytest.mark.parametrize(
    ("text", "given", "middle", "family", "suffix"),
    [
        pytest.param("Stone Jr., Dr. Mark", "Mark", None, "Stone", "Jr.", id="suffix before the comma"),
        pytest.param("Stone, Jr., Mark", "Mark", None, "Stone", "Jr.", id="suffix between commas"),
        pytest.param("Mark Major Ph. D.", "Mark", None, "Major", "Ph. D.", id="degree in two words"),
        pytest.param("mark major attorney at law", "mark", None, "major", "attorney at law", id="standing"),
        pytest.param("Mary (Jr.) Major", "Mary", None, "Major", "Jr.", id="suffix in brackets"),
        pytest.param("Mary A, Major", "Mary", "A", "Major", None, id="comma behind an initial"),
        pytest.param("mary.stone", "mary", None, "stone", None, id="user name"),
        pytest.param("Madonna", "Madonna", None, None, None, id="one word"),
        pytest.param("Mr. Stone", None, None, "Stone", None, id="title and family name"),
        pytest.param("Sir Mark", "Mark", None, None, None, id="title and given name"),
    ],
)
def test_order(text: str, given: str | None, middle: str | None, family: str | None, suffix: str | None) -> None:
    found = read_western_person(text)
    assert (found.given, found.middle, found.family, found.suffix) == (given, middle, family, suffix)


@pytest.mark.parametrize(
    ("text", "given", "family", "others"),
    [
        pytest.param("Mark & Mary Stone", "Mark", "Stone", "Mary Stone", id="one family name"),
        pytest.param("Mark B. and Mary C. Stone", "Mark", "Stone", "Mary C. Stone", id="initials"),
        pytest.param("Mark Stone / Mary Major", "Mark", "Stone", "Mary Major", id="two family names"),
        pytest.param("Stone, Mark & Mary", "Mark", "Stone", "Mary Stone", id="comma"),
        pytest.param("Mr. & Mrs. Mark Stone", "Mark", "Stone", "Mrs. Stone", id="titles"),
        pytest.param("Dr. Stone and Dr. Major", None, "Stone", "Dr. Major", id="family names alone"),
        pytest.param("Mr. and Mrs. Mark and Mary Stone", "Mark", "Stone", "Mary Stone", id="titles and names"),
        pytest.param("The Stone Family", None, "Stone", "family", id="household"),
    ],
)
def test_several_people(text: str, given: str | None, family: str | None, others: str) -> None:
    found = read_western_person(text)
    assert (found.given, found.family, found.others) == (given, family, others)


def test_what_is_no_name_is_kept() -> None:
    found = read_western_person("Attn: Mary Stone (née Major), Sales Manager")
    assert (found.given, found.family, found.note, found.title) == ("Mary", "Stone", "Attn; née Major", "Sales Manager")
    assert read_western_person("Mary Stone 555-0100").note == "555-0100"


def test_prefix_nickname_and_gender() -> None:
    found = read_western_person('Mrs. Margaret "Peggy" Major')
    assert (found.prefix, found.nickname, found.gender) == ("Mrs.", "Peggy", "F")


def test_a_phrase_of_titles_alone_is_no_name() -> None:
    found = read_western_person("The Lady of the Lake")
    assert (found.prefix, found.given, found.family) == ("The Lady of the Lake", None, None)


def test_familiar_forms() -> None:
    assert root_name("Bob") == root_name("Rob") == root_name("Robert") == "robert"
    assert root_name("Zoltan") == "zoltan"
