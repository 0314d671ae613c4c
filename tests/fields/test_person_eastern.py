"""Names of East Asia in latin letters."""

from __future__ import annotations

import pytest

from custdq.fields.person_eastern import order_eastern


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Kang Min-seo", ("Min-seo", None, "Kang"), id="Korean"),
        pytest.param("Kang Min Seo", ("Min Seo", None, "Kang"), id="Korean, syllables apart"),
        pytest.param("Tran Thi Hoa", ("Hoa", "Thi", "Tran"), id="Vietnamese"),
        pytest.param("Trần Văn Dũng", ("Dũng", "Văn", "Trần"), id="Vietnamese, marks"),
        pytest.param("Cheung Ka Yan", ("Ka Yan", None, "Cheung"), id="Hong Kong"),
        pytest.param("Peter Cheung Ka Yan", ("Peter", "Ka Yan", "Cheung"), id="Hong Kong, English name"),
        pytest.param("Tsai Ming-tao", ("Ming-tao", None, "Tsai"), id="Taiwan"),
        pytest.param("Lee Mary Stone", None, id="English words"),
        pytest.param("Lee Smith-Jones", None, id="double-barrelled"),
        pytest.param("Min Seo Kang", None, id="western order"),
        pytest.param("Lim Boon Eng", ("Boon Eng", None, "Lim"), id="Hokkien, a syllable that is a surname too"),
        pytest.param("Boon Eng Lim", None, id="Hokkien, western order"),
        pytest.param("Chong Yew Tan", None, id="two surnames as likely"),
        pytest.param("Jenny Chan Siu Fong", ("Jenny", "Siu Fong", "Chan"), id="English name, surname, given name"),
        pytest.param("Jenny Siu Fong Chan", None, id="English name, western order"),
        pytest.param("Kim Seo Yul", ("Seo Yul", None, "Kim"), id="Korean, three words"),
        pytest.param("Park Ha-eun", ("Ha-eun", None, "Park"), id="Korean, an English word"),
        pytest.param("Choi Minseo", ("Minseo", None, "Choi"), id="Korean, given name in one word"),
        pytest.param("Kim Stone", None, id="an English given name"),
        pytest.param("Mori Kenta", ("Kenta", None, "Mori"), id="Japanese"),
        pytest.param("Abe Lindqvist", None, id="Abe of the west"),
        pytest.param("Lee Van Cleef", None, id="a particle of the west"),
    ],
)
def test_family_first(text: str, names: tuple[str | None, ...] | None) -> None:
    assert order_eastern(text.split()) == names
