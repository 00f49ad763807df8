"""`newsloom claims`: a story's claims side by side, and why each is as it is."""

from __future__ import annotations

from typing import Annotated

import typer

from newsloom.cli import output
from newsloom.cli.opening import open_desk
from newsloom.cli.options import AsOf, ClaimsFormat, Config, Db, Out, StoryId
from newsloom.errors import UsageError


def claims(
    story: StoryId,
    db: Db = None,
    format: ClaimsFormat = "table",
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CLAIM", help="Tell why this claim is as it is: its id, or its first letters.")
    ] = None,
    as_of: AsOf = None,
    out: Out = None,
    config: Config = None,
) -> int:
    """List a story's claims with each source's version side by side."""
    from newsloom.cli.pages import claim_list
    from newsloom.loom import showing

    if format == "parquet" and out is None:
        raise UsageError("Parquet is no text: name a file with --out FILE")
    with open_desk(db, config, known=True) as desk, output.progress() as progress:
        full = desk.resolve(story)
        if explain is not None:
            if as_of is not None:
                raise UsageError("--explain tells of the claims as they are now: leave out --as-of")
            if format not in ("table", "json"):
                raise UsageError(f"an explanation has no format {format!r}: choose table or json")
            told = desk.explain_claim(full, explain, progress=progress)
            output.write(showing.explanation(told, desk.story_articles(full), format), out)
            return 0
        found, listed = desk.claims(full, as_of=as_of, progress=progress)
    if format != "parquet":
        output.write(claim_list(listed, found, format), out)
    elif out is not None:
        output.write(showing.claims_table(listed), out)
    return 0
