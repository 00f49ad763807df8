"""The words of a claim: the clearest clause that says it, as it stands in its article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newsloom import lexicon
from newsloom.compare.sayings import Item
from newsloom.records import Article

_BEST, _LONGEST = (40, 160), 320
_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{1,40}(?: ?\([^()]{2,40}\))? ?[–—-] ")
_INSIDE_STOP = re.compile(r",([”\"»’])$")  # the comma before a closing mark leads on to the speaker
_PAIRS = {"“": "”", "«": "»", "‘": "’", "(": ")", "[": "]"}


def polarity(members: Sequence[Item]) -> bool:
    """The sense of a claim: of an event, that it happened, where anyone says so at all; of a judgement, what most items say."""
    if members[0].kind != "assessment":
        return any(m.positive for m in members)
    shown = [m for m in members if m.sentence_like] or members
    votes = Counter(m.positive for m in shown)
    return shown[0].positive if votes[True] == votes[False] else votes[True] > votes[False]


def text(members: Sequence[Item], articles: Sequence[Article], positive: bool) -> str | None:
    """A short sentence that stands alone; None where no item gives one. A slice of one article, first letter and stop aside."""
    candidates = [m for m in members if m.positive == positive and (m.sentence_like or m.outer_like) and m.firm] or [
        m for m in members if m.positive == positive
    ]
    most = Counter(m.language for m in members).most_common(1)[0][0]
    options = [(_cost(m, most), at, words) for at, m in enumerate(candidates) for words in _slices(m, articles[m.article])]
    options = [(cost + _shape(words), at, words) for cost, at, words in options]
    if not options:
        return None
    return _sentence(min(options)[2])


def _slices(item: Item, article: Article) -> list[str]:
    found = []
    if item.sentence_like:
        found.append(_flat(article.text[item.start : item.end]))
    if not found or item.kind == "quantity":
        found.append(_flat(article.text[item.outer[0] : _to(item, article)]))
    return [f for f in found if f]


def _to(item: Item, article: Article) -> int:
    """Where the sentence of a saying ends, or where it turns to something else ("admitted that she knew it | but denied that")."""
    after = article.text[item.end : item.outer[1]]
    turns = lexicon.table("replies", item.language).get("turns", {}).get("words", ())
    first = re.match(r"\s*,?\s*([^\W\d_]+)", after)
    return item.end if first is not None and first.group(1).lower() in turns else item.outer[1]


def _cost(item: Item, language: str) -> float:
    """Lower is better: asserted, in the story's main language, with a party as its subject."""
    cost = 0.0 if item.language == language else 6.0
    cost += {"asserts": 0.0, "supposes": 2.0, "denies": 1.0, "doubts": 1.0}[item.stance]
    cost += 0.0 if item.subject or item.object else 1.5
    cost += 4.0 if item.modality in ("conditional", "asked") else 0.0
    if item.kind == "event" and item.counted:  # figures have rows of their own
        cost += 2.0
    return cost + (0.0 if item.sentence_like else 1.5)


def _shape(words: str) -> float:
    cost = 0.0 if _balanced(words) else 8.0
    if len(words) < _BEST[0]:
        cost += 1.0
    if len(words) > _BEST[1]:
        cost += (len(words) - _BEST[1]) / 80
    return cost + (4.0 if len(words) > _LONGEST else 0.0)


def _balanced(words: str) -> bool:
    pairs = all(words.count(a) == words.count(b) for a, b in _PAIRS.items() if a != "‘") and words.count('"') % 2 == 0
    return pairs and words.count("‘") <= words.count("’")


def _flat(words: str) -> str:
    words = _DATELINE.sub("", " ".join(words.split())).strip(" ,;:–—-")
    return _INSIDE_STOP.sub(r"\1", _closed(words))


def _closed(words: str) -> str:
    """Without a quotation mark that opens or closes nothing in these words."""
    for a, b in _PAIRS.items():
        if words.startswith(a) and b not in words[1:]:
            words = words[1:].lstrip()
        if words.endswith(b) and b != "’" and a not in words[:-1]:
            words = words[:-1].rstrip()
    if words.count('"') == 1:
        words = words.strip('"').strip()
    return words


def _sentence(words: str) -> str:
    head = words[:1].upper() + words[1:]
    return head if head.endswith((".", "!", "?", "…", "”", '"', "»")) else head + "."
