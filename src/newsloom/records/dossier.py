"""What is known of one story once its articles are laid side by side. Names and meanings are the contract's."""

from __future__ import annotations

from typing import Literal

from newsloom.records.annotations import Annotations, EntityKind, Form, Modality, Speaker, Stance, StandingKind, Value
from newsloom.records.article import Article
from newsloom.records.base import Passage, Record, When

Agreement = Literal["single", "agree", "compatible", "updated", "conflict", "disputed", "unclear"]
RelationKind = Literal["agree", "compatible", "updated", "conflict", "disputed", "unclear"]
ClaimKind = Literal["quantity", "event", "assessment"]
How = Literal["credit", "dateline", "copy", "rewrite", "cites"]


class Event(Record, frozen=True, kw_only=True):
    """What happened at one place and time, and the articles that report it."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: tuple[str, ...]


class Story(Record, frozen=True, kw_only=True):
    """A running matter: events linked over time."""

    id: str
    title: str
    first: str | None
    last: str | None
    languages: tuple[str, ...]
    events: tuple[Event, ...]
    articles: tuple[str, ...]


class StoryStatement(Record, frozen=True, kw_only=True):
    speaker: Speaker
    cue: str | None
    content: str
    form: Form
    modality: Modality
    via: tuple[str, ...]
    article: str
    passages: tuple[Passage, ...]


class Assertion(Record, frozen=True, kw_only=True):
    article: str
    attributed_to: str | None
    via: tuple[str, ...]
    stance: Stance
    value: Value | None
    as_of: When | None
    passages: tuple[Passage, ...]


class Relation(Record, frozen=True, kw_only=True, rename={"is_": "is"}):
    """How the versions a and b (indexes into a claim's assertions) stand to each other. `rule` names the rule that judged."""

    a: int
    b: int
    is_: RelationKind
    why: str
    rule: str = ""


class StandingStep(Record, frozen=True, kw_only=True):
    when: When
    standing: StandingKind
    by: str | None
    passages: tuple[Passage, ...]


class Claim(Record, frozen=True, kw_only=True):
    id: str
    text: str
    kind: ClaimKind
    agreement: Agreement
    why: str
    reports: int
    independent_sources: int
    assertions: tuple[Assertion, ...]
    relations: tuple[Relation, ...]
    standing: tuple[StandingStep, ...]


class TimelineEntry(Record, frozen=True, kw_only=True):
    when: When
    text: str
    passages: tuple[Passage, ...]


class OriginGroup(Record, frozen=True, kw_only=True):
    """One independent origin and the articles that fold into it. `name` is None where nothing names it."""

    name: str | None
    articles: tuple[str, ...]


class Derivation(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    article: str
    from_: str
    from_article: str | None
    how: How
    confidence: float
    passages: tuple[Passage, ...]


class OwnerGroup(Record, frozen=True, kw_only=True):
    """Outlets behind different origins that one owner has, as of `as_of` ("YYYY-MM"). Told beside the count, never folded into it."""

    owner: str
    outlets: tuple[str, ...]
    as_of: str


class Provenance(Record, frozen=True, kw_only=True):
    reports: int
    independent_sources: int
    origins: tuple[OriginGroup, ...]
    derivations: tuple[Derivation, ...]
    common_owners: tuple[OwnerGroup, ...] = ()


class Place(Record, frozen=True, kw_only=True):
    name: str
    kind: Literal["city", "region", "country", "other"]
    country: str | None
    lat: float | None
    lon: float | None
    mentions: int


class StoryEntity(Record, frozen=True, kw_only=True):
    """An entity over the whole story: article entities with one key, or names that were matched, become one."""

    key: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    mentions: int
    articles: tuple[str, ...]


class DistinctiveWord(Record, frozen=True, kw_only=True):
    """A word that an outlet uses more than the others do. `z`: how surely (standard deviations from no difference); `count`: how often."""

    word: str
    z: float
    count: int


class Departure(Record, frozen=True, kw_only=True):
    """A figure or account of an outlet that cannot stand beside the others'. `here` are its passages, `there` theirs."""

    claim: str
    here: tuple[Passage, ...]
    there: tuple[Passage, ...]


class OutletAdds(Record, frozen=True, kw_only=True):
    """What an outlet adds to a story and what it leaves out.

    Attributes:
        outlet: its name (else its domain); None for an article of which no outlet is known.
        articles: its articles.
        only_claims: ids of claims that no other outlet has, copies of this one aside.
        departs: where its version conflicts with another outlet's.
        only_speakers: people and organisations that only it quotes.
        leaves_out: ids of claims that most other independent origins have and it has not, the widest held first.
        words: its distinctive words, the surest first.
    """

    outlet: str | None
    articles: tuple[str, ...]
    only_claims: tuple[str, ...] = ()
    departs: tuple[Departure, ...] = ()
    only_speakers: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    words: tuple[DistinctiveWord, ...] = ()


class Dossier(Record, frozen=True, kw_only=True):
    story: Story
    articles: tuple[Article, ...]
    annotations: tuple[Annotations, ...]
    entities: tuple[StoryEntity, ...]
    statements: tuple[StoryStatement, ...]
    claims: tuple[Claim, ...]
    timeline: tuple[TimelineEntry, ...]
    provenance: Provenance
    places: tuple[Place, ...]
    additions: tuple[OutletAdds, ...] = ()
