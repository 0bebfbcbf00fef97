"""Bytes become text once, and every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.charsets import bytes_of_1252, codec_of, windows_1252
from msglint.source import Source, decode

META = b'<meta http-equiv="Content-Type" content="text/html; charset=%s"><p>'


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("café ☕".encode(), "café ☕", "utf-8"),
        (b"\xef\xbb\xbfHello", "Hello", "utf-8"),
        ("日本".encode("utf-16"), "日本", "utf-16-le"),
        (b"\xfe\xff" + "日本".encode("utf-16-be"), "日本", "utf-16-be"),
        ("Hello".encode("utf-32"), "Hello", "utf-32-le"),
        ("Hello Ann".encode("utf-16-le"), "Hello Ann", "utf-16-le"),
        ("Hello Ann".encode("utf-16-be"), "Hello Ann", "utf-16-be"),
        ("日本\r\nのです\r\n".encode("utf-16-le"), "日本\r\nのです\r\n", "utf-16-le"),
        (b"a\r\nb\rc\nd", "a\r\nb\rc\nd", "utf-8"),
        (b"a\0b", "a\0b", "utf-8"),
        ("\ud83d x".encode("utf-8", "surrogatepass"), "\ud83d x", "utf-8"),
        (b"\xff\xfe" + "\ud83dx".encode("utf-16-le", "surrogatepass"), "\ud83dx", "utf-16-le"),
        (META % b"shift_jis" + "日本".encode("cp932"), (META % b"shift_jis").decode() + "日本", "cp932"),
        (META % b"iso-2022-jp" + "日本".encode("iso2022_jp"), (META % b"iso-2022-jp").decode() + "日本", "iso2022_jp_ext"),
        (b"<meta charset=euc-jp>" + "日本".encode("euc_jp"), "<meta charset=euc-jp>日本", "euc_jp"),
        (b"<meta charset=gb2312>" + "你好".encode("gbk"), "<meta charset=gb2312>你好", "gb18030"),
        (b"<?xml version='1.0' encoding='windows-1251'?>" + "Да".encode("cp1251"), "<?xml version='1.0' encoding='windows-1251'?>Да", "cp1251"),
        (b"<meta charset=iso-8859-1>\x93x\x94", "<meta charset=iso-8859-1>“x”", "cp1252"),
        (b"---\ntype: x\n---\n<meta charset=koi8-r>" + "Да".encode("koi8-r"), "---\ntype: x\n---\n<meta charset=koi8-r>Да", "koi8-r"),
    ],
)  # fmt: skip
def test_reads_what_is_declared_or_plain(data: bytes, text: str, encoding: str) -> None:
    source = decode(data)
    assert (source.text, source.encoding, source.note) == (text, encoding, "")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xe9", "café"),
        (b"\x81 \x93", "\x81 “"),
        ("日本".encode("cp932"), windows_1252("日本".encode("cp932"))),
        (b"\xff\xfea", "�"),
        ("Grüße, schön, größer".encode() + b" \xe9", "Grüße, schön, größer �"),
    ],
)
def test_says_what_it_had_to_guess(data: bytes, text: str) -> None:
    source = decode(data)
    assert source.text == text
    assert source.note


def test_a_charset_known_from_outside_goes_before_guesses() -> None:
    assert decode("日本".encode("cp932"), "Shift_JIS").text == "日本"
    assert decode("é".encode(), "iso-8859-1").text == "é"
    assert decode(b"\xe9", "utf-8").text == "é"
    assert decode(b"abc", "no-such-charset").text == "abc"


def test_the_charset_of_one_part_does_not_speak_for_a_mail() -> None:
    data = b"MIME-Version: 1.0\nContent-Type: text/html\n\n<meta charset=shift_jis>\x93\xfa"
    assert decode(data).encoding == "cp1252"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("latin1", "cp1252"),
        ("US-ASCII", "cp1252"),
        ("UTF8", "utf-8"),
        ("sjis", "cp932"),
        ("base64", ""),
        ("x-nope", ""),
    ],
)
def test_labels_mean_what_mail_programs_take_them_for(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@given(st.binary())
def test_decoding_never_fails(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@given(st.binary())
def test_windows_1252_keeps_every_byte(data: bytes) -> None:
    assert bytes_of_1252(windows_1252(data)).encode("latin-1") == data


@given(st.text())
def test_what_was_written_as_utf_8_is_read_back(text: str) -> None:
    data = text.encode()
    source = decode(data)
    assert source.encoding.startswith("utf-")
    assert source.encoding != "utf-8" or source.text == text.removeprefix("\ufeff")


def test_lines_and_columns_count_from_one_over_all_line_breaks() -> None:
    source = Source("ab\r\nc\rd\n\ne")
    assert [source.position(at) for at in (0, 2, 4, 6, 8, 9)] == [(1, 1), (1, 3), (2, 1), (3, 1), (4, 1), (5, 1)]
    assert [source.line(number) for number in (1, 2, 3, 4, 5, 6)] == ["ab", "c", "d", "", "e", ""]


@pytest.mark.parametrize(
    ("text", "codec", "is_read"),
    [
        (
            "Größe „L“ für Übermorgen, 5 m³, ½ Stück. Ça va? ¡Olé! ¿Qué tal, señor Muñoz? Œuvre naïve, 20 €",
            "cp1252",
            True,
        ),
        ("été élève à où ça", "cp1252", True),
        ("Guðrún wrote: ¾ of it", "cp1252", True),
        ("Hola¿Cómo está?Gracias¿Le llegó el pedido?", "cp1252", True),
        ("注文番号 250-1234567-1234567 星5つのレビューをお願いします", "shift_jis", False),
        ("订单，请给五星好评，我们送您礼品卡", "gb18030", False),
        ("شكرا لكم على الشراء من متجرنا", "cp1256", False),
        ("Dziękujemy, paczka była wysłana już wczoraj", "cp1250", False),
        ("Teşekkür ederiz, beş yıldızlı yorum yazın, ışık", "cp1254", False),
        ("Спасибо за покупку", "cp1251", False),
    ],
)
def test_what_hardly_is_windows_1252_is_not_vouched_for(text: str, codec: str, *, is_read: bool) -> None:
    assert (decode(text.encode(codec)).unread == "") is is_read
