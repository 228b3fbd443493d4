"""Visits end in a `Visit` whatever a server does, within bounds, and ask no machine that they must not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpcore
import pytest
from misbehaving import (
    CERTIFICATE,
    MisbehavingServer,
    drip,
    endless,
    hang,
    head,
    in_turn,
    page,
    raw,
    redirect,
    with_etag,
)

from rostra.collect.addresses import join, normalise
from rostra.collect.fetch import Clock, Fetcher, FetchOptions, Validator
from rostra.model import UsageError, Visit

PAGE = "<p>The ferry runs again.</p>"


class Time:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        if seconds:
            self.slept.append(seconds)
            self.passed += seconds

    @property
    def clock(self) -> Clock:
        start = datetime(2024, 5, 1, tzinfo=UTC)
        return Clock(lambda: self.passed, self.sleep, lambda: start + timedelta(seconds=self.passed))


class ToLoopback(httpcore.SyncBackend):
    """Connects to the server of the test, whatever the number."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[str] = []

    def connect_tcp(self, host: str, port: int, *more: Any, **named: Any) -> httpcore.NetworkStream:
        self.asked.append(host)
        return super().connect_tcp("127.0.0.1", self.port, *more, **named)


Make = Callable[..., Fetcher]


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    server = MisbehavingServer()
    yield server
    server.close()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def make(time: Time) -> Make:
    def make(**options: Any) -> Fetcher:
        quick = {"silence_s": 0.5, "total_s": 1.0, "connect_s": 2.0, "most_bytes": 100_000, "tries": 1}
        return Fetcher(FetchOptions(**{**quick, **options}), clock=time.clock)

    return make


def test_a_page_comes_with_its_headers_and_time(server: MisbehavingServer, make: Make) -> None:
    server.answers["/1"] = page(PAGE, X_Odd="yes")
    visit = make(user_agent="Rostra/9 (+https://rostra.example)").visit(f"{server.url}/1")
    assert (visit.outcome, visit.status, visit.media_type, visit.final) == ("fetched", 200, "text/html", None)
    assert visit.content == PAGE.encode()
    assert ("x-odd", "yes") in visit.headers
    assert visit.at == "2024-05-01T00:00:00.000Z"
    assert server.headers["user-agent"] == "Rostra/9 (+https://rostra.example)"
    assert "cookie" not in server.headers


BROKEN = {
    "truncated": (raw(head(content_length="500") + b"<p>half"), "broke off"),
    "longer than it says": (raw(head(content_length="5") + b"<p>The ferry"), "longer than the 5 bytes"),
    "chunks cut short": (raw(head(transfer_encoding="chunked") + b"5\r\nhello\r\n"), "broke off"),
    "no http": (raw(b"220 mail.example ESMTP\r\n\r\n"), "no HTTP"),
    "nothing at all": (raw(b""), "broke off"),
    "hang": (hang, "too slow"),
    "drip of head": (drip(b"HTTP/1.1 200 OK\r\nX-Slow: aaaa"), "too slow"),
    "drip of body": (endless(head(content_length="99999"), b""), "too slow"),
    "endless head": (endless(b"HTTP/1.1 200 OK\r\n", b"X-More: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 50), "no HTTP"),
    "endless body": (endless(head(content_type="text/html"), b"<p>more" * 1000), "more than 100,000 bytes"),
    "endless chunks": (endless(head(transfer_encoding="chunked"), b"400\r\n" + b"a" * 1024 + b"\r\n"), "more than 100,000"),
    "gzip bomb": (page(gzip.compress(b"a" * 50_000_000), content_encoding="gzip"), "unpacks to, more than 100,000"),
    "deflate bomb": (page(zlib.compress(b"a" * 50_000_000), content_encoding="deflate"), "more than 100,000"),
    "gzip cut short": (page(gzip.compress(PAGE.encode())[:-12], content_encoding="gzip"), "ended before its end"),
    "gzip damaged": (page(b"\x1f\x8b" + b"no gzip at all", content_encoding="gzip"), "damaged"),
    "packing that nobody asked for": (page(b"abc", content_encoding="br"), "nobody asked for"),
    "empty": (page(b""), "empty"),
    "blank": (page(b" \n\t "), "empty"),
    "gone": (page("sorry", status=410), "gone (410)"),
    "forbidden": (page("no", status=403), "(403)"),
    "unasked 304": (raw(head(304)), "No page came (304)"),
    "part unasked": (raw(head(206, content_length="3") + b"abc"), "(206)"),
    "a film": (page(b"x", kind="video/mp4"), "no page but video/mp4"),
    "a circle": (redirect("/a%20circle"), "in a circle"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_fails_in_words_and_brings_nothing(server: MisbehavingServer, make: Make, case: str) -> None:
    path = "/" + case.replace(" ", "%20")
    server.answers[path], words = BROKEN[case]
    visit = make().visit(f"{server.url}{path}")
    assert (visit.outcome, visit.content) == ("failed", None)
    assert words in (visit.error or "")


def test_a_drip_ends_at_the_deadline_however_often_a_byte_comes(server: MisbehavingServer, make: Make) -> None:
    server.answers["/1"] = drip(b"a", 0.01, after=head(content_length="90000"))
    assert make(total_s=0.6).visit(f"{server.url}/1").error == "The server is too slow"


PACKED = {
    "gzip": ("gzip", gzip.compress(PAGE.encode())),
    "gzip of two members": ("x-gzip", gzip.compress(PAGE[:9].encode()) + gzip.compress(PAGE[9:].encode())),
    "deflate": ("deflate", zlib.compress(PAGE.encode())),
    "bare deflate": ("deflate", zlib.compress(PAGE.encode())[2:-4]),
    "identity": ("identity", PAGE.encode()),
}


@pytest.mark.parametrize("case", PACKED)
def test_packed_pages_are_unpacked(server: MisbehavingServer, make: Make, case: str) -> None:
    encoding, packed = PACKED[case]
    server.answers["/1"] = page(packed, content_encoding=encoding)
    assert make().visit(f"{server.url}/1").content == PAGE.encode()


def test_nobody_there_and_no_such_host(make: Make) -> None:
    gone = MisbehavingServer()
    gone.close()
    assert "No connection" in (make().visit(f"{gone.url}/1").error or "")
    nowhere = Fetcher(FetchOptions(tries=1), resolve=_no_host)
    assert "there is no host" in (nowhere.visit("http://nowhere.example/1").error or "")


def _no_host(host: str, port: int) -> list[str]:
    raise OSError("unknown")


def test_encrypted_pages_come_from_whom_this_machine_trusts_alone(
    time: Time, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = MisbehavingServer(tls=True)
    server.answers |= {"/1": page(PAGE), "/2": drip(b"a", after=head(content_length="90000"))}
    try:
        assert "CERTIFICATE_VERIFY_FAILED" in (make().visit(f"{server.url}/1").error or "")
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert make().visit(f"{server.url}/1").content == PAGE.encode()
        assert make().visit(f"{server.url}/2").error == "The server is too slow"
    finally:
        server.close()


# redirects


def test_redirects_are_followed_and_told(server: MisbehavingServer, make: Make) -> None:
    server.answers |= {"/1": redirect("/2", 301), "/2": redirect("3", 308), "/3": page(PAGE)}
    visit = make().visit(f"{server.url}/1")
    assert (visit.outcome, visit.address, visit.final) == ("fetched", f"{server.url}/1", f"{server.url}/3")


def test_redirects_without_end_are_bounded(server: MisbehavingServer, make: Make) -> None:
    server.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(50)}
    assert "more than 8 times" in (make().visit(f"{server.url}/0").error or "")
    assert len(server.asked) == 1 + 9


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://house.example/1", "gopher://x/", "javascript:1"])
def test_redirects_that_leave_the_web_are_refused(server: MisbehavingServer, make: Make, location: str) -> None:
    server.answers["/1"] = redirect(location)
    visit = make().visit(f"{server.url}/1")
    assert (visit.outcome, "not of the web" in (visit.error or "")) == ("refused", True)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "pages/ferry.html", "ftp://a.example/", "http:///x", "http://a:b/"]
)
def test_what_is_no_address_of_the_web_is_refused(make: Make, address: str) -> None:
    assert make().visit(address).outcome == "refused"


# whom we may ask


NUMBERS = {"public.example": "93.184.215.14", "inside.example": "10.0.0.7", "cloud.example": "169.254.169.254"}


@pytest.fixture
def outside(server: MisbehavingServer, time: Time) -> tuple[Fetcher, ToLoopback]:
    backend = ToLoopback(server.port)
    options = FetchOptions(tries=1, silence_s=0.5, total_s=2.0)
    fetcher = Fetcher(options, clock=time.clock, resolve=lambda host, _: [NUMBERS.get(host, host)], backend=backend)
    return fetcher, backend


@pytest.mark.parametrize("target", ["http://inside.example/2", "http://127.0.0.1/2", "http://[::1]/2", "http://cloud.example/2",
                                    "http://[::ffff:10.0.0.1]/2", "http://0.0.0.0/2"])  # fmt: skip
def test_a_public_page_leads_to_no_private_machine(
    server: MisbehavingServer, outside: tuple[Fetcher, ToLoopback], target: str
) -> None:
    fetcher, backend = outside
    server.answers |= {"/1": redirect(target), "/2": page("secret")}
    visit = fetcher.visit("http://public.example/1")
    assert (visit.outcome, visit.content) == ("refused", None)
    assert "private network" in (visit.error or "")
    assert set(backend.asked) == {NUMBERS["public.example"]}


def test_a_private_page_that_a_person_asks_for_is_visited(
    server: MisbehavingServer, outside: tuple[Fetcher, ToLoopback]
) -> None:
    fetcher, _ = outside
    server.answers |= {"/1": redirect("http://inside.example/2"), "/2": page(PAGE)}
    assert fetcher.visit("http://inside.example/1").outcome == "fetched"
    assert fetcher.visit("http://cloud.example/2").outcome == "refused"


def test_a_source_leads_to_private_pages_only_when_it_is_private(
    server: MisbehavingServer, outside: tuple[Fetcher, ToLoopback]
) -> None:
    fetcher, _ = outside
    server.answers |= {"/feed": page(PAGE), "/2": page(PAGE)}
    assert (
        fetcher.visit("http://inside.example/2", via="http://inside.example/feed").outcome == "refused"
    )  # not read yet
    for source in ("http://public.example/feed", "http://inside.example/feed"):
        assert fetcher.visit(source).outcome == "fetched"
    assert fetcher.visit("http://inside.example/2", via="http://public.example/feed").outcome == "refused"
    assert fetcher.visit("http://public.example/2", via="http://public.example/feed").outcome == "fetched"
    assert fetcher.visit("http://inside.example/2", via="http://inside.example/feed").outcome == "fetched"


def test_a_name_that_changes_its_number_gains_nothing(server: MisbehavingServer, time: Time) -> None:
    numbers = iter(["93.184.215.14", "93.184.215.14", "127.0.0.1", "127.0.0.1"])
    server.answers |= {"/1": redirect("/2"), "/2": page("secret")}
    fetcher = Fetcher(
        FetchOptions(tries=1), clock=time.clock, resolve=lambda *_: [next(numbers)], backend=ToLoopback(server.port)
    )
    assert fetcher.visit("http://turns.example/1").outcome == "refused"


def test_a_source_that_changes_its_number_after_it_was_read_gains_nothing(
    server: MisbehavingServer, time: Time
) -> None:
    numbers = {"turns.example": "93.184.215.14"}
    server.answers |= {"/feed": page(PAGE), "/admin": page("secret")}
    backend = ToLoopback(server.port)
    fetcher = Fetcher(
        FetchOptions(tries=1), clock=time.clock, resolve=lambda host, _: [numbers.get(host, host)], backend=backend
    )
    assert fetcher.visit("http://turns.example/feed").outcome == "fetched"
    numbers["turns.example"] = "10.0.0.9"
    assert fetcher.visit("http://192.168.0.1/admin", via="http://turns.example/feed").outcome == "refused"
    assert set(backend.asked) == {"93.184.215.14"}


def test_the_next_number_of_a_host_is_tried_when_the_first_does_not_answer(
    server: MisbehavingServer, time: Time
) -> None:
    class FirstIsDown(ToLoopback):
        def connect_tcp(self, host: str, port: int, *more: Any, **named: Any) -> httpcore.NetworkStream:
            if host == "2001:4860::1":
                raise httpcore.ConnectError("no route")
            return super().connect_tcp(host, port, *more, **named)

    server.answers["/1"] = page(PAGE)
    numbers, backend = ["2001:4860::1", "10.0.0.1", "93.184.215.14"], FirstIsDown(server.port)
    fetcher = Fetcher(FetchOptions(tries=1), clock=time.clock, resolve=lambda *_: numbers, backend=backend)
    assert fetcher.visit("http://both.example/1").outcome == "fetched"
    assert set(backend.asked) == {"93.184.215.14"}


# once more, and not again


def test_what_may_pass_is_tried_again_with_growing_pauses(server: MisbehavingServer, make: Make, time: Time) -> None:
    server.answers["/1"] = in_turn(page("", status=503), raw(head(content_length="9") + b"cut"), page(PAGE))
    assert make(tries=3, delay_s=0).visit(f"{server.url}/1").outcome == "fetched"
    assert time.slept == [2.0, 4.0]


def test_what_lasts_is_not_tried_again(server: MisbehavingServer, make: Make) -> None:
    make(tries=3).visit(f"{server.url}/none")
    assert server.counts["/none"] == 1


@pytest.mark.parametrize("wanted", ["7", "Wed, 01 May 2024 00:00:07 GMT"])
def test_retry_after_is_honoured(server: MisbehavingServer, make: Make, time: Time, wanted: str) -> None:
    server.answers["/1"] = in_turn(page("", status=429, retry_after=wanted), page(PAGE))
    assert make(tries=2, delay_s=0).visit(f"{server.url}/1").outcome == "fetched"
    assert time.slept == [7.0]


@pytest.mark.parametrize("wanted", ["86400", "9" * 400, "Fri, 01 May 2054 00:00:00 GMT"])
def test_who_wants_too_long_a_pause_is_left_in_peace(
    server: MisbehavingServer, make: Make, time: Time, wanted: str
) -> None:
    server.answers["/1"] = page("", status=429, retry_after=wanted)
    visit = make(tries=3, delay_s=0).visit(f"{server.url}/1")
    assert (visit.outcome, visit.status, server.counts["/1"], time.slept) == ("failed", 429, 1, [])


@pytest.mark.parametrize("wanted", ["soon", "-5", "²", ""])
def test_a_retry_after_that_says_nothing_is_passed_over(
    server: MisbehavingServer, make: Make, time: Time, wanted: str
) -> None:
    odd = head(503).removesuffix(b"\r\n") + f"Retry-After: {wanted}\r\n\r\n".encode("latin-1")
    server.answers["/1"] = in_turn(raw(odd), page(PAGE))
    assert make(tries=2, delay_s=0).visit(f"{server.url}/1").outcome == "fetched"
    assert time.slept == [2.0]


def test_an_unchanged_page_is_not_sent_again(server: MisbehavingServer, make: Make) -> None:
    server.answers |= {"/1": with_etag(PAGE, '"7"'), "/0": redirect("/1")}
    visit = make().visit(f"{server.url}/1", validator=Validator(address=f"{server.url}/1", etag='"7"'))
    assert (visit.outcome, visit.status, visit.content, visit.error) == ("not-modified", 304, None, None)
    through = make().visit(f"{server.url}/0", validator=Validator(address=f"{server.url}/1", etag='"7"'))
    assert through.outcome == "not-modified"
    other = make().visit(f"{server.url}/1", validator=Validator(address=f"{server.url}/other", etag='"7"'))
    assert other.outcome == "fetched"


# politeness


def test_a_host_is_asked_slowly(server: MisbehavingServer, make: Make, time: Time) -> None:
    server.answers["/1"] = page(PAGE)
    fetcher = make(delay_s=5.0)
    for _ in range(2):
        fetcher.visit(f"{server.url}/1")
    assert time.slept == [5.0, 5.0]  # robots.txt, page, page
    assert fetcher.wait_s(f"{server.url}/2") == 5.0
    assert fetcher.wait_s("http://elsewhere.example/") == 0.0


@pytest.mark.parametrize(("rule", "waited"), [("Crawl-delay: 12", 12.0), ("Crawl-delay: 999999", 30.0), ("Crawl-delay: odd", 1.0),
                                              ("Request-rate: 1/20s", 20.0)])  # fmt: skip
def test_the_pace_that_a_site_wants_is_kept_within_a_bound(
    server: MisbehavingServer, make: Make, time: Time, rule: str, waited: float
) -> None:
    server.answers |= {"/robots.txt": page(f"User-agent: *\n{rule}\n", kind="text/plain"), "/1": page(PAGE)}
    assert make().visit(f"{server.url}/1").outcome == "fetched"
    assert time.slept == [waited]


def test_robots_txt_is_obeyed_and_read_once(server: MisbehavingServer, make: Make) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: Rostra\nDisallow: /private/\n"
    server.answers |= {
        "/robots.txt": page(rules),
        "/1": page(PAGE),
        "/private/1": page(PAGE),
        "/2": redirect("/private/1"),
    }
    fetcher = make()
    outcomes = [fetcher.visit(f"{server.url}{path}").outcome for path in ("/1", "/private/1", "/2")]
    assert outcomes == ["fetched", "refused", "refused"]
    assert server.counts["/robots.txt"] == 1
    assert server.counts["/private/1"] == 0
    assert make(ignore_robots=True).visit(f"{server.url}/private/1").outcome == "fetched"
    assert server.counts["/robots.txt"] == 1


ROBOTS = {
    "a server in trouble": (page("", status=500), "failed"),
    "no answer": (raw(b""), "failed"),
    "not there": (page("", status=404), "fetched"),
    "no entry": (page("", status=403), "fetched"),
    "a circle": (redirect("/robots.txt"), "fetched"),
    "no rules but a page": (page("<html>\x00\xff" + "Disallow" * 1000), "fetched"),
    "bytes": (page(bytes(range(256)) * 100), "fetched"),
    "elsewhere": (redirect("/rules"), "refused"),
}


@pytest.mark.parametrize("case", ROBOTS)
def test_what_robots_txt_may_be(server: MisbehavingServer, make: Make, case: str) -> None:
    answer, outcome = ROBOTS[case]
    server.answers |= {"/robots.txt": answer, "/1": page(PAGE), "/rules": page("User-agent: *\nDisallow: /\n")}
    assert make().visit(f"{server.url}/1").outcome == outcome


# addresses


@pytest.mark.parametrize(("given", "meant"), [
    ("HTTPS://House.example:443", "https://house.example/"),
    ("http://house.example:8080/a?b=c d#e", "http://house.example:8080/a?b=c%20d"),
    ("https://дом.example/новости/1", "https://xn--d1aqf.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1"),
    ("https://house.example/a%20b?x=%2F", "https://house.example/a%20b?x=%2F"),
    ("http://[::1]:80/x", "http://[::1]/x"),
    ("https://name:word@house.example/", "https://house.example/"),
])  # fmt: skip
def test_addresses_have_one_spelling(given: str, meant: str) -> None:
    assert normalise(given) == meant
    assert normalise(meant) == meant


@pytest.mark.parametrize(
    "given", ["", "house.example", "mailto:a@b.example", "http://", "http://a:99999/", "https://a/" + "x" * 3000]
)
def test_what_is_no_address_is_wrong_use(given: str) -> None:
    with pytest.raises(UsageError):
        normalise(given)


def test_links_are_joined_or_lead_nowhere() -> None:
    base = "https://house.example/news/"
    assert join(base, "../a#b") == "https://house.example/a"
    assert [join(base, link) for link in ("javascript:x()", "mailto:a@b", "http://[", "data:,x")] == [None] * 4


def test_options_that_mean_nothing_are_refused() -> None:
    for wrong in ({"delay_s": -1.0}, {"tries": 0}, {"total_s": 0.0}):
        with pytest.raises(ValueError):
            FetchOptions(**wrong)  # type: ignore[arg-type]


def test_a_visit_without_a_page_is_no_capture() -> None:
    visit = Visit(address="https://house.example/1", at="2024-05-01", outcome="failed", error="no")
    assert (visit.capture, visit.sha256) == (None, None)
