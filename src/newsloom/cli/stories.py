"""`newsloom stories`: the desk's stories, filtered, watched, explained, and the log of their changes."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Annotated

import typer

from newsloom.cli import output
from newsloom.cli.opening import open_desk
from newsloom.cli.options import Config, Db, ListFormat, Out
from newsloom.errors import UsageError

if TYPE_CHECKING:
    from newsloom.loom import Desk
    from newsloom.loom.listing import Filter, News

_LOOK = 2.0  # seconds between two looks
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Stories with an article of that day or later (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Stories with an article of that day or earlier.")]
Place = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Stories that name this place; a country holds its places.")]
Entity = Annotated[str | None, typer.Option("--entity", metavar="NAME", help="Stories that name this person or organisation.")]
OutletName = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Stories that this outlet reports (part of its name).")]
Language = Annotated[str | None, typer.Option("--language", metavar="CODE", help="Stories with an article in this language.")]
Words = Annotated[str | None, typer.Option("--words", metavar="WORDS", help="Stories with an article that holds all of these.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many.")]


def stories(
    db: Db = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    entity: Entity = None,
    outlet: OutletName = None,
    language: Language = None,
    words: Words = None,
    limit: Limit = None,
    explain: Annotated[str | None, typer.Option("--explain", metavar="STORY", help="Say why each article is in this story.")] = None,
    log: Annotated[bool, typer.Option("--log", help="List what was merged, split, moved and undone, by whom and why.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Print changes as they come, until stopped with Ctrl-C.")] = False,
    format: ListFormat = "term",
    out: Out = None,
    config: Config = None,
) -> int:
    """List the desk's stories, heaviest first: independent outlets now, older reports counting less."""
    from newsloom.loom import showing
    from newsloom.loom.listing import Filter

    if sum((explain is not None, log, watch)) > 1:
        raise UsageError("--explain, --log and --watch exclude each other")
    if watch and out is not None:
        raise UsageError("--watch writes to stdout: leave out --out")
    wanted = Filter(since=since, until=until, place=place, entity=entity, outlet=outlet, language=language, words=words, limit=limit)
    with open_desk(db, config, known=True) as desk:
        if watch:
            return _watch(desk, wanted, as_json=format == "json")
        if explain is not None:
            text = showing.reasons(desk.explain(desk.resolve(explain)), format)
        elif log:
            text = showing.log(desk.history(limit=limit), format, width=output.width())
        else:
            text = _list(desk, wanted, format)
    output.write(text, out)
    return 0


def _list(desk: Desk, wanted: Filter, format: ListFormat) -> str:
    from newsloom.loom import showing
    from newsloom.loom.listing import Filter

    found = desk.stories(wanted)
    if not found:
        none = "no stories yet: `newsloom add INPUT...` brings articles in" if wanted == Filter() else "no story is like that"
        output.say(f"newsloom: {none}")
    return showing.stories(found, format, width=output.width())


def _watch(desk: Desk, wanted: Filter, *, as_json: bool) -> int:
    from newsloom.loom.listing import Filter

    wanted.wanted()  # what cannot be asked is told at once
    seq, change = desk.watch(-1, 0, Filter(limit=1)).seq, max((entry.id for entry in desk.history(limit=1)), default=0)
    output.say("newsloom: watching; stop with Ctrl-C")
    try:
        while True:
            news = desk.watch(seq, change, wanted)
            _tell(news, as_json=as_json)
            seq, change = news.seq, max([change, *(entry.id for entry in news.changes)])
            time.sleep(_LOOK)
    except KeyboardInterrupt:
        return 0


def _tell(news: News, *, as_json: bool) -> None:
    from newsloom.loom import showing

    for row in news.stories:
        if as_json:
            told = {"story": row.id, "title": row.title, "articles": row.articles, "outlets": len(row.outlets), "weight": row.weight}
            output.emit(json.dumps({"changed": row.changed, **told}, ensure_ascii=False) + "\n")
        else:
            counted = f"{row.articles:,} {'article' if row.articles == 1 else 'articles'}"
            output.emit(f"{row.changed}  {row.id}  {showing.harmless(row.title)}  ({counted}, weight {row.weight:.1f})\n")
    for entry in news.changes:
        if as_json:
            told = {"change": entry.id, "at": entry.at, "by": entry.by, "action": entry.action, "story": entry.story, "why": entry.why}
            output.emit(json.dumps(told, ensure_ascii=False) + "\n")
        else:
            output.emit(showing.change(entry) + "\n")
