"""The sheet as a whole. It loads nothing and runs nothing: its policy allows its own style sheet, known by hash, and no more."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from rostra.quality.calibration import MEASURES
from rostra.quality.goals import GOALS, grade
from rostra.quality.measure import EVENT_FIGURES, FIGURES, PageScore, pair_names
from rostra.quality.report import Report
from rostra.quality.sheet.chart import draw_reliability
from rostra.quality.sheet.parts import esc, figures_row, heads, wide
from rostra.quality.sheet.turns import TurnTable
from rostra.quality.slips import CLASSES, Slip, find_slips, tally_slips
from rostra.quality.terminal import SHORT
from rostra.quality.verdict import PageVerdict

_EVENT = ("title", "date", "time", "place", "kind", "language")


def format_sheet(report: Report, title: str, *, worst: int | None = None) -> str:
    """The report as one HTML file, the worst page first.

    Args:
        report: what to show.
        title: what was measured, for the heading.
        worst: show only as many pages turn by turn; the index and all figures stay those of all.
    """
    pages = report.worst_first()
    shown = pages[:worst]
    parts = [
        _top(report, title),
        _means(report),
        f'<div class="pair">{_confidence(report)}{_slips(report)}</div>',
        _index(report, pages, {page.id for page, _ in shown}),
        *(_page(score, page) for score, page in shown),
    ]
    return _frame(title, "".join(parts))


@cache
def _style() -> str:
    return (files("rostra.quality.sheet") / "sheet.css").read_text("utf-8").strip()


def _frame(title: str, body: str) -> str:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{esc(title)}</title><style>{_style()}</style></head><body><main>{body}</main></body></html>\n"
    )


def _top(report: Report, title: str) -> str:
    links = "".join(
        f'<a href="#{name}">{text}</a>'
        for name, text in (("confidence", "Confidence"), ("slips", "What goes wrong"), ("pages", "Pages"))
    )
    count = f"{len(report.pages)} pages, {report.turns} turns of speech, laid beside what a person found on them."
    return f'<header id="top"><h1>{esc(title)}</h1><p>{count}</p><nav aria-label="Sections">{links}</nav></header>'


def _means(report: Report) -> str:
    """The figures of turns in one row, those of the event in the next."""
    rows = [
        [name for name in FIGURES if name in report.means and (name in EVENT_FIGURES) is event]
        for event in (False, True)
    ]
    return f'<section aria-label="Means over pages">{"".join(_mean_row(report, names) for names in rows)}</section>'


def _mean_row(report: Report, names: Sequence[str]) -> str:
    cells = "".join(
        f'<div class="{grade(name, report.means[name])}"><dt>{esc(name)}{_goal(name)}</dt><dd>{report.means[name]:.3f}</dd></div>'
        for name in names
    )
    return f'<dl class="means">{cells}</dl>' if cells else ""


def _goal(name: str) -> str:
    """What the figure should reach, for its card; "" where no goal is set."""
    sign = "≤" if name == "false_date" else "≥"
    return f' <span class="goal">{sign} {GOALS[name]:.2f}</span>' if name in GOALS else ""


def _confidence(report: Report) -> str:
    names = {"start": "Start right.", "turn": "Turn wholly right."}
    charts = "".join(draw_reliability(found, names[name]) for name, found in report.calibration.items())
    text = (
        "A turn said to be 0.9 sure should be right nine times in ten: a dot above the diagonal was too modest, one below too "
        f"sure. Right is said in two ways: {MEASURES['start']}; {MEASURES['turn']}."
    )
    return f'<section id="confidence"><h2>Confidence</h2><p class="lead">{text}</p><div class="charts">{charts}</div></section>'


def _slips(report: Report) -> str:
    tallies = tally_slips(report.verdicts)
    if not tallies:
        return '<section id="slips"><h2>What goes wrong</h2><p class="lead">Nothing: every page is right.</p></section>'
    rows = "".join(
        f'<tr><th scope="row">{esc(CLASSES[tally.kind])}</th><td>{tally.count}</td><td>{tally.pages}</td>'
        f'<td class="costs">{" ".join(f"<b>{cost:.3f}</b> {esc(SHORT.get(n, n))}" for n, cost in tally.costs.items())}</td></tr>'
        for tally in tallies
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("class", "times", "pages", "costs the mean"))
    text = "The costs of a figure add up to what its mean lacks to 1."
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<section id="slips"><h2>What goes wrong</h2><p class="lead">{text}</p>{wide("What goes wrong", table)}</section>'


def _index(report: Report, pages: Sequence[tuple[PageScore, PageVerdict]], shown: set[str]) -> str:
    columns = [name for name in FIGURES if name in report.means]
    rows = "".join(figures_row(p.id, _name(p.id) if p.id in shown else None, p.figures, columns) for p, _ in pages)
    total = figures_row("mean", None, report.means, columns)
    head = f'<tr><th scope="col">page</th>{heads(columns)}</tr>'
    table = f'<table class="index"><thead>{head}</thead><tbody>{rows}</tbody><tfoot>{total}</tfoot></table>'
    return f'<section id="pages"><h2>Pages, worst first</h2>{wide("Pages", table)}</section>'


def _name(page: str) -> str:
    """The page's anchor: ids of gold are names of files, in which almost any character may stand."""
    return "p-" + "".join(
        char if char.isascii() and (char.isalnum() or char in "_-") else f"-{ord(char):x}-" for char in page
    )


def _page(score: PageScore, page: PageVerdict) -> str:
    slips = find_slips(page)
    columns = [name for name in FIGURES if name in score.figures]
    cells = "".join(
        f'<li class="{grade(name, score.figures[name])}">{esc(SHORT.get(name, name))} <b>{score.figures[name]:.2f}</b></li>'
        for name in columns
    )
    error = f'<p class="error">{esc(page.prediction.error)}</p>' if page.prediction.error else ""
    head = f'<h2>{esc(page.gold.id)} <a class="up" href="#pages">index</a></h2><p class="source">{esc(page.gold.source)}</p>'
    turns = TurnTable(page, slips, _name(page.gold.id)).draw()
    part = " Only the head of the page was annotated." if page.gold.truncated_gold else ""
    note = f'<p class="source">{part}</p>' if part else ""
    event = _event(score, page, slips)
    figures = f'<ul class="figures">{cells}</ul>'
    return f'<section class="sheet" id="{_name(page.gold.id)}">{head}{figures}{error}{event}{note}{turns}</section>'


def _event(score: PageScore, page: PageVerdict, slips: Sequence[Slip]) -> str:
    wrong = {slip.kind for slip in slips if slip.turn is None}
    rows = []
    for name in _EVENT:
        want, got = getattr(page.gold, name), getattr(page.prediction, name)
        if want or got:
            bad = name in wrong or (name == "date" and "false_date" in wrong)
            judged = name in score.figures or bad
            mark = "✗" if bad else "✓" if judged else ""
            rows.append(_event_row(name, mark, esc(want or "–"), esc(got or "–")))
    if page.gold.names or page.prediction.names:
        rows.append(_people(page))
    head = '<tr><th scope="col">event</th><td class="mark"></td><th scope="col">gold</th><th scope="col">prediction</th></tr>'
    table = f'<table class="event"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'
    return wide(f"Event of {page.gold.id}", table) if rows else ""


def _event_row(name: str, mark: str, want: str, got: str) -> str:
    state = {"✗": "wrong", "✓": "right"}.get(mark, "")
    cells = f'<td dir="auto">{want}</td><td dir="auto">{got}</td>'
    return f'<tr class="{state}"><th scope="row">{esc(name)}</th><td class="mark">{mark}</td>{cells}</tr>'


def _people(page: PageVerdict) -> str:
    pairs, missed, left = pair_names(page.gold.names, page.prediction.names)
    want = [esc(name) for name, _ in pairs] + [f"<mark>{esc(name)}</mark>" for name in missed]
    got = [esc(name) for _, name in pairs] + [f"<mark>{esc(name)}</mark>" for name in left]
    return _event_row("people", "✗" if missed or left else "✓", ", ".join(want) or "–", ", ".join(got) or "–")
