"""News as a mail."""

from __future__ import annotations

import pytest

from rostra.alerts.digest import SHOWN, write_digest
from rostra.alerts.news import Find, News
from rostra.archive.records import SavedSearch
from rostra.search.results import Fragment


def make_news(query: str, question: str | None, *, total: int, note: str = "") -> News:
    search = SavedSearch(
        slug="fees", name="Fees", query=query, question=question, public=False, created_at="2024-01-01T00:00:00Z",
        run_at=None, sequence=0, told=0,
    )  # fmt: skip
    find = Find(
        statement_id="abc", turn_id="t2", opens_at="abc/t1", title="On the pier", kind="interview", date=None, place=None,
        role="answer", speaker=None, passage=(Fragment("Fees fall.", False),),
    )  # fmt: skip
    return News(search=search, finds=(find,) * total, total=total, until=1, note=note)


@pytest.mark.parametrize(
    ("query", "question", "address"),
    [
        ("harbour fees", None, "/search?order=added&q=harbour%20fees"),
        ("", "abc/t1", "/statements/abc/t1"),
    ],
)
def test_what_is_not_shown_is_counted_with_the_way_to_it(query: str, question: str | None, address: str) -> None:
    digest = write_digest([make_news(query, question, total=SHOWN + 3)], base_url="https://record.example.org")
    assert f"… and 3 more\nhttps://record.example.org{address}\n" in digest.text
    assert f'href="https://record.example.org{address.replace("&", "&amp;")}"' in digest.html
    assert digest.text.count("Fees fall.") == SHOWN


def test_a_notice_is_no_passage() -> None:
    digest = write_digest([make_news("", "abc/t1", total=0, note="It has gone.")])
    assert digest.subject == "Rostra: a notice for “Fees”"
    assert "It has gone." in digest.text
    assert "It has gone." in digest.html
    both = write_digest([make_news("pier", None, total=1), make_news("", "abc/t1", total=0, note="It has gone.")])
    assert both.subject == "Rostra: 1 new passage for 2 saved searches"
