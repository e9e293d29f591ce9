"""The product's settings, with a data folder of its own and what makes tests quick."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["KEJITING_DATA_DIR"] = tempfile.mkdtemp(prefix="kejiting-tests-")
atexit.register(shutil.rmtree, os.environ["KEJITING_DATA_DIR"], ignore_errors=True)
for name in [
    name
    for name in os.environ
    if name.startswith("KEJITING_") and name not in {"KEJITING_DATA_DIR", "KEJITING_DATABASE_URL"}
]:
    del os.environ[name]

from kejiting.settings import *
from kejiting.settings import DATA_DIR, STORAGES

(DATA_DIR / "static").mkdir()  # where static files are collected, looked for by whitenoise
DATABASES["default"].setdefault("TEST", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file, not memory: browser tests serve from another thread
    DATABASES["default"]["TEST"]["NAME"] = str(Path(DATA_DIR) / "test.sqlite3")
else:
    # a thread of a test would keep the test database open when it is dropped
    DATABASES["default"]["CONN_MAX_AGE"] = 0

# live_server finds no hashed names
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
