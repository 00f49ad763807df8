"""Who a surname is: "Quill [harbour master Ada Quill]".

A sentence taken out of its article often calls somebody by a surname whom only an earlier sentence introduced. What is shown stays the
source's own words; beside the first such surname on the page stands, marked as newsloom's addition, how an article of the story names
that person in full, with the office or age that stands beside the name there. It is a slice of that article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import structs

from newsloom.brief import candidates, cues, shape
from newsloom.brief.context import Context, primary
from newsloom.records import Annotations, Article, CitedSentence, Entity, Gloss, Mention, PaperSays, Passage, Sections, Sentence

MOST_WORDS = 5  # of a name
PARTICLES = (
    "al",
    "ben",
    "bin",
    "da",
    "de",
    "del",
    "della",
    "den",
    "der",
    "di",
    "dos",
    "du",
    "el",
    "ibn",
    "la",
    "le",
    "ten",
    "ter",
    "van",
    "von",
    "zu",
)
LONGEST = 90  # code points of an introduction
_AGE = re.compile(r", \d{1,3}(?=[,.;)]| (?:of|from|was|is|and)\b)")
_NAME_GOES_ON = re.compile(r"[ -](?=[^\W_])(?:[A-ZÀ-Þ]|\d)")  # "Local 12" is no surname
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_INITIAL = re.compile(r"[^\W\d_]\.?\Z")  # "J. Quill" tells no more than "Quill"


def introduce(context: Context, sections: Sections) -> Sections:
    """The sections, each person introduced where the page first calls them by their surname alone. In the order of the page."""
    work = _Introducing(context)
    news, stakes = work.all_of(sections.whats_happened), work.all_of(sections.why_it_matters)
    papers = tuple(work.paper(entry) for entry in sections.what_the_papers_say)
    history, left = work.all_of(sections.how_we_got_here), work.all_of(sections.open_questions)
    return structs.replace(
        sections, whats_happened=news, why_it_matters=stakes, what_the_papers_say=papers, how_we_got_here=history, open_questions=left
    )


class _Introducing:
    """Keeps whom the page has introduced, by surname in lower case."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: set[str] = set()

    def all_of(self, sentences: Iterable[CitedSentence]) -> tuple[CitedSentence, ...]:
        return tuple(self._one(sentence) for sentence in sentences)

    def paper(self, entry: PaperSays) -> PaperSays:
        return structs.replace(entry, sentences=self.all_of(entry.sentences))

    def _one(self, shown: CitedSentence) -> CitedSentence:
        passage = shown.passages[0] if shown.passages else None
        number = self._context.index.get(passage.article) if passage else None
        if passage is None or number is None or not shown.text or not passage.text.endswith(shown.text[1:]):
            return shown
        article, notes = self._context.dossier.articles[number], self._context.dossier.annotations[number]
        stretch = Sentence(start=passage.start, end=passage.end, paragraph=0)
        told, short = candidates.people(article.text, stretch, notes, primary(article))
        added: list[Gloss] = []
        first = passage.end - len(shown.text)  # what was left out in front is not shown
        for mention in sorted(notes.mentions, key=lambda m: m.start):
            entity = notes.entities[mention.entity]
            surname = entity.name.split()[-1]
            if not first <= mention.start < passage.end or surname.lower() not in short - self._known:
                continue
            who = self._who(number, entity, surname) if article.text[mention.start : mention.end] == surname else None
            at = mention.end - first
            if who is None or _NAME_GOES_ON.match(shown.text, at) or any(m.start() < at < m.end() for m in shape.quotations(shown.text)):
                continue
            possessive = _POSSESSIVE.match(shown.text, at)
            added.append(Gloss(at=possessive.end() if possessive else at, who=who))
            self._known.add(surname.lower())
        self._known |= told
        return structs.replace(shown, glosses=tuple(sorted((*shown.glosses, *added), key=lambda g: g.at))) if added else shown

    def _who(self, number: int, entity: Entity, surname: str) -> Passage | None:
        """The best introduction: with an office or age before without, of the same article before others."""
        order = sorted(range(len(self._context.dossier.articles)), key=lambda n: (n != number, -self._context.newness[n], n))
        best: tuple[int, Passage] | None = None
        for n in order:
            article, notes = self._context.dossier.articles[n], self._context.dossier.annotations[n]
            if primary(article) != primary(self._context.dossier.articles[number]):
                continue
            for found in _named_in_full(article, notes, entity, surname):
                if best is None or found[0] > best[0]:
                    best = found
            if best and best[0] > 1:
                return best[1]
        return best[1] if best else None


def _named_in_full(article: Article, notes: Annotations, entity: Entity, surname: str) -> list[tuple[int, Passage]]:
    """(worth, slice) of each mention by first name and surname: 2 with an office or age beside it, else 1."""
    body = article.body()
    found: list[tuple[int, Passage]] = []
    for mention in notes.mentions:
        one = notes.entities[mention.entity]
        words = article.text[mention.start : mention.end].split()
        if mention.form != "name" or one.key != entity.key or len(words) < 2 or words[-1] != surname or _INITIAL.match(words[0]):
            continue
        if len(words) > MOST_WORDS or not all(w[:1].isupper() or w.lower() in PARTICLES for w in words):
            continue  # "Download the Quill" is no name
        start, end = _with_role(article.text, one, mention, primary(article))
        worth = 1 + ((start, end) != (mention.start, mention.end))
        if "\n" in article.text[start:end] or body[start:end] != article.text[start:end] or end - start > LONGEST:
            start, end, worth = mention.start, mention.end, 1
        if "\n" not in article.text[start:end] and body[start:end] == article.text[start:end] and end - start <= LONGEST:
            found.append((worth, article.passage(start, end)))
    return found


def _with_role(text: str, entity: Entity, mention: Mention, language: str) -> tuple[int, int]:
    """The mention with the office right before it, else with the age right after it."""
    for role in entity.roles:
        if text[role.start : role.end].lower() in cues.words("thin_roles", language):
            continue  # "friend Ada Quill": whose?
        if (
            0 <= mention.start - role.end <= candidates.BESIDE
            and text[role.end : mention.start].strip(", ") == ""
            and "," not in text[role.end : mention.start]
        ):
            return role.start, mention.end
    age = _AGE.match(text, mention.end)
    return mention.start, age.end() if age else mention.end
