"""What has been shown already: no sentence twice, no source again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from newsloom.brief import shape
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context
from newsloom.brief.said import Said
from newsloom.brief.salience import Matrix

WORD_OVERLAP = 0.6  # share of the shorter sentence's content words
MEANING = 0.86  # cosine of the embeddings: paraphrases of one sentence lie above, sentences on one matter below
TRANSLATED = 0.65  # the same between two languages
NEARBY = 0.5  # cosine from which on a second sentence on the same matter is worth less
UNKNOWN = 0.25  # what a sentence is worth that calls someone by a surname who has not been introduced
REPEATED = 0.74  # overlap of what two sentences hold, and half the cosine of their meanings: from here on one repeats the other
FULLER = 1.5  # times what another sentence holds, from which on one that holds it as well has more to say
ALL_TOLD = 0.8  # share of what a sentence holds that is told already, in pieces, from which on it is not shown
PARTLY = 0.45  # share from which on it is worth less
MANY = 8  # sentences from which on it can be told what is particular to one of them
CONTENT_LENGTH = 4  # shorter words say little about what a sentence is about


class Ledger:
    """Picks sentences, best first, while keeping them apart from all that were picked before in any section."""

    def __init__(self, context: Context, candidates: Sequence[Candidate], meaning: Matrix) -> None:
        self.candidates = candidates
        self._origin = context.origin
        self._meaning = meaning
        self._words = [content_words(c.text) for c in candidates]
        self._said = Said([(c.text, c.language) for c in candidates])
        self._many = len(candidates) >= MANY
        self._shown: list[int] = []
        self._told: dict[int, float] = {}  # of those asked for since the last was taken
        self._introduced: set[str] = set()

    def free(self, number: int, *, plainly: bool = False) -> bool:
        """True where nothing shown so far says the same, nor all of it together; `plainly`: in nearly the same words."""
        if any(self._plainly(number, other) if plainly else self.same(number, other) for other in self._shown):
            return False
        return plainly or self.told(number) < ALL_TOLD

    def take(self, number: int) -> None:
        self._shown.append(number)
        self._told.clear()
        self._introduced |= self.candidates[number].told

    def told(self, number: int) -> float:
        """The share (0..1) of what a candidate holds that has been shown."""
        if not self._many:
            return 0.0
        if number not in self._told:
            self._told[number] = self._said.covered(number, self._shown)
        return self._told[number]

    def weight(self, number: int) -> float:
        """How much a candidate holds; an average sentence 1."""
        return self._said.weight(number) if self._many else 1.0

    def _fresh(self, number: int, picked: Sequence[int]) -> float:
        """1 for what says nothing that this section has, down to .3 for what is nearly the same; the half for a name out of the blue."""
        near = max((float(self._meaning[number, other]) for other in picked), default=0.0)
        value = 1.0 - 0.7 * min(max((near - NEARBY) / (MEANING - NEARBY), 0.0), 1.0)
        value *= 1.0 - 0.6 * min(max((self.told(number) - PARTLY) / (ALL_TOLD - PARTLY), 0.0), 1.0)
        return value * (UNKNOWN if self.candidates[number].short - self._introduced else 1.0)

    def same(self, a: int, b: int) -> bool:
        """True where two candidates say the same, in much the same words or by their meaning."""
        foreign = self.candidates[a].language != self.candidates[b].language
        if self._plainly(a, b) or (self.candidates[a].stated & self.candidates[b].stated and not self._fuller(a, b)):
            return True
        return not foreign and self._many and self._held(a, b) + 0.5 * float(self._meaning[a, b]) >= REPEATED

    def _plainly(self, a: int, b: int) -> bool:
        foreign = self.candidates[a].language != self.candidates[b].language
        if a == b or self._meaning[a, b] >= (TRANSLATED if foreign else MEANING):
            return True
        words = self._words[a], self._words[b]
        least = len(words[0]) if self._fuller(a, b) else min(map(len, words))
        return least > 0 and len(words[0] & words[1]) >= WORD_OVERLAP * least

    def _held(self, a: int, b: int) -> float:
        """The share of the slighter of two sentences that the other holds; of `a` where it is the fuller by far."""
        return self._said.covered(a, (b,)) if self._fuller(a, b) else self._said.overlap(a, b)

    def _fuller(self, a: int, b: int) -> bool:
        """True where `a` holds far more than `b`: it says more, not the same again."""
        return self._many and self._said.weight(a) >= FULLER * self._said.weight(b)

    def pick(self, scores: dict[int, float], limit: int, keep: Callable[[int], bool] = lambda _: True, repeat: float = 0.75) -> list[int]:
        """Up to `limit` candidates, best first.

        Args:
            scores: score by candidate number; only these are considered, and only above 0.
            keep: a last look at a candidate when its turn comes.
            repeat: what a score is multiplied with for each sentence that its origin has in this section already.
        """
        picked: list[int] = []
        used: Counter[int] = Counter()
        left = sorted((n for n, s in scores.items() if s > 0), key=lambda n: (-scores[n], n))
        while left and len(picked) < limit:
            best = self._best(left, scores, lambda n: repeat ** used[self._origin_of(n)] * self._fresh(n, picked))
            left.remove(best)
            if not self.free(best) or not keep(best):
                continue
            self.take(best)
            picked.append(best)
            used[self._origin_of(best)] += 1
        return picked

    @staticmethod
    def _best(ranked: Sequence[int], scores: dict[int, float], share: Callable[[int], float]) -> int:
        """The number with the greatest score times its share (0..1), the lowest of equals.

        Args:
            ranked: numbers by falling score: where a score is less than the best product, no later one can be greater.
        """
        best, most = ranked[0], -1.0
        for n in ranked:
            if scores[n] < most:
                break
            value = scores[n] * share(n)
            if value > most or (value == most and n < best):
                best, most = n, value
        return best

    def _origin_of(self, number: int) -> int:
        return self._origin[self.candidates[number].article]

    def texts(self) -> set[tuple[str, int]]:
        """Article id and start of each sentence that has been shown."""
        return {(self.candidates[n].passage.article, self.candidates[n].start) for n in self._shown}


def content_words(text: str) -> frozenset[str]:
    """The longer words and the figures of a text, in lower case."""
    return frozenset(w for w in shape.tokens(text) if len(w) >= CONTENT_LENGTH or w.isdigit())
