"""The static files that browsers ask for, collected and compressed."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# Goes with all others when somebody empties the folder by `*`, which a name with a dot in front would outlive
_STAMP = "collected.txt"


def collect_static() -> None:
    """Collect them unless they are those of the last time: compressing takes longer than all else at a start."""
    stamp = settings.STATIC_ROOT / _STAMP
    sources = sha256("\n".join(_sources()).encode()).hexdigest().encode()
    if stamp.exists() and stamp.read_bytes() == sources:
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_bytes(sources)


def _sources() -> Iterator[str]:
    """What compresses them, and a line a file, which is another when the file is."""
    yield f"{settings.STORAGES['staticfiles']} {version('whitenoise')}"
    for finder in get_finders():
        for name, storage in finder.list(None):
            yield f"{storage.path(name)} {storage.size(name)} {storage.get_modified_time(name).timestamp()}"
