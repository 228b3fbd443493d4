"""A visitor from outside reaches no machine of the private network that runs it."""

from __future__ import annotations

from typing import Any

import httpcore
import pytest
from misbehaving import MisbehavingServer, page, redirect
from visiting import PAGE, Time

from rostra.collect.fetch import Fetcher, FetchOptions


class ToLoopback(httpcore.SyncBackend):
    """Connects to the server of the test, whatever the number."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[str] = []

    def connect_tcp(self, host: str, port: int, *more: Any, **named: Any) -> httpcore.NetworkStream:
        self.asked.append(host)
        return super().connect_tcp("127.0.0.1", self.port, *more, **named)


NUMBERS = {"public.example": "93.184.215.14", "inside.example": "10.0.0.7", "cloud.example": "169.254.169.254"}


@pytest.fixture
def outside(server: MisbehavingServer, time: Time) -> tuple[Fetcher, ToLoopback]:
    backend = ToLoopback(server.port)
    options = FetchOptions(tries=1)
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
