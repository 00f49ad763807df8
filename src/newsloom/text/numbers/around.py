"""Looks at the tokens around a number."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.text.numbers.tokens import Token

DASHES = ("-", "–", "—", "‑")


def token_at(found: Sequence[Token], k: int) -> Token | None:
    return found[k] if 0 <= k < len(found) else None


def text_at(found: Sequence[Token], k: int) -> str:
    token = token_at(found, k)
    return token.text if token else ""
