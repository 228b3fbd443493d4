"""What is printed in a terminal: tables of figures, in colour where the terminal has any."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rostra.quality.calibration import MEASURES, Calibration
from rostra.quality.changes import Changes, PageChanges
from rostra.quality.goals import grade
from rostra.quality.houses import group_by_house, mean_of_houses
from rostra.quality.measure import FIGURES
from rostra.quality.report import Report
from rostra.quality.slips import CLASSES, tally_slips

if TYPE_CHECKING:
    from rich.table import Table

SHORT = {"false_date": "f.date", "language": "lang", "start_f1": "start", "turn_f1": "turn", "link_f1": "link"} | {
    "notes_f1": "notes",
    "people_f1": "people",
}
"""Heads of columns, where a figure's name is too long for one."""

_NAME = 40  # characters of a page's name, so that its figures stay on the same line


def format_report(report: Report, *, worst: int | None = None, width: int | None = None, colour: bool = False) -> str:
    """Pages from worst to best by `turn_f1`, the means, and the calibration. Absent figures show as "-".

    Args:
        report: what to print.
        worst: print only as many pages; means stay those of all.
        width: characters a line; what does not fit is left to a wider terminal. ``None`` prints every column.
        colour: whether to colour by worth, for a terminal.
    """
    columns = [name for name in FIGURES if name in report.means]
    rows = [(page.id, page.figures) for page, _ in report.worst_first()[:worst]]
    total = (f"mean of {len(report.pages)} pages, {report.turns} turns", report.means)
    text = format_figures("page", [*rows, total], columns, width=width, colour=colour)
    return text + "\n\n" + format_calibration(report.calibration)


def format_figures(
    head: str,
    rows: Sequence[tuple[str, Mapping[str, float | None]]],
    columns: Sequence[str] = FIGURES,
    *,
    width: int | None = None,
    colour: bool = False,
) -> str:
    """A table of named rows, the last one set apart as their mean."""
    names = [SHORT.get(name, name) for name in columns]
    room = None if width is None else width - max(len(_cut(name)) for name, _ in [(head, {}), *rows])
    while room is not None and len(names) > 1 and sum(2 + max(5, len(name)) for name in names) > room:
        names.pop()
    table = _table([head, *names])
    for place, (name, figures) in enumerate(rows):
        last = place == len(rows) - 1
        cells = [_cell(column, figures.get(column)) for column in columns[: len(names)]]
        table.add_row(f"[bold]{_cut(name)}[/]" if last else _cut(name), *cells, end_section=False)
    return _print(table, colour)


def format_calibration(calibration: Mapping[str, Calibration]) -> str:
    """One line a measure."""
    return "\n".join(
        f"confidence of {found.turns} turns, held against whether {MEASURES[name]}: expected calibration error {found.error:.3f}"
        for name, found in calibration.items()
    )


def format_changes(changes: Changes, name: str, *, colour: bool = False) -> str:
    """Page by page the turns gained (+) and lost (-) against `name`, then the means, before and after."""
    lines = [line for page in changes.pages for line in _page_lines(page)]
    for pages, side in ((changes.only_before, "before"), (changes.only_after, "now")):
        if pages:
            lines.append(f"[dim]only {side}: {_plain(', '.join(pages))}[/]")
    rows = [(name_, before, after) for name_, (before, after) in changes.means.items() if before != after]
    gained, lost = changes.count(better=True), changes.count(better=False)
    lines.append(f"[bold]against {_plain(name)}: {gained} turns gained, {lost} lost[/]")
    lines += [f"  {figure:<10} {_move(figure, before, after)}" for figure, before, after in rows]
    if not rows:
        lines.append("  no figure has moved")
    return _print("\n".join(lines), colour)


def _page_lines(page: PageChanges) -> Iterator[str]:
    moved = "  ".join(f"{SHORT.get(name, name)} {_move(name, *values)}" for name, values in page.figures.items())
    yield f"[bold]{_plain(page.id)}[/]  {moved}"
    if page.other_gold:
        yield "  [dim]its gold is another now: turns cannot be compared[/]"
    for change in page.turns:
        sign, style = ("+", "green") if change.better else ("-", "red")
        yield f"  [{style}]{sign} {change.role or '':<10} {_plain(change.words)}[/]  [dim]{change.before} > {change.after}[/]"
    yield ""


def _move(name: str, before: float | None, after: float | None) -> str:
    told = f"{'-' if before is None else f'{before:.3f}'} > {'-' if after is None else f'{after:.3f}'}"
    if before is None or after is None:
        return told
    style = "green" if (after > before) is (name != "false_date") else "red"
    return f"{told} [{style}]({after - before:+.3f})[/]"


def format_houses(report: Report, *, width: int | None = None, colour: bool = False) -> str:
    """The houses from worst to best by `turn_f1`, and their mean."""
    houses = group_by_house(report)
    columns = [name for name in FIGURES if name in report.means]
    rows = [(f"{house.name} ({house.pages})", house.means) for house in houses]
    total = (f"mean of {len(houses)} houses", mean_of_houses(houses))
    return format_figures("house (pages)", [*rows, total], columns, width=width, colour=colour)


def format_slips(report: Report, *, colour: bool = False) -> str:
    """What goes wrong, by class: how often, on how many pages, what it costs the mean."""
    table = _table(["what goes wrong", "times", "pages", "costs"])
    for tally in tally_slips(report.verdicts):
        costs = "  ".join(f"{cost:.3f} {SHORT.get(name, name)}" for name, cost in tally.costs.items())
        table.add_row(CLASSES[tally.kind], str(tally.count), str(tally.pages), costs)
    return _print(table, colour) if table.row_count else "Nothing goes wrong."


def _table(heads: Sequence[str]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place else "left", no_wrap=True)
    return table


def _print(content: Table | str, colour: bool) -> str:
    from rich.console import Console

    out = io.StringIO()
    console = Console(file=out, width=10_000, force_terminal=colour, color_system="auto" if colour else None)
    console.print(content, highlight=False)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _cell(column: str, value: float | None) -> str:
    if value is None:
        return "[dim]-[/]"
    style = {"good": "green", "poor": "red"}.get(grade(column, value))
    return f"[{style}]{value:.3f}[/]" if style else f"{value:.3f}"


def _cut(name: str) -> str:
    return _plain(name if len(name) <= _NAME else name[: _NAME - 1] + "…")


def _plain(text: str) -> str:
    """Words of a page must neither steer the terminal nor be read as mark-up."""
    from rich.markup import escape

    return escape("".join(char for char in text if char.isprintable()))
