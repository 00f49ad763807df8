"""How sure a clause is said to be, with the words that say so.

Two readers work together. Frames (`frames.py`) go by the words around a clause: governors before it, each with its negation, remarks and
replies after it, conditions on either side; they need tables and no parser. Scope (`scope.py`) walks an English parse: cues on the clause's
own verb and on each verb, noun or adjective that governs it. Languages without frames use the patterns of their table.
"""

from __future__ import annotations

from newsloom.annotate.modality.plain import of_text
from newsloom.annotate.modality.scope import of_clause, verdict_of
from newsloom.annotate.modality.span import of_span

__all__ = ["of_clause", "of_span", "of_text", "verdict_of"]
