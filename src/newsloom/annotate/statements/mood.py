"""How sure a speaker is of what a statement says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.modality import of_span, verdict_of
from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.reading import Reading
from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.words import words
from newsloom.records import Modality, Piece, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

Verdict = tuple[Modality, str | None]
_UTTERING = ("express", "voice")


def mood(reading: Reading, made: Attribution, speaker: Speaker, parts: tuple[Piece, ...], source: Piece | None) -> Verdict:
    """Modality of a statement and its cue: of the first sentence of its content, read with the words around it.

    Where those say nothing, the verb of the attribution may ("asked him to leave", "expressed doubt").
    """
    last = parts[-1]
    if reading.body[last.start : last.end].rstrip(" \"'”’»)").endswith("?"):
        return "asked", "?"
    left_open = verdict_of(reading.doc[made.anchor]) if made.klass != "phrase" else ("asserted", None)
    if left_open[0] == "speculated" and left_open[1] and " " in left_open[1]:
        return left_open  # "refused to confirm that": the speaker takes no stand, and does not doubt it
    head = _head(reading, made)
    told: Verdict = ("asserted", None)
    if head is not None:
        told = of_span(reading, *_stretch(head, parts), reading.body[source.start : source.end] if source else None)
    anchor = reading.doc[made.anchor]
    if anchor.dep_ == "conj" and told[1] == anchor.head.text:
        told = ("asserted", None)  # "denied that shots were fired and put the toll at two": the denial is of the other half
    return told if told[0] != "asserted" else _by_act(reading, made, speaker)


def _by_act(reading: Reading, made: Attribution, speaker: Speaker) -> Verdict:
    anchor = reading.doc[made.anchor]
    if lemma_of(anchor) in ("suggest", "indicate") and speaker.kind == "unknown":
        return "speculated", anchor.text  # a report that suggests; a person who suggests says so
    nouns = [k for k in anchor.children if k.dep_ in ("dobj", "acomp") and k.i in (*made.content, *made.cue)]
    for noun in nouns:  # "expressed doubt that", "is sceptical that"
        verdict = verdict_of(noun)
        if verdict[0] in ("doubted", "denied") or (verdict[0] != "asserted" and lemma_of(anchor) in _UTTERING):
            return verdict
    verdict = verdict_of(anchor) if made.klass != "phrase" else ("asserted", None)
    if verdict[0] in ("asserted", "conditional"):
        return ("asked", anchor.text) if _asks(reading, made) else ("asserted", None)
    return verdict


def _asks(reading: Reading, made: Attribution) -> bool:
    """True for what is only called for ("called for the minister to resign", "demanded the withdrawal"): it is not said to be so."""
    anchor = reading.doc[made.anchor]
    if "urge" not in words(reading.language).classes(lemma_of(anchor)):
        return False
    inner = [reading.doc[i] for i in made.content]
    if any(token.dep_ == "aux" and token.lower_ == "to" and token.head.head.i in (anchor.i, anchor.head.i) for token in inner):
        return True
    return any(token.dep_ in ("pobj", "dobj") and token.head.i in _for(anchor) for token in inner)


def _for(anchor: Token) -> set[int]:
    """The verb itself where it is one of demanding, and its "for"."""
    own = {anchor.i} if lemma_of(anchor) in ("demand", "request") else set()
    return own | {kid.i for kid in anchor.children if kid.dep_ == "prep" and kid.lower_ == "for"}


def _head(reading: Reading, made: Attribution) -> Token | None:
    """The token of the content that the rest of it hangs on."""
    doc = reading.doc
    tops = [i for i in made.content if doc[i].head.i not in made.content or doc[i].head.i == i]
    tops = [i for i in tops if not doc[i].is_punct and not doc[i].is_space]
    verbs = [i for i in tops if doc[i].pos_ in ("VERB", "AUX")]
    return doc[min(verbs)] if verbs else (doc[min(tops)] if tops else None)


def _stretch(head: Token, parts: tuple[Piece, ...]) -> tuple[int, int]:
    """Where the sentence of `head` stands within its piece of the content."""
    part = next((p for p in parts if p.start <= head.idx < p.end), parts[0])
    start, end = max(part.start, head.sent.start_char), min(part.end, head.sent.end_char)
    return (start, end) if start < end else (part.start, part.end)
