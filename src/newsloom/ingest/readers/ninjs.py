"""ninjs (IPTC News in JSON) 1, 2 and 3: one news item as a record like any other."""

from __future__ import annotations

from typing import Any

_MARKS = frozenset({"versioncreated", "firstcreated", "contentcreated", "pubstatus", "infosource", "infosources", "body_text", "body_html"})
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})


def is_item(record: dict[str, Any]) -> bool:
    """Whether an object is a ninjs item: it has a `uri` and fields that only ninjs has."""
    names = {str(key).lower() for key in record}
    return "uri" in names and not names & {"text", "html"} and (len(names & _MARKS) >= 2 or ("bodies" in names and bool(names & _MARKS)))


def withdrawn(record: dict[str, Any]) -> bool:
    return str(_lower(record).get("pubstatus") or "").lower() in _WITHDRAWN


def record(item: dict[str, Any]) -> dict[str, Any]:
    """An item under the names that records of JSON Lines have. `uri` is an address only where it looks like one."""
    given = _lower(item)
    uri = str(given.get("uri") or "")
    found: dict[str, Any] = {
        "id": uri or None,
        "url": uri if uri.lower().startswith(("http://", "https://")) else None,
        "title": given.get("headline") or _value(given.get("headlines"), "main"),
        "byline": given.get("byline")
        or given.get("by")
        or [p.get("name") for p in _objects(given.get("people")) if p.get("rel") == "author"],
        "published": given.get("firstcreated") or given.get("contentcreated") or given.get("versioncreated"),
        "modified": given.get("versioncreated"),
        "language": given.get("language"),
        "outlet": next((s["name"] for s in _objects(given.get("infosource")) + _objects(given.get("infosources")) if s.get("name")), None),
        "html": given.get("body_xhtml") or given.get("body_html"),
        "text": given.get("body_text"),
        "ninjs.type": given.get("type"),
        "ninjs.pubstatus": given.get("pubstatus"),
    }
    for body in _objects(given.get("bodies")):
        media = str(body.get("contenttype") or "").lower()
        found["html" if "html" in media or "xml" in media else "text"] = body.get("value")
    return {name: value for name, value in found.items() if value}


def _objects(value: object) -> list[dict[str, Any]]:
    return [_lower(one) for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _value(values: object, role: str) -> Any:
    found = _objects(values)
    return next((one.get("value") for one in found if one.get("role") == role), next((one.get("value") for one in found), None))


def _lower(record: dict[str, Any]) -> dict[str, Any]:
    """Names in lower case: versions 1 and 2 write `versioncreated`, version 3 `versionCreated`."""
    return {str(key).lower(): value for key, value in record.items()}
