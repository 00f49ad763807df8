"""Which attributions are statements for a reader: someone speaks, and says something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.modality.tables import cues
from newsloom.annotate.statements.acts import clausal, is_act
from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.nouns import author_of, noun_kind
from newsloom.annotate.statements.trees import is_passive, kids
from newsloom.annotate.statements.words import Words
from newsloom.records import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def is_speech(doc: Doc, made: Attribution, words: Words) -> bool:
    """True where the attribution itself, whoever its source, reports that something was said."""
    if made.quotes:
        return True
    if made.klass in words.silent or not made.content:
        return False
    anchor = doc[made.anchor]
    if cited_from(anchor, words) is not None:
        return False
    if made.klass == "phrase":
        return any(doc[i].is_alpha and doc[i].pos_ not in ("PRON", "AUX", "DET") for i in made.content)  # "That's according to her"
    if made.klass in ("noun", "thought"):
        return _noun_says(anchor, made, words)
    if made.klass == "think" and len(made.cue) and lemma_of(anchor) not in words.attitudes and lemma_of(anchor) not in ("be", "remain"):
        return False
    if made.klass == "think" and anchor.tag_ == "VBG" and anchor.dep_ in ("advcl", "acl"):
        return False  # "came out thinking that they hit his car"
    if is_act(doc, made, words) or _tells_of(doc, made):
        return False
    if made.source is None:
        return _impersonal(anchor, words)
    if lemma_of(anchor) in ("respond", "reply") and not kids(anchor, "ccomp"):
        return False
    return not (_unsaid(anchor, words) or _empty(doc, made, words))


def _tells_of(doc: Doc, made: Attribution) -> bool:
    """ "offer 900 euros for information that leads to an arrest": a relative clause, and no report."""
    first = min(made.content)
    if first == 0 or doc[first].lower_ not in ("that", "which", "who") or not doc[first].dep_.startswith("nsubj"):
        return False
    return first - 1 > made.anchor and doc[first - 1].pos_ == "NOUN"


def _noun_says(noun: Token, made: Attribution, words: Words) -> bool:
    if made.source is None and noun.dep_ == "attr":
        return False  # "it was a concern that both would share"
    if made.klass == "thought" and (made.source is None or lemma_of(noun) not in words.opinions):
        return False
    clauses = [k for k in noun.children if k.dep_ in ("acl", "ccomp", "relcl") and k.i in made.content]
    about = [k for k in clauses if k.dep_ == "relcl" and any(g.lower_ in ("that", "which") and "subj" in g.dep_ for g in k.children)]
    return len(clauses) > len(about)  # "remarks that were shown on television": what became of them, not what they say


def _impersonal(verb: Token, words: Words) -> bool:
    """ "It is believed that"."""
    return is_passive(verb) and lemma_of(verb) in words.impersonal and bool(kids(verb, "ccomp"))


def _unsaid(verb: Token, words: Words) -> bool:
    """Speech that did not take place: to come, wished for, or negated."""
    lemma = lemma_of(verb)
    for kid in verb.children:
        if kid.dep_ == "aux" and kid.lower_ in words.future:  # "would not rule out that" tells what was left open
            return not (lemma in words.negatable and any(other.dep_ == "neg" for other in verb.children))
        if kid.dep_ == "mark" and kid.lower_ == "whether" and verb.dep_ == "ccomp":
            return True  # "was asked whether he had said that"
        if kid.dep_ == "aux" and kid.lower_ == "to" and lemma_of(verb.head) not in words.goes_on and not _open(verb):
            return True
        if kid.dep_ == "neg" and lemma not in words.negatable:
            return True
        if (
            kid.dep_ in ("mark", "advmod")
            and kid.lower_ in ("if", "unless", "whether", "when")
            and verb.dep_ == "advcl"
            and kid.lower_ != "when"
        ):
            return True
    return False


def _open(verb: Token) -> bool:
    """ "refused to confirm": what was not said is told; "made tests to confirm" tells nothing."""
    return lemma_of(verb) in ("confirm", "deny") and verb.dep_ not in ("advcl", "acl", "relcl")


def _empty(doc: Doc, made: Attribution, words: Words) -> bool:
    """A single word, or only a pronoun, says nothing by itself."""
    real = [doc[i] for i in made.content if doc[i].is_alpha or doc[i].like_num]
    if all(t.pos_ in ("PRON", "DET", "ADP", "SCONJ") for t in real):
        return True
    dated = len(real) > 1 and real[0].lower_ == "that" and real[1].lower_ in _TIMES
    if made.klass != "phrase" and dated and all(doc[i].text != "," for i in made.content):
        return True  # "disputed that when he spoke to reporters"
    if len(real) == 2 and real[0].lower_ in ("that", "this", "these", "those") and real[1].pos_ == "NOUN":
        return True  # "has not confirmed that information"
    if doc[made.anchor].lower_ in ("reported", "mentioned", "quoted", "noted") and is_passive(doc[made.anchor]) and not _told(real):
        return True  # "the weapons were first reported by the Herald"
    if len(real) == 1 and lemma_of(real[0]) in words.speech and real[0].i < made.anchor:
        return True  # "charges that she denied": which ones is told elsewhere
    if real[0].lower_ == "you" and len(real) < 3:
        return True  # "thank you, Jo"
    return len(real) < 2 and made.klass != "judge"


def _told(real: list[Token]) -> bool:
    return any(t.pos_ in ("VERB", "AUX") or t.like_num for t in real)


_TIMES = ("when", "after", "while", "before")
_VERSIONS = ("version", "edition", "correction", "headline", "caption")


def nobody(head: Token) -> bool:
    """ "No one said": nobody speaks."""
    if head.lower_ in ("nobody", "none", "neither", "nothing"):
        return True
    if lemma_of(head) in _VERSIONS and any(t.lower_ in ("article", "story", "report", "post", "column") for t in head.subtree):
        return True  # a correction note speaks of the article itself
    return any(k.dep_ in ("det", "neg") and k.lower_ in ("no", "neither") for k in head.children)


def misread(head: Token) -> bool:
    """ "a young man police said was dressed in black": the parse made one noun of whom they speak of and who speaks."""
    return noun_kind(head) == "group" and any(k.dep_ == "compound" and k.pos_ == "NOUN" and noun_kind(k) == "person" for k in head.children)


def refused(doc: Doc, made: Attribution) -> Attribution:
    """ "refused to confirm that": the content is what was not confirmed; "declined to comment" has none."""
    opens = cues("en")
    verb = doc[made.anchor]
    if lemma_of(verb) not in opens.open_verbs or made.quotes:
        return made
    below = next((k for k in kids(verb, "xcomp") if lemma_of(k) in opens.open_over), None)
    if below is None:
        return made if any(doc[i].is_quote for i in made.content) or len(made.content) > 6 else replace(made, content=frozenset())
    parts = kids(below, "ccomp") if lemma_of(below) == "say" else kids(below, "ccomp", "dobj", "prep")
    content = {t.i for k in parts for t in k.subtree}
    return replace(made, cue=tuple(range(verb.i, below.i + 1)), content=frozenset(content))


def speakable(doc: Doc, made: Attribution, speaker: Speaker, words: Words) -> bool:
    """True where the source can speak: a person, body, group, place that stands for one, or a document that says something."""
    if made.source is None or made.quotes:
        return True
    if speaker.kind in ("person", "organisation", "group"):
        return True
    head = doc[made.source]
    verb = lemma_of(doc[made.anchor])
    if speaker.kind == "place":
        return made.klass not in ("show", "want", "side")
    if lemma_of(head) in words.documents:
        if doc[made.anchor].tag_ == "VBG" and not author_of(head):
            return False
        return made.klass in ("say", "note", "show", "phrase") and not is_passive(doc[made.anchor])
    if head.pos_ == "PRON" and speaker.name is None:
        return head.lower_ in ("he", "she", "they", "who", "i", "we", "some", "many", "others", "another", "one") or (
            head.lower_ == "it" and verb in words.anyone
        )
    if made.klass == "phrase":
        return True
    if head.pos_ == "PROPN" and made.klass in ("say", "note", "tell", "urge", "judge", "label", "vow", "think"):
        return True
    if noun_kind(head) != "unknown":
        return True
    anchor = doc[made.anchor]
    return verb in words.anyone and anchor.tag_ != "VBG" and (verb == "say" or clausal(anchor))


def cited_source(doc: Doc, made: Attribution, words: Words) -> int | None:
    """The head of Y in "X, citing Y, says" or "according to X, which cited Y": who really speaks; None without one."""
    if made.klass in ("noun", "thought") or made.source is None:
        return None
    if made.klass == "phrase":
        places = [t for t in doc[made.source].subtree if t.dep_ in ("relcl", "acl", "advcl")]
    else:
        places = kids(doc[made.anchor], "advcl") + kids(doc[made.source], "acl", "advcl")
    for place in places:
        source = cited_from(place, words)
        if source is not None:
            return source
    return None


def cited_from(citing: Token, words: Words) -> int | None:
    """Y in ", citing Y," or ", which cited Y," beside what reports it, where Y can speak."""
    if lemma_of(citing) not in words.citing:
        return None
    beside = citing.dep_ == "advcl" and words.classes(lemma_of(citing.head)) & {"say", "note", "tell", "show"}
    inside = citing.dep_ in ("relcl", "acl", "advcl") and (citing.tag_ == "VBG" or any(a.lower_ == "according" for a in citing.ancestors))
    if not (beside or inside):
        return None
    for source in kids(citing, "dobj"):
        if noun_kind(source) != "unknown" or source.pos_ == "PROPN" or lemma_of(source) in words.documents:
            return int(source.i)
    return None
