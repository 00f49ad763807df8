"""The PDF face: the HTML page, laid out for paper by WeasyPrint; tagged, with bookmarks and links."""

from __future__ import annotations

import logging

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
    data: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return data


def _nothing(url: str, *_arguments: object, **_named: object) -> dict[str, object]:
    raise ValueError(f"a briefing fetches nothing: {url}")
