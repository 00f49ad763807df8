"""Who says what, over the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from newsloom.records import Annotations, Article, Statement, StoryEntity, StoryStatement


def of_story(
    articles: Sequence[Article], annotations: Sequence[Annotations], entities: Sequence[StoryEntity]
) -> tuple[StoryStatement, ...]:
    """The statements of all articles, in order, each speaker with the canonical name that the story has for it."""
    names = {entity.key: entity.name for entity in entities}
    return tuple(
        _of_article(article, statement, names)
        for article, notes in zip(articles, annotations, strict=True)
        for statement in notes.statements
    )


def _of_article(article: Article, statement: Statement, names: Mapping[str, str]) -> StoryStatement:
    speaker = statement.speaker
    canonical = names.get(statement.speaker_key or "") or speaker.entity
    return StoryStatement(
        speaker=msgspec.structs.replace(speaker, entity=canonical),
        cue=statement.cue,
        content=statement.content,
        form=statement.form,
        modality=statement.modality,
        via=statement.via,
        article=article.id,
        passages=(article.passage(statement.start, statement.end),),
    )
