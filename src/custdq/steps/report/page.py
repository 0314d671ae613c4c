"""The frame of every page: one self-contained file, no script, no request.

The trap: a page that fetches a font or a script tells a stranger who reads about these customers, and when.
"""

from __future__ import annotations

from custdq.steps.report.markup import Markup, element
from custdq.steps.report.style import STYLE


def page(title: str, body: Markup) -> str:
    """Return a whole page.

    >>> page("Quality", element("body", "all is well")).startswith("<!DOCTYPE html>")
    True
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(STYLE)),
    )
    return "<!DOCTYPE html>\n" + element("html", head, body, lang="en") + "\n"
