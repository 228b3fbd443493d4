"""``rostra report``: what the archive covers, what it lacks, and what is in doubt."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json

if TYPE_CHECKING:
    from rostra.api import Coverage, Gap, Tally

MAX_GAPS = 20
"""As many gaps as one reads in a terminal; --json gives the others."""
MAX_ISSUES = 12
_SHADES = "░▒▓█"
_PLAIN = ".:+#"
"""The same for terminals that cannot print the others."""


@click.command(
    epilog="""\b
Examples:
  rostra report
  rostra --archive record.sqlite report --json
"""
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Print what the archive covers: a calendar of months with its gaps and their causes as far as they are known, what is in
    doubt, which languages and kinds there are, what was edited, corrected and visited.
    """
    with open_for_reading(context) as archive:
        found = archive.coverage()
    if as_json:
        print_json(found)
        return
    width = min(max(get_terminal_size().columns, 40), 100)
    for line in _lines(found):
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        click.echo("\n".join(wrap(line, width, subsequent_indent=indent)) if len(line) > width else line)


def _lines(found: Coverage) -> Iterator[str]:
    counts = found.counts
    yield f"{_number(counts.statements, 'statement')}, {_number(counts.turns, 'turn')}, {_number(counts.persons, 'person')}"
    if not counts.statements:
        return
    yield from _calendar(found)
    yield from _gaps(found)
    yield from _block("Languages", _shares(counts.languages, counts.statements))
    yield from _block("Kinds", _shares(counts.kinds, counts.statements))
    yield from _block("In doubt", _doubts(found))
    yield from _block("Edited", _edits(found))
    yield from _block("Judgements", _judgements(found))
    yield from _block("Visits", _visits(found))


def _number(count: int, name: str) -> str:
    return f"{count:,} {name}{'s' if count != 1 else ''}"


def _block(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from ("  " + "".join(char for char in line if char.isprintable()) for line in lines)


def _shares(tallies: Sequence[Tally], total: int) -> list[str]:
    shown = [f"{each.count:>7,}  {each.count / total:>4.0%}  {each.name or 'unknown'}" for each in tallies[:MAX_ISSUES]]
    return shown + ([f"{'':7}        and {len(tallies) - MAX_ISSUES} more"] if len(tallies) > MAX_ISSUES else [])


# the calendar


def _calendar(found: Coverage) -> Iterator[str]:
    """A row a year, a column a month; years without anything are drawn together."""
    held = {month.month: month.statements for month in found.months if month.statements}
    yield ""
    if held:
        most, marks = max(held.values()), _marks(found.gaps)
        shades = _SHADES if _can_print(_SHADES) else _PLAIN
        first, last = min(held), max(held)
        yield "        J F M A M J J A S O N D"
        former = int(first[:4]) - 1
        for year in sorted({int(month[:4]) for month in held}):
            if year > former + 1:
                yield f"   ...  {_number(year - former - 1, 'year')} without statements"
            months = [f"{year:04}-{month:02}" for month in range(1, 13)]
            cells = (_cell(held.get(month, 0), most, shades, marks(month)) for month in months)
            row = " ".join(cell if first <= month <= last else " " for cell, month in zip(cells, months, strict=True))
            yield f"  {year:04}  {row}  {sum(held.get(month, 0) for month in months):>7,}"
            former = year
        yield f"        {shades[0]} few ... {shades[-1]} {most:,} a month;  - none published, ! missing, ? unknown"
    if found.undated:
        yield f"  {_number(found.undated, 'statement')} of no known month"


def _can_print(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _marks(gaps: Sequence[Gap]) -> _Marks:
    return _Marks([(gap.first, gap.last, gap.cause) for gap in gaps])


class _Marks:
    """The sign of a month in a gap."""

    def __init__(self, gaps: Sequence[tuple[str, str, str]]) -> None:
        self._gaps = gaps
        self._at = 0

    def __call__(self, month: str) -> str:
        """Months are asked for in order, so the gaps are gone through once."""
        while self._at < len(self._gaps) and self._gaps[self._at][1] < month:
            self._at += 1
        inside = self._at < len(self._gaps) and self._gaps[self._at][0] <= month
        cause = self._gaps[self._at][2] if inside else ""
        return {"": " ", "none published": "-", "unknown": "?"}.get(cause, "!")


def _cell(count: int, most: int, shades: str, mark: str) -> str:
    return shades[-(-count * len(shades) // most) - 1] if count else mark


# lists


def _gaps(found: Coverage) -> Iterator[str]:
    lines = [_gap(gap) for gap in found.gaps[:MAX_GAPS]]
    if len(found.gaps) > MAX_GAPS:
        lines.append(f"... {len(found.gaps) - MAX_GAPS} more; --json lists them")
    short = [each for each in found.months if each.listed is not None and 0 < each.statements < each.listed]
    if short:
        lines.append(
            f"{_number(len(short), 'month')} with fewer statements than the sites list there"
            f" ({sum(each.listed or 0 for each in short):,} listed, {sum(each.statements for each in short):,} here)"
        )
    yield from _block("Gaps", lines)


def _gap(gap: Gap) -> str:
    when = gap.first if gap.first == gap.last else f"{gap.first} to {gap.last}"
    said = {
        "none published": "nothing published: the site's own list has none",
        "missing": f"missing: the site's own list has {gap.listed:,}",
        "failed": f"{gap.failed:,} visited in vain" + (f", {gap.unread:,} kept and not read" if gap.unread else ""),
        "unread": f"{_number(gap.unread, 'page')} kept, of which no statement was made",
        "unknown": "cause unknown",
    }
    return f"{when}: {said[gap.cause]}"


def _doubts(found: Coverage) -> list[str]:
    doubts = found.doubts
    lines = [
        f"{doubts.doubtful:,} of {_number(doubts.turns, 'turn')} of speech ({doubts.share:.1%}): speaker unknown or unsure",
        f"{doubts.unknown:,} of them without a speaker",
    ]
    shown = [
        f"{each.count:>7,}  {each.code} ({each.severity}, {_number(each.statements, 'statement')})"
        for each in found.issues[:MAX_ISSUES]
    ]
    return lines + shown


def _edits(found: Coverage) -> list[str]:
    names = {"words": "of words", "cosmetic": "cosmetic", "around": "of what surrounds the statement", "": "of nothing"}
    lines = [f"{each.count:>7,}  {names.get(each.name, each.name)}" for each in found.changes]
    return lines + ([f"{found.quiet_edits:,} of them quietly: `rostra edited` lists them"] if found.quiet_edits else [])


def _judgements(found: Coverage) -> list[str]:
    return [f"{each.count:>7,}  {each.name}" for each in (*found.judgements, *found.actions)]


def _visits(found: Coverage) -> list[str]:
    lines = [f"{each.count:>7,}  {each.name}" for each in found.visits]
    if found.unreached:
        lines.append(f"{found.unreached:,} address{'es' * (found.unreached > 1)} that never brought anything")
    if found.unread:
        lines.append(f"{_number(found.unread, 'page')} kept, of which no statement was made")
    lines += [f"{each.count:>7,}  failed: {each.name[:80]}" for each in found.errors[:5]]
    return lines + [f"fails: {address}" for address in found.failing[:5]]
