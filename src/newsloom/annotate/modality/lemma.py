"""Lemmas as the tables spell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def lemma_of(token: Token) -> str:
    """Lemma in lower case; the small model takes "hoped" for a form of "hop"."""
    lemma = str(token.lemma_).lower()
    return "hope" if lemma == "hop" and "pp" not in token.lower_ else lemma
