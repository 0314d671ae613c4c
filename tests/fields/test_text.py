"""Free text: kept as written, folded only for keys."""

from __future__ import annotations

from custdq.fields.text import Text


def test_text_is_kept_and_its_key_is_folded() -> None:
    kind = Text()
    parsed = kind.parse([" Call  BACK！", "ｃａｌｌ back", "-", "!!"])
    assert parsed.column("value").to_pylist() == ["Call BACK！", "ｃａｌｌ back", None, "!!"]
    assert kind.keys(parsed)["text"].to_pylist() == ["call back", "call back", None, None]


def test_mask() -> None:
    assert Text().mask("下周回访") == "下***"
