"""HTML as lines of text: one block, one line, in the page's order."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from newsloom.text.encoding import clean

_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr html li main nav ol option p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - shorter to read
)
_SILENT = frozenset(
    """
    script style noscript template svg math iframe object embed button input select textarea head title canvas audio video map
    """.split()  # noqa: SIM905 - shorter to read
)
_UNSEEN = ("script", "style", "template", "svg", "iframe", "object", "embed", "canvas", "math", "datalist")
_HOLLOW = (
    *("div", "span", "a", "i", "li", "ul", "section", "aside", "img", "source", "picture", "input", "option", "select", "label", "button"),
    *("noscript", "form", "strong", "em", "b", "figure", "p", "h2", "h3", "h4"),
)
_LONG_TAG, _MOST_ATTRIBUTES = 20_000, 2000
_ENDLESS_TAG = re.compile(rf"<([A-Za-z][\w-]{{0,40}})\s[^<>]{{{_LONG_TAG},}}>")
_TOO_DEEP = "Excessive depth"  # of libxml2's message
_ANY_TAG = re.compile(r"</?([A-Za-z][\w-]{0,40})(?:\s[^<>]{0,20000})?/?>")
_KEPT_FLAT = frozenset({"html", "head", "body", "title", "meta", "link", "script", "style", "h1", "h2", "h3", "p", "br", "time"})
_MARK = "\x00"
_CONTROLS = bytes(c for c in range(0x20) if c not in (0x09, 0x0A, 0x0C, 0x0D)) + b"\x7f"


def tree(text: str) -> Any:
    """A page or fragment as an lxml tree, None where it holds no element.

    Args:
        text: decoded HTML. An XML declaration in it is ignored. A page nested deeper than libxml2 goes (2,048) is read as a row of blocks.
    """
    text = re.sub(r"^\s{0,1000}<\?xml[^>]{0,300}>", "", text, count=1)
    if len(text) > _LONG_TAG and max(map(len, text.split(">"))) > _LONG_TAG:
        text = _ENDLESS_TAG.sub(_bare_tag, text)
    root, too_deep = _parsed(text)
    return _parsed(_flat(text))[0] if too_deep else root


def _parsed(text: str) -> tuple[Any, bool]:
    """The tree, and whether the parser gave up on its depth and left out the rest of the page."""
    from lxml import etree, html

    data = text.encode("utf-8", "replace").translate(None, _CONTROLS)
    if not data.strip():
        return None, False
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    # One class for all elements: the usual choice of a class by an element's name is made in Python, for each element anew.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    last = parser.error_log.last_error  # the parser stops there
    return root, last is not None and _TOO_DEEP in last.message


def _flat(text: str) -> str:
    """A page without its nesting: its head, headings and paragraphs as they are, of all other tags only that a block begins or ends."""
    return _ANY_TAG.sub(_flat_tag, text)


def _flat_tag(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in _KEPT_FLAT:
        return tag[0]
    return "<hr>" if name in _BLOCKS else ""


def _bare_tag(tag: re.Match[str]) -> str:
    """A tag with thousands of attributes without them: the parser compares each with each."""
    return f"<{tag[1]}>" if tag[0].count("=") > _MOST_ATTRIBUTES else tag[0]


def lines(root: Any) -> list[str]:
    """The text of an element, one entry a block (or line break), spaces folded, empty ones left out."""
    pieces: list[str] = []
    # Not recursive: hostile pages nest without end.
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        element, opening = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        if not opening:
            _close(pieces, element, tag, root)
            continue
        stack.append((element, False))
        if tag is None or tag in _SILENT:
            continue
        if tag in _BLOCKS or tag == "br":
            pieces.append(_MARK)
        pieces.append(element.text or "")
        stack.extend((child, True) for child in reversed(element))
    text = "".join(pieces)
    # Cleaned here and not on the whole source, most of which nobody reads: scripts and styles.
    parts = text.split(_MARK) if text.isascii() else map(clean, text.split(_MARK))
    return [line for line in (" ".join(part.split()) for part in parts) if line]


def _close(pieces: list[str], element: Any, tag: str | None, root: Any) -> None:
    if tag in _BLOCKS:
        pieces.append(_MARK)
    if element is not root:
        pieces.append(element.tail or "")


def text(root: Any) -> str:
    """The text of an element as lines."""
    return "\n".join(lines(root))


def open_shadows(root: Any) -> None:
    """Templates that browsers show at once (declarative shadow trees) are boxes like any other. In place."""
    for template in root.iter("template"):
        if template.get("shadowrootmode") or template.get("shadowroot"):
            template.tag = "div"


def drop_silent(root: Any) -> None:
    """Take out of a page what no reader sees: scripts, styles, drawings, frames. In place; what stands behind each of them stays."""
    from lxml import etree

    etree.strip_elements(root, *_UNSEEN, with_tail=False)


def drop_frame(root: Any) -> None:
    """Take out of a page what stands around every page of its site: menus, the site's foot, the head but for its title. In place.

    It is a third of a page's elements, and every step after this walks over what is left. A menu or foot that holds a heading, an article
    or paragraphs was put to another use (or never closed), and stays.
    """
    for element in list(root.iter("nav", "footer")):
        if element.getparent() is None or holds("boolean(.//h1 | .//article) or count(.//p) > 3", element):
            continue
        if element.tag == "nav" or next(element.iterancestors("article", "main", "section"), None) is None:
            element.drop_tree()
    for head in root.iter("head"):
        for element in list(head.iterchildren("meta", "link", "base")):
            head.remove(element)


@cache
def _compiled(path: str) -> Any:
    from lxml import etree

    return etree.XPath(path)


def holds(path: str, element: Any) -> bool:
    """Whether a condition (XPath) is true of an element; each is compiled once."""
    return bool(_compiled(path)(element))


def found(path: str, element: Any) -> list[Any]:
    """The elements that a path (XPath) leads to from an element; each is compiled once."""
    return list(_compiled(path)(element))


def drop_empty(root: Any) -> None:
    """Take out of a page the boxes in which nothing stands (places for advertisements, icons, pictures). In place.

    They are a third of a page's elements, and every step after this looks at the names of each.
    """
    for element in reversed(list(root.iter(*_HOLLOW))):  # what is inside comes before what is around it
        if len(element) or (element.text and not element.text.isspace()):
            continue
        parent = element.getparent()
        if parent is None or element.get("itemprop") or element.get("datetime"):
            continue
        if element.tag in _BLOCKS and element.tail and not element.tail.isspace():
            continue  # it ends one line and begins another
        if element.text:
            element.tail = f" {element.tail or ''}"
        if element.tail:
            element.drop_tree()
        else:
            parent.remove(element)


def words_of(element: Any) -> str:
    """The text of one small element on one line."""
    if len(element) == 0:
        text = element.text or "" if element.tag not in _SILENT else ""
        return " ".join((text if text.isascii() else clean(text)).split())
    return " ".join(lines(element))
