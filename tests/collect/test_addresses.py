"""Addresses have one spelling, and links lead to addresses or nowhere."""

from __future__ import annotations

import pytest

from rostra.collect.addresses import join, normalise
from rostra.model import UsageError


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
