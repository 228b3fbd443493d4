"""Search over the real record: what is added, changed and added again is found as it is."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import msgspec
import pytest
from fakes import build_transcript

from rostra.api import open_archive
from rostra.archive import open_record
from rostra.archive.records import Entry
from rostra.model import Block, Capture, Document, Furniture, Role, Turn
from rostra.search import open_index

FIXTURES = Path(__file__).parents[1] / "archive" / "fixtures"

PERSONS = {"Ana Vela": "ana-vela", "A. Vela": "ana-vela"}


def build_entry(uri: str, turns: list[tuple[Role, str | None, str]]) -> Entry:
    transcript = build_transcript(turns, title=f"Briefing on {uri}", date="2014-08-06", kind="briefing")
    transcript = msgspec.structs.replace(transcript, furniture=Furniture(sections=("News",), tags=("Peace",)))
    capture = Capture(uri=uri, content=transcript.text.encode())
    document = Document(text=transcript.text, blocks=(Block("paragraph", 0, len(transcript.text)),))
    source = msgspec.structs.replace(transcript.source, uri=uri, sha256=capture.sha256)
    transcript = msgspec.structs.replace(transcript, source=source)
    return Entry(capture=capture, document=document, transcript=transcript, persons=PERSONS)


def test_follows_a_record_on_disk(tmp_path: Path) -> None:
    location = str(tmp_path / "record.sqlite")
    record = open_record(location)
    record.add(build_entry("one.html", [("question", "journalist", "The harvest?"), ("answer", "Ana Vela", "Good.")]))
    index = open_index(record, location)
    (hit,) = index.search("harvest").hits
    assert record.find_turn(hit.statement_id, hit.turn_id) == hit.turn_id
    assert index.search('speaker:"Ana Vela" section:News tag:"peace" 2014..').total == 1

    record.add(build_entry("two.html", [("answer", "A. Vela", "No harvest this year.")]))
    record.add(build_entry("one.html", [("question", "journalist", "The frost?"), ("answer", "Ana Vela", "Good.")]))
    index.refresh()
    assert [index.search(query).total for query in ("harvest", "frost", "")] == [1, 1, 3]
    record.close()

    record = open_record(location)
    results = open_index(record, location).search("")
    assert results.total == 3
    speakers = next(facet for facet in results.facets if facet.field == "speaker")
    assert ("Ana Vela", 2) in [(value.name, value.count) for value in speakers.values]
    assert [open_index(record, location).search(value.refined).total for value in speakers.values] == [2, 1]
    record.close()


def test_threads_ask_one_archive_at_once(tmp_path: Path) -> None:
    with open_archive(tmp_path / "record.sqlite") as archive:
        for number in range(30):
            archive.record.add(build_entry(f"{number}.html", [("answer", "Ana Vela", f"Harvest {number}.")]))
        together = Barrier(12)

        def ask(_: int) -> tuple[int, tuple[str, ...]]:
            together.wait()
            results = archive.search("harvest")
            return results.total, results.notes

        with ThreadPoolExecutor(12) as pool:
            assert set(pool.map(ask, range(12))) == {(30, ())}
        assert len(list((tmp_path / "record.sqlite.index").glob("build-*"))) == 1


def test_a_hit_shows_what_was_said_without_the_furniture_in_between(tmp_path: Path) -> None:
    text = "Will the quay\n\nShare this page\n\nbe built?\n\nThe quay\n\nAdvertisement\n\nwill be made."
    build = text.index("be built?")
    asked = Turn(id="t1", role="question", start=0, end=build + 9, segments=((0, 13), (build, build + 9)))
    start, behind = text.index("The quay"), text.index("will be made.")
    said = Turn(
        id="t2", role="answer", speaker="Ana Vela", start=start, end=len(text), answers="t1",
        segments=((start, start + 8), (behind, len(text))),
    )  # fmt: skip
    spans = (cut_out(text, "Share this page"), cut_out(text, "Advertisement"))
    entry = build_entry("quay.html", [])
    transcript = msgspec.structs.replace(
        entry.transcript, text=text, body=(0, len(text)), turns=(asked, said), furniture=Furniture(spans=spans)
    )
    with open_archive(tmp_path / "record.sqlite") as archive:
        archive.record.add(msgspec.structs.replace(entry, transcript=transcript))
        (hit,) = archive.search("question:built answer:quay").hits
        assert "".join(piece.text for piece in hit.passage) == "The quay will be made."
        assert "".join(piece.text for piece in hit.question) == "Will the quay be built?"
        assert archive.search("advertisement").total == archive.search("share").total == 0


def cut_out(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("fixture", ["0.1.0", "0.1.0-r0004", "0.1.0-r0005"])
def test_the_last_arrived_stands_first_in_archives_of_every_age(tmp_path: Path, fixture: str) -> None:
    """Before the fifth revision of the record the order of arrival was not noted: there the clock tells it."""
    location = str(tmp_path / "record.sqlite")
    shutil.copy(FIXTURES / f"{fixture}.archive", location)
    with open_archive(location) as archive:
        harbour, pier = (archive.get_statement(card.id) for card in archive.find_statements(order="oldest").items)
        assert pier.arrived_at < harbour.arrived_at  # its words were changed after the other had come
        assert (pier.arrived == 0) == (harbour.arrived == 0) == (fixture < "0.1.0-r0005")
        found = [hit.statement_id for hit in archive.search("", order="added").hits]
        assert found == sorted(found, key=[harbour.id, pier.id].index)
        assert len(set(found)) == 2
        archive.save_search("New piers", "pier")
        third = archive.record.add(build_entry("pages/third.html", [("statement", "Ada Brandt", "A third pier.")]))
        assert archive.search("", order="added").hits[0].statement_id == third.statement_id
        assert [find.statement_id for news in archive.find_news(["new-piers"]) for find in news.finds] == [
            third.statement_id
        ]
