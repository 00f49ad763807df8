"""The API answers as its own description says, whatever it is asked (schemathesis)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from starlette.testclient import TestClient

from newsloom.web.app import create_app
from newsloom.web.site import Config

from .conftest import HERE

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# What starts a run of its own (a minute each) is tested elsewhere.
SLOW = r"/(check|feeds|feeds/poll|stories/\{id\}/(briefing|claims|changes)|.*explanation)$"


@pytest.fixture(scope="module")
def described(_made: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    db = shutil.copy(_made[0], tmp_path_factory.mktemp("schema") / "desk.db")
    app = create_app(Config(db=str(db), background=False))
    with TestClient(app, base_url=HERE) as client:
        client.get("/api/v1/stories")
        yield schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json()).exclude(path_regex=SLOW), client


schema = schemathesis.pytest.from_fixture("described_schema")


@pytest.fixture(scope="module")
def described_schema(described: Any) -> Any:
    return described[0]


@schema.parametrize()
@settings(max_examples=4, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: Any, described: Any) -> None:
    case.call_and_validate(base_url=HERE, session=described[1], checks=CHECKS, headers={"origin": HERE})
