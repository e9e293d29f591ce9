"""Say what the program consists of: a software bill of materials of the lock, as CycloneDX 1.5."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.management.base import BaseCommand

from kejiting.runtime.version import program_version
from kejiting.text.lazy_re import lazy_re

_PINNED = lazy_re(r"([\w.-]+)==([\w.!+-]+)")


class Command(BaseCommand):
    help = "按锁定文件 requirements.txt 写出软件物料清单（CycloneDX 1.5，JSON）；make sbom 存入 var/sbom.cdx.json"
    requires_system_checks = ()
    requires_migrations_checks = False

    def handle(self, **options: Any) -> None:
        lock = (Path(settings.BASE_DIR) / "requirements.txt").read_text("utf-8")
        self.stdout.write(json.dumps(bill_of_materials(lock), ensure_ascii=False, indent=1))


def bill_of_materials(lock: str) -> dict[str, Any]:
    """Return the bill; the same lock and version give the same one, so it has no time. No registry is named."""
    components = list(_components(lock))
    version = program_version()
    root = f"kejiting@{version}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, root + lock)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "kejiting", "version": version, "bom-ref": root}},
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": [component["bom-ref"] for component in components]}],
    }


def _components(lock: str) -> Iterator[dict[str, Any]]:
    # name==1.0 ; marker \\ --hash=sha256:… \\ --hash=sha256:…
    for line in lock.replace("\\\n", "\\").splitlines():
        head, *hashes = line.split("\\")
        pinned, _, marker = (part.strip() for part in head.partition(";"))
        found = _PINNED.fullmatch(pinned)
        if found is None:
            raise ValueError(f"not a pinned package: {line[:80]}")
        name, version = found.groups()
        purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
        component: dict[str, Any] = {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "purl": purl,
            # one for each file of the release that may be installed
            "hashes": [{"alg": "SHA-256", "content": each.strip().removeprefix("--hash=sha256:")} for each in hashes],
        }
        if marker:
            component["properties"] = [{"name": "kejiting:marker", "value": marker}]
        yield component
