"""When a value is a part of another, and when it is another value."""

from __future__ import annotations

import pytest

from custdq.steps.merge.support import Organization, name_support, organization_support, phone_support


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
        pytest.param("Tesco", "Tesco Stores", 0.5, id="ends like a legal form"),
        pytest.param("Acme S.A.", "Acme S.A. Leeds branch", 0.0, id="western branch, form with points"),
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


FULL = Organization("成都永顺化工有限公司", "organization", "成都", "永顺", "化工", "有限公司", None, None)


@pytest.mark.parametrize(
    ("changes", "support", "back"),
    [
        pytest.param({"region": None}, 1.0, 0.0, id="without region"),
        pytest.param({"legal_form": None, "region": None}, 1.0, 0.0, id="brand and trade"),
        pytest.param({"legal_form": "公司"}, 1.0, 0.0, id="legal form in short"),
        pytest.param({"legal_form": "有限责任公司"}, 1.0, 1.0, id="the same legal form in full"),
        pytest.param({"region": "成都市"}, 1.0, 1.0, id="the region with its sort"),
        pytest.param({"brand": "永昌"}, 0.0, 0.0, id="another brand"),
        pytest.param({"industry": "电子"}, 0.0, 0.0, id="another trade"),
        pytest.param({"branch": "绵阳分公司"}, 0.0, 0.0, id="its branch"),
        pytest.param({"region": None, "group": "集团"}, 0.5, 0.5, id="each adds something"),
    ],
)
def test_organizations(changes: dict[str, str | None], support: float, back: float) -> None:
    other = FULL._replace(**changes)  # type: ignore[arg-type]
    assert (organization_support(other, FULL), organization_support(FULL, other)) == (support, back)


def test_a_person_has_no_legal_form() -> None:
    assert name_support("Ann Co", "Ann Co Lee") == 0.0
    assert name_support("Ann Co", "Ann Co Lee", organization=False) == 0.5
