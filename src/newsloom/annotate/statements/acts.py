"""Verbs of the reporting table that tell an act or a finding where they stand, and nothing that was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.nouns import noun_kind
from newsloom.annotate.statements.trees import kids
from newsloom.annotate.statements.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FRAMES = ("judge", "label", "urge", "vow", "note")


def is_act(doc: Doc, made: Attribution, words: Words) -> bool:
    """True for "blasted the door", "called a cab to go home", "denied his party the victory", "found out that"."""
    anchor = doc[made.anchor]
    lemma = lemma_of(anchor)
    if lemma in words.acts and made.klass in _FRAMES and not clausal(anchor):
        return True
    if anchor.tag_ == "VBG" and anchor.dep_ == "pcomp" and anchor.head.lower_ in ("by", "into"):
        return True  # "fooled them into thinking that", "by insisting that"
    if (
        lemma == "call"
        and made.klass == "urge"
        and kids(anchor, "dobj")
        and not any(k.lower_ in ("on", "upon", "for", "out") for k in kids(anchor, "prep", "prt"))
    ):
        return True
    if lemma == "deny" and (kids(anchor, "dative") or any(lemma_of(k) in words.grants for k in kids(anchor, "dobj", "nsubjpass"))):
        return True
    if lemma == "call" and any(k.like_num for k in kids(anchor, "dobj")):
        return True  # "called 112 on Sunday"
    if lemma in words.acts_on_things and not clausal(anchor) and not _worded(anchor, words):
        return True  # "accepted the terms", "clarified the first reports"
    if (lemma == "decide" and not clausal(anchor)) or (lemma == "threaten" and _threat(anchor)):
        return True
    if lemma == "ask" and not any(doc[i].is_quote for i in made.content):
        sought = [k for p in kids(anchor, "prep") if p.lower_ == "for" for k in kids(p, "pobj")]
        if sought and _someone(sought[0]) and not kids(anchor, "ccomp"):
            return True  # "asked for a man"
    if lemma == "question" and made.klass != "say" and any(_someone(k) for k in kids(anchor, "dobj", "nsubjpass")):
        return True  # the police questioned him
    if made.klass in ("show", "think") and any(k.dep_ == "prt" and k.lower_ == "out" for k in anchor.children):
        return True
    return _bodily(doc, made, words) or (made.klass in ("show", "label") and _done(doc, made, words))


def _threat(verb: Token) -> bool:
    """ "threatened her and her friends", with nothing told of what."""
    return not clausal(verb) and not kids(verb, "xcomp") and any(_someone(k) for k in kids(verb, "dobj"))


def _worded(verb: Token, words: Words) -> bool:
    """The object is something said, thought or quoted."""
    said = words.comments | words.speech | words.thought
    return any(lemma_of(k) in said or any(t.is_quote for t in k.subtree) for k in kids(verb, "dobj", "nsubjpass"))


def _someone(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or noun.lower_ in ("him", "her", "them") or noun_kind(noun) in ("person", "group")


def clausal(verb: Token) -> bool:
    """A clause with its "that" or the like hangs on the verb."""
    return any(k.dep_ == "ccomp" and any(g.dep_ == "mark" for g in k.children) for k in verb.children)


def _done(doc: Doc, made: Attribution, words: Words) -> bool:
    """ "a spokesman demonstrated how", "after police found that": people who show or find tell nothing by it; documents do."""
    if made.source is None or lemma_of(doc[made.source]) in words.documents:
        return False
    anchor = doc[made.anchor]
    return lemma_of(anchor) in ("demonstrate", "prove", "illustrate", "reflect") or (
        lemma_of(anchor) == "find" and (anchor.dep_ == "advcl" or not clausal(anchor))
    )


def _bodily(doc: Doc, made: Attribution, words: Words) -> bool:
    """Verbs of blows with an object that can be hit, and no "for" or "as" that would tell what was blamed."""
    anchor = doc[made.anchor]
    if lemma_of(anchor) not in words.physical or any(k.lower_ in ("for", "as", "over") for k in anchor.children):
        return False
    objects = kids(anchor, "dobj", "nsubjpass")
    known = words.comments | words.speech | words.thought | words.documents
    return not any(lemma_of(k) in known or any(t.is_quote for t in k.subtree) for k in objects)
