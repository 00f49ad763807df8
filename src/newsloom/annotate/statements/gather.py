"""All attributions of a parsed article, in order: quotations first (they are the surest), then verbs, phrases and nouns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements import phrases, quoted, surface, verb_contents, verbs
from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.trees import agent, is_passive, kids, subject, under
from newsloom.annotate.statements.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TOWARDS = ("label", "judge", "say", "note", "tell", "urge", "show")


def attributions(doc: Doc, marked: list[quoted.Quoted], words: Words, text: str) -> list[Attribution]:
    """Attributions outside quotation marks, nested ones included, in the order of their anchors."""
    inside = {i for q in marked for i in q.ids}
    linked = quoted.links(doc, marked, words)
    found = _quotations(doc, marked, linked, words, text)
    found += _named(doc, marked, {n for a in found for n in a.quotes})
    taken = {a.anchor for a in found}
    for token in doc:
        if token.i in inside or token.i in taken or not (_verb(token) or _mistagged(token, words)):
            continue
        made = verbs.frame(token, words)
        if made is not None:
            found.append(made)
    found = _completed(doc, found, marked, inside, words)
    found += [a for a in phrases.according(doc) if a.anchor not in inside]
    found += [a for a in phrases.nouns(doc, words) if a.anchor not in inside]
    return sorted(_without_phrases(doc, found), key=lambda a: a.anchor)


def _without_phrases(doc: Doc, found: list[Attribution]) -> list[Attribution]:
    """ "..., police say, according to the Herald": a phrase that closes a report is no part of what it reports."""
    places = [set(a.cue) | under(doc[a.source]) for a in found if a.klass == "phrase" and a.source is not None and len(a.cue) == 2]
    kept = []
    for made in found:
        for place in places if made.klass != "phrase" else ():
            if place & made.content and not place & set(made.cue) and max(made.content) <= max(place) + 1:
                made = replace(made, content=frozenset(i for i in made.content if i < min(place)))  # noqa: PLW2901
        if made.content or made.klass == "phrase":
            kept.append(made)
    return kept


def _verb(token: Token) -> bool:
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_:
        return False  # "gang-related"
    return (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")) and token.dep_ not in ("amod", "compound", "aux", "auxpass")


def _mistagged(token: Token, words: Words) -> bool:
    """ "The Post highlights that": a verb that the tagger took for a plural noun."""
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return token.tag_ == "NNS" and token.dep_ == "ROOT" and after == "that" and bool(words.classes(lemma_of(token)) & {"say", "note"})


def _quotations(doc: Doc, marked: list[quoted.Quoted], linked: dict[int, int], words: Words, text: str) -> list[Attribution]:
    """One attribution a reporting verb with all its quotations; a quotation without one goes on with the last speaker where it may."""
    by_verb: dict[int, Attribution] = {}
    inside = {i for q in marked for i in q.ids}
    last: int | None = None
    last_end = -1
    for q in marked:
        verb = linked.get(q.number)
        if verb is None and last is not None and _goes_on(doc, q, last_end, text):
            verb = last
        if verb is None or (verb not in by_verb and (_order(doc[verb]) or _scare(doc[verb], q, words))):
            continue
        if verb not in by_verb:
            token = doc[verb]
            source = agent(token) if is_passive(token) else verbs.speaker(token, words) or _speaker(token)
            cue = (*(k.i for k in token.children if k.dep_ in ("aux", "auxpass", "neg") and k.i < verb), verb)
            by_verb[verb] = Attribution(cue, source.i if source is not None else None, frozenset(), "say", verb)
        made = by_verb[verb]
        lead = _own_lead(doc, quoted.lead(doc, q, inside), doc[verb]) | quoted.tail(doc, q, verb) if verb > q.last else frozenset()
        if q.first > verb and _opens_clause(doc, q, verb):
            lead |= frozenset(surface.clause_after(doc[verb], only_that=True)) or verb_contents.clause(doc[verb])
        by_verb[verb] = replace(made, content=made.content | q.ids | lead, quotes=(*made.quotes, q.number))
        last, last_end = verb, max(q.last, verb)
    return list(by_verb.values())


def _scare(verb: Token, q: quoted.Quoted, words: Words) -> bool:
    """ "They sought a "person of interest," and came forward": a few words beside a verb that reports nothing."""
    return (
        q.words < 5 and not words.classes(lemma_of(verb)) and any(t.i < q.first and t.is_alpha for t in verb.doc[verb.sent.start : q.first])
    )


def _order(verb: Token) -> bool:
    """ "Read more: [...]": nobody speaks."""
    return verb.tag_ == "VB" and verb.is_sent_start is True


def _own_lead(doc: Doc, lead: frozenset[int], verb: Token) -> frozenset[int]:
    """ "Holt said they came “at noon,” Holt said": without the first report of the two."""
    for i in sorted(lead)[:8]:
        mine = [k for k in kids(doc[i], "nsubj") if k.i in lead]
        if mine and any(k.lower_ == mine[0].lower_ for k in kids(verb, "nsubj")) and lemma_of(doc[i]) == lemma_of(verb):
            return frozenset(j for j in lead if j > i)
    return lead


def _opens_clause(doc: Doc, q: quoted.Quoted, verb: int) -> bool:
    """ "said that “old letters” found there show ...": the quotation is the start of a clause, not all of it."""
    at, after = q.first - 1, q.last + 1
    while at > 0 and (doc[at].is_quote or doc[at].is_space):
        at -= 1
    while after < len(doc) and doc[after].is_quote:
        after += 1
    goes_on = after < len(doc) and doc[after].sent.start == doc[q.last].sent.start and not doc[after].is_punct and not doc[after].is_space
    return goes_on and (doc[at].lower_ == "that" or at == verb)


def _named(doc: Doc, marked: list[quoted.Quoted], done: set[int]) -> list[Attribution]:
    """Quotations beside a bare name, or behind a colon: "Holt: [...]", "[...]" - Holt, "Holt gave this answer: [...]"."""
    found = []
    for q in marked:
        named = quoted.name_before(doc, q) if q.number not in done and q.words > 3 else None
        if named is not None:
            name, verb = named
            cue = () if verb is None else (verb.i,)
            found.append(Attribution(cue, name.i, q.ids, "quote", q.first if verb is None else verb.i, quotes=(q.number,)))
    return found


def _completed(doc: Doc, found: list[Attribution], marked: list[quoted.Quoted], inside: set[int], words: Words) -> list[Attribution]:
    """Give quotations that nothing covers to the verb before them in their clause ("called the plan [...]", "accused Oslo of [...]")."""
    covered = {i for a in found for i in a.content}
    by_anchor = {a.anchor: n for n, a in enumerate(found)}
    for q in marked:
        if len(q.ids & covered) > 0.5 * q.words:
            continue
        verb = _verb_before(doc, q, inside, words)
        if verb is None:
            continue
        content = frozenset(range(verb.i + 1, q.last + 1))
        if verb.i in by_anchor:
            old = found[by_anchor[verb.i]]
            if not old.quotes:
                found[by_anchor[verb.i]] = replace(old, content=old.content | content)
            continue
        source = agent(verb) if is_passive(verb) else verbs.speaker(verb, words)
        if source is not None and source.i not in content:
            klass = next(k for k in (*_TOWARDS, *sorted(words.classes(lemma_of(verb)))) if k in words.classes(lemma_of(verb)))
            found.append(Attribution((verb.i,), source.i, content, klass, verb.i))
    return found


def _verb_before(doc: Doc, q: quoted.Quoted, inside: set[int], words: Words) -> Token | None:
    for i in range(q.first - 1, max(q.first - 16, -1), -1):
        token = doc[i]
        if i in inside or "\n" in token.text or token.text in (".", ";", "?", "!"):
            return None
        if _verb(token):
            return token if words.classes(lemma_of(token)) & set(_TOWARDS) else None
    return None


def _goes_on(doc: Doc, q: quoted.Quoted, last_end: int, text: str) -> bool:
    """True where a quotation without a verb of its own is the last speaker's: it starts a sentence in the same paragraph, or the
    quotation before ran on over the paragraph."""
    if q.quote.continues:
        return True
    between = text[doc[last_end].idx : q.quote.start]
    if "\n" in between:
        return False
    return between.rstrip()[-1:] in (".", "!", "?", "”", '"', "") and q.words > 2


def _speaker(verb: Token) -> Token | None:
    found = subject(verb)
    if found is not None:
        return found
    # a parse that lost its subject: the noun that stands right before or behind the verb
    doc = verb.doc
    for i in (verb.i - 1, verb.i + 1):
        if 0 <= i < len(doc) and doc[i].pos_ in ("PROPN", "PRON", "NOUN"):
            return quoted.noun_head(doc[i])
    return None
