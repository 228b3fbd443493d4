"""The stream of tags: what the parser writes out must be read as it was meant, however odd the page."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from rostra.model import Capture
from rostra.readers import read
from rostra.readers.markup import (
    RAW,
    get_attributes,
    get_value,
    has_attribute,
    read_tags,
    unescape,
    write_out,
)


def tags(page: str) -> list[str]:
    tree = LexborHTMLParser(page)
    written = write_out(tree, tree.css(", ".join(RAW)))
    return [match[1] for match in read_tags(written)][3:]  # html, head, body


def document(page: str):
    return read(Capture(uri="page.html", content=page.encode()))


def text(page: str) -> str:
    return document(page).text


def test_values_are_read_as_they_were():
    (tag,) = tags('<p title=\'a > b < c\' lang="en" id="x &amp;amp; &quot;y&quot;">')
    assert (get_value(tag, "title"), get_value(tag, "id")) == ("a > b < c", 'x &amp; "y"')
    assert get_value(tag, "class") == ""
    assert list(get_attributes(tag)) == ["title", "lang", "id"]


def test_an_attribute_is_not_sought_in_the_values_of_others():
    (tag,) = tags('<div class="is hidden" title="hidden">')
    assert not has_attribute(tag, "hidden")
    (tag,) = tags("<div class=a hidden>")
    assert has_attribute(tag, "hidden")
    # a quotation mark that is missing lets a value run on to the next one
    page = '<ul class="list" style="none;\'><li class="item"><p>Words.</p></ul>'
    assert [container.names for container in document(page).containers if container.tag == "ul"] == ["list"]


def test_names_may_hold_brackets():
    assert text("<div><b<i>one</b<i> two</div><p>three") == "one two\n\nthree"
    assert text('<p <b class="x">one</p> two') == "one\n\ntwo"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>one<!-- <p>two</p> --> three</p>", "one three"),
        ("<p>one</p><!-- > --><!----><p>two</p><!-- </p> -->", "one\n\ntwo"),
        ("<p>one</i><!--x--></p></div><!--y--> two", "one\n\ntwo"),
        ("<p><b>one</b><!-- <i> -->two<br><!-- -->three</p>", "onetwo\nthree"),
        ("<table><tr><td<!-- c -->one</td></tr></table><p>two<!-- d --></p>", "one\n\ntwo"),
        ("<p>one <? print '<p>' ?> two</p>", "one ' ?> two"),
    ],
)
def test_comments_are_no_text(page, expected):
    assert text(page) == expected


@pytest.mark.parametrize("name", RAW)
def test_raw_text_is_text_with_its_tags(name):
    assert text(f"<div><{name}>one <b>two</b> &lt;</{name}>").startswith("one <b>two</b>")


def test_void_elements_hold_nothing():
    assert text("<div>one<img src=x>two<wbr>three<input>four<hr>five</div>") == "onetwothreefour\n\nfive"
    assert [block.locator for block in document("<div>a<hr>b<hr></div>").blocks] == [
        "/html/body/div[1]",
        "/html/body/div[1]/hr[1]",
        "/html/body/div[1]",
        "/html/body/div[1]/hr[2]",
    ]


def test_entities_are_undone_once_and_those_escaped_twice_too():
    assert unescape("&amp;lt;b&gt;") == "&lt;b>"
    assert text("<p>1 &lt; 2 &amp; 3&nbsp;&gt; 2 &amp;nbsp; &amp;eacute;") == "1 < 2 & 3 > 2 é"


def test_hidden_elements_leave_their_place_among_their_siblings():
    page = (
        "<div><p>one</p><p hidden>two <b>x</b></p><p>three</p><span class=hidden>four<div>five</div></span> six</div>"
    )
    found = document(page)
    assert [found.block_text(i) for i in range(len(found.blocks))] == ["one", "three", "six"]
    assert [block.locator for block in found.blocks] == [f"/html/body/div[1]{step}" for step in ("/p[1]", "/p[3]", "")]


def test_empty_elements_leave_their_place_among_their_siblings():
    page = "<div></div><div><span></span><span><div>one</div></span></div><p></p><p>two</p>"
    assert [block.locator for block in document(page).blocks] == ["/html/body/div[2]/span[2]/div[1]", "/html/body/p[2]"]


def test_marks_of_leaves_and_of_elements_with_others_inside_agree():
    leaf = document('<p>See <a href="/x">the  record</a>, <b>now</b>.</p>')
    inner = document('<p>See <a href="/x"><span>the  record</span></a>, <b><span>now</span></b>.</p>')
    assert leaf.text == inner.text
    assert leaf.marks == inner.marks
    assert [(mark.kind, leaf.text[mark.start : mark.end]) for mark in leaf.marks] == [
        ("link", "the record"),
        ("strong", "now"),
    ]
