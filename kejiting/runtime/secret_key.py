"""The key that signs sessions: made once, kept in the folder that all web servers share, read by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_make_secret_key(folder: Path) -> str:
    """The key of this installation. Two first starts at once agree on one: the file appears whole or not at all."""
    path = folder / "secret-key"
    if not path.exists():
        # letters wait here that are not published yet, and originals with people's telephone numbers
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f".secret-key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another start was first: its key is the one
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii")
