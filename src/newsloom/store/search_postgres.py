"""Full text search in PostgreSQL: one `tsvector` an article.

It holds the words as they stand (accents and case folded), those of the title weighing more; for scripts without spaces, pairs of
characters; and, marked with "~", the stems of the article's language where PostgreSQL knows that, so that "ports" finds "port".
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from newsloom.records import Article
from newsloom.store.hits import SPACELESS, TITLE_WEIGHT, Hit, body

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(f"(?:{SPACELESS.pattern})+|(?:(?!{SPACELESS.pattern}).)+")
_LONGEST = 60  # characters of a word that count
_ROOM = 400_000  # bytes of one article's words: a tsvector holds a megabyte, with places and stems
_LAST = 16_383  # the last place that a tsvector knows
_COMMON = 2_000  # a word that so many articles hold does not tell which of them are alike
_WEIGHTS = f"'{{0.08, 0.1, {1 / TITLE_WEIGHT}, 1.0}}'"  # of stems, nothing, words of the text, words of the title

# Languages that every PostgreSQL since 13 has stems for.
_CONFIGS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "ga": "irish", "hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish",
}  # fmt: skip


def index(connection: Connection, article: Article) -> None:
    title, main = _terms(article.title or ""), _terms(body(article))
    config = _CONFIGS.get(article.language.split("-")[0].lower())
    words = " ".join(term for term in (*title, *main) if not SPACELESS.match(term)) if config else ""
    connection.execute(
        text(
            "INSERT INTO search_texts (article, words) VALUES (:article, CAST(:exact AS tsvector) || array_to_tsvector(ARRAY("
            "SELECT DISTINCT '~' || lexeme FROM unnest(to_tsvector(CAST(:config AS regconfig), :words))))) "
            "ON CONFLICT (article) DO UPDATE SET words = excluded.words"
        ),
        {"article": article.id, "exact": _vector(title, main), "config": config or "simple", "words": words},
    )
    if config:
        connection.execute(text("INSERT INTO search_configs (name) VALUES (:name) ON CONFLICT DO NOTHING"), {"name": config})


def _terms(value: str) -> list[str]:
    """Words and pairs of characters, as far as there is room."""
    found: list[str] = []
    room = _ROOM
    for word in _WORD.findall(_folded(value)):
        for run in _RUN.findall(word):
            terms = [run[at : at + 2] for at in range(len(run))] if SPACELESS.match(run) else [run[:_LONGEST]]
            found += terms
            room -= sum(len(term.encode("utf-8", "replace")) + 8 for term in terms)
            if room < 0:
                return found
    return found


def _folded(value: str) -> str:
    plain = unicodedata.normalize("NFD", value.casefold())
    return unicodedata.normalize("NFC", re.sub(r"[\u0300-\u036f]", "", plain))


def _vector(title: Iterable[str], main: Iterable[str]) -> str:
    """A tsvector as PostgreSQL writes it. Words are letters and digits alone, so that nothing in them needs an escape."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    at = 0
    for weight, terms in (("A", title), ("B", main)):
        for term in terms:
            at = min(at + 1, _LAST)
            if len(places[term]) < 200:
                places[term].append(f"{at}{weight}")
    return " ".join(f"'{term}':{','.join(dict.fromkeys(where))}" for term, where in places.items())


# Asking


def find(connection: Connection, words: str, limit: int) -> list[Hit]:
    tokens = list(dict.fromkeys(_WORD.findall(_folded(words))))[:100]
    if not tokens:
        return []
    _by_index(connection)
    asked = _asked(connection, tokens)
    given, score = _scored({asked[token]: 1.0 for token in tokens})
    return _hits(connection, " & ".join(asked.values()), score, given, limit)


def alike(connection: Connection, words: Sequence[str], limit: int) -> list[Hit]:
    tokens = list(dict.fromkeys(token for word in words for token in _WORD.findall(_folded(word))))[:100]
    if not tokens:
        return []
    _by_index(connection)
    asked = _asked(connection, tokens, stems=False)
    known, total = _held_by(connection, asked), _total(connection)
    telling = {token: count for token, count in known.items() if 0 < count < _COMMON} or {t: c for t, c in known.items() if c}
    if not telling:
        return []
    weights = {asked[token]: math.log(1 + (max(total, count) - count + 0.5) / (count + 0.5)) for token, count in telling.items()}
    given, score = _scored(weights)
    return _hits(connection, " | ".join(weights), score, given, limit)


def _scored(weights: Mapping[str, float]) -> tuple[dict[str, Any], str]:
    """The sum over words: how much a word says, times how an article has it (title, how often, of how long a text)."""
    given: dict[str, Any] = {}
    parts = []
    for at, (query, weight) in enumerate(weights.items()):
        given |= {f"q{at}": query, f"w{at}": 10 * weight}
        parts.append(f":w{at} * ts_rank({_WEIGHTS}, words, CAST(:q{at} AS tsquery), 1)")
    return given, " + ".join(parts)


def _asked(connection: Connection, tokens: Sequence[str], *, stems: bool = True) -> dict[str, str]:
    """Word → the tsquery that stands for it."""
    found = {token: [_exact(token)] for token in tokens}
    if stems:
        rows = connection.execute(
            text(
                "SELECT DISTINCT token, unnest(tsvector_to_array(to_tsvector(CAST(name AS regconfig), token))) AS stem "
                "FROM unnest(CAST(:tokens AS text[])) AS token, search_configs"
            ),
            {"tokens": [token for token in tokens if not SPACELESS.search(token)]},
        )
        for row in sorted(rows):
            found[row.token].append(f"'~{row.stem}'")
    return {token: f"({' | '.join(parts)})" for token, parts in found.items()}


def _exact(token: str) -> str:
    parts = []
    for run in _RUN.findall(token):
        if not SPACELESS.match(run):
            parts.append(f"'{run[:_LONGEST]}'")
        elif len(run) == 1:
            parts.append(f"'{run}':*")
        else:
            parts += [f"'{run[at : at + 2]}'" for at in range(len(run) - 1)]
    return f"({' & '.join(parts)})"


def _held_by(connection: Connection, asked: Mapping[str, str]) -> dict[str, int]:
    """By how many articles each word is held, counted as far as it matters."""
    rows = connection.execute(
        text(
            "SELECT place, (SELECT count(*) FROM (SELECT 1 FROM search_texts WHERE words @@ CAST(query AS tsquery) LIMIT :common) bounded) "
            "AS held FROM unnest(CAST(:queries AS text[])) WITH ORDINALITY AS asked (query, place)"
        ),
        {"queries": list(asked.values()), "common": _COMMON},
    )
    counts = {row.place: int(row.held) for row in rows}
    return {token: counts[place] for place, token in enumerate(asked, 1)}


def _total(connection: Connection) -> int:
    """About how many articles there are."""
    guess = connection.execute(text("SELECT reltuples FROM pg_class WHERE oid = CAST('search_texts' AS regclass)")).scalar()
    if guess is not None and guess > 10_000:
        return int(guess)
    return int(connection.execute(text("SELECT count(*) FROM search_texts")).scalar_one())


def _by_index(connection: Connection) -> None:
    """The planner takes reading all rows for cheap, as it does not count that each tsvector is unpacked: keep it from that."""
    connection.execute(text("SELECT set_config('enable_seqscan', 'off', true)"))


def _hits(connection: Connection, query: str, score: str, given: Mapping[str, Any], limit: int) -> list[Hit]:
    found = connection.execute(
        text(
            f"SELECT search_texts.article, memberships.story, {score} AS score "  # noqa: S608 - words are bound
            "FROM (SELECT CAST(:query AS tsquery) AS query) asked JOIN search_texts ON words @@ query "
            "LEFT JOIN memberships ON memberships.article = search_texts.article ORDER BY score DESC, search_texts.article LIMIT :limit"
        ),
        {**given, "query": query, "limit": limit},
    )
    return [Hit(article=row.article, story=row.story, score=row.score) for row in found]


def forget(connection: Connection, article: str) -> None:
    """Take an article out of the index."""
    connection.execute(text("DELETE FROM search_texts WHERE article = :article"), {"article": article})
