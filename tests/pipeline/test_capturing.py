"""Addresses into a record and sources that are watched, against a server that misbehaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from misbehaving import MisbehavingServer, head, page, raw, redirect, with_etag

from rostra.archive import Record, open_record
from rostra.collect.fetch import Clock, Fetcher, FetchOptions
from rostra.model import UsageError
from rostra.pipeline.capturing import capture, in_turns, user_agent
from rostra.pipeline.watching import visit_due, watch

TALK = """<!doctype html><html lang="en"><head><title>On the {what}</title></head><body><article>
<h1>On the {what}: press conference by Jonas Veldt, Minister of Harbours, Velgrad, 6 August 2014</h1>
<p><b>Jonas Veldt:</b> Good day. The {what} between Velgrad and Salt Quay will run again from the first of May this year.</p>
<p><b>Question:</b> Will the {what} also carry lorries, and who pays for the new ramp of it?</p>
<p><b>Jonas Veldt:</b> It will carry lorries up to ten tonnes. The ramp is paid for by both ports together.</p>
</article></body></html>"""
FERRY, TRAIN = TALK.format(what="ferry"), TALK.format(what="mountain train")
Step = Callable[..., Any]


class Days:
    """A clock that tests move by days; waiting costs nothing."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 1, 8, tzinfo=UTC)

    def fetcher(self) -> Fetcher:
        clock = Clock(sleep=lambda _: None, now=lambda: self.now)
        return Fetcher(FetchOptions(delay_s=0, tries=1, silence_s=0.5, total_s=2.0), clock=clock)

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    server = MisbehavingServer()
    yield server
    server.close()


@pytest.fixture
def record() -> Iterator[Record]:
    record = open_record(":memory:")
    yield record
    record.close()


@pytest.fixture
def days() -> Days:
    return Days()


def feed(*pages: str, **updated: str) -> Any:
    items = "".join(f"<item><link>{each}</link></item>" for each in pages)
    return page(f"<rss><channel>{items}</channel></rss>", kind="application/rss+xml")


# captures


def test_a_page_is_captured_as_evidence_and_as_a_statement(
    server: MisbehavingServer, record: Record, days: Days
) -> None:
    server.answers["/1"] = page(FERRY, etag='"1"')
    summary = capture(record, [f"{server.url}/1"], fetcher=days.fetcher())
    (done,) = summary.pages
    assert (summary.new, summary.added, done.outcome, done.became) == (1, 1, "new", "added")
    statement = record.get_statement(done.statement_id or "")
    (version,) = statement.versions
    assert (version.uri, version.captured_at) == (f"{server.url}/1", "2024-05-01T08:00:00.000Z")
    kept = record.get_capture(version.sha256)
    assert kept.content == FERRY.encode()
    assert ("etag", '"1"') in kept.headers
    assert [visit.statement for visit in record.visits(f"{server.url}/1")] == [statement.id]


def test_a_page_over_time_becomes_captures_and_versions(server: MisbehavingServer, record: Record, days: Days) -> None:
    states = [FERRY, FERRY, FERRY.replace("ten tonnes", "nine tonnes")]
    for state in states:
        server.answers["/1"] = page(state)
        summary = capture(record, [f"{server.url}/1"], fetcher=days.fetcher())
        days.pass_(days=1)
    visits = record.visits(f"{server.url}/1")
    assert [visit.outcome for visit in visits] == ["new", "same", "new"]
    statement = record.get_statement(summary.pages[0].statement_id or "")
    assert [version.captured_at[:10] for version in statement.versions if version.captured_at] == [
        "2024-05-01",
        "2024-05-03",
    ]
    assert statement.versions[1].changed_turns == 1
    assert {visit.statement for visit in visits} == {statement.id}


def test_an_unchanged_page_is_not_sent_again(server: MisbehavingServer, record: Record, days: Days) -> None:
    server.answers["/1"] = with_etag(FERRY, '"7"')
    for _ in range(2):
        summary = capture(record, [f"{server.url}/1"], fetcher=days.fetcher())
    assert (summary.not_modified, summary.pages[0].outcome) == (1, "not-modified")
    assert server.headers["if-none-match"] == '"7"'


HARMLESS = {
    "gone": page("gone", status=410),
    "trouble": page("trouble", status=500),
    "cut": raw(head(content_length="5000") + b"<p>half"),
    "nothing": raw(b""),
    "empty": page(""),
    "front page": redirect("/"),
    "not of the web": redirect("file:///etc/passwd"),
    "maintenance": page(
        "<html><body><h1>Back soon</h1><p>We are working on our site. Please come back in an hour.</p></body></html>"
    ),
    "no page": page(b"\x89PNG\r\n\x1a\n\0\0\0", kind="text/html"),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_a_visit_that_brings_no_page_harms_nothing(
    server: MisbehavingServer, record: Record, days: Days, case: str
) -> None:
    server.answers |= {"/1": page(FERRY), "/": page(TRAIN)}
    first = capture(record, [f"{server.url}/1"], fetcher=days.fetcher()).pages[0].statement_id or ""
    before, sequence = record.get_statement(first), record.latest_sequence()
    server.answers["/1"] = HARMLESS[case]
    summary = capture(record, [f"{server.url}/1"], fetcher=days.fetcher())
    assert summary.failed + summary.refused + summary.unread == 1
    assert summary.pages[0].failure
    assert record.get_statement(first) == before
    assert record.latest_sequence() == sequence
    assert len(record.visits(f"{server.url}/1")) == 2


def test_what_cannot_be_read_is_kept_as_evidence(server: MisbehavingServer, record: Record, days: Days) -> None:
    odd = b"\x00\x01\x02\xff" * 50
    server.answers["/1"] = page(odd, kind="text/html; charset=klingon")
    summary = capture(record, [f"{server.url}/1"], fetcher=days.fetcher())
    assert (summary.new, summary.unread) == (1, 1)
    (visit,) = record.visits(f"{server.url}/1")
    assert visit.statement is None
    assert record.get_capture(visit.sha256 or "").content == odd


def test_a_page_that_was_not_read_is_read_when_it_is_next_found_unchanged(
    server: MisbehavingServer, record: Record, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/1"] = with_etag(FERRY, '"7"')
    with monkeypatch.context() as broken:
        broken.setattr("rostra.pipeline.capturing.make_entry", lambda _: 1 // 0)
        summary = capture(record, [f"{server.url}/1"], fetcher=days.fetcher())
    assert (summary.unread, summary.pages[0].failure and summary.pages[0].failure.code) == (1, "parser-failed")
    summary = capture(record, [f"{server.url}/1"], fetcher=days.fetcher())
    assert (summary.not_modified, summary.added) == (1, 1)
    assert record.visits(f"{server.url}/1")[0].statement == summary.pages[0].statement_id


def test_a_feed_stands_for_its_pages_and_one_bad_page_stops_nothing(
    server: MisbehavingServer, record: Record, days: Days
) -> None:
    server.answers |= {"/feed": feed("/none", "/1", "file:///etc/passwd", "/2"), "/1": page(FERRY), "/2": page(TRAIN)}
    summary = capture(record, [f"{server.url}/feed"], fetcher=days.fetcher())
    assert (summary.listed, summary.added, summary.failed) == (1, 2, 1)
    assert {visit.via for visit in record.visits(f"{server.url}/2")} == {f"{server.url}/feed"}
    assert record.visits(f"{server.url}/feed")[0].sha256 is None


def test_what_is_no_address_is_wrong_use_before_anything_is_asked(server: MisbehavingServer, record: Record) -> None:
    with pytest.raises(UsageError):
        capture(record, [f"{server.url}/1", "file:///etc/passwd"])
    assert server.asked == []


def test_hosts_take_turns() -> None:
    waits = {"a": 5.0, "b": 0.0}
    addresses = ["http://a/1", "http://a/2", "http://b/1", "http://b/2"]
    asked = list(in_turns(addresses, lambda address: waits[address[7]]))
    assert asked == ["http://b/1", "http://b/2", "http://a/1", "http://a/2"]
    assert list(in_turns(addresses, lambda _: 0.0)) == ["http://a/1", "http://b/1", "http://a/2", "http://b/2"]


def test_we_say_who_we_are() -> None:
    assert user_agent("9", "") == "Rostra/9 (archive of published statements)"
    assert "\n" not in user_agent("9", "https://x.example/\r\nCookie: a(b)")


# watching


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
