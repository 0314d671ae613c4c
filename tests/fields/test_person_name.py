"""The person kind: values, parts, and keys that meet across scripts and orders."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq.errors import Reason, Status
from custdq.fields.person_name import PersonName


def row(text: str) -> dict[str, Any]:
    return dict(PersonName().parse([text]).to_pylist()[0])


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        pytest.param("周建国", "周建国", None, id="plain"),
        pytest.param("週建國", "周建国", "script_converted", id="traditional"),
        pytest.param("周建国先生", "周建国", "title_removed", id="title"),
        pytest.param("周总", "周", "title_removed", id="surname only"),
        pytest.param("周 建国", "周建国", "reformatted", id="space"),
        pytest.param("周建国（转介绍）", "周建国", "extra_text", id="remark"),
        pytest.param("周*", "周", "masked", id="masked"),
        pytest.param("云帆电子有限公司 周建国", "周建国", "cell_split", id="company in front"),
        pytest.param("mary ann o'major", "Mary Ann O'Major", "reformatted", id="case"),
        pytest.param("ZHOU Jianguo", "Jianguo Zhou", "reformatted", id="pinyin"),
        pytest.param("Major, Mary", "Mary Major", "reformatted", id="comma"),
        pytest.param("Mr. Mark Major", "Mark Major", "title_removed", id="western title"),
        pytest.param("Mary and Mark Major", "Mary and Mark Major", "several_values", id="two people"),
        pytest.param("云帆电子有限公司", None, "not_a_name", id="company"),
        pytest.param("12345", None, "not_a_name", id="figures"),
    ],
)
def test_values(text: str, value: str | None, problem: str | None) -> None:
    found = row(text)
    assert (found["value"], found["problem"]) == (value, problem)


def test_the_mask() -> None:
    assert PersonName().mask("周建国") == "周**"
    assert PersonName().mask("Mary Major") == "M*** M****"


PIECES = st.sampled_from(
    '周 建国 先生 总 （微信同号） 13900138001 Mary Stone Dr. Jr. van de-la & and , / 、 (née-Major) c/o "Peg" '
    "经理 和 · 的 妈妈 Иван 김 さくら 🌻 - VIP A 某 *".split()
)


@given(pieces=st.lists(PIECES, min_size=1, max_size=7), space=st.sampled_from(["", " "]))
@settings(max_examples=300)
def test_nothing_of_a_cell_is_lost(pieces: list[str], space: str) -> None:
    text = space.join(pieces)
    found = row(text)
    if found["value"] is not None:
        kept = "".join(str(part) for name, part in found.items() if part and name not in ("status", "problem"))
        figures = {char for char in text if char.isdigit()}
        assert figures <= set(kept)
        assert sum(map(str.isalpha, text)) <= sum(map(str.isalpha, kept))


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        pytest.param("单建国", "Shan Jianguo", id="surname reading"),
        pytest.param("单", "Shan", id="surname alone"),
        pytest.param("单总", "Shan", id="title"),
        pytest.param("阿依古丽·买买提", None, id="no Chinese name"),
        pytest.param("铃木 一朗", None, id="Japanese"),
        pytest.param("周Mary", None, id="English given name"),
        pytest.param("Mary Stone", None, id="letters"),
    ],
)
def test_the_reading(text: str, spelled: str | None) -> None:
    assert row(text)["pinyin"] == spelled


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Ruth Baker", "Ruth Baker", id="trade as family name"),
        pytest.param("Church, Ruth", "Ruth Church", id="with a comma"),
        pytest.param("Stone, A.B.", "A.B. Stone", id="initials like a legal form"),
        pytest.param("County Commissioner Mary Stone", "Mary Stone", id="office"),
        pytest.param("c/o Mary Stone", "Mary Stone", id="label"),
        pytest.param("周建国(测试)", "周建国", id="remark like a trade"),
        pytest.param("周建国 上海市幸福路19号", "周建国", id="address behind"),
        pytest.param("Mary Stone Bakery Ltd", None, id="legal form"),
        pytest.param("Stone & Sons", None, id="firm"),
        pytest.param("周建国五金商店", None, id="shop"),
    ],
)
def test_persons_are_told_from_companies(text: str, value: str | None) -> None:
    assert row(text)["value"] == value


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        pytest.param("Nan", "Nan", "valid", id="name"),
        pytest.param("Mr. Nan", "Nan", "repaired", id="behind a title"),
        pytest.param("NAN", None, "missing", id="capitals"),
        pytest.param("nan", None, "missing", id="small letters"),
        pytest.param("N/A", None, "missing", id="not available"),
    ],
)
def test_a_name_that_is_also_a_word_for_nothing(cell: str, value: str | None, status: str) -> None:
    row = PersonName().parse([cell]).to_pylist()[0]
    assert (row["value"], row["status"]) == (value, status)


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        pytest.param("云帆-何小舟", "何小舟", "云帆", id="company, dash, person"),
        pytest.param("业主-郑可", "郑可", "业主", id="role, dash, person"),
        pytest.param("何小舟@云帆", "何小舟", "云帆", id="person at company"),
        pytest.param("何小舟 云帆电子有限公司", "何小舟", "云帆电子有限公司", id="person, registered company"),
        pytest.param("何小舟 a.b@example.com", "何小舟", "a.b@example.com", id="mail behind a Chinese name"),
        pytest.param("Anton Weiss <a@example.com>", "Anton Weiss", "a@example.com", id="mail in brackets"),
        pytest.param("Anton Weiss a@example.com", "Anton Weiss", "a@example.com", id="mail behind"),
        pytest.param("Anton Weiss 3", "Anton Weiss", "3", id="counted"),
        pytest.param("Anton Weiss (deceased)", "Anton Weiss", "deceased", id="remark that is a phrase of standing"),
    ],
)
def test_what_stands_beside_a_person_is_a_note(text: str, value: str, note: str) -> None:
    parsed = PersonName().parse_value(text)
    assert (parsed.value, parsed.parts["note"]) == (value, note)


@pytest.mark.parametrize(
    "text",
    ["a.b@example.com", "info@example.com", "何小舟 百货有限公司", "云帆-高新店", "兴隆五金店", "云海酒店前台"],
)
def test_a_mail_address_or_a_trade_names_no_person(text: str) -> None:
    parsed = PersonName().parse_value(text)
    assert (parsed.value, parsed.status, parsed.problem) == (None, Status.INVALID, Reason.NOT_A_NAME)
    assert not any(parsed.parts.values())
