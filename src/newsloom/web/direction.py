"""Which way a text runs. `dir="auto"` goes by the first letter alone: an Arabic sentence that begins in Latin letters would run wrongly."""

from __future__ import annotations

import re

# Letters of scripts that run right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic, and presentation forms (Unicode 15)
_BACK = re.compile(r"[\u05d0-\u05ea\u05ef-\u05f2\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u085f\u0860-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def of(text: object) -> str:
    """ "rtl" where most letters are of a script that runs right to left, else "ltr"."""
    told = str(text)
    back = sum(map(len, _BACK.findall(told)))
    return "rtl" if back and back * 2 > sum(map(len, _LETTERS.findall(told))) else "ltr"
