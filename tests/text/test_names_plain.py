"""Names in scripts without capitals, by the gazetteer alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.text.names import names
from newsloom.text.numbers import han

CASES = [
    ("ja", "東京で日本とロシアの代表が会った。", ["東京", "日本", "ロシア"]),
    ("ja", "ローマ字の本とマリオの店。", []),
    ("ja", "大阪市の住民は国連に手紙を送った。", ["大阪市", "国連"]),
    ("zh", "北京和巴黎的代表谈到乌克兰。", ["北京", "巴黎", "乌克兰"]),
    ("zh", "工人说他们不走。", []),
    ("zh", "欧盟代表抵达上海市。", ["欧盟", "上海市"]),
    ("ar", "وصل الوفد إلى بيروت وباريس قادما من مصر.", ["بيروت", "باريس", "مصر"]),
    ("ar", "قال العمدة إن الجسر مغلق.", []),
]


@pytest.mark.parametrize(("language", "text", "found"), CASES)
def test_names_of_the_gazetteer(language: str, text: str, found: list[str]) -> None:
    assert [name.text for name in names(text, language)] == found


@given(st.text(alphabet="東京大阪ローマ日本国عمان موسكووبَ\u0301 \ud800\n5", max_size=60), st.sampled_from(("zh", "ja", "ar")))
def test_offsets_are_slices_in_order(text: str, language: str) -> None:
    found = names(text, language)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


NUMERALS = [
    ("12", 12),
    ("1.2亿", 120_000_000),
    ("2万5000", 25_000),
    ("三百五十", 350),
    ("十二", 12),
    ("1億2000万", 120_000_000),
    ("３００", 300),
]


@pytest.mark.parametrize(("words", "number"), NUMERALS)
def test_numerals(words: str, number: float) -> None:
    assert han.value(words) == number


@given(st.text(alphabet="0123456789.,一二十百千万億数〇 人", max_size=40))
def test_any_text_is_read(text: str) -> None:
    for numeral in han.numerals(text):
        assert 0 <= numeral.start < numeral.end <= len(text)
