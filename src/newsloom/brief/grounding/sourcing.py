"""From passages to what the check knows of them: who is meant by "she", who says what, which day "Monday" was."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.brief.grounding import voices
from newsloom.brief.grounding.model import Context, Reader, Source
from newsloom.brief.grounding.roles import acts
from newsloom.records import Annotations, Article, Dossier, Entity, Passage, StoryEntity
from newsloom.text.words import fold, tokens


class Sources:
    """Passages of some articles, looked up.

    Args:
        articles, annotations: side by side.
        entities: of the story; their aliases are known in all articles.
    """

    def __init__(self, articles: Sequence[Article], annotations: Sequence[Annotations], entities: Sequence[StoryEntity] = ()) -> None:
        self._articles = {article.id: article for article in articles}
        self._annotations = {one.article: one for one in annotations}
        self._aliases: dict[str, frozenset[str]] = {}
        for entity in entities:
            self._know((entity.name, *entity.aliases))
        self._entities = {id: self._words_of(one, entities) for id, one in self._annotations.items()}

    @classmethod
    def of(cls, dossier: Dossier) -> Sources:
        return cls(dossier.articles, dossier.annotations, dossier.entities)

    def _know(self, names: Sequence[str]) -> None:
        words = frozenset(fold(word) for name in names for word in tokens(name))
        for name in names:
            self._aliases[fold(name)] = self._aliases.get(fold(name), frozenset()) | words

    def _words_of(self, annotations: Annotations, entities: Sequence[StoryEntity]) -> list[frozenset[str]]:
        """For each entity of an article: folded words of its names over the story and of its roles in this article."""
        known = {entity.key: (entity.name, *entity.aliases) for entity in entities}
        found = []
        for entity in annotations.entities:
            names = (entity.name, *entity.aliases, *known.get(entity.key, ()))
            self._know(names)
            found.append(frozenset(fold(w) for name in (*names, *_roles(entity)) for w in tokens(name)))
        return found

    def context(self, language: str, reader: Reader | None = None) -> Context:
        """What is known over the story, for sentences of a language."""
        return Context(language=language, aliases=self._aliases, reader=reader)

    def source(self, passage: Passage) -> Source:
        """A passage with what is known of it; its bare text where its article is unknown."""
        article, annotations = self._articles.get(passage.article), self._annotations.get(passage.article)
        if article is None or annotations is None:
            return Source(text=passage.text, language="en" if article is None else article.language.split("-")[0])
        start, end = passage.start, passage.end
        words = self._entities[passage.article]
        names = frozenset(w for m in annotations.mentions if start <= m.start < end for w in words[m.entity])
        keys = {entity.key: words[index] for index, entity in enumerate(annotations.entities)}
        heard = voices.of(annotations, start, end, keys)
        return Source(
            text=passage.text,
            language=article.language.split("-")[0],
            names=names | frozenset(w for voice in heard for w in voice.who),
            voices=heard,
            days=frozenset(t.when.value[:10] for t in annotations.times if start <= t.start < end and t.when.value),
            acts=acts(annotations, start, end, words),
        )


def _roles(entity: Entity) -> tuple[str, ...]:
    return tuple(role.text for role in entity.roles)
