"""Following searches from the command, with a mail server on this machine."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from rostra.cli import main
from rostra.search.index import MOST_HITS

LATE = """<!doctype html><html lang="en"><head><title>Old fees</title><link rel="canonical" href="https://ministry.example/news/1">
</head><body><article><h1>Old fees: press conference by Jonas Veldt, Minister of Harbours of Ardania, Velgrad, 3 March 1999</h1>
<p><b>Jonas Veldt:</b> Good day. The lighthouse will be painted before the summer, as was agreed with the keepers.</p>
<p><b>Question:</b> What becomes of the &lt;b&gt;harbour fees&lt;/b&gt; this winter?</p>
<p><b>Jonas Veldt:</b> The harbour fees go down by a tenth, and nobody pays twice.</p></article></body></html>"""


class Box:
    """Keeps mails; refuses recipients that begin with "no"."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.fails = False
        self.slow = 0.0  # seconds from a mail's last line to the answer
        self.came = Event()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("no"):
            return "550 there is nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.came.set()
        if self.fails:
            return "451 try later"
        await asyncio.sleep(self.slow)
        self.mails.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return "250 kept"


@pytest.fixture
def box(serve_mail: Callable[..., int]) -> tuple[Box, str]:
    """The box, and the port of the server that fills it."""
    kept = Box()
    return kept, str(serve_mail(kept))


@pytest.fixture
def plain(serve_mail: Callable[..., int]) -> str:
    """The port of a server that knows neither encryption nor passwords nor letters beyond ASCII in addresses."""
    return str(serve_mail(Box(), enable_SMTPUTF8=False, auth_exclude_mechanism=["LOGIN", "PLAIN"]))


@pytest.fixture
def archive(tmp_path: Path, ferry: str) -> str:
    """An archive with one page, in which two searches are followed."""
    location = str(tmp_path / "record.sqlite")
    add(location, tmp_path, ferry)
    assert main(["-a", location, "alerts", "add", "Harbour fees", 'answer:"harbour fees"', "--public"]) == 0
    assert main(["-a", location, "alerts", "add", "Fishermen", "fishermen"]) == 0
    return location


def asks(archive: str, port: str, *more: str) -> list[str]:
    server = ["--host", "127.0.0.1", "--port", port, "--security", "none", "--from", "Rostra <rostra@example.org>"]
    return ["-a", archive, "alerts", "run", *server, "--base-url", "https://record.example.org/", *more]


def run(archive: str, port: str, *more: str) -> int:
    return main(asks(archive, port, *more))


def start(archive: str, port: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    return subprocess.Popen([sys.executable, "-m", "rostra", *asks(archive, port, "--to", "desk@example.org")])


def add(archive: str, folder: Path, page: str = LATE) -> None:
    (folder / "late.html").write_text(page)
    assert main(["-a", archive, "add", str(folder / "late.html")]) == 0


def test_a_late_document_is_mailed_once_under_its_question(
    archive: str, box: tuple[Box, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, port = box
    assert run(archive, port, "--to", "desk@example.org") == 0
    assert kept.mails == []
    add(archive, tmp_path)
    assert run(archive, port, "--to", "desk@example.org", "--to", "ines@example.org") == 0
    (mail,) = kept.mails
    assert mail["Subject"] == "Rostra: 1 new passage for “Harbour fees”"
    assert (mail["To"], mail["From"]) == ("desk@example.org, ines@example.org", "Rostra <rostra@example.org>")
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert "What becomes of the <b>harbour fees</b> this winter?" in " ".join(text.split())
    assert "Jonas Veldt: The *harbour* *fees*" in text or "Jonas Veldt: The *harbour fees*" in text
    assert "1999-03-03" in text
    assert "&lt;b&gt;harbour fees&lt;/b&gt;" in html
    assert "<b>harbour" not in html
    capsys.readouterr()
    assert main(["-a", archive, "search", "answer:tenth", "--json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    question = f"https://record.example.org/statements/{hit['statement_id']}/{hit['question_id']}"
    assert question in text
    assert f'href="{question}"' in html
    assert run(archive, port, "--to", "desk@example.org") == 0
    assert len(kept.mails) == 1


def test_nothing_counts_as_seen_before_the_mail_is_accepted(
    archive: str, box: tuple[Box, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, port = box
    add(archive, tmp_path)
    kept.fails = True
    assert run(archive, port, "--to", "desk@example.org") == 1
    assert "try later" in capsys.readouterr().err
    assert run(archive, "1", "--to", "desk@example.org") == 1
    assert run(archive, port, "--to", "nobody@example.org") == 1
    assert run(archive, port, "--dry-run") == 0
    assert "1 new passage" in capsys.readouterr().out
    kept.fails = False
    assert run(archive, port, "--to", "desk@example.org", "--to", "nobody@example.org") == 1
    assert len(kept.mails) == 1
    assert "nobody@example.org" in capsys.readouterr().err
    assert main(["-a", archive, "alerts", "show", "harbour-fees"]) == 0
    assert "Nothing is new" in capsys.readouterr().err


def test_runs_that_overlap_mail_once(archive: str, box: tuple[Box, str], tmp_path: Path) -> None:
    kept, port = box
    add(archive, tmp_path)
    kept.slow = 1.0
    both = [start(archive, port) for _ in range(2)]
    assert [each.wait(60) for each in both] == [0, 0]
    assert len(kept.mails) == 1


def test_a_run_that_is_killed_holds_up_none(archive: str, box: tuple[Box, str], tmp_path: Path) -> None:
    kept, port = box
    add(archive, tmp_path)
    kept.slow = 600.0
    killed = start(archive, port)
    assert kept.came.wait(60)
    killed.kill()
    killed.wait()
    kept.slow = 0.0
    assert run(archive, port, "--to", "desk@example.org") == 0
    assert len(kept.mails) == 1


def read_news(archive: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What is new for each search, by its slug; nothing is marked as seen."""
    capsys.readouterr()
    assert main(["-a", archive, "alerts", "run", "--json"]) == 0
    return {each["search"]["slug"]: each for each in json.loads(capsys.readouterr().out)}


def test_an_edited_page_is_new_in_what_it_did_not_say_before(
    archive: str, ferry: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-a", archive, "alerts", "add", "When", "week OR year"]) == 0
    add(archive, tmp_path, ferry.replace("next week, here", "next year, here"))
    news = read_news(archive, capsys)
    assert [news[slug]["finds"] for slug in ("harbour-fees", "fishermen")] == [[], []]
    (find,) = news["when"]["finds"]
    assert find["edited"] is True
    assert "next year" in "".join(piece["text"] for piece in find["passage"])
    assert find["asked"] == "When will you meet the fishermen?"


def long_page(count: int, last: str) -> str:
    """A page with so many answers that speak of the ferry, and one more."""
    said = "".join(
        f"<p><b>Question:</b> What of ferry number {each}, sir?</p>"
        f"<p><b>Jonas Veldt:</b> The ferry numbered {each} sails in the morning, as was agreed with harbour {each}.</p>"
        for each in range(count)
    )
    return LATE.replace(
        "</article>", f"{said}<p><b>Question:</b> And last?</p><p><b>Jonas Veldt:</b> {last}</p></article>"
    )


def test_one_new_answer_behind_hundreds_of_old_ones_is_told(
    tmp_path: Path, box: tuple[Box, str], capsys: pytest.CaptureFixture[str]
) -> None:
    location = str(tmp_path / "record.sqlite")
    add(location, tmp_path, long_page(120, "Nothing more, thank you all for coming here."))
    assert main(["-a", location, "alerts", "add", "Ferry", "ferry"]) == 0
    add(location, tmp_path, long_page(120, "The ferry to Salt Quay is sold to a bank, I must tell you."))
    news = read_news(location, capsys)["ferry"]
    assert (news["total"], len(news["finds"])) == (1, 1)
    assert run(location, box[1], "--to", "desk@example.org") == 0
    assert "sold to a bank" in " ".join(box[0].mails[0].get_body(("plain",)).get_content().split())  # type: ignore[union-attr]
    add(location, tmp_path, long_page(120, "The ferry to Salt Quay is sold to a bank. It is late."))
    add(location, tmp_path, long_page(230, "Ferry or no ferry: good night."))
    news = read_news(location, capsys)["ferry"]
    assert (news["total"], len(news["finds"])) == (221, MOST_HITS)  # of 110 more exchanges, and the last answer


def test_a_text_without_turns_is_new_in_the_passages_that_it_did_not_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [f"The pier of village {each} was rebuilt by its own people, stone upon stone. " * 12 for each in range(5)]
    page = '<html lang="en"><head><title>Piers</title></head><body><h1>Piers of the coast</h1>{}</body></html>'
    location = str(tmp_path / "record.sqlite")
    add(location, tmp_path, page.format("".join(f"<p>{each}</p>" for each in words)))
    assert main(["-a", location, "alerts", "add", "Piers", "pier"]) == 0
    words[3] = "The pier of village 3 has fallen into the sea. " * 12
    add(location, tmp_path, page.format("".join(f"<p>{each}</p>" for each in words)))
    news = read_news(location, capsys)["piers"]
    assert 0 < news["total"] < 5
    assert all(find["edited"] and find["turn_id"] == "" for find in news["finds"])
    assert "fallen" in str(news["finds"])


@pytest.mark.parametrize("address", ["", "nobody", "a@b\nBcc: c@example.org", "a@b, c@example.org", "a b@example.org"])
def test_what_is_no_address_is_refused_before_anything_is_new(
    archive: str, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(archive, "1", "--to", address) == 2
    assert "no mail address" in capsys.readouterr().err
    assert run(archive, "1", "--to", "desk@example.org", "--from", address or "x") == 2


def test_without_anybody_to_tell_the_command_says_so(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-a", archive, "alerts", "run"]) == 2
    assert "--dry-run" in capsys.readouterr().err


def test_a_search_is_a_table_with_counts(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["-a", archive, "search", "harbour OR ramp", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0].startswith("statement,turn,question,address,date")
    assert len(out.splitlines()) == 4
    assert err == "3 of 3.\n"
    site = ["--base-url", "https://record.example.org/"]
    assert main(["-a", archive, "search", "harbour OR ramp", "--format", "atom", *site]) == 0
    assert capsys.readouterr().out.count("<id>https://record.example.org/statements/") == 3
    assert main(["-a", archive, "search", "harbour", "--format", "atom"]) == 2
    assert main(["-a", archive, "search", "ramp", "--group", "pair"]) == 0
    assert "question" in capsys.readouterr().out
    assert main(["-a", archive, "search", "date:2014 role:answer", "--facets", "--years", "--order", "added"]) == 0
    out = capsys.readouterr().out
    assert "answer (chosen)" in out
    assert "2014-08" in out
    assert "40.0%" in out


def test_searches_are_listed_and_removed(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["-a", archive, "alerts", "list"]) == 0
    out = capsys.readouterr().out
    assert "harbour-fees" in out
    assert "public" in out
    assert main(["-a", archive, "alerts", "add", "Empty"]) == 2
    assert main(["-a", archive, "alerts", "remove", "Harbour fees"]) == 0
    assert main(["-a", archive, "alerts", "remove", "Harbour fees"]) == 1
    capsys.readouterr()
    assert main(["-a", archive, "alerts", "list", "--json"]) == 0
    assert [each["slug"] for each in json.loads(capsys.readouterr().out)] == ["fishermen"]


def test_how_a_query_was_read_is_said_when_it_is_saved(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["-a", archive, "alerts", "add", "Colour", "colour:red"]) == 0
    assert "no field “colour”" in (told := capsys.readouterr()).err
    assert told.out == "colour\n"
    assert main(["-a", archive, "alerts", "add", "Ferries", "ferries"]) == 0
    assert capsys.readouterr().err == ""


def await_answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """An archive in which answers to the one question of `LATE` are awaited, and the name of that question."""
    location = str(folder / "record.sqlite")
    add(location, folder, LATE)
    capsys.readouterr()
    main(["-a", location, "search", "role:question", "--json"])
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    name = f"{hit['statement_id']}/{hit['turn_id']}"
    assert main(["-a", location, "alerts", "add", "Fees", "--answers-to", name]) == 0
    return location, name


def test_a_question_is_awaited_until_it_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    location, name = await_answers(tmp_path, capsys)
    more = "<p><b>Anna Keel:</b> Let me add that the islands are free of all fees from May.</p></article>"
    add(location, tmp_path, LATE.replace("</article>", more))
    capsys.readouterr()
    assert main(["-a", location, "alerts", "run", "--json"]) == 0
    (news,) = json.loads(capsys.readouterr().out)
    assert [(find["speaker"], find["opens_at"]) for find in news["finds"]] == [("Anna Keel", name)]


def test_a_question_that_has_gone_is_told_of_once(
    tmp_path: Path, box: tuple[Box, str], capsys: pytest.CaptureFixture[str]
) -> None:
    location, _ = await_answers(tmp_path, capsys)
    start, end = LATE.index("<p><b>Question"), LATE.index("</article>")
    add(location, tmp_path, LATE[:start] + "<p>The keepers thanked him warmly.</p>" + LATE[end:])
    for _ in range(2):
        assert run(location, box[1], "--to", "desk@example.org") == 0
    (mail,) = box[0].mails
    assert mail["Subject"] == "Rostra: a notice for “Fees”"
    assert "no longer in the record" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        (["--user", "ines"], "takes no passwords"),
        (["--security", "starttls"], "does not encrypt"),
        (["--to", "inés@example.org"], "plain addresses"),
    ],
)
def test_what_a_mail_server_lacks_is_named_with_the_way_out(
    archive: str, plain: str, tmp_path: Path, more: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add(archive, tmp_path)
    capsys.readouterr()
    assert run(archive, plain, "--to", "desk@example.org", *more) == 1
    assert hint in capsys.readouterr().err


def test_bytes_that_are_no_text_are_passed_over(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    torn = 'ferry "\udcff boat"'
    assert main(["-a", archive, "alerts", "add", "Torn \udcff", torn]) == 0
    assert main(["-a", archive, "alerts", "list"]) == 0
    for command in (["search"], ["search", "--group", "pair"], ["kwic"], ["collocates"], ["distinctive"], ["trends"]):
        capsys.readouterr()
        assert main(["-a", archive, *command, torn, "--json"]) == 0
        json.loads(capsys.readouterr().out)


def test_what_was_looked_for_in_vain_is_listed(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    import rostra

    with rostra.open(archive) as opened:
        for query in (
            "Lighthouse  keeper",
            "lighthouse keeper",
            "once",
            "ines@example.org",
            "0331 555 1234",
            "x" * 200,
        ):
            opened.note_miss(query)
    capsys.readouterr()
    assert main(["-a", archive, "missed"]) == 0
    assert capsys.readouterr().out.split()[0::2] == ["2", "lighthouse"]
    assert main(["-a", archive, "missed", "--at-least", "1", "--json"]) == 0
    assert [each["query"] for each in json.loads(capsys.readouterr().out)] == ["lighthouse keeper", "once"]
    assert main(["-a", archive, "missed", "--forget"]) == 0
    assert main(["-a", archive, "missed", "--at-least", "1"]) == 0
    assert capsys.readouterr().out == ""
