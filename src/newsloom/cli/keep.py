"""The commands that keep a desk safe: export, import, backup, restore."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from newsloom.cli import output
from newsloom.cli.options import Config, Db
from newsloom.errors import UsageError

Target = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")]
Source = Annotated[Path, typer.Argument(metavar="FILE", help="The file to read.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("export", epilog="Example: newsloom export desk.zip --db desk.db")(export)
    app.command("import", epilog="Example: newsloom import desk.zip --db postgresql://ada@db.example/desk")(import_)
    app.command("backup", epilog="Example: newsloom backup desk-monday.db --db desk.db")(backup)
    app.command("purge", epilog='Example: newsloom purge --person "Signe Orr" --db desk.db')(purge)
    app.command("prune", epilog="Example: newsloom prune --keep 2y --db desk.db")(prune)
    app.command("restore", epilog="Example: newsloom restore desk-monday.db --db desk.db")(restore)


def _named(db: str | None, *, known: bool = True) -> str:
    from newsloom.loom import Desk

    if not db:
        raise UsageError("this needs a desk: name its database with --db FILE or NEWSLOOM_DB")
    if known and not Desk.there(db):
        raise UsageError(f"{'the database' if '://' in db else db}: there is no such desk")
    return db


def export(file: Target, db: Db = None) -> int:
    """Write all that a desk keeps to one archive (zip of JSON lines, with counts and hashes), from which any database can be filled."""
    from newsloom.loom import keeping

    made = keeping.export(_named(db), file)
    output.say(f"newsloom: {_counted(made.tables)} in {file}; it holds texts and hashes of passwords: keep it safe")
    return 0


def import_(file: Source, db: Db = None) -> int:
    """Fill a new desk from an archive of `newsloom export`; counts and hashes are compared before anything stands."""
    from newsloom.loom import keeping

    made = keeping.take_in(file, _named(db, known=False))
    output.say(f"newsloom: {_counted(made.tables)} taken in, as they were on {made.made}")
    return 0


def backup(file: Target, db: Db = None) -> int:
    """Copy a desk while it is in use: a SQLite desk as a file to open, a PostgreSQL desk as an archive."""
    from newsloom.loom import keeping

    kind = keeping.backup(_named(db), file)
    output.say(f"newsloom: {file} holds the desk ({kind}); `newsloom restore {file} --db NEW` makes a desk of it")
    return 0


def restore(file: Source, db: Db = None) -> int:
    """Make a new desk from a backup or an archive, checked."""
    from newsloom.loom import keeping

    keeping.restore(file, _named(db, known=False))
    output.say("newsloom: the desk is there again")
    return 0


def purge(
    articles: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE", help="Ids of articles, or their first letters.")] = None,
    person: Annotated[
        list[str] | None, typer.Option("--person", metavar="NAME", help="Blot this name out; once for each spelling.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    db: Db = None,
    config: Config = None,
) -> int:
    """Take articles, or a person's name, out of everything the desk keeps: texts, titles, indexes, caches, files. It cannot be undone."""
    from newsloom import settings
    from newsloom.loom import keeping

    if not articles and not person:
        raise UsageError("name articles by their ids, or a person with --person NAME")
    where = _named(db)
    if not yes:
        typer.confirm("This cannot be undone. Purge?", abort=True, err=True)
    found = keeping.purge(where, settings.load(config), articles=articles or (), names=person or ())
    output.say(f"newsloom: purged from {len(found.articles)} articles: {', '.join(found.articles) or 'none held it'}")
    for place in found.left:
        output.say(f"newsloom: it may still stand in {place}")
    if not found.clean:
        output.say(
            "newsloom: another process has the desk open, and parts of its old file are left: close it; `newsloom doctor --repair DB`"
        )
        return 1
    return 0


def prune(
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="SPAN", help="How long (90d, 26w, 2y); by default what retention.keep says.")
    ] = None,
    look: Annotated[bool, typer.Option("--dry-run", help="Only say how many stories would go.")] = False,
    db: Db = None,
    config: Config = None,
) -> int:
    """Let go of stories that are older: nothing printed, nothing come in since. Those that a person named, watches or noted stay."""
    from newsloom import settings
    from newsloom.loom import retention

    span = keep or settings.load(config).retention.keep
    if not span:
        raise UsageError("say how long to keep stories: --keep 2y, or the setting retention.keep")
    found = retention.prune_desk(_named(db), span, only_look=look)
    if look:
        output.say(f"newsloom: {found.stories} stories of before {found.before} would go")
    else:
        output.say(f"newsloom: {found.stories} stories of before {found.before} went, with {found.articles} articles")
    return 0


def mend(db: str, config: Path | None) -> int:
    """What `newsloom doctor --repair` does."""
    from newsloom import settings
    from newsloom.loom import keeping

    done, wrong = keeping.repair(_named(db), settings.load(config))
    for line in done:
        output.say(f"newsloom: {line}")
    for line in wrong:
        output.say(f"newsloom: still wrong: {line}")
    if wrong:
        output.say("newsloom: restore a backup: `newsloom restore FILE --db NEW`")
    return 2 if wrong else 0


def _counted(tables: Mapping[str, Any]) -> str:
    return f"{tables['articles'].rows} articles in {tables['versions'].rows} versions, {tables['changes'].rows} entries of the log"
