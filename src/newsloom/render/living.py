"""Stories as they live, for people: why an article is in a story, what was changed by whom, the versions of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsloom.errors import UsageError
from newsloom.records import ArticleReason, Change, Edit, EventReason, Nearby, StoryReasons, VersionStep
from newsloom.render import contract
from newsloom.render.clean import markdown
from newsloom.render.clean import text as clean
from newsloom.render.lists import table

_KINDS = 6  # kinds of evidence that are told; the rest is in the JSON form
_EDITS = 200


def reasons(found: StoryReasons, format: str = "term") -> str:
    """Why a story is what it is, as "json", "md" or "term".

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump({"schema": "newsloom.reasons/1", **contract.plain(found)})
    return _lines(_reasons(found), format)


def _reasons(found: StoryReasons) -> Iterator[str]:
    yield f"{found.story}  {found.title}"
    yield ""
    yield f"An article joins an event from log-odds {found.joins:g}; events are one story from {found.links:g}."
    for event in found.events:
        yield ""
        yield f"Event {event.event}  {event.title}"
        yield from _event(event)
        for article in found.articles:
            if article.event == event.event:
                yield from _article(article)
    if found.near:
        yield ""
        yield "Events of other stories that are nearest:"
        for other in found.near:
            yield f"  {_nearby(other)}"
    if found.changes:
        yield ""
        yield "Changed:"
        for change in found.changes:
            yield f"  {sentence(change)}"


def _event(event: EventReason) -> Iterator[str]:
    if event.nearest is None:
        return
    yield f"  in this story by event {event.nearest}: log-odds {event.score:g}" + (f" ({_parts(event.parts)})" if event.parts else "")
    if event.names:
        yield f"  both are about {', '.join(event.names)}"


def _article(article: ArticleReason) -> Iterator[str]:
    yield f"  {article.article}  {' · '.join(part for part in (article.outlet, article.title) if part) or 'untitled'}"
    if article.change is not None:
        yield f"    put here by hand: change {article.change}"
    if article.copy_of is not None:
        yield f"    repeats the text of {article.copy_of}"
    if article.score is None:
        yield "    the only voice of its event"
    else:
        yield f"    log-odds {article.score:g}: {_parts(article.parts)}"
    shared = (("names", article.names), ("places", article.places), ("figures", article.numbers))
    told = "; ".join(f"{what} {', '.join(values)}" for what, values in shared if values)
    if told:
        yield f"    shares {told}" + (f"; likeness of meaning {article.similarity:.2f}" if article.similarity is not None else "")
    for other in article.also:
        yield f"    nearly joined {_nearby(other)}"


def _parts(parts: Mapping[str, float]) -> str:
    names = [kind for kind in parts if kind != "intercept"][:_KINDS]
    rest = sum(parts.values()) - sum(parts[kind] for kind in names)
    return ", ".join([*(f"{kind.replace('_', ' ')} {parts[kind]:+.2f}" for kind in names), f"the rest {rest:+.2f}"])


def _nearby(other: Nearby) -> str:
    return f"event {other.event} of {other.story or 'no story'}: log-odds {other.score:g}" + (f" ({other.title})" if other.title else "")


def log(changes: Sequence[Change], format: str = "term", *, width: int = 80) -> str:
    """The log of changes, as "json", "md" or "term".

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump({"schema": "newsloom.log/1", "changes": [contract.plain(change) for change in changes]})
    rows = [(str(c.id), c.at, c.by, what(c), c.why or "—", f"undone by {c.undone_by}" if c.undone_by is not None else "") for c in changes]
    return table(("Change", "When", "Who", "What", "Why", ""), rows, format, width, False)


def sentence(change: Change) -> str:
    """A change in one line."""
    undone = f" (undone by {change.undone_by})" if change.undone_by is not None else ""
    return f"{change.id}  {change.at}  {change.by}: {what(change)}{f' - {change.why}' if change.why else ''}{undone}"


def what(change: Change) -> str:
    """What a change did."""
    other, articles = ", ".join(change.other), ", ".join(change.articles)
    title = next((fact.b for fact in change.facts if fact.kind == "title"), "")
    return {
        "merge": f"{other} became part of {change.story}",
        "split": f"{change.story} left {other}",
        "move": f"{articles} moved to {change.story}" + (f" from {other}" if other else ""),
        "pin": f"{articles} stays in {change.story}",
        "rename": f"{change.story} is called “{title}”",
        "undo": f"change {change.undoes} undone",
        "place": f"{articles} left {other} for {change.story}",
    }[change.action]


def versions(found: Sequence[VersionStep], format: str = "term") -> str:
    """The versions of an article with what changed, as "json", "md" or "term" ("html" is told as Markdown).

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump({"schema": "newsloom.versions/1", "versions": [contract.plain(step) for step in found]})
    return _lines(_versions(found), format)


def _versions(found: Sequence[VersionStep]) -> Iterator[str]:
    for number, step in enumerate(found, 1):
        yield f"Version {number}: {step.version}, got {step.first_seen}, {step.words:,} words"
        if step.title_before is not None:
            yield f"  title: [-{step.title_before}-] {{+{step.title or ''}+}}"
        for edit in step.edits[:_EDITS]:
            yield f"  {edit.at}: {_edit(edit)}"
        if len(step.edits) > _EDITS:
            yield f"  and {len(step.edits) - _EDITS:,} more changes: --format json tells all"


def _edit(edit: Edit) -> str:
    gone = f"[-{edit.before.text}-]" if edit.before is not None else ""
    new = f"{{+{edit.after.text}+}}" if edit.after is not None else ""
    return " ".join(part for part in (gone, new) if part)


def _lines(lines: Iterator[str], format: str) -> str:
    if format not in ("term", "table", "md", "html"):
        raise UsageError(f"this has no format {format!r}: choose md, json or term")
    if format in ("term", "table"):
        return "\n".join(_indented(line) for line in lines) + "\n"
    return "\n".join(f"- {markdown(line.strip())}" if line.startswith(" ") else f"\n{markdown(line)}\n" for line in lines if line) + "\n"


def _indented(line: str) -> str:
    stripped = line.lstrip(" ")
    return " " * (len(line) - len(stripped)) + clean(stripped)
