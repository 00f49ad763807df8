"""Quotes of an article against the quotes that the desk has: the same words, other words, another speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from newsloom.compare.claims.assertions import same_name
from newsloom.records import Dossier, Finding, FindingKind, StoryStatement

_LEAST = 5  # words that a quote must have to be known again
_ALIKE = 0.6  # likeness (difflib's ratio over words) from which two quotes are one in other words
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def findings(dossier: Dossier, article: str) -> Iterator[Finding]:
    """What the desk has of each direct quote of `article`: nothing is told where it has none like it."""
    others = [(s, _words(s.content)) for s in dossier.statements if s.article != article and s.form != "indirect"]
    others = [(s, words) for s, words in others if len(words) >= _LEAST]
    for statement in dossier.statements:
        words = _words(statement.content)
        if statement.article == article and statement.form != "indirect" and len(words) >= _LEAST:
            yield from _against(statement, words, others)


def _against(statement: StoryStatement, words: Sequence[str], others: Sequence[tuple[StoryStatement, list[str]]]) -> Iterator[Finding]:
    scored = [(_likeness(words, theirs), s, theirs) for s, theirs in others]
    alike = [item for item in scored if item[0] >= _ALIKE]
    if not alike:
        return
    exact = [s for _, s, theirs in alike if _holds(theirs, words) or _holds(words, theirs)]
    if exact:
        if not any(_one_speaker(statement, s) for s in exact):
            names = ", ".join(dict.fromkeys(_name(s) for s in exact))
            yield _finding(
                statement, "other_attribution", f"here from {_name(statement)}; on the desk the same words are from {names}", exact
            )
        return
    _, nearest, theirs = max(alike, key=lambda item: item[0])
    if _one_speaker(statement, nearest):
        yield _finding(statement, "quoted_differently", _difference(words, theirs), [nearest])


def _likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """Share of words in common order; a part of a longer quote is measured against the part."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() * (len(a) + len(b)) < 2 * _ALIKE * min(len(a), len(b)):
        return 0.0
    return sum(block.size for block in matcher.get_matching_blocks()) / min(len(a), len(b))


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    return any(list(whole[n : n + len(part)]) == list(part) for n in range(len(whole) - len(part) + 1))


def _difference(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """The words that differ, at most four places: `here “was”, on the desk “were”`."""
    places = []
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    inner = [code for code in codes if code[0] != "equal"]
    for _, a, b, c, d in inner[:4]:
        places.append(f"here {_shown(ours[a:b])}, on the desk {_shown(theirs[c:d])}")
    return "; ".join(places) + ("; and more" if len(inner) > 4 else "")


def _shown(words: Sequence[str]) -> str:
    return f"“{' '.join(words)}”" if words else "nothing"


def _words(content: str) -> list[str]:
    return [w.casefold().replace("’", "'") for w in _WORD.findall(content)]


def _one_speaker(a: StoryStatement, b: StoryStatement) -> bool:
    """Whether both may be one speaker: names that meet, or one that is not known."""
    mine, theirs = a.speaker.entity or a.speaker.name, b.speaker.entity or b.speaker.name
    return not mine or not theirs or same_name(mine, theirs) or same_name(a.speaker.name, b.speaker.name)


def _name(statement: StoryStatement) -> str:
    return statement.speaker.name or statement.speaker.entity or "someone unnamed"


def _finding(statement: StoryStatement, kind: FindingKind, why: str, there: Sequence[StoryStatement]) -> Finding:
    return Finding(
        claim=statement.content,
        finding=kind,
        why=why,
        here=statement.passages,
        there=tuple(dict.fromkeys(p for s in there for p in s.passages)),
        independent_sources=1,  # one speaker, whoever prints it
    )
