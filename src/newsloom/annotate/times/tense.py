"""Whether the clause around a time expression looks back or ahead: it decides which Monday "on Monday" is."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from newsloom.annotate.reading import Reading
from newsloom.text.dates import Expression, Tense
from newsloom.text.dates.tables import Tables, tables

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 6
_REACH = 60
_OPENING = 2  # words before a time expression that opens its clause
_NEXT = 4
_CLAUSE = re.compile(r"[;:.!?\n]")


def tense(reading: Reading, expression: Expression) -> Tense:
    """The tense of the clause that holds `expression`."""
    table = tables(reading.language)
    if reading.syntax:
        return _parsed(reading, expression, table)
    before = _CLAUSE.split(reading.body[max(0, expression.core - _REACH) : expression.core])[-1]
    words = re.findall(r"\w+", before)
    if len(words) <= _OPENING:  # "El lunes se reunirán los vecinos": the verb comes after
        after = _CLAUSE.split(reading.body[expression.end : expression.end + _REACH])[0].split(",")[0]
        words += re.findall(r"\w+", after)[:_NEXT]
    return "future" if any(_ahead(word, table) for word in words) else "past"


def _ahead(word: str, table: Tables) -> bool:
    lower = word.lower()
    return lower in table.future or (len(lower) > 4 and lower.endswith(table.future_endings) and bool(table.future_endings))


def _parsed(reading: Reading, expression: Expression, table: Tables) -> Tense:
    place = bisect_right(reading.sentences, expression.core, key=lambda sentence: sentence.start) - 1
    sentence = reading.sentences[place] if place >= 0 and expression.core < reading.sentences[place].end else None
    if sentence is not None and not sentence.complete:  # a headline tells what was in the present tense
        return "past"
    span = reading.doc.char_span(expression.core, expression.end, alignment_mode="expand")
    if span is None:
        return "unknown"
    token: Token = span.root
    for _ in range(_STEPS):
        if token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            found = _infinitive(token, table) or _perceived(token, table) or _verb(token, table)
            if found != "unknown":
                return found
    if token.pos_ == "AUX" and token.tag_ in ("VBZ", "VBP") and token.lemma_ == "be" and _attached(span.root, token):
        return "future"  # "the hearing is on Friday"
    return _verb(token, table) if token.pos_ in ("VERB", "AUX") else "unknown"


def _attached(time: Token, verb: Token) -> bool:
    """The time is what the copula says: it hangs on it by "on" or alone, and nothing else does."""
    above = time.head
    by = above.i if above.pos_ == "ADP" and above.lower_ == "on" and above.head.i == verb.i else time.i if above.i == verb.i else -1
    return by >= 0 and not any(c.dep_ in ("attr", "acomp") or (c.dep_ == "prep" and c.i != by) for c in verb.children)


def _infinitive(verb: Token, table: Tables) -> Tense | None:
    """An infinitive takes the time of the verb above it: "had to leave on Monday" is past, "agreed to meet on Monday" lies ahead."""
    if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "ccomp", "advcl", "conj"):
        return None
    if not any(child.tag_ == "TO" for child in verb.children):
        return None
    above = verb.head
    if above.lemma_.lower() in table.prospective or above.lower_ in table.future:
        return "future"
    past = above.tag_ in ("VBD", "VBN") or any(c.lower_ in ("had", "was", "were", "have", "has") for c in above.children if "aux" in c.dep_)
    return "past" if past else None


def _perceived(verb: Token, table: Tables) -> Tense | None:
    """ "saw the ambulances arrive on Saturday": a bare form under a past verb of seeing is as past as that."""
    above = verb.head
    bare = verb.tag_ in ("VB", "VBP") and verb.dep_ in ("ccomp", "xcomp") and not any(c.dep_ in ("aux", "mark") for c in verb.children)
    return "past" if bare and above.tag_ in ("VBD", "VBN") and above.lemma_.lower() in table.perceived else None


def _verb(verb: Token, table: Tables) -> Tense:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "aux:tense", "aux:pass", "cop", "mark")]
    words = {verb.lower_, *(child.lower_ for child in helpers)}
    if words & {"have"} and "would" in words:  # "would have met on Monday"
        return "past"
    morph = [str(token.morph) for token in (verb, *helpers)]
    if words & table.future - {"planned", "scheduled", "expected", "set"} or any("Fut" in m for m in morph):
        return "future"
    if verb.lower_ in table.future and verb.tag_ in ("VBN", "VBZ", "VBP", "ADJ"):
        return "future"
    if verb.tag_ in ("VBD", "VBN") or any(child.lower_ in ("had", "was", "were", "have", "has") for child in helpers):
        return "past"
    if any("Past" in m for m in morph):
        return "past"
    return "future" if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ not in table.timeless else "unknown"
