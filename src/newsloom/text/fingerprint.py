"""Fingerprints that find near-duplicates: shingles of words under MinHash (Broder 1997), compared by estimated Jaccard likeness."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newsloom.text.words import fold, tokens

PERMUTATIONS = 64
BANDS = 16
_ROWS = PERMUTATIONS // BANDS
_SEED = 42
_SHINGLE = 4

Signature = bytes


def shingles(words: Sequence[str], size: int = _SHINGLE) -> set[str]:
    """Runs of `size` words of a list of folded words; a text shorter than that is one shingle, an empty one none."""
    if not words:
        return set()
    return {" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}


def of_words(words: Sequence[str]) -> Signature:
    """The fingerprint of a list of folded words: 64 little-endian 32-bit numbers; b"" for an empty list."""
    pieces = shingles(words)
    if not pieces:
        return b""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(pieces))
    return struct.pack(f"<{PERMUTATIONS}I", *sketch.digest())


def of_text(text: str) -> Signature:
    """The fingerprint of a text (its words without case and accents)."""
    return of_words([fold(word) for word in tokens(text)])


def likeness(a: Signature, b: Signature) -> float:
    """Estimated Jaccard likeness (0..1) of two shingle sets; 0 where either is empty. Standard error at most 0.0625."""
    if not a or not b:
        return 0.0
    return int(np.count_nonzero(_numbers(a) == _numbers(b))) / PERMUTATIONS


def bands(signature: Signature) -> Iterator[tuple[int, bytes]]:
    """Keys for an index: texts of likeness .7 share one with probability .99, of .3 with .12."""
    width = 4 * _ROWS
    for band in range(BANDS if signature else 0):
        yield band, signature[band * width : (band + 1) * width]


def _numbers(signature: Signature) -> NDArray[np.uint32]:
    return np.frombuffer(signature, dtype="<u4")
