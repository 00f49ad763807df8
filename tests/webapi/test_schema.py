"""The API answers as its own description says, whatever it is asked (schemathesis)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("schemathesis", reason="schemathesis is not installed")
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from starlette.testclient import TestClient

from newsloom.web.app import create_app
from newsloom.web.site import Config

from .conftest import HERE

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SLOW = re.compile(r"/(check|feeds|feeds/poll)$")  # start work in other processes; tested on their own


@pytest.fixture(scope="module")
def client(_made: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    db = shutil.copy(_made[0], tmp_path_factory.mktemp("schema") / "desk.db")
    with TestClient(create_app(Config(db=str(db), background=False)), base_url=HERE, follow_redirects=False) as made:
        yield made


def test_every_answer_is_as_described(client: TestClient, _made: tuple[Path, dict[str, str]]) -> None:
    description = client.get("/api/v1/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    story = _made[1]["The Weir Gazette"]
    known = {"id": story}
    tried = 0
    for found in schemathesis.openapi.from_dict(description).get_all_operations():
        operation = found.ok()
        if operation.method.upper() == "POST" and SLOW.search(operation.path):
            continue
        _try(operation, client, known)
        tried += 1
    assert tried > 35


def _try(operation: Any, client: TestClient, known: dict[str, str]) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=4, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def each(case: Any) -> None:
        if case.query and "wait" in case.query:
            case.query["wait"] = 0
        sent = case.as_transport_kwargs(base_url=HERE, headers={"content-type": _media(operation)})
        sent.pop("cookies", None)
        if isinstance(sent.get("data"), bytes):
            sent["content"] = sent.pop("data")
        case.validate_response(client.request(**sent), checks=CHECKS)

    each()


def _media(operation: Any) -> str:
    return "text/x-opml" if operation.path.endswith(".opml") else "application/json"
