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
    ],
)
def test_family_first(text: str, names: tuple[str | None, ...] | None) -> None:
    assert order_eastern(text.split()) == names
