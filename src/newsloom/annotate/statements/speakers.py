"""Who a source is: names, pronouns, offices and unnamed people, resolved inside one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.reading import Reading
from newsloom.annotate.statements import dateline
from newsloom.annotate.statements.antecedents import Antecedents
from newsloom.annotate.statements.named_roles import given_a_name, note_roles
from newsloom.annotate.statements.nouns import (
    DETERMINERS,
    age_text,
    author_of,
    bare_name,
    is_age,
    is_definite,
    media,
    noun_kind,
    shape_of,
)
from newsloom.annotate.statements.offices import aged, holder, told_role
from newsloom.annotate.statements.people import Named, People, Someone, gendered
from newsloom.annotate.statements.pronouns import Pronouns
from newsloom.annotate.statements.trees import antecedent, core_span, kids
from newsloom.annotate.statements.words import words
from newsloom.records import Speaker
from newsloom.text.metonyms import government, speaks_for
from newsloom.text.papers import is_paper
from newsloom.text.quotes import Quote

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female"}
_PLURAL = frozenset({"they", "them", "their", "we", "us", "our", "i", "me", "my", "you"})
_EMPTY = frozenset({"it", "its", "this", "that", "these", "those", "what", "there", "which", "who"})

Resolved = tuple[Speaker, str | None]
UNKNOWN: Resolved = (Speaker(), None)


class Speakers:
    """Resolves sources of one article in the order of the text; it remembers who spoke last."""

    def __init__(self, reading: Reading, quotes: tuple[Quote, ...] = ()) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.people = People(reading)
        self.datelines = dateline.tokens(self.doc, reading.body)
        self.pronouns = Pronouns(reading, self.people, quotes)
        self.antecedents = Antecedents(self.doc, quotes)
        self.nominal: dict[str, Resolved] = {}  # last word of a speaker's name → speaker, for "the official"
        self.last_body: Resolved | None = None
        self.last_group: Resolved | None = None
        note_roles(reading, self.people)

    def resolve(self, head: Token) -> Resolved:
        """The speaker that a source's head word stands for, and the key of its entity."""
        head = self._who(head, antecedent(head))
        word = head.lower_
        if word in _PERSONAL:
            bound = self._bound(head, word) or self._unnamed(head)
            if bound is not None:
                return self._remember(head, bound)
            entered = self.antecedents.entered(head)
            who = self.pronouns.who(head, _PERSONAL[word])
            if entered is not None and (who is None or not self._since(who, entered.sent.start_char, head.idx)):
                return Speaker(name=self._text(entered), kind="person"), None
            return UNKNOWN if who is None else self._someone(who)
        group = (self.antecedents.of_they(head) or self.antecedents.group_before(head)) if word == "they" else None
        if group is not None:
            return self._remember(head, self._noun(group))
        if word in _PLURAL:
            return (self.last_group or UNKNOWN) if word in ("they", "them", "their") else UNKNOWN
        if word in _EMPTY:
            return (self.last_body or UNKNOWN) if word in ("it", "its") else UNKNOWN
        return self._remember(head, self._noun(head))

    def _bound(self, pronoun: Token, word: str) -> Resolved | None:
        """ "A guest said he heard it and named", "the mayor repeated his promise": the subject of the clause above."""
        verb = pronoun.head
        if pronoun.dep_ == "poss":
            while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
                verb = verb.head
        elif pronoun.dep_ == "nsubj":
            if (opening := self._opening(pronoun, word)) is not None:
                return opening
            while verb.dep_ == "conj" and verb.head.i != verb.i:
                verb = verb.head
            if verb.dep_ != "ccomp" or not words("en").classes(lemma_of(verb.head)) & {"say", "tell", "note"}:
                return None
            verb = verb.head
        subjects = [k for k in kids(verb, "nsubj") if k.i < pronoun.i and k.pos_ in ("NOUN", "PROPN")]
        if not subjects:
            return None
        speaker, key = self._noun(subjects[0])
        who = next((p for p in self.people.all if p.name == speaker.name and p.kind == "person"), None)
        named = speaker.kind == "unknown" and subjects[0].pos_ == "PROPN"
        fits = (speaker.kind == "person" or named) and (who is None or who.gender in (None, _PERSONAL[word]))
        return (speaker, key) if fits else None

    def _opening(self, pronoun: Token, word: str) -> Resolved | None:
        """ "As soon as the boy could speak, he said", "When Holt called, he said": the subject of the clause that opens the sentence."""
        noun = self.antecedents.opening(pronoun)
        if noun is None:
            return None
        speaker, key = self._noun(noun)
        who = next((p for p in self.people.all if p.name == speaker.name and p.kind == "person"), None)
        told = gendered().get(lemma_of(noun)) if who is None else who.gender
        return (speaker, key) if speaker.kind == "person" and told in (None, _PERSONAL[word]) else None

    def _since(self, who: int, start: int, end: int) -> bool:
        """Whether a person is named in start:end, or spoke in it."""
        return any(m.who == who for m in self.people.within(start, end)) or start < self.pronouns.spoke.get(who, -1) < end

    def _unnamed(self, pronoun: Token) -> Resolved | None:
        """Whom the pronoun takes up where it is someone without a name, or with one by their office alone."""
        noun = self.antecedents.above(pronoun) or (self.antecedents.before(pronoun) if pronoun.dep_ == "nsubj" else None)
        if noun is None or self.people.covering(noun.idx) is not None:
            return None
        found = self._noun(noun)
        return found if found[0].kind == "person" else (Speaker(name=self._text(noun), kind="person"), None)

    def _who(self, pronoun: Token, head: Token) -> Token:
        """ "Ada Holt, a spokeswoman for the firm, who": the person, not the firm that stands nearer."""
        if pronoun.lower_ != "who" or pronoun.i == head.i:
            return head
        beside = head.head if head.dep_ == "appos" and head.head.i < head.i else None
        if beside is not None and (named := self.people.covering(beside.idx)) is not None and self.people.all[named.who].kind == "person":
            return beside  # "Jon Long, an employee of the inn who said"
        kin = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head
        if kin.i != head.i and kin.pos_ == "NOUN" and noun_kind(kin) == "person":
            return kin  # "the father of Ada Holt, who said"
        if self.doc[pronoun.i - 1].text != "," and (self.people.covering(head.idx) is not None or noun_kind(head) != "unknown"):
            return head
        at = head
        for _ in range(6):
            named = self.people.covering(at.idx)
            kind = self.people.all[named.who].kind if named is not None else (noun_kind(at) if at.pos_ == "NOUN" else "unknown")
            if kind == "person":
                return at.head if named is None and at.dep_ == "appos" else at
            if at.dep_ not in ("pobj", "prep", "appos", "compound", "poss") or at.head.i == at.i:
                break
            at = at.head
        return head

    def _again(self, head: Token) -> Resolved | None:
        """Whom a definite noun takes up: "the official" after "a senior official", "the paper" after an outlet."""
        lemma = lemma_of(head)
        if any(k.i < head.i and k.dep_ in ("compound", "amod", "poss") for k in head.children):
            return None
        if lemma in self.nominal:
            return self.nominal[lemma]
        if lemma in media() and self.last_body is not None and self.last_body[0].kind == "organisation":
            return self.last_body
        return None

    def _remember(self, head: Token, found: Resolved) -> Resolved:
        speaker, _ = found
        last = (speaker.name or "").lower().split()[-1:]
        if speaker.kind in ("person", "organisation") and last and (speaker.entity is None or speaker.kind == "organisation"):
            self.nominal[last[0]] = found
        if speaker.kind in ("organisation", "place"):
            self.last_body = found
        elif speaker.kind == "group":
            self.last_group = found
        elif speaker.kind == "person":
            for index, who in enumerate(self.people.all):
                if who.name == speaker.name:
                    self.pronouns.spoke[index] = head.idx
        return found

    # names and nouns

    def _noun(self, head: Token) -> Resolved:
        several = [k for k in kids(head, "conj") if k.pos_ in ("PROPN", "NOUN") and k.i > head.i]
        if several and any(k.dep_ == "cc" and k.lower_ == "and" for k in head.children):
            return Speaker(name=self._text(head), kind="group"), None
        mention = self._mention(head)
        named = self._by_name(head, mention)
        if named is not None:
            return named
        last_name = self.people.surname(head.text) if head.text[:1].isupper() and not head.is_stop else None
        if last_name is not None:
            return self._someone(last_name)
        owner = author_of(head)
        if owner is not None:
            return self._noun(owner)
        text = self._text(head)
        if not text:
            return UNKNOWN
        if is_age(head):
            who = aged(age_text(head).split("-")[0], head.idx, self.people, self.reading.body)
            return self._someone(who) if who is not None else (Speaker(name=text, kind="person"), None)
        kind = noun_kind(head)
        if kind == "person" and is_definite(head):
            who = holder(head, self.people)
            if who is not None:
                return self._someone(who)
        if kind in ("person", "organisation") and is_definite(head) and (again := self._again(head)) is not None:
            return again
        entity = speaks_for(text)
        if entity:
            return Speaker(name=text, entity=entity, kind="organisation"), None
        if head.pos_ == "PROPN" and kind == "unknown":
            return Speaker(name=text, entity=text, kind="organisation" if is_paper(text) else shape_of(head)), None
        return Speaker(name=text, kind=kind), None

    def _by_name(self, head: Token, mention: Named | None) -> Resolved | None:
        """Whom a name stands for; None where the phrase holds none that is known."""
        longer = self.people.ending(self._text(head)) if mention is None or self.people.all[mention.who].kind != "place" else None
        if longer is not None:
            return self._someone(longer)
        if mention is None:
            return None
        namesake = self._namesake(mention)
        namesake = self._kinsman(mention) if namesake is None else namesake
        return self._known(mention, head) if namesake is None else self._someone(namesake)

    def _namesake(self, mention: Named) -> int | None:
        """The person whose last name a mention is that was taken for a place or body ("Hill said", after "Ann Hill")."""
        if self.people.all[mention.who].kind == "person":
            return None
        word = self.reading.body[mention.start : mention.end]
        return None if " " in word or speaks_for(word) else self.people.surname(word)

    def _kinsman(self, mention: Named) -> int | None:
        """Of several of one family, the one who spoke last: "Allen said" after "..., Ida Allen said", whichever other was named since."""
        word = self.reading.body[mention.start : mention.end]
        spoke = [(self.pronouns.spoke[who], who) for who in self.people.family(word) if who in self.pronouns.spoke]
        if " " in word or not spoke or self.people.all[mention.who].kind != "person" or mention.who in self.pronouns.spoke:
            return None
        return max(spoke)[1]

    def _mention(self, head: Token) -> Named | None:
        """The name that the noun phrase of `head` carries: on the head itself, or in apposition to an office."""
        if head.lower_.rstrip(".") in ("jr", "sr") and head.i > 1 and self.doc[head.i - 1].text == ",":
            head = self.doc[head.i - 2]
        direct = self.people.covering(head.idx)
        if direct is not None:
            name = self.reading.body[direct.start : direct.end]
            plain = noun_kind(head) == "group" and " " not in name and self.people.all[direct.who].kind != "person"
            return None if plain or _runs_on(name) else direct
        for kid in kids(head, "appos"):
            named = self.people.covering(kid.idx)
            if named is not None and noun_kind(head) == "person":
                given_a_name(self.people.all[named.who])
            if named is not None and self.people.all[named.who].kind in ("person", "organisation"):
                return named
        if head.pos_ == "PROPN":  # the parser split a name: take the person that ends the phrase
            low, high = core_span(head)
            doc = self.doc
            inside = list(self.people.within(doc[low].idx, doc[high - 1].idx + len(doc[high - 1])))
            persons = [m for m in inside if self.people.all[m.who].kind == "person"]
            return persons[-1] if persons else None
        return None

    def _known(self, mention: Named, head: Token) -> Resolved:
        who = self.people.all[mention.who]
        if who.kind in ("place", "organisation"):
            written = bare_name(self.reading.body[mention.start : mention.end])
            seat = speaks_for(written)
            entity = seat or speaks_for(who.name) or _state(who) or who.name
            return Speaker(name=written if seat else who.name, entity=entity, kind=who.kind), who.key
        if who.kind == "person":
            return self._someone(mention.who)
        if who.kind == "group" or head.tag_ == "NNPS":
            return Speaker(name=self._text(head), kind="group"), who.key
        return Speaker(name=who.name, kind="organisation" if is_paper(who.name) else "unknown"), who.key

    def _someone(self, index: int) -> Resolved:
        who = self.people.all[index]
        return Speaker(name=who.name, entity=who.name, role=told_role(who.role), kind="person"), who.key

    def _text(self, head: Token) -> str:
        low, high = core_span(head)
        while low < head.i and low in self.datelines:
            low += 1
        while low < head.i and (self.doc[low].is_punct or self.doc[low].is_space):
            low += 1
        text = " ".join(self.doc[low:high].text.split())
        for word in DETERMINERS:
            text = text.removeprefix(word)
        for ending in ("'s", "’s"):
            text = text.removesuffix(ending)
        return text.strip(" ,;:\"“”'’") if text.count("'") + text.count("’") else text.strip(' ,;:"“”')


def _runs_on(name: str) -> bool:
    """ "POLICE SAY HIS BODY": in a line of capitals, what was taken for a name holds a report."""
    return name.isupper() and any(words("en").classes(word.lower().removesuffix("s")) & {"say", "tell"} for word in name.split())


def _state(who: Someone) -> str | None:
    """A country that speaks is its government."""
    kind, _, code = (who.key or "").partition(":")
    return government(code) if kind == "place" and len(code) == 2 and code.isupper() else None
