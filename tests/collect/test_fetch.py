"""Visits end in a `Visit` whatever a server does, within bounds."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

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
from visiting import PAGE, Make, Time

from rostra.collect.fetch import Fetcher, FetchOptions, Validator
from rostra.model import Visit

IMPATIENT: dict[str, Any] = {"silence_s": 0.5, "total_s": 1.0, "ignore_robots": True}
"""For servers that are too slow; all others may take their time, however busy this machine is."""


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
    visit = make(**(IMPATIENT if words == "too slow" else {})).visit(f"{server.url}{path}")
    assert (visit.outcome, visit.content) == ("failed", None)
    assert words in (visit.error or "")


def test_a_drip_ends_at_the_deadline_however_often_a_byte_comes(server: MisbehavingServer, make: Make) -> None:
    server.answers["/1"] = drip(b"a", 0.01, after=head(content_length="90000"))
    assert make(**IMPATIENT).visit(f"{server.url}/1").error == "The server is too slow"


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
        assert make(**IMPATIENT).visit(f"{server.url}/2").error == "The server is too slow"
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


def test_options_that_mean_nothing_are_refused() -> None:
    for wrong in ({"delay_s": -1.0}, {"tries": 0}, {"total_s": 0.0}):
        with pytest.raises(ValueError):
            FetchOptions(**wrong)  # type: ignore[arg-type]


def test_a_visit_without_a_page_is_no_capture() -> None:
    visit = Visit(address="https://house.example/1", at="2024-05-01", outcome="failed", error="no")
    assert (visit.capture, visit.sha256) == (None, None)
