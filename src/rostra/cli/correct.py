"""``rostra correct``: what a person decides about a statement, a turn or a person."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from typing import Any

import click

from rostra.api import SHELVES, Action, Judged
from rostra.cli.opening import get_named, open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import printable
from rostra.model import UsageError

NONE = "none"
"""What takes a value away."""
_FIELDS = ("title", "kind", "date", "time", "place", "language")
_OF_TURNS = ("speaker", "role", "answers", "split_at", "join_next", "furniture")
Step = tuple[Action, dict[str, Any]]


@click.command(
    epilog="""\b
Examples:
  rostra correct 5mlnx2subp/t8 --speaker "Elise Marrou" --why "the recording, 12:40"
  rostra correct 5mlnx2subp/t9 --role answer --answers t8 --why "she answers the first question"
  rostra correct 5mlnx2subp/t3 --split-at "Thank you. And" --why "two people speak here"
  rostra correct 5mlnx2subp --date 2014-08-06 --why "the page says Wednesday, and the printed day is a misprint"
  rostra correct 5mlnx2subp --file section "Letters" --unfile tag harbour --why "it is a letter to the board"
  rostra correct --rename-tag Ferrys Ferries --why "misspelt"
  rostra correct --merge-person j-veldt --into jonas-veldt --why "one and the same"
"""
)
@click.argument("name", metavar="[ID[/TURN]]", required=False)
@click.option("--speaker", metavar="NAME", help='Who speaks; "journalist", "moderator", or "none" for nobody known.')
@click.option("--role", metavar="ROLE", help="statement, question, answer, moderation, note or heading.")
@click.option("--answers", metavar="TURN", help='The question that the turn answers, or "none".')
@click.option("--split-at", metavar="WORDS", help="A second turn begins with these words.")
@click.option("--join-next", is_flag=True, help="The turn and the next are one.")
@click.option(
    "--furniture",
    metavar="[WORDS]",
    is_flag=False,
    flag_value="",
    help="The turn (or these words of it) is no part of what was said.",
)
@click.option("--title", metavar="TEXT", help='The event\'s title; "none" takes it away, as for the next ones.')
@click.option("--kind", metavar="KIND", help="press_conference, speech, interview, ...")
@click.option("--date", metavar="DATE", help="2014-08-06, 2014-08 or 2014.")
@click.option("--time", metavar="TIME", help="14:44")
@click.option("--place", metavar="PLACE")
@click.option("--language", metavar="TAG", help="Such as en.")
@click.option("--not-a-transcript", is_flag=True, help="The page tells about something; nobody's words are recorded.")
@click.option(
    "--person", nargs=2, metavar="NAME SLUG", help="NAME on this page is the person SLUG, a new one or known."
)
@click.option("--rename", nargs=2, metavar="NAME NEW", help="All that NAME says on this page is said by NEW.")
@click.option("--looked-at", is_flag=True, help="Somebody looked at all of it, and it is well as it is.")
@click.option(
    "--file", "filed", nargs=2, multiple=True, metavar="SHELF NAME", help="File it under a section, category or tag."
)
@click.option("--unfile", "unfiled", nargs=2, multiple=True, metavar="SHELF NAME", help="Take it out of one.")
@click.option(
    "--rename-section",
    nargs=2,
    metavar="NAME NEW",
    help="A section is called NEW in the whole archive; two may be one.",
)
@click.option("--rename-category", nargs=2, metavar="NAME NEW", help="The same of a category.")
@click.option("--rename-tag", nargs=2, metavar="NAME NEW", help="The same of a tag.")
@click.option("--merge-person", metavar="SLUG", help="This person is the one named by --into, in the whole archive.")
@click.option("--into", metavar="SLUG")
@click.option("--why", metavar="REASON", required=True, help="For those who read the correction.")
@click.option("--by", metavar="NAME", help="Who decides; else $ROSTRA_USER, else the login name.")
@click.option("--json", "as_json", is_flag=True, help="Print the judgements as JSON.")
@click.pass_context
def command(
    context: click.Context, /, name: str | None, why: str, by: str | None, as_json: bool, **wishes: Any
) -> None:
    """Correct a statement (ID) or one of its turns (ID/TURN). A correction outranks the machine, is kept with who, when and why,
    survives newer readings and versions of the page while the words that it is about still stand, and can be undone
    (`rostra judgements --undo`)."""
    merge, of_turn, of_page = _merge(wishes), list(_of_turn(wishes)), list(_of_page(wishes))
    renamed = next((shelf for shelf in SHELVES if wishes[f"rename_{shelf}"]), None)
    _check(name, [option for option in (merge, renamed) if option], of_turn, of_page, wishes)
    done: list[Judged] = []
    with open_for_reading(context) as archive:
        try:
            if merge:
                done.append(archive.correct(None, *merge, by=by or who(), why=why))
            elif renamed:
                done.append(archive.rename_term(renamed, *wishes[f"rename_{renamed}"], by=by or who(), why=why))
            elif name:
                statement, turn_id = get_named(archive, name)
                for action, value in [*of_turn, *of_page]:
                    where = turn_id if (action, value) in of_turn else None
                    done.append(archive.correct(statement.id, action, value, by=by or who(), why=why, turn_id=where))
        finally:
            _print(done, as_json=as_json)


def who() -> str:
    """Who decides, where nobody says: $ROSTRA_USER, else the login name."""
    try:
        return os.environ.get("ROSTRA_USER") or getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("Nobody says who decides.", hint="Give a name with --by or $ROSTRA_USER.") from error


def _merge(wishes: dict[str, Any]) -> Step | None:
    former, into = wishes["merge_person"], wishes["into"]
    if bool(former) != bool(into):
        raise UsageError("A merge names two persons.", hint="--merge-person SLUG --into SLUG.")
    return ("merge-person", {"from": former, "into": into}) if former else None


def _of_turn(wishes: dict[str, Any]) -> Iterator[Step]:
    """In an order in which each can build on the one before."""
    if wishes["role"] is not None:
        yield "role", {"role": wishes["role"]}
    if wishes["speaker"] is not None:
        yield "speaker", {"name": _or_none(wishes["speaker"])}
    if wishes["answers"] is not None:
        yield "answers", {"question": _or_none(wishes["answers"].rpartition("/")[2])}
    if wishes["split_at"] is not None:
        yield "split", {"at": wishes["split_at"]}
    if wishes["join_next"]:
        yield "join", {}
    if wishes["furniture"] is not None:
        yield "furniture", {"words": wishes["furniture"]}


def _of_page(wishes: dict[str, Any]) -> Iterator[Step]:
    for field in _FIELDS:
        if wishes[field] is not None:
            yield "field", {"field": field, "value": _or_none(wishes[field])}
    if wishes["person"]:
        name, slug = wishes["person"]
        yield "person", {"name": name, "person": "" if slug == NONE else slug}
    if wishes["rename"]:
        yield "rename", {"from": wishes["rename"][0], "name": wishes["rename"][1]}
    for holds, filed in ((True, wishes["filed"]), (False, wishes["unfiled"])):
        for shelf, name in filed:
            yield "file", {"grouping": shelf, "name": name, "holds": holds}
    if wishes["not_a_transcript"]:
        yield "not-transcript", {}
    if wishes["looked_at"]:
        yield "looked-at", {}


def _or_none(text: str) -> str | None:
    return None if text == NONE else text


def _check(
    name: str | None, of_all: list[Any], of_turn: list[Step], of_page: list[Step], wishes: dict[str, Any]
) -> None:
    """Raise `UsageError` where the options do not go together."""
    from rostra.cli.opening import split_name

    if not (of_all or of_turn or of_page):
        raise UsageError(
            "Nothing is corrected.", hint="Name what: --speaker, --role, --date ...; see `rostra correct --help`."
        )
    if len(of_all) > 1 or (of_all and (name or of_turn or of_page)):
        raise UsageError(
            "--merge-person and --rename-... concern the whole archive.",
            hint="Give one of them, without an ID and other options.",
        )
    if not of_all and not name:
        raise UsageError("No statement is named.", hint="Name one as ID, or a turn as ID/TURN.")
    if of_turn and not split_name(name or "")[1]:
        option = next(each for each in _OF_TURNS if wishes[each] not in (None, False)).replace("_", "-")
        raise UsageError(f"--{option} is about a turn.", hint=f"Name one as ID/TURN; `rostra show {name}` prints them.")
    if sum(action in ("split", "join", "furniture") for action, _ in of_turn) > 1:
        raise UsageError(
            "One boundary at a time.", hint="Give --split-at, --join-next and --furniture one after another."
        )


def _print(done: list[Judged], *, as_json: bool) -> None:
    if as_json:
        print_json([each.judgement for each in done])
        return
    for each in done:
        judgement = each.judgement
        place = "/".join(part for part in (judgement.statement, judgement.turn) if part)
        line = f"{judgement.id}  {place or judgement.value.get('from', '')}: {judgement.action}, {effect(each)}."
        print(printable(line), file=sys.stderr)


def effect(done: Judged) -> str:
    """What a judgement, or taking one back, came to."""
    count = len(done.changed)
    return f"{count} statement{'s' if count != 1 else ''} changed" if count else "nothing changed by it"
