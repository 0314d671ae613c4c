"""The table of numbering plans: it says what the installed phonenumbers says, and knows when it does not."""

from __future__ import annotations

import phonenumbers
import pytest

from custdq.errors import Reason
from custdq.reference import phone_table as module
from custdq.reference.phone_plans import parse_with_library, read_digits
from custdq.reference.phone_table import Answer, PhoneTable, metadata_digest, phone_table
from custdq.reference.tables import read_header, read_lines


def test_the_table_is_of_the_installed_release() -> None:
    # when this fails, a newer phonenumbers is installed: run scripts/build_phone_table.py
    assert phone_table().version == phonenumbers.__version__
    assert "Apache-2.0" in read_header("phone_plans.tsv.gz")


def test_every_calling_code_and_region_is_there() -> None:
    table = phone_table()
    assert {int(code) for code in table.codes} == set(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
    assert {name for name in table.plans if name.isalpha()} == phonenumbers.SUPPORTED_REGIONS
    assert table.calling_code("8613900138001") == table.codes["86"]
    assert table.calling_code("210") is None


def test_the_digests_are_those_of_the_metadata() -> None:
    assert all(metadata_digest(int(code)) == known.digest for code, known in phone_table().codes.items())


def test_an_answer_depends_on_the_length() -> None:
    table = phone_table()
    root = table.codes["86"].root
    assert table.ask(root, "13900138001") == Answer("CN", "mobile", 0)
    assert table.ask(root, "139001380012") is False
    assert table.ask(root, "1" * 30) is False


def test_the_length_of_a_number_tells_what_is_wrong() -> None:
    plan = phone_table().plans["US"]
    assert plan.reason_of_length(10) is None
    assert plan.reason_of_length(7) is Reason.AREA_CODE_MISSING
    assert plan.reason_of_length(12) is Reason.WRONG_LENGTH
    assert plan.is_reachable(11)
    assert not plan.is_reachable(7)


def test_of_another_release_only_what_changed_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = read_lines("phone_plans.tsv.gz")
    other = PhoneTable([line if not line.startswith("version") else "version\t0.0.0" for line in lines])
    asked: list[str] = []

    def ask(text: str, region: str | None) -> object:
        asked.append(text)
        return parse_with_library(text, region)

    monkeypatch.setattr("custdq.reference.phone_plans.phone_table", lambda: other)
    monkeypatch.setattr("custdq.reference.phone_plans.parse_with_library", ask)
    monkeypatch.setattr(
        module, "metadata_digest", lambda code: "changed" if code == 44 else other.codes[str(code)].digest
    )
    module._is_unchanged.cache_clear()
    german, british = read_digits("4930901820", None, plus=True), read_digits("02079460018", "GB")
    module._is_unchanged.cache_clear()
    assert german is not None
    assert british is not None
    assert british.e164 == "+442079460018"
    assert asked == ["02079460018"]
