"""Title, date, place, language, kind and participants of pages of invented houses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rostra.model import Capture, Event, Issue, Turn
from rostra.readers import read
from rostra.structure.body import find_layout
from rostra.structure.metadata import Metadata, finish_event, read_metadata
from rostra.structure.metadata.kind import named_kinds

SHARED = Path(__file__).parents[2].parent / "shared"

SPEECH = " ".join(
    ["We have to say today that the harbour was closed, and that it will be open in the spring for the ships of all."]
    * 4
)


def metadata_of(content: str, uri: str = "page.html") -> Metadata:
    document = read(Capture(uri=uri, content=content.encode()))
    return read_metadata(document, find_layout(document))


def event_of(content: str, turns: tuple[Turn, ...] = (), uri: str = "page.html") -> tuple[Event, tuple[Issue, ...]]:
    document = read(Capture(uri=uri, content=content.encode()))
    layout = find_layout(document)
    return finish_event(read_metadata(document, layout), turns, document, layout)


def page(
    *, title: str = "Remarks by Premier Ada Lund at Velm", head: str = "", above: str = "", below: str = ""
) -> str:
    return f"""<!doctype html><html lang="en"><head><title>{title} | Office of the Premier</title>
    <meta property="og:site_name" content="Office of the Premier">{head}</head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
    <main><h1>{title}</h1>{above}<p>{SPEECH}</p><p>{SPEECH}</p><p>{SPEECH}</p></main>{below}
    <footer><p>© 2023 Office of the Premier</p></footer></body></html>"""


def said(number: int, role: str, speaker: str | None, kind: str = "person", label: str | None = None) -> Turn:
    return Turn(id=f"t{number}", role=role, start=0, end=1, speaker=speaker, speaker_kind=kind, label=label)  # type: ignore[arg-type]


def test_the_site_s_name_is_no_part_of_the_title() -> None:
    metadata = metadata_of(page())
    assert metadata.title == "Remarks by Premier Ada Lund at Velm"
    assert metadata.title_span is not None
    assert metadata.evidence["title"].rule == "title-heading"


def test_a_dateline_tells_date_time_and_place() -> None:
    metadata = metadata_of(page(above="<p>Lantern Room, Velm</p><p>6 August 2014, 2:44 P.M. HST</p>"))
    assert (metadata.date, metadata.time, metadata.place) == ("2014-08-06", "14:44 HST", "Lantern Room, Velm")
    assert metadata.evidence["date"].start > 0


def test_the_event_s_date_is_not_that_of_publication() -> None:
    metadata = metadata_of(page(above="<p>Issued on: April 27, 2020</p><p>April 24, 2020</p>"))
    assert (metadata.date, metadata.published) == ("2020-04-24", "2020-04-27")


@pytest.mark.parametrize(
    "below",
    [
        "<aside><h2>Related</h2><ul><li><a href='/1'>Remarks at Orsk, 30 July 2014</a></li></ul></aside>",
        "<section class='comments'><p>Bo on 3 May 2019: well said</p></section>",
        "<p>Last updated: 5 May 2020</p>",
    ],
)
def test_surroundings_never_date_the_event(below: str) -> None:
    assert metadata_of(page(below=below)).date is None


def test_a_page_without_a_date_raises_an_issue() -> None:
    event, issues = event_of(page(), (said(1, "statement", "Ada Lund"),))
    assert event.date is None
    assert {"date-unknown", "place-unknown"} >= {issue.code for issue in issues} >= {"date-unknown"}


@pytest.mark.parametrize(
    ("sidebar", "value"),
    [
        ("Visit to Orsk, 25-07-2014", "2014-08-06"),
        ("Visit to Orsk, 07-25-2014", "2014-06-08"),
        ("Visit to Orsk", "2014-08-06"),
    ],
)
def test_the_page_s_other_dates_settle_day_and_month(sidebar: str, value: str) -> None:
    below = f"<aside><ul><li><a href='/1'>{sidebar}</a></li></ul></aside>"
    assert metadata_of(page(above="<p>6-08-2014</p>", below=below)).date == value


def test_an_iso_fact_settles_day_and_month() -> None:
    head = '<meta property="article:published_time" content="2014-06-08T10:00:00Z">'
    assert metadata_of(page(head=head, above="<p>6-08-2014</p>")).date == "2014-06-08"


def test_the_weekday_and_the_zone_leave_the_place_alone() -> None:
    assert metadata_of(page(above="<p>Velm, Wednesday, 6 August 2014</p>")).place == "Velm"


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Remarks by Premier Ada Lund, Velm, 30 July 2014", "Velm"),
        ("Press conference at the end of the talks - Velm/Norway", "Velm, Norway"),
        ("Press Conference of the Premier, Velm, Norway", "Velm, Norway"),
        ("Speech by Premier Ada Lund in Velm", "Velm"),
        ("Allocution de Ada Lund, ministre des Finances, à Port-Velm", "Port-Velm"),
        ("خطاب الرئيسة ميلانة الأرساني في تامسي", "تامسي"),
        ("Speech by the Minister of Foreign Affairs of Norway, Ada Lund", None),
        ("Statement by Premier Ada Lund on the flood in Norway", None),
    ],
)
def test_a_place_at_the_end_of_the_title(title: str, place: str | None) -> None:
    assert metadata_of(page(title=title)).place == place


def test_a_place_in_the_opening_sentence() -> None:
    opening = "<p>I can share the assessments of the negotiations in Ust-Velm today.</p>"
    assert metadata_of(page(title="Remarks by Premier Ada Lund", above=opening)).place == "Ust-Velm"


def test_a_record_s_fields_are_read() -> None:
    record = {
        "title": "Doorstop, Velm",
        "premier": "Lund, Ada",
        "release-date": "22/06/2015",
        "content": f"<p>{SPEECH}</p>",
    }
    metadata = metadata_of(json.dumps(record), "page.json")
    assert (metadata.title, metadata.date, metadata.principal) == ("Doorstop, Velm", "2015-06-22", "Ada Lund")


def test_the_language_of_the_body_outweighs_the_template_s() -> None:
    body = (
        "<p>"
        + "Der Hafen ist eine Woche geschlossen, und wir müssen sagen, dass die Barken nicht fahren. " * 9
        + "</p>"
    )
    html = f'<!doctype html><html lang="en"><body><main><h1>Rede in Velm</h1>{body}{body}</main></body></html>'
    assert metadata_of(html).language == "de"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Joint press conference with Premier Lund", "press_conference"),
        ("Remarks by Premier Lund in Press Briefing", "briefing"),
        ("Radio interview with Bo Hadd", "interview"),
        ("Hearing of the Committee on Ports", "hearing"),
        ("Greetings to the pilots of Velm", "message"),
        ("Выступление на пресс-конференции", "press_conference"),
        ("Entrevista coletiva da Presidenta", "press_conference"),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: str) -> None:
    scores = metadata_of(page(title=title)).kind_scores
    assert max(scores, key=lambda name: scores[name]) == kind


def test_a_page_without_turns_is_an_article_without_participants() -> None:
    event, _ = event_of(page(title="Press conference of Premier Ada Lund announced"))
    assert (event.kind, event.participants) == ("article", ())


def test_speakers_become_participants_with_the_office_of_their_label() -> None:
    turns = (
        said(1, "statement", "Ada Lund", label="Premier of Norway Ada Lund"),
        said(2, "question", "journalist", "journalist", "Question"),
        said(3, "answer", "Bo Hadd", label="The Minister for Ports (Bo Hadd)"),
        said(4, "answer", "Ada Lund", label="Ada Lund"),
    )
    event, _ = event_of(page(title="Answers to questions"), turns)
    people = [(person.name, person.office, person.affiliation) for person in event.participants]
    assert people == [("Ada Lund", "Premier", "Norway"), ("Bo Hadd", "Minister for Ports", None)]


def test_questions_by_journalists_make_a_press_conference() -> None:
    turns = tuple(
        said(n, "question", "journalist", "journalist", "Question") if n % 2 else said(n, "answer", "Ada Lund")
        for n in range(1, 9)
    )
    assert event_of(page(title="Ada Lund and the harbour"), turns)[0].kind == "press_conference"


def test_unlabelled_questions_make_an_interview() -> None:
    turns = tuple(
        said(n, "question", "journalist", "journalist") if n % 2 else said(n, "answer", "Ada Lund") for n in range(1, 9)
    )
    assert event_of(page(title="Ada Lund and the harbour"), turns)[0].kind == "interview"


def test_a_short_name_is_completed_from_the_page() -> None:
    above = "<p>Velm, 6 August 2014</p><p>We thank President Ada Marit Brode for her words.</p>"
    metadata = metadata_of(page(title="Remarks by President Brode", above=above))
    assert (metadata.principal, metadata.names[0]) == ("Ada Marit Brode", "Ada Marit Brode")


def test_an_interviewer_is_not_the_one_who_speaks() -> None:
    record = {"title": "Interview with Bo Hadd", "premier": "Lund, Ada", "content": f"<p>{SPEECH}</p>"}
    metadata = metadata_of(json.dumps(record), "page.json")
    assert metadata.principal == "Ada Lund"
    assert {"Ada Lund", "Bo Hadd"} <= set(metadata.names)


@pytest.mark.corpus
def test_the_seed_page() -> None:
    path = SHARED / "corpus/pages/seed/seed.txt"
    if not path.exists():
        pytest.skip("the corpus is not here")
    document = read(Capture(uri=path.name, content=path.read_bytes()))
    metadata = read_metadata(document, find_layout(document))
    assert (metadata.date, metadata.time, metadata.place) == ("2014-08-06", "14:44", "Ust-Kamenogorsk")
    people = [(c.name, c.office, c.affiliation) for c in metadata.candidates]
    assert people == [
        ("Sergey Lavrov", "Minister of Foreign Affairs", "Russia"),
        ("Erlan Idrisov", "Minister of Foreign Affairs", "Kazakhstan"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Readout of Premier Lund's Meeting with Pilots",
        "Fact Sheet: The Harbour",
        "Nominations Sent to the Senate",
        "Анонс визита",
    ],
)
def test_a_report_of_an_occasion_is_an_article_whatever_voice_is_found(title: str) -> None:
    assert event_of(page(title=title), (said(1, "statement", "Ada Lund"),))[0].kind == "article"


def test_questions_after_joint_statements_make_a_press_conference() -> None:
    turns = (
        said(1, "statement", "Ada Lund"),
        said(2, "statement", "Bo Hadd"),
        *(said(n, "question", "journalist", "journalist", "Question") for n in (3, 5)),
        *(said(n, "answer", "Ada Lund") for n in (4, 6)),
    )
    assert (
        event_of(page(title="Joint statements by Premier Lund and Minister Hadd"), turns)[0].kind == "press_conference"
    )


@pytest.mark.parametrize(
    ("title", "language", "kind"),
    [
        ("Брифинг официального представителя", "ru", "briefing"),
        ("Брифинг", "kk", "press_conference"),
        ("Sözcü brifingi", "tr", "briefing"),
    ],
)
def test_a_word_of_several_languages_means_what_the_page_s_own_says(title: str, language: str, kind: str) -> None:
    scores = named_kinds(title, language)
    assert max(scores, key=lambda name: scores[name]) == kind


def test_a_list_of_statements_has_no_date_and_no_place() -> None:
    items = "".join(
        f"<h2><a href='/{day}'>Remarks by Premier Lund at the {day}th launch</a></h2><ul><li>{day} July 2018 · Port Velm</li>"
        f"<li>Ada Lund: {SPEECH[:100]} …</li></ul>"
        for day in (10, 9, 6, 4)
    )
    content = f"<html><body><main><h1>Transcripts and statements</h1>{items}</main></body></html>"
    metadata = metadata_of(content)
    assert (metadata.date, metadata.place) == (None, None)


def test_words_that_the_page_prints_in_small_letters_are_no_name() -> None:
    title = "Statement by Promoting Safe Storage"
    above = "<p>Velm, 6 August 2014</p><p>The plan is about promoting the safe and cheap storage of grain.</p>"
    assert metadata_of(page(title=title, above=above)).candidates == ()
    assert metadata_of(page(title="Statement by Ada Lund", above=above)).candidates[0].name == "Ada Lund"


def test_an_official_without_a_name_takes_part() -> None:
    turns = (said(1, "statement", "senior health official", "unknown"), said(2, "answer", "the crowd", "unknown"))
    event, _ = event_of(page(title="Background press call"), turns)
    assert [person.name for person in event.participants] == ["senior health official"]


@pytest.mark.parametrize("label", ["Friday", "E L", "Premier"])
def test_a_day_a_scrap_or_a_named_person_s_office_is_no_participant(label: str) -> None:
    turns = (said(1, "statement", "Ada Lund"), said(2, "statement", label), said(3, "statement", "Bo Hadd"))
    event, _ = event_of(page(), turns)
    assert [person.name for person in event.participants] == ["Ada Lund", "Bo Hadd"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Doorstop Interview, Carrow", "press_conference"),
        ("Interview with Ada Lund", "interview"),
        ("Remarks by Premier Ada Lund at Velm", "speech"),
    ],
)
def test_an_interview_at_the_doorstep_is_a_press_conference(title: str, expected: str) -> None:
    asked = [said(n, "question", None, "journalist", "JOURNALIST") for n in range(1, 4)]
    answers = [said(n, "answer", "Ada Lund") for n in range(4, 7)]
    event, _ = event_of(page(title=title), (*asked, *answers))
    assert event.kind == expected


def test_a_host_beside_an_audience_makes_an_interview_of_remarks() -> None:
    host = [said(n, "question", "Bo Hadd", label="MR. HADD") for n in range(6)]
    audience = [said(n, "question", None, "journalist", "Q") for n in range(6, 12)]
    answers = [said(n, "answer", "Ada Lund") for n in range(12, 24)]
    event, _ = event_of(page(), (*host, *audience, *answers))
    assert event.kind == "interview"
    event, _ = event_of(page(), (*host[:2], *audience, *answers))
    assert event.kind == "speech"


def test_many_voices_without_a_floor_are_a_meeting() -> None:
    turns = [said(n, "statement", f"{name} Lund") for n, name in enumerate(("Ada", "Bo", "Cy", "Di", "Ed"))]
    event, _ = event_of(page(title="A visit to the Velm quarry"), tuple(turns))
    assert event.kind == "meeting"


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Carrow, 6 August 2014, 10:30 CET", "10:30 CET"),
        ("Carrow, 6 August 2014, 10:30 (GMT+3)", "10:30 GMT+3"),
        ("Carrow, 6 August 2014, 10:30, Moscow time", "10:30 Moscow time"),
        ("Carrow, 6 August 2014, 14.30 Uhr MESZ", "14:30 MESZ"),
        ("Carrow, 6 August 2014, 10:30", "10:30"),
        ("Carrow, 6 August 2014, 13:30 UTC+3", "13:30 UTC+3"),
        ("6 August 2014, 2:00 pm UTC-05:00, Carrow", "14:00 UTC-05:00"),
    ],
)
def test_a_time_has_the_zone_that_the_page_says(line: str, time: str) -> None:
    assert metadata_of(page(above=f"<p>{line}</p>")).time == time


@pytest.mark.parametrize(
    ("line", "date", "odd"),
    [
        ("Wednesday 06/08/2014", "2014-08-06", False),
        ("Sunday, 06/08/2014", "2014-06-08", False),
        ("06/08/2014 (Sunday)", "2014-06-08", False),
        ("Wednesday, 6 August 2014", "2014-08-06", False),
        ("Thursday, 6 August 2014", "2014-08-06", True),
        ("2014年8月6日（水曜日）", "2014-08-06", False),
    ],
)
def test_the_day_of_the_week_decides_or_is_odd(line: str, date: str, odd: bool) -> None:
    event, issues = event_of(page(above=f"<p>{line}</p>"), (said(1, "statement", "Ada Lund"),))
    assert event.date == date
    assert ("weekday-odd" in {issue.code for issue in issues}) == odd


def test_an_address_with_no_day_of_the_calendar_is_no_date() -> None:
    head = '<link rel="canonical" href="https://velm.example/2014/13/45/remarks">'
    assert metadata_of(page(head=head)).date is None


def test_a_day_torn_from_its_ending_is_put_together() -> None:
    assert metadata_of(page(above="<p>Carrow, 27</p><p>th February 2021</p>")).date == "2021-02-27"
