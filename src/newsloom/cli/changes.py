"""`newsloom changes`: what a reader of a story has missed."""

from __future__ import annotations

from typing import Annotated

import typer

from newsloom.cli import output
from newsloom.cli.opening import open_desk
from newsloom.cli.options import Config, Db, ListFormat, Out, StoryId


def changes(
    story: StoryId,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="What came out on that day or later is new (YYYY-MM-DD).")],
    db: Db = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day that counts; else today.")] = None,
    seen: Annotated[bool, typer.Option("--seen", help="Go by when the desk got an article, not by when it came out.")] = False,
    format: ListFormat = "term",
    out: Out = None,
    config: Config = None,
) -> int:
    """Tell what changed in a story: new claims, figures, standings, speakers, corrections, articles."""
    from newsloom.loom import showing

    with open_desk(db, config, known=True) as desk, output.progress() as progress:
        found = desk.changes(desk.resolve(story), since, until=until, seen=seen, progress=progress)
        text = showing.changes(found, desk.story_articles(found.story.id), format)
    output.write(text, out)
    return 0
