"""From bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.text.encoding import clean, decode

TEXTS = {
    "fr": (
        "La mairie a déclaré lundi que l’école du Vieux-Port fermerait à l’été, après des années d’hésitation.",
        "cp1252 utf-16-le utf-16-be utf-32-le",
    ),
    "cs": ("Starosta řekl, že škola bude otevřena příští týden, až dělníci dokončí střechu.", "cp1250 iso8859-2"),
    "ru": ("Мэр города сообщил в понедельник, что мост через реку откроют только весной.", "cp1251 koi8-r iso8859-5 utf-16-le cp866"),
    "el": ("Ο δήμαρχος δήλωσε τη Δευτέρα ότι η γέφυρα θα ανοίξει ξανά την άνοιξη.", "cp1253"),
    "tr": ("Belediye başkanı pazartesi günü köprünün kışın açılacağını söyledi.", "cp1254"),
    "he": ("ראש העיר אמר ביום שני כי הגשר ייפתח מחדש באביב הבא.", "cp1255"),
    "ar": ("قال رئيس البلدية يوم الاثنين إن الجسر سيفتح في الربيع المقبل.", "cp1256"),
    "ja": (
        "市長は月曜日、橋の再開が来年の春になると発表した。住民からは不満の声が上がっている。",
        "shift_jis euc_jp iso2022_jp utf-16-le utf-16-be",
    ),
    "zh": ("市长周一宣布，大桥将于明年春天重新开放，居民对此表示不满。", "gb18030 gb2312 utf-16-le"),
    "zt": ("市長週一宣布，大橋將於明年春天重新開放，居民對此表示不滿。", "big5"),
    "ko": ("시장은 월요일 다리가 내년 봄에 다시 열릴 것이라고 발표했다.", "euc_kr"),
}
PAIRS = [(text, encoding) for text, names in TEXTS.values() for encoding in names.split()]


@pytest.mark.parametrize("declared", [None, "iso-8859-1", "utf-8", "no-such-thing"])
@pytest.mark.parametrize(("text", "encoding"), PAIRS)
def test_encodings_are_told_whatever_is_declared(text: str, encoding: str, declared: str | None) -> None:
    assert decode(text.encode(encoding), declared).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf8_and_marks_win_over_a_declaration(encoding: str) -> None:
    text = "Der Bürgermeister – “müde” – schwieg."
    assert decode(text.encode(encoding), "windows-1251").text == text


def test_a_page_names_its_encoding_itself() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Zażółć gęślą jaźń</p></body></html>'
    assert decode(page.encode("iso8859-2")).text == page


def test_utf8_with_a_stray_byte_or_a_cut_end_stays_utf8() -> None:
    text = "Ünïcode fällt öfter äußerst böse auf, übrigens auch Ärzten und Öfen."
    assert decode(text.encode() + b"\xe9 x").text == text + "\ufffd x"
    assert decode("né à l’été".encode()[:-1]).text == "né à l’ét"


def test_clean_drops_what_cannot_be_seen() -> None:
    assert clean("a\r\nb\rc\x0bd\x00e\x85\u2028f\ud800\u00adg\ufeff\u202e") == "a\nb\nc de…\nf\ufffdg"
    assert clean("ن\u200cم\u200dی") == "ن\u200cم\u200dی"


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=12)))
def test_any_bytes_become_text(data: bytes, declared: str | None) -> None:
    text = clean(decode(data, declared).text)
    text.encode("utf-8")
    assert not any(c < " " and c not in "\n\t" for c in text)
    assert clean(text) == text
