"""`newsloom merge`, `split`, `move`, `pin`, `rename`, `undo`: a person's word on stories, which wins over the machine."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsloom.cli import output
from newsloom.cli.opening import open_desk
from newsloom.cli.options import Config, Db, StoryId
from newsloom.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from newsloom.loom import Desk
    from newsloom.loom.curation import Curation
    from newsloom.records import Change

ArticleId = Annotated[str, typer.Argument(metavar="ARTICLE", help="An article's id, or its first letters.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who says so; else the name that you are logged in by.")]
Why = Annotated[str, typer.Option("--why", metavar="REASON", help="The reason, for the log.")]


def merge(
    stories: Annotated[list[str], typer.Argument(metavar="STORY", help="Stories; the first keeps its id and title.")],
    db: Db = None,
    why: Why = "",
    by: By = None,
    config: Config = None,
) -> int:
    """Make stories one. The other ids lead to the first from now on."""
    with _said(db, config, by, why) as (desk, curation):
        return _told(curation.merge([_story(desk, id) for id in stories]))


def split(
    story: StoryId,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Articles that leave it for a new story.")],
    db: Db = None,
    why: Why = "",
    by: By = None,
    config: Config = None,
) -> int:
    """Put articles of a story into a new one. The two stay two, whatever comes."""
    with _said(db, config, by, why) as (desk, curation):
        return _told(curation.split(_story(desk, story), [_article(desk, id) for id in articles]))


def move(article: ArticleId, story: StoryId, db: Db = None, why: Why = "", by: By = None, config: Config = None) -> int:
    """Put an article into another story, where it stays."""
    with _said(db, config, by, why) as (desk, curation):
        return _told(curation.move(_article(desk, article), _story(desk, story)))


def pin(article: ArticleId, story: StoryId, db: Db = None, why: Why = "", by: By = None, config: Config = None) -> int:
    """Have an article stay in a story, whatever becomes of its text."""
    with _said(db, config, by, why) as (desk, curation):
        return _told(curation.pin(_article(desk, article), _story(desk, story)))


def rename(
    story: StoryId,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The title, in quotation marks.")],
    db: Db = None,
    why: Why = "",
    by: By = None,
    config: Config = None,
) -> int:
    """Give a story a title that stays."""
    with _said(db, config, by, why) as (desk, curation):
        return _told(curation.rename(_story(desk, story), title))


def undo(
    change: Annotated[
        int | None, typer.Argument(metavar="CHANGE", help="A change's number, by hand or by the machine; else the latest by hand.")
    ] = None,
    db: Db = None,
    why: Why = "",
    by: By = None,
    config: Config = None,
) -> int:
    """Take a change back; `newsloom stories --log` lists them. An undoing can be undone like any other change."""
    with _said(db, config, by, why) as (_, curation):
        return _told(curation.undo(change))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("merge", epilog='Example: newsloom merge s3f2 s81c --why "one trial" --db desk.db')(merge)
    app.command("split", epilog="Example: newsloom split s3f2 a91b 07cd --db desk.db")(split)
    app.command("move", epilog="Example: newsloom move a91b s81c --db desk.db")(move)
    app.command("pin", epilog="Example: newsloom pin a91b s3f2 --db desk.db")(pin)
    app.command("rename", epilog='Example: newsloom rename s3f2 "The harbour trial" --db desk.db')(rename)
    app.command("undo", epilog="Example: newsloom undo 12 --db desk.db")(undo)


@contextmanager
def _said(db: str | None, config: Path | None, by: str | None, why: str) -> Iterator[tuple[Desk, Curation]]:
    with open_desk(db, config, known=True) as desk:
        yield desk, desk.curate(by or _login(), why)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return "unknown"


def _story(desk: Desk, id: str) -> str:
    full = desk.resolve(id)
    if not full.startswith("s"):
        raise UsageError(f"{full} is an article, not a story")
    return full


def _article(desk: Desk, id: str) -> str:
    full = desk.resolve(id)
    if full.startswith("s"):
        raise NotFoundError(f"{full} is a story, not an article")
    return full


def _told(change: Change) -> int:
    """One line on stdout, as scripts can read it: number, action, story."""
    from newsloom.loom import showing

    output.emit(f"{change.id}\t{change.action}\t{change.story}\n")
    output.say(f"newsloom: {showing.did(change)}; `newsloom undo {change.id}` takes it back")
    return 0
