"""One article: its facts, its text, and what was left out of it, marked where it stands."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator
from typing import Literal

import msgspec

from newsloom.errors import UsageError
from newsloom.records import Article
from newsloom.render import contract, words
from newsloom.render.clean import markdown
from newsloom.render.clean import text as clean

ArticleFormat = Literal["md", "html", "json", "term"]


def article(found: Article, format: ArticleFormat, *, width: int = 80) -> str:
    """An article for reading ("md", "html", "term") or as a record ("json").

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump(msgspec.to_builtins(found))
    if format == "md":
        return _markdown(found)
    if format == "html":
        return _html(found)
    if format == "term":
        return _terminal(found, width)
    raise UsageError(f"unknown format {format!r}: choose md, html, json or term")


def _facts(found: Article) -> list[tuple[str, str]]:
    outlet = found.outlet.name or found.outlet.domain if found.outlet else None
    facts = [
        ("Outlet", outlet), ("Byline", found.byline), ("Published", words.when(found.published)), ("Language", found.language),
        ("Words", f"{found.words:,}"), ("Address", found.url), ("Input", found.input), ("Id", found.id), ("Version", found.version),
    ]  # fmt: skip
    return [(name, clean(value)) for name, value in facts if value]


def _paragraphs(found: Article) -> Iterator[tuple[str, str | None]]:
    """Stretches of the text in order, each with why it was left out (None: kept). Front matter is told as facts, not again."""
    at = 0
    cuts = sorted([*((f.start, f.end, f.why) for f in found.furniture), *((s.start, s.end, "front") for s in found.front)])
    for start, end, why in [*cuts, (len(found.text), len(found.text), None)]:
        yield from ((line, None) for line in found.text[at : max(at, start)].splitlines() if line.strip())
        if why not in (None, "front"):
            yield found.text[max(at, start) : end], why
        at = max(at, end)


def _markdown(found: Article) -> str:
    lines = [f"# {markdown(found.title or found.input)}", ""]
    lines += [f"- {name}: {markdown(value)}" for name, value in _facts(found)]
    for text, why in _paragraphs(found):
        body = markdown(" ".join(clean(text).split()))
        lines += ["", body if why is None else f"> *left out ({why}):* {body}"]
    return "\n".join(lines) + "\n"


def _terminal(found: Article, width: int) -> str:
    columns = max(20, min(width, 100))
    lines = [clean(found.title or found.input), ""]
    lines += [f"{name + ':':<11}{value}" for name, value in _facts(found)]
    for text, why in _paragraphs(found):
        body = " ".join(clean(text).split())
        indent = "" if why is None else "    "
        lines += [
            "",
            textwrap.fill(body if why is None else f"[left out: {why}] {body}", columns, initial_indent=indent, subsequent_indent=indent),
        ]
    return "\n".join(lines) + "\n"


def _html(found: Article) -> str:
    title = html.escape(clean(found.title or found.input))
    facts = "".join(f"<dt>{name}</dt><dd>{html.escape(value)}</dd>" for name, value in _facts(found))
    body = "".join(
        f"<p>{html.escape(clean(text))}</p>" if why is None else f'<p class="out"><b>left out ({why}):</b> {html.escape(clean(text))}</p>'
        for text, why in _paragraphs(found)
    )
    return (
        f'<!doctype html><html lang="{html.escape(found.language)}"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}body{max-width:42rem;margin:2rem auto;'
        "padding:0 1rem;font:1.05rem/1.6 Georgia,serif}dl{display:grid;grid-template-columns:8rem 1fr;font:.9rem/1.5 system-ui}dd{margin:0;"
        'overflow-wrap:anywhere}.out{opacity:.75;border-left:3px solid;padding-left:1rem}</style></head><body><main dir="auto">'
        f"<h1>{title}</h1><dl>{facts}</dl>{body}</main></body></html>\n"
    )
