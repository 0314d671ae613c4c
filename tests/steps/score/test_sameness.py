"""Whether two values contradict, or one only says less."""

from __future__ import annotations

import pytest

from custdq import fields as f
from custdq.fields import Kind
from custdq.steps.score.sameness import contradict

CN = f.Address(region="CN")
DOOR = "上海市浦东新区张杨路500号"
FIRM = f.OrganizationName()


@pytest.mark.parametrize(
    ("kind", "left", "right", "expected"),
    [
        pytest.param(f.Date(), "1990-05", "1990-05-07", False, id="a month holds its days"),
        pytest.param(f.Date(), "1990-05-07", "1990-07-05", True, id="another day"),
        pytest.param(f.PersonName(), "王伟", "王伟明", False, id="a name cut short"),
        pytest.param(f.PersonName(), "王伟", "李伟", True, id="another family name"),
        pytest.param(f.PersonName(), "王伟", "Wang Wei", False, id="the same name in latin letters"),
        pytest.param(f.PersonName(), "Jenny Lee", "Jennifer Lee", False, id="a familiar form"),
        pytest.param(FIRM, "上海云帆科技有限公司", "Yunfan Technology Co., Ltd.", False, id="another script"),
        pytest.param(CN, DOOR, "No. 500 Zhangyang Road, Pudong, Shanghai", False, id="the same door"),
        pytest.param(CN, DOOR, "No. 600 Zhangyang Road, Pudong, Shanghai", True, id="its figure differs"),
        pytest.param(f.Phone(region="CN"), "021-62345678", "62345678", False, id="no area code"),
        pytest.param(f.PersonName(), "Anna Lee", "Anna Fox", True, id="another name"),
        pytest.param(f.PersonName(), "A. Lee", "Anna Lee", False, id="an initial"),
        pytest.param(FIRM, "上海云帆科技有限公司", "云帆科技", False, id="brand and trade of a company"),
        pytest.param(FIRM, "上海云帆科技有限公司", "深圳云帆科技有限公司", True, id="another city"),
        pytest.param(CN, "上海市浦东新区张杨路500号", "浦东新区张杨路500号3栋201", False, id="a room more"),
        pytest.param(CN, "上海市浦东新区张杨路500号", "上海市浦东新区张杨路600号", True, id="another door"),
        pytest.param(f.Phone(region="CN"), "13900138001", "13900138001, 021-62345678", False, id="one of two numbers"),
        pytest.param(CN, "上海市浦东新区张杨路50号", "上海市浦东新区张杨路500号", True, id="50 is no part of 500"),
        pytest.param(f.Phone(region="CN"), "13900138001", "13900138002", True, id="another number"),
        pytest.param(f.Email(), "Ann.Lee@gmail.com", "annlee@gmail.com", False, id="the same mailbox"),
        pytest.param(f.Email(), "ann@x.org", "ann@y.org", True, id="another domain"),
        pytest.param(f.Category(), "lead", "Lead", False, id="another case"),
        pytest.param(f.Category(), "lead", "customer", True, id="another word"),
        pytest.param(f.Number(), "1", "2", True, id="a kind without parts"),
        pytest.param(f.PartyName(), "上海云帆科技有限公司", "云帆科技", False, id="organizations as such"),
        pytest.param(f.PartyName(), "王伟", "上海云帆科技有限公司", True, id="a person is no organization"),
        pytest.param(f.PartyName(), "上海云帆科技有限公司", "云帆", False, id="a brand nothing else tells of"),
    ],
)
def test_contradict(kind: Kind, left: str, right: str, expected: bool) -> None:
    one, two = kind.parse([left]), kind.parse([right])
    assert contradict(kind, one, two).tolist() == [expected]
    assert contradict(kind, two, one).tolist() == [expected]
    assert contradict(kind, one, one).tolist() == [False]


def test_an_account_answers_to_its_number_and_to_its_id() -> None:
    kind = f.Identifier("any")
    sides = ["wxid_abc12345", "13800138000", "wxid_abc12345"], ["13800138000", "13900139000", "00000000000000"]
    left, right = (kind.parse(side) for side in sides)
    assert contradict(kind, left, right, column="wechat").tolist() == [False, True, True]
    assert contradict(kind, left, right, column="contract").tolist() == [True, True, True]
