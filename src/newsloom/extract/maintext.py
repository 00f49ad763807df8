"""The main text of a page."""

from __future__ import annotations

from typing import Any

from newsloom.extract.structured import Node


def main_text(tree: Any, node: Node, url: str | None) -> str:
    """What the page is there for, one paragraph a line; "" where nothing was found."""
    import trafilatura

    text = trafilatura.extract(tree, url=url, include_comments=False, favor_precision=True) or ""
    return "\n".join(line.removeprefix("- ").strip() for line in text.split("\n") if line.strip())
