"""From a dossier to the briefing of its story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from newsloom.brief import background, candidates, glosses, happened, introductions, matters, papers, questions, salience, topics, unread
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context
from newsloom.brief.ledger import Ledger
from newsloom.records import Article, ArticleCard, CitedSentence, Dossier, LeftOut, Sections, StoryBriefing
from newsloom.text.vectors import Embedder

NOTES = {
    "whats_happened": "No sentence of these articles stands alone well enough to be shown.",
    "why_it_matters": "None of the articles states stakes or consequences.",
    "what_the_papers_say": "No article adds anything to what is shown above.",
    "how_we_got_here": "None of the articles tells what came before.",
    "topics": "No person, organisation or place is named more than once.",
    "open_questions": "No conflict, unanswered denial or unsupported claim was found.",
}


def story(dossier: Dossier, embedder: Embedder) -> StoryBriefing:
    """Write the briefing of one story out of its sources' own sentences.

    Each shown text is a slice of the passage that it cites (an opening connective may be cut, the next letter is then a capital). No
    sentence is shown twice over all sections, near-duplicates of other articles included. Sections that stay empty say why in `notes`.

    Args:
        dossier: all that is known of the story.
        embedder: for the likeness of sentences; see `newsloom.brief.salience`.
    """
    sections = _sections(Context(dossier), embedder)
    return StoryBriefing(
        id=dossier.story.id,
        title=dossier.story.title,
        first=dossier.story.first,
        last=dossier.story.last,
        languages=dossier.story.languages,
        events=dossier.story.events,
        articles=tuple(card(a) for a in dossier.articles),
        sections=sections,
        statements=dossier.statements,
        claims=dossier.claims,
        timeline=dossier.timeline,
        provenance=dossier.provenance,
        places=dossier.places,
        papers=dossier.additions,
    )


def _sections(context: Context, embedder: Embedder) -> Sections:
    found = candidates.collect(context)
    titles, heads = _heads(context, found)
    likeness, meaning = salience.similarity([*(c.text for c in found), *titles], embedder)
    size = len(found)
    central = salience.centrality(likeness[:size, :size], [c.article for c in found], [context.origin[c.article] for c in found])
    focus = salience.focus(likeness, heads, size)
    ledger = Ledger(context, found, meaning)

    def cited(numbers: list[int]) -> tuple[CitedSentence, ...]:
        shown = glosses.once([(found[n].text, found[n].glosses) for n in numbers])
        return tuple(structs.replace(found[n].cited(), glosses=kept) for n, kept in zip(numbers, shown, strict=True))

    # in this order: what is news is taken first, what each paper adds is chosen from the rest
    held = matters.reserve(context, ledger, central)
    news = cited(happened.pick(context, ledger, [(c + f) / 2 for c, f in zip(central, focus, strict=True)], held))
    stakes = cited(matters.pick(context, ledger, central))
    history = cited(background.pick(context, ledger, central))
    said = tuple(papers.pick(context, ledger, central))
    shown = {s.text for s in (*news, *stakes, *history, *(x for p in said for x in p.sentences))}
    sections = Sections(
        whats_happened=news,
        why_it_matters=stakes,
        what_the_papers_say=said,
        how_we_got_here=history,
        topics=tuple(topics.pick(context, ledger)),
        open_questions=tuple(questions.pick(context, shown, ledger)),
    )
    sections = introductions.introduce(context, sections)
    notes = {name: text for name, text in NOTES.items() if not getattr(sections, name)}
    heard = {p.article for p in said} | {p.article for s in (*news, *stakes, *history) for p in s.passages}
    copies = papers.silent(context, heard)
    if copies:
        notes["what_the_papers_say"] = copies
    if (left := unread.note(context)) is not None:
        notes["statements"] = left
    return Sections(**{**{f: getattr(sections, f) for f in sections.__struct_fields__}, "notes": notes})


def _heads(context: Context, found: Sequence[Candidate]) -> tuple[list[str], list[int]]:
    """The headlines, and for each independent origin the number of its headline after all sentences, else of its first sentence."""
    titles: list[str] = []
    heads: dict[int, int] = {}
    for number, article in enumerate(context.dossier.articles):
        origin = context.origin[number]
        first = next((n for n, c in enumerate(found) if c.article == number), None)
        if origin in heads or (not article.title and first is None):
            continue
        if article.title:
            heads[origin] = len(found) + len(titles)
            titles.append(article.title)
        elif first is not None:
            heads[origin] = first
    return titles, list(heads.values())


def card(article: Article) -> ArticleCard:
    """An article as a briefing lists it, its text included (the JSON face leaves it out unless asked)."""
    return ArticleCard(**{f: getattr(article, f) for f in ArticleCard.__struct_fields__})


def left_out(articles: Iterable[Article]) -> tuple[LeftOut, ...]:
    """All furniture of these articles, in order, with its passage."""
    return tuple(LeftOut(article=a.id, why=f.why, passage=a.passage(f.start, f.end)) for a in articles for f in sorted(a.furniture))
