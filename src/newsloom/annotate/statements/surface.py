"""What a reporting verb reports by the order of words alone, where the parse lost it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.trees import subject
from newsloom.annotate.statements.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENERS = frozenset({"that", "how", "whether", "why", "what", "where", "when", "who"})
_GAP = 12  # tokens between verb and "that": "confirmed on Monday for the first time that"
_LONG = 120


def clause_after(verb: Token, *, only_that: bool) -> set[int]:
    """Tokens from "that" (or a question word) to the end of its sentence, where nothing but adverbials part it from the verb."""
    doc = verb.doc
    end = verb.sent.end
    for i in range(verb.i + 1, min(verb.i + _GAP, end)):
        token = doc[i]
        if token.lower_ in _OPENERS and (token.lower_ == "that" or not only_that) and (i > verb.i + 1 or token.tag_ != "DT"):
            if token.tag_ == "WDT" and any(k.dep_ == "dobj" and k.i == i - 1 for k in verb.children):
                return set()  # "noted the crash that hurt him"
            if not _clause(doc[i + 1 : min(i + 25, end)]):
                return set()
            return set(range(i, min(end, i + _LONG)))
        if token.pos_ in ("VERB", "AUX") or token.text in (";", ":", ".", "(", "—", "–") or token.is_quote:
            return set()
    return set()


def question_after(verb: Token) -> set[int]:
    """ "asked the guests if any had paid": from the question word on."""
    end = verb.sent.end
    for i in range(verb.i + 1, min(verb.i + _GAP, end)):
        if verb.doc[i].lower_ in ("if", "whether"):
            return set(range(i, min(end, i + _LONG)))
        if verb.doc[i].text in (".", ";", ":") or verb.doc[i].is_quote:
            break
    return set()


def clause_before(verb: Token) -> set[int]:
    """ "..., police said on Friday.": all of the sentence before the comma, where the parse lost it."""
    heads = [k for k in verb.children if k.dep_ == "nsubj" and k.i < verb.i]
    if verb.dep_ != "ROOT" or len(heads) != 1 or verb.sent.end - verb.i > 8:
        return set()
    comma, start = heads[0].left_edge.i - 1, verb.sent.start
    if comma - start < 4 or verb.doc[comma].text != "," or not _clause(verb.doc[start:comma]):
        return set()
    if verb.doc[start].lower_ in ("when", "as", "after", "once", "while") and all(t.text != "," for t in verb.doc[start:comma]):
        return set()  # "When Holt called, he told them": when, and not what
    return set(range(start, comma))


def _clause(tokens: object) -> bool:
    return any(t.pos_ in ("VERB", "AUX") for t in tokens)  # type: ignore[attr-defined]


def relative_gap(verb: Token) -> set[int]:
    """ "a step that Oslo said was lawful": what the relative pronoun stands for, and the clause that follows the verb."""
    doc = verb.doc
    if verb.i + 1 >= len(doc) or not doc[verb.i + 1].tag_.startswith(("VBZ", "VBD", "VBP", "MD")):
        return set()
    for i in range(verb.i - 1, max(verb.i - 8, 0), -1):
        if doc[i].lower_ in ("that", "which", "who"):
            noun = doc[i].head if doc[i].head.i < i else doc[i - 1]
            noun = verb.head if verb.dep_ == "relcl" and verb.head.i < i else noun
            before = {t.i for t in noun.subtree if t.i <= noun.i}
            return before | set(range(verb.i + 1, verb.sent.end))
        if doc[i].pos_ == "VERB" or doc[i].text in (",", ".", ";"):
            return set()
    return set()


def strays(ids: set[int], verb: Token, words: Words) -> set[int]:
    """Tokens of "..., adding that ..." inside `ids` that belong to the subject of `verb`, not to the reported clause."""
    doc = verb.doc
    for i in sorted(ids):
        token = doc[i]
        if i > verb.i and is_stray(token, words) and (token.head.i in ids or token.head.i == verb.i):
            return {j for j in ids if j >= i}  # speech that goes on runs to the end of its sentence
    return set()


def is_stray(token: Token, words: Words) -> bool:
    """A participle of a reporting verb behind a comma: ", adding that"."""
    if token.tag_ != "VBG" or token.dep_ not in ("advcl", "conj", "acl", "ccomp", "dep", "pcomp", "csubj"):
        return False
    at = token.i - 1
    while at > 0 and (token.doc[at].is_quote or token.doc[at].pos_ == "ADV" or token.doc[at].lower_ == "and"):
        at -= 1
    if token.doc[at].text != ",":
        return False
    return bool(words.classes(lemma_of(token)) & {"say", "note", "label", "judge", "tell"}) and lemma_of(token) not in words.no_strays


def same_side(ids: set[int], verb: Token) -> set[int]:
    """`ids` without what a semicolon parts from the verb: two clauses side by side, not one in the other."""
    if not ids:
        return ids
    doc = verb.doc
    first, last = min(ids), max(ids)
    for i in range(verb.i - 1, first - 1, -1):
        if doc[i].text == ";":
            return {j for j in ids if j > i}
    for i in range(verb.i + 1, last):
        if doc[i].text == ";" and any(k.dep_ in ("nsubj", "nsubjpass") for t in doc[i + 1 : min(i + 25, last + 1)] for k in (t,)):
            return {j for j in ids if j < i}
    return ids


def outer_speech(verb: Token, words: Words) -> Token | None:
    """The verb of the sentence whose speaker a stray participle goes on with: the outermost one of speech before it."""
    above = [a for a in verb.ancestors if a.i < verb.i and (a.pos_ == "VERB" or a.dep_ == "ROOT") and words.classes(lemma_of(a))]
    speech = [a for a in above if words.classes(lemma_of(a)) & {"say", "note", "tell"}]
    return (speech or above)[-1] if above else None


def comment(ids: set[int], verb: Token, words: Words) -> set[int]:
    """Tokens of a closing ", a move that ..." inside `ids`: the writer's remark on what was said, not part of it."""
    doc = verb.doc
    for i in sorted(ids):
        if i <= verb.i or doc[i].text != "," or i + 2 >= len(doc) or doc[i + 1].lower_ not in ("a", "an"):
            continue
        noun = next((t for t in doc[i + 2 : i + 5] if t.pos_ == "NOUN"), None)
        if noun is not None and lemma_of(noun) in words.comments:
            return {j for j in ids if j >= i}
    return set()


def other_voice(ids: set[int], verb: Token, words: Words) -> set[int]:
    """Tokens of a closing ", while the Herald notes [...]" inside `ids`: someone else speaks there."""
    doc = verb.doc
    for i in sorted(ids):
        if i <= verb.i + 1 or doc[i].lower_ not in ("while", "whereas") or doc[i - 1].text != ",":
            continue
        speech = next((t for t in doc[i + 1 : i + 8] if t.pos_ == "VERB"), None)
        if speech is not None and words.classes(lemma_of(speech)) & {"say", "note"} and subject(speech) is not None:
            return {j for j in ids if j >= i}
    return set()


def noun_before(verb: Token) -> Token | None:
    """The noun right before a finite verb whose subject the parse lost."""
    at = verb.i - 1
    doc = verb.doc
    while at >= 0 and (doc[at].pos_ == "ADV" or doc[at].dep_ == "aux"):
        at -= 1
    if (
        at < 0
        or verb.tag_ not in ("VBD", "VBZ", "VBP", "NNS")
        or doc[at].pos_ not in ("PROPN", "NOUN", "PRON")
        or doc[at].sent.start != verb.sent.start
    ):
        return None
    found = doc[at]
    for _ in range(4):  # "a woman who answered the door said": the woman
        if found.dep_ not in ("dobj", "pobj", "prep", "advmod", "xcomp", "attr"):
            break
        found = found.head
        if found.dep_ in ("relcl", "acl") and found.i < verb.i:
            return found.head
    return doc[at]
