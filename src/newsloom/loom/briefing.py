"""The second half of the road: articles become stories, dossiers, and the briefing of them."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom import __version__, brief, compare
from newsloom.errors import NotFoundError
from newsloom.loom import bonds, clock, hands, kept, reading, writing
from newsloom.loom.intake import Progress, quiet
from newsloom.records import Annotations, Article, Briefing, Dossier, Explanation, Failure, Story
from newsloom.records.people import Bond
from newsloom.settings import Settings
from newsloom.store import Store
from newsloom.text.vectors import Embedder, embedder

SCHEMA = "newsloom.briefing/1"


def dossier(
    story: Story, articles: Sequence[Article], settings: Settings, store: Store | None = None, progress: Progress = quiet
) -> Dossier:
    """Annotate a story's articles and lay them side by side."""
    read = reading.read(articles, settings, store, progress)
    return compare.dossier(story, articles, read, settings.compare, model(settings), _bonds(articles, store))


def _bonds(articles: Sequence[Article], store: Store | None) -> tuple[Bond, ...]:
    return bonds.of_story(store, [one.id for one in articles]) if store else ()


def explain(laid: Dossier, claim: str, settings: Settings, store: Store | None = None) -> Explanation:
    """Why a claim is as it is.

    Raises:
        NotFoundError: no claim's id begins with `claim`, or several do.
    """
    found = [c.id for c in laid.claims if c.id.startswith(claim)]
    if len(found) > 1 and claim not in found:
        raise NotFoundError(f"{claim!r} could be any of {', '.join(found)}: give more of it")
    wanted = claim if claim in found or not found else found[0]
    return compare.explain(laid, wanted, settings.compare, model(settings), _bonds(laid.articles, store))


def write(
    stories: Sequence[tuple[Story, Sequence[Article]]],
    settings: Settings,
    *,
    left_out: Sequence[Article] = (),
    failed: Sequence[Failure] = (),
    as_of: str | None = None,
    store: Store | None = None,
    language: str | None = None,
    progress: Progress = quiet,
) -> Briefing:
    """The briefing of these stories, in their order.

    Args:
        stories: each with its articles.
        left_out: articles whose furniture is listed.
        language: of the reader (BCP 47), for the writer; see `newsloom.loom.writing`.
    """
    held = {story.id: kept.get(story, articles, settings, store) for story, articles in stories} if store and as_of is None else {}
    wanted = [article for story, articles in stories if held.get(story.id) is None for article in articles]
    made = {
        one.article: one for one in reading.read(wanted, settings, store, progress)
    }  # all at once: batches parse faster than single texts
    written: list[kept.Kept] = []
    for count, (story, articles) in enumerate(stories, 1):
        one = held.get(story.id)
        if one is None:
            one = _written(story, articles, [made[article.id] for article in articles], settings, store)
            if store and as_of is None:
                kept.keep(one, story, articles, settings, store)
        written.append(one)
        progress("stories", count)
    if settings.writer.on:
        written = writing.all_of(written, stories, settings, store, language or settings.writer.language)
    return Briefing(
        schema=SCHEMA,
        newsloom=__version__,
        generated=clock.now(),
        as_of=as_of,
        stories=tuple(hands.judged(one.story, store.people.hands(story=one.story.id)) if store else one.story for one in written),
        left_out=brief.left_out(left_out),
        failed=(*failed, *(failure for one in written for failure in one.failed)),
        text_share=settings.export.text_share,
    )


def _written(story: Story, articles: Sequence[Article], read: Sequence[Annotations], settings: Settings, store: Store | None) -> kept.Kept:
    laid = compare.dossier(story, articles, read, settings.compare, model(settings), _bonds(articles, store))
    unread = tuple(_unread(article) for article, one in zip(articles, read, strict=True) if "failed" in one.missing)
    return kept.Kept(story=brief.story(laid, model(settings)), failed=unread)


def _unread(article: Article) -> Failure:
    """An article that a finder stumbled over: it stays in its story, and the page says that nothing was read out of it."""
    where = article.input if article.item is None else f"{article.input}, item {article.item}"
    return Failure(input=where, error="its statements and figures could not be read (an internal error; please report it)")


def model(settings: Settings) -> Embedder:
    return embedder(settings.annotate.threads)
