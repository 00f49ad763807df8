"""Documents for the tests, out of invented pages."""

from __future__ import annotations

from newsloom import extract
from newsloom.records import Article, Document, Hints

FETCHED = "2026-01-01T00:00:00Z"

BODY = """<p>The weir at Lower Dunmoor was closed to boats on Tuesday after a crack was found in its eastern wall, the river board said.</p>
<p>Engineers had warned in March that the wall, which was built in 1931, could not be repaired much longer, according to a note that the board released.</p>
<p>"We will not gamble with people's boats," said Hedda Quist, who chairs the board. The repair is put at 2.4 million crowns.</p>
<p>Boat owners asked for a replacement to be planned at once and for the fees of this summer to be paid back to them.</p>"""  # noqa: E501


def page(body: str = BODY, head: str = "", headline: str = "Crack closes Dunmoor weir") -> str:
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body><article><h1>{headline}</h1>{body}</article></body></html>'  # noqa: E501


def document(content: str, media: str = "text/html", url: str | None = None, **hints: str) -> Document:
    return Document(input="in", content=content.encode(), media=media, fetched=FETCHED, url=url, hints=Hints(url=url, **hints))


def article(content: str, media: str = "text/html", url: str | None = None, **hints: str) -> Article:
    return extract.article(document(content, media, url, **hints))
