"""Turn starts on a day of a parliament's record, against the speeches that its own parser found.

    python benchmarks/congressional_record.py FOLDER [--worst 5]

FOLDER is a day such as ../shared/corpus/sets/congressional_record/CREC-1997-01-28.

A start is right when a turn of ours begins with the same words as a speech of theirs, in order. Their file is
silver: sample before trusting.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import rostra

_WORD = re.compile(r"[^\W_]+")
EDGE = 5  # words that must agree


def words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold())[:EDGE])


def speeches(record: dict[str, Any]) -> list[tuple[str, ...]]:
    """The first words of each speech, its label left out."""
    found = []
    for item in record.get("content", []):
        if item["kind"] != "speech":
            continue
        text, speaker = item["text"].strip(), (item.get("speaker") or "").strip()
        if speaker and text.casefold().startswith(speaker.casefold()):
            text = text[len(speaker) :].lstrip(" .")
        found.append(words(text))
    return found


def matches(want: list[tuple[str, ...]], got: list[tuple[str, ...]]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(got) + 1)
    for w in want:
        before = 0
        for j, g in enumerate(got, 1):
            before, row[j] = row[j], before + 1 if alike(w, g) else max(row[j], row[j - 1])
    return row[-1]


def alike(want: tuple[str, ...], got: tuple[str, ...]) -> bool:
    """The same first words; of a turn shorter than `EDGE` words all of them (their parser may have run on into the next)."""
    shorter = min(len(want), len(got))
    return shorter > 1 and want[:shorter] == got[:shorter]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("day", type=Path)
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    hits = wanted = given = 0
    pages = []
    for path in sorted((args.day / "json").glob("*.json")):
        page = args.day / "html" / (path.stem + ".htm")
        if not page.exists():
            continue
        want = speeches(json.loads(path.read_text("utf-8")))
        transcript = rostra.parse(page)
        got = [
            words(transcript.turn_text(t)[:300])
            for t in transcript.turns
            if t.role not in ("note", "heading") and t.label
        ]
        right = matches(want, got)
        hits, wanted, given = hits + right, wanted + len(want), given + len(got)
        pages.append(
            (
                len(want) + len(got) - 2 * right,
                path.stem,
                len(want),
                len(got),
                right,
                [w for w in want if w not in got][:3],
                [g for g in got if g not in want][:3],
            )
        )
    print(
        f"{len(pages)} pages: {hits} of {wanted} speeches found, {given} turns given; start F1 {2 * hits / (wanted + given):.4f}"
    )
    for row in sorted(pages, reverse=True)[: args.worst]:
        print(*row)


if __name__ == "__main__":
    main()
