"""Which of two wordings of one name is the likelier one."""

from __future__ import annotations

import pytest

from custdq.steps.merge.support import Organization
from custdq.steps.merge.wordings import Wordings, wording


def _name(text: str, region: str | None, form: str | None) -> Organization:
    return Organization(text, None, region, "云帆", "物流", form, None, None)


PLAIN = _name("杭州云帆物流有限公司", "杭州", "有限公司")
CITY = _name("杭州市云帆物流有限责任公司", "杭州市", "有限责任公司")


@pytest.mark.parametrize(
    ("name", "worded"),
    [
        pytest.param(PLAIN, "{region}{brand}{trade}有限公司", id="region in front"),
        pytest.param(CITY, "{region}市{brand}{trade}有限责任公司", id="region with its level"),
        pytest.param(
            _name("云帆物流（杭州）有限公司", "杭州", "有限公司"), "{brand}{trade}({region})有限公司", id="in brackets"
        ),
        pytest.param(
            Organization("ACME Ltd.", None, None, "ACME", None, "Ltd.", None, None), "{brand}ltd.", id="in letters"
        ),
    ],
)  # fmt: skip
def test_wording(name: Organization, worded: str) -> None:
    assert wording(name) == worded


def test_the_wording_most_names_have_is_the_likelier_one() -> None:
    known = Wordings([PLAIN] * 9 + [CITY])
    less, more = known.compare([PLAIN, CITY], [CITY, PLAIN]).tolist()
    assert more == -less > 1


def test_where_nothing_is_known_neither_is() -> None:
    assert Wordings([]).compare([PLAIN], [CITY]).tolist() == [0.0]
