"""Chinese organization names taken apart."""

from __future__ import annotations

import pytest

from custdq.fields.organization_cn import chinese_form, read_chinese, sorting_marks, split_branch, split_end, tidy
from custdq.fields.organization_trade import split_trade


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("苏州市云帆电子有限公司", ("苏州市", "云帆", "电子", "有限公司"), id="region in front"),
        pytest.param("云帆（苏州）电子有限公司", ("苏州", "云帆", "电子", "有限公司"), id="region in brackets"),
        pytest.param("云帆苏州电子有限公司", ("苏州", "云帆", "电子", "有限公司"), id="region inside, no brackets"),
        pytest.param("云帆电子（苏州）集团有限公司", ("苏州", "云帆", "电子", "有限公司"), id="region behind, group"),
        pytest.param("云帆电子", (None, "云帆", "电子", None), id="brand and trade"),
        pytest.param("云帆", (None, "云帆", None, None), id="brand"),
        pytest.param("绍兴柯桥区阿毛面馆", ("绍兴柯桥区", "阿毛", "面馆", None), id="shop"),
        pytest.param("浙江省杭州市云帆电子公司", ("浙江省杭州市", "云帆", "电子", "公司"), id="whole path in front"),
        pytest.param("上海国际贸易公司", ("上海", None, "国际贸易", "公司"), id="no brand"),
        pytest.param("安康达电子有限公司", (None, "安康达", "电子", "有限公司"), id="brand that begins like a city"),
        pytest.param("金昌物流有限公司", ("金昌", None, "物流", "有限公司"), id="a city and a trade"),
        pytest.param("永丰建材有限公司", (None, "永丰", "建材", "有限公司"), id="a county that reads like a brand"),
        pytest.param("北京云帆（上海）律师事务所", ("上海", "云帆", "律师事务所", None), id="office of a firm"),
        pytest.param("阿里云帆（中国）有限公司", ("中国", "阿里云帆", None, "有限公司"), id="no place in front"),
        pytest.param("岳西县菖蒲镇九房村胡家油坊", ("岳西县", "胡家", "油坊", None), id="town and village"),
        pytest.param("杭州工程机械有限公司", ("杭州", None, "工程机械", "有限公司"), id="no brand inside a trade word"),
        pytest.param("昆山远望塑料有限公司", ("昆山", "远望", "塑料", "有限公司"), id="county-level city"),
    ],
)
def test_parts(name: str, parts: tuple[str | None, ...]) -> None:
    found = read_chinese(name)
    assert (found.region, found.brand, found.industry, found.legal_form) == parts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("云帆(苏州）电子有限 公司", "云帆（苏州）电子有限公司", id="brackets and a space"),
        pytest.param("雲帆電子有限公司", "云帆电子有限公司", id="traditional"),
        pytest.param("A云帆电子有限公司 批发", "云帆电子有限公司", id="sorting mark and tag"),
        pytest.param("云帆苏州电子有限公司", "云帆（苏州）电子有限公司", id="brackets put back"),
        pytest.param("云网江苏省电力有限公司", "云网江苏省电力有限公司", id="a whole name needs no brackets"),
        pytest.param("云帆电子合伙企业有限合伙", "云帆电子合伙企业（有限合伙）", id="partners put back"),
        pytest.param("云帆电子有限公公司", "云帆电子有限公司", id="doubled character"),
        pytest.param("云帆电子有限公司-(采购部)", "云帆电子有限公司", id="department"),
    ],
)
def test_standard_form(text: str, name: str) -> None:
    assert read_chinese(text).name == name


def test_a_department_is_the_company_and_a_branch_is_not() -> None:
    assert read_chinese("云帆电子有限公司财务部").department == "财务部"
    assert read_chinese("云帆电子有限公司常州分公司").branch == "常州分公司"
    assert split_branch("云帆电子常州分公司") == ("云帆电子", "常州分公司")
    assert split_branch("常州办事处") == ("常州办事处", None)


def test_ends_and_tidying() -> None:
    assert split_end("云帆电子有限公司常州分公司 周工") == ("云帆电子有限公司常州分公司", " 周工")
    assert tidy("^_^云帆电子") == "云帆电子"
    assert split_trade("老周修理部") == ("老周", "修理部")


@pytest.mark.parametrize(
    ("text", "name", "former"),
    [
        pytest.param(
            "云帆电子有限公司（原名：启明电子有限公司）", "云帆电子有限公司", "启明电子有限公司", id="brackets"
        ),
        pytest.param("启明电子有限公司更名为云帆电子有限公司", "云帆电子有限公司", "启明电子有限公司", id="renamed"),
        pytest.param(
            "启明电子有限公司(现更名为云帆电子有限公司)", "云帆电子有限公司", "启明电子有限公司", id="renamed since"
        ),
        pytest.param("云帆电子有限公司 曾用名:启明电子有限公司", "云帆电子有限公司", "启明电子有限公司", id="behind"),
        pytest.param("原野电子有限公司", "原野电子有限公司", None, id="a brand"),
    ],
)
def test_former_names(text: str, name: str, former: str | None) -> None:
    found = read_chinese(text)
    assert (found.name, found.former) == (name, former)


@pytest.mark.parametrize(
    ("text", "name", "branch"),
    [
        pytest.param("云帆电子有限公司(苏州分公司)", "云帆电子有限公司苏州分公司", "苏州分公司", id="brackets"),
        pytest.param("云帆咖啡有限公司观前街店", "云帆咖啡有限公司观前街店", "观前街店", id="outlet"),
        pytest.param("云帆电子有限公司第一分公司", "云帆电子有限公司第一分公司", "第一分公司", id="number"),
    ],
)
def test_branches(text: str, name: str, branch: str) -> None:
    found = read_chinese(text)
    assert (found.name, found.branch, found.legal_form) == (name, branch, "有限公司")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("公司名称：云帆电子有限公司", "云帆电子有限公司", id="label"),
        pytest.param("云帆电子有限公司有限公司", "云帆电子有限公司", id="doubled form"),
        pytest.param("云帆电子有限责任公", "云帆电子有限责任公司", id="cut off"),
        pytest.param("云帆电子有限责", "云帆电子有限责任公司", id="cut off sooner"),
        pytest.param("国有公司云帆电子有限公司", "国有公司云帆电子有限公司", id="no slip"),
        pytest.param("ABC Trading 云帆有限公司", "ABC Trading云帆有限公司", id="latin words"),
    ],
)
def test_repairs(text: str, name: str) -> None:
    assert read_chinese(text).name == name


def test_base_and_written_form() -> None:
    found = read_chinese("云帆(苏州)投资合伙企业(有限合伙)")
    assert (found.base, found.legal_form) == ("云帆（苏州）投资", "合伙企业（有限合伙）")
    assert chinese_form("合伙企业（有限合伙）") == "limited_partnership"


def test_a_second_company_is_kept_apart() -> None:
    found = read_chinese("云帆电子有限公司/启明物流有限公司")
    assert (found.name, found.rest) == ("云帆电子有限公司", "启明物流有限公司")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        pytest.param("AA云帆电子", "AA", id="letters in front"),
        pytest.param("3.云帆电子", "3.", id="number in front"),
        pytest.param("云帆电子 A", "A", id="letter behind"),
        pytest.param("★云帆电子", None, id="a sign says nothing"),
        pytest.param("云帆电子", None, id="none"),
    ],
)
def test_sorting_marks(text: str, marks: str | None) -> None:
    assert sorting_marks(text) == marks
