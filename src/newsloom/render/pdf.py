"""The PDF face: the HTML page, laid out for paper by WeasyPrint; tagged, with bookmarks and links."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from newsloom.errors import UsageError
from newsloom.records import Briefing


def write(briefing: Briefing) -> bytes:
    """The briefing as one PDF/UA file (ISO 14289-1): headings are bookmarks, notes are links. Nothing is fetched.

    Raises:
        UsageError: the extra `pdf`, or Pango which it needs, is not installed.
    """
    from newsloom.render import html

    try:
        from weasyprint import HTML
    except ImportError:
        raise UsageError("PDF needs WeasyPrint: pip install 'newsloom[pdf]'") from None
    except OSError as error:  # Pango is no Python package
        needed = "on Debian, apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise UsageError(f"PDF needs Pango ({error}): {needed}") from None
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it names each rule of the style sheet that is for screens only
    page = HTML(string=html.write(briefing), url_fetcher=_nothing)
    with _uncollected():
        data: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return data


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: layout makes many boxes that all stay, and walking them again and again takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _nothing(url: str, *_arguments: object, **_named: object) -> dict[str, object]:
    raise ValueError(f"a briefing fetches nothing: {url}")
