"""What every endpoint answers is of the shape that /api/openapi.json says: no field more, none less, none of another kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from measures.models import Plan
from measures.records import load_seed_topics, refresh_ledger
from proposals.models import ReplyLetter
from tests.api.test_openapi import promised

pytestmark = pytest.mark.django_db

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
# What is to be asked beside the address
QUESTIONS = {"/api/search": {"q": "科技成果"}, "/api/suggest": {"q": "科技"}}


def differences(value: Any, schema: dict[str, Any], at: str = "") -> Iterator[str]:
    """Yield the places in which a JSON value is not what its schema says."""
    if "$ref" in schema:
        schema = promised()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for key in ("anyOf", "oneOf"):
        if key in schema:
            each = [list(differences(value, one, at)) for one in schema[key]]
            yield from [] if not all(each) else min(each, key=len)
    for part in schema.get("allOf", ()):
        yield from differences(value, part, at)
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    kind = schema.get("type")
    if kind and (not isinstance(value, KINDS[kind]) or (kind in {"integer", "number"} and isinstance(value, bool))):
        yield f"{at}: {value!r} is no {kind}"
    elif kind == "array":
        for place, item in enumerate(value):
            yield from differences(item, schema.get("items", {}), f"{at}[{place}]")
    elif kind == "object":
        yield from _fields(value, schema, at)


def _fields(value: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[str]:
    named, others = schema.get("properties", {}), schema.get("additionalProperties")
    for missing in set(schema.get("required", ())) - set(value):
        yield f"{at}.{missing} is missing"
    for name, field in value.items():
        if name in named:
            yield from differences(field, named[name], f"{at}.{name}")
        elif isinstance(others, dict):
            yield from differences(field, others, f"{at}.{name}")
        elif others is not True:
            yield f"{at}.{name} is not in the schema"


def test_it_works() -> None:
    shape = {
        "type": "object",
        "properties": {"n": {"anyOf": [{"type": "integer"}, {"type": "null"}]}},
        "required": ["n"],
    }
    assert not list(differences({"n": None}, shape))
    assert list(differences({"n": "1"}, shape))
    assert list(differences({}, shape))
    assert list(differences({"n": 1, "m": 1}, shape))


@pytest.fixture
def filled(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    load_seed_topics()
    for letter in seeds.values():
        refresh_ledger(letter)


@pytest.mark.usefixtures("filled")
def test_every_endpoint_answers_as_it_says(client: Client) -> None:
    asked = 0
    for path, methods in promised()["paths"].items():
        for address in _addresses(client, path):
            answer = client.get(address, QUESTIONS.get(path, {}))
            assert answer.status_code == 200, address
            schema = methods["get"]["responses"][200]["content"]["application/json"]["schema"]
            assert list(differences(answer.json(), schema)) == [], address
            asked += 1
    # each list, and several letters, promises, topics and citations
    assert asked > len(promised()["paths"])


@pytest.mark.usefixtures("filled")
def test_a_proposal_is_answered_as_it_says(client: Client) -> None:
    asked = {"q": "一、建设概念验证中心，支持高校成果转化。\n二、设立转化基金，培养技术经纪人。"}
    answer = client.post("/api/search", asked, content_type="application/json")
    schema = promised()["paths"]["/api/search"]["post"]["responses"][200]["content"]["application/json"]["schema"]
    assert list(differences(answer.json(), schema)) == []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("address", "status"), [("/api/letters/0", 422), ("/api/letters/999999", 404)])
def test_a_refusal_is_what_it_says(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    responses = promised()["paths"]["/api/letters/{letter_id}"]["get"]["responses"]
    assert list(differences(answer.json(), responses[status]["content"]["application/json"]["schema"])) == []


def _addresses(client: Client, path: str) -> list[str]:
    """The address of a list; of what stands in one, the first addresses that the list names."""
    listed, parameter, _ = path.partition("/{")
    if not parameter:
        return [path]
    items = client.get(listed).json()["items"][:5]
    return [f"{listed}/{quote(str(item.get('id', item.get('key'))))}" for item in items]
