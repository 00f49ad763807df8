"""Direct quotations in languages that newsloom reads no more of: marks, verbs, speakers; and what is said to be missing."""

import itertools
import tomllib
from pathlib import Path

import pytest

from newsloom.annotate import annotate
from newsloom.lexicon import table
from newsloom.records import Annotations, Article
from newsloom.settings import AnnotateSettings

CASES = tomllib.loads((Path(__file__).parent / "direct.toml").read_text(encoding="utf-8"))
LANGUAGES = ("de", "it", "pt", "ru", "uk", "zh", "ja", "ar")


def read(text: str, language: str) -> Annotations:
    article = Article(id="a", version="v", input="test", first_seen="2025-01-01T00:00:00Z", text=text, language=language)
    return annotate([article], AnnotateSettings())[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases(language: str) -> None:
    wrong = []
    for case in CASES[language]:
        said = [[s.speaker.name or "", s.content] for s in read(case["text"], language).statements]
        if said != case["said"]:
            wrong.append((case["text"], said))
    assert not wrong


FRAMES = {
    "de": ("{q}, {v} Bürgermeisterin Anna Holt am Montag.", "„{w}“", "Die Lage bleibt ernst", "Anna Holt"),
    "it": ("{q}, {v} la sindaca Anna Bruni lunedì.", "«{w}»", "La situazione resta seria", "Anna Bruni"),
    "pt": ("{q}, {v} a ministra Ana Lopes na segunda-feira.", "“{w}”", "A situação continua grave", "Ana Lopes"),
    "ru": ("{q}, — {v} министр Анна Белова в понедельник.", "«{w}»", "Положение остаётся тяжёлым", "Анна Белова"),
    "uk": ("{q}, — {v} міністр Ганна Білик у понеділок.", "«{w}»", "Становище залишається важким", "Ганна Білик"),
    "zh": ("部长李明{v}：{q}", "“{w}”", "情况仍然严重。", "李明"),
    "ja": ("鈴木首相は会見で{q}と{v}。", "「{w}」", "状況は依然として深刻だ", "鈴木"),
    "ar": ("{v} الوزيرة ليلى منصور: {q}.", "«{w}»", "الوضع لا يزال خطيرا", "ليلى منصور"),
}
# Verbs that stand only in other frames than this one.
APART = {"de": {"so", "hieß es", "heißt es", "teilte", "fügte", "räumte", "kündigte", "stellte", "rief"}, "ja": {"言う", "話す", "語る"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_of_the_table_reports(language: str) -> None:
    frame, marks, words, name = FRAMES[language]
    verbs = [v for v in table("direct", language)["verbs"] if v not in APART.get(language, ()) and not v.endswith("、")]
    assert len(verbs) >= 25
    missed = []
    for verb in verbs:
        text = frame.format(q=marks.format(w=words), v=verb)
        said = [(s.speaker.name, s.content) for s in read(text, language).statements]
        if said != [(name, words)]:
            missed.append((verb, said))
    assert not missed


PAIRS = [("„", "“"), ("»", "«"), ("«", "»"), ("“", "”"), ('"', '"'), ("”", "”")]


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
def test_marks_of_every_land(opening: str, closing: str) -> None:
    said = read(f"{opening}Wir wussten nichts davon{closing}, sagte der Sprecher Jens Kroll.", "de").statements
    assert [(s.speaker.name, s.content, s.form) for s in said] == [("Jens Kroll", "Wir wussten nichts davon", "direct")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_read_is_told(language: str) -> None:
    assert "indirect speech" in read("x", language).missing


def test_a_language_without_a_table_gives_no_statement_and_says_so() -> None:
    found = read("„Sild on suletud“, ütles linnapea Anna Tamm.", "et")
    assert (found.statements, "statements" in found.missing) == ((), True)


def test_spans_are_slices_in_every_language() -> None:
    for language, case in itertools.chain.from_iterable([(lang, c) for c in CASES[lang]] for lang in LANGUAGES):
        text = case["text"]
        for s in read(text, language).statements:
            assert s.content == " ".join(text[p.start : p.end] for p in s.pieces)
            assert s.cue_span is None or s.cue == text[s.cue_span.start : s.cue_span.end]
