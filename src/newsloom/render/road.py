"""Which face writes what."""

from __future__ import annotations

from typing import Literal

from newsloom.errors import UsageError
from newsloom.records import Briefing
from newsloom.render import contract, markdown

Format = Literal["md", "html", "json", "term"]


def render(briefing: Briefing, format: Format, *, width: int = 80, color: bool = False, with_text: bool = False) -> str:
    """The briefing as text.

    Args:
        format: "md" (GitHub-flavoured), "html" (one self-contained page), "json" (the contract's form) or "term".
        width: columns of the terminal ("term" only).
        color: whether to use colour and weight ("term" only).
        with_text: whether articles carry their whole text ("json" only).

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump(contract.structure(briefing, with_text=with_text))
    if format == "md":
        return markdown.write(briefing)
    if format == "html":
        from newsloom.render import html  # jinja2 is only wanted here

        return html.write(briefing)
    if format == "term":
        from newsloom.render import terminal

        return terminal.write(briefing, width=width, color=color)
    raise UsageError(f"unknown format {format!r}: choose md, html, json or term")
