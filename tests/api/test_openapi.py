"""GET /api/openapi.json says all about every endpoint, and every endpoint keeps to it, whatever it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kejiting.api import api
from measures.models import Plan
from proposals.models import ReplyLetter

ENDPOINTS = {
    "/api/citations",
    "/api/citations/{key}",
    "/api/commitments",
    "/api/commitments/{commitment_id}",
    "/api/figures",
    "/api/indicators",
    "/api/indicators/{indicator_id}",
    "/api/letters",
    "/api/letters/{letter_id}",
    "/api/plans",
    "/api/plans/{plan_id}",
    "/api/search",
    "/api/suggest",
    "/api/topics",
    "/api/topics/{topic_id}",
}
CHINESE = re.compile(r"[一-鿿]")
HOSTILE = [
    "\0",
    "",
    " ",
    "0",
    "-1",
    "9" * 30,
    "9" * 5000,
    "1e9",
    "NaN",
    "1.0",
    "１２",
    "' OR 1=1 --",
    "长" * 10_000,
    "%",
    "\n",
]
# Bytes that are no UTF-8: a lone surrogate, an overlong slash, a cut-off character
NOT_TEXT = ["%ED%A0%80", "%C0%AF", "%E7%A7"]


@cache
def promised() -> dict[str, Any]:
    """What the API says of itself: a tenth of a second to make."""
    return dict(api.get_openapi_schema())


@pytest.fixture
def schema() -> dict[str, Any]:
    return promised()


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            yield path, operation


def test_it_works(client: Client) -> None:
    answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.")
    assert set(answer.json()["paths"]) == ENDPOINTS


def test_only_reading(schema: dict[str, Any]) -> None:
    """What is asked by POST saves nothing: a proposal is too long for an address."""
    others = {(path, method) for path, methods in schema["paths"].items() for method in methods if method != "get"}
    assert others == {("/api/search", "post")}


def test_every_endpoint_and_parameter_is_described_in_chinese(schema: dict[str, Any]) -> None:
    for path, operation in operations(schema):
        assert CHINESE.search(operation["summary"]), path
        assert CHINESE.search(operation["description"]), path
        for parameter in operation["parameters"]:
            assert CHINESE.search(parameter.get("description", "")), (path, parameter["name"])


def test_every_answer_has_its_shape(schema: dict[str, Any]) -> None:
    for path, operation in operations(schema):
        expected = {200, 401, 422} | ({404} if "{" in path else set())
        # of what was withdrawn its title and the reason are told
        expected |= {410} if path in {"/api/letters/{letter_id}", "/api/plans/{plan_id}"} else set()
        assert set(operation["responses"]) == expected, path
        for answer in operation["responses"].values():
            assert "$ref" in answer["content"]["application/json"]["schema"]


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    references = set(re.findall(r"'\$ref': '#/components/schemas/(\w+)'", str(schema)))
    assert references
    assert references <= set(schema["components"]["schemas"])


def test_numbers_are_bounded(schema: dict[str, Any]) -> None:
    for path, operation in operations(schema):
        for parameter in operation["parameters"]:
            kinds = parameter["schema"].get("anyOf", [parameter["schema"]])
            for kind in (kind for kind in kinds if kind.get("type") == "integer"):
                assert "minimum" in kind, (path, parameter["name"])
                assert "maximum" in kind, (path, parameter["name"])


def values(parameter: dict[str, Any]) -> st.SearchStrategy[str]:
    """What fits a parameter, and what does not; as it stands in an address."""
    fitting: list[st.SearchStrategy[str]] = []
    for kind in parameter["schema"].get("anyOf", [parameter["schema"]]):
        if "enum" in kind:
            fitting.append(st.sampled_from(kind["enum"]))
        elif kind.get("type") == "integer":
            fitting.append(st.integers(kind["minimum"], kind["maximum"]).map(str))
            fitting.append(st.integers(1, 3).map(str))
    odd = st.one_of(st.sampled_from(HOSTILE), st.integers().map(str), st.text(st.characters(exclude_categories=["Cs"])))
    quoted = st.one_of(*fitting, odd).map(lambda value: quote(value, safe=""))
    return st.one_of(quoted, st.sampled_from(NOT_TEXT))


@st.composite
def requests(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """An operation and an address that asks it something."""
    asked = [one for one in operations(promised()) if "requestBody" not in one[1]]
    path, operation = draw(st.sampled_from(asked))
    given_values = {
        parameter["name"]: draw(values(parameter))
        for parameter in operation["parameters"]
        if parameter["required"] or draw(st.booleans())
    }
    for name in re.findall(r"{(\w+)}", path):
        path = path.replace(f"{{{name}}}", given_values.pop(name))
    return operation, path + "?" + "&".join(f"{name}={value}" for name, value in given_values.items())


# The base and the client are the same for all examples: asking changes nothing
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(asked=requests())
def test_every_answer_is_a_promised_one(
    client: Client, seeds: dict[str, ReplyLetter], plan: Plan, asked: tuple[dict[str, Any], str]
) -> None:
    operation, address = asked
    answer = client.get(address)
    # an empty id is an address that no endpoint has
    assert answer.status_code in {*operation["responses"], 404}
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("application/json"):
        reference = operation["responses"][200]["content"]["application/json"]["schema"]["$ref"]
        shape = promised()["components"]["schemas"][reference.rsplit("/", 1)[1]]
        assert set(answer.json()) == set(shape["properties"])
    if answer.status_code == 422:
        assert CHINESE.search(answer.json()["detail"])


@pytest.mark.parametrize("parameters", [{"unknown": "1"}, {"page": "1", "_": "1732060800"}])
def test_what_nobody_knows_is_passed_over(client: Client, db: None, parameters: dict[str, str]) -> None:
    assert client.get("/api/letters?" + urlencode(parameters)).status_code == 200
