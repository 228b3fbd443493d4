"""Sections, categories and tags at the desk: renamed, merged, described, filled by hand; and what stands first in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from rostra.api import SECTION_KINDS, Judged, Rubric, SectionKind, Shelf, Tally
from rostra.model import NotFoundError, UsageError
from rostra.web.editing.desk import Desk
from rostra.web.editing.keys import PLACE, safe_next
from rostra.web.editing.telling import happenings
from rostra.web.paging import page_number, paging
from rostra.web.routes.edit.edits import edits, shows
from rostra.web.routes.edit.written import LISTED, show_list
from rostra.web.words import in_path, message

AT: dict[str, Shelf] = {"sections": "section", "categories": "category", "tags": "tag"}
"""Where each is looked after, below /edit as on the site itself."""
TITLES = {"sections": message("Sections"), "categories": message("Categories"), "tags": message("All tags")}
NAMES, STATEMENTS = 200, 50
"""On a page."""
STEPS = {"up": -1, "down": 1}
_WHY = message("So arranged at the desk.")


def address_of(room: str, slug: str = "") -> str:
    """The list of all, or the page of one."""
    return f"{PLACE}/{room}" + (f"/{in_path(slug)}" if slug else "")


# all of them


def _list(desk: Desk, room: str, *, problem: str = "", status: int = 200) -> Response[Any]:
    shelf, asked = AT[room], desk.request.query_params
    sought, number = asked.get("q", "").strip()[:100], page_number(asked.get("page", ""))
    rubrics = desk.site.rubrics(shelf)
    names = _names(desk, shelf, rubrics)
    found = [each for each in names if sought.casefold() in each.name.casefold()]
    return desk.sheet(
        "arrange.html",
        status=status,
        room=room,
        titles=TITLES,
        names=found[(number - 1) * NAMES : number * NAMES],
        total=len(found),
        sought=sought,
        rubrics=rubrics,
        kinds=SECTION_KINDS if shelf == "section" else (),
        problem=problem,
        paging=paging(address_of(room), {"q": sought}, page=number, size=NAMES, total=len(found)),
    )


def _names(desk: Desk, shelf: Shelf, rubrics: dict[str, Rubric]) -> list[Tally]:
    """All in the order of the site, and those that nothing stands under yet."""
    borne = sorted(desk.site.tally(shelf), key=lambda each: each.name.casefold())
    known = {each.slug for each in borne}
    empty = [Tally(slug=slug, name=each.name, count=0) for slug, each in rubrics.items() if slug not in known]
    return desk.site.in_chosen_order(shelf, [*borne, *empty])


def _create(desk: Desk, room: str) -> Response[Any]:
    """A section, category or tag that nothing stands under yet."""
    shelf, name = AT[room], " ".join(desk.form.get("name", "").split())[:300]
    there = next((each for each in desk.site.tally(shelf) if each.name.casefold() == name.casefold()), None)
    if there is not None:
        return desk.go(address_of(room, there.slug))
    try:
        done = desk.archive.describe_term(shelf, name, kind=_kind(desk), by=desk.account.name, why=_why(desk))
    except UsageError as error:
        return _list(desk, room, problem=desk.said(error), status=422)
    return desk.go(address_of(room, done.judgement.value["slug"]))


# one


def _show(desk: Desk, room: str, slug: str, *, problem: str = "", status: int = 200) -> Response[Any]:
    shelf = AT[room]
    rubric, named = desk.site.rubrics(shelf).get(slug), _named(desk, shelf, slug)
    if named is None:
        today = desk.archive.current_term(shelf, slug)
        if desk.site.named(shelf, today) is None:
            raise NotFoundError(desk.t("There is none under this name."), hint=address_of(room))
        return desk.go(address_of(room, today) + _query(desk))
    asked = desk.request.query_params
    number = page_number(asked.get("page", ""))
    pins = desk.archive.pins(slug) if shelf == "section" else ()
    found = desk.archive.find_statements(
        order="placed" if shelf == "section" else "newest", limit=STATEMENTS, offset=(number - 1) * STATEMENTS, **{shelf: slug}
    )  # fmt: skip
    first = {each.statement for each in pins}
    decided = asked.get("done", "")[:60]
    done = desk.archive.find_judgements([decided]) if decided.isalnum() else ()
    return desk.sheet(
        "arranged.html",
        status=status,
        room=room,
        shelf=shelf,
        titles=TITLES,
        here=address_of(room, slug),
        named=named,
        rubric=rubric or Rubric(shelf=shelf, slug=slug, name=named.name),
        kinds=SECTION_KINDS if shelf == "section" else (),
        known=[each.name for each in desk.site.tally(shelf)[:1_000]],
        people=[person.name for person in desk.site.persons()[:1_000]] if shelf == "section" else [],
        pins=pins,
        others=[card for card in found.items if card.id not in first],
        done=[each for each in happenings(done, desk.language) if not each.undoing and each.holds],
        problem=problem,
        paging=paging(address_of(room, slug), {}, page=number, size=STATEMENTS, total=found.total),
    )


def _named(desk: Desk, shelf: Shelf, slug: str) -> Tally | None:
    """What is called so and what stands under it, which may be nothing; ``None`` for what was never given the name."""
    rubric = desk.site.rubrics(shelf).get(slug)
    empty = Tally(slug=slug, name=rubric.name, count=0) if rubric else None
    return desk.site.named(shelf, slug) or empty


def _query(desk: Desk) -> str:
    query = desk.request.url.query
    return f"?{query}" if query else ""


def _change(desk: Desk, room: str, slug: str) -> Response[Any]:
    """One decision about it, and the page anew."""
    action = _ACTIONS.get(desk.form.get("do", ""))
    try:
        if action is None:
            raise UsageError("The form does not say what to do.")
        done = action(desk, AT[room], slug)
    except (UsageError, NotFoundError) as error:
        return _show(desk, room, slug, problem=desk.said(error), status=422)
    if isinstance(done, str):
        return desk.go(f"{address_of(room, slug)}#{in_path(done)}")
    value = done.judgement.value
    today = desk.archive.current_term(AT[room], value.get("slug") or value.get("from") or slug)
    return desk.go(f"{address_of(room, today)}?{urlencode({'done': done.judgement.id})}")


def _rename(desk: Desk, shelf: Shelf, slug: str) -> Judged:
    return desk.archive.rename_term(shelf, slug, desk.form.get("name", ""), by=desk.account.name, why=_why(desk))


def _describe(desk: Desk, shelf: Shelf, slug: str) -> Judged:
    named, place = _named(desk, shelf, slug), desk.form.get("place", "").strip()
    if named is None:
        raise NotFoundError("There is none under this name.", hint="Choose one of the list.")
    if place and not (place.isascii() and place.isdecimal() and len(place) < 4):
        raise UsageError("The place is no number.", hint="1 comes first; leave it empty for none.")
    return desk.archive.describe_term(
        shelf,
        named.name,
        slug=slug,
        kind=_kind(desk),
        author=desk.form.get("author", "")[:300],
        description=desk.form.get("description", ""),
        place=int(place or 0),
        by=desk.account.name,
        why=_why(desk),
    )


def _file(desk: Desk, shelf: Shelf, slug: str) -> Judged | str:
    """Filed there, and in a collection at the end of its order."""
    rubric, named = desk.site.rubrics(shelf).get(slug), _named(desk, shelf, slug)
    statement = desk.archive.get_statement(statement_in(desk.form.get("statement", "")))
    name = named.name if named else slug
    desk.archive.file_under(statement.id, shelf, name, holds=True, by=desk.account.name, why=_why(desk))
    if rubric and rubric.kind == "collection":
        desk.archive.pin(slug, statement.id, by=desk.account.name)
    return statement.id


def _unfile(desk: Desk, shelf: Shelf, slug: str) -> Judged:
    named, found = desk.site.named(shelf, slug), desk.form.get("statement", "")
    if shelf == "section":
        desk.archive.unpin(slug, found)
    name = named.name if named else slug
    return desk.archive.file_under(found, shelf, name, holds=False, by=desk.account.name, why=_why(desk))


def _pin(desk: Desk, shelf: Shelf, slug: str) -> str:
    return move(desk, slug if shelf == "section" else "")


_ACTIONS: dict[str, Callable[[Desk, Shelf, str], Judged | str]] = {
    "rename": _rename,
    "describe": _describe,
    "file": _file,
    "unfile": _unfile,
    **dict.fromkeys(("pin", "unpin", *STEPS), _pin),
}


# what stands first


def move(desk: Desk, place: str) -> str:
    """Pin a statement in a place, unpin it, or let it stand one further up or down, as the form says; its id."""
    action, given = desk.form.get("do", ""), statement_in(desk.form.get("statement", ""))
    if action in STEPS:
        desk.archive.move_pin(place, given, STEPS[action])
    elif action == "unpin":
        desk.archive.unpin(place, given)
    elif place and desk.site.named("section", place) is None:
        raise UsageError("There is no such section.", hint="Choose one of the list.")
    else:
        given = desk.archive.get_statement(given).id
        desk.archive.pin(place, given, by=desk.account.name)
    return given


def statement_in(address: str) -> str:
    """The id in an address of a statement, or the id itself."""
    return address.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2][:60]


@edits(f"{PLACE}/pins")
def pin(desk: Desk) -> Response[Any]:
    """What stands first on the home page or in a section, from the list of all."""
    try:
        moved = move(desk, desk.form.get("place", "")[:200])
    except (UsageError, NotFoundError) as error:
        return show_list(desk, problem=desk.said(error), status=422)
    return desk.go(f"{safe_next(desk.form.get('next', LISTED))}#{in_path(moved)}")


def _kind(desk: Desk) -> SectionKind:
    return next((each for each in SECTION_KINDS if each == desk.form.get("kind", "")), "")


def _why(desk: Desk) -> str:
    return desk.form.get("why", "").strip()[:2_000] or desk.t(_WHY)


def _handlers(room: str) -> list[HTTPRouteHandler]:
    """The pages of sections, categories or tags, and their forms."""

    def every(desk: Desk) -> Response[Any]:
        return _list(desk, room)

    def create(desk: Desk) -> Response[Any]:
        return _create(desk, room)

    def one(desk: Desk, slug: str) -> Response[Any]:
        return _show(desk, room, slug)

    def change(desk: Desk, slug: str) -> Response[Any]:
        return _change(desk, room, slug)

    here, below = address_of(room), address_of(room) + "/{slug:str}"
    return [shows(here, "editor")(every), edits(here)(create), shows(below, "editor")(one), edits(below)(change)]


HANDLERS = [*(handler for room in AT for handler in _handlers(room)), pin]
