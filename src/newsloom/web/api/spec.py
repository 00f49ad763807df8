"""The API's description (OpenAPI 3.1). Forms of answers are the records' own."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from newsloom import __version__
from newsloom.web.api import shapes

_REF = "#/components/schemas/{name}"
_ABOUT = (
    "All that the pages of a desk show and do. Texts are those of outlets and speakers: data, never to be run or shown as mark-up. "
    "Times are RFC 3339 in UTC; offsets count Unicode code points of a stored version, which never changes."
)


def gives(form: type, *others: int, status: int = 200, waits: bool = False) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route: one form, 202 where it may have to be worked out first, and problems."""
    found: dict[int | str, dict[str, Any]] = {
        status: {"description": "As asked.", "content": {"application/json": {"schema": _ref(form)}}},
        "default": {"description": "It did not work.", "content": {"application/problem+json": {"schema": _ref(shapes.Problem)}}},
    }
    if status == 200:
        found[304] = {"description": "You have it already."}
    if waits:
        found[202] = {"description": "It is being worked out.", "content": {"application/json": {"schema": _ref(shapes.Pending)}}}
    for other in others:
        found[other] = {"description": "As asked."}
    return found


def file(*media: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that gives a file."""
    return {
        200: {"description": "As asked.", "content": {one: {"schema": {"type": "string"}} for one in media}},
        304: {"description": "You have it already."},
        "default": {"description": "It did not work.", "content": {"application/problem+json": {"schema": _ref(shapes.Problem)}}},
    }


def _ref(form: type) -> dict[str, str]:
    return {"$ref": _REF.format(name=form.__name__)}


@cache
def _components() -> dict[str, Any]:
    _, found = msgspec.json.schema_components(shapes.KNOWN, ref_template=_REF)
    return found


def described(routes: list[BaseRoute]) -> dict[str, Any]:
    made = get_openapi(title="newsloom", version=__version__, openapi_version="3.1.0", description=_ABOUT, routes=routes)
    made.setdefault("components", {}).setdefault("schemas", {}).update(_components())
    made["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "Not needed alone on one's own machine."}
    }
    made["security"] = [{}, {"token": []}]
    return made
