"""The records that travel along the road: documents, articles, annotations, dossiers, briefings.

All are frozen and typed (msgspec structs). Their JSON form is their fields by name: `to_json` writes it, `from_json` reads and checks it.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from newsloom.records.annotations import (
    Annotations,
    Entity,
    EntityKind,
    Form,
    Mark,
    Mention,
    Modality,
    Mode,
    Piece,
    Proposition,
    Quantity,
    RoleMention,
    Sentence,
    Speaker,
    SpeakerKind,
    Stance,
    StandingKind,
    Statement,
    TimeExpression,
    Value,
    Whole,
)
from newsloom.records.article import (
    Article,
    Document,
    Furniture,
    FurnitureKind,
    Hints,
    Outlet,
    OutletKind,
)
from newsloom.records.base import (
    Failure,
    Origin,
    Passage,
    Precision,
    Record,
    Span,
    When,
)
from newsloom.records.briefing import (
    ArticleCard,
    Briefing,
    CitedSentence,
    Gloss,
    LeftOut,
    PaperSays,
    Sections,
    StoryBriefing,
    Topic,
)
from newsloom.records.changes import (
    ChangedValue,
    Changes,
    Check,
    Correction,
    Finding,
    FindingKind,
    MovedStanding,
    StoryName,
)
from newsloom.records.dossier import (
    Agreement,
    Assertion,
    Claim,
    ClaimKind,
    Departure,
    Derivation,
    DistinctiveWord,
    Dossier,
    Event,
    How,
    OriginGroup,
    OutletAdds,
    OwnerGroup,
    Place,
    Provenance,
    Relation,
    RelationKind,
    StandingStep,
    Story,
    StoryEntity,
    StoryStatement,
    TimelineEntry,
)
from newsloom.records.explanation import Explanation, Joining, Ruling
from newsloom.records.feed import Feed, Health, Outcome, Poll
from newsloom.records.living import (
    Action,
    ArticleReason,
    Change,
    Edit,
    EventReason,
    EventState,
    Fact,
    FactKind,
    Membership,
    Nearby,
    StoryReasons,
    VersionStep,
    Work,
)

__all__ = [
    "Action",
    "Agreement",
    "Annotations",
    "Article",
    "ArticleCard",
    "ArticleReason",
    "Assertion",
    "Briefing",
    "Change",
    "ChangedValue",
    "Changes",
    "Check",
    "CitedSentence",
    "Claim",
    "ClaimKind",
    "Correction",
    "Departure",
    "Derivation",
    "DistinctiveWord",
    "Document",
    "Dossier",
    "Edit",
    "Entity",
    "EntityKind",
    "Event",
    "EventReason",
    "EventState",
    "Explanation",
    "Fact",
    "FactKind",
    "Failure",
    "Feed",
    "Finding",
    "FindingKind",
    "Form",
    "Furniture",
    "FurnitureKind",
    "Gloss",
    "Health",
    "Hints",
    "How",
    "Joining",
    "LeftOut",
    "Mark",
    "Membership",
    "Mention",
    "Modality",
    "Mode",
    "MovedStanding",
    "Nearby",
    "Origin",
    "OriginGroup",
    "Outcome",
    "Outlet",
    "OutletAdds",
    "OutletKind",
    "OwnerGroup",
    "PaperSays",
    "Passage",
    "Piece",
    "Place",
    "Poll",
    "Precision",
    "Proposition",
    "Provenance",
    "Quantity",
    "Record",
    "Relation",
    "RelationKind",
    "RoleMention",
    "Ruling",
    "Sections",
    "Sentence",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "StandingKind",
    "StandingStep",
    "Statement",
    "Story",
    "StoryBriefing",
    "StoryEntity",
    "StoryName",
    "StoryReasons",
    "StoryStatement",
    "TimeExpression",
    "TimelineEntry",
    "Topic",
    "Value",
    "VersionStep",
    "When",
    "Whole",
    "Work",
    "from_json",
    "to_json",
]

T = TypeVar("T", bound=Record)


def to_json(record: Record) -> bytes:
    """The record as compact UTF-8 JSON."""
    return msgspec.json.encode(record)


def from_json(data: bytes, kind: type[T]) -> T:
    """Read a record of `kind` from JSON.

    Raises:
        msgspec.ValidationError: the data does not have that form.
    """
    return msgspec.json.decode(data, type=kind)
