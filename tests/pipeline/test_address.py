"""Which address a page may call its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostra.model import Document, Fact
from rostra.pipeline.address import is_page_address, own_address


def page(*facts: tuple[str, str, str]) -> Document:
    return Document(text="", blocks=(), facts=tuple(Fact(*fact) for fact in facts))


def test_canonical_link_comes_first() -> None:
    facts = ("meta", "og:url", "https://a.example/og/1"), ("link", "canonical", " https://a.example/news/1 ")
    assert own_address(page(*facts)) == "https://a.example/news/1"


def test_a_front_page_is_passed_over() -> None:
    facts = ("link", "canonical", "https://a.example/en/index.html"), ("meta", "og:url", "https://a.example/news/1")
    assert own_address(page(*facts)) == "https://a.example/news/1"


def test_fields_of_a_wrapping_record() -> None:
    assert own_address(page(("field", "source_url", "https://a.example/t/7"))) == "https://a.example/t/7"


def test_nothing_stated() -> None:
    assert own_address(page(), "pages/a.html") is None
    assert own_address(page(), "https://a.example/news/1") == "https://a.example/news/1"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/news/1",
        "https://a.example",
        "https://a.example/en",
        "javascript:alert(1)//a/b",
        "https://",
        "http://[",
        "x" * 3000,
    ],
)
def test_no_page_address(address: str) -> None:
    assert not is_page_address(address)


def test_a_query_with_a_number_names_a_page() -> None:
    assert is_page_address("https://a.example/index.php?id=7")


@given(st.text(max_size=100))
def test_never_fails(address: str) -> None:
    is_page_address(address)
