"""A question finds its own answer: by words, by meaning, and by both, on real questions and answers.

python -m benchmarks.known_items ARCHIVE... [--pairs 1835]

Each archive must be prepared (`rostra meaning`). A known item is a question of at least 8 words with its answers, the first of at
least 20. The names of those who take part are taken out of the question. What is asked of is the set of answers of all drawn
questions; then all answers of the archives. Links, places, titles and dates are not used: only the words of question and answer.
Answers with all words of a question of few come first in the sums, as they do in the search. Statements are parted into two halves;
weights are chosen on the one, figures come from the other, with 95 % intervals of 1,000 bootstrap samples.
"""

from __future__ import annotations

import argparse
import random
import re
import zlib
from collections import Counter, defaultdict
from math import log
from typing import Any, NamedTuple

import numpy as np
import Stemmer

import rostra
from rostra.search.meaning import fusion
from rostra.search.meaning.asking import read
from rostra.search.meaning.building import is_read
from rostra.search.pointers import Key
from rostra.search.schema import read_passage
from rostra.search.words import fold_words

SHORTEST_QUESTION, SHORTEST_ANSWER = 8, 20
_STEMMER = Stemmer.Stemmer("english")
K1, B = 1.2, 0.75


class Item(NamedTuple):
    """A question without the names of those who take part, in which half it is, and its answers' numbers."""

    text: str
    half: int
    answers: list[int]


class Pool:
    """All answers with their words and vectors."""

    def __init__(self) -> None:
        self.words: list[Counter[str]] = []
        self.vectors: list[Any] = []
        self.items: list[Item] = []

    def add(self, location: str) -> None:
        """Take in an archive."""
        with rostra.open(location, create=False) as archive:
            nearness = archive.meaning.nearness
            for change in archive.record.changes():
                statement = archive.record.get_statement(change.statement_id)
                if is_read(statement):
                    self._add(statement, nearness)

    def _add(self, statement: Any, nearness: Any) -> None:
        transcript = statement.transcript
        texts = {t.id: read_passage(transcript, (t.start, t.end), t) for t in transcript.turns}
        numbers: dict[str, list[int]] = defaultdict(list)
        for turn in transcript.turns:
            found = nearness.find(Key(statement.id, turn.id, turn.start))
            if turn.role == "answer" and found is not None:
                numbers[turn.answers or ""].append(len(self.words))
                self.words.append(Counter(stems(texts[turn.id])))
                self.vectors.append(np.stack(nearness.vectors_of(found)))
        names = {w for t in transcript.turns for w in re.findall(r"\w+", t.speaker or "") if w[:1].isupper()}
        for question, answers in numbers.items():
            text = re.sub(r"\w+", lambda m: "" if m[0] in names else m[0], texts.get(question, ""))
            if len(text.split()) >= SHORTEST_QUESTION and self.words[answers[0]].total() >= SHORTEST_ANSWER:
                self.items.append(Item(text, zlib.crc32(statement.id.encode()) % 2, answers))


def stems(text: str) -> list[str]:
    """Folded and stemmed words."""
    found: list[str] = _STEMMER.stemWords(fold_words(text))
    return found


class Words:
    """BM25 over some answers."""

    def __init__(self, documents: list[Counter[str]]) -> None:
        lengths = np.array([document.total() for document in documents], np.float32)
        self.norms = K1 * (1 - B + B * lengths / lengths.mean())
        self.total = len(documents)
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, document in enumerate(documents):
            for word, count in document.items():
                postings[word].append((number, count))
        self.postings = {word: np.array(found, np.int64).T for word, found in postings.items()}

    def score(self, text: str) -> tuple[Any, float, Any]:
        """A score for each answer, what one with all words would score at most, and which have all of a few words."""
        scores, full, having = np.zeros(self.total, np.float32), 0.0, np.zeros(self.total, np.int64)
        asked = set(stems(text))
        for word in asked:
            at, counts = self.postings.get(word, np.zeros((2, 0), np.int64))
            rarity = log(1 + (self.total - len(at) + 0.5) / (len(at) + 0.5))
            scores[at] += rarity * counts * (K1 + 1) / (counts + self.norms[at])
            having[at] += 1
            full += rarity * (K1 + 1)
        return scores, full, (having == len(asked)) & (len(asked) <= fusion.FEW_WORDS)


def near(vectors: list[Any], text: str) -> tuple[Any, Any]:
    """How near each answer is, its nearest stretch to each of the question's on average; and how near as it counts."""
    lengths = np.array([len(each) for each in vectors])
    starts = np.cumsum([0, *lengths])[:-1]
    rows = np.concatenate(vectors) @ np.stack(read(text), axis=1)
    nearest = np.maximum.reduceat(rows, starts, axis=0).mean(axis=1)
    opening = rows[starts].mean(axis=1)
    chance = fusion.CHANCE * np.log(np.minimum(lengths, fusion.MOST_STRETCHES))
    return nearest, (1 - fusion.OPENING) * nearest + fusion.OPENING * opening - chance


def rank_of(scores: Any, right: list[int]) -> int:
    """The place of the first right answer; of those that score the same it is the last."""
    return int((scores >= scores[right].max()).sum())


def measure(items: list[Item], chosen: list[int], pool: Pool, weights: list[float]) -> dict[str, list[int]]:
    """Ranks by each way of asking, over the answers that are `chosen`."""
    place = {number: at for at, number in enumerate(chosen)}
    words = Words([pool.words[number] for number in chosen])
    vectors = [pool.vectors[number] for number in chosen]
    ranks: dict[str, list[int]] = defaultdict(list)
    for item in items:
        right = [place[number] for number in item.answers]
        worded, full, whole = words.score(item.text)
        share = worded / max(worded.max(), fusion.LEAST_FULL * full, 1e-9)
        closeness, weighed = near(vectors, item.text)
        ranks["words"].append(rank_of(worded, right))
        ranks["meaning"].append(rank_of(closeness, right))
        order_w, order_m = ((-each).argsort().argsort() + 1 for each in (worded, closeness))
        ranks["reciprocal ranks"].append(rank_of(1 / (60 + order_w) + 1 / (60 + order_m), right))
        for weight in weights:
            ranks[f"sum {weight:.2f}"].append(rank_of(weight * weighed + (1 - weight) * share + whole * 2, right))
    return ranks


def tell(name: str, ranks: list[int]) -> None:
    """MRR and R@10 with their intervals."""
    found = np.array(ranks)
    draws = np.random.default_rng(7).integers(0, len(found), (1_000, len(found)))
    parts = []
    for title, values in (("MRR", 1 / found), ("R@1", found == 1), ("R@10", found <= 10)):
        low, high = np.percentile(values[draws].mean(axis=1), [2.5, 97.5])
        parts.append(f"{title} {values.mean():.3f} [{low:.3f}, {high:.3f}]")
    print(f"  {name:18} {'  '.join(parts)}", flush=True)


def main() -> None:
    """Choose on one half, tell of the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archives", nargs="+")
    parser.add_argument("--pairs", type=int, default=1835)
    parser.add_argument("--all", type=int, default=300, help="questions asked of all answers")
    asked = parser.parse_args()
    pool = Pool()
    for location in asked.archives:
        pool.add(location)
    print(f"{len(pool.words)} answers, {len(pool.items)} questions")
    drawn = []
    for half in (0, 1):
        candidates = [item for item in pool.items if item.half == half]
        drawn.append(random.Random(7).sample(candidates, min(asked.pairs, len(candidates))))
    grid = [round(0.5 + 0.05 * step, 2) for step in range(8)]
    best = 0.0
    for name, items in (("chosen on", drawn[0]), ("told of", drawn[1])):
        chosen = sorted({number for item in items for number in item.answers})
        print(f"{name}: {len(items)} questions, {len(chosen)} answers")
        ranks = measure(items, chosen, pool, [best] if best else grid)
        for way, found in ranks.items():
            tell(way, found)
        best = best or max(grid, key=lambda weight: float(np.mean(1 / np.array(ranks[f"sum {weight:.2f}"]))))
    few = drawn[1][: asked.all]
    print(f"of all {len(pool.words)} answers, {len(few)} questions")
    for way, found in measure(few, list(range(len(pool.words))), pool, [best]).items():
        tell(way, found)


if __name__ == "__main__":
    main()
