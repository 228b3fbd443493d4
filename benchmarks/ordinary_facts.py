"""What is read as title and date of ordinary web pages, and how often a page without a date gets one.

    python benchmarks/ordinary_facts.py ../shared/corpus/sets/wcxb [--show]

The pages are of WCXB's development part, whose annotators wrote down a title and, where a page has one, its date of publication. A
title is right when nine words in ten are common to both; a date when it is the page's date of the event or of publication. `--show`
lists the pages without a date that get one.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path

import rostra
from rostra.model import RostraError
from rostra.quality.compare import words
from rostra.quality.measure import f1


def title_is_right(truth: str, title: str | None) -> bool:
    """Whether nearly all words are common, site's name and subtitle apart."""
    ours, theirs = set(words(title or "")), set(words(truth))
    return f1(len(ours & theirs), len(theirs), len(ours)) >= 0.9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wcxb", type=Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    tally: dict[str, list[bool]] = defaultdict(list)
    for path in sorted((args.wcxb / "dev/ground-truth").glob("*.json")):
        page = json.loads(path.read_text("utf-8"))
        truth, sort = page["ground_truth"], page["_internal"]["page_type"]["primary"]
        html = next((args.wcxb / "dev/html").glob(path.stem + ".*"))
        try:
            event = rostra.parse(gzip.decompress(html.read_bytes()), uri=html.name).event
        except RostraError:
            continue
        if truth.get("title"):
            tally["title right"].append(title_is_right(truth["title"], event.title))
        if truth.get("publish_date"):
            tally["date right"].append(truth["publish_date"] in (event.date, event.published))
            continue
        tally["date where there is none"].append(event.date is not None)
        tally[f"date where there is none: {sort}"].append(event.date is not None)
        if event.date and args.show:
            print(f"  {html.name} {sort}: {event.date} by {event.evidence['date'].rule}, {event.title}")
    for name, hits in sorted(tally.items()):
        print(f"{name:40} {sum(hits):4} of {len(hits):4}  {sum(hits) / len(hits):.3f}")


if __name__ == "__main__":
    main()
