"""A URL taken apart the way a browser does it: lenient about its form, strict about where it leads."""

from __future__ import annotations

from msglint.draft import MASK
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

WEB = ("http", "https", "ftp")
_DISARMED = {"hxxp": "http", "hxxps": "https", "hXXp": "http"}
_SCHEME = lazy(
    rf"(?!(?:localhost|[a-zA-Z0-9\-{MASK}]{{1,60}}+\.[^:]{{1,60}}+):\d{{1,5}}(?:[/?#]|\Z))([a-zA-Z{MASK}][a-zA-Z0-9+.\-{MASK}]{{0,60}}+):"
)
"""But for hosts with their port."""
_AROUND = "".join(map(chr, range(0x21))).replace(MASK, "") + "\u00a0"
"""What browsers take off at both ends (WHATWG URL), and a blank that pasting leaves there."""
_LOST_COLON = lazy(r"(?i)(https?)(?=//)")
_AUTHORITY_END = lazy(r"[/?#\\]")
_ESCAPE = lazy(r"(?:%[0-9a-fA-F]{2})++")
_IGNORED = lazy("[\t\n\r\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_DOTS = lazy("[\u3002\uff0e\uff61]")
_NUMBER = lazy(r"(?:0[xX][0-9a-fA-F]{0,16}|[0-9]{1,16})")


class Url(NamedTuple):
    """A URL's parts. ``host`` is lower-case Unicode; ``""`` where there is none (a relative URL, ``tel:``)."""

    scheme: str
    host: str
    path: str
    query: str


def parse(text: str) -> Url:
    """The parts of a URL as written: in words, or as the decoded value of an attribute."""
    text = _IGNORED.sub("", text.strip(_AROUND))
    found = _SCHEME.match(text) or _LOST_COLON.match(text)
    if not found:
        return _with_host("", text.lstrip("/\\")) if _is_network_path(text) else Url("", "", *_path(text))
    scheme = found[1].lower()
    scheme = _DISARMED.get(scheme, scheme)
    rest = text[found.end() :]
    if scheme in WEB or (MASK in scheme and rest.startswith("//")):
        return _with_host(scheme, rest.lstrip("/\\"))
    return Url(scheme, "", *_path(rest))


def resolve(url: Url, base: Url | None) -> Url:
    """A relative URL as seen from the document's base; unchanged if there is nothing to resolve."""
    if url.scheme or base is None or not base.host:
        return url
    if url.host:
        return url._replace(scheme=base.scheme)
    path = url.path if url.path.startswith("/") else base.path.rpartition("/")[0] + "/" + url.path
    return url._replace(scheme=base.scheme, host=base.host, path=path)


def host_name(text: str) -> str:
    """The host that a name as written stands for: escapes, full-width letters, punycode and numbers resolved."""
    if "%" in text:
        text = unescape(text)
    if not text.isascii():
        from unicodedata import normalize

        text = _IGNORED.sub("", normalize("NFKC", _DOTS.sub(".", text)))
    text = text.lower().strip(".")
    if "xn--" in text:
        text = ".".join(_from_punycode(label) for label in text.split("."))
    return _number_host(text) if text[-1:].isdigit() or "0x" in text else text


def is_number(host: str) -> bool:
    """Whether a host is an address in numbers (IPv4 or IPv6)."""
    return host.startswith("[") or (host.replace(".", "").isdigit() and host.count(".") == 3)


def unescape(text: str) -> str:
    """Percent escapes decoded."""
    return _ESCAPE.sub(lambda run: bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "replace"), text)


def parameters(url: Url) -> Iterator[tuple[str, str]]:
    """The names and decoded values of a query, in order."""
    for pair in url.query.split("&"):
        name, equals, value = pair.partition("=")
        if equals:
            yield unescape(name).removeprefix("amp;").lower(), unescape(value)


def _is_network_path(text: str) -> bool:
    return text[:1] in ("/", "\\") and text[1:2] in ("/", "\\")


def _with_host(scheme: str, rest: str) -> Url:
    found = _AUTHORITY_END.search(rest)
    end = found.start() if found else len(rest)
    place = rest[:end].rpartition("@")[2]
    bracket = place.find("]")
    host, colon, port = place.rpartition(":") if place.rfind(":") > bracket else (place, "", "")
    if colon and port.strip("0123456789" + MASK):
        host = place
    return Url(scheme, host_name(host), *_path(rest[end:].replace("\\", "/")))


def _path(rest: str) -> tuple[str, str]:
    path, _, query = rest.partition("#")[0].partition("?")
    return path, query


def _from_punycode(label: str) -> str:
    # longer ones are no labels, and decoding them takes more than linear time
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").lower()
    except UnicodeError:
        return label


def _number_host(host: str) -> str:
    """``0x7f.1`` and ``2130706433`` are 127.0.0.1 for a browser (WHATWG URL, IPv4 parser)."""
    labels = host.split(".") if host.count(".") < 4 else []
    if not labels or not all(_NUMBER.fullmatch(label) for label in labels):
        return host
    values = [_number(label) for label in labels]
    last = values.pop()
    room = 4 - len(values)
    if any(value > 255 for value in values) or last >= 256**room:
        return host
    tail = [last >> 8 * place & 255 for place in reversed(range(room))]
    return ".".join(str(value) for value in values + tail)


def _number(label: str) -> int:
    if label[:2] in ("0x", "0X"):
        return int(label[2:] or "0", 16)
    octal = len(label) > 1 and label[0] == "0" and not set(label) & {"8", "9"}
    return int(label, 8 if octal else 10)
