"""More on these topics: who and what the story is about, in the articles' own words."""

from __future__ import annotations

import re
from typing import Literal

from newsloom.brief import cards, cues, shape
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context, primary
from newsloom.brief.ledger import Ledger
from newsloom.records import Annotations, Article, CitedSentence, Entity, Mention, StoryEntity, Topic

MOST = 8
BARE = 4  # cards that have only a name
OFTEN, SHARE = 3, 0.2  # a name alone is worth a line from so many mentions on, and from this share of those of the most named
Kind = Literal["person", "organisation", "place", "other"]
_KINDS: dict[str, Kind] = {"person": "person", "organisation": "organisation", "place": "place"}
_GAP = re.compile(r"[\s,]{0,2}(?:is|was|the|a|an|est|le|la|es|el)?[\s,]{0,2}\Z", re.IGNORECASE)
_STOP = re.compile(r"[,.;:!?](?=\s|\Z)|\s[–—]\s")
_TWO = re.compile(r"[^\W\d_]{4}[.!?]\s+[^\W\d_]")
_CUT = re.compile(r"(?<!\w)[A-Z]\Z")  # "near 2500 W": the stop was none
_WORDY = 16  # words of an apposition; a longer one is a list or a clause
_LONGEST = 140  # characters of a description cut out of a sentence


def pick(context: Context, ledger: Ledger) -> list[Topic]:
    """Cards of those named most, in that order; warnings always have their card, bare names only when they are named again and again."""
    found = cards.collect(context)
    topics = _once([_topic(context, ledger, e, found) for e in _foremost(context)])
    often = max(OFTEN, SHARE * max((t.mentions for t in topics), default=0))
    bare = [t for t in topics if not (t.description or t.warnings) and t.mentions >= often and t.kind != "other"][:BARE]
    worthy = [t for t in topics if t.description or t.warnings or t in bare]
    warned = [t for t in worthy if t.warnings]
    kept = warned + [t for t in worthy if not t.warnings][: max(MOST - len(warned), 0)]
    return [t for t in worthy if t in kept]


def _once(topics: list[Topic]) -> list[Topic]:
    """Each name once: what one article takes for an organisation and another for a person has the card of the kind that is named most."""
    first: dict[str, Topic] = {}
    for topic in topics:
        first.setdefault(topic.name.lower(), topic)
    return list(first.values())


def _foremost(context: Context) -> list[StoryEntity]:
    """The entities worth a card, those named in most articles and most often first."""
    named = [e for e in context.dossier.entities if e.mentions > 1 or len(e.articles) > 1 or len(context.dossier.entities) < MOST]
    return sorted(named, key=lambda e: (-len(e.articles), -e.mentions, e.name))[: 3 * MOST]


def _topic(context: Context, ledger: Ledger, entity: StoryEntity, found: list[cards.Card]) -> Topic:
    card = cards.of(entity, found)
    roles = _roles(context, entity)
    warning = cards.contradiction(card, roles) if card and entity.kind == "person" else None
    description = _from_articles(context, entity) if warning or not (card and card.whole) else None
    if description is None and card and card.whole and not warning:
        description = CitedSentence(text=card.passage.text, passages=(card.passage,), attributed_to=None)
    if description is None:
        description = _sentence(ledger, entity)
    return Topic(
        name=entity.name,
        kind=_KINDS.get(entity.kind, "other"),
        aliases=entity.aliases,
        mentions=entity.mentions,
        description=description,
        warnings=(warning,) if warning else (),
    )


def _roles(context: Context, entity: StoryEntity) -> list[tuple[str, str]]:
    """What the articles call someone, with the language, most recent article first."""
    order = sorted(range(len(context.dossier.articles)), key=lambda i: -context.newness[i])
    return [(r.text, primary(context.dossier.articles[i])) for i in order for e in _same(context, i, entity) for r in e.roles]


def _same(context: Context, article: int, entity: StoryEntity) -> list[Entity]:
    return [e for e in context.dossier.annotations[article].entities if _is(e, entity)]


def _is(one: Entity, entity: StoryEntity) -> bool:
    return one.key == entity.key or (one.kind == entity.kind and one.name in (entity.name, *entity.aliases))


def _from_articles(context: Context, entity: StoryEntity) -> CitedSentence | None:
    """Role and name as they stand side by side in the newest article that has them ("harbour master Ada Quill")."""
    best: tuple[tuple[float, float, int], CitedSentence] | None = None
    for number, article in enumerate(context.dossier.articles):
        for text, start, end in _slices(context, number, entity):
            rank = (
                float(primary(article) == context.language) - float(_thin(text, entity, primary(article))),
                context.newness[number],
                len(text),
            )
            if best is None or rank > best[0]:
                best = (rank, CitedSentence(text=text, passages=(article.passage(start, end),), attributed_to=None))
    return best[1] if best and not _thin(best[1].text, entity, context.language) else None


def _slices(context: Context, number: int, entity: StoryEntity) -> list[tuple[str, int, int]]:
    annotations = context.dossier.annotations[number]
    article = context.dossier.articles[number]
    found = []
    for index, one in enumerate(annotations.entities):
        if not _is(one, entity):
            continue
        mentions = [m for m in annotations.mentions if m.entity == index and m.form == "name"]
        for role in one.roles:
            for mention in mentions:
                cut = _join(article, role.start, role.end, mention)
                if cut:
                    found.append(cut)
        for mention in mentions:
            cut = _clause(article, mention, one.kind, primary(article)) or _apposition(article, annotations, mention, one.kind)
            if cut and not _says(annotations, *cut[1:]):
                found.append(cut)
    return found


def _thin(text: str, entity: StoryEntity, language: str) -> bool:
    """True for a name with one word that tells little ("Officer Quill", "Quill's wife")."""
    own = {w for name in (entity.name, *entity.aliases) for w in shape.tokens(name)}
    rest = [w for w in shape.tokens(text) if w not in own]
    return not rest or (len(rest) == 1 and rest[0] in cues.words("thin_roles", language))


def _apposition(article: Article, annotations: Annotations, mention: Mention, kind: str) -> tuple[str, int, int] | None:
    """The name with the noun phrase after it ("Ada Quill, a harbour master of 30 years"), up to the next comma or stop."""
    language = primary(article)
    after = article.text[mention.end : mention.end + _LONGEST]
    opener = cues.opening("appositions", language).match(after) if kind in ("person", "organisation", "group") else None
    stop = _STOP.search(after, opener.end()) if opener else None
    if stop is None or cues.anywhere("function_words", language).match(after, 2):
        return None
    if article.text[max(0, mention.start - 2) : mention.start] == ", " and article.text[mention.end : mention.end + 1] == ",":
        return None  # "The owner, Orrin Ferries, the minister said": it stands beside what comes before
    start, end = mention.start, mention.end + stop.start()
    # "After the talks with Quill, the mayor left": a clause begins there, no apposition
    if any(mention.end < p.start < end or (p.start <= mention.start and mention.end + 2 == p.start) for p in annotations.propositions):
        return None
    text = article.text[start:end]
    fits = (
        "\n" not in text
        and not _CUT.search(text)
        and not cues.count("verbs_of_saying", language, text.split()[-1])
        and shape.balanced(text)
        and article.body()[start:end] == text
        and len(text.split()) <= _WORDY
    )
    return (shape.shown(text), start, end) if fits and not shape.addressed(text, language) else None


def _says(annotations: Annotations, start: int, end: int) -> bool:
    """True where a stretch tells what someone says rather than what it is."""
    return any(start < p.end and p.start < end for s in annotations.statements if start <= s.start < end for p in s.pieces)


def _clause(article: Article, mention: Mention, kind: str, language: str) -> tuple[str, int, int] | None:
    """The name with the relative clause after it ("Orrin Ferries, which runs three ships"), up to the next comma or stop."""
    after = article.text[mention.end : mention.end + _LONGEST]
    opener = cues.opening("relatives", language).match(after)
    if opener and kind not in ("person", "group") and cues.opening("relatives_who", language).match(after):
        return None  # "near Quill Square, who is in jail": somebody else is
    stop = _STOP.search(after, opener.end()) if opener else None
    if opener is None or stop is None:
        return None
    if not cues.opening("defining_verbs", language).match(after[opener.end() :].lstrip()):
        return None  # what someone did or suffered does not say who it is
    start, end = mention.start, mention.end + stop.start()
    text = article.text[start:end]
    whole = (
        len(text.split()) > shape.MIN_WORDS
        and not _CUT.search(text)
        and "\n" not in text
        and shape.balanced(text)
        and article.body()[start:end] == text
    )
    return (shape.shown(text), start, end) if whole else None


def _join(article: Article, start: int, end: int, mention: Mention) -> tuple[str, int, int] | None:
    """The stretch over a role and a name next to it, where hardly anything lies between."""
    first, last = min(start, mention.start), max(end, mention.end)
    between = article.text[min(end, mention.end) : max(start, mention.start)] if not (start < mention.end and mention.start < end) else ""
    text = article.text[first:last]
    if start < mention.start and "," in between:
        return None  # "its director, Ada Quill": what she directs is lost
    if cues.opening("possessives", primary(article)).match(article.text[mention.end : mention.end + 8]):
        return None  # "Ada Quill, his wife": whose is lost
    if _TWO.search(text):
        return None  # two sentences that a role was read across
    if len(text) > _LONGEST or "\n" in text or not _GAP.fullmatch(between) or not shape.balanced(text):
        return None
    return shape.shown(text), first, last


def _sentence(ledger: Ledger, entity: StoryEntity) -> CitedSentence | None:
    """A sentence not shown elsewhere that says what the entity is: it opens with the name and "is a" or ", the" follows."""
    names = [entity.name, *entity.aliases]
    scores = {n: 1.0 - c.place for n, c in enumerate(ledger.candidates) if c.alone and any(_defines(c, name) for name in names)}
    picked = ledger.pick(scores, 1)
    return ledger.candidates[picked[0]].cited() if picked else None


def _defines(candidate: Candidate, name: str) -> bool:
    text = candidate.text.removeprefix("The ")
    return text.startswith(name) and bool(cues.opening("definitions", candidate.language).match(text[len(name) :]))
