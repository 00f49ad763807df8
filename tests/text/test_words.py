"""Words, their background, and fingerprints."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsloom.text import fingerprint
from newsloom.text.words import Background, fold, is_stop, tokens


def test_folding() -> None:
    assert [fold(w) for w in ("Zürich’s", "L'Été", "qu’il", "ÇA", "NATO's")] == ["zurich", "ete", "il", "ca", "nato"]


def test_unspaced_scripts_come_in_pairs() -> None:
    assert tokens("科尼亚 Konya") == ["科尼", "尼亚", "Konya"]


def test_stop_words_come_from_frequencies() -> None:
    assert is_stop("the") and is_stop("dans", "fr") and not is_stop("earthquake") and not is_stop("seisme", "fr")


def test_what_was_seen_takes_over_from_the_background() -> None:
    background = Background()
    fresh = background.weight("earthquake")
    assert background.weight("brekkstad") > fresh > background.weight("people")
    for _ in range(2000):
        background.observe(["earthquake"])
    assert background.weight("earthquake") < 0.3
    again = Background(background.articles, dict(background.counts))
    assert again.weight("earthquake") == background.weight("earthquake")


def test_fingerprints_tell_copies_from_others() -> None:
    text = " ".join(f"word{n} stands here" for n in range(200))
    edited = text.replace("word7 ", "another ")
    assert fingerprint.likeness(fingerprint.of_text(text), fingerprint.of_text(text.upper())) == 1.0
    assert fingerprint.likeness(fingerprint.of_text(text), fingerprint.of_text(edited)) > 0.85
    assert fingerprint.likeness(fingerprint.of_text(text), fingerprint.of_text("quite another thing is said in this place")) < 0.1
    assert fingerprint.likeness(b"", fingerprint.of_text(text)) == 0.0


@given(st.text(max_size=200))
def test_odd_text_has_words_and_a_fingerprint(text: str) -> None:
    words = [fold(w) for w in tokens(text)]
    assert len(fingerprint.of_words(words)) in (0, 4 * fingerprint.PERMUTATIONS)
