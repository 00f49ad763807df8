"""What clustering knows of an article: cheap, computed once, small enough to be kept for every article in the window."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsloom import lexicon
from newsloom.cluster.dates import mentioned_days
from newsloom.cluster.familiar import Familiar
from newsloom.cluster.names import name_words
from newsloom.cluster.places import places
from newsloom.records import Article, Record, When
from newsloom.text import fingerprint
from newsloom.text.names_fold import person
from newsloom.text.vectors import Embedder
from newsloom.text.words import expected_share, fold, stops, tokens

FORM = 1  # raise it when the meaning of a field changes: stored features of another form are computed anew
_BODY_WORDS = 700
_LEAD_WORDS = 60
_LEAD_CHARACTERS = 240
_KEPT_TERMS = 160
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?![\d])|(?<!\d)\d{1,9}(?:[.,]\d{1,9}){0,4}")
_SPACES = {ord(" "): None, 0xA0: None, 0x202F: None}
_EPOCH = date(1970, 1, 1).toordinal()


class Features(Record, frozen=True, kw_only=True):
    """The cheap features of one article version.

    Attributes:
        article, version, language: whose they are.
        day: publication day as days since 1970-01-01 (UTC), None when unknown.
        terms: folded content word → how often it stands in title and body (at most 9).
        title: folded content words of the title.
        lead: folded content words of title and lead (the first 60 words).
        names: words that are (parts of) names → how often, folded so that Cyrillic meets Latin.
        lead_names: those that stand in title and lead.
        places: canonical key of a place that it names → the folded name by which it does, in order of first mention.
        lead_places: keys of those in title and lead.
        numbers: figures as plain text ("12", "4.5"), years left out.
        days: days that the text speaks of, as days since 1970-01-01.
        vector: embedding of title and lead, unit length, as 16-bit floats.
        signature: MinHash of the body.
        words: number of words in the body.
    """

    article: str
    version: str
    language: str
    day: int | None
    terms: dict[str, int]
    title: tuple[str, ...]
    lead: tuple[str, ...]
    names: dict[str, int]
    lead_names: tuple[str, ...]
    places: dict[str, str]
    lead_places: tuple[str, ...]
    numbers: tuple[str, ...]
    lead_numbers: tuple[str, ...]
    days: tuple[int, ...]
    vector: bytes
    signature: bytes
    words: int
    form: int = FORM

    def to_bytes(self) -> bytes:
        """A compact form (MessagePack, about 4 KB) that a store can keep."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> Features:
        """The features that `to_bytes` wrote.

        Raises:
            msgspec.ValidationError: the data is of another form; compute the features anew.
        """
        found = msgspec.msgpack.decode(data, type=cls)
        if found.form != FORM:
            raise msgspec.ValidationError(f"features of form {found.form}, this version reads form {FORM}")
        return found

    def embedding(self) -> NDArray[np.float32]:
        return np.frombuffer(self.vector, dtype=np.float16).astype(np.float32)


def features(articles: Sequence[Article], embedder: Embedder, familiar: Familiar | None = None) -> list[Features]:
    """The features of each article, in order, embedded in one batch.

    Args:
        familiar: what is known of the outlets' pages; lines that an outlet printed on other pages are left out, and it learns from each
            article in turn. Without it (None) every line counts.
    """
    bodies = [_own_words(article, familiar) for article in articles]
    vectors = embedder.encode([_lead_text(article, body) for article, body in zip(articles, bodies, strict=True)])
    return [_one(article, body, vector) for article, body, vector in zip(articles, bodies, vectors, strict=True)]


def _own_words(article: Article, familiar: Familiar | None) -> str:
    body = article.body()
    if familiar is None:
        return body
    own = familiar.strip(article, body)
    familiar.learn(article, body, day_of(article.published))
    return own


def day_of(when: When) -> int | None:
    """The day of a date as days since 1970-01-01 where it is known to the day, else None."""
    if when.value is None or len(when.value) < 10:
        return None
    try:
        return date.fromisoformat(when.value[:10]).toordinal() - _EPOCH
    except ValueError:
        return None


def iso(day: int) -> str:
    """Days since 1970-01-01 → "YYYY-MM-DD"."""
    return (date.fromordinal(_EPOCH) + timedelta(days=day)).isoformat()


def _lead_text(article: Article, body: str) -> str:
    lead = " ".join(body[:2000].split())[:_LEAD_CHARACTERS]
    return f"{article.title}. {lead}" if article.title else lead


def _lead(article: Article, body: str) -> str:
    words = body[:4000].split()[:_LEAD_WORDS]
    return f"{article.title or ''}\n{' '.join(words)[:600]}"


def _one(article: Article, body: str, vector: NDArray[np.float32]) -> Features:
    language = article.language if article.language != "und" else "en"
    title = tokens(article.title or "")
    words = tokens(body)
    seen = [*title, *words[:_BODY_WORDS]]
    folded = [fold(word) for word in seen]
    lead_size = len(title) + _LEAD_WORDS
    names = name_words(seen, folded, len(title), language)
    lead_named = places(seen[:lead_size], folded[:lead_size], (article.title or "") + " " + body.strip()[:200], language)
    named = lead_named | places(seen[lead_size:], folded[lead_size:], body, language)
    day = day_of(article.published)
    lead_words = folded[:lead_size]
    return Features(
        article=article.id,
        version=article.version,
        language=article.language,
        day=day,
        terms=_heaviest(folded, language),
        title=_content(folded[: len(title)], language),
        lead=_content(lead_words, language),
        names=names,
        lead_names=tuple(dict.fromkeys(name for name in map(person, lead_words) if name in names)),
        places=named,
        lead_places=tuple(lead_named),
        numbers=_numbers(f"{article.title or ''}\n{body[:6000]}", folded, language),
        lead_numbers=_numbers(_lead(article, body), lead_words, language),
        days=mentioned_days(folded, day, language),
        vector=np.asarray(vector, dtype=np.float16).tobytes(),
        signature=fingerprint.of_words([fold(word) for word in words]),
        words=len(words),
    )


def _content(words: Iterable[str], language: str) -> tuple[str, ...]:
    common = stops(language)
    return tuple(dict.fromkeys(w for w in words if len(w) > 1 and w not in common and not w.isdigit()))


def _heaviest(words: Sequence[str], language: str) -> dict[str, int]:
    """The terms that say most, each with its count; numbers are kept apart."""
    common = stops(language)
    counts = Counter([w for w in words if len(w) > 1 and w not in common and not w.isdigit()])
    ranked = sorted(counts, key=lambda w: (-min(counts[w], 9) * (1.02 - expected_share(w, language)), w))
    return {w: min(counts[w], 9) for w in ranked[:_KEPT_TERMS]}


def _numbers(text: str, words: Iterable[str], language: str) -> tuple[str, ...]:
    """Figures in one notation ("6,1" and "6.1", "10,000" and "10 000", "nine" and "9"), those in digits first; years are left out."""
    figures = [_figure(match.group()) for match in _FIGURE.finditer(text)]
    spelled: dict[str, int] = lexicon.table("cluster", language.split("-")[0]).get("figures", {})
    figures.extend(str(spelled[word]) for word in words if word in spelled)
    return tuple(dict.fromkeys(figure for figure in figures if not (len(figure) == 4 and figure[:2] in ("19", "20"))))


def _figure(written: str) -> str:
    digits = str.translate(written, _SPACES)
    whole = digits.replace(",", "").replace(".", "")
    pieces = digits.replace(",", ".").split(".")
    if len(pieces) == 1 or all(len(piece) == 3 for piece in pieces[1:]):
        return whole.lstrip("0") or "0"
    return f"{''.join(pieces[:-1]).lstrip('0') or '0'}.{pieces[-1]}"
