"""How many ordinary web pages get turns that they should not have.

    python benchmarks/ordinary_pages.py ../shared/corpus/sets/wcxb [--show]

The pages are of WCXB's development part: articles, forums, products, services, listings, documentation. None is known to be a
transcript, though one or the other prints an interview; `--show` lists those that get turns.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from pathlib import Path

import rostra
from rostra.model import RostraError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wcxb", type=Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    pages: Counter[str] = Counter()
    turned: Counter[str] = Counter()
    unread = 0
    start = time.process_time()
    for truth in sorted((args.wcxb / "dev/ground-truth").glob("*.json")):
        sort = json.loads(truth.read_text("utf-8"))["_internal"]["page_type"]["primary"]
        path = next((args.wcxb / "dev/html").glob(truth.stem + ".*"))
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            transcript = rostra.parse(content, uri=path.name)
        except RostraError:
            unread += 1
            continue
        pages[sort] += 1
        turned[sort] += bool(transcript.turns)
        if transcript.turns and args.show:
            print(f"  {path.name} {sort}: {len(transcript.turns)} turns, {transcript.event.title}")
    seconds = time.process_time() - start
    total = sum(pages.values())
    print(
        f"{sum(turned.values())} of {total} pages get turns ({unread} hold no text): "
        + ", ".join(f"{k} {v}" for k, v in turned.items() if v)
    )
    print(f"{total / seconds:.1f} pages a CPU-second through parse, start-up included")


if __name__ == "__main__":
    main()
