"""A host is asked slowly, and only for what its robots.txt allows."""

from __future__ import annotations

import pytest
from misbehaving import MisbehavingServer, page, raw, redirect
from visiting import PAGE, Make, Time


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
