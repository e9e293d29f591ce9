"""The seed letters, set and printed by LibreOffice and Chromium, say the same as their texts."""

from __future__ import annotations

import pytest

from kejiting.text.clean import clean, strip_whitespace
from tests.text.drawn_letters import TEXTS, letter_of
from tests.text.made_pdfs import (
    OFFICIAL,
    PLAIN_WEB,
    convert_by_office,
    page_of,
    print_by_browser,
    write_docx,
)
from tests.text.reading import pdf_text, shape_of

NAMES = list(TEXTS)


@pytest.fixture(scope="session")
def by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("office")
    paths = [folder / f"{name}.docx" for name in NAMES]
    for path in paths:
        write_docx(letter_of(path.stem), path, running_head="吉林省科学技术厅文件")
    return dict(zip(NAMES, convert_by_office(paths, folder / "profile"), strict=True))


@pytest.fixture(scope="session")
def by_browser(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    folder = tmp_path_factory.mktemp("browser")
    made = {}
    for name in NAMES:
        for style, rules in (("official", OFFICIAL), ("web", PLAIN_WEB)):
            page = folder / f"{name}_{style}.html"
            page.write_text(page_of(letter_of(name), rules), encoding="utf-8")
            made[name, style] = print_by_browser(page, folder / "profile")
    return made


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_set_by_libreoffice_reads_as_its_text(name: str, by_office: dict[str, bytes]) -> None:
    assert shape_of(pdf_text(by_office[name])) == shape_of(TEXTS[name])


@pytest.mark.parametrize("style", ["official", "web"])
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_printed_by_chromium_reads_as_its_text(
    name: str, style: str, by_browser: dict[tuple[str, str], bytes]
) -> None:
    assert shape_of(pdf_text(by_browser[name, style])) == shape_of(TEXTS[name])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_and_nothing_of_the_page_stays(name: str, by_office: dict[str, bytes]) -> None:
    assert strip_whitespace(pdf_text(by_office[name])) == strip_whitespace(clean(TEXTS[name]))
