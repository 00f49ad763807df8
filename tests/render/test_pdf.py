"""The PDF face: tagged, with bookmarks, self-contained."""

from __future__ import annotations

import pytest

from newsloom.records import Briefing


def test_a_briefing_becomes_a_tagged_pdf_with_bookmarks(made: Briefing) -> None:
    pytest.importorskip("weasyprint", reason="needs newsloom[pdf] and Pango", exc_type=(ImportError, OSError))
    import pypdfium2

    from newsloom.render import pdf

    data = pdf.write(made)
    assert data.startswith(b"%PDF-")
    document = pypdfium2.PdfDocument(data)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)
    titles = [entry.get_title() for entry in document.get_toc()]
    assert made.stories[0].title in titles
    assert "Claims side by side" in titles
    words = document[0].get_textpage().get_text_bounded()
    assert "What’s happened" in words
