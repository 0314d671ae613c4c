"""Western organization names: the legal form goes, the name stays."""

from __future__ import annotations

import pytest

from custdq.fields.organization_western import read_western, western_score


@pytest.mark.parametrize(
    ("name", "base", "form"),
    [
        pytest.param("Northwind Traders, Inc.", "Northwind Traders", "Inc.", id="inc"),
        pytest.param("Contoso GmbH & Co. KG", "Contoso", "GmbH & Co. KG", id="two forms"),
        pytest.param("Fabrikam Co., Ltd", "Fabrikam", "Co., Ltd", id="co ltd"),
        pytest.param("Limited Brands", "Limited Brands", None, id="form inside"),
        pytest.param("Ltd", "", "Ltd", id="form alone"),
        pytest.param("Adatum S.A. de C.V.", "Adatum", "S.A. de C.V.", id="several words"),
        pytest.param("Litware Sp. z o.o.", "Litware", "Sp. z o.o.", id="polish"),
        pytest.param("John A. Kent, Jr.", "John A. Kent, Jr", None, id="person"),
    ],
)
def test_base_and_form(name: str, base: str, form: str | None) -> None:
    found = read_western(name)
    assert found.base.rstrip(".") == base
    assert (found.legal_form or "").rstrip(".") == (form or "").rstrip(".")


def test_branch() -> None:
    assert read_western("Northwind Trading Co., Ltd. Ningbo Branch").branch == "Ningbo Branch"


@pytest.mark.parametrize(
    ("name", "base", "form"),
    [
        pytest.param("Harbor Oy Lane Ab", "Harbor Lane", "Oy Ab", id="inside and behind"),
        pytest.param("PT Harbor Lane Tbk", "Harbor Lane", "PT Tbk", id="in front and behind"),
        pytest.param("ООО «Гавань»", "Гавань", "ООО", id="russian, quoted"),
        pytest.param("CÔNG TY TNHH Harbor", "Harbor", "CÔNG TY TNHH", id="vietnamese"),
        pytest.param("Harbor & Co. KG", "Harbor & Co.", "KG", id="company of a partnership"),
        pytest.param("Harbor and Company Ltd.", "Harbor and Company", "Ltd.", id="company is a word"),
        pytest.param("Harbor Co. Inc.", "Harbor Co.", "Inc.", id="co is a word"),
        pytest.param("Harbor Corporation", "Harbor", "Corporation", id="corporation"),
        pytest.param("Harbor & Lane Co.", "Harbor & Lane", "Co.", id="co"),
        pytest.param("Harbor Lane Companies", "Harbor Lane", "Companies", id="companies"),
        pytest.param("Harbor & Co.", "Harbor & Co.", None, id="co behind a linking word"),
        pytest.param("The Company", "The Company", None, id="no name but company"),
        pytest.param("Ltd. & Co.", "", "Ltd. & Co.", id="forms alone"),
        pytest.param("Company Ltd", "", "Company Ltd", id="nothing but forms"),
        pytest.param("חברה בע״מ", "חברה בע״מ", "בע״מ", id="nothing but company"),
        pytest.param("Harbor-GmbH", "Harbor", "GmbH", id="glued"),
        pytest.param("Day Spa", "Day Spa", None, id="a word like a form"),
        pytest.param("Harbor S.p.A.", "Harbor", "S.p.A.", id="the form"),
        pytest.param("AS Harbor", "AS Harbor", None, id="no sure form in front"),
        pytest.param("Sound In C", "Sound In C", None, id="letters of words"),
        pytest.param("Harbor! Inc", "Harbor", "Inc", id="exclamation"),
        pytest.param("HLB SE", "HLB", "SE", id="Societas Europaea behind capitals"),
        pytest.param("AG Inc", "AG", "Inc", id="a name of a form's letters"),
        pytest.param("Harbor SA/NV", "Harbor", "SA/NV", id="one form in two languages"),
        pytest.param("Stichting Harbor", "Harbor", "Stichting", id="stichting"),
        pytest.param("CV Harbor Jaya", "Harbor Jaya", "CV", id="cv in front"),
        pytest.param("SNC Harbor et Fils", "Harbor et Fils", "SNC", id="snc in front"),
        pytest.param("SCI Systems", "SCI Systems", None, id="no sci before a trade"),
        pytest.param(
            'Общество с ограниченной ответственностью "Гавань"',
            "Гавань",
            "Общество с ограниченной ответственностью",
            id="a form in full",
        ),
        pytest.param('Завод "Гавань"', 'Завод "Гавань"', None, id="a quote that opens inside"),
        pytest.param("harbor bank, na", "harbor bank", "na", id="national association in small letters"),
        pytest.param("harbor savings fsb", "harbor savings", "fsb", id="federal savings bank"),
        pytest.param("harbor foundation, pa", "harbor foundation, pa", None, id="a state"),
        pytest.param("harbor dental pa", "harbor dental", "pa", id="professional association"),
        pytest.param("Roe & Doe, P.C. Attorneys", "Roe & Doe, Attorneys", "P.C.", id="comma stays"),
        pytest.param("Harbor LLC (for Lane)", "Harbor (for Lane)", "LLC", id="no comma before a bracket"),
        pytest.param("CÔNG TY TNHH MTV Harbor", "Harbor", "CÔNG TY TNHH MTV", id="the longest in front"),
        pytest.param("Harbor Ltda - ME", "Harbor", "Ltda - ME", id="size mark"),
        pytest.param('נמל ש"מ', "נמל", 'ש"מ', id="hebrew partnership"),
        pytest.param("Oy Harbor Ab", "Harbor", "Oy Ab", id="two languages of Finland around"),
        pytest.param("Oy Ab Harbor", "Harbor", "Oy Ab", id="two languages of Finland in front"),
        pytest.param("Oy Vey Deli", "Oy Vey Deli", None, id="an exclamation"),
        pytest.param("Fastighets AB Hamnen", "Fastighets Hamnen", "AB", id="Swedish, behind the trade"),
        pytest.param("Plan AB Partners", "Plan AB Partners", None, id="letters inside"),
        pytest.param("Harbor™ Inc.", "Harbor", "Inc.", id="trade mark"),
        pytest.param("Λιμάνι Ο.Ε.", "Λιμάνι", "Ο.Ε.", id="greek partnership"),
    ],
)
def test_forms_wherever_they_stand(name: str, base: str, form: str | None) -> None:
    found = read_western(name)
    assert (found.base, found.legal_form) == (base, form)


@pytest.mark.parametrize(
    ("name", "brand", "short"),
    [
        pytest.param("Harbor Lane Corporation", "Harbor Lane", None, id="corporation goes"),
        pytest.param("Harbor & Lane Co.", "Harbor & Lane", None, id="co goes"),
        pytest.param("Northern Harbor Union (NHU)", "Northern Harbor Union", "NHU", id="acronym behind"),
        pytest.param("NHU Northern Harbor Union", "Northern Harbor Union", "NHU", id="acronym in front"),
        pytest.param("Harbor (Asia)", "Harbor (Asia)", None, id="a place in brackets"),
        pytest.param("Harbor Lane Corp. (Harlane)", "Harbor Lane", "Harlane", id="short name behind the form"),
        pytest.param("Harbor Lane Ltd (Spain)", "Harbor Lane (Spain)", None, id="country behind the form"),
        pytest.param("The Company", "The Company", None, id="nothing left"),
    ],
)
def test_brand_and_short_name(name: str, brand: str, short: str | None) -> None:
    found = read_western(name)
    assert (found.brand, found.short_name) == (brand, short)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        pytest.param("Northwind LLC", 1.0, id="form"),
        pytest.param("First City Bank", 0.9, id="word"),
        pytest.param("Smith & Sons", 0.9, id="ampersand"),
        pytest.param("Mary Major", None, id="nothing tells"),
        pytest.param("Jane Roe, MD", None, id="suffix of a person"),
    ],
)
def test_organization_or_not(text: str, sure: float | None) -> None:
    assert western_score(read_western(text), text)[0] == sure


def test_a_branch_whose_word_stands_before_its_place() -> None:
    found = read_western("Harbor Bank Aktiengesellschaft Filiale Bremen")
    assert (found.base, found.legal_form, found.branch) == ("Harbor Bank", "Aktiengesellschaft", "Filiale Bremen")
