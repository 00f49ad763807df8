"""The patterns of `reporting.toml`, compiled: for languages whose parse, if any, newsloom has no rules for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from newsloom.lexicon import table


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of one language.

    Attributes:
        verb: a reporting verb in any of its forms.
        that: what opens a reported clause.
        asks: what opens a reported question ("si"), after `asking` verbs alone.
        according: phrases before a source.
        nobody: reports of nobody in particular.
        not_sources: words behind `according` that are no source.
        inverted: a pronoun behind the verb.
        impersonal: a pronoun before the verb that stands for nobody.
        infinitive: what opens a reported infinitive, adverbials before it allowed.
        relative: a relative pronoun right before the verb, its subject.
        stop: where a subject behind the verb ends.
        rumours: sources that are nobody.
        drops_subject: the language may leave the subject out.
    """

    verb: re.Pattern[str]
    that: re.Pattern[str]
    according: re.Pattern[str]
    nobody: re.Pattern[str] | None
    not_sources: tuple[str, ...]
    inverted: re.Pattern[str]
    impersonal: re.Pattern[str]
    asks: re.Pattern[str]
    infinitive: re.Pattern[str]
    relative: re.Pattern[str]
    stop: re.Pattern[str]
    adverb: re.Pattern[str]
    negation: re.Pattern[str]
    auxiliary: re.Pattern[str]
    articles: re.Pattern[str]
    openers: re.Pattern[str]
    verbs: dict[str, re.Pattern[str]]
    speakers: re.Pattern[str]
    rumours: tuple[str, ...]
    drops_subject: bool

    def takes_infinitive(self, verb: str) -> bool:
        return bool(self.verbs["infinitive"].search(verb))

    def gives_name(self, verb: str) -> bool:
        return bool(self.verbs["label"].search(verb))

    def gives_amount(self, verb: str) -> bool:
        return bool(self.verbs["amount"].search(verb))

    def takes_object(self, verb: str) -> bool:
        return bool(self.verbs["object"].search(verb))

    def asking(self, verb: str) -> bool:
        return bool(self.verbs["asking"].search(verb))

    def negated(self, before: str) -> bool:
        return bool(self.negation.search(before))

    def can_speak(self, words: str) -> bool:
        """The words name a person or body, or carry a name."""
        first = " ".join(words.split()[:4])
        return bool(self.speakers.search(first) or _NAME.search(first) or _SHORT.search(first))

    def plausible(self, words: str) -> bool:
        """The words may be a subject: an article, number or capital opens them, and no verb or question stands in them."""
        text = words.strip(" ,;:")
        first = text.split()[0] if text.split() else ""
        if not first or _ODD.search(text) or self.verb.search(text) or self.auxiliary.search(text) or self.openers.fullmatch(first):
            return False
        return first[:1].isupper() or first[:1].isdigit() or bool(self.articles.match(first)) or bool(self.speakers.match(text))

    def opens_relative(self, words: str) -> bool:
        """ "qui ont été blessés": no subject."""
        return bool(self.relative.match(" ".join(words.split()[:1]) + " "))

    def ends_relative(self, words: str) -> bool:
        """ "la ville, que" before a verb: the subject is what the pronoun stands for."""
        return bool(self.relative.match(" ".join(words.split()[-1:]) + " "))

    def trails(self, words: str) -> bool:
        """What stands behind a source in the middle of nothing: an apposition or relative clause."""
        return bool(self.articles.match(words) and not self.auxiliary.search(words)) or self.opens_relative(words)

    def past_adverb(self, body: str, at: int) -> int:
        """`at`, or where an adverb there ends ("a promis mardi 800 euros")."""
        match = self.adverb.match(body, at)
        return match.end() if match else at

    def noun_after(self, body: str, at: int, end: int) -> tuple[int, int] | None:
        """The subject behind a verb: up to the second comma at most, or words that open something else."""
        space = len(body[at:end]) - len(body[at:end].lstrip())
        at = self.past_adverb(body, at + space)
        text = body[at:end]
        stop = self.stop.search(text)
        if stop and not text[: stop.start()].strip():  # "a appelé sur la radio Ada Holt": the name behind
            name = _NAME.search(text, stop.end())
            return (at + name.start(), at + name.end()) if name else None
        text = text[: stop.start()] if stop else text
        parts = text.split(",")
        if len(parts) > 2:
            text = ",".join(parts[:2])
        return (at, at + len(text)) if text.strip() else None


_ODD = re.compile(r"[?¿!¡@#«“\"]|https?:")
_SHORT = re.compile(r"\b[A-Z]{2,}\b")
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]+\s+(?:d[eu]l?\s+|da\s+|van\s+|von\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]+")


@cache
def patterns(language: str) -> Patterns | None:
    """None for a language without `patterns` in its reporting table."""
    data = table("reporting", language).get("patterns")
    if not data:
        return None

    def any_of(words: list[str]) -> str:
        return "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True)).replace(r"\ ", r"\s+")

    simple = [v for v in data["verbs"] if v not in set(data["participles"])]
    compound = rf"(?:{any_of(data['auxiliaries'])})(?:-t)?(?:-(?:il|elle|ils|elles|on))?\s+(?:(?:{any_of(data['between'])})\s+)?"
    verb = rf"{compound}(?:{any_of(data['participles'])})|(?:{any_of(simple)})"
    both = set(data["participles"]) & {"dit", "écrit"}  # past participle and present alike
    if both:
        verb += rf"|(?:{any_of(sorted(both))})"
    that = any_of([w for w in data["that"] if w[-1:] not in "'’" and w not in data["asks"]])
    elided = any_of([w for w in data["that"] if w[-1:] in "'’"] or ["\0"])
    return Patterns(
        verb=re.compile(rf"(?<![\w-])(?:{verb})(?!\w)", re.IGNORECASE),
        that=re.compile(rf"(?<!\w)(?:(?:{that})(?!\w)|(?:{elided}))", re.IGNORECASE),
        according=re.compile(rf"(?<!\w)(?:{any_of(data['according'])})(?![\w-])", re.IGNORECASE),
        nobody=re.compile(rf"(?<!\w)(?:{any_of(data['nobody'])})\s+(?={that}|{elided})", re.IGNORECASE),
        not_sources=tuple(data["not_sources"]),
        impersonal=re.compile(rf"(?<!\w)(?:{any_of(data['impersonal'])})\s*$", re.IGNORECASE),
        inverted=re.compile(r"-t?-?(il|elle|ils|elles)\b", re.IGNORECASE),
        asks=re.compile(rf"(?<!\w)(?:{any_of(data['asks'])})(?!\w)", re.IGNORECASE),
        infinitive=re.compile(rf"\s+(?:[\w’'-]+\s+){{0,4}}?(?P<what>(?:{any_of(data['infinitives'])})\s)", re.IGNORECASE),
        relative=re.compile(rf"(?<!\w)(?:{any_of(data['relatives'])})\s+(?:\S+\s+){{0,3}}$", re.IGNORECASE),
        stop=re.compile(rf"[.;:«“\"(]|\s(?:{any_of(data['stops'])})(?!\w)", re.IGNORECASE),
        adverb=re.compile(rf"(?:(?:{any_of(data['adverbs'])})\s+)", re.IGNORECASE),
        negation=re.compile(rf"(?<!\w)(?:{any_of(data['negation'])})\s*(?:\w+\s*)?$", re.IGNORECASE),
        auxiliary=re.compile(rf"(?<!\w)(?:{any_of(data['auxiliaries'])})\s", re.IGNORECASE),
        articles=re.compile(rf"(?:{any_of([*data['articles'], *data['owners'], *data['these']])})", re.IGNORECASE),
        openers=re.compile(rf"(?:{any_of([*data['openers'], *data['relatives']])})", re.IGNORECASE),
        verbs={
            name: re.compile(rf"(?<!\w)(?:{any_of(data[name + '_verbs'])})$", re.IGNORECASE)
            for name in ("infinitive", "label", "amount", "object", "asking")
        },
        speakers=re.compile(rf"(?<!\w)(?:{any_of([*data['people'], *data['bodies'], *data['plural']])})(?!\w)", re.IGNORECASE),
        rumours=tuple(data["rumours"]),
        drops_subject=bool(data.get("drops_subject")),
    )
