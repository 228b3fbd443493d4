"""Sources that are watched, against a server that misbehaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from misbehaving import MisbehavingServer, page
from visiting import FERRY, TALK, TRAIN, Days, feed

from rostra.archive import Record
from rostra.pipeline.watching import visit_due, watch


def test_a_feed_is_watched_and_new_pages_are_taken(server: MisbehavingServer, record: Record, days: Days) -> None:
    server.answers |= {"/feed": feed("/1"), "/1": page(FERRY), "/2": page(TRAIN)}
    summary = watch(record, [f"{server.url}/feed"], every_s=3600, fetcher=days.fetcher())
    assert summary.added == 1
    (source,) = record.sources()
    assert (source.kind, source.next_at, source.failures) == ("feed", "2024-05-01T09:00:00.000Z", 0)
    server.answers["/feed"] = feed("/2", "/1")
    assert visit_due(record, fetcher=days.fetcher()).visited == 0
    days.pass_(hours=2)
    assert visit_due(record, fetcher=days.fetcher()).added == 1
    assert server.counts["/1"] == 1


def test_known_pages_are_looked_at_again_ever_more_rarely(
    server: MisbehavingServer, record: Record, days: Days
) -> None:
    server.answers |= {"/feed": feed("/1"), "/1": page(FERRY)}
    watch(record, [f"{server.url}/feed"], every_s=3600, fetcher=days.fetcher())
    server.answers["/feed"] = feed()
    looked = []
    for day in range(1, 20):
        days.pass_(days=1)
        before = server.counts["/1"]
        visit_due(record, fetcher=days.fetcher())
        looked += [day] * (server.counts["/1"] - before)
    assert looked == [1, 2, 4, 8, 16]


def test_a_silent_edit_is_found_and_begins_the_looks_anew(
    server: MisbehavingServer, record: Record, days: Days
) -> None:
    server.answers |= {"/feed": feed("/1"), "/1": page(FERRY)}
    watch(record, [f"{server.url}/feed"], every_s=3600, fetcher=days.fetcher())
    for _ in range(8):
        days.pass_(days=1)
        visit_due(record, fetcher=days.fetcher())
    days.pass_(days=8)
    server.answers["/1"] = page(FERRY.replace("ten tonnes", "nine tonnes"))
    assert visit_due(record, fetcher=days.fetcher()).changed == 1
    days.pass_(days=1)
    before = server.counts["/1"]
    visit_due(record, fetcher=days.fetcher())
    assert server.counts["/1"] == before + 1


def test_a_page_that_the_source_says_was_changed_is_visited_at_once(
    server: MisbehavingServer, record: Record, days: Days
) -> None:
    def sitemap(day: str) -> Any:
        return page(f"<urlset><url><loc>/1</loc><lastmod>2024-05-{day}</lastmod></url></urlset>", kind="text/xml")

    server.answers |= {"/map": sitemap("01"), "/1": page(FERRY)}
    watch(record, [f"{server.url}/map"], every_s=3600, fetcher=days.fetcher())
    days.pass_(hours=17)
    server.answers["/map"] = sitemap("02T00:30:00Z")
    assert visit_due(record, fetcher=days.fetcher()).same == 1


def test_an_index_of_sitemaps_is_followed(server: MisbehavingServer, record: Record, days: Days) -> None:
    index = "<sitemapindex><sitemap><loc>/s1</loc></sitemap><sitemap><loc>/none</loc></sitemap></sitemapindex>"
    server.answers |= {"/map": page(index, kind="text/xml"), "/1": page(FERRY)}
    server.answers["/s1"] = page("<urlset><url><loc>/1</loc></url></urlset>", kind="text/xml")
    summary = watch(record, [f"{server.url}/map"], every_s=3600, fetcher=days.fetcher())
    assert (summary.added, summary.listed, summary.failed) == (1, 2, 1)
    assert "/none" in (record.sources()[0].error or "")


def test_a_list_page_is_known_as_one_and_its_statements_are_taken(
    server: MisbehavingServer, record: Record, days: Days
) -> None:
    links = "".join(f'<li><a href="/news/{n}">What the minister said about harbour {n}</a></li>' for n in range(6))
    server.answers |= {"/list": page(f"<ul>{links}</ul>")} | {
        f"/news/{n}": page(TALK.format(what=f"line {n} boat")) for n in range(6)
    }
    summary = watch(record, [f"{server.url}/list"], every_s=3600, fetcher=days.fetcher())
    assert record.sources()[0].kind == "list"
    assert (summary.added + summary.changed, record.count().statements) == (6, 6)


def test_links_of_a_long_list_beyond_the_bound_wait_for_the_next_run(
    server: MisbehavingServer, record: Record, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rostra.pipeline.watching.MOST_OF_LIST", 4)
    links = "".join(f'<li><a href="/news/{n}">What the minister said about harbour {n}</a></li>' for n in range(6))
    server.answers |= {"/list": page(f"<ul>{links}</ul>")} | {
        f"/news/{n}": page(TALK.format(what=f"line {n} boat")) for n in range(6)
    }
    assert watch(record, [f"{server.url}/list"], every_s=3600, fetcher=days.fetcher()).left == 2
    assert visit_due(record, fetcher=days.fetcher()).left == 0
    assert [server.counts[f"/news/{n}"] for n in range(6)] == [1] * 6


def test_a_source_is_read_before_its_pages_are_looked_at_again(
    server: MisbehavingServer, record: Record, days: Days
) -> None:
    server.answers |= {"/feed": feed("/1"), "/1": page(FERRY)}
    watch(record, [f"{server.url}/feed"], every_s=30 * 86400, fetcher=days.fetcher())
    days.pass_(days=2)
    server.answers["/1"] = page(FERRY.replace("ten tonnes", "nine tonnes"))
    assert visit_due(record, fetcher=days.fetcher()).changed == 1  # of a private machine, as this server is


def test_a_single_page_is_watched(server: MisbehavingServer, record: Record, days: Days) -> None:
    server.answers["/1"] = page(FERRY)
    watch(record, [f"{server.url}/1"], every_s=3600, fetcher=days.fetcher())
    assert record.sources()[0].kind == "page"
    server.answers["/1"] = page(FERRY.replace("ten tonnes", "nine tonnes"))
    days.pass_(hours=1)
    assert visit_due(record, fetcher=days.fetcher()).changed == 1


def test_a_source_in_trouble_is_asked_ever_more_rarely_and_recovers(
    server: MisbehavingServer, record: Record, days: Days
) -> None:
    server.answers |= {"/feed": feed("/1"), "/1": page(FERRY)}
    watch(record, [f"{server.url}/feed"], every_s=3600, fetcher=days.fetcher())
    server.answers["/feed"] = page("", status=500)
    pauses = []
    for _ in range(6):
        days.now = datetime.fromisoformat(record.sources()[0].next_at)
        visit_due(record, fetcher=days.fetcher())
        pauses.append((datetime.fromisoformat(record.sources()[0].next_at) - days.now) / timedelta(hours=1))
    assert pauses == [2, 4, 8, 16, 24, 24]
    assert (record.sources()[0].failures, record.sources()[0].error) == (6, "The server is in trouble (500)")
    server.answers["/feed"] = feed("/1")
    days.now = datetime.fromisoformat(record.sources()[0].next_at)
    visit_due(record, fetcher=days.fetcher())
    assert record.sources()[0].failures == 0


def test_what_brings_nothing_is_not_watched(server: MisbehavingServer, record: Record, days: Days) -> None:
    assert watch(record, [f"{server.url}/none"], every_s=3600, fetcher=days.fetcher()).failed == 1
    assert record.sources() == ()


def test_pages_beyond_the_bound_wait_for_the_next_run(
    server: MisbehavingServer, record: Record, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rostra.pipeline.watching.MOST_NEW", 2)
    server.answers |= {
        "/feed": feed("/1", "/2", "/3"),
        "/1": page(FERRY),
        "/2": page(TRAIN),
        "/3": page(TALK.format(what="bus")),
    }
    assert watch(record, [f"{server.url}/feed"], every_s=3600, fetcher=days.fetcher()).left == 1
    summary = visit_due(record, fetcher=days.fetcher())
    assert (summary.left, server.counts["/3"], server.counts["/1"]) == (0, 1, 1)
