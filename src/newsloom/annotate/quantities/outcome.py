"""What happened to those counted, by the parse: "have been killed", "suffered casualties", "40 injured", "killed 12 people"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.quantities.classes import Classes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PASSIVE = ("nsubjpass", "nsubj:pass")
_OBJECT = ("dobj", "obj", "attr", "oprd")
_CHILDREN = 40  # a verb with more is no clause but a table
_SUBJECT = ("nsubj", *_PASSIVE)


def of(token: Token, table: Classes) -> tuple[str, str] | None:
    """(words as written, class) of what happened to what `token` stands for, None where the clause does not say."""
    return _own(token, table) or _governed(token, table)


def deadly(doc: Doc, at: int, klass: str, table: Classes) -> tuple[str, str]:
    """What the word at `at` says happened: "fatally wounded" and "shot dead" are killed."""
    if klass in ("injured", "shot"):
        if at and doc[at - 1].lower_ in table.deadly:
            return doc[at - 1 : at + 1].text, "killed"
        if klass == "shot" and at + 1 < len(doc) and table.outcome(doc[at + 1].lower_) == "killed":
            return doc[at : at + 2].text, "killed"
    return doc[at].text, klass


def _own(token: Token, table: Classes) -> tuple[str, str] | None:
    """A participle or adjective right on the noun: "12 people killed in the blast", "three injured workers"."""
    for child in token.children:
        if child.dep_ in ("acl", "amod", "relcl", "appos", "acomp", "acl:relcl"):
            klass = table.verbs.get(child.lemma_.lower()) or table.outcome(child.lower_)
            passive = child.tag_ in ("VBN", "JJ") or child.dep_ in ("amod", "appos") or "Tense=Past" in str(child.morph)
            klass = klass or table.phrases.get((child.lemma_.lower(), token.lemma_.lower()))  # "the nine lives lost"
            if klass and passive and not any(c.dep_ in _OBJECT or c.dep_ == "nsubj" for c in child.children) and not _negated(child):
                return deadly(child.doc, child.i, klass, table)
            if child.dep_ in ("relcl", "acl:relcl") and (klass := table.deponents.get(child.lemma_.lower())):
                return child.text, klass
    return None


def _governed(token: Token, table: Classes) -> tuple[str, str] | None:
    dep, verb = token.dep_, token.head
    for _ in range(3):  # "and 40 others": what holds of the first holds of the second
        if dep != "conj" or verb.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
            break
        dep, verb = verb.dep_, verb.head
    if verb.i == token.i or verb.n_lefts + verb.n_rights > _CHILDREN:
        return None
    lemma = verb.lemma_.lower()
    if any((lemma, child.lemma_.lower()) in table.exceptions for child in verb.children if child.dep_ in _OBJECT):
        return None  # "fled the scene" displaces nobody
    if dep in _PASSIVE:
        phrase = table.phrases.get((lemma, token.lemma_.lower()))
        if phrase is not None and not _negated(verb):
            return verb.text, phrase  # "nine lives were lost"
        return _first(verb, table.verbs.get(lemma), table) or _complement(verb, table)
    if dep == "nsubj":
        klass = table.deponents.get(lemma) or table.deponents.get(verb.lower_)
        if klass is None and verb.tag_ == "VBN" and not _has_object(verb):
            klass = table.verbs.get(lemma)  # a participle taken for an active verb: "40 injured"
        return _first(verb, klass, table) or _carried(verb, table) or _complement(verb, table)
    phrase = table.phrases.get((lemma, token.lemma_.lower())) if dep in _OBJECT else None
    if phrase is not None and not _negated(verb):
        return verb.text, phrase  # "the fire claimed nine lives"
    if dep in _OBJECT and (klass := table.verbs.get(lemma)) and not _negated(verb):
        words, klass = deadly(verb.doc, verb.i, klass, table)
        before = f"{verb.doc[verb.i - 1].text} " if len(words.split()) > 1 and verb.i else ""
        return before + (table.participles.get(lemma) or _participle(verb)), klass
    return None


def _first(verb: Token, klass: str | None, table: Classes) -> tuple[str, str] | None:
    if klass is None or _negated(verb):
        return None
    return joined(verb.doc, verb.i, klass, table) or deadly(verb.doc, verb.i, klass, table)


def joined(doc: Doc, at: int, klass: str, table: Classes) -> tuple[str, str] | None:
    """ "killed or wounded", "killed and wounded": neither holds of all, so it is what both are a part of."""
    if at + 2 >= len(doc) or doc[at + 1].lower_ not in table.joiners:
        return None
    other = table.outcome(doc[at + 2].lower_)
    if other is None or other == klass:
        return None
    shared = next((whole for whole in table.part_of.get(klass, ()) if whole in table.part_of.get(other, ())), None)
    return (doc[at : at + 3].text, shared) if shared else None


def _carried(verb: Token, table: Classes) -> tuple[str, str] | None:
    """ "suffered casualties", "lost their lives"."""
    for child in verb.children:
        if child.dep_ not in _OBJECT or _negated(verb):
            continue
        lemma = child.lemma_.lower()
        klass = table.noun(lemma, child.lower_)
        if verb.lemma_.lower() in table.carriers and klass in table.outcomes:
            return f"{verb.text} {child.text}", klass
        phrase = table.phrases.get((verb.lemma_.lower(), lemma))
        if phrase:
            return f"{verb.text} {verb.doc[child.left_edge.i : child.i + 1].text}", phrase
    return None


def _complement(verb: Token, table: Classes) -> tuple[str, str] | None:
    """ "are missing", "remain trapped", "were left homeless", "sont portés disparus"."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "xcomp", "advcl") and (klass := table.outcome(child.lower_)) and not _negated(verb):
            return child.text, klass
    if verb.pos_ in ("ADJ", "NOUN", "VERB") and (klass := table.outcome(verb.lower_)) and not _negated(verb) and not _has_object(verb):
        return verb.text, klass
    return None


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in _OBJECT for child in verb.children)


def _participle(verb: Token) -> str:
    """The participle of an active verb as it will be read ("killing 12 people": people killed)."""
    if verb.text.endswith("ing") and verb.lang_ == "en":
        stem = verb.text[:-3]
        return f"{verb.lemma_}d" if verb.lemma_.endswith("e") else f"{stem}ed"
    if verb.lang_ == "en" and verb.tag_ in ("VB", "VBP", "VBZ"):
        return f"{verb.lemma_}d" if verb.lemma_.endswith("e") else f"{verb.lemma_}ed"
    return verb.text


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("pas", "not", "n't", "never") for child in verb.children)
