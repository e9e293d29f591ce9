"""Static files are collected when they have changed, and only then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from kejiting.management.static_files import collect_static


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    (tmp_path / "from").mkdir()
    settings.STATIC_ROOT = tmp_path / "to"
    settings.STATICFILES_DIRS = [tmp_path / "from"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    made = tmp_path / "from" / "page.css"
    made.write_text("h1 {}")
    return made


def test_they_are_collected_once(source: Path, settings: Settings) -> None:
    collect_static()
    collected = settings.STATIC_ROOT / "page.css"
    assert collected.read_text() == "h1 {}"

    collected.write_text("left alone")
    collect_static()
    assert collected.read_text() == "left alone"


def test_a_changed_file_and_a_new_one_are_collected(source: Path, settings: Settings) -> None:
    collect_static()
    source.write_text("h2 {}")
    os.utime(source, (2_000_000_000, 2_000_000_000))
    source.with_name("other.css").touch()
    collect_static()
    assert (settings.STATIC_ROOT / "page.css").read_text() == "h2 {}"
    assert (settings.STATIC_ROOT / "other.css").exists()


def test_they_come_back_when_their_folder_was_deleted(source: Path, settings: Settings) -> None:
    collect_static()
    for path in settings.STATIC_ROOT.iterdir():
        path.unlink()
    collect_static()
    assert (settings.STATIC_ROOT / "page.css").exists()


def test_they_come_back_when_all_that_a_star_names_was_deleted(source: Path, settings: Settings) -> None:
    collect_static()
    for path in settings.STATIC_ROOT.glob("[!.]*"):
        path.unlink()
    collect_static()
    assert (settings.STATIC_ROOT / "page.css").exists()


def test_they_are_collected_anew_by_another_storage(source: Path, settings: Settings) -> None:
    collect_static()
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    collect_static()
    assert (settings.STATIC_ROOT / "staticfiles.json").exists()


def test_a_stamp_that_was_damaged_does_not_keep_the_server_from_starting(source: Path, settings: Settings) -> None:
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "collected.txt").write_bytes(b"\xff\xfe")
    collect_static()
    assert (settings.STATIC_ROOT / "page.css").exists()
