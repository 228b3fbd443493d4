"""Addresses into a record, against a server that misbehaves."""

from __future__ import annotations

from typing import Any

import pytest
from misbehaving import MisbehavingServer, head, page, raw, redirect, with_etag
from visiting import FERRY, TALK, TRAIN, Days, feed

from rostra.archive import Record
from rostra.model import UnkeepableError, UsageError
from rostra.pipeline.capturing import Captured, StoppedError, capture, in_turns, user_agent
from rostra.pipeline.watching import watch


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


@pytest.mark.parametrize("tagged", [True, False])
def test_pages_of_a_feed_beyond_the_bound_are_reached_by_the_next_runs(
    server: MisbehavingServer, record: Record, days: Days, monkeypatch: pytest.MonkeyPatch, tagged: bool
) -> None:
    monkeypatch.setattr("rostra.pipeline.capturing.MOST_PAGES", 2)
    talks = {f"/{n}": page(TALK.format(what=f"boat of line {n}")) for n in range(5)}
    named = "".join(f"<item><link>{each}</link></item>" for each in talks)
    rss = f"<rss><channel>{named}</channel></rss>"
    server.answers |= talks | {"/feed": with_etag(rss, '"7"') if tagged else page(rss)}
    runs = [capture(record, [f"{server.url}/feed"], fetcher=days.fetcher()) for _ in range(4)]
    assert [run.left for run in runs] == [3, 1, 0, 0]
    assert [server.counts[each] for each in talks] == [1] * 5
    assert runs[3].not_modified == tagged


def test_what_an_interruption_left_of_a_feed_is_reached_by_the_next_run(
    server: MisbehavingServer, record: Record, days: Days
) -> None:
    server.answers |= {"/feed": with_etag("<rss><item><link>/1</link></item><item><link>/2</link></item></rss>", '"7"')}
    server.answers |= {"/1": page(FERRY), "/2": page(TRAIN)}

    def stop(_: Captured) -> None:
        raise StoppedError

    assert capture(record, [f"{server.url}/feed"], fetcher=days.fetcher(), on_page=stop).interrupted
    assert capture(record, [f"{server.url}/feed"], fetcher=days.fetcher()).added == 1
    assert record.count().statements == 2


@pytest.mark.parametrize("method", ["add", "add_visit"])
@pytest.mark.parametrize("watching", [False, True])
def test_a_page_that_cannot_be_kept_is_named_and_the_run_goes_on(
    server: MisbehavingServer, record: Record, days: Days, monkeypatch: pytest.MonkeyPatch, method: str, watching: bool
) -> None:
    server.answers |= {"/feed": feed("/1", "/2"), "/1": page(FERRY), "/2": page(TRAIN)}
    keep = getattr(record, method)

    def refuse(what: Any) -> Any:
        if (what.capture.uri if method == "add" else what.final or (what.content and what.address) or "").endswith(
            "/1"
        ):
            raise UnkeepableError("The archive x: index row is too large.", hint="Report it, please.")
        return keep(what)

    monkeypatch.setattr(record, method, refuse)
    if watching:
        summary = watch(record, [f"{server.url}/feed"], every_s=3600, fetcher=days.fetcher())
        assert record.sources()[0].checked_at
    else:
        summary = capture(record, [f"{server.url}/feed"], fetcher=days.fetcher())
    assert (summary.added, summary.unread + summary.failed) == (1, 1)
    assert [each.failure.code for each in summary.pages if each.failure] == ["unkeepable"]
    assert len(record.visits(f"{server.url}/1")) == 1


def test_a_number_that_no_column_can_keep_ends_no_run(
    server: MisbehavingServer, record: Record, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rostra.archive.rows.MOST_VIEWS", 10**30)
    monkeypatch.setattr("rostra.structure.furniture.MOST_VIEWS", 10**30)
    views = FERRY.replace("</article>", "</article><p>Views: 12000000000000000000</p>")
    server.answers |= {"/feed": feed("/1", "/2"), "/1": page(views), "/2": page(TRAIN)}
    summary = capture(record, [f"{server.url}/feed"], fetcher=days.fetcher())
    assert (summary.added, summary.unread) == (1, 1)
    assert [each.failure.code for each in summary.pages if each.failure] == ["unkeepable"]


@pytest.mark.parametrize("number", ["12000000000000000000", "9" * 30, "99 999 999 999 999 999"])
def test_a_page_with_a_huge_number_of_views_ends_no_run(
    server: MisbehavingServer, record: Record, days: Days, number: str
) -> None:
    views = FERRY.replace("</article>", f"</article><p>Views: {number}</p>")
    server.answers |= {"/feed": feed("/1", "/2"), "/1": page(views), "/2": page(TRAIN)}
    summary = capture(record, [f"{server.url}/feed"], fetcher=days.fetcher())
    assert (summary.added, summary.unread) == (2, 0)
    assert [card.views for card in record.find_statements(order="views").items] == [0, 0]


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
