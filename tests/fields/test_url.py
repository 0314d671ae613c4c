"""Web addresses: scheme and host are folded, the path is not."""

from __future__ import annotations

import pytest

from custdq.fields.url import Url


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("HTTP://Example.com:80/Path?q=A#top", "http://example.com/Path?q=A", id="case, port, fragment"),
        pytest.param("www.example.com/", "https://www.example.com", id="no scheme"),
        pytest.param("官网：www.example.com", "https://www.example.com", id="label"),
        pytest.param("https://example.com:8443/x", "https://example.com:8443/x", id="port of its own"),
        pytest.param("http://192.168.0.1/x", "http://192.168.0.1/x", id="IP address"),
        pytest.param("https://例子.中国/路", "https://例子.中国/路", id="international"),
        pytest.param("http:/example.com/x", "http://example.com/x", id="one slash"),
        pytest.param("https//example.com", "https://example.com", id="no colon"),
        pytest.param("htttp://example.com", "http://example.com", id="a letter too many"),
        pytest.param("https:www.example.com", "https://www.example.com", id="no slashes"),
        pytest.param("ｗｗｗ．example．com", "https://www.example.com", id="full width"),
        pytest.param("www。example。com", "https://www.example.com", id="Chinese full stops"),
        pytest.param("http://[::1", None, id="broken bracket"),
        pytest.param("http://example.com:99999/", None, id="no such port"),
        pytest.param("ann@example.com", None, id="an email address"),
        pytest.param("javascript:alert(1)", None, id="no web scheme"),
        pytest.param("暂无网站", None, id="words"),
    ],
)
def test_a_cell_becomes_an_address(text: str, value: str | None) -> None:
    assert Url().parse([text]).column("value").to_pylist() == [value]


def test_keys_forget_scheme_and_www() -> None:
    kind = Url()
    keys = kind.keys(kind.parse(["http://www.x.cn/a/", "x.cn/a"]))
    assert keys["url"].to_pylist() == ["x.cn/a", "x.cn/a"]
    assert keys["host"].to_pylist() == ["x.cn", "x.cn"]


def test_keys_forget_what_only_tracks_visitors_and_the_order_of_parameters() -> None:
    kind = Url()
    cells = ["https://x.cn/a?b=1&a=2&utm_source=mail", "http://www.x.cn/a/?a=2&b=1", "https://例子.中国/a"]
    keys = kind.keys(kind.parse(cells))
    assert keys["url"].to_pylist() == ["x.cn/a?a=2&b=1", "x.cn/a?a=2&b=1", "xn--fsqu00a.xn--fiqs8s/a"]


def test_several_addresses_and_words_are_kept() -> None:
    row = Url().parse(["www.a.com；http://b.cn/x （备用）"]).to_pylist()[0]
    assert (row["value"], row["others"], row["note"]) == ("https://www.a.com", "http://b.cn/x", "备用")
    assert row["problem"] == "several_values"
    assert Url().parse(["https://a.com/#/home"]).to_pylist()[0]["fragment"] == "/home"


def test_mask() -> None:
    assert Url().mask("https://www.example.com/ann") == "https://***.com"
