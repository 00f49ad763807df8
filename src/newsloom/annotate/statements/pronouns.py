"""Whom "he" and "she" stand for: the person whom the text goes on about, by nearness, gender, paragraph and who spoke last."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.reading import Reading
from newsloom.annotate.statements.people import Named, People, Someone
from newsloom.annotate.statements.words import words
from newsloom.text.metonyms import speaks_for
from newsloom.text.quotes import Quote

if TYPE_CHECKING:
    from spacy.tokens import Token


class Pronouns:
    """Resolves personal pronouns in the order of the text. `spoke`: who → place where they last spoke, kept by the caller, too."""

    def __init__(self, reading: Reading, people: People, quotes: tuple[Quote, ...]) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.people = people
        self.quotes = quotes
        self.quote_starts = [q.start for q in quotes]
        self.starts = [sentence.start for sentence in reading.sentences]
        self.spoke: dict[int, int] = {}

    def who(self, token: Token, gender: str) -> int | None:
        """The person that a pronoun stands for, as index into `people.all`; None where nobody near fits."""
        best: tuple[float, int] | None = None
        seen: set[int] = set()
        for mention in self.people.before(token.idx):
            who = self.people.all[mention.who]
            maybe = who.kind == "other" and " " in who.name  # a name that nothing tells to be a person's
            maybe = maybe or self._spoke_here(mention, token)
            credited = self.reading.body[mention.end : mention.end + 1] == "/"  # "Jo Berg/for the Lantern", under a picture
            if not (who.kind == "person" or maybe) or mention.who in seen or credited:
                continue
            seen.add(mention.who)
            if who.gender not in (None, gender) and abs(who.male - who.female) > 2:
                continue
            score = self._salience(mention, who, gender, token.idx) - (6 if maybe else 0)
            if best is None or score > best[0]:
                best = (score, mention.who)
        if best is None or best[0] < -12:
            return None
        self.spoke[best[1]] = token.idx
        who = self.people.all[best[1]]
        if who.gender is None and who.kind == "person":
            setattr(who, gender, getattr(who, gender) + 1)  # the next "she" is someone else than this "he"
        return best[1]

    def _spoke_here(self, mention: Named, pronoun: Token) -> bool:
        """Someone taken for a body or place, subject of a verb of speech right before a "she" that nobody else explains."""
        who = self.people.all[mention.who]
        if who.kind not in ("organisation", "other") or "\n" in self.reading.body[mention.end : pronoun.idx] or speaks_for(who.name):
            return False
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return span is not None and _speaks(span.root) and span.root.pos_ == "PROPN" and "ORG" not in {t.ent_type_ for t in span}

    def _caption(self, place: int) -> bool:
        """The line ends without a stop: a caption or credit."""
        body = self.reading.body
        end = body.find("\n", place)
        line = body[place : end if end >= 0 else len(body)].rstrip()
        return line[-1:] not in (".", "!", "?", "”", '"', "’", "'", ":", ")")

    def _salience(self, mention: Named, who: Someone, gender: str, place: int) -> float:
        sentence = self._sentence(place)
        distance = sentence - self._sentence(mention.start)
        lead = self._leads(mention, place)
        score = 2.5 if lead else -1.5 * distance
        if who.gender is not None:
            score += 2 if who.gender == gender else -14
        if self._caption(mention.start):
            score -= 4
        if self._in_quotes(mention):
            score -= 4  # whom a speaker names is seldom the next to speak
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and (verb := _subject(span.root)) is not None and not _main(verb):
            score += 0.5
        elif span is not None and verb is not None:
            score += 2
            if not self._in_quotes(mention) and "\n" not in self.reading.body[mention.end : place]:
                score += 4 if distance <= 1 else 2  # the one whom this paragraph is about
        elif span is not None and span.root.dep_ == "poss":
            score -= 1
        spoke = self.spoke.get(mention.who)
        if span is not None and _speaks(span.root):
            spoke = max(spoke or 0, mention.start)
        if spoke is not None:
            score += 4 - 0.7 * (sentence - self._sentence(spoke))
        return score

    def _leads(self, mention: Named, place: int) -> bool:
        """ "Holt sounded shaken.\n“Hurry,” he said.": subject of the last sentence before a paragraph that opens with a quotation."""
        body = self.reading.body
        start = body.rfind("\n", 0, place) + 1
        if not body[start : start + 2].strip(" ").startswith(("“", '"', "‘", "'")) or self._in_quotes(mention):
            return False
        before = bisect_right(self.starts, max(0, start - 1))
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        verb = _subject(span.root) if span is not None and self._sentence(mention.start) == before < self._sentence(place) else None
        return verb is not None and _main(verb)

    def _in_quotes(self, mention: Named) -> bool:
        at = bisect_right(self.quote_starts, mention.start) - 1
        return at >= 0 and mention.end <= self.quotes[at].end

    def _sentence(self, place: int) -> int:
        return bisect_right(self.starts, place)


def _subject(head: Token) -> Token | None:
    """The verb whose subject a name is, itself or as apposition to the subject."""
    if head.dep_ == "appos" and head.head.dep_ in ("nsubj", "nsubjpass"):
        head = head.head
    return head.head if head.dep_ in ("nsubj", "nsubjpass") else None


def _main(verb: Token) -> bool:
    """The verb is its sentence's, not that of a clause inside what someone says."""
    for _ in range(6):
        if verb.dep_ != "conj":
            break
        verb = verb.head
    if verb.dep_ == "advcl" and any(k.dep_ == "nsubj" and k.lower_ in ("he", "she") and k.i > verb.i for k in verb.head.children):
        return True  # "When Holt called, he told them": he is the one
    return bool(verb.dep_ == "ROOT" or (verb.dep_ in ("advcl", "ccomp") and not verb.head.tag_.startswith("VB")))


def _speaks(head: Token) -> bool:
    """The name is subject of a main verb of speech, whatever was said ("Holt denied it")."""
    verb = _subject(head)
    return verb is not None and verb.dep_ in ("ROOT", "conj") and bool(words("en").classes(lemma_of(verb)) & {"say", "tell"})
