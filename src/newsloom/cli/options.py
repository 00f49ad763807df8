"""Options that several commands share, each with its words written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from newsloom.cli import output

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders (walked), URLs, or - for a JSONL stream.")]
StoryId = Annotated[str, typer.Argument(metavar="STORY", help="A story's id, or its first letters.")]
Db = Annotated[
    str | None,
    typer.Option("--db", metavar="DB", envvar="NEWSLOOM_DB", help="The desk's database: a file, or postgresql://USER@HOST/NAME."),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", callback=output.ready, help="Write here instead of stdout, whole or not at all.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was known by the end of that day (YYYY-MM-DD).")]
WithText = Annotated[
    bool,
    typer.Option("--with-text", help="JSON only: include each article's whole text, whatever export.text_share allows."),
]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings file (TOML); else NEWSLOOM_CONFIG, else the user's own.")
]
_FORMAT = "Default: term on a terminal, md in a pipe; with --out, by the file's name."
BriefFormat = Annotated[Literal["md", "html", "json", "term", "pdf"] | None, typer.Option("--format", help=_FORMAT)]
ArticleFormat = Annotated[Literal["md", "html", "json", "term"] | None, typer.Option("--format", help=_FORMAT)]
ListFormat = Annotated[Literal["term", "md", "json"], typer.Option("--format", help="How to list them.")]
ClaimsFormat = Annotated[
    Literal["table", "json", "csv", "parquet"], typer.Option("--format", help="How to list them; parquet needs --out.")
]
