"""A row without an id names its customer by a phone or mail, where the name does not speak against it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.relate.orders import customers

from custdq import fields as f
from custdq.steps.relate import EMPTY, Attachment, Contacts, Roles, contacts_of, named_by_contact, row_findings
from custdq.steps.relate.contacts import may_be_called
from custdq.steps.relate.naming import SEVERAL, UNKNOWN

KINDS = {"name": f.PersonName(), "mobile": f.Phone(region="CN"), "mail": f.Email()}
RECORDS = pa.table(
    {
        "name": ["王伟", "王伟", "李娜", "陈静", "赵敏"],
        "mobile": ["+8613800138001", "+8613900139002", "+8613900139002", None, None],
        "mail": ["w@x.org", None, "l@x.org", "c@x.org", "c@x.org"],
    }
)
ENTITY = np.array([0, 0, 1, 2, 3])


def _contacts() -> Contacts:
    return contacts_of(RECORDS, KINDS, ENTITY, 4)


def _named(**columns: list[str | None]) -> list[int]:
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    return list(named_by_contact(table, np.arange(table.num_rows), _contacts()).tolist())


@pytest.mark.parametrize(
    ("name", "phone", "entity"),
    [
        pytest.param("王伟", "138 0013 8001", 0, id="both"),
        pytest.param("王伟", "0086-13900139002", 0, id="shared-and-the-name-decides"),
        pytest.param("李娜", "13900139002", 1, id="the-other"),
        pytest.param(None, "13900139002", SEVERAL, id="shared-without-a-name"),
        pytest.param("陈静", "13900139002", UNKNOWN, id="shared-and-neither-name"),
        pytest.param(None, "13800138001", 0, id="one-without-a-name"),
        pytest.param("王先生", "13800138001", 0, id="a-surname"),
        pytest.param("Wang Wei", "13800138001", 0, id="another-script"),
        pytest.param("欧阳锋", "13800138001", UNKNOWN, id="quite-another-name"),
        pytest.param("王伟", None, EMPTY, id="a-name-alone"),
        pytest.param("王伟", "no phone", UNKNOWN, id="no-phone"),
        pytest.param("王伟", "13600136004", UNKNOWN, id="nobodys-phone"),
    ],
)
def test_a_phone_and_a_name(name: str | None, phone: str | None, entity: int) -> None:
    assert _named(customer_name=[name], customer_phone=[phone]) == [entity]


def test_a_mail_helps_where_the_phone_does_not() -> None:
    assert _named(phone=["13900139002", None], email=["W@x.org", "c@x.org"]) == [0, SEVERAL]


def test_a_table_without_contacts_names_nobody() -> None:
    assert _named(product=["a"]) == [EMPTY]
    empty = contacts_of(pa.table({"city": ["Rome"]}), {"city": f.Category()}, np.array([0]), 1)
    assert named_by_contact(pa.table({"phone": ["13800138001"]}), np.array([0]), empty).tolist() == [EMPTY]


def test_a_number_of_a_crowd_names_nobody() -> None:
    crowd = pa.table({"mobile": ["+8613800138001"] * 30})
    contacts = contacts_of(crowd, {"mobile": KINDS["mobile"]}, np.arange(30), 30)
    assert named_by_contact(pa.table({"phone": ["13800138001"]}), np.array([0]), contacts).tolist() == [SEVERAL]


@pytest.mark.parametrize(
    ("text", "names", "may"),
    [
        ("Thomas Tayolr", ["Thomas Taylor"], True),
        ("Ann Smith", ["Robert Jones"], False),
        ("发宏商贸", ["发宏商贸有限公司"], True),
        (None, ["王伟"], True),
        ("王伟", [], True),
    ],
)
def test_a_name_may_speak_against_it(text: str | None, names: list[str], may: bool) -> None:
    assert may_be_called(text, names) is may


def test_an_attached_table_takes_both_ways_and_says_so() -> None:
    columns: dict[str, Any] = {"customer": ["C1", None, None], "phone": [None, "13800138001", "13600136004"]}
    table = Attachment.of("orders", pa.table(columns), Roles(), customers(4), _contacts)
    assert table.entity.tolist() == [1, 0, UNKNOWN]
    found = row_findings(table, 0)
    assert found.select(["row", "code"]).to_pylist() == [
        {"row": 3, "code": "customer_unknown"}, {"row": 2, "code": "inferred"},
    ]  # fmt: skip


def test_a_table_of_contacts_alone_is_attached() -> None:
    table = Attachment.of("tickets", pa.table({"caller_phone": ["13800138001"]}), Roles(), customers(4), _contacts)
    assert table.roles.key is None
    assert table.entity.tolist() == [0]
    assert table.whose == "caller_phone"
