"""For machines that gather pages: what they may read (robots.txt), where everything is with its last change (sitemaps), and how the
site is searched from elsewhere (OpenSearch).

Source: sitemaps.org protocol 0.9, RFC 9309, OpenSearch 1.1 draft 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from xml.sax.saxutils import escape

from litestar import Response

from rostra.api import ID_LETTERS, Archive
from rostra.model import NotFoundError
from rostra.web.language import conventions
from rostra.web.routes.doors import DOORS
from rostra.web.routes.reads import reads
from rostra.web.visit import Site, Visit
from rostra.web.words import in_path, in_xml

IN_A_PART = 10_000
"""Addresses in one file: a fifth of what the protocol allows, so that a part is made in a moment and weighs about 1 MB.

A part of the statements holds those whose ids begin alike, as many of them as chance has it: whatever comes in or changes concerns
one part, and no statement moves from part to part as it would in windows of a list."""

ALL = "all"
"""The name of the one part of a small archive."""

XML = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

LONGEST_SHORT_NAME, LONGEST_DESCRIPTION = 16, 1024
"""Characters that OpenSearch allows."""

SHUT = (
    "/search",
    "/concordance",
    "/collocates",
    "/trends",
    "/distinctive",
    "/similar",
    "/captures/",
    "/edit/",
    "/oembed",
)
"""Not for machines that gather pages, in whichever language: endless, heavy, or of no use to whoever finds them."""
OPEN = ("/searches",)
"""What begins alike and may be read: of two rules the longer counts."""


@reads("/robots.txt")
def robots(visit: Visit) -> Response[str]:
    """Everything may be read but what is endless."""
    places = ("", *(f"/{tag}" for tag in conventions()))
    rules = [("Allow", path) for path in OPEN] + [("Disallow", path) for path in SHUT]
    told = [f"{rule}: {place}{path}" for place in places for rule, path in rules]
    lines = ["User-agent: *", *told, "", f"Sitemap: {visit.base}/sitemap.xml", ""]
    return visit.send("\n".join(lines))


@reads("/sitemap.xml")
def index(visit: Visit) -> Response[str]:
    """The index of all parts."""
    addresses = [(f"{visit.base}/sitemaps/{part}.xml", "") for part in parts(visit.site)]
    return visit.send(_xml("sitemapindex", "sitemap", addresses), media_type=XML)


@reads("/sitemaps/{name:str}")
def part(visit: Visit, name: str) -> Response[str]:
    """A part of the statements ("statements-all.xml"; in large archives those whose ids begin so, "statements-k.xml"), or of the
    other pages ("pages-1.xml")."""
    if name.removesuffix(".xml") not in parts(visit.site) or not name.endswith(".xml"):
        raise NotFoundError("There is no such sitemap.", hint="/sitemap.xml lists all.")
    kind, _, which = name.removesuffix(".xml").partition("-")
    if kind == "statements":
        changed = visit.archive.last_changes(beginning=which if which != ALL else "")
        found = [(f"{visit.base}/statements/{in_path(each)}", at) for each, at in changed.items()]
    else:
        begun = (int(which) - 1) * IN_A_PART
        found = [(visit.base + path, "") for path in _pages(visit.site)[begun : begun + IN_A_PART]]
    return visit.send(_xml("urlset", "url", found), media_type=XML)


# Where the words that are searched for go, in the form of the answer. A search of files has no other pages and no feed.
FOUND_IN_FILES = (("text/html", "/search?q={searchTerms}"),)
FOUND = (
    ("text/html", "/search?q={searchTerms}&amp;page={startPage?}"),
    ("application/atom+xml", "/search.atom?q={searchTerms}&amp;page={startPage?}"),
    ("application/feed+json", "/search.feed.json?q={searchTerms}&amp;page={startPage?}"),
)


@reads("/opensearch.xml")
def opensearch(visit: Visit) -> Response[str]:
    """The description by which a browser adds the site to what it searches."""
    name, base = (escape(in_xml(text), {'"': "&quot;"}) for text in (visit.settings.name, visit.base))
    said = escape(in_xml(f"{visit.settings.name}: {visit.t(visit.settings.tagline)}")[:LONGEST_DESCRIPTION])
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(in_xml(visit.settings.name[:LONGEST_SHORT_NAME]))}</ShortName>",
        f"<LongName>{name}</LongName>",
        f"<Description>{said}</Description>",
        *(f'<Url type="{kind}" template="{base}{path}"/>' for kind, path in (FOUND_IN_FILES if visit.still else FOUND)),
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{base}/opensearch.xml"/>',
        f'<Image width="16" height="16" type="image/svg+xml">{base}/static/icon.svg</Image>',
        f"<Language>{visit.language.tag}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>",
        "</OpenSearchDescription>",
    ]
    return visit.send("\n".join(lines) + "\n", media_type="application/opensearchdescription+xml; charset=utf-8")


def parts(site: Site) -> list[str]:
    """The names of all parts."""
    count = site.shelf.kept("counts", Archive.count).statements
    pages = -(-len(_pages(site)) // IN_A_PART)
    return [*(f"statements-{each}" for each in _beginnings(count)), *(f"pages-{each}" for each in range(1, pages + 1))]


def _beginnings(count: int) -> list[str]:
    """How the ids begin, as far as it takes for parts of some `IN_A_PART`: ids are drawn evenly."""
    if count <= IN_A_PART:
        return [ALL] if count else []
    length = 1
    while len(ID_LETTERS) ** length * IN_A_PART < count:
        length += 1
    return ["".join(letters) for letters in product(ID_LETTERS, repeat=length)]


def holds(path: str, statements: Iterable[str]) -> bool:
    """Whether the sitemap at `path` tells of any of these statements, or of what is not a statement."""
    kind, _, which = path.rpartition("/")[2].removesuffix(".xml").partition("-")
    return kind != "statements" or any(which in (ALL, statement[: len(which)]) for statement in statements)


def _pages(site: Site) -> list[str]:
    """The addresses of all pages that are no statement's."""
    return site.shelf.kept("sitemap", lambda _: list(_paths(site)))


def _paths(site: Site) -> Iterator[str]:
    yield from ("/", "/about", "/archive", "/people")
    for door in DOORS:
        names = site.tally(door.grouping)
        if names:
            yield door.path
        yield from (f"{door.path}/{in_path(name.slug)}" for name in names)
    yield from (f"/people/{in_path(person.slug)}" for person in site.persons())
    months = [tally.month for tally in site.months()]
    yield from (f"/archive/{year}" for year in sorted({month[:4] for month in months if month}))
    yield from (f"/archive/{month[:4]}/{month[5:7]}" for month in months if len(month) == 7)


def _xml(root: str, each: str, addresses: Iterable[tuple[str, str]]) -> str:
    """A sitemap, or an index of them: addresses with the time of their last change ("" = not told)."""
    lines = [
        f"<{each}><loc>{escape(in_xml(address))}</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</{each}>"
        for address, at in addresses
    ]
    return "\n".join(
        ['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="{NAMESPACE}">', *lines, f"</{root}>", ""]
    )


HANDLERS = [robots, index, part, opensearch]
