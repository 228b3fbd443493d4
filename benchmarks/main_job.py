"""The main job on real pages: a folder into one archive, twice, and questions put to it.

    python benchmarks/main_job.py ../shared/corpus/collections [--archive build/collections.sqlite]

Prints pages a second and a CPU-second, peak memory of the largest process, the archive's size, issues by code, the
second run (nothing may be
written) and p50/p99 of searches and of statement pages.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import statistics
import time
from pathlib import Path

import rostra

QUERIES = {
    "term": ["economy", "question", "water", "ukraine", "budget", "security"],
    "phrase": ['"prime minister"', '"thank you very much"', '"climate change"', '"human rights"'],
    "boolean": ["economy AND growth", "water OR energy", "budget NOT deficit", "(trade OR tariff) AND china"],
    "prefix": ["econom*", "secur*", "negotiat*"],
    "field": [
        "speaker:Putin energy",
        "role:question budget",
        "2014..2018 energy",
        "question:(budget) kind:press_conference",
    ],
    "answer": ["answer:sanctions", "answer:(interest rates)", 'answer:"national security"'],
}


def cpu_seconds() -> float:
    """CPU time of this process and of the children that ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def peak_mb() -> float:
    """Peak resident memory of the largest process so far, in MB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def size_mb(path: Path) -> float:
    """Size of a file or of a folder's files, in MB."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(p.stat().st_size for p in files) / 1e6


def add(location: Path, folder: Path) -> None:
    wall, cpu = time.perf_counter(), cpu_seconds()
    with rostra.open(location) as archive:
        summary = archive.add([folder])
        counts = archive.count()
    wall, cpu = time.perf_counter() - wall, cpu_seconds() - cpu
    pages = summary.kept + summary.changed + summary.reread + summary.unchanged + summary.failed
    print(
        f"  {pages} pages in {wall:.1f} s ({pages / wall:.1f} a second), {cpu:.1f} CPU-seconds ({pages / cpu:.1f} a CPU-second)"
    )
    print(
        f"  added {summary.kept}, changed {summary.changed}, reread {summary.reread}, unchanged {summary.unchanged}, "
        f"failed {summary.failed}"
    )
    print(
        f"  peak memory {peak_mb():.0f} MB; record {size_mb(location):.1f} MB; {counts.statements} statements, "
        f"{counts.turns} turns"
    )
    print("  kinds: " + ", ".join(f"{t.name} {t.count}" for t in counts.kinds))
    print("  issues: " + ", ".join(f"{t.name} {t.count}" for t in counts.issues))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def search(location: Path) -> None:
    with rostra.open(location, create=False) as archive:
        start = time.perf_counter()
        archive.search("warm")
        print(
            f"  index built or opened in {time.perf_counter() - start:.1f} s, {size_mb(Path(str(location) + '.index')):.1f} MB"
        )
        for name, queries in QUERIES.items():
            taken = []
            hits = 0
            for query in queries * 10:
                start = time.perf_counter()
                hits += archive.search(query).total
                taken.append(1000 * (time.perf_counter() - start))
            taken.sort()
            print(
                f"  {name:8} p50 {statistics.median(taken):6.1f} ms, p99 {taken[int(0.99 * len(taken))]:6.1f} ms "
                f"({hits // 10} hits)"
            )
        ids = [c.id for c in archive.find_statements(limit=300, order="title").items]
        taken = []
        for statement_id in ids:
            start = time.perf_counter()
            archive.get_statement(statement_id)
            taken.append(1000 * (time.perf_counter() - start))
        taken.sort()
        print(f"  statement p50 {statistics.median(taken):6.1f} ms, p99 {taken[int(0.99 * len(taken))]:6.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--archive", type=Path, default=Path("build/collections.sqlite"))
    args = parser.parse_args()
    args.archive.parent.mkdir(parents=True, exist_ok=True)
    print("first run")
    add(args.archive, args.folder)
    before = digest(args.archive)
    print("second run, nothing changed")
    add(args.archive, args.folder)
    print("  the file is byte for byte the same" if digest(args.archive) == before else "  THE FILE CHANGED")
    print("search, with facets and passages, and statements")
    search(args.archive)


if __name__ == "__main__":
    main()
