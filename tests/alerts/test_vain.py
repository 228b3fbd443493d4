"""Under which spelling a query that found nothing is counted, and which are not."""

from __future__ import annotations

import pytest

from rostra.alerts.vain import spelled
from rostra.search.parser import parse

COUNTED = [
    ("Lighthouse  keeper", "lighthouse keeper"),
    ("Jane Doe", "jane doe"),
    ("ferry OR Lorry", "ferry OR lorry"),
    ("Ferry -Lorry", "ferry NOT lorry"),
    ("ferry 2014-08-06", "ferry date:2014-08-06"),
    ("ferry date:6.8.2014", "ferry date:2014-08-06"),
    ("(2014..2015) ferry", "date:2014..2015 ferry"),
    ("ferry Date>=2014-08-06", "ferry date:2014-08-06.."),
    ("ferry 2014-2015", "ferry date:2014..2015"),
    ("question:(Pier Fees) answer:Ship*", "question:(pier fees) answer:ship*"),
    ('NOT "Pier Fees" NEAR/5 Harbour', 'NOT "pier fees" NEAR/5 harbour'),
    ("=Été straße", "=été strasse"),
]


@pytest.mark.parametrize(("query", "wanted"), COUNTED)
def test_one_spelling_that_asks_the_same(query: str, wanted: str) -> None:
    assert spelled(query) == wanted
    assert spelled(wanted) == wanted
    assert type(parse(wanted).tree) is type(parse(query).tree)


@pytest.mark.parametrize(
    "query",
    [
        "ines@example.org", "https://example.org", "0331 555 1234", "0331/5551234", "4111 1111 1111 1111", "passport 123456",
        "20140806", "2014/8/6-555-1234", "2014-08-06 0331-555-12", "x" * 101, "", "!?",
    ],
)  # fmt: skip
def test_what_may_belong_to_one_person_is_not_counted(query: str) -> None:
    assert spelled(query) == ""
