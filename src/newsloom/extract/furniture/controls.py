"""What a page's machinery leaves in the text: buttons of players and galleries, footnote marks, labels, the headline in the lead."""

from __future__ import annotations

import re
from functools import cache

from newsloom.extract.furniture.blocks import Block
from newsloom.extract.furniture.page import Page
from newsloom.extract.furniture.phrases import Phrases, starts

_NOTE = re.compile(r"\[\s?(?:\d{1,3}|[Ee]dit|[Nn]ote \d{1,2}|citation needed)\s?\]")
_PHOTO = re.compile(
    r"\((?:[A-Z][\w.]{0,20} )?(?:Photos?|Image|Picture|Credit|Source photo)(?:\s?[:/]|\s(?:by|courtesy|via)\b)[^()\n]{1,90}\)"
)
_NEXT = re.compile(r"\s+[\"“'‘(]?[^\W\d_a-z]")
_LABEL = re.compile(r"(?P<label>[A-Z][A-Z ]{3,24})\s?[.:–—-]\s+")
_LEFT = 14  # words that may be left of a block of buttons for it to be no text
_TITLE = 20  # characters of a headline that cannot meet the lead by chance
_SECTION = 2  # words of a section's name before it
_HEAD = 3  # blocks within which the headline may be printed again


def find(page: Page) -> None:
    """Flag lines that are nothing else, and cut the rest out of the lines that hold it."""
    notes = len(_NOTE.findall(page.article.text)) > 1
    for index, block in enumerate(page.blocks):
        if not page.free(index) or block.empty:
            continue
        if index < _HEAD and _headline(page, index):
            continue
        if _buttons(page, index):
            continue
        _label(page, block)
        if notes and "[" in block.raw:
            _cut_all(page, index, _NOTE, "footnote")
        if "(" in block.raw:
            _cut_all(page, index, _PHOTO, "picture")


def _buttons(page: Page, index: int) -> bool:
    """Runs of a player's or gallery's buttons, one of which at least is no everyday word. True where the whole block was flagged."""
    block = page.blocks[index]
    found = [m for m in _runs(page.phrases).finditer(block.raw) if m["sure"]]
    if not found:
        return False
    rest = _PHOTO.sub(" ", _runs(page.phrases).sub(lambda m: " " if m["sure"] else m.group(), block.raw)).strip()
    bare = rest.lower().lstrip("([ ")
    picture = starts(bare, page.phrases.pictures) is not None
    told = len(rest.split()) > _LEFT or rest.endswith((".", "!", "?"))
    if not any(c.isalnum() for c in rest) or (not told and (picture or len(found) > 1)):
        page.flag(index, "navigation", "buttons")
        return True
    for match in found:
        page.cut_out(block.start + match.start(), block.start + len(block.raw[: match.end()].rstrip()), "navigation", "buttons")
    return False


@cache
def _runs(words: Phrases) -> re.Pattern[str]:
    """A run of buttons' names; the group `sure` matches where one of them is a button's alone. Names begin with a capital or a run."""
    sure, all_ = (_either(names) for names in (words.buttons, (*words.buttons, *words.small_buttons)))
    if not sure:
        return re.compile(r"(?!)(?P<sure>)")
    small = _either(words.small_buttons) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:(?:{small})\s+){{0,6}}(?P<sure>(?:{sure}))(?![\w-])(?:\s+(?:{all_})(?![\w-])){{0,12}}")


def _either(names: tuple[str, ...]) -> str:
    """Each name as buttons write it: its first letter large, or every word's."""
    forms = {form for name in names for form in (name.capitalize(), name.title(), name.upper(), name[0] + name.title()[1:])}
    forms |= {name for name in names if len(name) < 5}
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _label(page: Page, block: Block) -> None:
    """ "ABSTRACT. The ferry ...": the name of the part is no news."""
    match = _LABEL.match(block.raw)
    if match and match["label"].strip().lower() in page.phrases.labels:
        page.cut_out(block.start, block.start + len(match.group().rstrip()), "navigation", "section")


def _cut_all(page: Page, index: int, pattern: re.Pattern[str], note: str) -> None:
    block = page.blocks[index]
    rest = pattern.sub("", block.raw).strip()
    if not any(c.isalnum() for c in rest) or (note == "footnote" and len(rest.split()) <= 6 and not rest.endswith((".", "!", "?"))):
        page.flag(index, "navigation" if note == "footnote" else "other", "heading" if note == "footnote" else note)
        return
    if note == "picture" and len(rest.split()) < 6:
        return  # a name with a picture's credit: `small_print` takes the line
    for match in pattern.finditer(block.raw):
        page.cut_out(block.start + match.start(), block.start + match.end(), "other", note)


def _headline(page: Page, index: int) -> bool:
    """The headline at the head of a block, after a section's name or not, and what is left of its second printing."""
    words = re.findall(r"\w+", page.article.title or "")[:40]
    block = page.blocks[index]
    if len(words) < 4 or sum(map(len, words)) < _TITLE:
        return False
    reach = block.raw[: 3 * len(page.article.title or "") + 80]
    first = re.search(_spelt(words), reach, re.IGNORECASE)
    if first is None or len(reach[: first.start()].split()) > _SECTION or any(c in ".,:;–—-" for c in reach[: first.start()]):
        return False
    end = first.end()
    if block.stopped and end >= len(block.raw) - 2 and not (page.article.title or "").rstrip().endswith("."):
        return False  # a lead of the headline's words is a sentence
    if end >= len(block.raw.rstrip(" .")):
        page.flag(index, "navigation", "headline")
        return True
    again = re.search(_spelt(words[-4:]), reach[end : end + len(first.group()) + 30], re.IGNORECASE)
    if again and _NEXT.match(block.raw, end + again.end()):
        end += again.end()
    if _NEXT.match(block.raw, end):
        page.cut_out(block.start, block.start + end, "navigation", "headline")
    return False


def _spelt(words: list[str]) -> str:
    return r"(?<!\w)" + r"\W{1,5}".join(map(re.escape, words)) + r"(?!\w)"
