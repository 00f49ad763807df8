"""One article as newsloom stored it: what is known of it, its text, and what of the text is page furniture."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from newsloom.errors import UsageError
from newsloom.records import Article, ArticleCard, LeftOut
from newsloom.render import clean, contract, words

_OUT = "left out"


def article(found: Article, format: str = "term", *, width: int = 80, color: bool = False) -> str:
    """The article as "json" (the contract's article with its text, and its furniture), "md", "html" or "term".

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        card = msgspec.to_builtins(_card(found))
        left_out = [LeftOut(article=found.id, why=f.why, passage=found.passage(f.start, f.end)) for f in sorted(found.furniture)]
        return contract.dump({"schema": "newsloom.article/1", "article": card, "left_out": msgspec.to_builtins(left_out)})
    if format == "md":
        return "\n".join(_markdown(found)) + "\n"
    if format == "term":
        return _terminal(found, width, color)
    if format == "html":
        from newsloom.render import html

        title = found.title or words.place(_card(found))
        return html.article(title, _facts(found), clean.link(found.url), found.language, list(parts(found)))
    raise UsageError(f"articles have no format {format!r}: choose md, html, json or term")


def _card(found: Article) -> ArticleCard:
    return ArticleCard(**{f: getattr(found, f) for f in ArticleCard.__struct_fields__})


def parts(found: Article) -> Iterator[tuple[str, str | None]]:
    """The text line by line, each with the reason why it is left out, None for what is read."""
    spans = [(f.start, f.end, f.why) for f in found.furniture]
    at = 0
    for line in found.text.split("\n"):
        if line.strip():
            end = at + len(line)
            why = next((w for s, e, w in spans if s < end and at < e), None)
            yield line, why
        at += len(line) + 1


def _facts(found: Article) -> list[str]:
    card = _card(found)
    facts = [words.source(card), words.when(found.published), found.byline or "", found.language, words.plural(found.words, "word")]
    facts.append("the text is cut" if found.partial else "")
    facts.append("text and data mining reserved" if found.mining_reserved else "")
    facts.append(words.place(card) if words.place(card) != words.source(card) else "")
    return [f for f in facts if f]


def _markdown(found: Article) -> Iterator[str]:
    yield f"# {clean.markdown(found.title or words.place(_card(found)))}"
    yield ""
    yield clean.markdown(" · ".join(_facts(found)))
    url = clean.link(found.url)
    if url:
        yield from ("", f"<{url}>")
    for line, why in parts(found):
        yield from ("", f"*\\[{_OUT}: {why}\\] {clean.markdown(line)}*" if why else clean.markdown(line))


def _terminal(found: Article, width: int, color: bool) -> str:
    from rich.text import Text

    from newsloom.render.terminal import READING_WIDTH, screen, taken

    console, out = screen(width, color)
    wide = min(console.width, READING_WIDTH)
    console.print(Text(clean.text(found.title or words.place(_card(found))), style="bold"), width=wide)
    console.print(Text(clean.text(" · ".join(_facts(found))), style="dim"), width=wide)
    for line, why in parts(found):
        console.print()
        told = Text(f"[{_OUT}: {why}] ", style="yellow") if why else Text()
        console.print(told.append(clean.text(line), style="dim" if why else "not dim"), width=wide)
    return taken(out)
