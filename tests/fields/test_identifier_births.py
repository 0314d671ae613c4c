"""Personal numbers: the day of birth and the sex they hold."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.identifier_births import READERS, birth_parts, impossible_birth
from custdq.fields.identifier_schemes import SCHEMES


@pytest.mark.parametrize(
    ("scheme", "number", "day", "gender"),
    [
        pytest.param("pl.pesel", "85271400000", "2085-07-14", "F", id="Poland, month above 20"),
        pytest.param("ee.ik", "48507140000", "1985-07-14", "F", id="Estonia"),
        pytest.param("kr.rrn", "0507143000000", "2005-07-14", "M", id="Korea"),
        pytest.param("fi.hetu", "140785-0010", "1985-07-14", "M", id="Finland"),
        pytest.param("dk.cpr", "1407850001", "1985-07-14", "M", id="Denmark"),
        pytest.param("no.fodselsnummer", "14078500100", "1985-07-14", "M", id="Norway"),
        pytest.param("cz.rc", "8557140000", "1985-07-14", "F", id="Czechia, a woman"),
        pytest.param("ro.cnp", "6050714000000", "2005-07-14", "F", id="Romania"),
        pytest.param("bg.egn", "8507140010", "1985-07-14", "F", id="Bulgaria"),
        pytest.param("mx.curp", "AAAA850714HDFXXX01", "1985-07-14", "M", id="Mexico"),
        pytest.param("is.kennitala", "1407850009", "1985-07-14", None, id="Iceland tells no sex"),
        pytest.param("id.nik", "3171015407850001", None, "F", id="Indonesia tells no century"),
        pytest.param("za.idnr", "8507145000000", None, "M", id="South Africa tells no century"),
    ],
)
def test_a_number_says_when_and_who(scheme: str, number: str, day: str | None, gender: str | None) -> None:
    assert birth_parts(scheme, number) == {"birth_date": day, "gender": gender}
    assert impossible_birth(scheme, number) is None


def test_a_day_that_never_was_is_no_number() -> None:
    assert SCHEMES["my.nric"].judge("850230145678").problem == Reason.OUT_OF_RANGE


def test_every_reader_belongs_to_a_scheme() -> None:
    assert set(READERS) <= set(SCHEMES)
