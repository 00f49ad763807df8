"""Which word reports which quotation: decided by what stands beside the quotation marks, since parsers stumble over them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.words import Words
from newsloom.text.quotes import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SPEAKING = frozenset({"say", "note", "tell", "show"})
_REACH = 30


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in tokens: `first`..`last` lie between its marks (inclusive); `comma`: one stands right behind it."""

    number: int
    quote: Quote
    first: int
    last: int
    opens_line: bool = False
    comma: bool = False

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(range(self.first, self.last + 1))

    @property
    def words(self) -> int:
        return self.last - self.first + 1


def tokens_of(doc: Doc, quotes: tuple[Quote, ...], text: str) -> list[Quoted]:
    """Quotations with their tokens; one without a word is left out."""
    starts = [token.idx for token in doc]
    found = []
    for number, quote in enumerate(quotes):
        first = bisect_left(starts, quote.inner_start)
        if first and starts[first - 1] + len(doc[first - 1]) > quote.inner_start + 1:
            first -= 1  # the tokenizer glued the mark to the word
        last = bisect_left(starts, quote.inner_end) - 1
        if first <= last and any(t.is_alpha or t.like_num for t in doc[first : last + 1]):
            line = text[text.rfind("\n", 0, quote.start) + 1 : quote.start]
            found.append(Quoted(number, quote, first, last, not line.strip(), text[quote.end : quote.end + 1] == ","))
    return found


def links(doc: Doc, quoted: list[Quoted], words: Words) -> dict[int, int]:
    """Quotation number → index of the verb that reports it, for quotations that stand as speech of their own."""
    inside = {i for q in quoted for i in q.ids}
    found: dict[int, int] = {}
    for q in quoted:
        verb = _linked(doc, q, inside, words)
        if verb is not None:
            found[q.number] = verb.i
    return found


def _linked(doc: Doc, q: Quoted, inside: set[int], words: Words) -> Token | None:
    before = _last_word(doc, q.first - 1)
    if (before is not None and doc[before].text in (",", ":")) or (before is not None and doc[before].lower_ in ("that",)):
        verb = _before(doc, before, inside, words, colon=doc[before].text == ":")
        if verb is not None:
            return verb
    elif before is not None and words.classes(lemma_of(doc[before])) & _SPEAKING and before not in inside and _is_verb(doc[before]):
        return doc[before]
    if _speechlike(doc, q) and not _full_stop(doc, q):
        return _after(doc, q.last + 1, inside, words)
    return None


def _speechlike(doc: Doc, q: Quoted) -> bool:
    """A quotation that ends in a stop or comma inside its marks, or starts a sentence."""
    return doc[q.last].text in (",", "?", "!", ".", "…", "...", "—", "--", "–") or _starts_sentence(doc, q) or q.comma


def _full_stop(doc: Doc, q: Quoted) -> bool:
    """The quotation ends its sentence: what follows with a capital is the next one."""
    if doc[q.last].text[-1:] != ".":
        return False
    after = next((t for t in doc[q.last + 1 : q.last + 6] if t.text[:1].isalpha()), None)
    return after is None or after.text[:1].isupper() or "\n" in doc[q.last + 1 : after.i].text


def _starts_sentence(doc: Doc, q: Quoted) -> bool:
    before = _last_word(doc, q.first - 1)
    return before is None or doc[before].text in (".", "?", "!", "”", '"') or q.opens_line


def _last_word(doc: Doc, at: int) -> int | None:
    """The nearest token at or before `at` that is neither space nor quotation mark, None at the start of the paragraph."""
    broken = False
    while at >= 0 and (doc[at].is_space or doc[at].is_quote or doc[at].text in ("''", "``", "«", "»")):
        broken = broken or "\n" in doc[at].text
        at -= 1
    return at if at >= 0 and (not broken or doc[at].text == ":") else None


def _is_verb(token: Token) -> bool:
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_:
        return False  # "gang-related"
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")


def _after(doc: Doc, at: int, inside: set[int], words: Words) -> Token | None:
    """The reporting verb right behind a quotation: the first verb there that is not part of the subject's own clause."""
    for i in range(at, min(at + _REACH, len(doc))):
        token = doc[i]
        if i in inside or "\n" in token.text or (token.lower_ in ("and", "but") and i <= at + 2):
            return None
        if token.text in (".", "!", "?", ";") and i > at + 1:
            return None
        if not _is_verb(token) or token.dep_ in ("aux", "auxpass"):
            continue
        if words.classes(lemma_of(token)) & _SPEAKING and token.dep_ not in ("amod",) and token.tag_ not in ("VBG", "VB"):
            return token
        if token.dep_ not in ("relcl", "acl", "amod", "compound", "xcomp"):
            return token if _any_verb(doc, at, token) else None
    return None


def _any_verb(doc: Doc, at: int, verb: Token) -> bool:
    """ "...," she surmised: right behind a quotation that ends in a comma, a verb with a subject and no object speaks."""
    if (
        doc[at - 1].text[-1:] not in (",", "?", "!")
        or verb.tag_ not in ("VBD", "VBZ", "VBP")
        or verb.i - at > 8
        or lemma_of(verb) in ("be", "do", "have")
    ):
        return False
    if lemma_of(verb) in ("be", "do", "have"):
        return False
    deps = {k.dep_ for k in verb.children}
    return "nsubj" in deps and "dobj" not in deps and "acomp" not in deps and "attr" not in deps


def lead(doc: Doc, q: Quoted, inside: set[int]) -> frozenset[int]:
    """The words of a sentence before a quotation that goes on with them: The plan "was doomed," he said."""
    before = _last_word(doc, q.first - 1)
    if before is None or before in inside or doc[before].text in (".", "?", "!", ":", ",", ";", "-", "–", "—", "--", "("):
        return frozenset()
    if any(doc[i].is_sent_start for i in range(before + 1, q.first + 1)):
        return frozenset()  # behind "Holt & Co."
    start = before
    while (
        start > 0 and not doc[start].is_sent_start and start - 1 not in inside and "\n" not in doc[start - 1].text and before - start < 40
    ):
        start -= 1
    if any(t.text == "/" for t in doc[start : before + 1]):
        return frozenset()  # the credit of a picture
    if doc[start - 1 if start and not doc[start].is_sent_start else start].text in ("”", '"'):
        return frozenset()
    return frozenset(range(start, before + 1))


def tail(doc: Doc, q: Quoted, verb: int) -> frozenset[int]:
    """The words behind a quotation that goes on in them: "We are tired" of the noise, she said."""
    at = q.last + 1
    while at < verb and doc[at].is_quote:
        at += 1
    if at >= verb or doc[at].is_punct or doc[q.last].text in (",", ".", "?", "!", "…") or doc[at].lower_ == doc[verb].lower_:
        return frozenset()
    start = min((k.left_edge.i for k in doc[verb].children if k.dep_ == "nsubj"), default=verb)
    comma = next((i for i in range(min(start, verb) - 1, at, -1) if doc[i].text == ","), None)
    return frozenset(range(at, comma)) if comma is not None and start - comma < 3 else frozenset()


def name_before(doc: Doc, q: Quoted) -> tuple[Token, Token | None] | None:
    """Who says a quotation that no reporting verb opens, and the verb, if any, that leads to it.

    "Analyst Ida Holt: [...]", "[...]" - Holt, "Holt gave this answer: [...]", "Holt's answer was: [...]".
    """
    before = _last_word(doc, q.first - 1)
    if before is not None and doc[before].text == ":" and before:
        return _before_colon(doc, before)
    at = q.last + 1
    while at < len(doc) and (doc[at].is_quote or doc[at].is_space):
        at += 1
    if (
        at + 1 < len(doc)
        and doc[at].text in ("-", "–", "—", "--", "―")
        and doc[at + 1].text[:1].isupper()
        and doc[at].idx - q.quote.end < 4
    ):
        end = at + 1
        while end + 1 < len(doc) and doc[end + 1].text[:1].isupper() and doc[end + 1].is_alpha:
            end += 1
        return doc[end], None
    return None


def _before_colon(doc: Doc, colon: int) -> tuple[Token, Token | None] | None:
    last = doc[colon - 1]
    if last.pos_ == "PROPN" and noun_head(last).dep_ != "pobj":
        return noun_head(last), None
    start = colon
    while start > 0 and "\n" not in doc[start - 1].text and doc[start - 1].text not in (".", "?", "!", ";") and colon - start < 40:
        start -= 1
    for token in doc[start:colon]:
        subjects = [k for k in token.children if k.dep_ == "nsubj" and k.i < token.i]
        if not (_is_verb(token) and subjects) or token.dep_ in ("relcl", "advcl", "acl"):
            continue
        owner = next((k for k in subjects[0].children if k.dep_ == "poss"), None)
        if subjects[0].lower_ in ("this", "that", "it", "here", "there", "which", "what"):
            return None
        return (owner, token) if owner is not None and token.pos_ == "AUX" else (subjects[0], token)
    return (noun_head(last), None) if last.pos_ in ("PROPN", "NOUN") else None


def noun_head(token: Token) -> Token:
    for _ in range(6):
        if token.dep_ not in ("compound", "amod", "nmod") or token.head.pos_ not in ("PROPN", "NOUN") or token.head.i == token.i:
            break
        token = token.head
    return token


def _before(doc: Doc, at: int, inside: set[int], words: Words, *, colon: bool) -> Token | None:
    """The reporting verb before a quotation that a comma, a colon or "that" opens."""
    for i in range(at, max(at - _REACH, -1), -1):
        token = doc[i]
        if i in inside or ("\n" in token.text and not (colon and i > at - 3)):
            return None
        if token.is_sent_start and i < at and token.text in (".", "!", "?"):
            return None
        if token.text in (".", "!", "?", ";") and i < at - 1:
            return None
        if _is_verb(token) and token.dep_ not in ("aux", "auxpass", "amod"):
            if words.classes(lemma_of(token)) & _SPEAKING:
                return token
            if token.dep_ not in ("relcl", "acl", "xcomp", "advcl", "pcomp"):
                return None
    return None
