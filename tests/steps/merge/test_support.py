"""When a value is a part of another, and when it is another value."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.fields import Kind
from custdq.schema import Schema
from custdq.steps.merge.cells import Cells, Context
from custdq.steps.merge.support import name_support, parts_support, phone_support, support_function


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


@pytest.mark.parametrize(
    ("kind", "values", "support"),
    [
        pytest.param(
            f.Address(region="CN"), ["Room 2, Xingfulu 19, Luoyang", "洛阳市幸福路19号"], 1.0, id="address in letters"
        ),
        pytest.param(f.Address(region="CN"), ["幸福路19号", "洛阳市幸福路19号"], 1.0, id="address contained"),
        pytest.param(f.Address(region="CN"), ["和平路7号", "洛阳市幸福路19号"], 0.0, id="another address"),
        pytest.param(f.Date(), ["1990-05", "1990-05-12"], 1.0, id="date without its day"),
        pytest.param(f.Phone(region="CN"), ["62345678", "+862162345678"], 1.0, id="number without area code"),
        pytest.param(f.OrganizationName(), ["Acme", "Acme Holdings Ltd"], 0.5, id="short name"),
    ],
)
def test_each_kind_has_its_own_sort_of_part(kind: Kind, values: list[Cell], support: float) -> None:
    cells = _cells(kind, values)
    function = support_function(cells)
    assert function is not None
    first, second = (cells.texts().index(str(value)) for value in values)
    assert function(first, second) == support


def test_other_kinds_have_no_parts() -> None:
    assert support_function(_cells(f.Email(), ["a@x.org"])) is None


def _cells(kind: Kind, values: list[Cell]) -> Cells:
    records, entity = hand_built({"x": values}), np.zeros(len(values), dtype=np.int64)
    return Cells.of(Context(records, Schema({"x": kind}), entity, pa.array(["e"]), ("x",)), ("x",))


def test_a_person_has_no_legal_form() -> None:
    assert name_support("Ann Co", "Ann Co Lee") == 0.0
    assert name_support("Ann Co", "Ann Co Lee", organization=False) == 0.5
