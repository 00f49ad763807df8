"""Small dossiers of invented news, made by hand: no model, no parser."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from newsloom.brief import left_out, story
from newsloom.records import (
    Annotations,
    Article,
    Assertion,
    Briefing,
    Claim,
    Derivation,
    Dossier,
    Entity,
    Failure,
    Furniture,
    Mention,
    OriginGroup,
    Outlet,
    Piece,
    Provenance,
    Relation,
    RoleMention,
    Speaker,
    Statement,
    Story,
    StoryEntity,
    Value,
    When,
)
from newsloom.text import sentences
from newsloom.text.vectors import Vectors

FERRY_OLD = (
    "The ferry Halcyon ran aground off Port Ansel on Monday with about 40 people on board. "
    "The Halcyon was built in 1987 and has served the island since then. "
    "Harbour master Ada Quill said nobody was hurt. "
    "The grounding could leave the island without fuel, the council warned."
)
FERRY_NEW = (
    "The ferry Halcyon was towed back to Port Ansel on Thursday, three days after it ran aground. "
    "All 43 people on board are safe, harbour master Ada Quill said. "
    "However, the shipping line Orrin Ferries denied that the radar had failed. "
    "It will be examined in dock. "
    "“We saw the rocks far too late,” passenger Ivo Lund told the Ansel Post. "
    "The accident raises concerns about winter supplies, as the island depends on a single ship."
)
FERRY_THIRD = (
    "Investigators boarded the Halcyon in Port Ansel on Friday and took the logbook with them. "
    "According to the Quay Gazette, the second officer was alone on the bridge. "
    "Orrin Ferries had dismissed two radar technicians in 2021."
)


class Words:
    """An embedder for tests: a bag of hashed words, unit length."""

    name = "words"
    dimensions = 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                rows[row, int(hashlib.md5(word.encode(), usedforsecurity=False).hexdigest(), 16) % self.dimensions] += 1
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(norms == 0, 1, norms), dtype=np.float32)


def article(
    text: str, outlet: str | None = None, day: str | None = None, furniture: tuple[Furniture, ...] = (), language: str = "en"
) -> Article:
    key = hashlib.sha256(f"{outlet}{text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Article(
        id=key,
        version="v" + key,
        input=f"{outlet or key}.txt",
        first_seen="2031-01-01T00:00:00Z",
        text=text,
        title=f"From {outlet}" if outlet else None,
        outlet=Outlet(name=outlet, kind="newspaper") if outlet else None,
        published=When(value=day, precision="day", origin="metadata") if day else When(),
        language=language,
        words=len(text.split()),
        furniture=furniture,
    )


def said(text: str, whole: str, speaker: str, content: str, **more: object) -> Statement:
    """A statement whose whole stands in the text."""
    start, at = text.index(whole), text.index(content)
    return Statement(
        start=start,
        end=start + len(whole),
        speaker=Speaker(name=speaker, kind="person"),
        content=content,
        pieces=(Piece(start=at, end=at + len(content)),),
        form="indirect",
        **more,  # type: ignore[arg-type]
    )


def person(text: str, name: str, role: str) -> tuple[Entity, Mention]:
    """An entity with a role that stands before its name."""
    at = text.index(f"{role} {name}")
    entity = Entity(
        key=f"person:{name.lower()}",
        name=name,
        kind="person",
        role=role,
        roles=(RoleMention(start=at, end=at + len(role), text=role),),
    )
    return entity, Mention(start=at + len(role) + 1, end=at + len(role) + 1 + len(name), entity=0)


def annotated(it: Article, statements: Sequence[Statement] = (), people: Sequence[tuple[Entity, Mention]] = ()) -> Annotations:
    return Annotations(
        article=it.id,
        version=it.version,
        language=it.language,
        sentences=sentences.split(it.body(), it.language),
        statements=tuple(statements),
        entities=tuple(e for e, _ in people),
        mentions=tuple(m for _, m in people),
    )


def claim(kind: str, *versions: tuple[Article, str, str | None, float | None], relation: str = "conflict") -> Claim:
    """A claim whose versions are (article, passage, who, value); each pair stands in one relation."""
    return Claim(
        id="c" + hashlib.sha256(repr([v[1] for v in versions]).encode()).hexdigest()[:8],
        text=versions[0][1],
        kind=kind,  # type: ignore[arg-type]
        agreement=relation if len(versions) > 1 else "single",  # type: ignore[arg-type]
        why="the two figures are about one moment",
        reports=len(versions),
        independent_sources=len(versions),
        assertions=tuple(
            Assertion(
                article=a.id,
                attributed_to=who,
                via=(),
                stance="asserts",
                value=Value(low=n, high=n, counts="people") if n is not None else None,
                as_of=None,
                passages=(a.passage(a.text.index(p), a.text.index(p) + len(p)),),
            )
            for a, p, who, n in versions
        ),
        relations=tuple(
            Relation(a=i, b=j, is_=relation, why="different figures")  # type: ignore[arg-type]
            for j in range(len(versions))
            for i in range(j)
        ),
        standing=(),
    )


def dossier(
    articles: Sequence[Article],
    annotations: Sequence[Annotations] | None = None,
    claims: Sequence[Claim] = (),
    entities: Sequence[StoryEntity] = (),
    origins: Sequence[Sequence[int]] | None = None,
    derivations: Sequence[Derivation] = (),
) -> Dossier:
    days = sorted(d for a in articles if (d := a.published.first_day))
    groups = origins if origins is not None else [[i] for i in range(len(articles))]
    return Dossier(
        story=Story(
            id="s1",
            title="The Halcyon aground",
            first=days[0] if days else None,
            last=days[-1] if days else None,
            languages=("en",),
            events=(),
            articles=tuple(a.id for a in articles),
        ),
        articles=tuple(articles),
        annotations=tuple(annotations if annotations is not None else [annotated(a) for a in articles]),
        entities=tuple(entities),
        statements=(),
        claims=tuple(claims),
        timeline=(),
        provenance=Provenance(
            reports=len(articles),
            independent_sources=len(groups),
            origins=tuple(OriginGroup(name=None, articles=tuple(articles[i].id for i in g)) for g in groups),
            derivations=tuple(derivations),
        ),
        places=(),
    )


def ferry() -> Dossier:
    """Three reports on one grounding."""
    old, new, third = (
        article(FERRY_OLD, "Ansel Post", "2030-03-04"),
        article(FERRY_NEW, "Coast Mail", "2030-03-07"),
        article(FERRY_THIRD, None, "2030-03-08"),
    )
    quill = person(FERRY_OLD, "Ada Quill", "Harbour master")
    statements = [
        said(FERRY_NEW, "All 43 people on board are safe, harbour master Ada Quill said", "Ada Quill", "All 43 people on board are safe"),
        said(FERRY_NEW, "the shipping line Orrin Ferries denied that the radar had failed", "Orrin Ferries", "that the radar had failed"),
    ]
    cited = FERRY_THIRD.index("According to the Quay Gazette")
    return dossier(
        [old, new, third],
        [annotated(old, people=[quill]), annotated(new, statements), annotated(third)],
        claims=[
            claim(
                "quantity",
                (old, "about 40 people on board", None, 40),
                (new, "All 43 people on board are safe", "Ada Quill", 43),
                relation="updated",
            )
        ],
        entities=[
            StoryEntity(key="person:ada quill", name="Ada Quill", kind="person", aliases=("Quill",), mentions=2, articles=(old.id, new.id))
        ],
        derivations=[
            Derivation(
                article=third.id,
                from_="Quay Gazette",
                from_article=None,
                how="cites",
                confidence=0.8,
                passages=(third.passage(cited, cited + 29),),
            )
        ],
    )


def briefing(it: Dossier | None = None, failed: Sequence[Failure] = ()) -> Briefing:
    given = it or ferry()
    return Briefing(
        schema="newsloom.briefing/1",
        newsloom="0.0.0",
        generated="2031-01-02T10:00:00Z",
        as_of=None,
        stories=(story(given, Words()),),
        left_out=left_out(given.articles),
        failed=tuple(failed),
    )
