"""What a reporting verb reports, by its place in the parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements import asides, surface
from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.nouns import is_person_noun, noun_kind
from newsloom.annotate.statements.trees import agent, is_passive, kids, subject, under
from newsloom.annotate.statements.verb_contents import FRAMES, told_clause
from newsloom.annotate.statements.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKING = ("say", "note", "tell", "show", "think")
_QUESTION = frozenset({"how", "whether", "why"})


def frame(verb: Token, words: Words) -> Attribution | None:
    """The attribution that a verb of the reporting table makes with a clause, infinitive or object; None where it reports nothing."""
    classes = words.classes(lemma_of(verb))
    if not classes or _hearsay(verb):
        return _state_of_mind(verb, words) if lemma_of(verb) in ("be", "remain", "seem") else None
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and lemma_of(verb) in ("ask", "question", "press"):
        return None  # "asked about it, she said": who asked is not told
    passive = is_passive(verb)
    klass, content = _passive_content(verb, classes) if passive else _content(verb, classes, words)
    if not passive:
        klass, content = _mended(verb, classes, klass, content)
    if not content or (max(content) < verb.i and verb.dep_ != "relcl" and any(k.lower_ == "who" for k in kids(verb, "nsubj"))):
        return None  # "..., who recalled": the parse lost whom it goes with
    content = surface.same_side(content, verb)
    content -= asides.further(verb, content, words)
    content -= surface.strays(content, verb, words) | surface.comment(content, verb, words) | surface.other_voice(content, verb, words)
    source = agent(verb) if passive else speaker(verb, words)
    if klass == "seem":
        source = None
    content = content - set(_cue(verb)) - (under(source) if source is not None and source.i not in content else set())
    if source is not None and source.i in content:
        content -= _titled_before(source, verb)
        source = None if source.i in content else source
    if source is not None and not passive:
        content -= _office_before(source, content)
    return Attribution(cue=_cue(verb), source=None if source is None else source.i, content=frozenset(content), klass=klass, anchor=verb.i)


def _titled_before(source: Token, verb: Token) -> set[int]:
    """ "..., Chief of Detectives Bo Reed said": from the comma on, where the parse took all of it for what was said."""
    doc, at = source.doc, source.i
    if verb.i != source.i + 1 or verb.dep_ != "ROOT" or source.pos_ != "PROPN":
        return set()
    while at > verb.sent.start and source.i - at < 9 and doc[at].text != ",":
        if not (doc[at].text[:1].isupper() or doc[at].lower_ in ("of", "for", "the", "and")):
            return set()
        at -= 1
    return set(range(at, verb.sent.end)) if doc[at].text == "," else set()


def _office_before(source: Token, content: set[int]) -> set[int]:
    """ "..., Chief of Detectives Bo Reed said": the office between the comma and the name, where the parse parted the two."""
    at = source.left_edge.i - 1
    office: list[int] = []
    while at in content and source.doc[at].text != "," and len(office) < 7:
        office.append(at)
        at -= 1
    titled = [i for i in office if source.doc[i].text[:1].isupper() or source.doc[i].lower_ in ("of", "for", "the", "and")]
    if not office or at not in content or source.doc[at].text != "," or len(titled) < len(office) or source.pos_ != "PROPN":
        return set()
    return {*office, at} if any(is_person_noun(source.doc[i].lower_) for i in office) else set()


def _hearsay(verb: Token) -> bool:
    """ "rebels said to be loyal": a participle, whoever says it."""
    after = verb.i + 2 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == "to" and verb.doc[verb.i + 2].tag_ == "VB"
    return lemma_of(verb) in ("say", "report", "think", "believe") and after


def _state_of_mind(verb: Token, words: Words) -> Attribution | None:
    """ "Experts are sceptical that the dam will hold"."""
    for word in kids(verb, "acomp"):
        klass = words.adjectives.get(word.lower_)
        source = subject(verb)
        if klass is None or source is None or source.lower_ == "it":
            continue
        content: set[int] = set()
        clauses = [*kids(word, "ccomp", "xcomp"), *(k for k in kids(verb, "ccomp", "xcomp") if k.i > word.i)]
        about = [k for k in kids(word, "prep") if k.lower_ in ("about", "of", "with", "by", "at", "to", "on")]
        for kid in clauses or about[:1]:
            content |= under(kid) - ({kid.i} if kid.dep_ == "prep" else set())
        if content and source.i not in content:
            return Attribution((verb.i, word.i), source.i, frozenset(content), klass, verb.i)
    return None


def speaker(verb: Token, words: Words) -> Token | None:
    """Subject of an active reporting verb; a participle that goes on with someone's speech takes that one's."""
    if surface.is_stray(verb, words):
        found = surface.outer_speech(verb, words)
        if found is not None:
            return subject(found) or surface.noun_before(found)
    beside = verb.nbor(-1) if verb.i else verb
    joined = beside.dep_ == "conj" and beside.i > 0 and beside.nbor(-1).lower_ in ("and", "but") and noun_kind(beside) != "unknown"
    if joined and verb.tag_ in ("VBD", "VBZ", "VBP") and not kids(verb, "nsubj"):
        return beside  # "charged with murder, and police said": the parse joined the subject to the noun before
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and verb.head.tag_ in ("VBZ", "VBP") and not kids(verb, "nsubj"):
        inner = [k for below in kids(verb.head, "ccomp") if below.tag_ == "VBD" and below.i < verb.i for k in kids(below, "nsubj")]
        inner += [k for k in kids(verb.head, "dobj") if any(g.tag_ == "VBD" and k.i < g.i < verb.i for g in kids(k, "acl"))]
        teller = next(iter(inner), None)
        if teller is not None:
            return teller  # "the Post reports a man called and said": the one who called
    document = verb.head
    if verb.dep_ == "acl" and lemma_of(document) in words.documents and document.dep_ == "dobj" and lemma_of(document.head) in words.light:
        return subject(document.head)  # "she issued a letter saying that"
    return subject(asides.joined(verb, words)) or surface.noun_before(verb)


def _mended(verb: Token, classes: frozenset[str], klass: str, content: set[int]) -> tuple[str, set[int]]:
    """The content by word order, where the parse gives none or a clause without a verb."""
    speaking: str | None = next((k for k in _SPEAKING if k in classes), None)
    if speaking is None or (verb.tag_ == "VBN" and not any(k.dep_ == "aux" for k in verb.children)):
        return klass, content
    doc = verb.doc
    if verb.dep_ == "csubj" and (found := surface.clause_after(verb, only_that=True)):
        return speaking, found
    if (
        lemma_of(verb) == "ask"
        and not any(doc[i].pos_ in ("VERB", "AUX") and doc[i].dep_ != "amod" for i in content)
        and (found := surface.question_after(verb))
    ):
        return speaking, found
    clausal = klass in _SPEAKING
    if content and verb.i + 1 < min(content) and doc[verb.i + 1].lower_ == "that" and (found := surface.clause_after(verb, only_that=True)):
        return speaking, found
    if clausal and any(doc[i].pos_ in ("VERB", "AUX") for i in content):
        return klass, content
    asks = bool(content) and doc[min(content)].lower_ in _QUESTION
    found = set()
    if not content or asks or klass in ("judge", "side", "label") or doc[min(content)].lower_ == "that":
        found = surface.clause_after(verb, only_that=clausal or not content)
    if not found and asks:
        found = surface.clause_after(verb, only_that=False)
    if not found and not content:
        found = surface.relative_gap(verb) or surface.clause_before(verb)
    return (speaking, found) if found else (klass, content)


def _cue(verb: Token) -> tuple[int, ...]:
    before = [k.i for k in verb.children if k.dep_ in ("aux", "auxpass", "neg") and k.i < verb.i and k.lower_ != "to"]
    return (*before, verb.i, *(k.i for k in kids(verb, "prt")))


def _content(verb: Token, classes: frozenset[str], words: Words) -> tuple[str, set[int]]:
    """Class and content of the first frame that fits: a clause before an infinitive before an object."""
    speaking = next((k for k in _SPEAKING if k in classes), None)
    frames: list[tuple[str | None, Callable[[Token, Words], set[int]]]] = [(speaking, told_clause), (speaking, asides.aside)]
    frames += [(klass if klass in classes else None, finder) for klass, finder in FRAMES]
    for klass, finder in frames:
        ids = finder(verb, words) if klass else set()
        if klass and ids:
            return klass, ids
    return "", set()


def _passive_content(verb: Token, classes: frozenset[str]) -> tuple[str, set[int]]:
    """ "It is believed that", "X was described by Y as", "X was told that", "X is expected to"."""
    klass = next((k for k in ("say", "note", "tell", "show", "think", "label", "judge", "urge", "want", "side") if k in classes), "")
    clauses = kids(verb, "ccomp")
    ids: set[int] = set()
    for kid in clauses:
        ids |= under(kid)
    if ids and not any(s.lower_ != "it" for s in kids(verb, "nsubjpass")):
        return klass, ids
    told = "tell" in classes or lemma_of(verb) == "ask"
    rest = {i for k in kids(verb, "xcomp", "oprd", "ccomp") for i in under(k)}
    rest |= {i for k in verb.children if k.lower_ == "as" and k.i > verb.i for i in under(k)}
    if told:
        return ("tell", rest)
    if rest or (agent(verb) is not None and classes & {"judge", "label", "side"}):
        for kid in kids(verb, "nsubjpass"):
            rest |= under(kid)
        return klass, rest
    return "", set()
