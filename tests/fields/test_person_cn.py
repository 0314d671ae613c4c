"""Chinese personal names."""

from __future__ import annotations

import pytest

from custdq.fields.person_cn import is_colleague, is_plain_name, is_reading, read_person


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        pytest.param("周建国", "周", "建国", id="plain"),
        pytest.param("周 建国", "周", "建国", id="space"),
        pytest.param("周　建　国", "周", "建国", id="wide spaces"),
        pytest.param("司馬光", "司马", "光", id="two-character surname"),
        pytest.param("周建国（微信同号）", "周", "建国", id="remark"),
        pytest.param("周建国-重复？", "周", "建国", id="remark behind a dash"),
        pytest.param("周 建国主任", "周", "建国", id="space and title"),
        pytest.param("周女士", "周", None, id="surname only"),
        pytest.param("小周", "周", None, id="familiar"),
        pytest.param("🌻雪梅", None, "雪梅", id="given only"),
        pytest.param("A海梅 批发", None, "海梅", id="given only, rare surname"),
        pytest.param("大雪梅", None, "雪梅", id="courtesy"),
        pytest.param("周**", "周", None, id="masked"),
        pytest.param("古丽·买买提", "买买提", "古丽", id="dot"),
        pytest.param("古丽•买买提", "买买提", "古丽", id="other dot"),
        pytest.param("周建国13900138001", "周", "建国", id="phone behind"),
    ],
)
def test_family_and_given(text: str, family: str | None, given: str | None) -> None:
    found = read_person(text)
    assert found is not None
    assert (found.family, found.given) == (family, given)


def test_what_is_cut_off_is_kept() -> None:
    found = read_person("周建国（转介绍）")
    assert found is not None
    assert found.note == "转介绍"


def test_no_name() -> None:
    assert read_person("^_^") is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("联系人：周建国", ("周建国", None, "联系人"), id="label"),
        pytest.param("客户周建国", ("周建国", None, "客户"), id="label without a colon"),
        pytest.param("财务部 周建国", ("周建国", None, "财务部"), id="department before"),
        pytest.param("销售经理周建国", ("周建国", "销售经理", None), id="title before"),
        pytest.param("周建国(总经理)", ("周建国", "总经理", None), id="title in brackets"),
        pytest.param("北京周总", ("周", "总", "北京"), id="place before a surname"),
        pytest.param("北京-周总", ("周", "总", "北京"), id="place and dash"),
        pytest.param("周老师的妈妈", ("周", "老师的妈妈", None), id="two titles"),
        pytest.param("Mr周", ("周", "Mr", None), id="English courtesy"),
        pytest.param("周建国微信同号", ("周建国", None, "微信同号"), id="remark glued on"),
        pytest.param("周建国收", ("周建国", None, "收"), id="receiver"),
        pytest.param("周建国 vx:ab12", ("周建国", None, "vx:ab12"), id="account"),
        pytest.param("周建国，男，1980年", ("周建国", None, "男；1980年"), id="in order of the text"),
        pytest.param("VIP周建国", ("周建国", None, "VIP"), id="mark"),
        pytest.param("周建国丨批发", ("周建国", None, "批发"), id="bar"),
        pytest.param("周建国 (Zhou Jianguo)", ("周建国", None, "Zhou Jianguo"), id="reading"),
    ],
)
def test_name_title_and_note(text: str, parts: tuple[str, str | None, str | None]) -> None:
    found = read_person(text)
    assert found is not None
    assert (found.name, found.title, found.note) == parts


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        pytest.param("周，明", "周", "明", id="comma"),
        pytest.param("周.明", "周", "明", id="full stop"),
        pytest.param("周建 国", "周", "建国", id="space inside the given name"),
        pytest.param("司 马光", "司马", "光", id="space inside the surname"),
        pytest.param("周陈淑芬", "周陈", "淑芬", id="married woman"),
        pytest.param("爱新觉罗建国", "爱新觉罗", "建国", id="surname of four"),
        pytest.param("Mary 周", "周", "Mary", id="English given name"),
        pytest.param("周Mary", "周", "Mary", id="English given name behind"),
        pytest.param("铃木 一朗", "铃木", "一朗", id="Japanese"),
        pytest.param("鈴木・一朗", "铃木", "一朗", id="Japanese, dot"),
        pytest.param("小雪", None, "小雪", id="familiar, no common surname"),
        pytest.param("周", "周", None, id="surname"),
    ],
)
def test_the_parts_of_odd_writings(text: str, family: str | None, given: str | None) -> None:
    found = read_person(text)
    assert found is not None
    assert (found.family, found.given) == (family, given)


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        pytest.param("周建国/陈梅", "周建国", "陈梅", id="slash"),
        pytest.param("周建国、陈梅、李强", "周建国", "陈梅; 李强", id="three"),
        pytest.param("周建国和陈梅", "周建国", "陈梅", id="and"),
        pytest.param("周先生、陈女士", "周", "陈女士", id="titles"),
        pytest.param("李和平", "李和平", None, id="a character of the name"),
    ],
)
def test_several_people(text: str, name: str, others: str | None) -> None:
    found = read_person(text)
    assert found is not None
    assert (found.name, found.others) == (name, others)


def test_a_hidden_name_shows_what_it_shows() -> None:
    found = read_person("周*国")
    assert found is not None
    assert (found.family, found.note, found.masked) == ("周", "*国", True)


def test_english_names_are_nicknames_and_readings_are_none() -> None:
    found = read_person("周建国(Jack)")
    assert found is not None
    assert found.nickname == "Jack"
    assert is_reading("Zhou Jianguo", "周", "建国")


def test_plain_names_need_no_second_look() -> None:
    assert is_plain_name("周建国")
    assert not any(map(is_plain_name, ["周", "周总", "週建國", "周记", "阿梅", "周五金", "欧阳修"]))


@pytest.mark.parametrize(
    ("text", "colleague"),
    [
        pytest.param("采购部周建国", True, id="glued"),
        pytest.param("周建国（财务部）", True, id="brackets"),
        pytest.param("销售经理周建国", True, id="title before"),
        pytest.param("云帆销售部", False, id="a firm's department"),
        pytest.param("云帆公司 周建国", False, id="a firm"),
        pytest.param("周建国", False, id="alone"),
    ],
)
def test_a_person_and_a_department(text: str, colleague: bool) -> None:
    assert is_colleague(text) is colleague


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        pytest.param("山本健太郎", "山本", "健太郎", id="three characters"),
        pytest.param("小林由美", "小林", "由美", id="two characters"),
        pytest.param("陈方安生", "陈方", "安生", id="a married woman of Hong Kong"),
        pytest.param("司马文美", "司马", "文美", id="a surname of China too"),
    ],
)
def test_a_japanese_name_without_a_space(text: str, family: str, given: str) -> None:
    found = read_person(text)
    assert found is not None
    assert (found.family, found.given) == (family, given)
