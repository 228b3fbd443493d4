"""One request, with what answering it needs: the archive, the templates, and how a page leaves the house."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

import minijinja
from litestar import MediaType, Request, Response

from rostra.api import SHELVES, Archive, Grouping, MonthTally, PersonCard, Rubric, Tally
from rostra.web import words
from rostra.web.charts import years_between
from rostra.web.described import described, plain_words
from rostra.web.hashing import Hashing
from rostra.web.keeping import Looking
from rostra.web.kept import KeptPages
from rostra.web.language import Language, conventions, language
from rostra.web.paging import address, page_number
from rostra.web.prefix import spoken_links
from rostra.web.readings import Readings, is_machine
from rostra.web.remarks import remark
from rostra.web.settings import SiteSettings
from rostra.web.shelf import Shelf

# {{ t("Search") }} · {{ t("everything", context="only") }}
_PHRASE = re.compile(r'\{\{ t\(("[^"\\{}]*")(?:, context=("[^"\\{}]*"))?\) \}\}')

DOORS: dict[Grouping, str] = {
    "section": "/sections",
    "category": "/categories",
    "tag": "/tags",
    "place": "/places",
    "organisation": "/organisations",
    "kind": "/kinds",
    "language": "/languages",
}
LONGEST_REPEATED = 300
"""Characters of a query that the links to other languages repeat: each page names six."""

HTML = "text/html; charset=utf-8"
EMBEDDED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""The policy of a quotation that any site may show in a frame: words and their style, nothing else."""
REVALIDATE = "no-cache"
"""Pages may be kept by a browser but are asked for again: an edit must be seen at once."""


class Site:
    """What all requests share: settings, archives, templates."""

    def __init__(self, location: str, settings: SiteSettings) -> None:
        self.settings = settings
        self.shelf = Shelf(location)
        self.assets = _fingerprint(settings)
        self.pages = KeptPages(lambda: self.shelf.archive)
        self.looking = Looking(self.pages.look)
        self.readings = Readings(self.shelf)
        self.hashing = Hashing()
        self.publishing = Lock()

    def render(self, template: str, *, tag: str = "", **context: Any) -> str:
        """A template as HTML, in the site's language or that of `tag`. Values are escaped unless the template says otherwise."""
        ui = language(tag or self.settings.language)
        page = _templates(ui.tag).render_template(template, site=self.settings, assets=self.assets, **context)
        return page if ui.tag == self.settings.language else spoken_links(page, ui.tag)

    def years(self) -> list[str]:
        """All years from the first to the last that has a statement; empty for an empty archive."""
        return self.shelf.kept("years", lambda _: years_between(m.month[:4] for m in self.months()))

    def months(self) -> tuple[MonthTally, ...]:
        """Statements by month, newest first."""
        return self.shelf.kept("months", Archive.months)

    def tally(self, grouping: Grouping) -> tuple[Tally, ...]:
        """How many statements stand under each name of a grouping."""
        return self.shelf.kept(f"tally {grouping}", lambda archive: archive.tally(grouping))

    def sections(self) -> list[Tally]:
        """All sections: first those that have a place, then the largest."""
        return self.in_chosen_order("section", self.tally("section"))

    def rubrics(self, grouping: Grouping) -> dict[str, Rubric]:
        """What is said of sections, categories and tags, by slug, in order; nothing of other groupings."""
        said = self.shelf.archive.rubrics(grouping) if grouping in SHELVES else ()
        return {rubric.slug: rubric for rubric in said}

    def in_chosen_order(self, grouping: Grouping, names: Iterable[Tally]) -> list[Tally]:
        """First those that have a place by the desk, then the sections that the site's file names; the others as they come."""
        placed = [slug for slug, rubric in self.rubrics(grouping).items() if rubric.place]
        first = {slug: number for number, slug in enumerate(placed)}
        named = self.settings.theme.sections if grouping == "section" else ()
        then = {_folded(name): len(first) + number for number, name in enumerate(named)}
        last = len(first) + len(then)
        return sorted(names, key=lambda tally: first.get(tally.slug, then.get(_folded(tally.name), last)))

    def former(self, grouping: Any) -> dict[str, str]:
        """Slugs of sections, categories or tags that are called otherwise today -> what each leads to."""
        return self.shelf.kept(f"former {grouping}", lambda archive: archive.former_terms(grouping))

    def named(self, grouping: Grouping, slug: str) -> Tally | None:
        """The section, category, tag or place under this slug; ``None`` when there is none."""
        slugs = self.shelf.kept(f"names {grouping}", lambda _: {tally.slug: tally for tally in self.tally(grouping)})
        return slugs.get(slug)

    def persons(self) -> tuple[PersonCard, ...]:
        """Everyone, those with most statements first."""
        return self.shelf.kept("persons", Archive.persons)

    def former_persons(self) -> dict[str, str]:
        """Slugs of persons who are called otherwise today -> whom each leads to."""
        return self.shelf.kept("former persons", Archive.former_persons)

    def door(self, grouping: Grouping, name: str) -> str:
        """The address of a section, category, tag or place; "" for a name that the record does not list."""
        slugs = self.shelf.kept(f"slugs {grouping}", lambda _: _by_name(self.tally(grouping)))
        slug = slugs.get(_folded(name))
        return f"{DOORS[grouping]}/{words.in_path(slug)}" if slug else ""


class Visit:
    """One request. `still` tells that the answer becomes a file, to which nothing can be asked; `ending` is ".json" and the like
    where the page is asked for as data."""

    still = False
    ending = ""

    def __init__(self, site: Site, request: Request[Any, Any, Any]) -> None:
        self.site = site
        self.request = request
        self.settings = site.settings
        self.language: Language = language(request.scope.get("language") or site.settings.language)
        self.t = self.language.t
        self._keeping: Any = request.scope.get(
            "keeping"
        )  # a kept page is compared with what a reader has where it is sent

    @property
    def archive(self) -> Archive:
        """The archive."""
        return self.site.shelf.archive

    @property
    def base(self) -> str:
        """The site's address without a slash at the end."""
        return self.settings.base_url or str(self.request.base_url).rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether cookies may travel over TLS alone."""
        return self.request.url.scheme == "https" or self.base.startswith("https:")

    def link(self, path: str) -> str | None:
        """The permanent address of what lies at `path`; ``None`` for a site that knows no address of its own."""
        return self.base + path if self.base else None

    def page(self, template: str, *, status: int = 200, **context: Any) -> Response[str]:
        """A page of the site."""
        frame: dict[str, Any] = {"years": self.site.years()[::-1], "base": self.base, **self.place()}
        if status == 200:
            frame["canonical"] = self.link(self.permanent_path)
        page = self.site.render(template, **{**frame, **context})
        return self.send(page, media_type=HTML, status=status)

    @property
    def permanent_path(self) -> str:
        """The path of this page, whatever the language and order in which it was asked for, with the number of its page."""
        page = page_number(self.request.query_params.get("page", ""))
        return address(quote(self.request.url.path, safe="/"), {}, page=page)

    def place(self) -> dict[str, Any]:
        """Where a page stands, as its furniture tells it: language, path, query."""
        asked = self.request.url.query
        return {
            "tag": self.language.tag,
            "path": self.request.url.path,
            "asked": asked if len(asked) <= LONGEST_REPEATED else "",
        }

    def send(
        self,
        content: str,
        *,
        media_type: str = "text/plain; charset=utf-8",
        headers: dict[str, str] | None = None,
        status: int = 200,
    ) -> Response[str]:
        """`content` under an entity tag; "304 Not Modified" for a reader who has it already."""
        tag = _entity_tag(content)
        told = {"etag": tag, "cache-control": REVALIDATE, **(headers or {})}
        known = tag in self.request.headers.get("if-none-match", "") and not (self._keeping and self._keeping.statement)
        return Response(
            content="" if known and status == 200 else content.encode("utf-8", "replace").decode(),
            status_code=304 if known and status == 200 else status,
            headers={**told, "content-type": media_type},
        )

    def send_bytes(self, key: str, make: Callable[[], bytes], *, headers: dict[str, str]) -> Response[bytes]:
        """What `make` gives, which is another whenever `key` is: not made for a reader who has it already. Like a page it is asked
        for again each time, since what it shows may be withdrawn."""
        tag = _entity_tag(key)
        known = tag in self.request.headers.get("if-none-match", "")
        told = {"etag": tag, "cache-control": REVALIDATE, **headers}
        return Response(b"" if known else make(), status_code=304 if known else 200, headers=told)

    def moved(self, path: str) -> Response[str]:
        """A permanent redirect to `path` on this site, in the reader's language, with what else the address asks for."""
        asked = quote(self.request.scope["query_string"], safe="%!$&'()*+,;=:@/?-._~")
        path = f"{path}?{asked}" if asked else path
        if self.language.tag != self.settings.language:
            path = f"/{self.language.tag}{path}"
        return Response(content="", status_code=301, headers={"location": path}, media_type=MediaType.HTML)

    @property
    def is_machine(self) -> bool:
        """Whether no person reads this: a program asks, or for the headers alone."""
        return is_machine(self.request.method, self.request.headers.get("user-agent", ""))

    def keep(self, statement_id: str) -> None:
        """Allow the page to be kept (`KeptPages`), if it is one: it shows this statement and what stands around it. To be said
        before anything is read of the archive."""
        if self._keeping is not None:
            self._keeping.sequence = self.archive.record.latest_sequence()
            self._keeping.statement = statement_id

    def count_reading(self, statement_id: str) -> None:
        """This page is a reading of the statement, unless a machine asks for it. Nothing about the reader is kept."""
        if self._keeping is not None:
            self._keeping.counts = True
        if not self.is_machine:
            self.site.readings.note(statement_id)


def site_of(request: Request[Any, Any, Any]) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state["site"]
    return site


def _entity_tag(content: str) -> str:
    return f'W/"{hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=9).hexdigest()}"'


def _by_name(tallies: tuple[Tally, ...]) -> dict[str, str]:
    return {_folded(tally.name): tally.slug for tally in tallies}


def _folded(name: str) -> str:
    """Spellings that differ in case or spacing are one name to the record."""
    return " ".join(name.casefold().split())


def _fingerprint(settings: SiteSettings) -> str:
    """A name for the present state of the static files and the theme, so that browsers may keep them for ever."""
    digest = hashlib.blake2b(digest_size=6)
    for file in sorted(Path(str(files("rostra.web"))).joinpath("static").rglob("*")):
        if file.is_file():
            digest.update(file.read_bytes())
    digest.update(settings.theme.stylesheet.encode() + settings.theme.logo)
    return digest.hexdigest()


def _spoken(template: str, ui: Language) -> str:
    """The source of a template with its fixed phrases said already: most of what a page asks of a language."""

    def said(match: re.Match[str]) -> str:
        text, context = (json.loads(part) if part else "" for part in match.groups())
        return str(minijinja.escape(ui.t(text, context=context)))

    return _PHRASE.sub(said, template)


@cache
def _templates(tag: str) -> minijinja.Environment:
    """The templates in a language, with the filters that they use. HTML is always escaped."""
    ui = language(tag)
    folder = files("rostra.web") / "templates"

    def load(name: str) -> str | None:
        file = folder / name
        return _spoken(file.read_text("utf-8"), ui) if file.is_file() else None

    return minijinja.Environment(
        loader=load,
        auto_escape_callback=lambda name: "html",
        trim_blocks=True,
        lstrip_blocks=True,
        debug=False,
        globals={"t": ui.t, "ui": ui, "languages": [(tag, ways["name"]) for tag, ways in conventions().items()]},
        filters={
            "date": ui.date,
            "number": ui.number,
            "counted": ui.counted,
            "percent": ui.percent,
            "confidence": ui.confidence,
            "size": ui.size,
            "shorten": words.shorten,
            "lang": words.language_tag,
            "dir": words.direction,
            "language": ui.language_name,
            "plain": words.plain,
            "path": words.in_path,
            "origin": words.origin,
            "query": lambda text: quote(text, safe=""),
            "kind": partial(ui.word, "kinds"),
            "role": partial(ui.word, "roles"),
            "value": ui.facet_value,
            "facet": partial(ui.word, "facets"),
            "change": partial(ui.word, "changes"),
            "turn_change": partial(ui.word, "turn_changes"),
            "field_name": partial(ui.word, "compared"),
            "xml": words.in_xml,
            "stated_day": ui.stated_day,
            "order_name": partial(ui.word, "orders"),
            "listed": ui.listed,
            "described": described,
            "plain_words": plain_words,
            "word": lambda key, table: ui.word(table, key),
            "remark": lambda note: minijinja.safe(remark(ui, note)),
        },
    )
