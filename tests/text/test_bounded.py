"""Readers that go wrong are ended, and those that asked are told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kejiting.text.bounded import process
from kejiting.text.bounded.run import FAILED, run_bounded
from kejiting.text.bounded.worker import Reader
from kejiting.text.unreadable import UnreadableFile
from tests.text import odd_readers

SECONDS = 10
MEGABYTES = 300


def named(reader: Callable[[bytes], str]) -> Reader:
    return Reader(reader.__module__, reader.__qualname__)


def read(reader: Callable[[bytes], str], data: bytes = b"", *, seconds: float = SECONDS) -> str:
    return run_bounded(named(reader), data, seconds=seconds, megabytes=MEGABYTES).text


@pytest.mark.parametrize("text", ["", "现答复如下：", "字" * 1_000_000])
def test_it_works(text: str) -> None:
    assert read(odd_readers.echo, text.encode()) == text


def test_a_file_is_read_in_another_process_that_reads_the_next_one_too() -> None:
    first, second = read(odd_readers.process_id), read(odd_readers.process_id)
    assert str(os.getpid()) != first == second


def test_the_sentence_of_a_reader_is_passed_on() -> None:
    with pytest.raises(UnreadableFile, match=r"^请改正后再上传。$"):
        read(odd_readers.refuse)


@pytest.mark.parametrize("reader", [odd_readers.sleep, odd_readers.spin])
def test_a_reader_that_does_not_end_is_ended(reader: Callable[[bytes], str]) -> None:
    with pytest.raises(UnreadableFile, match=r"读了 0\.2 秒还没有读完"):
        read(reader, seconds=0.2)
    assert read(odd_readers.echo, b"a") == "a"


@pytest.mark.parametrize(
    ("reader", "reason"),
    [
        (odd_readers.fill_memory, "MemoryError"),
        (odd_readers.fill_memory_and_blame_the_file, "MemoryError"),
        (odd_readers.recurse, "RecursionError"),
        (odd_readers.fail, "ZeroDivisionError"),
        (odd_readers.leave, "(3)"),
        (odd_readers.crash, "(-11)"),
    ],
)
def test_a_reader_that_fails_leaves_a_sentence_and_a_reason_in_the_log(
    reader: Callable[[bytes], str], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UnreadableFile, match=FAILED):
        read(reader)
    assert reason in caplog.text
    assert read(odd_readers.echo, b"a") == "a"


def test_what_a_library_prints_garbles_no_answer() -> None:
    assert read(odd_readers.print_much, "甲".encode()) == "甲"


def test_threads_get_each_their_own_answer() -> None:
    answers: dict[str, str] = {}

    def ask(name: str) -> None:
        for place in range(5):
            answers[f"{name}{place}"] = read(odd_readers.echo, f"{name}{place}".encode())

    threads = [threading.Thread(target=ask, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 20
    assert all(asked == answered for asked, answered in answers.items())


def test_a_fork_has_processes_of_its_own() -> None:
    ours = read(odd_readers.process_id)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = int(read(odd_readers.process_id) == ours)
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    assert read(odd_readers.process_id) == ours


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_many_calls_leave_no_descriptors_and_no_processes_behind() -> None:
    read(odd_readers.echo)
    before = open_descriptors()
    for _ in range(20):
        read(odd_readers.echo)
        with pytest.raises(UnreadableFile):
            read(odd_readers.leave)
    read(odd_readers.echo)
    assert open_descriptors() <= before
    assert zombies() == []


def zombies() -> list[str]:
    mine = [stat for path in Path("/proc").glob("[0-9]*") if (stat := state_of(int(path.name))) is not None]
    return [state for state, parent in mine if parent == str(os.getpid()) and state == "Z"]


def state_of(process: int) -> tuple[str, str] | None:
    """Return a process's state and parent; None if there is none."""
    try:
        state, parent, *_ = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return state, parent


def has_ended(process: int) -> bool:
    state = state_of(process)
    return state is None or state[0] == "Z"


def ends(process: int) -> bool:
    """Within ten seconds: a busy machine takes its time to end what was killed."""
    until = time.monotonic() + 10
    while not has_ended(process) and time.monotonic() < until:
        time.sleep(0.05)
    return has_ended(process)


ASKER = """
from kejiting.text.bounded.run import run_bounded
from kejiting.text.bounded.worker import Reader
print(run_bounded(Reader("tests.text.odd_readers", "process_id"), b"", seconds=50, megabytes=300).text, flush=True)
run_bounded(Reader("tests.text.odd_readers", "sleep"), b"", seconds=50, megabytes=300)
"""


def test_no_reader_outlives_the_process_that_asked() -> None:
    asker = subprocess.Popen([sys.executable, "-c", ASKER], stdout=subprocess.PIPE, text=True)
    with asker:
        assert asker.stdout is not None
        reader = int(asker.stdout.readline())
        os.kill(asker.pid, signal.SIGKILL)
    assert ends(reader)


def started(noted: Path) -> tuple[int, Path]:
    """Wait until the reader has started its program; return the program's number and the folder for its files."""
    while not noted.exists():
        time.sleep(0.05)
    program, folder = noted.read_text().split()
    return int(program), Path(folder)


def test_programs_that_a_reader_started_end_with_it_and_leave_no_files(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    with pytest.raises(UnreadableFile):
        read(odd_readers.start_a_program, str(noted).encode(), seconds=3)
    program, folder = started(noted)
    assert ends(program)
    assert not folder.exists()


def test_a_process_that_does_not_get_ready_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, folders = tmp_path / "begun", tmp_path / "folders"
    folders.mkdir()
    (tmp_path / "slow_to_load.py").write_text(f"import time\nopen({str(begun)!r}, 'w').close()\ntime.sleep(60)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("TMPDIR", str(folders))
    monkeypatch.setattr(process, "_START_SECONDS", 3)

    with pytest.raises(TimeoutError):
        process.ReadingProcess(Reader("slow_to_load", "read"))

    assert begun.exists()
    assert list(folders.iterdir()) == []


ASKER_OF_A_PROGRAM = """
import sys
from kejiting.text.bounded.run import run_bounded
from kejiting.text.bounded.worker import Reader
reader = Reader("tests.text.odd_readers", "start_a_program")
run_bounded(reader, sys.argv[1].encode(), seconds=50, megabytes=300)
"""


def test_no_program_outlives_the_process_that_asked(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    with subprocess.Popen([sys.executable, "-c", ASKER_OF_A_PROGRAM, str(noted)]) as asker:
        program, folder = started(noted)
        asker.kill()
    for _ in range(200):
        if has_ended(program):
            break
        time.sleep(0.05)
    assert has_ended(program)
    assert not folder.exists()


def pdf_of(objects: list[bytes]) -> bytes:
    """Write objects 1, 2, 3 … of which the first is the catalogue, with the table of where they stand."""
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(made)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << >> /Contents 4 0 R >>"


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


@pytest.mark.parametrize(
    ("pages", "piece", "times"),
    [
        (ONE_PAGE, b"q 1 0 0 1 0 0 cm\n", 20_000_000),
        (b"<< /Type /Pages /Count 1000000 /Kids [%s] >>" % (b"3 0 R " * 1_000_000), b"", 1),
        (ONE_PAGE, b"[", 5_000_000),
    ],
    ids=["a bomb", "a million pages", "endless lists"],
)
def test_a_pdf_that_never_ends_is_refused(pages: bytes, piece: bytes, times: int) -> None:
    data = pdf_of([CATALOGUE, pages, PAGE, stream(piece * times)])
    with pytest.raises(UnreadableFile, match=r"^.+。$"):
        run_bounded(Reader("kejiting.text.pdf", "read_pdf"), data, seconds=2, megabytes=MEGABYTES)
