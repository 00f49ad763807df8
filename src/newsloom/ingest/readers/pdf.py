"""PDF files with a text layer, read by PDFium."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from statistics import quantiles
from typing import Any

from newsloom.errors import InputError
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure, Hints
from newsloom.text.encoding import clean

_MOST_PAGES = 500
_FEWEST = 20  # letters: fewer are page numbers or a scanner's stamp
_PDFIUM = threading.Lock()  # the library may be in one thread at a time
_HYPHEN = re.compile("[\u00ad\u2010\ufffe\x02-]\n|[\x02\ufffe]")  # at the end of a line; the library marks it in ways of its own
_BROKEN_WORD = re.compile("(\\w)\x02([^\\W\\d_A-Z]\\S{0,40}) ?")
_END = re.compile(r"[.!?…:]['\"’”»)\]]{0,3}$")
_NO_TITLE = re.compile(r"untitled|microsoft \w{1,20}|[^ ]{1,200}\.(?:docx?|odt|indd|pdf|rtf|qxp|p65)|.{0,200} - \S{1,100}\.docx?", re.I)


def read(source: Source) -> Iterator[Document | Failure]:
    """The text of all pages, lines joined to paragraphs. When it was made is no date of publication."""
    try:
        import pypdfium2  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError as error:
        raise InputError(source.input, "PDF files need a part that is not installed: pip install pypdfium2") from error
    with _PDFIUM:
        try:
            pages, facts, count = _read(pypdfium2, source.data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise InputError(source.input, "is a PDF file that asks for a password" if locked else "is a damaged PDF file") from error
        except (ValueError, TypeError, OverflowError, MemoryError, RecursionError) as error:
            raise InputError(source.input, f"cannot be read as a PDF file ({type(error).__name__})") from error
    text = "\n\n".join(page for page in map(_flowing, pages) if page)
    if sum(map(str.isalpha, text)) < _FEWEST:
        reason = "is a PDF file without a text layer, as scanners make them: let a program for text recognition (OCR) add one"
        yield Failure(input=source.input, error=reason)
        return
    if count > _MOST_PAGES:
        yield Failure(input=source.input, error=f"has {count:,} pages; the first {_MOST_PAGES} were read")
    title = facts.get("Title", "").strip()
    yield Document(
        input=source.input,
        content=text.encode("utf-8", "replace"),
        media="text/plain",
        charset="utf-8",
        url=source.url,
        fetched=source.fetched,
        headers=source.headers,
        hints=Hints(url=source.url, title=None if not title or _NO_TITLE.fullmatch(title) else title),
        metadata={f"pdf.{name.lower()}": value for name in ("Author", "CreationDate") if (value := clean(facts.get(name, "")).strip())},
    )


def _read(pdfium: Any, data: bytes) -> tuple[list[str], dict[str, str], int]:
    pages: list[str] = []
    with pdfium.PdfDocument(data) as document:
        for number in range(min(len(document), _MOST_PAGES)):
            page = document[number]
            words = page.get_textpage()
            pages.append(words.get_text_bounded(errors="replace"))
            words.close()
            page.close()
        return pages, document.get_metadata_dict(), len(document)


def _flowing(page: str) -> str:
    """Lines joined to paragraphs: one ends where a line ends a sentence and is clearly shorter than the others are."""
    marked = _HYPHEN.sub("\x02", page.replace("\r\n", "\n").replace("\r", "\n"))
    text = clean(_BROKEN_WORD.sub(r"\1\2\n", marked).replace("\x02", "-"))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lengths = [len(line) for line in lines if line]
    full = quantiles(lengths, n=4)[2] if len(lengths) > 1 else 0
    out: list[str] = []
    begins = True
    for line in lines:
        if not line:
            begins = True
            continue
        out.append(line if begins and not out else "\n\n" + line if begins else " " + line)
        begins = (bool(_END.search(line)) and len(line) < 0.85 * full) or len(line) < 0.5 * full
    return "".join(out)
