"""What has been shown already: no sentence twice, no source again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from newsloom.brief import shape
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context
from newsloom.brief.salience import Matrix

WORD_OVERLAP = 0.6  # share of the shorter sentence's content words
MEANING = 0.86  # cosine of the embeddings: paraphrases of one sentence lie above, sentences on one matter below
CONTENT_LENGTH = 4  # shorter words say little about what a sentence is about


class Ledger:
    """Picks sentences, best first, while keeping them apart from all that were picked before in any section."""

    def __init__(self, context: Context, candidates: Sequence[Candidate], meaning: Matrix) -> None:
        self.candidates = candidates
        self._origin = context.origin
        self._meaning = meaning
        self._words = [frozenset(w for w in shape.tokens(c.text) if len(w) >= CONTENT_LENGTH or w.isdigit()) for c in candidates]
        self._shown: list[int] = []

    def free(self, number: int) -> bool:
        """True where nothing shown so far says the same."""
        return not any(self.same(number, other) for other in self._shown)

    def take(self, number: int) -> None:
        self._shown.append(number)

    def same(self, a: int, b: int) -> bool:
        """True where two candidates say the same, in much the same words or by their meaning."""
        if a == b or self._meaning[a, b] >= MEANING:
            return True
        words = self._words[a], self._words[b]
        least = min(map(len, words))
        return least > 0 and len(words[0] & words[1]) >= WORD_OVERLAP * least

    def pick(self, scores: dict[int, float], limit: int, keep: Callable[[int], bool] = lambda _: True, repeat: float = 0.75) -> list[int]:
        """Up to `limit` candidates, best first.

        Args:
            scores: score by candidate number; only these are considered, and only above 0.
            keep: a last look at a candidate when its turn comes.
            repeat: what a score is multiplied with for each sentence that its origin has in this section already.
        """
        picked: list[int] = []
        used: Counter[int] = Counter()
        left = {n: s for n, s in scores.items() if s > 0}
        while left and len(picked) < limit:
            best = max(left, key=lambda n: (left[n] * repeat ** used[self._origin_of(n)], -n))
            del left[best]
            if not self.free(best) or not keep(best):
                continue
            self.take(best)
            picked.append(best)
            used[self._origin_of(best)] += 1
        return picked

    def _origin_of(self, number: int) -> int:
        return self._origin[self.candidates[number].article]

    def shown(self) -> Iterable[int]:
        return tuple(self._shown)
