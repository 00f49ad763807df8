"""Which sentences of an article can be shown, and from where to where."""

from __future__ import annotations

from dataclasses import dataclass

from newsloom.brief import cues, leaning, shape
from newsloom.brief.context import Context, primary
from newsloom.records import Article, Claim, Sentence

FIRST = 3  # a lead stands no later: before it, a place, a byline or a caption may be taken for sentences


@dataclass(frozen=True, slots=True)
class Seat:
    """A sentence that can be shown, before what is dearer to tell of it. `cut`: code points left out in front."""

    article: int
    order: int
    lead: bool
    place: float
    start: int
    end: int
    cut: int
    text: str
    claims: tuple[Claim, ...]

    @property
    def support(self) -> int:
        return max((c.independent_sources for c in self.claims), default=0)


def of(context: Context, number: int) -> list[Seat]:
    """The sentences of an article that can be shown, in order."""
    article = context.dossier.articles[number]
    sentences = context.dossier.annotations[number].sentences
    body, language = article.body(), primary(article)
    found: list[Seat] = []
    for order, sentence in enumerate(sentences):
        whole = article.text[sentence.start : sentence.end]
        if not sentence.complete or body[sentence.start : sentence.end] != whole:
            continue  # a fragment, or a sentence with furniture inside
        if shape.caption(article.text, sentence.start, sentence.end) or shape.cut_short(article.text, sentence.end, language):
            continue
        if leaning.goes_on(article.text, sentence.start, language) or leaning.inside_quotation(article.text, sentence.start, sentence.end):
            continue
        cut = shape.start(whole, language)
        end = _with_total(article, body, sentences, order, language)
        text = shape.shown(article.text[sentence.start + cut : end])
        if not shape.presentable(text, language):
            continue
        found.append(
            Seat(
                article=number,
                order=order,
                lead=not found and order <= FIRST,
                place=order / len(sentences),
                start=sentence.start,
                end=end,
                cut=cut,
                text=text,
                claims=tuple(context.claims_in(number, sentence.start, end)),
            )
        )
    return found


def _with_total(article: Article, body: str, sentences: tuple[Sentence, ...], order: int, language: str) -> int:
    """Where what is shown of a sentence ends: with the next one where that draws its total.

    "Two of the hurt died. That takes the number of dead to nine."
    """
    one, following = sentences[order], sentences[order + 1] if order + 1 < len(sentences) else None
    if following is None or following.paragraph != one.paragraph or not following.complete:
        return one.end
    between = article.text[one.end : following.start]
    whole = article.text[following.start : following.end]
    joined = between.strip() == "" and "\n" not in between and body[following.start : following.end] == whole
    return following.end if joined and cues.opening("totals_drawn", language).match(whole) else one.end
