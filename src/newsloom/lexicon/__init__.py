"""Rules as data: word lists and tables, apart from the algorithms that read them.

A language is a folder (`en/`, `fr/`, `es/`, ...) of TOML tables; what holds for all languages stands in `common/`.
A new language is a new folder.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_ROOT = files(__name__)


@cache
def table(name: str, language: str = "common") -> dict[str, Any]:
    """The TOML table `name` of a language (BCP 47 primary subtag), {} where that language has none.

    Callers must not change what they get: it is shared.
    """
    source = _ROOT / language / f"{name}.toml"
    if not source.is_file():
        return {}
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the CSV table `common/NAME.csv`, by column name."""
    lines = (_ROOT / "common" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def languages() -> tuple[str, ...]:
    """Languages that have tables, sorted."""
    return tuple(sorted(p.name for p in _ROOT.iterdir() if p.is_dir() and len(p.name) in (2, 3) and not p.name.startswith("_")))


@cache
def digest() -> str:
    """A hash (SHA-256, first 16 hexadecimal digits) of all tables: part of the key of every cached result."""
    state = hashlib.sha256()
    for folder in sorted((p for p in _ROOT.iterdir() if p.is_dir()), key=lambda p: p.name):
        for source in sorted((p for p in folder.iterdir() if p.name.endswith((".toml", ".csv"))), key=lambda p: p.name):
            state.update(f"{folder.name}/{source.name}\0".encode())
            state.update(source.read_bytes())
    return state.hexdigest()[:16]
