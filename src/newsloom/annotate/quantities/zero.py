"""What did not happen to anyone: "no casualties", "aucun blessé". Zero is a figure like others, and other papers may differ from it."""

from __future__ import annotations

import unicodedata

from newsloom.annotate.quantities import context
from newsloom.annotate.quantities.classes import Classes
from newsloom.records import Quantity, Value
from newsloom.text.numbers.tokens import tokens

_BETWEEN = 1  # words that may stand between "no" and the noun ("no civilian casualties")


def zeros(sentence: str, offset: int, table: Classes, language: str) -> list[Quantity]:
    """The zeros of a sentence that starts at `offset`. Only nouns of an outcome count: "no plans" is no figure."""
    made: list[Quantity] = []
    lower = unicodedata.normalize("NFC", sentence).lower()
    found = tokens(sentence) if any(word in lower for word in table.zero) else []
    for at, token in enumerate(found):
        if token.lower not in table.zero:
            continue
        for k in range(at + 1, min(at + 2 + _BETWEEN, len(found))):
            word = found[k].lower
            forms = (word, word.removesuffix("ies") + "y", word.removesuffix("s"))
            klass = table.noun(*forms)
            if klass in table.outcomes and found[k].kind == "word":
                counts = sentence[found[at + 1].start : found[k].end]
                first, end = offset + token.start, offset + found[k].end
                value = Value(low=0, high=0, counts=counts, mode=context.mode(sentence, offset, first, end, language))
                head = next(form for form in forms if form in table.nouns)
                made.append(Quantity(start=offset + token.start, end=offset + found[k].end, value=value, head=head, klass=klass))
                break
    return made
