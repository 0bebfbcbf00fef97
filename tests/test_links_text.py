"""What is a URL, a host or an address in words; the marks show the exact spans."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from msglint.examples import unmark
from msglint.links.text import finder_of
from msglint.policy import load_policy

FINDER = load_policy().derived(finder_of)


def spans(text: str) -> set[tuple[int, int]]:
    return {(found.start, found.end) for found in FINDER.find(text)}


@pytest.mark.parametrize(
    "marked",
    [
        "See ⟦https://shop.com/a_(b)⟧), ⟦http://x.de⟧. Or “⟦https://y.de/z⟧”!",
        "<⟦https://a.de⟧> [text](⟦https://b.de/c⟧) ⟦https://c.de/?a=1&b=2#d⟧;",
        "⟦www.shop.com⟧, ⟦WWW.SHOP.COM⟧ ⟦www.shop.com:8080/x⟧...",
        "⟦kettle.com⟧ ⟦Kettle.Com⟧ ⟦KETTLE.COM⟧ ⟦kettle.co.uk⟧ ⟦kettle.shop/x⟧ ⟦kettle.de⟧?",
        "⟦t.me/kettle⟧ ⟦bit.ly/3x⟧ ⟦a.co/d/1⟧ ⟦amzn.to⟧ or",
        "Visit ⟦kettle.it⟧ today. We are ⟦kettle.it⟧. Or ⟦kettle.in/shop⟧ or ⟦shop.kettle.it⟧ now",
        "詳しくは⟦shop.com⟧をご覧ください。⟦https://shop.jp/a⟧を。⟦茶屋.jp⟧",
        "⟦https:\\\\shop.com⟧ ⟦http:/shop.com⟧ ⟦https : // shop.com/x⟧ ⟦hxxp://shop.com⟧",
        "⟦shop dot com⟧ ⟦shop DOT co DOT uk⟧ ⟦shop [dot] com⟧ ⟦shop(.)com⟧ ⟦shop[.]com/x⟧ ⟦shop . com⟧ ⟦shop .com⟧",
        "⟦w w w . shop . com⟧ ⟦www dot shop dot com⟧ ⟦https://shop[.]com/x⟧ ⟦https://shop dot com⟧ ⟦shop . c o m⟧",
        "⟦a@shop.com⟧, <⟦a.b+c@shop.co.uk⟧> (⟦müller@bücher.de⟧) 用 ⟦用户@例子.公司⟧",
        "mailto:⟦a@shop.com⟧ メールは⟦info@shop.com⟧まで ⟦john.smith@shop.com⟧.",
        "⟦info at shop dot com⟧ ⟦info (at) shop.com⟧ ⟦info[@]shop.com⟧ ⟦info @ shop.com⟧ ⟦info at shop.com⟧ ⟦info@shop dot com⟧",
        "⟦pedidos arroba tienda punto com⟧ ⟦service (ät) huelle (punkt) de⟧ ⟦aiuto chiocciola lampada punto it⟧",
        "⟦jane dot doe at gmail dot com⟧ or ⟦jane(dot)doe(at)gmail.com⟧, the dot ⟦doe at gmail dot com⟧",
        "⟦velour.crown (a) hairmail . example⟧ ⟦info (a) shop.com⟧ ⟦info_at_shop.com⟧ ⟦info-at-shop.com⟧ ⟦look-at-shop.com⟧",
        "İyi günler ⟦shop dot com⟧",
        "موقعنا ⟦oudalqasr نقطة كوم⟧ أو ⟦oudalqasr دوت com⟧ أو ⟦oudalqasr دوت نت⟧",
        "Register your number and email at ⟦getmygift dot net⟧ today",
        "Contact us: ⟦email at shop dot com⟧ or ⟦email at shop.com⟧",
        "⟦shop-dot-com⟧ ⟦lampDOTco.uk⟧ ⟦www-dot-lamp-dot-com/x⟧ ⟦lamp-punkt-de⟧ ⟦name at lamp-dot-com⟧",
        "⟦lampドットcom⟧をご覧 ⟦wwwドットlampドットcom⟧まで ⟦価格ドットコム⟧や⟦ランプドットコム⟧へ ⟦lamp ドット com⟧を ⟦infoアットlampドットcom⟧",
        "⟦lamp·com⟧ ⟦lamp•net/x⟧ ⟦info@lamp∙com⟧ lamp·shade red•compact",
        "⟦lamp。com⟧や⟦info@lamp。co。jp⟧",
        "⟦t.co/abc⟧ ⟦x.com/lamp⟧, visit ⟦lamp.ai⟧ or ⟦lamp.ai/x⟧",
        "you can see samples at ⟦shop dot co dot uk⟧, or enter the serial number at ⟦shop dot example slash care⟧",
        "you can get back to ⟦jane at shop dot com⟧, but to register your lamp at ⟦shop dot com⟧ is quick",
        "you can see ⟦jane12 at shop dot com⟧, read: ⟦jane at shop dot com⟧, to see more write to ⟦jane at shop dot com⟧",
        "find us at ⟦shop.com⟧ or look at ⟦shop dot com⟧",
        "to start, register at ⟦shop dot com slash care⟧, or subscribe at ⟦shop dot com forward slash c slash b-2⟧ now",
        "more info at ⟦shop dot com⟧ or get help at ⟦shop.com⟧, or ⟦info at shop dot com⟧, contact free ⟦help at shop dot com⟧",
        "write to ⟦join at shop dot com⟧, join at ⟦shop dot com⟧, returns at ⟦shop dot com/returns⟧",
        "⟦lamp dot com⟧ slash ⟦shop.com⟧, ⟦lamp dot com slash shop⟧ dot com, ⟦lamp dot com⟧ slash ⟦me@shop.com⟧",
        "⟦jane at shop dot com⟧ slash the phone, ⟦shop punkt de schrägstrich garantie⟧ ⟦shop punto com barra ayuda⟧",
        "MAIL ⟦cs☆lamp-bento7.com⟧（☆を@に） 担当⟦a.taro★lamp.co.jp⟧まで ⟦info◎lampドットjp⟧ ⟦info※lamp dot com⟧",
        "⟦info(☆)lamp.jp⟧ ⟦INFO◆LAMP.COM⟧ ⟦info【アット】lamp.jp⟧ ⟦info＊lamp.jp⟧ ⟦info#lamp.jp⟧です",
        "Lampwerk★⟦lampwerk.com⟧ HP☆⟦lamp.com⟧ web◆⟦lamp.com⟧ 店☆⟦lamp.com⟧ 5★⟦lamp.com⟧ lamp ★ ⟦lamp.com⟧",
        "⟦\x1a\x1a.com⟧ ⟦https://\x1a\x1a/x⟧ ⟦info@\x1a\x1a⟧ ⟦\x1a\x1a@shop.com⟧ mailto:\x1a",
        "⟦whatsapp://send?x=1⟧ ⟦ftp://shop.com/a⟧",
    ],
)
def test_found(marked: str) -> None:
    text, expected = unmark(marked)
    if "mailto:\x1a" in text:
        expected |= {(text.index("mailto:\x1a"), len(text))}
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Many thanks.We ship today.It is new.In stock.Please wait.Shop now.Best wishes",
        "We got the order.it ships soon.is it fine.so thanks.me too, for you.be well",
        "manual.pdf README.md main.py set-up.zip photo.jpg Node.js invoice.docx clip.mov run.sh",
        "10.5x3.2 cm, 2.5.in wide, v2.4.1, 1.000.000, 3.5kg, 4.2cm.The end, 5.in x 3.in",
        "e.g.this i.e.that U.S.A. a.m.to p.m. Mr.Smith Dr.Best No.5 etc.in all approx.is it",
        "Order.no: 12, Tel.no. 5, item.id: 7, first.name, order.date",
        "ASP.NET and VB.NET",
        "2 @ 5.00, 3 pcs@4.99, @handle, a@b, x@ y, follow @shop, meet @ noon",
        "the dot com years, a polka dot shop, at this point it is, el punto de venta, polka dot com",
        "at home. com is no word . Then again , so . it is",
        "wait...what. . . and..so",
        "polka-dot-shop, polka-dot-dress, the anecDOTe, DOTcom, red-dot-design, a-dot-com",
        "ドットコムバブルのころ、二点かご、重点com、これはPDFです。Theは",
        "models (a) red and (b) lamp.ai, a.b c.d, see readme.md, x.co",
        "Note: // see above, http:// and https://... or ://x",
        "C:\\docs\\shop.com",
        "very good☆thanks.it was★★★☆☆, 5★4.5 lamp★shade, item*nr.no and a slash b",
        "",
    ],
)
def test_not_found(text: str) -> None:
    assert spans(text) == set()


_PIECES = ("a", "info", " ", " at ", "@", "☆", " dot ", " dot com", ".com", " slash ", "/", "b-dot-com", "\n")


@given(
    st.text(alphabet="aw.@:/-[]() dotcm\x1aé茶☆\n", max_size=60)
    | st.lists(st.sampled_from(_PIECES), max_size=20).map("".join)
)
@example("b-dot-com at b-dot-com")
def test_runs_are_in_order_and_apart(text: str) -> None:
    found = FINDER.find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert not any(re.search(r"\s\Z", text[one.start : one.end]) for one in found)
