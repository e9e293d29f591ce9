from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kejiting.search import SearchIndex
from tests.search.corpus import ask, built, letter, passages, scanned, seeds

TERMS = ["成果转化", "省", "2518人", "技术经纪人", "科技创新", "的", "中试", "吉林省科学技术厅"]


def test_threads_answer_right_while_a_writer_updates(tmp_path: Path) -> None:
    index = built(tmp_path, *seeds())
    expected = {term: scanned(seeds(), term) for term in TERMS}
    done = threading.Event()

    def write() -> int:
        writer, number = SearchIndex(tmp_path), 500
        while not done.is_set():
            writer.update([seeds()[number % 5], letter(number, "另一件事。")])
            number += 1
        return number - 500

    def read(first: int) -> int:
        for turn in range(30):
            term = TERMS[(first + turn) % len(TERMS)]
            assert set(passages(ask(index, term))) == expected[term]
        return 30

    with ThreadPoolExecutor(9) as pool:
        writing = pool.submit(write)
        try:
            answered = sum(pool.map(read, range(8)))
        finally:
            done.set()
        assert answered == 240
        assert writing.result() > 0
    assert ask(index, "另一件事").count == writing.result()


def test_threads_answer_right_while_another_rebuilds(tmp_path: Path) -> None:
    index = built(tmp_path, *seeds())
    expected = scanned(seeds(), "科技成果")
    with ThreadPoolExecutor(4) as pool:
        rebuilding = pool.submit(lambda: [SearchIndex(tmp_path).rebuild(seeds()) for _ in range(3)])
        reading = [pool.submit(lambda: set(passages(ask(index, "科技成果")))) for _ in range(150)]
        assert all(answer.result() == expected for answer in reading)
        assert len(rebuilding.result()) == 3
