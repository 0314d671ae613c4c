"""Who a row is."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq.steps.unify.parties import read_parties

Cells = dict[str, str | None]


def party(cells: Cells, evidence: Cells | None = None) -> tuple[str | None, str | None, str | None]:
    def columns(row: Cells) -> dict[str, pa.Array]:
        return {meaning: pa.array([text], pa.string()) for meaning, text in row.items()}

    found = read_parties(columns(cells), columns(evidence or {}))
    return found.name[0].as_py(), found.contact_name[0].as_py(), found.kind[0].as_py()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(
            {"person_name": "王辉", "company": "上海恒达贸易有限公司"},
            ("上海恒达贸易有限公司", "王辉", "organization"),
            id="a company and its person",
        ),
        pytest.param({"person_name": "王辉", "company": "个人"}, ("王辉", None, "person"), id="no company"),
        pytest.param({"person_name": "王辉", "company": None}, ("王辉", None, "person"), id="blank company"),
        pytest.param({"name": "王辉", "contact_name": "王辉"}, ("王辉", None, "person"), id="his own contact"),
        pytest.param(
            {"name": "恒诚", "contact_name": "贾晓香"}, ("恒诚", "贾晓香", "organization"), id="a brand's contact"
        ),
        pytest.param(
            {"name": "武汉市通康科技有限公司 王经理", "contact_name": None},
            ("武汉市通康科技有限公司", "王经理", "organization"),
            id="both in one cell",
        ),
        pytest.param(
            {"person_name": "恒达贸易有限公司赵女士", "company": "恒达贸易有限公司"},
            ("恒达贸易有限公司", "赵女士", "organization"),
            id="the company twice",
        ),
        pytest.param({"contact_name": "李娜"}, ("李娜", None, "person"), id="only a contact"),
        pytest.param(
            {"nickname": "随缘", "receiver_person": "李娜", "receiver_organization": None},
            ("李娜", None, "person"),
            id="a nickname gives way to the receiver",
        ),
        pytest.param(
            {"nickname": "A恒达贸易有限公司 批发", "receiver_person": "李娜", "receiver_organization": None},
            ("恒达贸易有限公司", "李娜", "organization"),
            id="a company as a nickname",
        ),
        pytest.param(
            {"name": "王辉", "company": "上海恒达贸易有限公司"},
            ("上海恒达贸易有限公司", "王辉", "organization"),
            id="customer and company",
        ),
        pytest.param({"name": None, "contact_name": "无"}, (None, None, None), id="nobody"),
    ],
)
def test_parties(cells: Cells, expected: tuple[str | None, ...]) -> None:
    assert party(cells) == expected


@pytest.mark.parametrize(
    ("name", "evidence", "kind"),
    [
        pytest.param(
            "上海恒达贸易有限公司", {"kind": "个人"}, "organization", id="the name is surer than what is declared"
        ),
        pytest.param("王伟", {"kind": "企业"}, "person", id="a person declared a company"),
        pytest.param("恒诚", {"kind": "企业"}, "organization", id="declared where the name may be either"),
        pytest.param("恒诚", {"uscc": "91330105MA2YMX4B7E"}, "organization", id="credit code"),
        pytest.param("恒诚", {"birthday": "1980-01-02"}, "person", id="birthday"),
        pytest.param("往事随风", {}, None, id="nothing tells"),
    ],
)
def test_kinds(name: str, evidence: Cells, kind: str | None) -> None:
    assert party({"name": name}, evidence)[2] == kind
