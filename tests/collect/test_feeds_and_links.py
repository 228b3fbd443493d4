"""What sites say that they have: feeds, sitemaps and lists, well-made, broken and hostile."""

from __future__ import annotations

import gzip

import pytest

from rostra.collect.feeds import MOST_LINKS, read_listing
from rostra.collect.links import read_links
from rostra.model import ReadError

HERE = "https://ministry.example/news/feed.xml"
RSS = """<?xml version="1.0" encoding="windows-1252"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><link>https://ministry.example/</link>
<image><link>https://ministry.example/logo</link></image>
<item><title>Ferry &amp; fees</title><link> /news/1 </link><pubDate>Wed, 01 May 2024 10:00:00 +0200</pubDate>
<media:group><link>https://ministry.example/no</link></media:group></item>
<item><title>Twice</title><link>/news/1</link></item>
<item><guid>https://ministry.example/news/2</guid></item>
<item><guid isPermaLink="false">https://ministry.example/no</guid></item>
<item><link>javascript:alert(1)</link></item><item/>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://ministry.example/"/>
<entry><title>One</title><link rel="enclosure" href="/1.mp3"/><link href="/news/1"/><updated>2024-05-01T08:00:00Z</updated></entry>
<entry><link rel="alternate" href="2"/><id>tag:x</id></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><link>x</link></channel>
<item><link>https://ministry.example/news/1</link><dc:date>2024-05-01</dc:date></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "items": [
{"id": "1", "url": "/news/1", "date_modified": "2024-05-01T10:00:00+02:00"},
{"id": "2"}]}"""  # fmt: skip
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://ministry.example/news/1</loc>
<lastmod>2024-05-01</lastmod></url></urlset>"""


@pytest.mark.parametrize(("content", "kind", "pages", "updated"), [
    (RSS, "feed", ["/news/1", "/news/2"], "2024-05-01T08:00:00.000Z"),
    (ATOM, "feed", ["/news/1", "/news/2"], "2024-05-01T08:00:00.000Z"),
    (RDF, "feed", ["/news/1"], "2024-05-01T00:00:00.000Z"),
    (JSON, "feed", ["/news/1"], "2024-05-01T08:00:00.000Z"),
    (SITEMAP, "sitemap", ["/news/1"], "2024-05-01T00:00:00.000Z"),
    ("https://ministry.example/news/1\n\nhttps://ministry.example/news/2\n", "sitemap", ["/news/1", "/news/2"], None),
], ids=["rss", "atom", "rdf", "json", "sitemap", "lines"])  # fmt: skip
@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_read_in_order_once_with_their_time(
    content: str, kind: str, pages: list[str], updated: str | None, packed: bool
) -> None:
    data = content.encode("latin-1")
    listing = read_listing(gzip.compress(data) if packed else data, address=HERE)
    assert listing
    assert (listing.kind, listing.error, listing.more) == (kind, None, ())
    assert [link.address for link in listing.links] == [f"https://ministry.example{page}" for page in pages]
    assert listing.links[0].updated == updated


def test_titles_are_kept() -> None:
    listing = read_listing(RSS.encode(), address=HERE)
    assert listing
    assert listing.links[0].title == "Ferry & fees"


def test_an_index_names_more_sitemaps() -> None:
    index = "<sitemapindex><sitemap><loc>/s1.xml.gz</loc><lastmod>2024-05-01</lastmod></sitemap></sitemapindex>"
    listing = read_listing(index.encode(), address=HERE)
    assert listing
    assert ([more.address for more in listing.more], listing.links) == (["https://ministry.example/s1.xml.gz"], ())


@pytest.mark.parametrize("content", ["", "plain words", "<html><body><a href='/1'>x</a></body></html>", "{}", "[1]",
                                     '{"version": "2"}',
                                     "https://ministry.example/1\nand words", "<", "\0\0", "{" * 100_000])  # fmt: skip
def test_what_is_no_feed_is_none(content: str) -> None:
    assert read_listing(content.encode(), address=HERE) is None


def test_what_stands_before_a_fault_is_read() -> None:
    listing = read_listing(RSS.replace("<item><title>Twice", "</broken><item>").encode(), address=HERE)
    assert listing
    assert [link.address for link in listing.links] == ["https://ministry.example/news/1"]
    assert "broken" in (listing.error or "")


def test_names_of_html_do_not_end_it_all() -> None:
    listing = read_listing(RSS.replace("Twice", "A&nbsp;B &eacute;").encode(), address=HERE)
    assert listing
    assert (len(listing.links), listing.error) == (2, None)


def test_entities_are_not_followed() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    for declared in (bomb, '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'):
        listing = read_listing((declared + RSS.partition("?>")[2]).encode(), address=HERE)
        assert listing is None or "entities" in (listing.error or "")


def test_depth_and_number_are_bounded() -> None:
    deep = read_listing(b"<rss>" + b"<a>" * 100_000, address=HERE)
    assert deep
    assert "deep" in (deep.error or "")
    many = read_listing(
        b"<urlset>" + b"".join(b"<url><loc>/%d</loc></url>" % n for n in range(MOST_LINKS + 9)), address=HERE
    )
    assert many
    assert len(many.links) == MOST_LINKS


def test_a_packed_feed_that_is_damaged_cannot_be_read() -> None:
    with pytest.raises(ReadError):
        read_listing(b"\x1f\x8bnothing", address=HERE)


# lists

LIST = """<html><body><header><a href="/news/2024/about-this-whole-site">About this whole long site</a></header>
<nav><a href="/contact">Contact</a><a href="/news/2020/menu-entry-number-one">Menu entry number one here</a></nav>
<main><ul>
<li><header><a href="/news/2024/ferry-runs-again">The ferry runs again in spring</a></header></li>
<li><a href="/news/2024/new-fees"><img alt=""></a><a href="new-fees">New fees in the harbour</a></li>
<li><a href="/news/2023/old#top">What the minister said in Velgrad</a></li>
<li><a href="https://other.example/news/2024/elsewhere-x">Words that stand elsewhere</a></li>
<li><a href="/files/annual-report.pdf">The annual report of the year</a></li>
<li><a href="/about/team">Meet the people of the team</a></li><li><a href="/news/">All the news of the house</a></li>
</ul><a href="/news/2024/?page=2">Next</a></main></body></html>"""


def test_statements_of_a_list_are_found_and_nothing_else() -> None:
    listing = read_links(
        LIST.replace("/news/2023/old#top", "/news/2023/old-talk#top").encode(),
        address="https://ministry.example/news/2024/",
    )
    assert [link.address.removeprefix("https://ministry.example/news/") for link in listing.links] == [
        "2024/ferry-runs-again",
        "2024/new-fees",
        "2023/old-talk",
    ]
    assert listing.links[1].title == "New fees in the harbour"


def test_lists_by_number_in_the_query_and_in_other_scripts() -> None:
    html = "".join(f'<p><a href="?id={n}">記者会見の記録その{n}番</a></p>' for n in range(400))
    listing = read_links(html.encode(), address="https://ministry.example/list")
    assert len(listing.links) == 400
    assert listing.links[0].address == "https://ministry.example/list?id=0"


def test_links_within_links_are_read_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = "".join(f'<a href="/news/{n}">The minister speaks of it<object>' for n in range(400))
    titles = [len(link.title) for link in read_links(nested.encode(), address="https://ministry.example/").links]
    assert (len(titles), max(titles)) == (400, 500)
    empty = "".join(f'<a href="/news/{n}"><object>' for n in range(400)) + "The minister speaks of it at last"
    assert (
        len(read_links(empty.encode(), address="https://ministry.example/").links) < 200
    )  # the far words are not looked for
    monkeypatch.setattr("rostra.collect.links._MOST_ANCHORS", 7)
    assert len(read_links(nested.encode(), address="https://ministry.example/").links) == 7


@pytest.mark.parametrize(
    "html",
    ["", "<a href=x>two words</a>", "<a href='http://['>broken link of words</a>" * 5, "<p>" * 50_000 + "<a href=/1>a"],
)
def test_pages_without_a_list_list_nothing(html: str) -> None:
    assert read_links(html.encode(), address="https://ministry.example/").links == ()
