"""From chosen sentences to written ones: each is grounded, and what fails is replaced by the sentences that it was made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from newsloom.brief import shape
from newsloom.brief.grounding import Fault, Reader, Sources, check, unmarked
from newsloom.brief.writer import answer, prompt
from newsloom.brief.writer.model import Ask, WriterError
from newsloom.records import CitedSentence, Sections, StoryBriefing

_JOINED = ("whats_happened", "why_it_matters", "how_we_got_here")
Report = Callable[[str, tuple[Fault, ...]], None]


@dataclass
class _Work:
    """One story at the writer: what it may use, and what became of it."""

    ask: Ask
    sources: Sources
    reader: Reader | None
    language: str
    name: str
    report: Report | None = None
    dropped: int = 0
    used: int = 0
    failures: list[WriterError] = field(default_factory=list)


def written(
    story: StoryBriefing,
    sources: Sources,
    ask: Ask,
    *,
    reader: Reader | None,
    language: str | None,
    name: str,
    report: Report | None = None,
) -> StoryBriefing:
    """The briefing with its sections rephrased. Whatever fails, the chosen sentences themselves are shown, and a note says so.

    Args:
        sources: what is known of the story's passages.
        ask: the writer; see `newsloom.brief.writer.model`.
        reader: reads what was written; see `newsloom.brief.grounding.Reader`.
        language: of the reader (BCP 47); None for the language that most of the chosen sentences are in.
        name: of the writer, for the note ("model at host").
        report: called with each sentence that was dropped and its faults.
    """
    chosen = [s for section in _JOINED for s in getattr(story.sections, section)]
    theirs = Counter(sources.source(p).language for s in chosen for p in s.passages[:1])
    wanted = language or (theirs.most_common(1)[0][0] if theirs else "en")
    work = _Work(ask=ask, sources=sources, reader=reader, language=wanted.split("-")[0].lower(), name=name, report=report)
    changed: dict[str, object] = {}
    for section in _JOINED:
        changed[section] = tuple(_section(work, getattr(story.sections, section), "joined"))
    if language is not None:
        changed |= _papers(work, story.sections)
        changed["open_questions"] = tuple(_translated(work, story.sections.open_questions))
    changed["dropped_sentences"] = story.sections.dropped_sentences + work.dropped
    changed["notes"] = {**story.sections.notes, "writer": _note(work)}
    return msgspec.structs.replace(story, sections=msgspec.structs.replace(story.sections, **changed))


def _papers(work: _Work, sections: Sections) -> dict[str, object]:
    flat = [s for paper in sections.what_the_papers_say for s in paper.sentences]
    put = iter(_translated(work, flat))
    return {
        "what_the_papers_say": tuple(
            msgspec.structs.replace(paper, sentences=tuple(next(put) for _ in paper.sentences)) for paper in sections.what_the_papers_say
        )
    }


def _translated(work: _Work, sentences: Sequence[CitedSentence]) -> list[CitedSentence]:
    """Each sentence in the reader's language where it is not in it and can be put so; the number of sentences stays."""
    foreign = [n for n, s in enumerate(sentences) if _foreign(work, s)]
    shown = list(sentences)
    for at in range(0, len(foreign), answer.MOST):
        part = foreign[at : at + answer.MOST]
        made = _asked(work, [sentences[n] for n in part], "each")
        for index, n in enumerate(part, 1):
            one = next((m for cites, m in made if cites == (index,)), None)
            shown[n] = one or shown[n]
    return shown


def _foreign(work: _Work, sentence: CitedSentence) -> bool:
    return any(work.sources.source(p).language != work.language for p in sentence.passages)


def _section(work: _Work, sentences: Sequence[CitedSentence], how: str) -> list[CitedSentence]:
    """A section as it is shown: written sentences in the order of what they rest on; what none of them tells stands as it was."""
    if not sentences:
        return []
    made = _asked(work, sentences, how)
    told = {n for cites, _ in made for n in cites}
    left = [((n,), s) for n, s in enumerate(sentences, 1) if n not in told]
    return [s for _, s in sorted([*made, *left], key=lambda pair: pair[0][0])]


def _asked(work: _Work, sentences: Sequence[CitedSentence], how: str) -> list[tuple[tuple[int, ...], CitedSentence]]:
    """What the writer made of some sentences: the numbers that each rests on, and the sentence. Only what is borne out."""
    translated = any(_foreign(work, s) for s in sentences)
    try:
        found = answer.read(work.ask(prompt.ask(sentences, work.language, how, translated)).text)
    except WriterError as error:
        work.failures.append(error)
        return []
    kept: list[tuple[tuple[int, ...], CitedSentence]] = []
    seen: set[str] = set()
    for one in found:
        cites = tuple(dict.fromkeys(one.cites))
        text, faults = _judged(work, one.text, cites, sentences, first=not kept and how == "joined")
        key = " ".join(shape.tokens(text or ""))
        taken = any(n in told for n in cites for told, _ in kept) and how == "each"
        if faults or text is None or key in seen or taken:
            work.dropped += 1
            if work.report:
                work.report(one.text, faults)
            continue
        seen.add(key)
        work.used += 1
        kept.append((cites, _cited(text, [sentences[n - 1] for n in cites])))
    return kept


def _judged(
    work: _Work, raw: str, cites: tuple[int, ...], sentences: Sequence[CitedSentence], *, first: bool
) -> tuple[str | None, tuple[Fault, ...]]:
    """The words to show, and what is wrong with them."""
    text = answer.clean(raw)
    if text is None:
        return None, (Fault("form", "", "it holds markup, an address or control characters"),)
    if not all(1 <= n <= len(sentences) for n in cites):
        return None, (Fault("form", "", "it cites a sentence that was not given"),)
    passages = [work.sources.source(p) for n in cites for p in sentences[n - 1].passages]
    context = work.sources.context(work.language, work.reader)
    faults = check(text, passages, context)
    if any(f.kind == "quote" for f in faults) and any(p.language != work.language for p in passages):
        text = unmarked(text)  # a translated quotation is no quotation
        faults = check(text, passages, context)
    if first and not faults and not (shape.presentable(text, work.language) and shape.alone(text, work.language)):
        faults = [Fault("form", text[:40], "the first sentence does not stand alone")]
    return text, tuple(faults)


def _cited(text: str, sentences: Sequence[CitedSentence]) -> CitedSentence:
    speakers = {s.attributed_to for s in sentences}
    passages = tuple(dict.fromkeys(p for s in sentences for p in s.passages))
    return CitedSentence(text=text, passages=passages, attributed_to=speakers.pop() if len(speakers) == 1 else None)


def _note(work: _Work) -> str:
    sent = f"Text of the articles was sent to {work.name} to be rephrased."
    if work.failures and not work.used:
        return f"{sent} It gave nothing that could be used ({work.failures[0]}), so the sources' own sentences are shown."
    shown = f"{sent} Each sentence that it wrote was checked against the passages that it cites; what could not be borne out was left out."
    return f"{shown} Part of it failed ({work.failures[0]})." if work.failures else shown
