"""``rostra explain``: how a page was read, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from rostra.api import explain
from rostra.cli.printing import print_json
from rostra.cli.root import printable

if TYPE_CHECKING:
    from rostra.api import Explanation, Reason

STEPS = ("document", "layout", "furniture", "event", "labels", "style", "genre", "turns", "issues")
_ROWS = 24  # of a step; the rest with --all
_WIDTH = 46


@click.command(
    epilog="""\b
Examples:
  rostra explain page.html
  rostra explain page.html --step labels --all
  rostra explain page.html --json > steps.json

How a page is read stands in docs/how-a-page-is-read.md.
"""
)
@click.argument("page", metavar="PAGE", type=click.Path(exists=True, dir_okay=False))
@click.option("--step", type=click.Choice(STEPS), multiple=True, help="Print this step alone; may be repeated.")
@click.option("--all", "everything", is_flag=True, help=f"Print all rows of a step, not the first {_ROWS}.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def command(page: str, step: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Print how PAGE is read: what each step made of it, by which rule, and what weighed how much.

    Weights are log-odds: 0 says nothing, +2.2 makes nine in ten, -2.2 one in ten.
    """
    found = explain(page)
    if as_json:
        print_json(found)
        return
    for number, name in enumerate(STEPS, 1):
        if step and name not in step:
            continue
        title, rows = _PRINTERS[name](found)
        click.secho(f"{number}  {name.upper()}  ", fg="cyan", bold=True, nl=False)
        click.echo(title)
        _print(rows, None if everything else _ROWS)
        click.echo()


def _print(rows: Iterable[str], most: int | None) -> None:
    lines = list(rows)
    for line in lines[:most]:
        click.echo(f"   {line}".rstrip())
    if most is not None and len(lines) > most:
        click.secho(f"   ... {len(lines) - most} more (--all)", dim=True)


Step = tuple[str, Iterator[str]]
"""A step's sentence, and its rows."""


def _document(found: Explanation) -> Step:
    source = found.transcript.source
    kinds = Counter(block.kind for block in found.blocks)
    rows = (f"{kind:12} {count:5}" for kind, count in kinds.most_common())
    return (
        f"{source.media_type}, {source.encoding}; {len(found.transcript.text):,} characters in {len(found.blocks)} blocks.",
        rows,
    )


def _layout(found: Explanation) -> Step:
    parts = Counter(block.part for block in found.blocks)
    told = ", ".join(f"{count} {part}" for part, count in parts.most_common())
    return f"{len(found.blocks)} blocks: {told or 'nothing'}. The body is clear by {found.clarity:.2f}.", _parts(found)


def _parts(found: Explanation) -> Iterator[str]:
    """Runs of neighbouring blocks of one part, by their first words."""
    for part, run in groupby(enumerate(found.blocks), key=lambda pair: pair[1].part):
        blocks = list(run)
        first, last = blocks[0], blocks[-1]
        numbers = f"{first[0]}" if first is last else f"{first[0]}-{last[0]}"
        place = f"  in {_short(first[1].place, 28)}" if first[1].place else ""
        yield f"{numbers:>9}  {part:10} {first[1].kind:10} {_words(found, first[1].span)}{place}"


def _furniture(found: Explanation) -> Step:
    return "What surrounds the statement, kept as data.", _surroundings(found)


def _surroundings(found: Explanation) -> Iterator[str]:
    furniture = found.transcript.furniture
    lists = {
        "sections": furniture.sections,
        "tags": furniture.tags,
        "category": (furniture.category,),
        "views": (furniture.views,),
        "months": tuple(f"{month.month} ({month.count})" for month in furniture.months),
        "related": tuple(item.title for item in furniture.related),
    }
    for name, values in lists.items():
        told = [_short(str(value), _WIDTH) for value in values if value is not None]
        if told:
            yield f"{name:12} {len(told):3}  {'; '.join(told[:4])}{' ...' if len(told) > 4 else ''}"
    for span in furniture.spans:
        yield f"{'in the body':12}      {_words(found, span)}"


def _event(found: Explanation) -> Step:
    return "What the page tells of the occasion: the value, how sure, by which rule, from where.", _fields(found)


def _fields(found: Explanation) -> Iterator[str]:
    event = found.transcript.event
    for name in ("title", "kind", "date", "published", "time", "place", "language"):
        value, why = getattr(event, name), event.evidence.get(name)
        if why is None:
            yield f"{name:12} {_short(value or '-', _WIDTH)}"
            continue
        where = f"fact {why.fact}" if why.fact else _words(found, (why.start, why.end)) if why.end else "the turns"
        yield f"{name:12} {_short(value or '-', _WIDTH):{_WIDTH}}  {why.confidence:.2f}  {why.rule}  {where}"
    for person in event.participants:
        told = ", ".join(word for word in (person.office, person.affiliation) if word)
        yield f"{'participant':12} {_short(person.name, _WIDTH)}{f' ({_short(told, 60)})' if told else ''}"


def _labels(found: Explanation) -> Step:
    believed = sum(label.believed for label in found.labels)
    return f"{len(found.labels)} places where a label may stand; {believed} open a turn (*).", _proposals(found)


def _proposals(found: Explanation) -> Iterator[str]:
    for label in sorted(found.labels, key=lambda label: (not label.believed, label.span[0])):
        mark = "*" if label.believed else " "
        yield (
            f"{mark} {_words(found, label.span):{_WIDTH}}  {label.kind:10} {label.alone:+6.1f} alone, "
            f"{label.score:+6.1f} with its family  {_told(label.reasons[:4])}"
        )


def _style(found: Explanation) -> Step:
    chosen = sum(family.believed > 0 for family in found.families)
    verb = "is" if chosen == 1 else "are"
    return f"{len(found.families)} ways of printing; {chosen} of them {verb} this page's style.", _families(found)


def _families(found: Explanation) -> Iterator[str]:
    for family in found.families:
        typography, separator, position = family.family
        printed = (
            f"{typography}, {f'before “{separator.strip()}”' if separator.strip() else 'without a mark'}, {position}"
        )
        yield f"{printed:40}  {family.believed:4} of {family.proposals:4} believed  {family.adds:+5.1f} for its members"


def _genre(found: Explanation) -> Step:
    genre = found.genre
    return f"{genre.genre}; a transcript by {genre.transcript:.3f}.", _signs(found)


def _signs(found: Explanation) -> Iterator[str]:
    for name, reasons in (("dialogue", found.genre.dialogue), ("monologue", found.genre.monologue)):
        yield f"{name:10} {sum(reason.adds for reason in reasons):+6.1f}  {_told(reasons[:8])}"


def _turns(found: Explanation) -> Step:
    turns = found.transcript.turns
    roles = Counter(turn.role for turn in turns)
    told = ", ".join(f"{count} {role}" for role, count in roles.most_common())
    return f"{len(turns)} turns: {told or 'none'}.", _spoken(found)


def _spoken(found: Explanation) -> Iterator[str]:
    for turn in found.transcript.turns:
        answers = f" to {turn.answers}" if turn.answers else ""
        who = _short(turn.speaker or "-", 24)
        yield (
            f"{turn.id:5} {turn.role + answers:16} {who:24}  {turn.confidence:.2f}  {turn.rule:28}  "
            f"{_words(found, (turn.start, turn.end))}"
        )


def _issues(found: Explanation) -> Step:
    issues = found.transcript.issues
    return f"{len(issues)} {'doubt' if len(issues) == 1 else 'doubts'}.", (
        f"{issue.code}: {printable(issue.message)}" for issue in issues
    )


_PRINTERS = {
    "document": _document,
    "layout": _layout,
    "furniture": _furniture,
    "event": _event,
    "labels": _labels,
    "style": _style,
    "genre": _genre,
    "turns": _turns,
    "issues": _issues,
}


def _told(reasons: Iterable[Reason]) -> str:
    return ", ".join(f"{reason.sign} {reason.adds:+.1f}" for reason in reasons)


def _words(found: Explanation, span: tuple[int, int]) -> str:
    return _short(found.transcript.text[span[0] : min(span[1], span[0] + 2 * _WIDTH)], _WIDTH)


def _short(text: str, width: int) -> str:
    line = printable(text)
    return line if len(line) <= width else line[: width - 1] + "…"
