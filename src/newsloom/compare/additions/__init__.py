"""What each paper adds to a story, and what it leaves out: read off the dossier, so that the same dossier gives the same answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsloom.compare.additions import claims, words
from newsloom.compare.additions.desk import Outlets
from newsloom.compare.provenance.outlets import known
from newsloom.records import Article, Claim, OutletAdds, Provenance, StoryStatement
from newsloom.text import papers

__all__ = ["of_story"]


def of_story(
    articles: Sequence[Article], claimed: Sequence[Claim], statements: Sequence[StoryStatement], provenance: Provenance
) -> tuple[OutletAdds, ...]:
    """One entry for each outlet of a story, in the order of their first articles; () where there is but one.

    Copies, rewrites and what credits one source are no second voice: an outlet is compared with those of other origins, and what only it
    and its copies have is its own.

    Args:
        articles: the story's articles.
        claimed: its claims.
        statements: who says what, with speakers named over the story.
        provenance: who goes back to whom.
    """
    outlets = Outlets(articles, provenance)
    if len(outlets.names) < 2:
        return ()
    only = claims.only(claimed, outlets)
    departures = claims.departures(claimed, outlets)
    speakers = _only_speakers(statements, outlets)
    missed = claims.left_out(claimed, outlets)
    distinctive = words.distinctive(articles, outlets)
    return tuple(
        OutletAdds(
            outlet=outlets.names[number],
            articles=tuple(outlets.articles[number]),
            only_claims=tuple(only.get(number, ())),
            departs=tuple(departures.get(number, ())),
            only_speakers=tuple(speakers.get(number, ())),
            leaves_out=tuple(missed[number]),
            words=tuple(distinctive.get(number, ())),
        )
        for number in range(len(outlets.names))
    )


def _only_speakers(statements: Sequence[StoryStatement], outlets: Outlets) -> Mapping[int, list[str]]:
    """Named people and organisations that one outlet quotes, by outlet; those that its copies quote as well are still its own."""
    heard: dict[str, set[int]] = defaultdict(set)
    printed: dict[str, str] = {}
    for one in statements:
        name = one.speaker.entity or one.speaker.name
        if name and one.speaker.kind in ("person", "organisation") and _is_voice(name) and one.article in outlets.of:
            key = name.casefold()
            printed.setdefault(key, name)
            heard[key].add(outlets.of[one.article])
    found: dict[int, list[str]] = defaultdict(list)
    for key, numbers in heard.items():
        owner = outlets.alone(numbers)
        if owner is not None and key != (outlets.names[owner] or "").casefold():
            found[owner].append(printed[key])
    return found


def _is_voice(name: str) -> bool:
    """True for a name ("Rui Tamar"), not for who bears none ("one neighbour", "his brother"), nor for a paper that is cited."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return any(word[:1].isupper() for word in words) and not known(name) and not papers.is_paper(name)
