"""What tests of visits share: pages, feeds, and clocks that they move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from misbehaving import page

from rostra.collect.fetch import Clock, Fetcher, FetchOptions

TALK = """<!doctype html><html lang="en"><head><title>On the {what}</title></head><body><article>
<h1>On the {what}: press conference by Jonas Veldt, Minister of Harbours, Velgrad, 6 August 2014</h1>
<p><b>Jonas Veldt:</b> Good day. The {what} between Velgrad and Salt Quay will run again from the first of May this year.</p>
<p><b>Question:</b> Will the {what} also carry lorries, and who pays for the new ramp of it?</p>
<p><b>Jonas Veldt:</b> It will carry lorries up to ten tonnes. The ramp is paid for by both ports together.</p>
</article></body></html>"""
FERRY, TRAIN = TALK.format(what="ferry"), TALK.format(what="mountain train")
PAGE = "<p>The ferry runs again.</p>"

Make = Callable[..., Fetcher]
"""Makes a fetcher of some options."""


class Time:
    """A clock that sleeping moves, and nothing else."""

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


class Days:
    """A clock that tests move by days; waiting costs nothing."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 1, 8, tzinfo=UTC)

    def fetcher(self) -> Fetcher:
        clock = Clock(sleep=lambda _: None, now=lambda: self.now)
        return Fetcher(FetchOptions(delay_s=0, tries=1), clock=clock)

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


def feed(*pages: str, **updated: str) -> Any:
    items = "".join(f"<item><link>{each}</link></item>" for each in pages)
    return page(f"<rss><channel>{items}</channel></rss>", kind="application/rss+xml")
