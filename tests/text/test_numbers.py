"""Numbers in plain text: values by separators, spans that are slices, no crash on odd text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsloom.text import numbers


@pytest.mark.parametrize(
    ("numeral", "decimal", "group", "expected"),
    [
        ("1,000.5", ".", ",", 1000.5),
        ("1.000,5", ",", ".", 1000.5),
        ("1 000,5", ",", ".", 1000.5),
        ("1\u202f000", ",", ".", 1000),
        ("1'000", ".", ",", 1000),
        ("10,00,000", ".", ",", 1_000_000),
        ("3.5", ".", ",", 3.5),
        ("3,5", ".", ",", 3.5),
        ("1.000", ",", ".", 1000),
        ("1.000", ".", ",", 1.0),
        ("2,345", ",", ".", 2.345),
        ("１，０００", ".", ",", 1000),
        ("٣٠", ".", ",", 30),
        ("1.2.3", ".", ",", None),
        ("12345678901234567890", ".", ",", None),
    ],
)
def test_numerals_are_read_by_the_separators_of_the_language(numeral: str, decimal: str, group: str, expected: float | None) -> None:
    assert numbers.value(numeral, decimal, group) == expected


@pytest.mark.parametrize("language", ["en", "fr", "es", "de", "xx"])
@given(text=st.text(st.one_of(st.characters(), st.sampled_from("0123456789 .,-$€%aonehundredtwothreeof")), max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_a_crash_and_spans_lie_inside(language: str, text: str) -> None:
    last = 0
    for number in numbers.find(text, language):
        assert 0 <= number.start <= number.core_start < number.core_end <= len(text)
        assert number.start < number.end <= len(text)
        assert number.start >= last
        assert number.low is None or number.high is None or number.low <= number.high
        last = number.end


@pytest.mark.parametrize("value", [0, 7, 16, 21, 40, 71, 80, 97, 99, 100, 116, 180, 345, 1000, 1999, 12_345, 200_000, 3_000_017])
@pytest.mark.parametrize(("language", "locale"), [("en", "en"), ("fr", "fr"), ("es", "es"), ("de", "de")])
def test_number_words_are_read_back(value: int, language: str, locale: str) -> None:
    words = spelled(value, locale)
    found = numbers.find(words, language)
    assert [(n.low, n.start, n.end) for n in found] == [(value, 0, len(words))]


def spelled(value: int, locale: str) -> str:
    return WORDS[locale][value]


WORDS = {
    "en": {
        0: "zero", 7: "seven", 16: "sixteen", 21: "twenty-one", 40: "forty", 71: "seventy-one", 80: "eighty", 97: "ninety-seven",
        99: "ninety-nine", 100: "one hundred", 116: "one hundred and sixteen", 180: "one hundred eighty",
        345: "three hundred and forty-five",
        1000: "one thousand", 1999: "one thousand nine hundred and ninety-nine", 12_345: "twelve thousand three hundred and forty-five",
        200_000: "two hundred thousand", 3_000_017: "three million and seventeen",
    },
    "fr": {
        0: "zéro", 7: "sept", 16: "seize", 21: "vingt et un", 40: "quarante", 71: "soixante et onze", 80: "quatre-vingts",
        97: "quatre-vingt-dix-sept", 99: "quatre-vingt-dix-neuf", 100: "cent", 116: "cent seize", 180: "cent quatre-vingts",
        345: "trois cent quarante-cinq", 1000: "mille", 1999: "mille neuf cent quatre-vingt-dix-neuf",
        12_345: "douze mille trois cent quarante-cinq", 200_000: "deux cent mille", 3_000_017: "trois millions dix-sept",
    },
    "es": {
        0: "cero", 7: "siete", 16: "dieciséis", 21: "veintiuno", 40: "cuarenta", 71: "setenta y uno", 80: "ochenta", 97: "noventa y siete",
        99: "noventa y nueve", 100: "cien", 116: "ciento dieciséis", 180: "ciento ochenta", 345: "trescientos cuarenta y cinco",
        1000: "mil", 1999: "mil novecientos noventa y nueve", 12_345: "doce mil trescientos cuarenta y cinco",
        200_000: "doscientos mil", 3_000_017: "tres millones diecisiete",
    },
    "de": {
        0: "null", 7: "sieben", 16: "sechzehn", 21: "einundzwanzig", 40: "vierzig", 71: "einundsiebzig", 80: "achtzig",
        97: "siebenundneunzig", 99: "neunundneunzig", 100: "einhundert", 116: "einhundertsechzehn", 180: "hundertachtzig",
        345: "dreihundertfünfundvierzig", 1000: "eintausend", 1999: "eintausendneunhundertneunundneunzig",
        12_345: "zwölftausenddreihundertfünfundvierzig", 200_000: "zweihunderttausend", 3_000_017: "drei Millionen siebzehn",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["seventeen seventy-six", "the sixth one", "no one", "twenty twenty-four", "two two", "hundred", "a one-off"],
)
def test_words_side_by_side_do_not_melt(text: str) -> None:
    assert not any(n.low is not None and n.low > 10 for n in numbers.find(text, "en"))


def test_shared_signs_follow_the_country_of_the_outlet() -> None:
    assert numbers.find("It cost $5 million.", "en")[0].unit == "USD"
    assert numbers.find("It cost $5 million.", "en", "AU")[0].unit == "AUD"
    assert numbers.find("It cost A$5 million.", "en", "US")[0].unit == "AUD"
    assert numbers.find("They paid 40 crowns.", "en")[0].unit is None
    assert numbers.find("They paid 40 crowns.", "en", "SE")[0].unit == "SEK"


def test_a_long_hostile_line_is_read_in_linear_time() -> None:
    for text in ("1,000 " * 4000, "one hundred and " * 3000, "1-" * 8000, "between 3 and " * 3000):
        numbers.find(text, "en")
