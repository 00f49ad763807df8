"""Sentences in which an article passes on what another outlet reports."""

from __future__ import annotations

import re
from functools import cache

from newsloom import lexicon
from newsloom.brief import cues
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context

RESERVED = 0.3  # what such a sentence's score is multiplied with outside of what the papers say, where it belongs


def outlet(context: Context, candidate: Candidate) -> str | None:
    """The outlet that a sentence quotes, in the article's words; None where it quotes none (or the article's own outlet)."""
    article = context.dossier.articles[candidate.article]
    own = {_fold(x) for x in (article.outlet.name, article.outlet.domain) if x} if article.outlet else set()
    for name in (*_cited(context, candidate), *_speaking(context, candidate)):
        # "the paper" is no name, and "the Herald" is how the Vale Herald calls itself
        if name in candidate.text and not any(set(_fold(name).split()) <= set(o.split()) or _is_host_of(o, name) for o in own):
            return _whole(context, candidate, name)
    return None


def _whole(context: Context, candidate: Candidate, name: str) -> str:
    """The longer name of a paper that its article calls by the last word only ("the Gazette" of the Quay Gazette)."""
    short = _fold(name)
    if " " in short:
        return name
    article = context.dossier.articles[candidate.article].id
    named = (d.from_ for d in context.dossier.provenance.derivations if d.article == article and d.how == "cites")
    longer = next((n for n in named if _fold(n).endswith(f" {short}")), None)
    return longer or _spelt_out(context.dossier.articles[candidate.article].body(), name)


def _spelt_out(body: str, name: str) -> str:
    """The name with the capitalised words that stand before it elsewhere in the article: "the Sun" is the "Orle Bay Sun"."""
    found = re.findall(rf"(?<![.\w] )(?<!\w)((?:[A-Z][\w.’']{{1,15}} ){{1,3}}{re.escape(name)})(?!\w)", body)
    whole = [w for w in (f.removeprefix("The ") for f in found) if w != name]
    return max(set(whole), key=lambda w: (whole.count(w), w)) if whole else name


def _is_host_of(host: str, name: str) -> bool:
    """ "orleherald.example" is the host of "The Orle Herald", which it calls "The Herald" too."""
    label, words = host.split(".")[0].replace(" ", ""), "".join(_fold(name).split())
    if "." in host and len(words) > 1 and label.rstrip("0123456789") == words and label != words:
        return True  # "abc27.example" is "ABC 27"
    return "." in host and len(words) > 3 and (label.endswith(words) or (words.startswith(label) and any(c.isdigit() for c in label)))


def _cited(context: Context, candidate: Candidate) -> list[str]:
    """Outlets that the provenance says are cited in this very sentence."""
    article = context.dossier.articles[candidate.article].id
    return [
        _as_written(d.from_, candidate.text)
        for d in context.dossier.provenance.derivations
        if d.article == article and d.how == "cites" and any(p.start < candidate.end and candidate.start < p.end for p in d.passages)
    ]


def _as_written(name: str, text: str) -> str:
    """The name without "The" where the sentence writes "the"."""
    name = name.removeprefix("Copyright ").removeprefix("Según ").removeprefix("Selon ")
    short = name.removeprefix("The ")
    return name if name in text or short not in text else short


def _speaking(context: Context, candidate: Candidate) -> list[str]:
    """Speakers of the sentence that are outlets: of the story, by the table, or by their name ("the Quay Herald")."""
    names = [n.removeprefix("the ") for s in candidate.statements for n in (s.speaker.name, s.speaker.entity) if n]
    press = cues.words("press", candidate.language)
    return [
        n
        for n in names
        if _fold(n) in _outlets()
        or _fold(n) in context.outlets
        or (_sounds_like_press(n, press) and not cues.count("no_press", candidate.language, n))
    ]


def _sounds_like_press(name: str, press: tuple[str, ...]) -> bool:
    """A name of several words, one of them "Herald" or the like."""
    return name[:1].isupper() and " " in name and any(w.lower() in press for w in name.replace("-", " ").split() if w[:1].isupper())


@cache
def _outlets() -> frozenset[str]:
    try:
        rows = lexicon.rows("outlets")
    except FileNotFoundError:  # a table that is being replaced
        return frozenset()
    # agencies speak for themselves as much as they are reprinted; only papers and broadcasters are "quoted by way of"
    kinds = ("newspaper", "broadcaster", "other", "aggregator")
    return frozenset(_fold(r["name"]) for r in rows if r.get("name") and r.get("kind") in kinds)


def _fold(name: str) -> str:
    return name.lower().removeprefix("the ").replace("-", " ").strip()
