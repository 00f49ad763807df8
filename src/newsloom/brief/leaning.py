"""Whether a sentence leans on one that is not shown: pronouns and speakers without whom they stand for."""

from __future__ import annotations

from newsloom.brief import cues, fragments, shape
from newsloom.records import Annotations, Mention, Sentence, Statement

QUOTES = ("“", '"', "«", "‘", "„")

QUOTES = ("“", '"', "«", "‘", "„")


def spoken_by_a_stand_in(text: str, sentence: str, statements: tuple[Statement, ...], language: str) -> bool:
    """True where the one who speaks is only "he" or "its chairwoman" here, or nobody at all in a language that drops pronouns."""
    for statement in statements:
        name = statement.speaker.name
        if name and _of_somebody(name, language) and not any(w[:1].isupper() for w in sentence.split(name)[0].split()[1:]):
            return True  # "a friend of his family said": whose?
        if name and name.split()[-1] in sentence:
            continue
        source = text[statement.source.start : statement.source.end] if statement.source else ""
        if cues.opening("stand_ins", language).match(source) or (not source and statement.cue_span and language == "es"):
            return True
    return False


def _of_somebody(name: str, language: str) -> bool:
    """True for a speaker without a name of their own who is described by a pronoun: "source close to his family"."""
    words = name.split()
    return name == name.lower() and any(w in cues.words("person_pronouns", language) for w in words)


def points_outside(text: str, sentence: Sentence, mentions: tuple[Mention, ...], language: str) -> bool:
    """True where a pronoun stands for somebody who is not named in the sentence, or may: who is "she" elsewhere is no "he" here."""
    here = [m for m in mentions if sentence.start <= m.start < sentence.end]
    named = {m.entity for m in here if m.form in ("name", "nominal")}
    found = [m for m in here if m.form == "pronoun"]
    return any(m.entity not in named or _called_otherwise(text, m, mentions, language) for m in found)


def _called_otherwise(text: str, mention: Mention, mentions: tuple[Mention, ...], language: str) -> bool:
    """True where the pronouns of one who is read as the same are of both kinds in the article: "she" and "he"."""
    women, own = cues.words("she_pronouns", language), text[mention.start : mention.end].lower() in cues.words("she_pronouns", language)
    others = (text[m.start : m.end].lower() for m in mentions if m.form == "pronoun" and m.entity == mention.entity)
    return bool(women) and any((other in women) != own for other in others)


def it_without_a_thing(text: str, sentence: Sentence, annotations: Annotations, language: str) -> bool:
    """True where "it" comes after nothing but people's names ("Quill insisted that it had rung")."""
    people = [
        (m.start, m.end)
        for m in annotations.mentions
        if sentence.start <= m.start < sentence.end and m.form == "name" and annotations.entities[m.entity].kind == "person"
    ]
    if not people:
        return False
    before: list[str] = []
    for match in shape.words(text[sentence.start : sentence.end]):
        word, at = match.group(), sentence.start + match.start()
        if word.lower() in ("it", "its"):
            return not any(w[:1].isupper() or w in cues.words("determiners", language) for w in before)
        if not any(a <= at < b for a, b in people):
            before.append(word)
    return False


def he_without_a_person(text: str, sentence: Sentence, annotations: Annotations, language: str) -> bool:
    """True where the first "he" or "her" outside quotation marks comes after nobody: no person's name, no "the driver"."""
    whole = text[sentence.start : sentence.end]
    quoted = [(m.start(), m.end()) for m in shape.quotations(whole)]
    people = [m.start for m in annotations.mentions if m.form in ("name", "nominal") and annotations.entities[m.entity].kind == "person"]
    persons, determiners = cues.words("person_pronouns", language), cues.words("determiners", language)
    before: list[str] = []
    for match in shape.words(whole):
        word, at = match.group(), match.start()
        if any(a <= at < b for a, b in quoted):
            continue
        if word.lower() in persons:
            named = any(sentence.start <= start < sentence.start + at for start in people)
            return not named and not any(w.lower() in determiners for w in before) and not any(w[:1].isupper() for w in before[1:])
        before.append(word)
    return False


def quoted_by_a_stand_in(whole: str, language: str) -> bool:
    """True where what comes after an opening quotation has a pronoun before any name: "...," said its secretary, Ada Quill."""
    if next(iter(shape.quotations(whole[:600])), None) is None or whole[:1] not in QUOTES:
        return False
    pronouns = (*cues.words("person_pronouns", language), *cues.words("thing_pronouns", language))
    determiners = cues.words("determiners", language)
    for word in (m.group() for m in shape.words(shape.unquoted(whole))):
        if word.lower() in pronouns:
            return True
        if word[:1].isupper() or word in determiners:
            return False
    return False


def only_the_paper(whole: str, outlet: str, language: str) -> bool:
    """True where nobody but the paper itself is named before a pronoun: "The Orle Herald understands that they ..."."""
    name = outlet.removeprefix("The ").split()[-1:]
    own = shape.unquoted(whole)
    if not name or not any(part in own for part in (outlet, f"The {name[0]}", f"the {name[0]}")):
        return False
    spoken = own
    for part in (outlet, f"The {name[0]}", f"the {name[0]}"):
        spoken = spoken.replace(part, " ")
    pronouns = (*cues.words("person_pronouns", language), *cues.words("thing_pronouns", language))
    determiners = cues.words("determiners", language)
    for place, word in enumerate(m.group() for m in shape.words(spoken)):
        if word.lower() in pronouns:
            return place > 0
        if word.lower() in determiners or (place and word[:1].isupper()):
            return False
    return False


def inside_quotation(text: str, start: int, end: int) -> bool:
    """True for a sentence in the midst of somebody's words: the marks around them stand in other sentences of the paragraph."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    whole = text[first : last if last >= 0 else len(text)]
    if not shape.balanced(whole):
        return False
    return any(first + m.start() < start and end < first + m.end() for m in shape.quotations(whole))


def goes_on(text: str, start: int, language: str) -> bool:
    """True for the other part of such a sentence: "Friday at the mill, police said." after "2 a.m."."""
    line = text[:start].rsplit("\n", 1)[-1].rstrip()
    return bool(line) and fragments.at_clock(line, len(line), language) and start > 0
