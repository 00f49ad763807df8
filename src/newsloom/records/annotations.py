"""What is read out of one article's text. All offsets are code points of the article's text (and so of its body)."""

from __future__ import annotations

from typing import Literal

from newsloom.records.base import Record, When

EntityKind = Literal["person", "organisation", "place", "group", "other"]
SpeakerKind = Literal["person", "organisation", "place", "group", "unknown"]
Form = Literal["direct", "indirect", "mixed"]
Modality = Literal["asserted", "conditional", "speculated", "expected", "denied", "doubted", "asked"]
Stance = Literal["asserts", "denies", "doubts", "supposes"]
StandingKind = Literal["rumoured", "alleged", "evidenced", "confirmed", "denied", "disputed"]
Mode = Literal["actual", "planned", "estimated", "hypothetical"]


class Whole(Record, frozen=True, kw_only=True):
    """The larger count that a value is a part of ("40 of 300 miners")."""

    low: float | None
    high: float | None
    counts: str


class Value(Record, frozen=True, kw_only=True):
    """A quantity with bounds; the fields are those of the contract's VALUE (see docs/json.md)."""

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    counts: str = ""
    qualifier: str | None = None
    vague: bool = False
    of: Whole | None = None
    period: str | None = None
    where: str | None = None
    mode: Mode = "actual"


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence of the body. `paragraph` counts from 0. `complete` is False for headings, fragments and cut sentences."""

    start: int
    end: int
    paragraph: int
    complete: bool = True


class Entity(Record, frozen=True, kw_only=True):
    """Someone or something that an article names, resolved inside that article.

    Attributes:
        key: canonical key, equal over articles for the same thing where it is known: "place:KP" (country), "place:UA-12" or
            "place:kursk,RU", "org:nato", "person:mark rutte"; without knowledge, kind and folded name.
        name: fullest name that the article gives, in its words.
        aliases: other names that it uses ("Rutte", "Pyongyang" where it speaks for North Korea is not an alias but a speaker's entity).
        role: office or description as first given ("NATO Secretary-General"), None without one.
        roles: all of them with their place.
    """

    key: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    role: str | None = None
    roles: tuple[RoleMention, ...] = ()
    country: str | None = None
    place_kind: Literal["city", "region", "country", "other"] | None = None
    lat: float | None = None
    lon: float | None = None


class RoleMention(Record, frozen=True, kw_only=True):
    start: int
    end: int
    text: str


class Mention(Record, frozen=True, kw_only=True):
    """Where an entity is named. `entity` is an index into `Annotations.entities`; "the minister" is nominal."""

    start: int
    end: int
    entity: int
    form: Literal["name", "nominal", "pronoun", "demonym"] = "name"


class Quantity(Record, frozen=True, kw_only=True):
    """A quantity and its place. start:end covers the whole phrase ("at least 40 of the 300 miners").

    `head` is the count noun's lemma in lower case ("troop"); `klass` its class in the count-noun table ("troops", "killed"),
    None outside it.
    """

    start: int
    end: int
    value: Value
    head: str = ""
    klass: str | None = None


class TimeExpression(Record, frozen=True, kw_only=True):
    """A time expression, normalised against the publication date where there is one ("last year" without a date stays unresolved)."""

    start: int
    end: int
    when: When
    kind: Literal["date", "duration", "since", "until", "recurring"] = "date"


class Speaker(Record, frozen=True, kw_only=True):
    """Who speaks: see the contract's `speaker`."""

    name: str | None = None
    entity: str | None = None
    role: str | None = None
    kind: SpeakerKind = "unknown"


class Piece(Record, frozen=True, kw_only=True):
    """A contiguous stretch of something that may be interrupted. Code points."""

    start: int
    end: int


class Statement(Record, frozen=True, kw_only=True):
    """What someone says, by way of this article.

    Attributes:
        content: the words of the content as they stand (pieces joined by one space).
        pieces: where the content stands.
        source: where the speaker's words stand ("he", "NATO Secretary-General Mark Rutte"), None without a speaker.
        source_head: the same without role and relative clause, for the benchmark.
        cue, cue_span: reporting verb or phrase, and its place.
        via: named intermediaries between speaker and this article.
        modality_cue: the words that decide the modality, None for plain assertion.
        speaker_key: `Entity.key` of the speaker, None where it is none of the entities.
        start, end: the whole: source, cue and content.
    """

    start: int
    end: int
    speaker: Speaker
    content: str
    pieces: tuple[Piece, ...]
    form: Form
    modality: Modality = "asserted"
    modality_cue: str | None = None
    cue: str | None = None
    cue_span: Piece | None = None
    source: Piece | None = None
    source_head: Piece | None = None
    via: tuple[str, ...] = ()
    speaker_key: str | None = None


class Mark(Record, frozen=True, kw_only=True):
    """An explicit sign of how sure something is, or of someone's stand on it ("confirmed for the first time", "disputed by Ukraine").

    `by` and `by_key` name who confirms, denies or doubts; None where the text names nobody. start:end is the cue.
    """

    start: int
    end: int
    standing: StandingKind
    by: str | None = None
    by_key: str | None = None


class Proposition(Record, frozen=True, kw_only=True):
    """One clause-sized thing that the article says is, was, will be or may be so. Claims are made by aligning these over articles.

    Attributes:
        sentence: index into `Annotations.sentences`.
        start, end: the smallest readable stretch that says it.
        predicate: lemma of the verb, noun or adjective it rests on ("deploy", "capture", "ready"), lower case.
        klass: class of the predicate in the predicate table ("send_forces"), None outside it.
        kind: event (something happened or will), state, or assessment (someone's judgement: "not adequately trained").
        subject, object, others: entity indexes by role: who does it; whom or what it is done to; places, companions and the rest.
        subject_heads, object_heads: lemmas of the nouns that head these roles, lower case; "*" for a pronoun, nothing for a name.
        terms: content lemmas of the clause, lower case, names left out.
        quantities, times: indexes into the annotations' lists.
        negated: the clause itself is negated ("did not send").
        whole: the stretch has a subject of its own that is no pronoun, and a finite verb: it can be shown alone.
        tense: of the clause: "past" for a finished event, "perfect" for what holds up to now, None where it cannot be told.
        modality, modality_cue: see `Statement`.
        statement: index of the statement whose content it lies in, None in the article's own voice.
        attributed_to, speaker_key, via: who says it, copied from that statement.
        marks: signs of standing and of others' stands.
    """

    sentence: int
    start: int
    end: int
    predicate: str
    kind: Literal["event", "state", "assessment"]
    klass: str | None = None
    subject: tuple[int, ...] = ()
    object: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    subject_heads: tuple[str, ...] = ()
    object_heads: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    quantities: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    negated: bool = False
    whole: bool = False
    tense: Literal["past", "perfect", "present", "future"] | None = None
    modality: Modality = "asserted"
    modality_cue: str | None = None
    statement: int | None = None
    attributed_to: str | None = None
    speaker_key: str | None = None
    via: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


class Annotations(Record, frozen=True, kw_only=True):
    """All that is read out of one article version by one digest of code, tables and models. Spans need not nest."""

    article: str
    version: str
    language: str
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    statements: tuple[Statement, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    missing: tuple[str, ...] = ()
