"""The reporting tables of a language, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsloom.lexicon import table

_WORTH = (
    "attitudes",
    "acts",
    "grants",
    "no_strays",
    "goes_on",
    "future",
    "negatable",
    "anyone",
    "opinions",
    "impersonal",
    "as_said",
    "physical",
    "acts_on_things",
)
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """What `reporting.toml` of one language says. Lemmas, lower case.

    Attributes:
        verbs: classes of each verb ("say", "judge", ...).
        adjectives: class of each adjective that takes a clause ("is confident that").
        particles: prepositions and particles that a verb takes before its object.
        speech, thought: nouns that carry words, or thought.
        light: verbs that mean little beside such a noun ("make a claim").
        documents: nouns of things that carry words.
        silent: verb classes that are no speech.
        comments: nouns by which a writer remarks on what was said (", a move that").
        goes_on, ..., impersonal: see the table.
        citing: verbs that name whom a go-between cites.
    """

    verbs: dict[str, frozenset[str]]
    adjectives: dict[str, str]
    particles: dict[str, frozenset[str]]
    speech: frozenset[str]
    thought: frozenset[str]
    light: frozenset[str]
    documents: frozenset[str]
    silent: frozenset[str]
    citing: frozenset[str]
    comments: frozenset[str]

    no_strays: frozenset[str]
    attitudes: frozenset[str]
    acts: frozenset[str]
    grants: frozenset[str]
    goes_on: frozenset[str]
    future: frozenset[str]
    negatable: frozenset[str]
    anyone: frozenset[str]
    opinions: frozenset[str]
    impersonal: frozenset[str]
    as_said: frozenset[str]
    physical: frozenset[str]
    acts_on_things: frozenset[str]

    def classes(self, lemma: str) -> frozenset[str]:
        return self.verbs.get(lemma.lower(), NONE)


@cache
def words(language: str) -> Words:
    data = table("reporting", language)
    verbs: dict[str, set[str]] = {}
    for klass, lemmas in data.get("verbs", {}).items():
        for lemma in lemmas:
            verbs.setdefault(lemma, set()).add(klass)
    nouns = data.get("nouns", {})
    return Words(
        verbs={lemma: frozenset(classes) for lemma, classes in verbs.items()},
        adjectives={word: klass for klass, words_ in data.get("adjectives", {}).items() for word in words_},
        particles={verb: frozenset(list_) for verb, list_ in data.get("particles", {}).items()},
        speech=frozenset(nouns.get("speech", ())),
        thought=frozenset(nouns.get("thought", ())),
        light=frozenset(data.get("light", {}).get("verbs", ())),
        documents=frozenset(data.get("documents", ())),
        **{name: frozenset(data.get("worth", {}).get(name, ())) for name in _WORTH},
        silent=frozenset(data.get("not_speech", ())),
        comments=frozenset(data.get("comments", ())),
        citing=frozenset(data.get("citing", {}).get("verbs", ())),
    )
