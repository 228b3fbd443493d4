from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_made_up import HARBOUR, change, make_entry, other_lines

from rostra.archive import identity, pages, slugify, slugs
from rostra.archive.pages import alike, is_web_address, make_ids


@pytest.mark.parametrize("module", [slugs, pages, identity])
def test_examples_in_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ada Brandt", "ada-brandt"),
        ("ADA  BRANDT,", "ada-brandt"),
        ("Новости МИД", "новости-мид"),
        ("İstanbul", "istanbul"),
        ("東京", "東京"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("ＦＵＬＬ width", "full-width"),
        ("../../etc/passwd", "etc-passwd"),
        ("<b>x</b>", "b-x-b"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text())
def test_a_slug_is_safe_short_and_never_empty(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert len(slug) <= 90
    assert not set(slug) & set("/.?#%& <>\"'\\")
    assert slugify(name.upper()) == slugify(name.upper().lower())


def test_names_without_letters_keep_apart() -> None:
    assert slugify("!!!") != slugify("???")


def test_long_names_that_begin_alike_keep_apart() -> None:
    assert slugify("x" * 100 + "a") != slugify("x" * 100 + "b")


def test_an_id_that_is_taken_gives_way_to_another() -> None:
    ids = make_ids("key")
    first, second = next(ids), next(ids)
    assert first != second
    assert next(make_ids("key")) == first
    assert {len(first), len(second)} == {10}


def test_pages_are_alike_by_words_and_by_title_only_when_words_are_few() -> None:
    page = make_entry().transcript
    assert alike(page, make_entry(change(HARBOUR, 0, "Good morning.")).transcript)
    assert alike(page, make_entry(HARBOUR[:4], title="Another title").transcript)
    assert not alike(page, make_entry(other_lines(1)).transcript), "one title for all pages proves nothing"
    assert alike(page, make_entry(HARBOUR[3:4], title="Opening of the harbour").transcript)
    assert not alike(page, make_entry(other_lines(1)[:1], title="Weather").transcript)


@pytest.mark.parametrize(
    ("uri", "web"), [("https://x.example/1", True), ("pages/1.html", False), ("file:///home/1.html", False)]
)
def test_web_addresses(uri: str, web: bool) -> None:
    assert is_web_address(uri) is web
