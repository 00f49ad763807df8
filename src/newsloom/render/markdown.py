"""The Markdown face: GitHub-flavoured, with footnotes that hold outlet, date and the cited passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsloom.records import Briefing, CitedSentence, Claim, Passage, StoryBriefing, StoryStatement, Topic
from newsloom.render import arrange, sides, words
from newsloom.render.citations import Citation, Citer
from newsloom.render.clean import link, markdown

_MOST_STATEMENTS = 60
_MOST_SINGLE = 40


def write(briefing: Briefing) -> str:
    """The whole briefing, one first-level heading a story."""
    lines: list[str] = []
    listed: list[Citation] = []
    for story in briefing.stories:
        citer = Citer(story, offset=len(listed), coarse=True)
        lines += _story(story, citer, briefing)
        listed += citer.listed
    lines += _failed(briefing)
    lines += ["", *(_footnote(c) for c in listed)] if listed else []
    lines += ["", f"*newsloom {markdown(briefing.newsloom)}, {markdown(words.day(briefing.generated))}"]
    lines[-1] += f", as of {words.day(briefing.as_of)}.*" if briefing.as_of else ".*"
    return "\n".join(lines).strip() + "\n"


def _story(story: StoryBriefing, citer: Citer, briefing: Briefing) -> Iterator[str]:
    yield from ("", f"# {markdown(story.title)}", "", arrange.headline(story))
    yield from _sections(story, citer)
    yield from _statements(story, citer)
    yield from _claims(story, citer)
    yield from _standing(story, citer)
    yield from _timeline(story, citer)
    yield from _provenance(story, citer)
    yield from _adds(story)
    yield from _left_out(briefing, story)


def _sections(story: StoryBriefing, citer: Citer) -> Iterator[str]:
    sections = story.sections
    for name, heading in words.SECTIONS:
        yield from ("", f"## {heading}", "")
        if not getattr(sections, name):
            yield f"*{markdown(sections.notes.get(name, 'Nothing to show.'))}*"
        elif name == "what_the_papers_say":
            yield from _papers(story, citer)
            if name in sections.notes:
                yield from ("", f"*{markdown(sections.notes[name])}*")
        elif name == "topics":
            yield from (_topic(t, citer) for t in sections.topics)
        elif name == "whats_happened":
            yield " ".join(_sentence(s, citer) for s in sections.whats_happened)
        elif name == "how_we_got_here":
            yield from (f"- {_sentence(s, citer)}{_reported(s, citer)}" for s in sections.how_we_got_here)
        else:
            yield from (f"- {_sentence(s, citer)}" for s in getattr(sections, name))
    if sections.dropped_sentences:
        yield from ("", f"*{words.plural(sections.dropped_sentences, 'sentence')} of the writer dropped: not borne out by the sources.*")
    if "writer" in sections.notes:
        yield from ("", f"*{markdown(sections.notes['writer'])}*")
    if sections.open_questions:
        yield from ("", "## What the coverage leaves open", "")
        yield from (f"- **{_openness(story, s)}:** {_sentence(s, citer)}" for s in sections.open_questions)


def _openness(story: StoryBriefing, sentence: CitedSentence) -> str:
    sides = arrange.versions(story, sentence)
    return arrange.openness(story, sentence).capitalize() + (f", {markdown(sides)}" if sides else "")


def _papers(story: StoryBriefing, citer: Citer) -> Iterator[str]:
    for paper in story.sections.what_the_papers_say:
        article = citer.article(paper.article)
        name = paper.outlet or (words.source(article) if article else paper.article)
        how = arrange.road(story, paper, article)
        by = f" ({markdown(how)})" if how else ""
        yield f"- **{markdown(name)}**{by}: {' '.join(_sentence(s, citer) for s in paper.sentences)}"


def _adds(story: StoryBriefing) -> Iterator[str]:
    found = arrange.adds(story)
    if found:
        yield from ("", "## What each paper adds and leaves out", "")
    for name, told in found:
        yield f"- **{markdown(name)}**"
        yield from (f"  - {what}: {markdown(which)}" for what, which in told)
    for group in story.provenance.common_owners:
        outlets = ", ".join(markdown(o) for o in group.outlets)
        yield f"- {outlets}: one owner, {markdown(group.owner)} (as of {words.day(group.as_of)}); told, not counted"


def _topic(topic: Topic, citer: Citer) -> str:
    about = f": {_sentence(topic.description, citer)}" if topic.description else ""
    others = arrange.aliases(topic)
    aliases = f" (also {', '.join(markdown(a) for a in others)})" if others else ""
    warnings = "".join(f"\n  - ⚠ {markdown(w)}" for w in topic.warnings)
    return f"- **{markdown(topic.name)}**, {topic.kind}{aliases}{about}{warnings}"


def _sentence(sentence: CitedSentence, citer: Citer) -> str:
    credit = words.credit(sentence)
    said = f" ({markdown(credit)})" if credit else ""
    return f"{_words(sentence)}{said}{_marks(sentence.passages, citer)}"


def _words(sentence: CitedSentence) -> str:
    """The words of a sentence, the days that it names as "Friday" in brackets after them."""
    if not sentence.glosses:
        return markdown(sentence.text)
    return markdown("".join(f"{run} [{gloss}]" if gloss else run for run, gloss in words.glossed(sentence)))


def _reported(sentence: CitedSentence, citer: Citer) -> str:
    day = arrange.reported(sentence, citer.article)
    return f" *(reported {markdown(day)})*" if day else ""


def _marks(passages: Iterable[Passage], citer: Citer) -> str:
    return "".join(f"[^{c.number}]" for c in citer.cite(passages))


def _footnote(citation: Citation) -> str:
    article = citation.article
    if article is None:
        return f"[^{citation.number}]: {markdown(citation.passage.text)}"
    name = markdown(words.source(article))
    url = link(article.url)
    named = f"[{name}]({url.replace('(', '%28').replace(')', '%29')})" if url else name
    place = markdown(words.place(article))
    where = "" if place == name else f", {place}"
    day = f", {markdown(words.when(article.published))}" if article.published.value else ""
    return f"[^{citation.number}]: {named}{where}{day}: *{markdown(words.clipped(citation.passage.text))}*"


def _statements(story: StoryBriefing, citer: Citer) -> Iterator[str]:
    if not story.statements:
        return
    yield from ("", "## Who says what", "")
    told = arrange.voices(story.statements)
    rows = [
        (
            markdown(words.speaker(s.speaker)) + (f" (via {markdown(', '.join(s.via))})" if s.via else ""),
            markdown(s.cue or "—"),
            markdown(words.content(s, citer.article(s.article))) + _also(s, citer),
            s.form,
            s.modality,
        )
        for s in told[:_MOST_STATEMENTS]
    ]
    yield from _table(("Speaker", "Says", "Words", "Form", "Modality"), rows)
    if len(told) > _MOST_STATEMENTS:
        yield from ("", f"*{len(told) - _MOST_STATEMENTS} more in the JSON form.*")


def _also(statement: StoryStatement, citer: Citer) -> str:
    own, others = arrange.also(statement, citer.article)
    return _marks(own, citer) + (f" *(also in {markdown(', '.join(others))})*" if others else "")


def _claims(story: StoryBriefing, citer: Citer) -> Iterator[str]:
    if not story.claims:
        return
    yield from ("", "## Claims side by side", "")
    for claim in arrange.compared(story.claims):
        yield from _claim(claim, citer)
    once = arrange.single(story.claims)
    if once:
        yield from ("", f"### Reported once ({len(once)})", "")
        rows = [
            (
                markdown(c.text) + _marks(c.assertions[0].passages, citer),
                markdown(words.who(c.assertions[0])),
                markdown(words.value(c.assertions[0].value)) if c.assertions[0].value else "—",
                c.assertions[0].stance,
            )
            for c in once[:_MOST_SINGLE]
        ]
        yield from _table(("Claim", "Who", "Value", "Stance"), rows)
        if len(once) > _MOST_SINGLE:
            yield from ("", f"*{len(once) - _MOST_SINGLE} more in the JSON form.*")


def _claim(claim: Claim, citer: Citer) -> Iterator[str]:
    yield from ("", f"### {markdown(claim.text)}", "")
    counted = f"{words.plural(claim.reports, 'report')}, {words.plural(claim.independent_sources, 'independent source')}"
    yield f"**{words.AGREEMENT[claim.agreement].capitalize()}**: {markdown(claim.why)} ({counted})" if claim.why else counted
    yield ""
    rows = []
    for row in sides.rows(claim):
        a = row.first
        said = markdown(words.value(a.value)) if a.value else markdown(words.clipped(a.passages[0].text) if a.passages else claim.text)
        rows.append(
            (
                row.label,
                markdown(", ".join(sides.outlets(row, citer))),
                markdown(words.who(a)),
                said + _marks(row.passages, citer),
                markdown(words.when(a.as_of)) if a.as_of else "—",
                a.stance,
            )
        )
    yield from _table(("", "Version", "Who", "Value or words", "When", "Stance"), rows)
    told, more = sides.relations(claim)
    if told:
        yield ""
        yield from (f"- {r.pair}: **{r.is_}**{': ' + markdown(r.why) if r.why else ''}" for r in told)
        if more:
            yield f"- {words.plural(more, 'more pair')}"


def _standing(story: StoryBriefing, citer: Citer) -> Iterator[str]:
    claims = arrange.moved(story.claims)
    if not claims:
        return
    yield from ("", "## Standing over time", "")
    for claim in claims:
        yield f"- **{markdown(claim.text)}**" + ("" if arrange.dated(claim) else f" *({words.UNDATED})*")
        for step in claim.standing:
            by = f" by {markdown(step.by)}" if step.by else ""
            day = f"{markdown(words.when(step.when))}: " if arrange.dated(claim) else ""
            yield f"  - {day}**{step.standing}**{by}{_marks(step.passages, citer)}"


def _timeline(story: StoryBriefing, citer: Citer) -> Iterator[str]:
    if not story.timeline:
        return
    yield from ("", "## Timeline", "")
    yield from (f"- **{markdown(words.when(t.when))}**: {markdown(t.text)}{_marks(t.passages, citer)}" for t in story.timeline)


def _provenance(story: StoryBriefing, citer: Citer) -> Iterator[str]:
    it = story.provenance
    yield from ("", "## Provenance", "")
    yield f"{words.plural(it.reports, 'report')}, {words.plural(it.independent_sources, 'independent source')}."
    yield ""
    rows = []
    for article in story.articles:
        name, url = markdown(words.source(article)), link(article.url)
        named = f"[{name}]({url.replace('(', '%28').replace(')', '%29')})" if url else name
        where = markdown(words.place(article)) + (" (cut)" if article.partial else "")
        rows.append(
            (named, markdown(article.title or "—"), markdown(words.when(article.published)), article.language, f"{article.words:,}", where)
        )
    yield from _table(("Outlet", "Headline", "Published", "Language", "Words", "Input"), rows)
    if it.derivations:
        yield ""
    for d in it.derivations:
        made, origin = citer.article(d.article), citer.article(d.from_article) if d.from_article else None
        named = f"{d.from_} ({words.source(origin)})" if origin and words.source(origin) != d.from_ else d.from_
        yield (
            f"- {markdown(words.source(made) if made else d.article)} {words.HOW[d.how]} {markdown(named)}"
            f" (confidence {d.confidence:.2f}){_marks(d.passages, citer)}"
        )


def _left_out(briefing: Briefing, story: StoryBriefing) -> Iterator[str]:
    counted = arrange.counts(briefing.left_out, story)
    yield from ("", "## What was left out", "")
    yield "; ".join(f"{what}: {n}" for what, n in counted) + "." if counted else "Nothing."


def _failed(briefing: Briefing) -> Iterator[str]:
    if briefing.failed:
        yield from ("", "## Inputs that failed", "")
        yield from (f"- {markdown(f.input)}: {markdown(f.error)}" for f in briefing.failed)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
