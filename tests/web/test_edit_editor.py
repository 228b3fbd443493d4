"""Deciding at the desk: each operation is a judgement signed by the account, tells what it changed, and can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import samples
from desk import NAMES, let_in, log_in, token_of
from litestar.testing import TestClient

import rostra
from rostra.model import Turn
from rostra.web import create_app


class Desk:
    """Somebody at work on the press conference."""

    def __init__(self, location: str, role: str) -> None:
        self.archive = rostra.open(location)
        self.page = self.archive.record.add(samples.conference()).statement_id
        self.client = TestClient(create_app(location))
        self.here = f"/edit/statements/{self.page}"
        log_in(self.client, role)

    def turn(self, name: str) -> Turn:
        return next(turn for turn in self.archive.get_statement(self.page).transcript.turns if turn.id == name)

    def turns(self) -> list[str]:
        return [turn.id for turn in self.archive.get_statement(self.page).transcript.turns]

    def decide(self, do: str, turn: str = "", **fields: str) -> Any:
        form = {"token": token_of(self.client.get(self.here).text), "do": do, "turn": turn, **fields}
        return self.client.post(self.here, data=form, follow_redirects=False)

    def told(self, answer: Any) -> str:
        """What the page says that was changed, after a decision."""
        assert answer.status_code == 303, unescape(answer.text)
        page = self.client.get(answer.headers["location"]).text
        found = re.search(r'<div class="told".*?</div>', page, re.DOTALL)
        assert found
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[0])).split())

    def undo_last(self) -> None:
        judgement = self.archive.judgements(self.page)[-1]
        token = token_of(self.client.get(self.here).text)
        form = {"token": token, "judgements": judgement.id, "next": self.here, "why": "no"}
        assert self.client.post("/edit/undo", data=form, follow_redirects=False).headers["location"] == self.here

    def saved(self, turn: str, **fields: str) -> Any:
        now = self.turn(turn)
        return self.decide(
            "save", turn, **{"speaker": now.speaker or "", "role": now.role, "answers": now.answers or "", **fields}
        )


@pytest.fixture
def location(tmp_path: Path) -> str:
    location = str(tmp_path / "record.sqlite")
    rostra.open(location).record.close()
    let_in(location)
    return location


@pytest.fixture
def desk(location: str) -> Iterator[Desk]:
    desk = Desk(location, "editor")
    yield desk
    desk.archive.close()


def test_a_speaker_is_relabelled_told_signed_and_undone(desk: Desk) -> None:
    before = desk.archive.get_statement(desk.page).transcript
    answer = desk.saved("t8", speaker="Orla Finn", why="The recording, 12:40")
    told = desk.told(answer)
    assert "t8 is said by Orla Finn" in told
    assert "speaker Orla Finn" in told
    (kept,) = desk.archive.judgements(desk.page)
    assert (kept.by, kept.why, kept.turn) == (NAMES["editor"], "The recording, 12:40", "t8")
    assert "Corrected by" in desk.client.get(desk.here).text
    desk.undo_last()
    assert desk.archive.get_statement(desk.page).transcript == before
    undone = desk.archive.judgements(desk.page)[0].undone
    assert undone is not None
    assert (undone.by, undone.why) == (NAMES["editor"], "no")


def test_role_speaker_and_question_are_saved_together_and_undone_together(desk: Desk) -> None:
    answer = desk.saved("t5", role="answer", speaker="Ilo Castren", answers="t7")
    desk.told(answer)
    now = desk.turn("t5")
    assert (now.role, now.speaker, now.answers) == ("answer", "Ilo Castren", "t7")
    page = desk.client.get(answer.headers["location"]).text
    ids = re.search(r'name="judgements" value="([\w,]+)"', page)
    assert ids
    assert len(ids[1].split(",")) == 3
    desk.client.post("/edit/undo", data={"token": token_of(page), "judgements": ids[1]})
    assert desk.turn("t5").role == "note"
    desk.told(desk.saved("t3", answers=""))
    assert desk.turn("t3").answers is None
    assert desk.saved("t3").status_code == 422


def test_a_turn_is_split_at_a_sentence_or_at_words_and_merged_again(desk: Desk) -> None:
    said = desk.archive.get_statement(desk.page).transcript.turn_text(desk.turn("t2"))
    told = desk.told(desk.decide("split", "t2", at=str(said.index("Will the night"))))
    assert "a turn begins at “Will the night boat run again?" in told
    assert "begins Will the night boat" in told
    order = desk.turns()
    second = order[2]
    assert desk.archive.get_statement(desk.page).transcript.turn_text(desk.turn(second)).startswith("Will the night")
    told = desk.told(desk.decide("join", second))
    assert "goes on the turn before" in told
    assert desk.archive.get_statement(desk.page).transcript.turn_text(desk.turn(desk.turns()[1])) == said
    whole = desk.turns()[1]
    desk.told(desk.decide("split", whole, words="And who will pay"))
    for hostile in ("0", "99999", "-1", "x", "1" * 500):
        assert desk.decide("split", whole, at=hostile).status_code == 422
    assert desk.decide("split", whole, words="not there").status_code == 422
    assert desk.decide("join", "t1").status_code == 422


def test_words_are_marked_as_furniture(desk: Desk) -> None:
    told = desk.told(desk.decide("furniture", "t4"))
    assert "no part of what was said" in told
    assert "t4" not in desk.turns()
    assert "in-furniture" in desk.client.get(desk.here).text
    desk.undo_last()
    assert "t4" in desk.turns()
    desk.told(desk.decide("furniture", "t1", words="Ladies and gentlemen,"))
    assert desk.archive.get_statement(desk.page).transcript.turn_text(desk.turn("t1")).startswith("we have")


def test_whoever_decides_or_undoes_stays_at_the_turn_or_beside_it(desk: Desk) -> None:
    def undone(answer: Any, at: str) -> str:
        """Where undoing leads, pressed while the turn `at` is chosen."""
        page = desk.client.get(answer.headers["location"]).text
        form = re.search(r'<form method="post" action="/edit/undo" id="undo">(.*?)</form>', page, re.DOTALL)
        assert form
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[1]))
        assert fields["turn"] in desk.turns()
        sent = {name: unescape(value) for name, value in fields.items()} | {"turn": at}
        return str(desk.client.post("/edit/undo", data=sent, follow_redirects=False).headers["location"])

    gone = desk.decide("furniture", "t5", query="reason=speakers")
    assert re.search(r"\?turn=t6&done=\w+&reason=speakers#t6$", gone.headers["location"])
    assert undone(gone, "t6") == f"{desk.here}?reason=speakers&turn=t5#t5"
    last = desk.turns()[-1]
    before = desk.turns()[-2]
    assert desk.decide("furniture", last).headers["location"].endswith(f"#{before}")
    desk.undo_last()
    titled = desk.decide("fields", "t3", title="The ferries")
    assert titled.headers["location"].endswith("#t3")
    assert undone(titled, "t4") == f"{desk.here}?turn=t4#t4"
    assert undone(desk.saved("t8", speaker="Orla Finn"), "t8") == f"{desk.here}?turn=t8#t8"
    split = desk.decide("split", "t2", words="Will the night")
    second = desk.turns()[2]
    assert undone(split, second) == f"{desk.here}?turn=t2#t2"
    assert desk.decide("claim", "t3").headers["location"].endswith("#t3")
    nobody = desk.decide("not-transcript", "t3")
    assert "turn=" not in nobody.headers["location"]


def test_fields_of_the_event_are_fixed(desk: Desk) -> None:
    event = {"title": "The ferries", "date": "2016-03-09", "time": "", "place": "Port Sorrow", "kind": "briefing"}
    told = desk.told(desk.decide("fields", language="en", **event))
    assert "date 8 March 2016 9 March 2016" in told
    now = desk.archive.get_statement(desk.page).transcript.event
    assert (now.title, now.date, now.time, now.place, now.kind) == (
        "The ferries",
        "2016-03-09",
        None,
        "Port Sorrow",
        "briefing",
    )
    wrong = desk.decide("fields", **{**event, "date": "9.3.2016"})
    assert wrong.status_code == 422
    assert "Write 2014, 2014-08 or 2014-08-06" in unescape(wrong.text)
    desk.told(desk.decide("not-transcript"))
    assert desk.turns() == []
    assert desk.client.get(desk.here).status_code == 200


def test_the_page_as_saved_stands_beside_the_turns(desk: Desk) -> None:
    page = desk.client.get(desk.here).text
    addresses = re.findall(r'(?:src|href)="(/captures/[^"]*|[^"]*/page)"', page)
    assert len(addresses) == 2
    assert [desk.client.get(unescape(each)).status_code for each in addresses] == [200, 200]


def test_the_queue_tells_reasons_and_lets_go_what_was_looked_at(desk: Desk) -> None:
    queue = desk.client.get("/edit").text
    assert desk.page in queue
    assert "% of turns in doubt" in queue
    assert desk.client.get("/edit?reason=mood", follow_redirects=False).status_code == 303
    assert desk.page not in desk.client.get("/edit?hand=mine").text
    desk.decide("claim")
    assert desk.page in desk.client.get("/edit?hand=mine&reason=speakers").text
    assert "has it since" in desk.client.get("/edit").text
    answer = desk.decide("looked-at", query="reason=speakers")
    assert answer.headers["location"] == "/edit?reason=speakers"
    assert desk.page not in desk.client.get("/edit").text
    assert "all well" in desk.client.get(desk.here).text
    assert desk.archive.claims() == ()


def test_a_name_is_changed_in_many_statements_and_back_in_one_step(desk: Desk) -> None:
    other = desk.archive.record.add(samples.long_title()).statement_id
    shown = unescape(desk.client.get("/edit/rename?from=Mara+Velden&to=Mara+Velde").text)
    assert "has 3 turns in 1 statement" in shown or f'value="{other}"' in shown
    form = {"token": token_of(shown), "from": "Mara Velden", "to": "Mara Velde", "why": "As on the door."}
    assert desk.client.post("/edit/rename", data=form).status_code == 422
    done = desk.client.post("/edit/rename", data={**form, "statement": desk.page}, follow_redirects=False)
    page = desk.client.get(done.headers["location"]).text
    assert "Undo all of it" in page
    assert {turn.speaker for turn in desk.archive.get_statement(desk.page).transcript.turns} >= {"Mara Velde"}
    batch = re.search(r'name="batch" value="(\w+)"', page)
    assert batch
    desk.client.post("/edit/undo", data={"token": token_of(page), "batch": batch[1]})
    assert not {turn.speaker for turn in desk.archive.get_statement(desk.page).transcript.turns} & {"Mara Velde"}
    assert "Taken back" in desk.client.get(done.headers["location"]).text


def test_what_was_renamed_before_one_failed_is_taken_back_in_one_step_too(desk: Desk) -> None:
    form = {"token": token_of(desk.client.get("/edit/rename").text), "from": "Mara Velden", "to": "Mara Velde"}
    failed = desk.client.post("/edit/rename", data={**form, "statement": [desk.page, "nowhere"]})
    assert failed.status_code == 422
    assert "Mara Velde" in {turn.speaker for turn in desk.archive.get_statement(desk.page).transcript.turns}
    batch = re.search(r'name="batch" value="(\w+)"', failed.text)
    assert batch
    desk.client.post("/edit/undo", data={"token": token_of(failed.text), "batch": batch[1]})
    assert "Mara Velde" not in {turn.speaker for turn in desk.archive.get_statement(desk.page).transcript.turns}
    none = desk.client.post("/edit/rename", data={**form, "statement": "nowhere"})
    assert 'name="batch"' not in none.text


def test_the_address_of_somebody_who_is_called_otherwise_leads_on_until_it_is_undone(desk: Desk) -> None:
    def renamed(old: str, new: str) -> str:
        page = desk.client.get("/edit/rename", params={"from": old}).text
        form = {"token": token_of(page), "from": old, "to": new, "statement": desk.page}
        return str(desk.client.post("/edit/rename", data=form, follow_redirects=False).headers["location"])

    def asked(path: str) -> Any:
        return desk.client.get(path, follow_redirects=False)

    assert asked("/people/mara-velden").status_code == 200
    renamed("Mara Velden", "Mara Velde")
    for room, ending in (("", ""), ("", ".json"), ("/feeds", ".atom"), ("/feeds", ".json")):
        answer = asked(f"{room}/people/mara-velden{ending}")
        assert answer.status_code == 301, (room, ending)
        assert answer.headers["location"] == f"{room}/people/mara-velde{ending}"
        assert asked(answer.headers["location"]).status_code == 200
    again = renamed("Mara Velde", "Mara Holm-Velde")
    for former in ("mara-velden", "mara-velde"):
        assert asked(f"/people/{former}").headers["location"] == "/people/mara-holm-velde"
    batch = again.rpartition("batch=")[2]
    desk.client.post("/edit/undo", data={"token": token_of(desk.client.get(desk.here).text), "batch": batch})
    assert asked("/people/mara-velden").headers["location"] == "/people/mara-velde"
    assert asked("/people/mara-holm-velde").status_code == 404
    assert asked("/people/mara-v%25").status_code == 404


def test_the_trail_names_who_what_when_and_why(desk: Desk) -> None:
    desk.saved("t8", speaker="Orla Finn", why="Heard it")
    desk.undo_last()
    for address in ("/edit/history", f"{desk.here}/history", "/edit/history?by=Ines+Marl&state=undone&page=9"):
        page = unescape(re.sub(r"<[^>]*>", "", desk.client.get(address).text))
        assert "t8 is said by Orla Finn" in page
        assert "took back" in page
        assert "Heard it" in page
    assert "Heard it" not in desk.client.get("/edit/history?by=Nobody").text
    unknown = desk.client.post(
        "/edit/undo", data={"token": token_of(desk.client.get(desk.here).text), "judgements": "x"}
    )
    assert unknown.status_code == 422


def test_readers_look_and_decide_nothing(location: str) -> None:
    desk = Desk(location, "reader")
    page = desk.client.get(desk.here).text
    assert 'name="do"' not in page
    assert desk.client.get("/edit").status_code == 200
    token = token_of(desk.client.get("/edit/account").text)
    for path in (desk.here, "/edit/undo", "/edit/rename"):
        form = {"token": token, "do": "looked-at", "judgements": "x"}
        assert desk.client.post(path, data=form).status_code == 403, path
    assert desk.client.get("/edit/rename").status_code == 403
    assert desk.archive.judgements() == ()
    desk.archive.close()


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    assert desk.client.get("/edit/statements/nowhere").status_code == 404
    assert desk.client.get("/edit/statements/nowhere/history").status_code == 404
    assert desk.decide("burn").status_code == 422
    assert desk.decide("save", "t99", role="note").status_code == 422
