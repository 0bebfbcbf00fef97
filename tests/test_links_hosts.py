"""Hosts are judged by their registered name."""

from __future__ import annotations

import pytest

from msglint.links.hosts import hosts_of
from msglint.links.urls import parse
from msglint.policy import load_policy

HOSTS = load_policy().derived(hosts_of)


@pytest.mark.parametrize(
    ("host", "kind", "name"),
    [
        ("www.amazon.co.uk", "amazon", "amazon"),
        ("amzn.to", "amazon", "amazon"),
        ("a.co", "amazon", "amazon"),
        ("smile.amazon.de", "amazon", "amazon"),
        ("m.media-amazon.com", "amazon", "amazon"),
        ("amazon.com.shop.ru", "lookalike", "shop.ru"),
        ("amaz0n.com", "lookalike", "amaz0n.com"),
        ("arnazon.com", "lookalike", "arnazon.com"),
        ("notamazon.com", "lookalike", "notamazon.com"),
        ("amazon-support.net", "lookalike", "amazon-support.net"),
        ("\u0430mazon.com", "lookalike", "\u0430mazon.com"),
        ("amazon.ru", "lookalike", "amazon.ru"),
        ("s3.amazonaws.com", "rented", "amazonaws.com"),
        ("d1.cloudfront.net", "rented", "cloudfront.net"),
        ("www.ups.com", "carrier", "ups"),
        ("nolp.dhl.de", "carrier", "dhl"),
        ("myups.com", "other", "myups.com"),
        ("17track.net", "aggregator", "17track.net"),
        ("bit.ly", "shortener", "bit.ly"),
        ("wa.me", "messaging", "wa.me"),
        ("www.facebook.com", "social", "facebook.com"),
        ("me.paypal.com", "payment", "paypal.com"),
        ("127.0.0.1", "number", "127.0.0.1"),
        ("audible.com", "other", "audible.com"),
        ("localhost", "other", "localhost"),
        ("\x1a\x1a", "unknown", ""),
        ("www.\x1a", "unknown", ""),
        ("www.amazon.\x1a", "amazon", "amazon"),
        ("\x1a.amazon.de", "amazon", "amazon"),
        ("\x1a.com", "other", "\x1a.com"),
        ("amazon.shop.\x1a", "other", "amazon.shop.\x1a"),
    ],
)
def test_owner(host: str, kind: str, name: str) -> None:
    assert HOSTS.owner(host)[:2] == (kind, name)


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("https://www.amazon.com/gp/r.html?C=1&U=http%3A%2F%2Fshop.com%2Fx", "shop.com"),
        ("https://www.amazon.de/gp/redirect.html?location=https://shop.com", "shop.com"),
        ("https://www.google.com/url?sa=t&q=https%3A%2F%2F%77%77%77%2Eshop%2Ecom", "www.shop.com"),
        ("https://www.google.com/url?q=https://www.amazon.com/gp/r.html%3FU%3Dhttps://shop.com", "shop.com"),
        ("https://www.google.de/url?q=https://www.amazon.de/x", "www.amazon.de"),
        ("https://www.google.com/search?q=https://shop.com", "www.google.com"),
        ("https://www.amazon.com/ap/signin?openid.ns=http://specs.openid.net/auth/2.0", "www.amazon.com"),
        ("https://www.amazon.com/gp/slredirect/x?url=%2Fdp%2FB01", "www.amazon.com"),
        ("https://www.facebook.com/sharer/sharer.php?u=https://www.amazon.de", "www.facebook.com"),
        ("https://notgoogle.com/url?q=https://www.amazon.de", "notgoogle.com"),
    ],
)
def test_final_host(written: str, host: str) -> None:
    assert HOSTS.final(parse(written)).host == host


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/dp/B000000001", "product"),
        ("/Iron-Pan-24/dp/B000000001/ref=x", "product"),
        ("/gp/product/B000000001", "product"),
        ("/stores/Lampwerk/page/1", "store"),
        ("/s?me=A1", "store"),
        ("/sp?seller=A1", "store"),
        ("/support", ""),
        ("/review/create-review?asin=B0", "review_or_feedback"),
        ("/gp/feedback/leave-customer-feedback.html", "review_or_feedback"),
        ("/gp/css/order-history", "service"),
        ("/", ""),
    ],
)
def test_kind_of_amazon_page(path: str, kind: str) -> None:
    assert HOSTS.page(parse(f"https://www.amazon.com{path}")) == kind
