"""Finds people, organisations, places and groups, and everything in the article that stands for them."""

from __future__ import annotations

from newsloom.annotate.entities import bodies, groups, kin, kinds, persons, pronouns, spans
from newsloom.annotate.entities.acronyms import join_acronyms
from newsloom.annotate.entities.gather import gather, people_of
from newsloom.annotate.reading import Reading
from newsloom.records import Entity, Mention

__all__ = ["find"]


def find(reading: Reading) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The entities of an article, in order of first mention, and their mentions, in order of the text.

    Mentions may nest: "North Korean" (the country) lies in "North Korean troops" (the group). A capital that speaks or acts for its
    government ("Moscow refused") is a mention of that government ("org:RU government"), not of the town. Mention.form is "name" for names,
    "demonym" for a people's adjective, "nominal" and "pronoun" for what was resolved; what could not be resolved is no mention.
    """
    named = kin.settle(reading, kinds.decide(reading, spans.candidates(reading)))
    persons.resolve(named)
    join_acronyms(reading.body, named)
    people = people_of(reading, named)
    held = [(start, end) for who in people.values() for start, end, _ in who.roles]
    named = [m for m in named if m.kind != "other" or not any(a <= m.start and m.end <= b for a, b in held)]
    named += groups.groups(reading, named)
    named += bodies.resolve(reading, named)
    named += pronouns.resolve(reading, named, people)
    return gather(named, people, reading.language)
