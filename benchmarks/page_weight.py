"""How much a reader loads: pages of statements over an archive, raw and as they are sent, beside the words in them.

python -m benchmarks.page_weight ARCHIVE
"""

from __future__ import annotations

import gzip
import random
import sys

from litestar.testing import TestClient

import rostra
from rostra.web import create_app

DRAWN, LONGEST, LISTS = (
    300,
    15,
    ("/", "/archive", "/people", "/tags", "/about", "/search?q=peace", "/concordance?q=peace"),
)


def main() -> None:
    """Print the weights in kB."""
    location = sys.argv[1]
    with rostra.open(location) as archive, TestClient(create_app(location)) as client:
        cards, total = [], archive.count().statements
        while len(cards) < total:
            cards += archive.find_statements(order="oldest", limit=500, offset=len(cards)).items
        drawn = random.Random(1).sample(cards, min(DRAWN, len(cards)))
        sizes = sorted(_weights(client, f"/statements/{card.id}") for card in drawn)
        sent = sorted(size for _, size in sizes)
        for name, each in (("raw", [raw for raw, _ in sizes]), ("sent", sent)):
            over = sum(size > 60_000 for size in each)
            print(
                f"{name}: median {each[len(each) // 2]:,}, 95 of 100 {each[len(each) * 95 // 100]:,}, over 60 kB {over}"
            )
        for card in sorted(cards, key=lambda card: -card.turns)[:LONGEST]:
            transcript = archive.get_statement(card.id).transcript
            words = "".join(transcript.turn_text(turn) for turn in transcript.turns).encode()
            raw, packed = _weights(client, f"/statements/{card.id}")
            print(
                f"{card.id} {card.turns} turns: {raw:,} raw, {packed:,} sent; words {len(words):,}, {len(gzip.compress(words)):,}"
            )
        for path in LISTS:
            print(path, *_weights(client, path))


def _weights(client: TestClient, path: str) -> tuple[int, int]:  # type: ignore[type-arg]
    page = client.get(path, headers={"accept-encoding": "identity"}).content
    return len(page), len(gzip.compress(page, 6))


if __name__ == "__main__":
    main()
