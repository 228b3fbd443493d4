"""News as a mail."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rostra.alerts.digest import SHOWN, write_digest
from rostra.alerts.news import Find, News
from rostra.archive.watched import SavedSearch
from rostra.search.results import Fragment


def make_news(query: str, question: str | None, *, total: int, note: str = "") -> News:
    search = SavedSearch(
        slug="fees", name="Fees", query=query, question=question, public=False, created_at="2024-01-01T00:00:00Z",
        run_at=None, sequence=0, told=0,
    )  # fmt: skip
    finds = tuple(make_find(number) for number in range(total))
    return News(search=search, finds=finds, total=total, until=1, note=note)


def make_find(number: int, *, role: str = "answer", asked: str = "") -> Find:
    return Find(
        statement_id="abc", turn_id=f"{role}{number}", opens_at=f"abc/t{number}", title="On the pier", kind="interview",
        date=None, place=None, role=role, speaker=None, passage=(Fragment("Fees fall.", False),), asked=asked,
    )  # fmt: skip


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


def test_a_question_and_its_answers_are_one_entry_however_they_came() -> None:
    answers = (make_find(1, asked="Do the fees fall?"), make_find(2, asked="And the dues?"))
    news = replace(make_news("fees", None, total=0), finds=(*answers, make_find(1, role="question")), total=3)
    digest = write_digest([news], base_url="https://record.example.org")
    for text in (digest.text, digest.html):
        assert text.count("https://record.example.org/statements/abc/t1") == 1
        assert text.count("On the pier") == 2
        assert text.count("Fees fall.") == 3
        assert "Do the fees fall?" not in text  # the question stands there itself
        assert "And the dues?" in text
    assert digest.text.index("Question: Fees fall.") < digest.text.index("  Fees fall.")
    assert digest.subject == "Rostra: 3 new passages for “Fees”"
