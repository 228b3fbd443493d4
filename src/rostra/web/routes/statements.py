"""A statement: to read, to print, to cite, to take away as data; and each of its turns at an address of its own."""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar import Response

from rostra.api import CorrectedField, PersonCard, Statement, StatementCard
from rostra.model import NotFoundError, Related, UsageError
from rostra.web.differences import last_edit, new_notice, read_difference, speaker_of
from rostra.web.evidence import doubts, reasons
from rostra.web.linked import as_block, exchange_nodes, statement_nodes
from rostra.web.paging import address, page_number
from rostra.web.portions import Portion, Portions
from rostra.web.reading import read_exchange, read_statement, speakers
from rostra.web.routes.reads import reads
from rostra.web.routes.shown import frame
from rostra.web.routes.similar import similar_ways
from rostra.web.visit import Visit
from rostra.web.words import in_path, message

FORMATS = {
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
}
"""What a statement can be taken away as, by the end of its address; the longer ending first."""

CITATIONS = (
    ("text", "Text"),
    ("apa", "APA"),
    ("mla", "MLA"),
    ("chicago", "Chicago"),
    ("harvard", "Harvard"),
    ("bib", "BibTeX"),
    ("ris", "RIS"),
    ("csl.json", "CSL-JSON"),
)
RELATED = 6
_Beside = tuple[PersonCard | None, StatementCard | None, StatementCard | None]


@reads("/statements/{name:str}")
def statement(visit: Visit, name: str) -> Response[str]:
    """The statement as a page, or as data when its name ends in a format."""
    statement_id, suffix = split_format(name)
    if suffix:
        return _export(visit, statement_id, suffix)
    visit.keep(statement_id)
    found = visit.archive.get_statement(statement_id)
    if found.id != statement_id:
        return visit.moved(path_of(found))
    portion = portion_of(visit, found, path_of(found))
    if portion.number == 1:
        visit.count_reading(found.id)
    related = visit.archive.related(found.id, limit=RELATED)
    return visit.page(
        "statement.html",
        **told(visit, found, portion, visit.archive.corrected_fields(found)),
        canonical=visit.link(address(path_of(found), {}, page=portion.number)),
        related=related,
        listed=_listed(found, [card for card, _ in related]),
        shown=path_of(found),
        data=path_of(found),
        beside=_beside(visit, found),
        linked=as_block(visit, statement_nodes, found, portion.turns),
    )


def portion_of(visit: Visit, found: Statement, path: str) -> Portion:
    """The part of a long statement that is asked for; its other parts lie at `path`."""
    portions = Portions(found.transcript, path)
    number = min(page_number(visit.request.query_params.get("page", "")), portions.count)
    return portions.portion(read_statement(found, visit.language), number)


def told(visit: Visit, found: Statement, portion: Portion, corrected: tuple[CorrectedField, ...]) -> dict[str, Any]:
    """What a statement's page says of the statement itself, and of nothing around it."""
    return {
        **subject(visit, found),
        "reading": portion.reading,
        "portion": portion,
        "reasons": reasons(found, visit.language, corrected),
        "doubts": doubts(found),
        "edited": last_edit(found),
        "citations": _citations(visit, found),
        "speakers": tuple(speakers(found).items()),
    }


@reads("/statements/{name:str}/{turn:str}")
def exchange(visit: Visit, name: str, turn: str) -> Response[str]:
    """A turn with what belongs to it: a question with its answers, an answer with its question."""
    turn_id, suffix = split_format(turn)
    visit.keep(name)
    found = visit.archive.get_statement(name)
    today = visit.archive.find_turn(found.id, turn_id)
    if today is None:
        return _gone(visit, found, turn_id)
    if (found.id, today) != (name, turn_id):
        return visit.moved(f"{path_of(found)}/{in_path(today)}{suffix}")
    if suffix:
        return _export(visit, found.id, suffix, turn_id=today)
    passage = read_exchange(found, today, visit.language)
    said = next(turn for turn in found.transcript.turns if turn.id == today)
    return visit.page(
        "exchange.html",
        **subject(visit, found),
        passage=passage,
        linked=as_block(visit, exchange_nodes, found, [voice.turn for voice in passage.voices]),
        turn=said,
        context=Portions(found.transcript, path_of(found)).address_of(today),
        similar=similar_ways(visit, f"{found.id}/{today}"),
        citations=_citations(visit, found, turn_id=today),
        shown=f"{path_of(found)}/{in_path(today)}",
        data=f"{path_of(found)}/{in_path(today)}",
        frame="" if visit.still else frame(visit, found, said),
        corrected=visit.archive.corrected_turns(found),
    )


def _beside(visit: Visit, statement: Statement) -> list[_Beside]:
    """The statements before and after this one: of the whole record (under ``None``), then of who speaks first here. Empty for
    an undated statement."""
    found: list[_Beside] = [(None, *visit.archive.neighbours(statement.id))]
    slug = next((statement.persons[name] for name in statement.card.speakers if statement.persons.get(name)), "")
    if slug:
        person = visit.archive.get_person(slug)
        found.append((person, *visit.archive.neighbours(statement.id, person=person.slug)))
    return [(person, before, after) for person, before, after in found if before or after]


def _gone(visit: Visit, found: Statement, turn_id: str) -> Response[str]:
    """What became of a turn that a version had and the page has no longer. Raises `NotFoundError` when none had it."""
    last = visit.archive.last_version_with(found, turn_id)
    if last is None:
        raise NotFoundError(message("This statement has no such turn."), hint=f"The whole statement: {path_of(found)}")
    return visit.page("gone.html", **subject(visit, found), last=last, status=410)


@reads("/statements/{name:str}/print")
def printed(visit: Visit, name: str) -> Response[str]:
    """The statement alone, with its citation at the end."""
    visit.keep(name)
    found = visit.archive.get_statement(name)
    if found.id != name:
        return visit.moved(f"{path_of(found)}/print")
    citation = visit.archive.export(found, "text", address=visit.link(path_of(found)))
    return visit.page(
        "print.html",
        **subject(visit, found),
        canonical=visit.link(path_of(found)),
        reading=read_statement(found, visit.language),
        citation=citation,
    )


@reads("/statements/{name:str}/versions")
def versions(visit: Visit, name: str) -> Response[str]:
    """The states of the page over time, newest first."""
    found = visit.archive.get_statement(name)
    if found.id != name:
        return visit.moved(f"{path_of(found)}/versions")
    notices = [new_notice(found, version.number) for version in found.versions]
    return visit.page("versions.html", **subject(visit, found), notices=notices)


@reads("/statements/{name:str}/versions/{number:str}")
def difference(visit: Visit, name: str, number: str) -> Response[str]:
    """What a version changed against the one before, or against the version `?from=`."""
    found = visit.archive.get_statement(name)
    if found.id != name:
        return visit.moved(f"{path_of(found)}/versions/{in_path(number)}")
    after = version_number(found, number)
    before = version_number(found, visit.request.query_params.get("from") or str(after - 1)) if after > 1 else 1
    return visit.page(
        "difference.html",
        **subject(visit, found),
        version=found.versions[after - 1],
        notice=new_notice(found, after),
        speaker_of=partial(speaker_of, ui=visit.language),
        difference=read_difference(visit.archive.diff(found.id, before, after)),
        before=before,
        after=after,
    )


def version_number(statement: Statement, number: str) -> int:
    """The number of a version that there is. Raises `NotFoundError`."""
    if not (number.isascii() and number.isdigit() and len(number) < 10 and 1 <= int(number) <= len(statement.versions)):
        raise NotFoundError(
            message("This statement has no such version."), hint=f"All versions: {path_of(statement)}/versions"
        )
    return int(number)


def path_of(statement: Statement) -> str:
    """The statement's permanent address on the site."""
    return f"/statements/{in_path(statement.id)}"


def split_format(name: str) -> tuple[str, str]:
    """`name` without the format that it ends in, and that ending ("" when there is none)."""
    for suffix in FORMATS:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)], suffix
    return name, ""


def _export(visit: Visit, statement_id: str, suffix: str, *, turn_id: str | None = None) -> Response[str]:
    found = visit.archive.get_statement(statement_id)
    if found.id != statement_id:
        return visit.moved(path_of(found) + suffix)
    address = visit.link(path_of(found) + (f"/{in_path(turn_id)}" if turn_id else ""))
    try:
        content = visit.archive.export(found, suffix[1:], turn_id=turn_id, address=address, site=visit.settings.name)
    except UsageError as error:
        raise NotFoundError(error.message, hint=error.hint) from error
    return visit.send(content, media_type=FORMATS[suffix])


def _listed(statement: Statement, shown: list[StatementCard]) -> list[Related]:
    """What the page itself lists as related, without what is shown already."""
    titles = {card.title.casefold() for card in shown}
    listed = statement.transcript.furniture.related
    return [related for related in listed if related.title.casefold() not in titles][:RELATED]


def _citations(visit: Visit, statement: Statement, *, turn_id: str | None = None) -> list[tuple[str, str, str]]:
    """Style, its name and the citation, for the statement or one turn."""
    address = visit.link(path_of(statement) + (f"/{in_path(turn_id)}" if turn_id else ""))
    styles = [style for style, _ in CITATIONS]
    cited = visit.archive.cite(statement, styles, turn_id=turn_id, address=address, site=visit.settings.name)
    return [(style, name, text) for (style, name), text in zip(CITATIONS, cited, strict=True)]


def subject(visit: Visit, statement: Statement) -> dict[str, Any]:
    """What every page about a statement shows of it."""
    return {
        "statement": statement,
        "card": statement.card,
        "event": statement.transcript.event,
        "source": statement.transcript.source,
        "persons": statement.persons,
        "door": visit.site.door,
        "here": path_of(statement),
    }


HANDLERS = [statement, exchange, printed, versions, difference]
