"""Company and VAT numbers: what well-known companies print on their letters fits, and a changed digit does not."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.identifier_schemes import SCHEMES

NUMBERS = [
    pytest.param("eu.vat", "DE115235681", id="Volkswagen"),
    pytest.param("eu.vat", "IT00905811006", id="Eni"),
    pytest.param("eu.vat", "NL805734958B01", id="Booking.com"),
    pytest.param("eu.vat", "BE0202239951", id="Proximus"),
    pytest.param("eu.vat", "PL7740001454", id="Orlen"),
    pytest.param("eu.vat", "LU26375245", id="Amazon"),
    pytest.param("eu.vat", "DK61056416", id="Carlsberg"),
    pytest.param("eu.vat", "FI01120389", id="Nokia"),
    pytest.param("eu.vat", "SE556703748501", id="Spotify"),
    pytest.param("eu.vat", "PT500697256", id="EDP"),
    pytest.param("eu.vat", "HR27759560625", id="INA"),
    pytest.param("eu.vat", "HU10625790", id="MOL"),
    pytest.param("eu.vat", "EE100366327", id="Eesti Energia"),
    pytest.param("eu.vat", "EL090027346", id="OPAP"),
    pytest.param("eu.vat", "RO1590082", id="Petrom"),
    pytest.param("eu.vat", "SI80267432", id="Petrol"),
    pytest.param("eu.vat", "ATU14189108", id="OMV"),
    pytest.param("eu.vat", "IE6388047V", id="Google Ireland"),
    pytest.param("eu.vat", "GB220430231", id="Tesco"),
    pytest.param("gb.vat", "220430231", id="Tesco without prefix"),
    pytest.param("au.abn", "49004028077", id="BHP"),
    pytest.param("au.acn", "004028077", id="BHP, company number"),
    pytest.param("br.cnpj", "33000167000101", id="Petrobras"),
    pytest.param("ch.uid", "CHE105909036", id="Nestle"),
    pytest.param("ch.vat", "CHE105909036MWST", id="Nestle, VAT"),
    pytest.param("fr.siren", "632012100", id="L'Oreal"),
    pytest.param("jp.cn", "1180301018771", id="Toyota"),
    pytest.param("kr.brn", "1248100998", id="Samsung"),
    pytest.param("no.orgnr", "923609016", id="Equinor"),
    pytest.param("no.mva", "923609016MVA", id="Equinor, VAT"),
    pytest.param("pl.regon", "610188201", id="Orlen, register"),
    pytest.param("ru.ogrn", "1027700070518", id="Gazprom"),
    pytest.param("tw.ubn", "22099131", id="TSMC"),
    pytest.param("ua.edrpou", "20077720", id="Naftogaz"),
    pytest.param("es.nif", "A28015865", id="Telefonica"),
    pytest.param("cz.dic", "45274649", id="CEZ"),
    pytest.param("lt.pvm", "100108919114", id="form of the tax office's leaflet"),
    pytest.param("it.iva", "00905811006", id="Eni without prefix"),
    pytest.param("in.gstin", "27AAACR5055K1Z7", id="Reliance"),
    pytest.param("ar.cuit", "30546689979", id="YPF"),
    pytest.param("cl.rut", "906350009", id="CTC"),
    pytest.param("au.abn", "51624709352", id="tax office"),
    pytest.param("tr.vkn", "4647336933", id="form of the tax office's leaflet"),
]


@pytest.mark.parametrize(("scheme", "text"), NUMBERS)
def test_a_true_number_fits_and_one_wrong_digit_does_not(scheme: str, text: str) -> None:
    assert SCHEMES[scheme].judge(text).value == text
    # the digit in the middle: the first ones may be a prefix that no check covers
    place = next(at for at in range(len(text) // 2, len(text)) if text[at].isdigit())
    wrong = f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"
    assert SCHEMES[scheme].judge(wrong).problem in (Reason.BAD_CHECK_DIGIT, Reason.BAD_FORMAT)


def test_a_vat_scheme_of_one_country_takes_the_number_with_and_without_prefix() -> None:
    assert SCHEMES["de.vat"].judge("DE115235681").value == SCHEMES["de.vat"].judge("115235681").value == "115235681"
    assert SCHEMES["eu.vat"].judge("GR090027346").value == "EL090027346"
    assert SCHEMES["eu.vat"].judge("US123456789").problem == Reason.BAD_FORMAT
