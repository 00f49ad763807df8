"""Measures of a text."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’\-][^\W_]+)*")


@lru_cache(maxsize=4)
def words(body: str) -> int:
    """How many words a body has; in Chinese and Japanese, which write none apart, how many characters."""
    return len(_WORD.findall(body))
