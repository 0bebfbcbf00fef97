"""URLs are taken apart as a browser does it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.links.suffixes import registrable, suffix_of
from msglint.links.urls import Url, host_name, parameters, parse, resolve


@pytest.mark.parametrize(
    ("written", "scheme", "host"),
    [
        ("https://Shop.COM/a", "https", "shop.com"),
        ("https:\\\\evil.net\\x", "https", "evil.net"),
        ("https:/evil.net", "https", "evil.net"),
        ("https:////evil.net", "https", "evil.net"),
        ("ht\ntps://ev\til.net", "https", "evil.net"),
        ("//evil.net/x", "", "evil.net"),
        ("https//evil.net", "https", "evil.net"),
        ("hxxps://evil.net", "https", "evil.net"),
        ("https://www.amazon.com@evil.net/x", "https", "evil.net"),
        ("https://www.amazon.com\\@evil.net/x", "https", "www.amazon.com"),
        ("https://www.amazon.com%2F@evil.net", "https", "evil.net"),
        ("https://evil.net:8443?x", "https", "evil.net"),
        ("https://%77%77%77%2Eevil.net", "https", "www.evil.net"),
        ("https://ｅｖｉｌ。net", "https", "evil.net"),
        ("https://xn--bcher-kva.de", "https", "bücher.de"),
        ("https://evil.net.", "https", "evil.net"),
        ("https://0x7f.1/", "https", "127.0.0.1"),
        ("https://2130706433", "https", "127.0.0.1"),
        ("https://0177.0.0.1", "https", "127.0.0.1"),
        ("https://[::1]:80/", "https", "[::1]"),
        ("mailto:a@b.de", "mailto", ""),
        ("JavaScript:void(0)", "javascript", ""),
        ("\x01https://evil.net\x1f", "https", "evil.net"),
        ("shop.com:8080/x", "", ""),
        ("localhost:8080", "", ""),
        ("tel:2125550147", "tel", ""),
        ("sms:2125550147?body=hi", "sms", ""),
        ("page.html", "", ""),
        ("", "", ""),
    ],
)
def test_parse(written: str, scheme: str, host: str) -> None:
    url = parse(written)
    assert (url.scheme, url.host) == (scheme, host)


@pytest.mark.parametrize(
    ("written", "base", "host", "path"),
    [
        ("a.html", "https://x.de/dir/b.html", "x.de", "/dir/a.html"),
        ("/a", "https://x.de/dir/", "x.de", "/a"),
        ("//y.de/a", "https://x.de/", "y.de", "/a"),
        ("https://y.de/a", "https://x.de/", "y.de", "/a"),
        ("a.html", "dir/", "", "a.html"),
    ],
)
def test_resolve(written: str, base: str, host: str, path: str) -> None:
    url = resolve(parse(written), parse(base))
    assert (url.host, url.path) == (host, path)


def test_parameters_are_decoded() -> None:
    assert list(parameters(parse("https://a.de/?U=https%3A%2F%2Fb.de&amp;x=1&y#f"))) == [
        ("u", "https://b.de"),
        ("x", "1"),
    ]


@given(st.text())
def test_nothing_breaks_it(text: str) -> None:
    assert isinstance(parse(text), Url)
    host_name(text)


@pytest.mark.parametrize(
    ("host", "suffix", "owner"),
    [
        ("www.shop.com", "com", "shop.com"),
        ("a.shop.co.uk", "co.uk", "shop.co.uk"),
        ("co.uk", "co.uk", ""),
        ("a.b.ck", "b.ck", "a.b.ck"),
        ("www.ck", "ck", "www.ck"),
        ("shop.公司", "公司", "shop.公司"),
        ("node.js", "", ""),
        ("manual.pdf", "", ""),
        ("", "", ""),
    ],
)
def test_public_suffixes(host: str, suffix: str, owner: str) -> None:
    assert (suffix_of(host), registrable(host)) == (suffix, owner)
