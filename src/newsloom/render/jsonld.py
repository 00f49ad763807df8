"""What a briefing says, for machines: schema.org JSON-LD, with a ClaimReview for each claim that several versions are told of.

newsloom rates no claim true or false: a review's `reviewRating` has the words of the agreement ("the versions conflict") and no number.
Types and properties: https://schema.org/ClaimReview, https://schema.org/Claim, https://schema.org/NewsArticle.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from newsloom.records import ArticleCard, Briefing, Claim, StoryBriefing
from newsloom.render import arrange, clean, words

_MAKER = {"@type": "Organization", "name": "newsloom"}
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script(briefing: Briefing) -> Markup:
    """The JSON, safe inside a script element: nothing in it can end the element."""
    graph = {"@context": "https://schema.org", "@graph": [_story(story, briefing) for story in briefing.stories]}
    return Markup(json.dumps(graph, ensure_ascii=False).translate(_ESCAPED))  # noqa: S704 - "<", ">" and "&" are escaped


def _story(story: StoryBriefing, briefing: Briefing) -> dict[str, Any]:
    cards = {card.id: card for card in story.articles}
    return {
        "@type": "Report",
        "name": clean.text(story.title),
        "author": _MAKER,
        "dateCreated": briefing.generated,
        "inLanguage": list(story.languages),
        "isBasedOn": [_work(card) for card in story.articles],
        "hasPart": [_review(claim, cards, briefing) for claim in arrange.compared(story.claims)],
    }


def _review(claim: Claim, cards: dict[str, ArticleCard], briefing: Briefing) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "author": _MAKER,
        "datePublished": briefing.generated[:10],
        "claimReviewed": clean.text(claim.text),
        "itemReviewed": {
            "@type": "Claim",
            "author": [{"@type": "Thing", "name": clean.text(name)} for name in _parties(claim)],
            "appearance": [_work(cards[id]) for id in dict.fromkeys(a.article for a in claim.assertions) if id in cards],
        },
        "reviewRating": {"@type": "Rating", "alternateName": words.AGREEMENT[claim.agreement], "ratingExplanation": clean.text(claim.why)},
    }


def _parties(claim: Claim) -> list[str]:
    return list(dict.fromkeys(a.attributed_to for a in claim.assertions if a.attributed_to))


def _work(card: ArticleCard) -> dict[str, Any]:
    told = {
        "@type": "NewsArticle",
        "headline": clean.text(card.title) if card.title else None,
        "url": clean.link(card.url),
        "publisher": {"@type": "Organization", "name": clean.text(words.source(card))},
        "datePublished": card.published.value,
        "inLanguage": card.language,
    }
    return {key: value for key, value in told.items() if value is not None}
