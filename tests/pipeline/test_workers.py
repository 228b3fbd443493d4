"""Whatever a page does to a worker, the run goes on, in order, and says which page it was."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rostra.model import Capture, ReadError
from rostra.pipeline import workers
from rostra.pipeline.workers import CHUNK, WINDOW, Failure, Page, map_pages


def job(capture: Capture) -> bytes:
    """Does what the page says."""
    word = capture.content.decode()
    if word == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "deaf":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    if word in ("slow", "deaf"):
        time.sleep(60)
    if word == "bad":
        raise ReadError("this is no page", hint="Try another.")
    if word == "bug":
        raise ValueError("a mistake of ours")
    if word == "memory":
        raise MemoryError
    return word.upper().encode()


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is not forked cannot import `job` from this module; threads that other tests left must not decide."""
    monkeypatch.setattr("rostra.pipeline.workers.threading.active_count", lambda: 1)


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[object]:
    def write(*words: str) -> list[Path]:
        paths = [tmp_path / f"{number:05}.txt" for number in range(len(words))]
        for path, word in zip(paths, words, strict=True):
            path.write_text(word)
        return paths

    return write


def results(pages: list[Page]) -> list[object]:
    return [page.result.code if isinstance(page.result, Failure) else page.result.decode() for page in pages]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_order(pages, count: int) -> None:
    paths = pages(*[f"word {n}" for n in range(200)])
    got = list(map_pages(paths, job, workers=count))
    assert [page.path for page in got] == paths
    assert results(got) == [f"WORD {n}" for n in range(200)]


@pytest.mark.parametrize("count", [1, 2])
def test_every_kind_of_failure_is_an_entry(pages, count: int) -> None:
    got = list(map_pages(pages("a", "bad", "bug", "memory", "b"), job, workers=count))
    assert results(got) == ["A", "unreadable", "parser-failed", "too-large", "B"]
    bad, bug = got[1].result, got[2].result
    assert isinstance(bad, Failure)
    assert isinstance(bug, Failure)
    assert (bad.message, bad.hint) == ("this is no page", "Try another.")
    assert "ValueError: a mistake of ours" in bug.message
    assert bug.source.endswith("00002.txt")


@pytest.mark.parametrize("count", [1, 2])
def test_a_slow_page_is_given_up(pages, count: int) -> None:
    got = list(map_pages(pages("a", "slow", "b"), job, workers=count, limit_s=1.0))
    assert results(got) == ["A", "too-slow", "B"]


def test_a_worker_that_dies_loses_only_its_page(pages) -> None:
    words = ["crash" if n in (3, 4, 17) else f"w{n}" for n in range(40)]
    expected = ["crashed" if word == "crash" else word.upper() for word in words]
    assert results(list(map_pages(pages(*words), job, workers=2))) == expected


def test_a_worker_deaf_to_its_alarm_is_ended(pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "GRACE_S", 1.0)
    assert results(list(map_pages(pages("a", "deaf", "b"), job, workers=2, limit_s=1.0))) == ["A", "too-slow", "B"]


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    (page,) = map_pages([tmp_path / "gone.txt"], job, workers=1)
    assert isinstance(page.result, Failure)
    assert "gone.txt" in page.result.source


def test_paths_are_read_no_further_than_the_window(pages) -> None:
    taken = 0

    def paths() -> Iterator[Path]:
        nonlocal taken
        for path in pages(*["w"] * 500):
            taken += 1
            yield path

    run = map_pages(paths(), job, workers=2)
    next(run)
    assert taken <= 2 * CHUNK * WINDOW + 1
    run.close()


def test_closing_ends_the_workers(pages) -> None:
    run = map_pages(pages(*["w"] * 100), pid_of, workers=2)
    pid = int(next(run).result)
    run.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def pid_of(capture: Capture) -> bytes:
    return str(os.getpid()).encode()


def test_no_pages_no_workers() -> None:
    assert list(map_pages([], job, workers=2)) == []
