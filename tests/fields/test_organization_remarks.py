"""What stands around a western name."""

from __future__ import annotations

import pytest

from custdq.fields.organization_name import OrganizationName
from custdq.fields.organization_remarks import split_remarks


@pytest.mark.parametrize(
    ("text", "body", "branch"),
    [
        pytest.param("Harbor Trading Co., Ltd. Ningbo Branch", "Harbor Trading Co., Ltd.", "Ningbo Branch", id="form"),
        pytest.param("Bank of Harbor Oslo Branch", "Bank of Harbor", "Oslo Branch", id="one word"),
        pytest.param("Bank of Harbor New York Branch", "Bank of Harbor", "New York Branch", id="two words"),
        pytest.param("Oslo Branch of Harbor Ltd", "Harbor Ltd", "Oslo Branch", id="in front"),
        pytest.param("Harbor Pte Ltd (Oslo Branch)", "Harbor Pte Ltd", "Oslo Branch", id="brackets"),
        pytest.param("Harbor Ltd Oslo Representative Office", "Harbor Ltd", "Oslo Representative Office", id="office"),
        pytest.param("Branch Brothers", "Branch Brothers", None, id="a name"),
    ],
)
def test_branch(text: str, body: str, branch: str | None) -> None:
    found = split_remarks(text)
    assert (found.body, found.branch) == (body, branch)


@pytest.mark.parametrize(
    ("text", "trade_name", "former"),
    [
        pytest.param("Harbor LLC dba Lane Foods", "Lane Foods", None, id="dba"),
        pytest.param("Harbor Ltd t/a Lane Foods", "Lane Foods", None, id="trading as"),
        pytest.param("Harbor Inc. (formerly Lane Corp)", None, "Lane Corp", id="former"),
        pytest.param("Harbor Ltd", None, None, id="none"),
    ],
)
def test_other_names(text: str, trade_name: str | None, former: str | None) -> None:
    found = split_remarks(text)
    assert (found.trade_name, found.former) == (trade_name, former)


@pytest.mark.parametrize(
    ("text", "value", "part", "content"),
    [
        pytest.param("Harbor Ltd, Attn: Jane Roe", "Harbor Ltd", "contact", "Jane Roe", id="attention"),
        pytest.param("Harbor Ltd c/o Jane Roe", "Harbor Ltd", "contact", "Jane Roe", id="care of"),
        pytest.param("Harbor Ltd - Sales Department", "Harbor Ltd", "department", "Sales Department", id="department"),
        pytest.param("Harbor Ltd head office", "Harbor Ltd", "department", "head office", id="head office"),
        pytest.param("Harbor Police Department", "Harbor Police Department", "department", None, id="a body"),
    ],
)
def test_what_is_no_part_of_the_name_is_cut_off_and_kept(text: str, value: str, part: str, content: str | None) -> None:
    row = OrganizationName().parse([text]).to_pylist()[0]
    assert (row["value"], row[part]) == (value, content)
