"""``rostra search``: find turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from rostra.cli.columns import bar
from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import printable

if TYPE_CHECKING:
    from rostra.api import Archive, Fragment, Grouped, Hit, Results, Why

ORDERS = ("relevance", "newest", "oldest", "added")
GROUPINGS = ("statement", "speaker", "pair")
STYLES = ("csv", "tsv", "json", "jsonl", "atom")
_WINDOW = 200
_WIDTH = 40
_FOUND_BY = {"words": "", "meaning": "by meaning {near:.2f}", "some words": "some of the words"}
_MORE = "Fewer words find more; a word without quotation marks is found in all its forms."


@click.command(
    epilog="""\b
The language:
  harvest frost             both words, in all their forms
  harvest OR frost          one of them; brackets group
  harvest -frost            the one without the other
  "open corridor"           these words, next to one another
  harvest NEAR/5 frost      with at most five words between them
  harv*  wo*d  harvst~      begins so; any letters; spelled nearly so
  question:frost            in what was asked (answer: in what was answered)
  speaker:"Ana Vela"        also about: kind: role: tag: place: country: title: ...
  2014..2015  date>=2014-08 dates

\b
Examples:
  rostra search ferry
  rostra search 'answer: "harbour fees" speaker:Marrou 2014..2015'
  rostra search 'ferry OR bridge' --order newest --limit 5 --json
  rostra search corridor --group pair
  rostra search ferry --format atom --limit 50 --base-url https://record.example.org
  rostra search --meaning 'Why was the boat late? 2014..'
"""
)
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=10, show_default=True, help="Hits to print.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Hits to pass over first.")
@click.option("--order", type=click.Choice(ORDERS), default="relevance", show_default=True)
@click.option("--meaning", is_flag=True, help="Also find what says it in other words; see `rostra meaning`.")
@click.option(
    "--facets",
    is_flag=True,
    help="Count hits by speaker, part, kind, section, tag, country, place and language, with queries that narrow.",
)
@click.option("--years", is_flag=True, help="Draw hits by year, and by month of the one year that is asked for.")
@click.option(
    "--group",
    type=click.Choice(GROUPINGS),
    help="Put hits together, with counts; a pair is a question with its answers.",
)
@click.option("--format", "style", type=click.Choice(STYLES), help="Print the hits as a table, or as a feed (atom).")
@click.option("--base-url", default="", metavar="URL", help="The site under which addresses of a table or feed stand.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
@click.pass_context
def command(
    context: click.Context,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    order: str,
    meaning: bool,
    facets: bool,
    years: bool,
    group: str | None,
    style: str | None,
    base_url: str,
    as_json: bool,
) -> None:
    """Print the turns that match QUERY, each with the name under which `rostra show` prints it.

    What a query can say stands in docs/search.md. A query that cannot be read as it stands is read as words, with a note.
    """
    if meaning and (order != "relevance" or group):
        raise click.UsageError("With --meaning the order is that of relevance, and hits are not put together.")
    if group and (style or facets or years):
        raise click.UsageError("Groups are printed as they are, or with --json.")
    if style == "atom" and not base_url.startswith(("https://", "http://")):
        raise click.UsageError("A feed needs --base-url: the address of the site that shows this archive.")
    asked = " ".join(query)
    with open_for_reading(context) as archive:
        if group:
            found = archive.search_groups(asked, group, order=order, limit=limit, offset=offset)  # type: ignore[arg-type]
            _print_groups(found, offset, as_json)
            return
        results = _search(archive, asked, order, limit, offset, meaning=meaning)
        if style:
            _write(archive, results, style, base_url.rstrip("/"))
            if facets or years:
                click.echo("rostra: --facets and --years are left out of a table: --json has them.", err=True)
            return
    if as_json:
        print_json(results)
        return
    for note in results.notes:
        click.echo(f"rostra: {note}", err=True)
    _print(results, offset)
    if facets:
        _print_facets(results)
    if years:
        _print_years(results)


def _search(archive: Archive, asked: str, order: str, limit: int, offset: int, *, meaning: bool) -> Results:
    """The first `limit` hits from `offset` on, window by window."""

    def find(limit: int, offset: int) -> Results:
        if meaning:
            return archive.search_meaning(asked, limit=limit, offset=offset)
        return archive.search(asked, order=order, limit=limit, offset=offset)

    first = find(min(limit, _WINDOW), offset)
    hits, reached = list(first.hits), offset + _WINDOW
    while reached < min(offset + limit, first.total):
        hits += find(min(_WINDOW, offset + limit - reached), reached).hits
        reached += _WINDOW
    return msgspec.structs.replace(first, hits=tuple(hits))


def _write(archive: Archive, results: Results, style: str, site: str) -> None:
    """The hits as a table or a feed; how many there are is said on standard error."""
    if style == "atom":
        from rostra.api import hits_feed, to_atom

        feed = hits_feed(archive, results.hits, query=results.query, title=results.query, author="Rostra", site=site)
        click.echo(to_atom(feed), nl=False)
    else:
        from rostra.api.tables import write_hits

        click.echo(write_hits(results.hits, style, site=site), nl=False)
    click.echo(f"{len(results.hits):,} of {results.total:,}.", err=True)


def _print_groups(found: Grouped, offset: int, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    for note in found.notes:
        click.echo(f"rostra: {note}", err=True)
    for group in found.groups:
        count = f"{group.total:,} {'turn' if group.total == 1 else 'turns'}"
        click.echo(f"{click.style(printable(group.name) or 'Without a title', bold=True)}  {count}")
        for hit in group.hits:
            print_hit(hit, titled=found.by == "speaker")
    many = len(found.groups)
    shown = f"{many:,} {'group' if many == 1 else 'groups'} from {found.offset + 1:,} on" if many else "nothing found"
    if not many and found.total:
        shown = _past(offset, "fewer groups")
    click.echo(f"{shown}; {found.total:,} turns match.{' More with --offset.' if found.more else ''}", err=True)


def _past(offset: int, there_are: str) -> str:
    """What is said where an offset lies behind the last of what was found."""
    return f"nothing from {offset + 1:,} on: there are {there_are}"


def _print_facets(results: Results) -> None:
    for facet in results.facets:
        click.echo(click.style(facet.field, bold=True))
        for value in facet.values:
            chosen = " (chosen)" if value.chosen else f"  {printable(value.refined)}"
            click.echo(f"{value.count:>9,}  {printable(value.name)}{click.style(chosen, dim=True)}")


def _print_years(results: Results) -> None:
    """Hits over time: how many, their share of all that was said then, and a bar of that share."""
    rows = [(each.month, each.count, each.total) for each in results.months] or [
        (each.year, each.count, each.total) for each in results.years
    ]
    most = max((count / max(total, 1) for _, count, total in rows), default=0) or 1
    for name, count, total in rows:
        share = count / max(total, 1)
        click.echo(f"{name:<8}{count:>8,}{share:>8.1%}  {bar(share / most, _WIDTH)}")


def _print(results: Results, offset: int) -> None:
    for hit in results.hits:
        print_hit(hit, _FOUND_BY[hit.found_by].format(near=hit.near))
    if results.hits:
        shown = f"{results.offset + 1}-{results.offset + len(results.hits)} of {results.total}"
    else:
        shown = _past(offset, f"{results.total:,}") if results.total else "nothing found"
    how = "`rostra show ID/TURN` prints one in full." if results.hits else "" if results.total else _MORE
    click.echo(f"{shown}. {how}".rstrip(), err=True)
    for other in results.suggestions:
        click.echo(f"Did you mean {printable(other.query)}? ({other.total:,})", err=True)


def print_hit(hit: Hit, note: str = "", *, titled: bool = True) -> None:
    """A hit's name, facts and passage, with a note of how it was found."""
    name = f"{hit.statement_id}/{hit.turn_id}" if hit.turn_id else hit.statement_id
    facts = "  ".join(part for part in (hit.date or "undated", printable(hit.speaker or ""), hit.role, note) if part)
    title = f"  {click.style(printable(hit.title), bold=True)}" if titled else ""
    click.echo(f"{click.style(name, fg='cyan')}  {facts}{title}")
    if hit.question:
        click.echo(f"  {click.style('asked:', dim=True)} {''.join(map(_fragment, hit.question))}")
    click.echo(f"  {''.join(map(_fragment, hit.passage))}")
    if told := ", ".join(_told(why) for why in hit.why if _tells(why)):
        click.echo(click.style(f"  {printable(told)}", dim=True))
    click.echo()


def _tells(why: Why) -> bool:
    """Whether it tells more than the marks in the passage do."""
    return why.where != "text" or " ".join(why.found).casefold() != why.asked.replace('"', "").casefold()


def _told(why: Why) -> str:
    """How a part of the query was met."""
    return f"{why.asked} in the {why.where}" if why.where != "text" else f"{why.asked} as {', '.join(why.found)}"


def _fragment(fragment: Fragment) -> str:
    """A piece of a passage on one line; its edges keep their spaces."""
    text = "".join(char if char.isprintable() else " " for char in fragment.text)
    return click.style(text, fg="yellow", bold=True) if fragment.marked else text
