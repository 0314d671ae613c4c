"""Word lists: no doubles, no strays."""

from __future__ import annotations

from custdq.reference.tables import read_lines
from custdq.reference.words import establishments, industries, legal_forms, surnames
from custdq.text.script import count_han


def test_lists_hold_chinese_words() -> None:
    assert all(count_han(word) == len(word) for word in industries())
    assert all(count_han(name) == len(name) and len(name) in (1, 2, 4) for name in surnames())
    assert {"便利店", "合作社", "医院"} <= establishments()


def test_surnames_cover_the_common_ones() -> None:
    assert set("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗") <= surnames()
    assert {"欧阳", "司马", "诸葛"} <= surnames()


def test_a_legal_form_stands_once() -> None:
    forms = [line.split("\t")[0] for line in read_lines("legal_forms.tsv.gz")]
    assert len(forms) == len(set(forms))
    assert legal_forms()["有限责任公司"].kind == legal_forms()["有限公司"].kind == "limited"
    assert {"DE", "AT", "CH"} <= set(legal_forms()["gmbh"].countries)
    assert legal_forms()["gmbh"].codes["AT"] == "AXSB"
