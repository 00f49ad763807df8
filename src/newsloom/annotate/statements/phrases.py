"""Attributions without a reporting verb: "according to X", "X's claim that", "warnings from X that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.trees import kids, subject, under
from newsloom.annotate.statements.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ABOUT = frozenset({"of", "about", "for", "on", "over", "regarding", "against", "to", "concerning", "toward", "towards", "in"})
_FROM = frozenset({"from", "by", "among"})
_OWNED = frozenset({"view", "opinion", "word", "judgment", "judgement", "estimation", "telling", "account", "eye", "estimate"})


def according(doc: Doc) -> Iterator[Attribution]:
    """ "according to X": the clause that it hangs on, less the phrase."""
    for token in doc:
        if token.lower_ == "according" and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from _phrase(token, (token.i, token.i + 1), doc[token.i + 1])
        elif token.lower_ == "in" and token.dep_ == "prep":
            if token.head.pos_ == "NOUN" and token.i == token.head.i + 1:
                continue  # "with tears in his eyes"
            for noun in kids(token, "pobj"):
                owner = next((k for k in kids(noun, "poss")), None)
                if lemma_of(noun) in _OWNED and owner is not None:
                    content = _clause_around(token, under(token))
                    if content:
                        yield Attribution((token.i, noun.i), owner.i, frozenset(content), "phrase", token.i)


def _phrase(token: Token, cue: tuple[int, ...], prep: Token) -> Iterator[Attribution]:
    source = next((k for t in (prep, token) for k in kids(t, "pobj")), None)
    if source is None:
        return
    phrase = under(token) | under(prep) | apposition(source)
    content = _clause_around(token, phrase)
    if content:
        yield Attribution(cue, source.i, frozenset(content), "phrase", token.i)


def apposition(source: Token) -> set[int]:
    """ "according to Ada Holt, the engineer who built it": who she is, where the parse hung it
    elsewhere. To the end of the sentence only."""
    doc, at = source.doc, source.right_edge.i + 1
    end = source.sent.end
    while end > at and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if at + 2 >= end or doc[at].text != "," or source.pos_ not in ("PROPN", "NOUN") or source.right_edge.i - source.i > 12:
        return set()
    opens = doc[at + 1].lower_
    if opens not in ("a", "an", "the", "its", "their", "his", "her", "who", "whose") or (doc[at + 1].dep_ == "nsubj" and opens != "who"):
        return set()
    noun = doc[at + 1].head if opens not in ("who",) else source
    clear = opens in ("who", "whose") or (noun.dep_ in ("appos", "conj", "attr", "dep", "npadvmod") and noun.i < end)
    main = any(t.dep_ == "ROOT" or (t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT") for t in doc[at:end])
    return set(range(at, end)) if clear and not main else set()


def _clause_around(token: Token, phrase: set[int]) -> set[int]:
    """The clause that a sentence adverbial belongs to; a phrase at the edge of its sentence belongs to all of it."""
    sentence = {t.i for t in token.sent if not t.is_space}
    at = token.head
    for _ in range(12):
        if (at.pos_ in ("VERB", "AUX") and at.dep_ not in ("xcomp", "acl", "aux", "auxpass", "amod", "pcomp")) or at.head.i == at.i:
            break
        at = at.head
    first = min(phrase) <= min(sentence, default=0) + 1
    closes = at.dep_ == "conj" and max(phrase) + 2 >= max(sentence, default=0)  # "A fell, and B fled, according to X": both
    if first or closes or at.dep_ == "ROOT":
        return sentence - phrase
    return under(at) - phrase


def nouns(doc: Doc, words: Words) -> Iterator[Attribution]:
    """Nouns that carry someone's words, with what was said, and whose they are where that is told."""
    for token in doc:
        if token.pos_ != "NOUN":
            continue
        lemma = lemma_of(token)
        if not (lemma in words.speech or lemma in words.thought):
            continue
        content, clause = _noun_content(token)
        if not content:
            continue
        source = _owner(token, words)
        if source is None and not clause:
            continue
        if source is None and _is_verb(token):
            yield Attribution((token.i,), token.sent.root.i, frozenset(content), "say", token.i)
            continue
        klass = "noun" if lemma in words.speech else "thought"
        yield Attribution((token.i,), source.i if source is not None else None, frozenset(content), klass, token.i)


def _is_verb(noun: Token) -> bool:
    """ "Messages circulating online claim that": the tagger took the only verb of the sentence for a noun."""
    root = noun.sent.root
    return noun.tag_ == "NN" and root.tag_ == "NNS" and root.i < noun.i and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "that"


def _noun_content(noun: Token) -> tuple[set[int], bool]:
    for kid in kids(noun, "acl", "ccomp", "relcl"):
        if any(k.dep_ == "mark" and k.lower_ == "that" for k in kid.children) or (
            kid.dep_ == "acl" and any(k.dep_ == "aux" and k.lower_ == "to" for k in kid.children)
        ):
            return under(kid), True
        if kid.dep_ == "relcl" and _parted(noun, kid):
            return under(kid), True
    for prep in kids(noun, "prep"):
        if prep.lower_ in _ABOUT:
            return under(prep) - {prep.i}, False
    return set(), False


def _parted(noun: Token, clause: Token) -> bool:
    """ "warnings from engineers that it may sink": the speaker stands between, so "that" opens what was said, whatever the parse."""
    first = min(t.i for t in clause.subtree)
    between = noun.doc[noun.i + 1 : first]
    return noun.doc[first].lower_ == "that" and len(between) > 1 and between[0].lower_ in _FROM


def _owner(noun: Token, words: Words) -> Token | None:
    for kid in kids(noun, "poss"):
        return kid
    for prep in kids(noun, "prep", "agent"):
        if prep.lower_ in _FROM:
            for source in kids(prep, "pobj"):
                return source
    if noun.dep_ in ("dobj", "attr") and lemma_of(noun.head) in words.light:
        return subject(noun.head)
    return None
