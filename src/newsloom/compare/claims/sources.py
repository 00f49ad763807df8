"""How many independent sources stand behind a claim: origins after folding copies, and one speaker's words counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsloom import lexicon
from newsloom.compare.claims.assertions import Line
from newsloom.compare.provenance import outlets
from newsloom.records import Article, Passage, Provenance

_FOR = ("asserts", "supposes")


class Sources:
    """What a story's articles go back to, ready for one claim after another."""

    def __init__(self, articles: Sequence[Article], provenance: Provenance) -> None:
        """
        Args:
            articles: the story's articles; one that `provenance` does not name is an origin of its own.
            provenance: traced origins and citations.
        """
        origin = {article: index for index, group in enumerate(provenance.origins) for article in group.articles}
        self._nodes: list[object] = [origin.get(article.id, article.id) for article in articles]
        self._outlets = [_outlet(article) for article in articles]
        self._languages = [article.language for article in articles]
        self._cited = _cited(provenance)

    def count(self, found: Sequence[Line]) -> int:
        """Origins behind a claim. Reports of one origin are one; so are reports that rest on nothing but the same speaker.

        A paper that says so only by citing another one rests on that one, whether newsloom has its text or not.
        """
        behind = [line for line in found if line.assertion.stance in _FOR] or list(found)
        own: set[object] = set()
        spoken: dict[object, set[str]] = {}
        for line in behind:
            node = self._nodes[line.article]
            spoken.setdefault(node, set()).update(self._outlets[line.article])
            speaker = _paper(line, self._cited) or _author(line.speaker, self._languages[line.article])
            if speaker is not None:
                spoken[node].add(speaker)
            else:
                own.add(node)
        heard = {speaker for node in own for speaker in spoken[node]}
        only_spoken = [speakers for node, speakers in spoken.items() if node not in own and not speakers & heard]
        return len(own) + _components(only_spoken)


def _cited(provenance: Provenance) -> dict[str, list[tuple[Passage, str]]]:
    """For each article that cites papers: where, and which."""
    found: dict[str, list[tuple[Passage, str]]] = defaultdict(list)
    for tie in provenance.derivations:
        if tie.how == "cites":
            found[tie.article] += [(p, tie.from_) for p in tie.passages if p.article == tie.article]
    return found


def _paper(line: Line, cited: Mapping[str, Sequence[tuple[Passage, str]]]) -> str | None:
    """The paper that an assertion is taken from, where it names nobody but that one."""
    told = line.assertion
    for where, name in cited.get(told.article, ()):
        here = any(p.start < where.end and where.start < p.end for p in told.passages)
        if here and (told.attributed_to is None or _key(told.attributed_to) == _key(name)):
            return _key(name)
    return None


def _author(speaker: str | None, language: str) -> str | None:
    """Whose words a speaker's are: "the report of the audit office" speaks for the office, whose own name may stand in another paper."""
    if speaker is None:
        return None
    name = speaker.partition(":")[2] or speaker
    table = lexicon.table("standing", language.split("-")[0]).get("evidence", {})
    for joint in table.get("authors", ()):
        record, _, author = name.partition(f" {joint} ")
        if author and record.split()[-1:] and record.split()[-1] in table.get("records", ()):
            return author.removeprefix("the ")
    return name


def _outlet(article: Article) -> set[str]:
    return {_key(article.outlet.name)} if article.outlet is not None and article.outlet.name else set()


def _key(name: str) -> str:
    return f"paper:{outlets.key(name)}"


def _components(sets: Sequence[set[str]]) -> int:
    """Groups of sets that hang together by shared members."""
    merged: list[set[str]] = []
    for speakers in sets:
        touching = [m for m in merged if m & speakers]
        merged = [m for m in merged if not m & speakers]
        merged.append(speakers.union(*touching))
    return len(merged)
