"""Which files of a folder may be letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from kejiting.management.folders import letter_files


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names(*paths: Path, under: Path) -> list[str]:
    return [path.relative_to(under).as_posix() for path in letter_files(paths)]


def test_letters_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    put(tmp_path, "2.pdf", "1/b.txt", "1/a.DOCX", "3.html", "10.shtml")

    assert names(tmp_path, under=tmp_path) == ["1/a.DOCX", "1/b.txt", "10.shtml", "2.pdf", "3.html"]


def test_what_cannot_be_read_is_taken_along_to_be_refused(tmp_path: Path) -> None:
    put(tmp_path, "a.ceb", "b.xls", "c.pptx", "d.rtf", "e.jpg", "f.zip")

    assert names(tmp_path, under=tmp_path) == ["a.ceb", "b.xls", "c.pptx", "d.rtf", "e.jpg", "f.zip"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        "._答复.pdf",
        ".DS_Store",
        "~$答复.docx",
        "Thumbs.db",
        "desktop.ini",
        "no suffix",
        ".git/a.txt",
        "README.md",
    ],
)
def test_what_nobody_put_there_is_left_out(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)

    assert names(tmp_path, under=tmp_path) == []


@pytest.mark.parametrize(
    ("folder", "kept"),
    [("答复_files", False), ("答复.files", False), ("别的_files", True), ("答复", True)],
)
def test_the_pictures_of_a_saved_page_are_left_out(tmp_path: Path, folder: str, kept: bool) -> None:
    put(tmp_path, "答复.html", f"{folder}/logo.png")

    assert (f"{folder}/logo.png" in names(tmp_path, under=tmp_path)) is kept


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    put(tmp_path, ".hidden", "a.xyz")

    assert names(tmp_path / "a.xyz", tmp_path / ".hidden", under=tmp_path) == ["a.xyz", ".hidden"]


def test_a_link_that_leads_back_up_is_gone_into_once(tmp_path: Path) -> None:
    put(tmp_path, "a/1.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)

    assert names(tmp_path, under=tmp_path) == ["a/1.txt"]


def test_a_folder_that_cannot_be_listed_is_given_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "closed/1.txt", "open/2.txt")
    listing = Path.iterdir

    def refusing(folder: Path) -> object:
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(Path, "iterdir", refusing)

    assert names(tmp_path, under=tmp_path) == ["closed", "open/2.txt"]
