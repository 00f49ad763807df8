"""From bytes to clean text.

Who is believed, in this order: a byte order mark; the pattern of zero bytes of UTF-16 and UTF-32; the bytes themselves where they are
valid UTF-8 (text in another encoding hardly ever is); then the named encodings (transport, XML declaration, meta element) and a
statistical guess, between which `newsloom.text.charsets` judges by how much the outcome looks like writing.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_FEWEST_ZEROS = 0.15
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})|<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.I
)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\([BJI]")
_HZ = re.compile(rb"~\{(?:[!-w][!-~]){2,200}~\}")


class Decoded(NamedTuple):
    """Text and the (Python) name of the encoding that gave it."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text; never fails.

    Args:
        data: the whole input.
        declared: encoding named by whoever sent it; a hint only.

    Returns:
        Text as it stands (see `clean`); bytes that no encoding explains become U+FFFD.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name)
    wide = _wide(data[:_SAMPLE])
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    if (escaped := _escaped(data)) and data.isascii():
        return Decoded(data.decode(escaped, "replace"), escaped)
    utf8 = _utf8(data)
    if utf8 is not None:
        return Decoded(utf8, "utf-8")
    from newsloom.text.charsets import legacy

    names = [n for n in (declared, *declarations(data)) if n]
    encoding = legacy(data, names)
    return Decoded(data.decode(encoding, "replace"), encoding)


def declarations(data: bytes) -> list[str]:
    """Encodings that an XML declaration or a meta element in the first bytes names."""
    return [(m[1] or m[2]).decode("ascii", "replace") for m in _DECLARED.finditer(data[:4096])]


def _escaped(data: bytes) -> str | None:
    """The two encodings that write East Asian text in ASCII with escape sequences (RFC 1468, RFC 1843)."""
    head = data[:_SAMPLE]
    return "iso2022_jp" if _ISO_2022_JP.search(head) else "hz" if _HZ.search(head) else None


def _wide(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, seen by where the zero bytes of ASCII characters stand."""
    if b"\0" not in sample:
        return None
    size = len(sample) - len(sample) % 4
    zeros = [sample[i:size:4].count(0) for i in range(4)]
    quarter = max(1, size // 4)
    shares = [z / quarter for z in zeros]
    if sum(shares) < _FEWEST_ZEROS:
        return None  # East Asian UTF-16 without ASCII in it: judged with the older encodings
    guesses = {
        "utf-32-le": shares[2] > 0.9 and shares[3] > 0.9,
        "utf-32-be": shares[0] > 0.9 and shares[1] > 0.9,
        "utf-16-le": shares[1] + shares[3] > 4 * (shares[0] + shares[2]),
        "utf-16-be": shares[0] + shares[2] > 4 * (shares[1] + shares[3]),
    }
    return next((name for name, fits in guesses.items() if fits and _readable(sample, name)), None)


def _readable(sample: bytes, name: str) -> bool:
    """True where a sample decodes to text: hardly any control characters, none unassigned at the very edge of the code space."""
    width = 4 if "32" in name else 2
    text = sample[: len(sample) - len(sample) % width].decode(name, "replace")
    odd = sum(c == "\ufffd" or (c < " " and c not in "\t\n\r\f") for c in text)
    return bool(text) and odd <= len(text) // 100


def _utf8(data: bytes) -> str | None:
    """The text where the bytes are UTF-8, allowing a cut last character and a few stray bytes in text that is clearly UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
    text = data.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= c <= "\udcff" for c in text)
    proper = sum(c >= "\x80" for c in text) - stray
    if proper < 10 * stray:
        return None
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if stray else text


_LINE_ENDS = ("\r\n", "\r", "\x0c", "\u2028", "\u2029")
_HARMFUL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_C1 = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


def clean(text: str) -> str:
    """Text as it is stored: lines end in LF, and nothing is left that cannot be seen and only harms.

    Dropped are NUL and other control characters, soft hyphens, zero-width spaces, stray byte order marks and bidirectional overrides
    (joiners that scripts need are kept). A vertical tab becomes a space: it stands inside lines. C1 control characters are what
    windows-1252 makes of them (the WHATWG reading of the same fault in character references); lone surrogates become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    for end in _LINE_ENDS:  # each by itself: a pattern of them takes nine times as long
        text = text.replace(end, "\n")
    return _HARMFUL.sub(_harmless, text)


def _harmless(m: re.Match[str]) -> str:
    char = m[0]
    if char == "\x0b":
        return " "
    return "\ufffd" if "\ud800" <= char <= "\udfff" else _C1.get(char, "")
