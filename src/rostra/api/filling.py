"""What comes into an archive: files and folders, pages of the web, and how often a statement is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rostra.api.opened import Opened
from rostra.archive.watched import KeptVisit, SourceKind, WatchedSource
from rostra.model import MissingExtraError

if TYPE_CHECKING:
    from rostra.pipeline import Progress, Summary
    from rostra.pipeline.capturing import Captured, CaptureSummary
    from rostra.pipeline.uploading import Uploaded


class Filling(Opened):
    """Adds pages, visits addresses, watches sources."""

    def add(
        self,
        sources: Sequence[str | Path],
        *,
        workers: int | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Summary:
        """Read pages into the record: files, folders, and addresses of the web (see `capture`).

        May be interrupted at any moment and run again. A page that cannot be read is reported in the summary, and the run goes
        on. `workers` defaults to the number of cores; 1 parses in this process.

        Raises:
            NotFoundError, UsageError: none of the sources can be used. An archive is then not created.
            MissingExtraError: an address is among them, and the packages that visit it are not installed.
        """
        from rostra.pipeline import Summary, add, check_sources, is_address, merge

        paths = [source for source in sources if not is_address(source)]
        addresses = [str(source) for source in sources if is_address(source)]
        if addresses:
            _fetching().check_addresses(addresses)
        if paths or not addresses:
            check_sources(paths)
        done = (
            add(self.record, paths, workers=workers, on_progress=on_progress) if paths or not addresses else Summary()
        )
        if not addresses or done.interrupted:
            return done
        added = _fetching().add_addresses(self.record, addresses, options=_options(), on_progress=on_progress)
        return merge(done, added)

    def add_uploads(self, pages: Sequence[tuple[str, bytes]]) -> tuple[Uploaded, ...]:
        """Read pages that somebody handed over, each a file's name and its bytes, as `add` reads files; what became of each."""
        from rostra.pipeline.uploading import add_uploads

        return add_uploads(self.record, pages)

    def capture(
        self,
        addresses: Sequence[str],
        *,
        delay_s: float = 1.0,
        contact: str = "",
        ignore_robots: bool = False,
        on_page: Callable[[Captured], None] | None = None,
    ) -> CaptureSummary:
        """Visit addresses and keep what is there: the bytes as evidence, and the page as a statement or its new version.

        A feed or sitemap stands for the pages that it names. A visit that brings nothing changes nothing that is kept.

        Args:
            addresses: http or https.
            delay_s: seconds between requests to one host, at least.
            contact: an address of whoever runs the archive, told to the servers.
            ignore_robots: visit also what robots.txt asks robots not to; for a site of one's own.
            on_page: told after each address.

        Raises:
            UsageError: one of them is no address. Nothing is then visited.
            MissingExtraError: the packages that visit addresses are not installed.
        """
        fetching = _fetching()
        fetching.check_addresses(addresses)
        options = _options(delay_s=delay_s, contact=contact, ignore_robots=ignore_robots)
        summary: CaptureSummary = fetching.capture(self.record, addresses, options=options, on_page=on_page)
        return summary

    def watch(
        self,
        addresses: Sequence[str] = (),
        *,
        every_s: int = 3600,
        kind: SourceKind | None = None,
        delay_s: float = 1.0,
        contact: str = "",
        ignore_robots: bool = False,
        on_page: Callable[[Captured], None] | None = None,
    ) -> CaptureSummary:
        """Watch feeds, sitemaps, lists and pages from now on; without addresses, visit what is due once.

        `kind` is found out where it is not given. The other arguments and errors are those of `capture`.
        """
        fetching = _fetching()
        fetching.check_addresses(addresses)
        from rostra.pipeline.watching import visit_due, watch

        options = _options(delay_s=delay_s, contact=contact, ignore_robots=ignore_robots)
        if not addresses:
            return visit_due(self.record, options=options, on_page=on_page)
        return watch(self.record, addresses, every_s=every_s, kind=kind, options=options, on_page=on_page)

    def sources(self) -> tuple[WatchedSource, ...]:
        """All that is watched, the next due first."""
        return self.record.sources()

    def forget(self, address: str) -> None:
        """Watch a source no longer; its pages stay. Raises `NotFoundError`."""
        self.record.forget(address)

    def visits(self, address: str) -> tuple[KeptVisit, ...]:
        """All visits that asked for the address or were led to it, oldest first; empty when there was none."""
        return self.record.visits(address)

    def add_view(self, statement_id: str, times: int = 1) -> None:
        """Count readings of a statement."""
        self.record.add_view(statement_id, times)


def _fetching() -> Any:
    """The module that visits addresses. Raises `MissingExtraError` when its packages are not installed."""
    try:
        return import_module("rostra.pipeline.capturing")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("rostra"):
            raise
        hint = "Install the fetch extra: pip install 'rostra[fetch]'."
        raise MissingExtraError(f"Visiting addresses needs the package {error.name}.", hint=hint) from error


def _options(**how: Any) -> Any:
    """How to visit, with our name and release for the servers."""
    from rostra import __version__

    return _fetching().options_of(version=__version__, **how)
