"""Read the old files of Word and WPS (.doc, .wps) through LibreOffice, where it is installed: it makes a DOCX of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kejiting.text.clean import strip_whitespace
from kejiting.text.file_text import FileText, LeftOut
from kejiting.text.lazy_re import lazy_re
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.reader import read_docx

_SAVE_AS = "请在 Word 或 WPS 里另存为 DOCX，或导出为带文字的 PDF，再上传。"
NO_OFFICE = f"旧格式的 Word、WPS 文件（doc、wps）要有 LibreOffice 才能读，这台服务器上没有装，{_SAVE_AS}"
NOT_CONVERTED = f"旧格式的 Word、WPS 文件（doc、wps）打不开，可能已损坏或设了密码，{_SAVE_AS}"
_PROGRAMS = ("soffice", "libreoffice")
_NAME = "letter"
_MAX_BYTES = 64 * 1024 * 1024
# So many Chinese characters with a comma or full stop among them: no picture, no name of a style, no running head
_CHINESE = lazy_re(r"[\u4e00-\u9fff，。、；：“”（）《》]{20,}")
_SHOWN = 12
# No macros, no linked files, no way out to the network but by a proxy that nobody listens at
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetNoProxy", ""),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    + "</oor:items>"
)


def read_old_word(data: bytes) -> FileText:
    """Return what `read_docx` reads of the file as LibreOffice converts it; raises `UnreadableFile` as that does.

    To be run in a bounded process: LibreOffice takes over its bound of memory and ends with it. It gets a folder and
    a profile of its own, so that several may run at once, and nothing of the environment.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableFile(NO_OFFICE)
    with TemporaryDirectory() as folder:
        read = read_docx(_as_docx(program, data, Path(folder)))
    return replace(read, left_out=(*read.left_out, *_lost(data, read.text)))


def _lost(data: bytes, text: str) -> Iterator[LeftOut]:
    """Yield the sentences of the old file that are not in the text, wherever they got lost; or were deleted by tracking.

    The words of such a file stand in it as UTF-16, in pieces that begin at even bytes (MS-DOC 2.4.1).
    """
    said = strip_whitespace(text)
    runs = dict.fromkeys(_CHINESE.findall(data[: len(data) // 2 * 2].decode("utf-16-le", "replace")))
    lost = [run for run in runs if ("，" in run or "。" in run) and run not in said]
    if lost:
        yield LeftOut("转换后找不到的文字", f"“{lost[0][:_SHOWN]}…”", len(lost))


def _as_docx(program: str, data: bytes, folder: Path) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    (folder / f"{_NAME}.doc").write_bytes(data)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--infilter=MS Word 97"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(folder / f"{_NAME}.doc")),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"},
        check=False,
    )
    made = folder / f"{_NAME}.docx"
    if not made.exists() or made.stat().st_size > _MAX_BYTES:
        raise UnreadableFile(NOT_CONVERTED)
    return made.read_bytes()
