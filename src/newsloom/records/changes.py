"""What changed in a story between two moments, and what a desk knows of one article's claims. Names and meanings are the contract's."""

from __future__ import annotations

from typing import Literal

from newsloom.records.base import Passage, Record
from newsloom.records.briefing import ArticleCard
from newsloom.records.dossier import Assertion, Claim

FindingKind = Literal["supported", "contradicted", "newer_figure", "other_attribution", "quoted_differently", "unknown"]


class StoryName(Record, frozen=True, kw_only=True):
    id: str
    title: str


class ChangedValue(Record, frozen=True, kw_only=True):
    """A claim whose figures moved: the versions known before, and those that came since and differ from all of them."""

    claim: str
    before: tuple[Assertion, ...]
    after: tuple[Assertion, ...]


class MovedStanding(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A claim whose standing moved. `from_` is None where it had none."""

    claim: str
    from_: str | None
    to: str
    passages: tuple[Passage, ...]


class Correction(Record, frozen=True, kw_only=True):
    """Words that an article changed after it was first stored: the passage of the older version and of the newer one."""

    article: str
    before: Passage
    after: Passage


class Changes(Record, frozen=True, kw_only=True):
    """What a reader who last looked on the day before `since` has missed. Days are "YYYY-MM-DD" (UTC)."""

    schema: str
    story: StoryName
    since: str
    until: str
    new_articles: tuple[str, ...]
    new_claims: tuple[Claim, ...]
    changed_values: tuple[ChangedValue, ...]
    moved_standings: tuple[MovedStanding, ...]
    new_speakers: tuple[str, ...]
    corrections: tuple[Correction, ...]
    claims: tuple[StoryName, ...] = ()  # the words of the claims that changed, by id, so that a list can be read without the story


class Finding(Record, frozen=True, kw_only=True):
    """What the desk holds on one claim of the article.

    Attributes:
        claim: the claim in the article's words.
        here: passages of the article that is checked.
        there: passages of the desk's articles that decide.
        independent_sources: origins behind `there` after copies are folded.
    """

    claim: str
    finding: FindingKind
    why: str
    here: tuple[Passage, ...]
    there: tuple[Passage, ...]
    independent_sources: int
    story: str | None = None


class Check(Record, frozen=True, kw_only=True):
    schema: str
    article: ArticleCard
    findings: tuple[Finding, ...]
    sources: tuple[ArticleCard, ...] = ()  # the desk's articles that `there` cites
    not_read: str | None = None  # what of the article's language is not read, so not checked
