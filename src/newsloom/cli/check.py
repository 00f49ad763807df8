"""`newsloom check`: one article or draft against the desk."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from newsloom.cli import output
from newsloom.cli.opening import open_desk
from newsloom.cli.options import ArticleFormat, Config, Db, Out


def check(
    input: Annotated[str, typer.Argument(metavar="INPUT", help="One article: a file, a URL, or - for text on stdin.")],
    db: Db = None,
    format: ArticleFormat = None,
    out: Out = None,
    config: Config = None,
) -> int:
    """Hold one article or draft against the desk: what supports it, what contradicts it. Nothing of it is kept or sent."""
    from newsloom.cli.pages import chosen
    from newsloom.loom import showing

    with open_desk(db, config, known=True) as desk, output.progress() as progress:
        found = desk.check(input, stdin=sys.stdin.buffer, progress=progress)
    output.write(showing.check(found, chosen(format, out)), out)
    return 0
