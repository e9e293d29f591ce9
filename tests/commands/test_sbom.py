"""The bill of materials names all of the lock, in the shape of CycloneDX, and no registry."""

from __future__ import annotations

import json
import re
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command

from kejiting.management.commands.sbom import bill_of_materials
from tests.conftest import FIXTURES

LOCK = (FIXTURES.parent / "requirements.txt").read_text("utf-8")


def test_it_works() -> None:
    out = StringIO()
    call_command("sbom", stdout=out)
    bill = json.loads(out.getvalue())

    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.5", 1)
    assert set(bill) == {
        "bomFormat",
        "specVersion",
        "serialNumber",
        "version",
        "metadata",
        "components",
        "dependencies",
    }
    assert UUID(bill["serialNumber"].removeprefix("urn:uuid:")).version == 5
    root = bill["metadata"]["component"]
    assert re.fullmatch(r"kejiting@\d+\.\d+\.\d+", root["bom-ref"])
    names = {component["name"] for component in bill["components"]}
    assert names == set(re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE))
    assert {"django", "whoosh", "jieba", "psycopg-binary"} <= names
    assert sum(len(component["hashes"]) for component in bill["components"]) == LOCK.count("--hash=sha256:")
    for component in bill["components"]:
        assert component["purl"] == component["bom-ref"] == f"pkg:pypi/{component['name']}@{component['version']}"
        assert component["type"] == "library"
        assert component["hashes"]
        assert set(component) <= {"type", "bom-ref", "name", "version", "purl", "hashes", "properties"}
        assert all(re.fullmatch("[0-9a-f]{64}", each["content"]) for each in component["hashes"])
    (graph,) = bill["dependencies"]
    assert graph["ref"] == root["bom-ref"]
    assert sorted(graph["dependsOn"]) == sorted({component["bom-ref"] for component in bill["components"]})
    assert "://" not in out.getvalue()


def test_the_same_lock_gives_the_same_bill() -> None:
    assert bill_of_materials(LOCK) == bill_of_materials(LOCK)
    assert bill_of_materials(LOCK)["serialNumber"] != bill_of_materials("a==1\n")["serialNumber"]


def test_a_marker_is_told() -> None:
    (component,) = bill_of_materials(f"Py_Thing==1.0 ; python_version < '3.12' \\\n    --hash=sha256:{'a' * 64}\n")[
        "components"
    ]

    assert component["purl"] == "pkg:pypi/py-thing@1.0"
    assert component["properties"] == [{"name": "kejiting:marker", "value": "python_version < '3.12'"}]
    assert len(component["hashes"]) == 1


@pytest.mark.parametrize("line", ["--index-url https://registry.example/simple", "thing>=1", "./here"])
def test_what_is_not_pinned_is_no_lock(line: str) -> None:
    with pytest.raises(ValueError, match="not a pinned package"):
        bill_of_materials(line)
