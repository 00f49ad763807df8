"""Who says a sentence as a whole."""

from __future__ import annotations

import re

from newsloom.brief import cues
from newsloom.records import Proposition, Sentence, Statement

OWN_WORDS = 10  # characters of its own that an article says before a statement, at the least, to be speaking itself
_CUT_NAME = re.compile(r"['’]s?\s|, [A-Z][\w.’'-]+(?:,| and )")  # "the Sheriff's deputies", "the Office of Salt, Sugar and Tea"


def speaker(text: str, sentence: Sentence, statements: tuple[Statement, ...], propositions: list[Proposition], language: str) -> str | None:
    """Who says a sentence as a whole: the speaker of the outermost statement whose content fills at least a quarter of it.

    None where several speak side by side, or where the article says something itself before the speaker comes in.
    """
    speakers: dict[str, None] = {}
    for statement in statements:
        filled = sum(max(0, min(p.end, sentence.end) - max(p.start, sentence.start)) for p in statement.pieces)
        if not statement.speaker.name or cues.opening("stand_ins", language).match(statement.speaker.name):
            continue
        if (
            statement.speaker.name.lower() in cues.words("no_speakers", language)
            or not _says(statement, language)
            or _cut(text, statement)
            or _named_in(statement)
        ):
            continue
        if filled * 4 < sentence.end - sentence.start or _inside_another(statement, statements):
            continue
        if any(p.statement is None and p.start + OWN_WORDS < statement.start for p in propositions):
            return None
        speakers[statement.speaker.name] = None
    return next(iter(speakers)) if len(speakers) == 1 else None


def _inside_another(statement: Statement, statements: tuple[Statement, ...]) -> bool:
    """True where a statement stands in the content of someone else's."""
    return any(
        p.start <= statement.start and statement.end <= p.end for other in statements if other is not statement for p in other.pieces
    )


def _says(statement: Statement, language: str) -> bool:
    """False for a state of mind that the article tells of ("is proud of how far the town has come"): nobody says that."""
    return not (statement.cue and cues.opening("states_of_mind", language).match(statement.cue))


def _cut(text: str, statement: Statement) -> bool:
    """True where the speaker's name is but the beginning of what the text names."""
    name = statement.speaker.name or ""
    if statement.source is None or " " not in name:
        return False
    source = text[statement.source.start : statement.source.end + 12]
    at = source.find(name)
    if at >= 0 and source[at + len(name) : at + len(name) + 1].isalnum():
        return True  # inside of a word
    return at >= 0 and statement.speaker.kind != "person" and _CUT_NAME.match(source, at + len(name)) is not None


def _named_in(statement: Statement) -> bool:
    """True where the words of a quotation name the speaker: whoever it is, somebody else says them."""
    name = (statement.speaker.name or "").split()
    return statement.form == "direct" and bool(name) and name[-1][:1].isupper() and name[-1] in statement.content.split()
