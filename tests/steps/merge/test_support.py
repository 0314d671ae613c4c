"""When a value is a part of another, and when it is another value."""

from __future__ import annotations

import pytest

from custdq.steps.merge.support import name_support, parts_support, phone_support


@pytest.mark.parametrize(
    ("part", "whole", "support"),
    [
        pytest.param("王", "王伟", 1.0, id="surname"),
        pytest.param("伟", "王伟", 0.0, id="not the surname"),
        pytest.param("王伟", "王伟明", 0.0, id="another person"),
        pytest.param("王伟", "王伟", 0.0, id="the same"),
        pytest.param("鑫通", "洛阳鑫通物流有限公司", 1.0, id="brand"),
        pytest.param("鑫通物流有限公司", "洛阳鑫通物流有限公司", 1.0, id="without region"),
        pytest.param("鑫通物流有限公司", "鑫通物流有限公司采购部", 0.0, id="department"),
        pytest.param("鑫通物流有限公司", "鑫通物流有限公司洛阳分公司", 0.0, id="branch"),
        pytest.param("WANG Wei", "王伟", 1.0, id="pinyin"),
        pytest.param("Wei Wang", "王伟", 1.0, id="pinyin, given name first"),
        pytest.param("Li Wei", "王伟", 0.0, id="another one's pinyin"),
        pytest.param("Luoyang Xintong Logistics Ltd", "洛阳鑫通物流有限公司", 1.0, id="pinyin of the brand"),
        pytest.param("王伟", "Wang Wei", 0.0, id="characters are fuller than pinyin"),
        pytest.param("J. Smith", "John Smith", 0.5, id="initial"),
        pytest.param("John Smith", "John Paul Smith", 0.5, id="middle name"),
        pytest.param("Jane Smith", "John Paul Smith", 0.0, id="another first name"),
        pytest.param("Acme Ltd.", "Acme Ltd. Leeds branch", 0.0, id="western branch"),
    ],
)
def test_names(part: str, whole: str, support: float) -> None:
    assert name_support(part, whole) == support


@pytest.mark.parametrize(
    ("part", "whole", "support"),
    [
        pytest.param("60292674", "+862160292674", 1.0, id="without area code"),
        pytest.param("+862160292674", "+862160292674;ext=8", 1.0, id="without extension"),
        pytest.param("2674", "+862160292674", 0.0, id="too short to tell"),
        pytest.param("+8613900138001", "+8613900138002", 0.0, id="another number"),
    ],
)
def test_phones(part: str, whole: str, support: float) -> None:
    assert phone_support(part, whole) == support


@pytest.mark.parametrize(
    ("part", "whole", "support"),
    [
        pytest.param({"city": "a"}, {"city": "a", "road": "b"}, 1.0, id="part"),
        pytest.param({"road": "b", "number": "1"}, {"city": "a", "road": "b"}, 0.6, id="each adds something"),
        pytest.param({"city": "a", "number": "1"}, {"city": "a", "road": "b"}, 0.0, id="only the city in common"),
        pytest.param({"road": "b"}, {"road": "c"}, 0.0, id="contradiction"),
        pytest.param({"road": "b"}, {"road": "b"}, 0.0, id="the same"),
        pytest.param({"road": "b"}, {"city": "a"}, 0.0, id="nothing in common"),
    ],
)
def test_addresses(part: dict[str, str], whole: dict[str, str], support: float) -> None:
    assert parts_support(part, whole) == support
