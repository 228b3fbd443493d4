"""Sections, categories and tags: what they are called, what is said of them, and what stands in them in which order."""

from __future__ import annotations

from rostra.api.deciding import Deciding
from rostra.archive.arranging import Rubric
from rostra.archive.naming import SectionKind, Shelf
from rostra.archive.records import Judged


class Arranging(Deciding):
    """Arranges what statements are filed under; each decision is a judgement."""

    def rename_term(self, shelf: Shelf, name: str, into: str, *, by: str, why: str) -> Judged:
        """A section, category or tag (`name` is its name or slug) is called `into` in the whole record, now and on pages to come;
        where another is called so already, the two are one. Its address leads there.

        Raises `UsageError`: nothing stands under it, or the new name is none.
        """
        from rostra.archive.slugs import slugify

        slugs = {each.slug for each in self.record.tally(shelf)}
        value = {"grouping": shelf, "from": name if name in slugs else slugify(name), "into": " ".join(into.split())}
        return self.correct(None, "rename-term", value, by=by, why=why)

    def file_under(self, statement_id: str, shelf: Shelf, name: str, *, holds: bool, by: str, why: str) -> Judged:
        """File a statement under a section, category or tag, or (`holds` false) take it out. Raises `NotFoundError`."""
        value = {"grouping": shelf, "name": " ".join(name.split()), "holds": holds}
        return self.correct(statement_id, "file", value, by=by, why=why)

    def current_term(self, shelf: Shelf, slug: str) -> str:
        """What the address of a section, category or tag leads to today (see `Record.current_term`)."""
        return self.record.current_term(shelf, slug)

    def former_terms(self, shelf: Shelf) -> dict[str, str]:
        """Former addresses and what each leads to (see `Record.former_terms`)."""
        return self.record.former_terms(shelf)

    def rubrics(self, shelf: Shelf) -> tuple[Rubric, ...]:
        """What is said of sections, categories or tags, in order (see `Record.rubrics`)."""
        return self.record.rubrics(shelf)

    def describe_term(
        self,
        shelf: Shelf,
        name: str,
        *,
        slug: str = "",
        kind: SectionKind = "",
        author: str = "",
        description: str = "",
        place: int = 0,
        by: str,
        why: str,
    ) -> Judged:
        """Say what a section, category or tag is, in the place of what was said before. Nothing has to stand under it yet;
        `slug` is its own where that is not plain from the name. Raises `UsageError`."""
        from rostra.archive.slugs import slugify

        said = "\n".join(line.rstrip() for line in description.replace("\r\n", "\n").strip().split("\n"))
        value = {
            "grouping": shelf,
            "slug": slug or slugify(name),
            "name": " ".join(name.split()),
            "kind": kind,
            "author": " ".join(author.split()),
            "description": said,
            "place": place,
        }
        return self.correct(None, "describe-term", value, by=by, why=why)
