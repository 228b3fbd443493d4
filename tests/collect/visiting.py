"""What tests of visits share: pages, feeds, and a clock that they move."""

from __future__ import annotations

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


class Days:
    """A clock that tests move by days; waiting costs nothing."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 1, 8, tzinfo=UTC)

    def fetcher(self) -> Fetcher:
        clock = Clock(sleep=lambda _: None, now=lambda: self.now)
        return Fetcher(FetchOptions(delay_s=0, tries=1, silence_s=0.5, total_s=2.0), clock=clock)

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


def feed(*pages: str, **updated: str) -> Any:
    items = "".join(f"<item><link>{each}</link></item>" for each in pages)
    return page(f"<rss><channel>{items}</channel></rss>", kind="application/rss+xml")
