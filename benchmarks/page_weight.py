"""How much a reader loads: pages of statements over an archive, raw and as they are sent, beside the words in them.

python -m benchmarks.page_weight ARCHIVE
"""

from __future__ import annotations

import gzip
import random
import re
import sys
from html import unescape

from litestar.testing import TestClient

import rostra
from rostra.web import create_app

DRAWN, LONGEST, LISTS = (
    300,
    15,
    ("/", "/archive", "/people", "/tags", "/about", "/search?q=peace", "/concordance?q=peace"),
)

ONWARD = re.compile(r'<a rel="next" href="([^"]*page=[^"]*)"')


def main() -> None:
    """Print the weights in kB."""
    location = sys.argv[1]
    with rostra.open(location) as archive, TestClient(create_app(location)) as client:
        cards, total = [], archive.count().statements
        while len(cards) < total:
            cards += archive.find_statements(order="oldest", limit=500, offset=len(cards)).items
        drawn = random.Random(1).sample(cards, min(DRAWN, len(cards)))
        sizes = sorted(weights for card in drawn for weights in _weigh_all(client, card.id))
        sent = sorted(size for _, size in sizes)
        for name, each in (("raw", [raw for raw, _ in sizes]), ("sent", sent)):
            over = sum(size > 60_000 for size in each)
            print(
                f"{name}: median {each[len(each) // 2]:,}, 95 of 100 {each[len(each) * 95 // 100]:,}, over 60 kB {over}"
            )
        for card in sorted(cards, key=lambda card: -card.turns)[:LONGEST]:
            transcript = archive.get_statement(card.id).transcript
            words = "".join(transcript.turn_text(turn) for turn in transcript.turns).encode()
            weighed = _weigh_all(client, card.id)
            raw, packed = (max(each) for each in zip(*weighed, strict=True))
            print(
                f"{card.id} {card.turns} turns on {len(weighed)} pages: {raw:,} raw, {packed:,} sent at most;"
                f" words {len(words):,}, {len(gzip.compress(words)):,}"
            )
        for path in LISTS:
            print(path, *_weights(client, path))


def _weigh_all(client: TestClient, statement: str) -> list[tuple[int, int]]:  # type: ignore[type-arg]
    """Every page of a statement."""
    path, weighed = f"/statements/{statement}", []
    while path:
        weighed.append(_weights(client, path))
        onward = ONWARD.search(client.get(path).text)
        path = unescape(onward[1]) if onward else ""
    return weighed


def _weights(client: TestClient, path: str) -> tuple[int, int]:  # type: ignore[type-arg]
    page = client.get(path, headers={"accept-encoding": "identity"}).content
    return len(page), len(gzip.compress(page, 6))


if __name__ == "__main__":
    main()
