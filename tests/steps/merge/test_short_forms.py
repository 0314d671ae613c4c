"""The legal form a bare 公司 stands for, learnt from the customers that write it both ways."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.merge.cells import Context
from custdq.steps.merge.columns import Column, merge_column
from custdq.steps.merge.short_forms import LEGAL_FORM, complete_forms
from custdq.tables import ParsedColumns, Standardized

SIGNS = "东南西北春夏秋冬山川湖海日月星辰风云雷电金木水火"


def _merged(names: Sequence[str], entities: Sequence[int]) -> Column:
    kind = f.OrganizationName()
    raw = pa.table({"source": [f"s{i}" for i in range(len(names))], "name": list(names)})
    records = Standardized(raw, ParsedColumns({"name": kind.parse(list(names))}))
    ids = pa.array([f"e{one}" for one in range(max(entities) + 1)])
    context = Context(
        records, Schema({"name": kind}, source="source"), np.array(entities, dtype=np.int64), ids, ("name",)
    )
    return complete_forms(context, merge_column(context, "name", []))


def _both(forms: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return names of customers that are each written with a bare form and with one written out."""
    names, entities = [], []
    for place, form in enumerate(forms):
        names += [f"杭州云{SIGNS[place]}物流公司", f"杭州云{SIGNS[place]}物流{form}"]
        entities += [place + 1] * 2
    return names, entities


@pytest.mark.parametrize(
    ("forms", "golden"),
    [
        pytest.param(["有限公司"] * 20 + ["股份有限公司"] * 2, "杭州晨光电子有限公司", id="most say so"),
        pytest.param(["有限公司"] * 12 + ["股份有限公司"] * 10, "杭州晨光电子公司", id="they do not agree"),
        pytest.param(["有限公司"] * 5, "杭州晨光电子公司", id="too few"),
    ],
)
def test_what_a_bare_form_stands_for(forms: list[str], golden: str) -> None:
    names, entities = _both(forms)
    column = _merged(["杭州晨光电子公司", *names], [0, *entities])
    assert column.values[0].as_py() == golden
    assert column.row[0] == 0
    assert (column.rule[0].as_py() == LEGAL_FORM) == (golden != "杭州晨光电子公司")


def test_a_name_written_out_is_as_sure_as_what_was_learnt() -> None:
    names, entities = _both(["有限公司"] * 20 + ["股份有限公司"] * 2)
    column = _merged(["杭州晨光电子公司", "杭州晨曦电子有限公司", *names], [0, 23, *entities])
    assert 0.85 * column.confidence[23] < column.confidence[0] < 0.95 * column.confidence[23]


@pytest.mark.parametrize("name", ["杭州晨光电子公司宁波分公司", "晨光", "Chenguang Co", "杭州晨光电子商行"])
def test_any_other_name_stays(name: str) -> None:
    names, entities = _both(["有限公司"] * 22)
    assert _merged([name, *names], [0, *entities]).values[0].as_py() == name
