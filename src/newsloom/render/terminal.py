"""The terminal face, laid out by rich: pleasant at 80 and at 200 columns, with colour and without."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Literal

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from newsloom.records import Briefing, CitedSentence, Claim, Passage, StoryBriefing
from newsloom.render import arrange, sides, words
from newsloom.render.citations import Citer
from newsloom.render.clean import text as clean

READING_WIDTH = 100  # running text is no wider than that, however wide the terminal
_MOST_STATEMENTS = 24
_COLORS = {
    "conflict": "bold red", "denied": "bold red", "disputed": "yellow", "updated": "cyan", "agree": "green", "compatible": "green",
    "confirmed": "green", "evidenced": "cyan", "alleged": "cyan", "rumoured": "yellow",
}  # fmt: skip


def write(briefing: Briefing, *, width: int, color: bool) -> str:
    """The briefing for a terminal of so many columns. Without colour no escape sequence is written."""
    console, out = screen(width, color)
    offset = 0
    for story in briefing.stories:
        citer = Citer(story, offset=offset, coarse=True)
        _Page(console, citer).story(story, briefing)
        offset += len(citer.listed)
    for failure in briefing.failed:
        console.print(Text(f"failed: {clean(failure.input)}: {clean(failure.error)}", style="red"))
    return taken(out)


def screen(width: int, color: bool) -> tuple[Console, io.StringIO]:
    """A console that writes into a buffer, and the buffer."""
    out = io.StringIO()
    system: Literal["standard"] | None = "standard" if color else None
    console = Console(
        file=out, width=max(width, 20), force_terminal=color, no_color=not color, color_system=system, highlight=False, markup=False,
        emoji=False, legacy_windows=False,
    )  # fmt: skip
    return console, out


def taken(out: io.StringIO) -> str:
    """What was written, without white space at line ends."""
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).rstrip("\n") + "\n"


class _Page:
    """Writes one story, section by section."""

    def __init__(self, console: Console, citer: Citer) -> None:
        self.console = console
        self.citer = citer
        self.text_width = min(console.width, READING_WIDTH)

    def story(self, story: StoryBriefing, briefing: Briefing) -> None:
        self.console.print()
        self._flow(Text(clean(story.title), style="bold"))
        self._flow(Text(arrange.headline(story), style="dim"))
        self._sections(story)
        self._statements(story)
        self._claims(story)
        self._standing(story)
        self._timeline(story)
        self._provenance(story, briefing)
        self._sources()

    def _heading(self, title: str) -> None:
        self.console.print()
        self.console.print(Rule(Text(title, style="bold"), align="left", characters="─", style="dim"), width=self.text_width)

    def _flow(self, text: Text, indent: int = 0, hang: str = "") -> None:
        """Running text, wrapped; `hang` stands before the first line and the rest is indented under it."""
        if hang:
            grid = Table.grid(padding=0)
            grid.add_column(width=len(hang))
            grid.add_column(ratio=1)
            grid.add_row(Text(hang), text)
            self.console.print(Padding(grid, (0, 0, 0, indent)), width=self.text_width)
        else:
            self.console.print(Padding(text, (0, 0, 0, indent)), width=self.text_width)

    def _sentence(self, sentence: CitedSentence) -> Text:
        found = Text()
        for run, gloss in words.glossed(sentence):
            found.append((" " if run[:1].isspace() else "") + clean(run))
            if gloss:
                found.append(f" [{gloss}]", style="dim")
        credit = words.credit(sentence)
        if credit:
            found.append(f" ({clean(credit)})", style="italic")
        return found.append_text(self._marks(sentence.passages))

    def _marks(self, passages: Iterable[Passage]) -> Text:
        numbers = ",".join(str(c.number) for c in self.citer.cite(passages))
        return Text(f" [{numbers}]" if numbers else "", style="cyan")

    def _sections(self, story: StoryBriefing) -> None:
        sections = story.sections
        for name, title in words.SECTIONS:
            self._heading(title)
            if not getattr(sections, name):
                self._flow(Text(clean(sections.notes.get(name, "Nothing to show.")), style="dim italic"))
            elif name == "what_the_papers_say":
                self._papers(story)
                if name in sections.notes:
                    self._flow(Text(clean(sections.notes[name]), style="dim italic"))
            elif name == "topics":
                self._topics(story)
            elif name == "whats_happened":
                self._flow(Text(" ").join(self._sentence(s) for s in sections.whats_happened))
            else:
                for sentence in getattr(sections, name):
                    line = self._sentence(sentence)
                    day = arrange.reported(sentence, self.citer.article) if name == "how_we_got_here" else None
                    self._flow(line.append(f" (reported {day})" if day else "", style="dim"), hang="• ")
        if sections.dropped_sentences:
            self._flow(Text(f"{words.plural(sections.dropped_sentences, 'sentence')} of the writer dropped.", style="dim italic"))
        if "writer" in sections.notes:
            self._flow(Text(clean(sections.notes["writer"]), style="dim italic"))
        if sections.open_questions:
            self._heading("What the coverage leaves open")
            for sentence in sections.open_questions:
                sides = arrange.versions(story, sentence)
                head = arrange.openness(story, sentence) + (f", {clean(sides)}: " if sides else ": ")
                self._flow(Text(head, style="yellow").append_text(self._sentence(sentence)), hang="? ")

    def _papers(self, story: StoryBriefing) -> None:
        for paper in story.sections.what_the_papers_say:
            article = self.citer.article(paper.article)
            name = paper.outlet or (words.source(article) if article else paper.article)
            line = Text(clean(name), style="bold")
            how = arrange.road(story, paper, article)
            if how:
                line.append(f" ({clean(how)})", style="not bold dim")
            self._flow(line)
            for sentence in paper.sentences:
                self._flow(self._sentence(sentence), indent=2)

    def _topics(self, story: StoryBriefing) -> None:
        for topic in story.sections.topics:
            line = Text(clean(topic.name), style="bold")
            line.append(f" ({topic.kind})", style="not bold dim")
            if topic.description:
                line.append_text(Text(": ", style="not bold")).append_text(_plain(self._sentence(topic.description)))
            self._flow(line)
            for warning in topic.warnings:
                self._flow(Text(clean(warning), style="yellow"), indent=2, hang="! ")

    def _statements(self, story: StoryBriefing) -> None:
        if not story.statements:
            return
        self._heading("Who says what")
        told = arrange.voices(story.statements)
        for s in told[:_MOST_STATEMENTS]:
            line = Text(clean(words.speaker(s.speaker)), style="bold")
            via = f", via {clean(', '.join(s.via))}" if s.via else ""
            line.append(f" ({s.form}, {s.modality}{via}): ", style="not bold dim")
            line.append(f"{clean(s.cue)} " if s.cue else "", style="not bold italic")
            own, others = arrange.also(s, self.citer.article)
            line.append(clean(words.content(s, self.citer.article(s.article))), style="not bold not italic").append_text(self._marks(own))
            line.append(f" (also in {clean(', '.join(others))})" if others else "", style="not bold not italic dim")
            self._flow(line, hang="• ")
        if len(told) > _MOST_STATEMENTS:
            self._flow(Text(f"and {len(told) - _MOST_STATEMENTS} more in the JSON form", style="dim italic"))

    def _claims(self, story: StoryBriefing) -> None:
        claims = arrange.compared(story.claims)
        if not story.claims:
            return
        self._heading("Claims side by side")
        for claim in claims:
            self._claim(claim)
        once = len(arrange.single(story.claims))
        if once:
            self._flow(Text(f"{words.plural(once, 'claim')} reported once: see the JSON or HTML form", style="dim italic"))

    def _claim(self, claim: Claim) -> None:
        self._flow(Text(clean(claim.text), style="bold"))
        verdict = Text(words.AGREEMENT[claim.agreement], style=_COLORS.get(claim.agreement, ""))
        counted = f"{words.plural(claim.reports, 'report')}, {words.plural(claim.independent_sources, 'independent source')}"
        verdict.append(f": {clean(claim.why)} ({counted})" if claim.why else f" ({counted})", style="not bold default")
        self._flow(verdict, indent=2)
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
        for head in ("", "Version", "Who", "Value or words", "When", "Stance"):
            table.add_column(head, overflow="fold", min_width=7 if head == "Stance" else None)
        for row in sides.rows(claim):
            a = row.first
            said = words.value(a.value) if a.value else (words.clipped(a.passages[0].text) if a.passages else claim.text)
            table.add_row(
                row.label,
                clean(", ".join(sides.outlets(row, self.citer))),
                clean(words.who(a)),
                Text(clean(said)).append_text(self._marks(row.passages)),
                words.when(a.as_of) if a.as_of else "—",
                a.stance,
            )
        self.console.print(Padding(table, (0, 0, 0, 2)))
        told, more = sides.relations(claim)
        for r in told:
            line = Text(f"{r.pair}: ").append(r.is_, style=_COLORS.get(r.is_, ""))
            self._flow(line.append(f": {clean(r.why)}" if r.why else "", style="default"), indent=2)
        if more:
            self._flow(Text(f"{words.plural(more, 'more pair')}", style="dim"), indent=2)
        self.console.print()

    def _standing(self, story: StoryBriefing) -> None:
        claims = arrange.moved(story.claims)
        if not claims:
            return
        self._heading("Standing over time")
        for claim in claims:
            known = arrange.dated(claim)
            self._flow(Text(clean(claim.text)).append("" if known else f" ({words.UNDATED})", style="dim"))
            for step in claim.standing:
                line = Text(f"{words.when(step.when)}: " if known else "", style="dim").append(
                    step.standing, style=_COLORS.get(step.standing, "")
                )
                line.append(f" by {clean(step.by)}" if step.by else "", style="default").append_text(self._marks(step.passages))
                self._flow(line, indent=2)

    def _timeline(self, story: StoryBriefing) -> None:
        if not story.timeline:
            return
        self._heading("Timeline")
        for entry in story.timeline:
            line = Text(f"{words.when(entry.when)}: ", style="bold").append(clean(entry.text), style="not bold")
            self._flow(line.append_text(self._marks(entry.passages)))

    def _provenance(self, story: StoryBriefing, briefing: Briefing) -> None:
        self._heading("Provenance")
        it = story.provenance
        self._flow(Text(f"{words.plural(it.reports, 'report')}, {words.plural(it.independent_sources, 'independent source')}"))
        for d in it.derivations:
            made = self.citer.article(d.article)
            line = Text(f"{clean(words.source(made) if made else d.article)} {words.HOW[d.how]} {clean(d.from_)}")
            self._flow(line.append_text(self._marks(d.passages)), hang="• ")
        counted = arrange.counts(briefing.left_out, story)
        if counted:
            self._heading("What was left out")
            self._flow(Text("; ".join(f"{what}: {n}" for what, n in counted)))

    def _sources(self) -> None:
        self._heading("Sources")
        for c in self.citer.listed:
            day = f", {words.when(c.article.published)}" if c.article and c.article.published.value else ""
            named = f"{clean(words.source(c.article))}{day}: " if c.article else ""
            self._flow(Text(named, style="bold").append(clean(words.clipped(c.passage.text)), style="not bold"), hang=f"[{c.number}] ")


def _plain(text: Text) -> Text:
    """The same without the weight of the line that it is added to."""
    text.style = "not bold"
    return text
