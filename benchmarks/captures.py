"""What captures cost: pages from a server at loopback into a record, the same again unchanged, and what hostile answers take.

python benchmarks/captures.py ../shared/corpus/collections --pages 500
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "tests" / "collect"))

from misbehaving import MisbehavingServer, drip, endless, head, page, with_etag

from rostra.archive import open_record
from rostra.collect import capture_file, find_pages
from rostra.collect.fetch import Fetcher, FetchOptions
from rostra.pipeline.capturing import capture


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    arguments = parser.parse_args()
    server = MisbehavingServer()
    _hostile(server)
    paths = list(islice(find_pages([arguments.folder]), 0, None, 10))[: arguments.pages]
    for number, path in enumerate(paths):
        server.answers[f"/news/{number}"] = with_etag(capture_file(path).content.decode("latin-1"), f'"{number}"')
    addresses = [f"{server.url}/news/{number}" for number in range(len(paths))]
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(f"{folder}/record.sqlite")
        for what in ("first visit", "again, unchanged"):
            fetcher = Fetcher(FetchOptions(delay_s=0))
            seconds, summary = _timed(lambda fetcher=fetcher: capture(record, addresses, fetcher=fetcher))
            print(f"{what}: {1000 * seconds / len(paths):.1f} ms a page; {summary.new} new, {summary.not_modified} not modified, "
                  f"{summary.unread + summary.failed} not read")  # fmt: skip
    print(f"peak: {_peak_mib():.0f} MiB")


def _hostile(server: MisbehavingServer) -> None:
    server.answers |= {
        "/bomb": page(_bomb(), content_encoding="gzip"),
        "/endless": endless(head(content_type="text/html"), b"<p>more" * 10_000),
        "/head": endless(b"HTTP/1.1 200 OK\r\n", b"X-More: more\r\n" * 1000),
        "/drip": drip(b"a", 0.01, after=head(content_length="900000")),
    }
    fetcher = Fetcher(FetchOptions(delay_s=0, tries=1, total_s=5.0))
    before = _peak_mib()
    for path in ("/head", "/drip", "/endless", "/bomb"):
        seconds, visit = _timed(lambda path=path: fetcher.visit(f"{server.url}{path}"))
        print(f"{path}: {seconds:.2f} s, peak +{_peak_mib() - before:.0f} MiB: {visit.error}")


def _bomb() -> bytes:
    """A gigabyte in a megabyte."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b"a" * 1_000_000) for _ in range(1000)) + packer.flush()


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
