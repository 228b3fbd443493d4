"""How fast pages are parsed, how hostile ones are borne, and whether memory stays flat.

    python benchmarks/speed.py ../shared/corpus/sets/wcxb

Prints three tables. Pages a CPU-second through the whole of `parse`, beside the peers that are installed (trafilatura and
resiliparse, which find the main text only): every page goes to each in turn, so that whatever else the machine does slows all
alike. CPU-seconds for hostile pages of a tenth of the size and of the size (linear is ten times the time), each in a process of
its own; "-" is no answer: the process died, or took longer than `LIMIT_S`. Peak memory of a process that parses all pages once, and
ten times.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path

import rostra
from rostra.model import ReadError

Run = Callable[[bytes], object]

WARM_UP = 20  # pages before the clock starts: word lists and patterns are loaded once
LIMIT_S = 300  # of a hostile page
OPENING = (
    "<html><body><h1>Interview with Ana Ilic</h1><p>Q: Will it be built?</p><p>MS. ILIC: Yes, we have the money.</p>"
)

HOSTILE: dict[str, tuple[int, Callable[[int], str]]] = {
    "nested tags": (100_000, lambda n: OPENING + "<div>" * n + "Q: a" + "</div>" * n),
    "characters in one line": (10_000_000, lambda n: OPENING + "<p>" + "We have the money and the men. " * (n // 31)),
    "characters, plain, in one line": (10_000_000, lambda n: "We have the money and the men. " * (n // 31)),
    "labels": (1_000_000, lambda n: OPENING + "<p>Q: Is it?" * (n // 2) + "<p>MS. ILIC: Yes." * (n // 2)),
    "labels, plain": (1_000_000, lambda n: "Q: Is it?\n\nMS. ILIC: Yes.\n\n" * (n // 2)),
    "open marks": (100_000, lambda n: OPENING + "<p><b>Q:<i>" * n),
    "links": (100_000, lambda n: OPENING + "<p>" + "".join(f'<a href="/{i}" class="c{i}">word</a> ' for i in range(n))),
}


def rostra_parse(content: bytes) -> object:
    """The whole of `parse`; a page that is refused counts as done."""
    try:
        return rostra.parse(content)
    except ReadError:
        return None


def trafilatura_extract(content: bytes) -> object:
    """Main text alone."""
    from trafilatura import extract

    return extract(content.decode("utf-8", "replace"), include_comments=False)


def resiliparse_extract(content: bytes) -> object:
    """Main text alone."""
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(content.decode("utf-8", "replace"), main_content=True, alt_texts=False, comments=False)


def tools() -> dict[str, Run]:
    """Rostra, and its peers where they are installed."""
    found: dict[str, Run] = {"rostra": rostra_parse}
    for name, run in (("trafilatura", trafilatura_extract), ("resiliparse", resiliparse_extract)):
        try:
            run(b"<p>Words.")
        except ImportError:
            continue
        found[name] = run
    return found


def pages(folder: Path, limit: int | None = None) -> Iterator[bytes]:
    """The pages of WCXB's development half, in order."""
    for path in sorted((folder / "dev/html").glob("*.html.gz"))[:limit]:
        yield gzip.decompress(path.read_bytes())


def seconds(run: Run, content: bytes) -> float:
    """CPU time of one run."""
    start = time.process_time()
    run(content)
    return time.process_time() - start


def print_speed(folder: Path, limit: int | None) -> None:
    """Pages a CPU-second of every tool, over the same pages in turn."""
    chosen = tools()
    for content in pages(folder, WARM_UP):
        for run in chosen.values():
            run(content)
    times: dict[str, list[float]] = {name: [] for name in chosen}
    size = 0
    for content in pages(folder, limit):
        size += len(content)
        for name, run in chosen.items():
            times[name].append(seconds(run, content))
    count = len(times["rostra"])
    print(f"{count} pages, {size / count / 1000:.0f} kB on average")
    print(f"{'':32}{'pages/CPU-s':>14}{'mean ms':>10}{'median ms':>11}{'slowest ms':>12}")
    for name, taken in times.items():
        mean, median, slowest = (1000 * of(taken) for of in (statistics.fmean, statistics.median, max))
        print(f"{name:32}{1000 / mean:14.0f}{mean:10.1f}{median:11.1f}{slowest:12.0f}")


def _report(job: Callable[[], float], end: Connection) -> None:
    end.send(job())


def apart(job: Callable[[], float], limit_s: float) -> float | None:
    """What `job` returns in a process of its own; ``None`` when it takes too long or dies."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_report, args=(job, theirs))
    process.start()
    theirs.close()
    wait([ours, process.sentinel], limit_s)
    try:
        return float(ours.recv()) if ours.poll() else None
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()


def hostile_seconds(tool: str, shape: str, size: int) -> float:
    """CPU time of one tool for one hostile page, words lists and patterns loaded before."""
    run = tools()[tool]
    run(OPENING.encode())
    return seconds(run, HOSTILE[shape][1](size).encode())


def five_megabytes(folder: Path) -> bytes:
    """Real pages one behind another, as a parser sees them: one page of 5 MB."""
    joined = b""
    for content in pages(folder):
        joined += content
        if len(joined) >= 5_000_000:
            break
    return joined[:5_000_000]


def big_seconds(tool: str, folder: Path) -> float:
    """CPU time of one tool for a page of 5 MB."""
    run = tools()[tool]
    run(OPENING.encode())
    return seconds(run, five_megabytes(folder))


def print_hostile(folder: Path) -> None:
    """CPU-seconds for hostile pages: a tenth of the size, the size, and how many times as long that took."""
    names = list(tools())
    print(f"{'CPU-seconds':44}" + "".join(f"{name:>24}" for name in names))
    cells = [_print_seconds(apart(partial(big_seconds, name, folder), LIMIT_S)) for name in names]
    print(f"{'a page of 5 MB':44}" + "".join(f"{cell:>24}" for cell in cells))
    for shape, (size, _) in HOSTILE.items():
        cells = []
        for name in names:
            small, large = (apart(partial(hostile_seconds, name, shape, n), LIMIT_S) for n in (size // 10, size))
            ratio = f" (x{large / small:.0f})" if small and large else ""
            cells.append(f"{_print_seconds(small)} / {_print_seconds(large)}{ratio}")
        print(f"{f'{size:,} {shape}':44}" + "".join(f"{cell:>24}" for cell in cells))


def _print_seconds(taken: float | None) -> str:
    return "-" if taken is None else f"{taken:.2f}"


def peak_mb(folder: Path, limit: int | None, times: int) -> float:
    """Peak resident memory of this process after parsing all pages so many times."""
    for _ in range(times):
        for content in pages(folder, limit):
            rostra_parse(content)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_memory(folder: Path, limit: int | None) -> None:
    """Peak memory for all pages once, and ten times."""
    once, often = (apart(partial(peak_mb, folder, limit, times), 3600) for times in (1, 10))
    print(f"peak memory, all pages once: {once or 0:.0f} MB; ten times: {often or 0:.0f} MB")


def main() -> None:
    """Print the three tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="WCXB, with dev/html")
    arguments.add_argument("--pages", type=int, help="the first so many pages only")
    arguments.add_argument("--only", choices=("speed", "hostile", "memory"), help="one of the tables")
    given = arguments.parse_args()
    if given.only in (None, "speed"):
        print_speed(given.folder, given.pages)
    if given.only in (None, "hostile"):
        print_hostile(given.folder)
    if given.only in (None, "memory"):
        print_memory(given.folder, given.pages)


if __name__ == "__main__":
    main()
