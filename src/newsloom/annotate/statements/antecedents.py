"""Subjects that a pronoun takes up without a name: "A witness ran out. He said ...", "The teen admitted it, although he said ..."."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.nouns import is_age, noun_kind
from newsloom.annotate.statements.people import gendered
from newsloom.annotate.statements.trees import kids
from newsloom.annotate.statements.words import words
from newsloom.lexicon import table
from newsloom.text.quotes import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SPEECH = frozenset({"say", "tell", "note"})
_ASIDE = frozenset({"although", "though", "while", "whereas", "but", "after", "before", "when", "because", "since"})
_TIMES = frozenset({"when", "as", "after", "once", "before", "while", "until"})
_BACK = 2  # sentences, besides those that go on with the pronoun
_FAR = 5
_MOST = 120  # tokens of a sentence that is looked at


class Antecedents:
    """Finds the noun that "he", "she" or "they" takes up by the shape of its own and the last sentences."""

    def __init__(self, doc: Doc, quotes: tuple[Quote, ...]) -> None:
        self.doc = doc
        self.sentences = list(doc.sents) if doc.has_annotation("SENT_START") else []
        self.starts = [s.start for s in self.sentences]
        self.stands: dict[int, Token] = {}  # pronouns by their place, and what they were found to stand for
        self.quotes = quotes
        self.quote_starts = [q.start for q in quotes]

    def of_they(self, pronoun: Token) -> Token | None:
        """The group that is subject earlier in the sentence: "Although the police would not name him, they said ..."."""
        for token in self.doc[pronoun.sent.start : pronoun.i]:
            if token.dep_ == "nsubj" and token.pos_ in ("NOUN", "PROPN") and noun_kind(token) == "group" and not self._quoted(token):
                return token
        return None

    def above(self, pronoun: Token) -> Token | None:
        """The subject of the clause that the pronoun's clause hangs on: "The teen admitted it, although he said ..."."""
        verb = pronoun.head
        if pronoun.dep_ != "nsubj":
            return None
        if verb.dep_ == "advcl" and any(k.dep_ == "mark" and k.lower_ in _ASIDE for k in verb.children):
            outer = verb.head
        elif verb.dep_ in ("relcl", "ccomp") and (thing := _thing(verb)) is not None:
            outer = thing.head  # "a boy brought a gun that he said was empty"
        else:
            return None
        return next((k for k in kids(outer, "nsubj") if k.i < pronoun.i and self._person(k, pronoun)), None)

    def opening(self, pronoun: Token) -> Token | None:
        """The subject of the clause of time that a comma parts from the pronoun: "As soon as the boy could speak, he said"."""
        doc, start = self.doc, pronoun.sent.start
        if pronoun.i - 4 < start or doc[pronoun.i - 1].text != ",":
            return None
        for token in reversed(doc[max(start, pronoun.i - 30) : pronoun.i - 1]):
            if token.text in (",", ";", ":") or token.is_quote:
                return None
            timed = token.dep_ == "nsubj" and any(
                k.lower_ in _TIMES and k.dep_ in ("mark", "advmod") and k.i < token.i for k in token.head.children
            )
            if timed and token.pos_ in ("NOUN", "PROPN"):
                return token
        return None

    def entered(self, pronoun: Token) -> Token | None:
        """ "It did not surprise one woman who lives there. “...,” she said": someone whom the last sentence brought in, of that gender."""
        at = bisect_right(self.starts, pronoun.i) - 1
        quoted = at > 0 and self._opens_quoted(self.sentences[at])
        for sentence in reversed(self.sentences[max(0, at - 1 - quoted) : max(0, at)]):
            for token in sentence:
                if token.pos_ != "NOUN" or self._quoted(token) or gendered().get(lemma_of(token)) != gendered().get(pronoun.lower_):
                    continue
                named = token.dep_ in ("appos", "attr") or any(k.dep_ == "appos" for k in token.children)
                if not named and any(k.lower_ in ("a", "an", "one", "another") for k in token.children):
                    return token
        return None

    def _opens_quoted(self, sentence: Span) -> bool:
        return self._quoted(self.doc[min(sentence.start + 1, len(self.doc) - 1)])

    def group_before(self, pronoun: Token) -> Token | None:
        """The group that was last a subject in the sentence before: "Prosecutors agreed. They said ..."."""
        at = bisect_right(self.starts, pronoun.i) - 1
        if at < 1:
            return None
        found = None
        for token in self.sentences[at - 1]:
            named = token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("nsubj", "nsubjpass") and noun_kind(token) == "group"
            if named and not self._quoted(token):
                found = token if found is None or token.head.dep_ != "relcl" else found
        return found

    def before(self, pronoun: Token) -> Token | None:
        """Who was subject of the last sentences and has no name: spoke in them, or entered the story in the last one."""
        found = self._noun_before(pronoun)
        if found is not None:
            self.stands[pronoun.i] = found
        return found

    def _noun_before(self, pronoun: Token) -> Token | None:
        at, back = bisect_right(self.starts, pronoun.i) - 1, 0
        for sentence in reversed(self.sentences[max(0, at - _FAR) : max(0, at)]):
            subject = self._subject(sentence)
            if subject is not None and subject.lower_ == pronoun.lower_ and not self._quoted(subject):
                if subject.i in self.stands:
                    return self.stands[subject.i]
                continue  # the same one still
            back += 1
            if back > _BACK:
                return None
            if subject is None or self._quoted(subject):
                continue
            if not self._person(subject, pronoun):
                return None
            spoke = bool(words("en").classes(lemma_of(subject.head)) & _SPEECH)
            near = back == 1 and "\n" not in self.doc[subject.i : pronoun.i].text
            return subject if spoke or (near and (_enters(subject) or _taken_up(subject))) else None
        return None

    def _subject(self, sentence: Span) -> Token | None:
        """The sentence's subject; of a sentence that opens with a quotation, who says it."""
        found = [k for k in kids(sentence.root, "nsubj") if not self._quoted(k)]
        found = found or [t for t in sentence if t.dep_ == "nsubj" and not self._quoted(t)]
        return found[-1] if found else None

    def _person(self, noun: Token, pronoun: Token) -> bool:
        """A common noun for one person, whose gender, where it tells one, is the pronoun's."""
        if (noun.pos_ != "NOUN" and not is_age(noun)) or not (noun_kind(noun) == "person" or is_age(noun) or noun.lower_ == "one"):
            return False
        told = gendered().get(lemma_of(noun))
        return told is None or told == gendered().get(pronoun.lower_)

    def _quoted(self, token: Token) -> bool:
        at = bisect_right(self.quote_starts, token.idx) - 1
        return at >= 0 and token.idx < self.quotes[at].end


def _thing(verb: Token) -> Token | None:
    """The object that a clause of the verb, or the clause above it, describes."""
    for _ in range(3):
        if verb.dep_ == "relcl":
            return verb.head if verb.head.dep_ in ("dobj", "pobj") else None
        verb = verb.head
    return None


def _reports(verb: Token, noun: Token) -> bool:
    """Someone else says what the sentence tells."""
    if verb.pos_ != "VERB" or not words("en").classes(lemma_of(verb)) & _SPEECH:
        return False
    return any(k.i != noun.i for k in kids(verb, "nsubj"))


def _taken_up(noun: Token) -> bool:
    """ "The boy had been asleep. He said": the one the sentence is about, whom no name goes with."""
    if lemma_of(noun) in table("speakers", "en").get("silent", ()):
        return False
    sentence = noun.sent
    if sentence.end - sentence.start > _MOST or any(_reports(verb, noun) for verb in sentence):
        return False  # "The mother was there, Pagan recalled. She said": Pagan
    return noun.dep_ == "nsubj" and any(k.dep_ == "det" and k.lower_ == "the" for k in noun.children) and noun_kind(noun) == "person"


def _enters(noun: Token) -> bool:
    """ "a neighbour": someone whom the text had not named before."""
    return any(k.dep_ == "det" and k.lower_ in ("a", "an", "another") for k in noun.children)
