"""Pairs go to the recordlinkage toolkit as it wants them."""

from __future__ import annotations

import pandas as pd

import custdq
from custdq import fields as f
from custdq.results import Links
from custdq.schema import Schema

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email(), "city": f.Category()}, record_id="id")


def _unsure() -> Links:
    names = ["王伟", "王伟", "李娜", "李娜", "张敏", "张敏", "刘洋", "陈静"]
    cities = ["深圳", "深圳", "北京", None, "上海", "广州", "深圳", "北京"]
    frame = pd.DataFrame({"id": [f"R{i}" for i in range(8)], "name": names, "mail": [None] * 8, "city": cities})
    return custdq.dedupe(frame, SCHEMA)


def test_vectors_for_recordlinkage_fall_from_one_to_nothing() -> None:
    links = _unsure()
    index, vectors = links.to_recordlinkage()
    assert isinstance(index, pd.MultiIndex)
    assert list(index) == list(zip(links.pairs["left"], links.pairs["right"], strict=True))
    assert vectors.index.equals(index)
    assert ((vectors >= 0) & (vectors <= 1)).all().all()
    missing = links.pairs["city"].isna().to_numpy()
    assert missing.any()
    assert (vectors.loc[missing, "city"] == 0).all()
    assert links.to_recordlinkage(missing_value=float("nan"))[1].loc[missing, "city"].isna().all()
    same = (links.pairs["name"] == "same name").to_numpy()
    assert (vectors.loc[same, "name"] == 1).all()
