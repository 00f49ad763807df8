"""The commands. Each is a few lines: parse, call the desk, write. Stages are imported when a command runs, so that --help is quick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsloom.cli import backfill, changes, check, claims, curate, feeds, keep, mcp, notify, output, serve, stories, writer
from newsloom.cli.opening import open_desk
from newsloom.cli.options import AsOf, BriefFormat, Config, Db, Inputs, ListFormat, Out, WithText
from newsloom.errors import UsageError

app = typer.Typer(
    name="newsloom",
    help="Read the same news in many outlets and weave it into stories a reader can check.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes around the help would take half of its time
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Add --debug to any command to see the traceback of an error.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from newsloom import __version__

        output.write(f"newsloom {__version__}", None)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None: ...


@app.command(epilog="Example: newsloom brief articles/ https://example.org/news/1 --format html --out story.html")
def brief(
    inputs: Inputs,
    db: Db = None,
    format: BriefFormat = None,
    out: Out = None,
    with_text: WithText = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="CODE", help="The reader's language; needs a writer.")] = None,
    as_of: AsOf = None,
    config: Config = None,
) -> int:
    """Brief the stories that INPUTs are about: files, folders, URLs, or - for JSONL on stdin."""
    from newsloom.cli.pages import briefing

    with open_desk(db, config) as desk, output.progress() as progress:
        writer.tell(desk, lang)
        result = desk.brief(inputs, stdin=sys.stdin.buffer, as_of=as_of, language=lang, progress=progress)
    if not result.stories:
        output.failures(result.failed)
        if not result.failed:
            output.say("newsloom: no article to brief" + (f" was known by {as_of}" if as_of else ""))
        if format == "json":
            output.write(briefing(result, format, out, with_text=with_text), out)
        return 2
    output.write(briefing(result, format, out, with_text=with_text), out)
    output.failures(result.failed)
    return 1 if result.failed else 0


@app.command(epilog="Example: newsloom add feeds/ saved.html --db desk.db")
def add(inputs: Inputs, db: Db = None, config: Config = None) -> int:
    """Add articles to a desk. Prints a line for each once it is safely stored: added, version or known, its id, its input."""
    from newsloom.cli.pages import added

    seen: dict[str, int] = {}
    with open_desk(db, config, needed=True) as desk, output.progress() as progress:
        failed = desk.add(inputs, stdin=sys.stdin.buffer, report=added(seen), progress=progress)
    output.failures(failed)
    output.say(f"newsloom: {', '.join(f'{count} {what}' for what, count in sorted(seen.items())) or 'nothing added'}, {len(failed)} failed")
    if failed:
        return 1 if seen else 2
    return 0 if seen else 2


app.command("backfill", epilog="Example: newsloom backfill archive/ --db desk.db")(backfill.backfill)
app.command("sync", epilog="Example: newsloom sync --every 15m --db desk.db")(feeds.sync)
app.command("serve", epilog="Example: newsloom serve --db desk.db")(serve.serve)
app.command("notify", epilog="Example: newsloom notify --db desk.db")(notify.notify)
app.command("mcp", epilog="Example: newsloom mcp --db desk.db")(mcp.mcp)
app.add_typer(serve.accounts, name="accounts", epilog="Example: newsloom accounts add Ada --role admin --db desk.db")
app.add_typer(feeds.app, name="feeds", epilog="Example: newsloom feeds --db desk.db")


app.command("stories", epilog="Example: newsloom stories --place Portugal --since 2025-03-01 --db desk.db")(stories.stories)
curate.register(app)
keep.register(app)


@app.command(epilog="Example: newsloom show s3f2 --db desk.db --format md")
def show(
    id: Annotated[str, typer.Argument(metavar="STORY|ARTICLE", help="An id, or its first letters.")],
    db: Db = None,
    format: BriefFormat = None,
    out: Out = None,
    with_text: WithText = False,
    versions: Annotated[bool, typer.Option("--versions", help="An article's versions, and what changed between them.")] = False,
    as_of: AsOf = None,
    config: Config = None,
) -> int:
    """Show a story's briefing, or an article's text with what was left out marked."""
    from newsloom.cli.pages import article, article_versions, briefing, led_on

    with open_desk(db, config, known=True) as desk, output.progress() as progress:
        full = desk.resolve(id)
        text: str | bytes
        if versions:
            text = article_versions(desk.versions(full), format, out)
        elif full.startswith("s"):
            led_on(full, desk.part_of(full))
            text = briefing(desk.show_story(full, as_of=as_of, progress=progress), format, out, with_text=with_text)
        elif format == "pdf":
            raise UsageError("an article has no format pdf: choose md, html, json or term")
        else:
            text = article(desk.article(full), format, out)
    output.write(text, out)
    return 0


app.command("claims", epilog="Example: newsloom claims s3f2 --db desk.db --format csv --out claims.csv")(claims.claims)
app.command("changes", epilog="Example: newsloom changes s3f2 --since 2025-03-01 --db desk.db")(changes.changes)


app.command("check", epilog="Example: newsloom check draft.txt --db desk.db")(check.check)


@app.command(epilog='Example: newsloom search "ceasefire talks" --db desk.db')
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Articles that hold all of these are found.")],
    db: Db = None,
    format: ListFormat = "term",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most this many articles.")] = 20,
    out: Out = None,
    config: Config = None,
) -> int:
    """Search the desk's articles."""
    from newsloom.cli.pages import hit_list

    with open_desk(db, config, known=True) as desk:
        hits = desk.search(words, limit)
    if not hits:
        output.say("newsloom: nothing found: fewer words find more")
    output.write(hit_list(words, hits, format), out)
    return 0


@app.command(epilog="Example: newsloom demo --html story.html")
def demo(
    html: Annotated[Path, typer.Option("--html", metavar="FILE", help="Where the HTML page goes.")] = Path("newsloom-demo.html"),
    format: BriefFormat = None,
    config: Config = None,
) -> int:
    """Run the main job on the sample news that ships with newsloom: print the briefing, write an HTML page."""
    from newsloom.cli.pages import briefing
    from newsloom.loom import sample

    with open_desk(None, config) as desk, output.progress() as progress:
        result = desk.brief([str(sample.folder())], progress=progress)
    output.write(briefing(result, "html", html), html)
    output.write(briefing(result, format, None), None)
    output.failures(result.failed)
    output.say(f"newsloom: the same as a page: {html}")
    return 1 if result.failed else 0


@app.command(epilog="Example: newsloom doctor")
def doctor(
    repair: Annotated[str | None, typer.Option("--repair", metavar="DB", help="Mend this desk: make all but its texts anew.")] = None,
    config: Config = None,
) -> int:
    """Say which parts and models are there, their versions, and what to do for what is missing."""
    from newsloom import settings
    from newsloom.loom import doctor as parts

    if repair is not None:
        return keep.mend(repair, config)
    settings.load(config)
    found = parts.examine()
    output.write(parts.report(found), None)
    return 0 if all(part.fine or not part.needed for part in found) else 2
