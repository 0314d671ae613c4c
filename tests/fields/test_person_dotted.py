"""Names with dots in Chinese characters."""

import pytest

from custdq.fields import PersonName
from custdq.fields.person_dotted import split_dotted


@pytest.mark.parametrize(
    ("text", "family", "given", "middle"),
    [
        pytest.param("安东·魏斯", "魏斯", "安东", None, id="foreign"),
        pytest.param("玛丽·安娜·克鲁格", "克鲁格", "玛丽", "安娜", id="foreign, middle"),
        pytest.param("阿依古丽·吐尔逊", "吐尔逊", "阿依古丽", None, id="father's name"),
        pytest.param("瓜尔佳·文祥", "瓜尔佳", "文祥", None, id="clan"),
        pytest.param("安东·W·魏斯", "魏斯", "安东", "W", id="initial"),
    ],
)
def test_parts_of_a_name_with_dots(text: str, family: str, given: str, middle: str | None) -> None:
    parsed = PersonName().parse_value(text)
    assert parsed.value == text
    assert [parsed.parts.get(part) for part in ("family", "given", "middle")] == [family, given, middle]


def test_a_name_without_a_dot_is_another_matter() -> None:
    assert split_dotted("沈知远") is None
    assert split_dotted("·") is None
