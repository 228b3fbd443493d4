"""Any string whatever is a query: it is answered, never an error, and never slow. `ROSTRA_FUZZ=100000` asks so many."""

from __future__ import annotations

import os
import random
import sys

import pytest
from fakes import FakeRecord

from rostra.search import Index, open_index
from rostra.search.parser import parse
from rostra.search.query import canonical

COUNT = int(os.environ.get("ROSTRA_FUZZ", "4000"))
PIECES = [
    "(", ")", '"', "“", "”", "*", "?", "~", "~2", "=", "-", "--", "..", ":", "/", "\\", "'", "&", "|", "+", "^", "[", "]",
    "{", "}", "<", "AND", "OR", "NOT", "NEAR", "NEAR/3", "NEAR/999999", "and", "speaker:", "about:", "asked-by:", "question:",
    "answer:", "date:", "2014", "2014-08", "2014..", "..2015", "9999-99-99", "title:", "country:", "role:answer", "kind:",
    "corridor", "harv*", "h*", "*", "?", "wo*d", "corridr~", "a", "winter", "=été", "停戦", "협상", "การ", "كتاب", "שלום",
    "İ", "ı", "ß", "ﬁ", "\u0301", "\u200f", "\u0000", "\ud7ff", "\U0001f600", "\ufeff", "\u202e", " ", "  ", "\n", "\t",
    "speaker=", "speaker !=", "x:date>", "date:>=", ">2014", "2014-2015", "2014 – 2015", "…", "||", "&&", "צה\"ל",
    "'; DROP TABLE turns; --", "../../etc/passwd", "%00", "<script>", "${7*7}",
]  # fmt: skip


def strings(count: int) -> list[str]:
    """Queries of every sort: pieces of the language in any order, characters of all planes, long runs and deep nests."""
    chance = random.Random(20)
    made = []
    for number in range(count):
        match number % 8:
            case 0:
                made.append("".join(chr(_character(chance)) for _ in range(chance.randrange(40))))
            case 1:
                made.append("".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 60))))
            case 2:
                deep = chance.randrange(1, 200)
                made.append("(" * deep + "winter" + ")" * chance.randrange(deep + 2))
            case 3:
                made.append(chance.choice(PIECES) * chance.randrange(1, 700))
            case _:
                made.append(" ".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 14))))
    return made


def _character(chance: random.Random) -> int:
    while 0xD800 <= (point := chance.randrange(sys.maxunicode + 1)) <= 0xDFFF and chance.random() < 0.9:
        continue
    return point


@pytest.fixture
def index(record: FakeRecord) -> Index:
    return open_index(record, ":memory:")


def test_every_string_is_a_query_and_is_answered(index: Index) -> None:
    for text in strings(COUNT):
        query = parse(text)
        assert parse(canonical(query.tree)).tree == query.tree, ascii(text)
        results = index.search(text, limit=5)
        assert results.total >= len(results.hits), ascii(text)
        for part in results.facets[:1]:
            assert all(value.count for value in part.values)
