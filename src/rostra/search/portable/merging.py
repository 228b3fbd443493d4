"""From the words of parts to files of words: runs that fit in memory, merged in the order of the alphabet, cut into shards."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import msgspec

from rostra.search.portable.coding import encode

LEVELS = 4
MOST_PARTS = 20_000
"""Parts that are told of one word, those where it weighs most: a word that stands in more tells hardly anything."""

SHARD = 5_000
"""Characters of a file of words; a word with a long list fills one alone."""

SHARDS_A_PAGE = 100
"""Files of words that one page of the directory leads to."""

Lists = list[list[int]]
Entry = tuple[str, int, Lists]
"""A word, how many parts have it, and these parts by the level from 0 to 3."""


class Run:
    """The words of some neighbouring parts."""

    def __init__(self) -> None:
        self._words: dict[str, Lists] = {}

    def add(self, part: int, levels: dict[str, int]) -> None:
        """Note the words of a part; parts come in ascending order."""
        words = self._words
        for word, level in levels.items():
            lists = words.get(word)
            if lists is None:
                lists = words[word] = [[], [], [], []]
            lists[level].append(part)

    def write(self, file: Path) -> None:
        """Keep the run, sorted, a word a line."""
        with file.open("wb") as out:
            for word in sorted(self._words):
                out.write(msgspec.json.encode((word, self._words[word])) + b"\n")


def merge_runs(runs: Iterable[tuple[Path, int]]) -> Iterator[Entry]:
    """Every word of all runs, in order. Each run comes with the number of its first part, in ascending order."""
    lines = [_read(begin, file) for file, begin in runs]
    for word, found in groupby(heapq.merge(*lines, key=itemgetter(0, 1)), itemgetter(0)):
        lists: Lists = [[], [], [], []]
        for _, begin, more in found:
            for mine, theirs in zip(lists, more, strict=True):
                mine.extend([begin + part for part in theirs])
        yield word, sum(map(len, lists)), _heaviest(lists)


def _read(begin: int, file: Path) -> Iterator[tuple[str, int, Lists]]:
    decoder = msgspec.json.Decoder(tuple[str, Lists])
    with file.open("rb") as lines:
        for line in lines:
            word, lists = decoder.decode(line)
            yield word, begin, lists


def _heaviest(lists: Lists) -> Lists:
    """The parts that are told: from the heaviest level down, those with the lowest numbers first."""
    left, kept = MOST_PARTS, []
    for found in reversed(lists):
        kept.append(found[:left])
        left -= len(kept[-1])
    return kept[::-1]


class Directory(msgspec.Struct, frozen=True):
    """The first word of each page of the directory."""

    pages: tuple[str, ...]


def write_shards(entries: Iterable[Entry], write: Callable[[str, str], None]) -> Directory:
    """Cut the words into files. `write` is given a name ("words/3/17", "pages/3") and JSON.

    A file of words holds ``{word: "COUNT LEVEL0 LEVEL1 LEVEL2 LEVEL3"}``, the count only where it is not that of the parts told.
    """
    pages: list[str] = []
    firsts: list[str] = []
    for number, shard in enumerate(_shards(entries)):
        page, place = divmod(number, SHARDS_A_PAGE)
        first = next(iter(shard))
        if place == 0:
            if firsts:
                write(f"pages/{page - 1}", json.dumps(firsts, ensure_ascii=False, separators=(",", ":")))
            pages.append(first)
            firsts = []
        firsts.append(first)
        write(f"words/{page}/{place}", json.dumps(shard, ensure_ascii=False, separators=(",", ":")))
    if firsts:
        write(f"pages/{len(pages) - 1}", json.dumps(firsts, ensure_ascii=False, separators=(",", ":")))
    return Directory(tuple(pages))


def _shards(entries: Iterable[Entry]) -> Iterator[dict[str, str]]:
    shard: dict[str, str] = {}
    size = 0
    for word, count, lists in entries:
        told = sum(map(len, lists))
        spelt = " ".join([str(count) if count > told else "", *map(encode, lists)])
        if shard and size + len(word) + len(spelt) > SHARD:
            yield shard
            shard, size = {}, 0
        shard[word] = spelt
        size += len(word) + len(spelt) + 6
    if shard:
        yield shard
