"""What stands around a western name."""

from __future__ import annotations

import pytest

from custdq.fields.person_remarks import strip_surroundings


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param('Mary "Peg" Major', ("Mary Major", "Peg", None, None), id="quotes"),
        pytest.param("Mary 'Peg' O'Neil", ("Mary O'Neil", "Peg", None, None), id="single quotes"),
        pytest.param("Major, Mary (Peg)", ("Major, Mary", "Peg", None, None), id="brackets"),
        pytest.param("Mary Major (MD)", ("Mary Major", None, "MD", None), id="suffix"),
        pytest.param("Mary Major (née Stone)", ("Mary Major", None, None, "née Stone"), id="maiden name"),
        pytest.param(
            "Mary Major formerly Stone", ("Mary Major", None, None, "formerly Stone"), id="maiden, no brackets"
        ),
        pytest.param("Mary Major c/o Mark Stone", ("Mary Major", None, None, "c/o Mark Stone"), id="care of"),
        pytest.param("ATTN: Mary Major", ("Mary Major", None, None, "ATTN"), id="label"),
        pytest.param("Mary Major (call after 6 pm)", ("Mary Major", None, None, "call after 6 pm"), id="remark"),
        pytest.param("Ng'ang'a O'Neil", ("Ng'ang'a O'Neil", None, None, None), id="quotes inside words"),
        pytest.param("*Mary Major*", ("Mary Major", None, None, None), id="ornament"),
        pytest.param('"Mary Major"', ("Mary Major", None, None, None), id="all in quotes"),
    ],
)
def test_surroundings(text: str, parts: tuple[str | None, ...]) -> None:
    assert tuple(strip_surroundings(text)) == parts
