"""Names of either party: each read by the kind it belongs to, and one that may be either contradicts nobody."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import Status
from custdq.fields import OrganizationName, PartyName, PersonName

PARTIES = [
    pytest.param("王建国", "王建国", "person", id="person"),
    pytest.param("陈 强 先生", "陈强", "person", id="person-with-a-title"),
    pytest.param("John Smith", "John Smith", "person", id="latin-person"),
    pytest.param("北京鑫宏电子有限公司", "北京鑫宏电子有限公司", "organization", id="organization"),
    pytest.param("利信(上海)電子有限 公司", "利信（上海）电子有限公司", "organization", id="organization-in-disorder"),
    pytest.param("Acme Trading Co., Ltd.", None, "organization", id="latin-organization"),
]


@pytest.mark.parametrize(("text", "value", "party"), PARTIES)
def test_a_name_is_read_by_the_kind_it_belongs_to(text: str, value: str | None, party: str) -> None:
    row = PartyName().parse([text]).to_pylist()[0]
    assert row["party"] == party
    own = PersonName() if party == "person" else OrganizationName()
    assert row["value"] == own.parse([text]).column("value")[0].as_py()
    assert value in (None, row["value"])


def test_where_nothing_tells_the_party_is_null_and_the_name_is_kept() -> None:
    row = PartyName().parse(["银宝"]).to_pylist()[0]
    assert (row["party"], row["value"]) == (None, "银宝")


@pytest.mark.parametrize("text", [None, "", "  ", "无", "n/a"])
def test_nothing_is_missing(text: str | None) -> None:
    row = PartyName().parse([text]).to_pylist()[0]
    assert (row["status"], row["value"], row["party"]) == (str(Status.MISSING), None, None)


def test_persons_are_compared_with_persons_and_organizations_with_organizations() -> None:
    parsed = PartyName().parse(["王建国", "北京鑫宏电子有限公司", "银宝", None])
    aspects = PartyName().aspects(parsed)
    assert {name: type(kind) for name, (kind, _) in aspects.items()} == {
        "person": PersonName, "organization": OrganizationName, "party": PartyName,
    }  # fmt: skip
    values = {name: table.column("value").to_pylist() for name, (_, table) in aspects.items()}
    assert values["person"] == ["王建国", None, None, None]
    assert values["organization"] == [None, "北京鑫宏电子有限公司", "银宝", None]
    assert aspects["person"][1].column("family").to_pylist() == ["王", None, None, None]


def test_a_person_and_an_organization_are_two_identities() -> None:
    kind = PartyName()
    keys = kind.keys(kind.parse(["王建国", "北京鑫宏电子有限公司", "银宝"]))
    assert keys["party"].to_pylist() == ["person", "organization", None]
    comparison = kind.comparison()
    assert comparison.conflict_from == comparison.labels[-1]
    assert comparison.present == ("party",)


@pytest.mark.parametrize("text", ["王建国", "John Smith", "银宝"])
def test_a_mask_hides_who_may_be_a_person(text: str) -> None:
    assert text not in PartyName().mask(text)
    assert PartyName().mask(text) == PersonName().mask(text)


def test_an_organization_is_masked_as_its_kind_does() -> None:
    name = "北京鑫宏电子有限公司"
    assert PartyName().mask(name) == OrganizationName().mask(name)


@given(st.text(max_size=20))
def test_any_text_is_read_and_parsing_the_value_again_changes_nothing(text: str) -> None:
    parsed = PartyName().parse(pa.array([text.encode("utf-8", "replace").decode()]))
    value = parsed.column("value")[0].as_py()
    if value is not None:
        assert PartyName().parse([value]).column("value")[0].as_py() == value


def test_a_name_that_is_also_a_word_for_nothing() -> None:
    table = PartyName().parse(["Nan", "NAN", "na", "Nil"])
    assert table.column("value").to_pylist() == ["Nan", None, None, "Nil"]
