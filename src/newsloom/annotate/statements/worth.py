"""Which attributions are statements for a reader: someone speaks, and says something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.speakers import noun_kind
from newsloom.annotate.statements.trees import is_passive, kids
from newsloom.annotate.statements.words import Words
from newsloom.records import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_GOES_ON = frozenset({"continue", "begin", "go", "start", "come", "keep", "proceed"})
_FUTURE = frozenset({"will", "would", "may", "might", "could", "should", "must", "can", "'ll", "’ll", "wo", "ca"})
_NEGATABLE = frozenset({"deny", "rule", "doubt", "think", "believe", "expect", "confirm", "dispute", "question", "exclude"})
_ANYONE = frozenset({"say", "tell", "add", "claim", "argue", "insist", "warn", "write", "announce", "declare", "state", "acknowledge", "admit", "complain", "deny", "allege"})
_OPINIONS = frozenset({"belief", "view", "opinion", "fear", "conviction", "suspicion"})
_IMPERSONAL = frozenset({"say", "report", "believe", "think", "understand", "estimate", "fear", "allege", "claim", "suspect", "rumor", "rumour", "speculate", "know", "hope", "expect"})


def is_speech(doc: Doc, made: Attribution, words: Words) -> bool:
    """True where the attribution itself, whoever its source, reports that something was said."""
    if made.quotes:
        return True
    if made.klass in words.silent or not made.content:
        return False
    anchor = doc[made.anchor]
    if made.klass == "phrase":
        return True
    if made.klass in ("noun", "thought"):
        return _noun_says(anchor, made)
    if made.source is None:
        return _impersonal(anchor)
    if anchor.lemma_.lower() in ("respond", "reply") and not kids(anchor, "ccomp"):
        return False
    return not (_unsaid(anchor) or _empty(doc, made))


def _noun_says(noun: Token, made: Attribution) -> bool:
    if made.klass == "thought" and (made.source is None or noun.lemma_.lower() not in _OPINIONS):
        return False
    return any(k.dep_ in ("acl", "ccomp") and k.i in made.content for k in noun.children)


def _impersonal(verb: Token) -> bool:
    """"It is believed that"."""
    return is_passive(verb) and verb.lemma_.lower() in _IMPERSONAL and bool(kids(verb, "ccomp"))


def _unsaid(verb: Token) -> bool:
    """Speech that did not take place: to come, wished for, or negated."""
    lemma = verb.lemma_.lower()
    for kid in verb.children:
        if kid.dep_ == "aux" and kid.lower_ in _FUTURE:
            return True
        if kid.dep_ == "aux" and kid.lower_ == "to" and verb.head.lemma_.lower() not in _GOES_ON and lemma not in ("confirm", "deny"):
            return True
        if kid.dep_ == "neg" and lemma not in _NEGATABLE:
            return True
        if kid.dep_ in ("mark", "advmod") and kid.lower_ in ("if", "unless", "whether", "when") and verb.dep_ == "advcl" and kid.lower_ != "when":
            return True
    return False


def _empty(doc: Doc, made: Attribution) -> bool:
    """A single word, or only a pronoun, says nothing by itself."""
    real = [doc[i] for i in made.content if doc[i].is_alpha or doc[i].like_num]
    return len(real) < 2 or all(t.pos_ in ("PRON", "DET", "ADP") for t in real)


def speakable(doc: Doc, made: Attribution, speaker: Speaker, words: Words) -> bool:
    """True where the source can speak: a person, body, group, place that stands for one, or a document that says something."""
    if made.source is None or made.quotes:
        return True
    if speaker.kind in ("person", "organisation", "group"):
        return True
    head = doc[made.source]
    verb = doc[made.anchor].lemma_.lower()
    if speaker.kind == "place":
        return made.klass not in ("show", "want", "side")
    if head.lemma_.lower() in words.documents:
        return made.klass in ("say", "note", "show", "phrase") and not is_passive(doc[made.anchor])
    if head.pos_ == "PRON" and speaker.name is None:
        return head.lower_ in ("he", "she", "they", "who", "i", "we", "some", "many", "others", "another", "one") or (
            head.lower_ == "it" and verb in _ANYONE
        )
    if made.klass == "phrase":
        return True
    return verb in _ANYONE or noun_kind(head) != "unknown"


def cited_source(doc: Doc, made: Attribution, words: Words) -> int | None:
    """The head of Y in "X, citing Y, says": who really speaks; None without one."""
    if made.klass in ("phrase", "noun", "thought"):
        return None
    for kid in kids(doc[made.anchor], "advcl"):
        if kid.lemma_.lower() in words.citing:
            for source in kids(kid, "dobj"):
                if noun_kind(source) != "unknown" or source.pos_ == "PROPN" or source.lemma_.lower() in words.documents:
                    return source.i
    return None
