"""HTML as values: elements are built from parts, and any text that is not already markup is escaped.

The trap: one forgotten escape lets a cell such as `<script>` run in the reader's browser. Only `element` and `join`
make `Markup`, so a plain string can never become a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_VOID = frozenset({"meta", "br", "hr", "link"})
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


class Markup(str):
    """Text that already is HTML."""

    __slots__ = ()


Part = str | Markup | None


def safe(part: Part) -> Markup:
    """Return a part as markup: escaped where it is plain text, empty for None.

    >>> safe("<b>")
    '&lt;b&gt;'
    """
    if isinstance(part, Markup):
        return part
    return Markup("" if part is None else escape(str(part)))


def join(parts: Iterable[Part], separator: str = "") -> Markup:
    """Join parts into one piece of markup.

    >>> join(["a", "<"], " ")
    'a &lt;'
    """
    return Markup(safe(separator).join(safe(part) for part in parts))


def element(tag: str, *parts: Part, **attributes: str | float | bool | None) -> Markup:
    """Return one element. `class_` stands for class; None and False leave an attribute out.

    >>> element("p", "1 < 2", class_="note")
    '<p class="note">1 &lt; 2</p>'
    """
    written = "".join(
        f" {name.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{join(parts)}</{tag}>")


def language(text: str) -> str | None:
    """Return the language tag that makes a browser choose the right letter forms; None for Latin text.

    >>> language("联系电话"), language("カタカナ"), language("Tel")
    ('zh', 'ja', None)
    """
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    return "zh" if _HAN.search(text) else None


def spoken(text: str | None, class_: str | None = None) -> Markup:
    """Return text with the language it is in, as given; a dash where there is none.

    >>> spoken("姓名")
    '<span lang="zh">姓名</span>'
    """
    if text is None or text == "":
        return element("span", "–", class_="none")
    tag = language(text)
    return element("span", text, lang=tag, class_=class_) if tag or class_ else safe(text)


def table(
    head: Sequence[str], rows: Iterable[Sequence[Part]], numeric: Iterable[int] = (), *, told: bool = False
) -> Markup:
    """Return a table that scrolls sideways where the page is narrow; columns in `numeric` are set right.

    `told`: up to five columns, the last of them text that then stands below the others: nothing scrolls.

    >>> "<td>1</td>" in table(["a"], [["1"]])
    True
    """
    right = set(numeric)

    def cells(tag: str, row: Sequence[Part]) -> Markup:
        return join(
            element(tag, part, class_="num" if i in right else None, scope="col" if tag == "th" else None)
            for i, part in enumerate(row)
        )

    body = join(element("tr", cells("td", row)) for row in rows)
    return element(
        "div",
        element("table", element("thead", element("tr", cells("th", head))), element("tbody", body)),
        class_="scroll told" if told else "scroll",
    )


def chapter(anchor: str, title: str, about: str, *parts: Part) -> Markup:
    """Return one chapter of the page: a heading, a sentence on what it is, and its parts."""
    return element("section", element("h2", title), element("p", about, class_="about"), *parts, id=anchor)


def folded(title: Part, *parts: Part, opened: bool = False) -> Markup:
    """Return a part of the page that opens when its title is chosen."""
    return element("details", element("summary", title), *parts, open=opened)
