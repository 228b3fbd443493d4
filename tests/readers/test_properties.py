"""What holds for the document of any page, whatever was fed in."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostra.model import Capture, Document, ReadError
from rostra.readers import read

TAGS = (
    "div",
    "p",
    "b",
    "i",
    "span",
    "a",
    "li",
    "ul",
    "td",
    "tr",
    "table",
    "h2",
    "pre",
    "blockquote",
    "dl",
    "dt",
    "section",
    "button",
)
WORDS = st.text(string.ascii_letters + "éя好\u00a0\u00ad\u200b .:&<>\t", min_size=1, max_size=12)


@st.composite
def markup(draw, depth=4):
    """Trees of elements around words; `·` stands where white space may be added without a change of meaning."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        choice = draw(st.integers(0, 5))
        if choice < 2 or depth == 0:
            parts.append(draw(WORDS).replace("&", "&amp;").replace("<", "&lt;"))
        elif choice == 2:
            parts.append(draw(st.sampled_from(["<br>", "<br><br>", "<hr>", "<!-- c -->", "<wbr>"])))
        else:
            tag = draw(st.sampled_from(TAGS))
            inner = draw(markup(depth=depth - 1))
            attributes = draw(
                st.sampled_from(["", ' class="x Y"', ' href="/a"', ' style="font-weight: bold"', " hidden"])
            )
            parts.append(f"<{tag}{attributes}>{inner}</{tag}>")
    return "".join(parts)


def attempt(content: bytes, uri: str) -> Document | ReadError:
    try:
        return read(Capture(uri=uri, content=content))
    except ReadError as error:
        return error


def read_page(content: str, uri: str) -> Document | None:
    outcome = attempt(content.encode(), uri)
    return None if isinstance(outcome, ReadError) else outcome


def check(document: Document) -> None:
    """Blocks are ordered and apart, tidy at their ends, and hold all words; marks and containers are where they can be."""
    end = 0
    for block in document.blocks:
        assert block.start >= end
        assert not document.text[end : block.start].strip()
        words = document.text[block.start : block.end]
        assert words == words.strip()
        assert words or block.kind == "rule"
        assert "\n\n" not in words
        assert 0 <= block.container < len(document.containers)
        end = block.end
    assert end == len(document.text)
    for mark in document.marks:
        marked = document.text[mark.start : mark.end]
        assert marked
        assert marked == marked.strip()
    for index, container in enumerate(document.containers):
        assert container.parent < index
        assert container.names == container.names.lower()


@given(markup())
@settings(max_examples=300, deadline=None)
def test_html(page):
    document = read_page(f"<html><body>{page}</body></html>", "page.html")
    if document is not None:
        check(document)


@given(markup())
@settings(max_examples=150, deadline=None)
def test_white_space_between_blocks_changes_nothing(page):
    quiet = f"<html><body><div>{page}</div><p>End</p></body></html>"
    noisy = quiet.replace("<div", " \n\t <div").replace("</p>", "\n</p> ").replace("<section", "\n<section")
    if "<pre" in page or "<b" in page or "<a" in page or "<i" in page or "<span" in page:
        return  # white space inside these may count
    first, second = read_page(quiet, "page.html"), read_page(noisy, "page.html")
    assert first is not None
    assert first == second


@given(st.text(string.ascii_letters + "  \n\n\t.:-*•=()[]<>/éЯ", max_size=400))
@settings(max_examples=300, deadline=None)
def test_plain_text(page):
    document = read_page(page, "page.txt")
    if document is not None:
        check(document)


@given(st.text(string.ascii_letters + "  \n\n#*_[]()>-`|\\.1<", max_size=200))
@settings(max_examples=200, deadline=None)
def test_markdown(page):
    document = read_page(page, "page.md")
    if document is not None:
        check(document)


@given(st.binary(max_size=400), st.sampled_from(["", "a.html", "a.md", "a.txt", "a.xml", "a.json"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_document_or_a_read_error(content, uri):
    outcome = attempt(content, uri)
    if isinstance(outcome, Document):
        check(outcome)
    else:
        assert outcome.message
        assert outcome.source == (uri or None)


@given(st.lists(st.text(string.ascii_letters + " ", min_size=1).filter(str.strip), min_size=1, max_size=6))
@settings(deadline=None)
def test_every_word_of_a_plain_page_is_kept_in_order(paragraphs):
    page = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    document = read_page(f"<body>{page}</body>", "a.html")
    assert document is not None
    assert document.text.split() == " ".join(paragraphs).split()


@pytest.mark.parametrize("cut", range(20, 200, 7))
def test_truncated_html_is_read_as_far_as_it_goes(cut):
    page = (
        "<html><body><div><p>One two three</p><table><tr><td>Four <b>five</b></td></tr></table><ul><li>six</ul></div>"
        + " " * 90
    )
    document = read_page(page[:cut], "a.html")
    if cut > 30:
        assert document is not None
        check(document)
