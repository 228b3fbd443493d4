"""Take a sheet of pictures of each template: on a phone and on a desk, light and dark, to be looked at. Nothing of it is committed.

.venv/bin/python scripts/picture_templates.py OUT [ARCHIVE] [--only WORD]

Without an archive the examples are shown; a given one is copied first, since the desk needs accounts and drafts.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from picture_site import BROWSERS, QUIET, build, served
from PIL import Image
from playwright.sync_api import sync_playwright

import rostra
from rostra.api import Grouping
from rostra.archive.publishing import Fields

WIDTHS, HEIGHT = (390, 1280), 1700
"""The sheet shows so much of each page: what a reader sees in the first two or three screens."""
NAME, PASSWORD = "Olaf Tern", "a password for pictures"
DOORS: dict[Grouping, str] = {"section": "sections", "category": "categories", "tag": "tags", "place": "places",
                              "organisation": "organisations", "kind": "kinds", "language": "languages"}  # fmt: skip
ROOMS = """\
home            /
statement       {one}
exchange        {one}/{turn}
print           {one}/print
beside          {one}/beside?turn={turn}
versions        {one}/versions
difference      {one}/versions/1
capture         /captures/{sha}
embed           {one}/{turn}/embed
edited          /edited?show=all
archive         /archive
year            /archive/{year}
people          /people
person          /people/{slug}
search-empty    /search
search          /search?q={said}
search-grouped  /search?q={said}&group=speaker
search-none     /search?q=xyzzyq
searches        /searches
concordance     /concordance?q={said}&group=left1
collocates      /collocates?q={said}
trends          /trends?q={said}&q=agreement
trends-split    /trends?q={said}&split=speaker
trends-by       /trends?q={said}&by=kind
distinctive     /distinctive?q=speaker:%22{name}%22
about           /about
not-found       /nowhere
arabic          /ar{one}
arabic-archive  /ar/archive
arabic-search   /ar/search?q={said}
russian-person  /ru/people/{slug}
chinese-home    /zh/
edit-login      /edit/login
edit            /edit
edit-statement  /edit{one}
edit-history    /edit{one}/history
edit-trail      /edit/history
edit-sections   /edit/sections
edit-withdrawn  /edit/withdrawn
edit-rename     /edit/rename?from={name}&to=Somebody
edit-upload     /edit/upload
edit-written    /edit/written
edit-write      /edit/written/{draft}
edit-new        /edit/written/new
edit-account    /edit/account
edit-accounts   /edit/accounts
"""


def main() -> int:
    """Take all sheets; the exit code is 1 when there is no browser, or pages are wider than their window."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("archive", nargs="?")
    parser.add_argument("--only", default="", help="the sheets whose name has this in it")
    asked = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("Chromium is not installed: apt-get install chromium", file=sys.stderr)
        return 1
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        location = str(Path(folder) / "record.sqlite")
        if asked.archive:
            shutil.copy(asked.archive, location)
            if Path(f"{asked.archive}.index").is_dir():  # else the first search would make it, which takes minutes
                shutil.copytree(f"{asked.archive}.index", f"{location}.index")
        else:
            build(location)
        rooms = {name: path for name, path in all_rooms(location).items() if asked.only in name}
        with served(location) as base, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=QUIET)
            wide = list(take(chromium, base, rooms, asked.out))
            chromium.close()
    for trouble in wide:
        print(trouble, file=sys.stderr)
    return int(bool(wide))


def all_rooms(location: str) -> dict[str, str]:
    """A path for each template and state that is worth a look, by the name of its sheet. Makes an account and a draft."""
    with rostra.open(location) as archive:
        cards = archive.find_statements(kind="press_conference", limit=300).items or archive.find_statements().items
        card = sorted(cards, key=lambda card: card.questions)[len(cards) // 2]
        found = archive.get_statement(card.id)
        turns = found.transcript.turns
        words = [word for word in found.transcript.text.split() if len(word) > 6 and word.isalpha()]
        person = archive.persons()[0]
        archive.add_account(NAME, "admin", PASSWORD)
        text = "**Ada Brandt:** Good evening.\n\n**Question:** Will it hold?\n\n**Ada Brandt:** It will."
        draft = archive.add_draft(Fields(title="The winter timetable", date="2031-05-04"), text, by=NAME)
        lists = {door: archive.tally(grouping)[:1] for grouping, door in DOORS.items()}
    values = {
        "one": f"/statements/{card.id}",
        "turn": next((turn.id for turn in turns if turn.role == "answer"), turns[0].id),
        "sha": found.transcript.source.sha256,
        "year": (card.date or "2014")[:4],
        "slug": quote(person.slug),
        "name": quote(person.name),
        "said": quote(words[0]),
        "draft": draft.id,
    }
    rooms = dict(line.split() for line in ROOMS.format(**values).splitlines())
    return {
        **rooms,
        **{f"door-{door}": f"/{door}" for door in lists},
        **{f"list-{door}": f"/{door}/{quote(tallies[0].slug)}" for door, tallies in lists.items() if tallies},
    }


def take(chromium: Any, base: str, rooms: dict[str, str], out: Path) -> Iterator[str]:
    """A sheet of each room: phone and desk, light above dark. Yields what is wider than its window."""
    pages = {}
    for scheme in ("light", "dark"):
        for width in WIDTHS:
            context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"{base}/edit/login")
            page.fill("[name=name]", NAME)
            page.fill("[name=password]", PASSWORD)
            page.click("main button")
            page.wait_for_url("**/edit")
            pages[scheme, width] = page
    for name, path in rooms.items():
        shots = []
        for (scheme, width), page in pages.items():
            page.goto(base + path)
            shots.append(page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": HEIGHT}))
            if (really := page.evaluate("document.documentElement.scrollWidth")) > width:
                yield f"{name} at {width}, {scheme}: {really} pixels wide"
        sheet([Image.open(io.BytesIO(shot)) for shot in shots]).save(out / f"{name}.png")


def sheet(shots: list[Image.Image]) -> Image.Image:
    """Pictures side by side."""
    made = Image.new(
        "RGB", (sum(shot.width for shot in shots) + 8 * len(shots), max(shot.height for shot in shots)), "#888"
    )
    left = 0
    for shot in shots:
        made.paste(shot, (left, 0))
        left += shot.width + 8
    return made


if __name__ == "__main__":
    sys.exit(main())
