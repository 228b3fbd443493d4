"""What the live site answers at an address, had without a server."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import unquote

from litestar import Request, Response

from rostra.api import Archive, Grouping
from rostra.model import NotFoundError
from rostra.web.language import language
from rostra.web.routes import HANDLERS
from rostra.web.settings import SiteSettings
from rostra.web.shelf import Shelf
from rostra.web.visit import DOORS, Site, Visit
from rostra.web.words import in_path

Answer = Callable[..., Response[Any]]


class StillShelf(Shelf):
    """One archive that is held still, so that what is computed of it holds for good."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive.location)
        self._archive = archive


class StillSite(Site):
    """A site whose templates know that they are made for files, and whose pages speak one language."""

    def __init__(self, archive: Archive, settings: SiteSettings) -> None:
        super().__init__(archive.location, settings)
        self.shelf = StillShelf(archive)

    def render(self, template: str, *, tag: str = "", **context: Any) -> str:
        """A template as HTML; `still` tells it that no server will answer."""
        return super().render(template, tag=tag, still=True, languages=(), **context)


class StillVisit(Visit):
    """A request that nobody made."""

    still = True

    @property
    def base(self) -> str:
        """The site's address; "" where its owner has not told it."""
        return self.settings.base_url or ""

    def send(
        self,
        content: str,
        *,
        media_type: str = "text/plain; charset=utf-8",
        headers: dict[str, str] | None = None,
        status: int = 200,
    ) -> Response[str]:
        """`content` as it is: nobody has it already, and nobody reads the headers."""
        return Response(content=content, status_code=status, headers={"content-type": media_type})


class Answers:
    """The functions behind the routes, asked for pages one after another."""

    def __init__(self, archive: Archive, settings: SiteSettings) -> None:
        self.site = StillSite(archive, settings)
        self._routes = _routes()
        self._app = SimpleNamespace(state={"site": self.site})

    def get(self, address: str) -> Response[Any]:
        """The answer to `address` ("/people/ana-vela?page=2"). Raises `NotFoundError` where the live site says so."""
        path, _, query = address.partition("?")
        answer, values = self._find(path)
        scope: dict[str, Any] = {
            "type": "http", "http_version": "1.1", "method": "HEAD", "scheme": "http", "server": ("localhost", 80),
            "root_path": "", "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "headers": [],
            "path_params": values, "litestar_app": self._app, "app": self._app, "state": {},
        }  # fmt: skip
        visit = StillVisit(self.site, Request(scope))  # type: ignore[arg-type]
        return answer(visit, **values)

    def kinds(self) -> dict[str, str]:
        """The kinds of statements that there are, each with its word."""
        told = language(self.site.settings.language)
        return {kind.name: told.word("kinds", kind.name) for kind in self.site.tally("kind")}

    def lists_with(self, statement_id: str) -> Iterator[str]:
        """The lists of names under which a statement stands."""
        for grouping, slug, _ in self.site.shelf.archive.record.terms(statement_id):
            below = "/people" if grouping == "person" else DOORS.get(cast(Grouping, grouping))
            if below:
                yield f"{below}/{in_path(slug)}"

    def _find(self, path: str) -> tuple[Answer, dict[str, str]]:
        parts = path.strip("/").split("/")
        for pattern, answer in self._routes[len(parts)]:
            if all(name is None or name == part for (name, _), part in zip(pattern, parts, strict=True)):
                return answer, {key: unquote(part) for (_, key), part in zip(pattern, parts, strict=True) if key}
        raise NotFoundError(f"No page answers at {path}.")


def read_routes() -> dict[str, Answer]:
    """The function behind each address that is read ("/people/{slug:str}")."""
    return {path: handler.opt["answer"] for handler in HANDLERS for path in handler.paths if "answer" in handler.opt}


def _routes() -> dict[int, list[tuple[list[tuple[str | None, str]], Answer]]]:
    """By the number of segments, those with most literal ones first: each segment is a word, or ``None`` with a name."""
    found: dict[int, list[tuple[list[tuple[str | None, str]], Answer]]] = defaultdict(list)
    for path, answer in read_routes().items():
        parts = path.strip("/").split("/")
        pattern: list[tuple[str | None, str]] = [
            (None, part[1:-1].partition(":")[0]) if part.startswith("{") else (part, "") for part in parts
        ]
        found[len(parts)].append((pattern, answer))
    for patterns in found.values():
        patterns.sort(key=lambda entry: sum(name is None for name, _ in entry[0]))
    return found
