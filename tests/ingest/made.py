"""Files of all kinds, made here in words of their own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from newsloom.ingest import read
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings

SENTENCE = "The ferry to Skarrow Island stopped on Tuesday after its ramp broke, the port of Dunmere said."
PAGE = f"<!doctype html><html><head><title>Ramp breaks</title></head><body><h1>Ramp breaks</h1><p>{SENTENCE}</p></body></html>"

LETTER = f"""Received: from post.dunmere.example
From: "The Dunmere Courier" <news@dunmere.example>
To: reader@home.example
Subject: =?utf-8?q?Ferry_to_Skarrow_stops_=E2=80=93_ramp_breaks?=
Date: Tue, 4 Mar 2025 07:15:00 +0100
Message-ID: <m1@dunmere.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

{SENTENCE}
--b1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>{SENTENCE} It=E2=80=99s the third time.</p>
--b1--
"""
SAVED = f"""From: <Saved by a browser>
Snapshot-Content-Location: https://dunmere.example/ferry
Subject: Ramp breaks
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b2"

--b2
Content-Type: text/css
Content-Location: https://dunmere.example/a.css

p {{ color: red }}
--b2
Content-Type: text/html; charset=utf-8
Content-Location: https://dunmere.example/ferry

{PAGE}
--b2--
"""
NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:dunmere.example:20250304:ferry" version="2" xml:lang="en">
 <itemMeta><provider><name>Dunmere Press</name></provider><versionCreated>2025-03-04T09:00:00+01:00</versionCreated>
 <firstCreated>2025-03-04T07:15:00+01:00</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
 <contentMeta><headline>Ramp breaks</headline><by>Ina Vold</by>
 <language tag="en-GB"/></contentMeta>
 <contentSet><inlineXML contenttype="application/xhtml+xml">
 <html xmlns="http://www.w3.org/1999/xhtml"><body><p>{SENTENCE}</p></body></html>
 </inlineXML></contentSet></newsItem>
<newsItem guid="urn:gone"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta>
 <contentSet><inlineData>no</inlineData></contentSet></newsItem>
<newsItem guid="urn:picture"><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>"""
NITF = f"""<nitf xml:lang="en"><head><title>Ramp</title><docdata>
<doc-id id-string="n7"/><date.issue norm="20250304T071500Z"/></docdata></head>
<body><body.head><hedline><hl1>Ramp breaks</hl1></hedline><byline>By Ina Vold</byline></body.head>
<body.content><block><p>{SENTENCE}</p></block></body.content></body></nitf>"""


def pdf(*lines: str, title: str = "") -> bytes:
    """A file with one page of text lines."""
    drawn = "BT /F1 11 Tf 50 780 Td 14 TL " + " ".join(f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in lines) + " ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) /Author (Ina Vold) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 7\n0000000000 65535 f \n{table}trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def archive(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def load(path: Path, data: bytes | str, max_bytes: int = 1_000_000) -> tuple[list[Document], list[str]]:
    """The documents of a file that holds this, and what failed."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = list(read([str(path)], IngestSettings(max_bytes=max_bytes)))
    return [d for d in found if isinstance(d, Document)], [f.error for f in found if isinstance(f, Failure)]
