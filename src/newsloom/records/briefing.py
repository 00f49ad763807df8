"""What is shown. The JSON form of `Briefing` is the contract's `newsloom.briefing/1`, field for field."""

from __future__ import annotations

from typing import Literal

from newsloom.records.article import FurnitureKind, Outlet
from newsloom.records.base import Failure, Passage, Record, When
from newsloom.records.dossier import Claim, Event, OutletAdds, Place, Provenance, StoryStatement, TimelineEntry


class Gloss(Record, frozen=True, kw_only=True):
    """What stands in brackets `at` code points from the beginning of a shown sentence, as newsloom's addition.

    Attributes:
        when: the day that a word means: "on Friday [13 March 2015]"; None where there is none.
        who: how an article names in full whom the sentence calls by a surname alone: "Quill [harbour master Ada Quill]"; else None.
    """

    at: int
    when: When | None = None
    who: Passage | None = None


class CitedSentence(Record, frozen=True, kw_only=True):
    """The contract's SENTENCE: shown words and the passages that they stand on.

    `glosses` are newsloom's own additions, in order; `text` does not hold them.
    """

    text: str
    passages: tuple[Passage, ...]
    attributed_to: str | None
    glosses: tuple[Gloss, ...] = ()


class PaperSays(Record, frozen=True, kw_only=True):
    outlet: str | None
    via: str | None
    article: str
    sentences: tuple[CitedSentence, ...]


class Topic(Record, frozen=True, kw_only=True):
    name: str
    kind: Literal["person", "organisation", "place", "other"]
    aliases: tuple[str, ...]
    mentions: int
    description: CitedSentence | None
    warnings: tuple[str, ...]


class Sections(Record, frozen=True, kw_only=True):
    whats_happened: tuple[CitedSentence, ...]
    why_it_matters: tuple[CitedSentence, ...]
    what_the_papers_say: tuple[PaperSays, ...]
    how_we_got_here: tuple[CitedSentence, ...]
    topics: tuple[Topic, ...]
    open_questions: tuple[CitedSentence, ...] = ()
    notes: dict[str, str] = {}
    dropped_sentences: int = 0


class ArticleCard(Record, frozen=True, kw_only=True):
    """An article as the briefing lists it.

    Attributes:
        mining_reserved: its page reserves text and data mining.
        text: only where asked for (see `render.json`, which leaves a None text out).
    """

    id: str
    version: str
    input: str
    item: str | None
    url: str | None
    title: str | None
    byline: str | None
    outlet: Outlet | None
    published: When
    modified: When | None
    first_seen: str
    language: str
    words: int
    partial: bool
    mining_reserved: bool = False
    text: str | None = None


class StoryBriefing(Record, frozen=True, kw_only=True):
    id: str
    title: str
    first: str | None
    last: str | None
    languages: tuple[str, ...]
    events: tuple[Event, ...]
    articles: tuple[ArticleCard, ...]
    sections: Sections
    statements: tuple[StoryStatement, ...]
    claims: tuple[Claim, ...]
    timeline: tuple[TimelineEntry, ...]
    provenance: Provenance
    places: tuple[Place, ...]
    papers: tuple[OutletAdds, ...] = ()


class LeftOut(Record, frozen=True, kw_only=True):
    article: str
    why: FurnitureKind
    passage: Passage


class Briefing(Record, frozen=True, kw_only=True):
    """The contract's briefing. `text_share`: the most of an article (0 to 1) that a face shows around what is cited (setting `export`)."""

    schema: str
    newsloom: str
    generated: str
    as_of: str | None
    stories: tuple[StoryBriefing, ...]
    left_out: tuple[LeftOut, ...]
    failed: tuple[Failure, ...]
    text_share: float = 0.25
