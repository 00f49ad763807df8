"""Offsets survive every oddity of Unicode: whatever a finder gives is the slice that it says it is."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsloom.annotate import annotate
from newsloom.records import Annotations, Article
from newsloom.settings import AnnotateSettings

ODD = [
    "e\u0301",  # a combining accent
    "\U0001f469\u200d\U0001f692",  # an emoji of three code points
    "\u202eabc\u202c",  # right to left
    "\uff11\uff12\uff13",  # full-width digits
    "com\u00adpany",  # a soft hyphen
    "\u00a0",  # a space that does not break
    "\u2009",
    "\ufeff",
    "\u0000",
    "\U0001f1fa\U0001f1e6",
    "اَلْخَبَر",
    "\u200b",
]
LINES = {
    "en": ["“The dam is safe,” Ida Holt said on Monday.", "Police said 12 people were hurt in Paris.", "He denied it."],
    "fr": ["« Le pont est fermé », a dit Anne Roux lundi.", "Selon la police, 12 personnes ont été blessées à Lyon."],
    "es": ["«El puente está cerrado», dijo Ana Ruiz el lunes.", "La policía dijo que 12 personas murieron en Madrid."],
    "de": ["„Die Brücke ist zu“, sagte Anna Holt am Montag. In Berlin starben 12 Menschen."],
    "ru": ["«Мост закрыт», — сказал мэр Иван Петров. Погибли 12 человек."],
    "zh": ["李明教授说：“这是一个错误。”北京有12人死亡。"],
    "ja": ["「橋は閉鎖された」と田中首相は述べた。"],
    "ar": ["قال أحمد حسن: «الجسر مغلق». وقتل 12 شخصا."],
}


def read(text: str, language: str) -> Annotations:
    article = Article(id="a", version="v", input="test", first_seen="2025-01-01T00:00:00Z", text=text, language=language)
    return annotate([article], AnnotateSettings())[0]


def check(text: str, found: Annotations) -> None:
    size = len(text)
    for sentence in found.sentences:
        assert 0 <= sentence.start < sentence.end <= size
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= size
    for entity in found.entities:
        for role in entity.roles:
            assert role.text == text[role.start : role.end]
    for quantity in found.quantities:
        assert 0 <= quantity.start < quantity.end <= size
    for time in found.times:
        assert 0 <= time.start < time.end <= size
    for s in found.statements:
        assert 0 <= s.start < s.end <= size
        assert s.content == " ".join(text[p.start : p.end] for p in s.pieces)
        assert s.cue_span is None or s.cue == text[s.cue_span.start : s.cue_span.end]
        assert s.source is None or s.start <= s.source.start < s.source.end <= s.end


@st.composite
def odd_text(draw: st.DrawFn, language: str) -> str:
    """The lines of a language with oddities set anywhere in them."""
    text = " ".join(draw(st.lists(st.sampled_from(LINES[language]), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(ODD)) + text[at:]
    return text


@pytest.mark.parametrize("language", sorted(LINES))
def test_every_span_is_its_slice(language: str) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(odd_text(language))
    def holds(text: str) -> None:
        check(text, read(text, language))

    holds()


@pytest.mark.parametrize("odd", [odd for odd in ODD if not odd.isdigit()])  # a number before a quotation belongs to its sentence
def test_an_oddity_before_a_sentence_moves_its_spans_by_its_length(odd: str) -> None:
    line = LINES["en"][0]
    plain, moved = read(f"Yes. {line}", "en"), read(f"Yes. {odd} {line}", "en")
    by = len(odd) + 1
    assert [(s.content, s.start + by) for s in plain.statements] == [(s.content, s.start) for s in moved.statements]
