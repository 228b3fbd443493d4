"""The reliability diagram: how often turns are right that are said to be so sure. Right on the diagonal is well calibrated."""

from __future__ import annotations

from rostra.quality.calibration import BINS, Calibration
from rostra.quality.sheet.parts import esc

_SIZE = 220  # of the square, in units of the drawing; margins hold the labels
_LEFT, _TOP, _BOTTOM = 40, 12, 74
_SHARE = 30  # height of the tallest bar under the square: how many turns a bin holds


def draw_reliability(found: Calibration, title: str) -> str:
    """A figure with an SVG and its numbers as a table; a line of text where no turn has a confidence."""
    caption = f"<figcaption><b>{esc(title)}</b> Expected calibration error {found.error:.3f}, {found.turns} turns.</figcaption>"
    if not found.turns:
        return f'<figure class="chart">{caption}<p>No turn carries a confidence.</p></figure>'
    return f'<figure class="chart">{caption}{_svg(found, title)}{_table(found)}</figure>'


def _svg(found: Calibration, title: str) -> str:
    width, height = _LEFT + _SIZE + 12, _TOP + _SIZE + _BOTTOM
    most = max(b.turns for b in found.bins)
    parts = [f'<line class="even" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>']
    for tick in (0, 0.25, 0.5, 0.75, 1):
        parts.append(f'<line class="grid" x1="{_x(0)}" y1="{_y(tick)}" x2="{_x(1)}" y2="{_y(tick)}"/>')
        parts.append(f'<text class="tick end" x="{_LEFT - 6}" y="{_y(tick) + 4}">{tick:g}</text>')
        parts.append(f'<text class="tick mid" x="{_x(tick)}" y="{_TOP + _SIZE + 16}">{tick:g}</text>')
    points = " ".join(f"{_x(b.confidence)},{_y(b.right)}" for b in found.bins)
    parts.append(f'<polyline class="curve" points="{points}"/>')
    base = _TOP + _SIZE + 22 + _SHARE
    for b in found.bins:
        x, y, tall = _x(b.confidence), _y(b.right), round(max(1.0, _SHARE * b.turns / most), 1)
        parts.append(f'<line class="gap" x1="{x}" y1="{_y(b.confidence)}" x2="{x}" y2="{y}"/>')
        tip = f"{b.turns} turns, {b.confidence:.2f} sure, {b.right:.2f} right"
        parts.append(f'<circle class="dot" cx="{x}" cy="{y}" r="4.5"><title>{esc(tip)}</title></circle>')
        wide = round(_SIZE / BINS - 4, 1)
        parts.append(f'<rect class="bar" x="{_x(b.low) + 2}" y="{base - tall}" width="{wide}" height="{tall}"/>')
    parts.append(f'<text class="tick mid" x="{_x(0.5)}" y="{base + 16}">confidence, and turns at each</text>')
    label = esc(f"{title} Reliability diagram: share right against confidence.")
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _x(value: float) -> float:
    return round(_LEFT + value * _SIZE, 1)


def _y(value: float) -> float:
    return round(_TOP + (1 - value) * _SIZE, 1)


def _table(found: Calibration) -> str:
    rows = "".join(
        f"<tr><td>{b.low:.1f}–{b.high:.1f}</td><td>{b.turns}</td><td>{b.confidence:.3f}</td><td>{b.right:.3f}</td></tr>"
        for b in found.bins
    )
    head = '<tr><th scope="col">said</th><th scope="col">turns</th><th scope="col">sure</th><th scope="col">right</th></tr>'
    return f"<details><summary>Numbers</summary><table><thead>{head}</thead><tbody>{rows}</tbody></table></details>"
