"""Hostile and damaged input ends soon, with a document or a clear error."""

import json

import pytest

from rostra.model import Capture, Document, LimitError, ReadError
from rostra.readers import MOST_BYTES, read


def page(content: str | bytes, uri: str = "page.html"):
    return read(Capture(uri=uri, content=content.encode() if isinstance(content, str) else content))


def attempt(content: str, uri: str) -> Document | ReadError:
    try:
        return page(content, uri)
    except ReadError as error:
        return error


def test_deep_nesting_keeps_its_words_and_says_so():
    document = page("<div>" * 100_000 + "<p>deep down</p>" + "</div>" * 100_000 + "<p>after</p>")
    assert document.text.split() == ["deep", "down", "after"]
    assert [issue.code for issue in document.issues] == ["nesting-cut"]


def test_moderate_nesting_is_read_as_it_is():
    document = page("<div>" * 400 + "<b>x</b>" + "</div>" * 400)
    assert document.issues == ()
    assert len(document.containers) == 402


@pytest.mark.parametrize("opening", ["<b>", "<ul><li>", "<table><tr><td>", "<font><p>", "<blockquote>"])
def test_unclosed_elements_by_the_thousand(opening):
    assert page(opening * 20_000 + "word").text == "word"


def test_a_million_tags():
    document = page("<p>a" * 500_000)
    assert len(document.blocks) == 500_000


def test_one_line_of_ten_megabytes():
    for uri in ("page.txt", "page.html", "page.md"):
        document = page("words " * 1_700_000, uri)
        assert len(document.blocks) == 1


@pytest.mark.parametrize(
    "content",
    ["<" * 1_000_000, "<!--" * 300_000, "&" * 2_000_000, "<a " * 500_000, "[" * 50_000, "![" * 4_000, "*a " * 30_000],
)
@pytest.mark.parametrize("uri", ["page.html", "page.txt", "page.md", "page.xml", "page.json"])
def test_repeated_openings_are_linear(content, uri):
    outcome = attempt(content, uri)
    assert isinstance(outcome, Document) or outcome.source == uri


def test_too_many_bytes():
    with pytest.raises(LimitError) as caught:
        page(b"a" * (MOST_BYTES + 1))
    assert caught.value.source == "page.html"


@pytest.mark.parametrize(
    "content",
    [
        "",
        " \n\t\u00a0 ",
        "\ufeff",
        "<html><body><script>x()</script></body></html>",
        "<p>&nbsp;</p>",
        "---\na: b\n---\n",
    ],
)
def test_empty_pages(content):
    with pytest.raises(ReadError, match="empty") as caught:
        page(content)
    assert caught.value.hint


def test_deep_json_and_xml():
    with pytest.raises(ReadError):
        page("[" * 100_000 + "]" * 100_000, "a.json")
    with pytest.raises(ReadError):
        page('{"a":' * 90_000 + "1" + "}" * 90_000, "a.json")
    with pytest.raises(LimitError):
        page("<?xml version='1.0'?>" + "<a>" * 100_000 + "x" + "</a>" * 100_000, "a.xml")


def test_xml_entities_do_not_explode():
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + "x" * 1000 + '">'
    for index in range(12):
        bomb += f'<!ENTITY b{index} "{f"&b{index - 1};" * 10 if index else "&b;" * 10}">'
    with pytest.raises(ReadError):
        page(bomb + "]><a>&b11;</a>", "a.xml")


def test_huge_json_ld_is_bounded():
    data = json.dumps({"a": [{"b": str(n)} for n in range(50_000)]})
    document = page(f'<script type="application/ld+json">{data}</script><p>x</p>')
    assert len(document.facts) == 1000


@pytest.mark.parametrize("opening", ["> ", "- ", "> - "])
def test_deep_markdown_loses_no_word(opening):
    assert "word" in page(opening * 500 + "word", "a.md").text


def test_emphasis_by_the_thousand_is_not_opened_anew_in_every_block():
    document = page("<b>" * 5000 + "<p>word</p>" * 2000)
    assert len(document.blocks) == 2000
    assert 2000 <= len(document.marks) <= 20_000
    preformatted = page("<pre>" + "<b>Mr. Fell says\n" * 9000)
    assert 9000 <= len(preformatted.marks) <= 90_000


@pytest.mark.parametrize("tag", ["ins", "cite", "sup", "dfn", "var", "b", "u"])
def test_nested_inline_elements_are_cut_like_boxes(tag):
    document = page(f"<{tag}>" * 24_000 + "word")
    assert document.text == "word"
    assert [issue.code for issue in document.issues] == ["nesting-cut"]


def test_marks_in_a_long_preformatted_text_lie_where_they_were():
    document = page("<pre>" + "<b>Mr. Fell</b> says\n" * 16_000 + "</pre>")
    marked = {document.text[mark.start : mark.end] for mark in document.marks}
    assert (len(document.marks), marked) == (16_000, {"Mr. Fell"})


def test_a_title_without_an_end_is_bounded():
    title = page("<title>" + "12:30 " * 12_000 + "</title><p>x").fact("title", "title")
    assert title is not None
    assert 0 < len(title) <= 2000
