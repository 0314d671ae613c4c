"""The pages as a browser shows them, at desktop and phone width: nothing sticks out, nothing is asked of the network.

Driven by headless Chromium, where there is one. The trap: a page that is right as text and wrong to the eye; what can
be measured of that is measured here by the browser itself: widths, positions, sizes.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.steps.report.conftest import sample_report

import custdq
from custdq import fields as f
from custdq.steps.report import GateLine, card_page, report_html

#: Measures the page, and writes what it found into the document: Chromium's --dump-dom then prints it.
_MEASURE = """
<script>addEventListener("load",()=>{
const seen=e=>e.getClientRects().length>0, width=document.documentElement.clientWidth;
const scrolled=e=>!!e.closest(".scroll"), name=e=>e.tagName+"."+(e.className.baseVal??e.className);
const all=s=>[...document.querySelectorAll(s)].filter(seen);
const out=all("body *").filter(e=>!scrolled(e)&&e.getBoundingClientRect().right>width+1);
const blocks=all("h1,h2,h3,p,li,td,th,figcaption,summary");
const cut=blocks.filter(e=>e.scrollWidth>e.clientWidth+1&&!scrolled(e));
const texts=all("svg text");
const outside=texts.filter(e=>{const t=e.getBoundingClientRect(),s=e.ownerSVGElement.getBoundingClientRect();
return t.left<s.left-2||t.right>s.right+2||t.top<s.top-2||t.bottom>s.bottom+2});
const small=texts.filter(e=>e.getBoundingClientRect().height<8);
const unnamed=[...document.querySelectorAll("svg")].filter(e=>!e.getAttribute("aria-label"));
const found={width,page:document.documentElement.scrollWidth,out:out.map(name),cut:cut.map(name),
outside:outside.map(e=>e.textContent),small:small.map(e=>e.textContent),unnamed:unnamed.map(name),
headings:document.querySelectorAll("h2").length,charts:document.querySelectorAll("svg.chart,svg.line").length,
requests:performance.getEntriesByType("resource").map(e=>e.name),dark:getComputedStyle(document.body).backgroundColor};
document.body.innerHTML="<pre id=found></pre>";
document.getElementById("found").textContent=JSON.stringify(found)})</script>
"""
_LONG = "北京市朝阳区建国门外大街一号国贸大厦三期第二季度客户资料整理最终修订版（含历史档案）_2025年6月.xlsx"
_UNBROKEN = "a_very_long_technical_column_name_from_the_data_warehouse_v2_final"
_GATE = [
    GateLine("completeness", "failed", 0.87, 0.9, "completeness is 0.8730, expected at least 0.9."),
    GateLine("by.负责区域经理姓名.completeness", "unevaluated", None, 0.9, f"{_LONG} could not be read."),
    GateLine("accuracy", "passed", 0.96, 0.9),
]


@pytest.fixture(scope="module")
def browser() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return found


def _card() -> dict[str, Any]:
    """Return a card with long Chinese names wherever a name can stand."""
    card: dict[str, Any] = json.loads(json.dumps(sample_report().card))
    sources = ["crm_customers.csv", _LONG, *(f"{number:02}_{_LONG}" for number in range(12))]
    names = [
        "name",
        "统一社会信用代码（纳税人识别号）",
        _UNBROKEN,
        "mobile",
        *(f"扩展字段{number}" for number in range(20)),
    ]
    shares = [[round(((at * 7 + place * 3) % 11) / 10, 2) for place in range(len(sources))] for at in range(len(names))]
    card["missingness"] = {
        "by": "source", "places": sources, "rows": [100] * len(sources), "columns": names, "shares": shares,
    }  # fmt: skip
    card["groups"] += [{**card["groups"][0], "group": _LONG}]
    card["groups"] += [{**card["groups"][0], "group": f"{number:03}_{_LONG[:20]}"} for number in range(200)]
    card["fields"] += [{**card["fields"][0], "field": _UNBROKEN, "loss": 0.4, "weight": 1.0}]
    card["failing"]["rows"] += [{**card["failing"]["rows"][0], "source": _LONG, "column": names[1]}]
    card["fields"] += [{**card["fields"][0], "field": names[1]}]
    return card


def _pages() -> dict[str, str]:
    bands = _card()
    bands["missingness"] = {
        "by": "rows", "places": list(range(1, 41)), "rows": [1] * 40, "columns": ["mobile"], "shares": [[0.5] * 40],
    }  # fmt: skip
    frame = pd.DataFrame({"id": range(3), "mobile": [None] * 3, _UNBROKEN: [None] * 3})
    schema = custdq.Schema({"mobile": f.Phone(), _UNBROKEN: f.Date()}, record_id="id", updated_at=_UNBROKEN)
    return {
        "card of nothing": custdq.score(frame.head(0), schema, as_of="2025-06-30").to_html(),
        "card of gaps": custdq.score(frame, schema, as_of="2025-06-30").to_html(),
        "card": card_page(_card(), gate=_GATE),
        "card of one source": card_page(bands),
        "report": report_html(sample_report()),
    }


def measured(browser: str, page: str, folder: Path, *, width: int, dark: bool = False) -> dict[str, Any]:
    """Return what the browser measures of a page; a window cannot be as narrow as a phone, so it stands in a frame."""
    file = folder / "page.html"
    whole = page.replace("</body>", _MEASURE + "</body>")
    file.write_text(whole, encoding="utf-8")
    holder = folder / "frame.html"
    holder.write_text(
        f'<!DOCTYPE html><body style="margin:0"><iframe id="page" src="page.html" style="border:0;width:{width}px;'
        'height:900px"></iframe><script>setTimeout(()=>{document.body.textContent='
        'document.getElementById("page").contentDocument.getElementById("found").textContent},1500)</script>',
        encoding="utf-8",
    )
    command = [
        browser, "--headless", "--hide-scrollbars", "--no-sandbox", "--disable-gpu", "--dump-dom",
        "--allow-file-access-from-files",
        "--virtual-time-budget=5000", f"--user-data-dir={folder / 'profile'}", f"--window-size={max(width, 500)},900",
        *(["--blink-settings=preferredColorScheme=0"] if dark else []), holder.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    told = re.search(r"\{.*\}", done.stdout, re.DOTALL)
    assert told is not None, done.stderr[-2000:]
    return dict(json.loads(unescape(told[0])))


@pytest.mark.parametrize("name", ["card", "card of one source", "card of nothing", "card of gaps", "report"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out_and_every_chart_can_be_read(browser: str, tmp_path: Path, name: str, width: int) -> None:
    found = measured(browser, _pages()[name], tmp_path, width=width)
    assert found["width"] == width
    assert found["page"] <= width, found["out"]
    assert (found["out"], found["cut"]) == ([], [])
    assert (found["outside"], found["small"]) == ([], [])
    assert found["unnamed"] == []
    assert found["headings"] >= 5
    assert found["charts"] >= (name != "card of nothing")


def test_the_page_asks_nothing_of_the_network(browser: str, tmp_path: Path) -> None:
    assert measured(browser, _pages()["card"], tmp_path, width=1280)["requests"] == []


def test_it_is_dark_where_the_reader_likes_it_dark(browser: str, tmp_path: Path) -> None:
    light, dark = (
        measured(browser, _pages()["card"], tmp_path, width=1280, dark=dark)["dark"] for dark in (False, True)
    )
    assert light != dark
    assert dark == "rgb(21, 24, 29)"
