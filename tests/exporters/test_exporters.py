"""What is exported comes back through the readers of others, with every character in its place."""

from __future__ import annotations

import json

import bibtexparser
import msgspec
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rostra.exporters import STYLES, export, select
from rostra.exporters.bibtex import escape as escape_tex
from rostra.exporters.markdown import escape as escape_markdown
from rostra.exporters.selection import one_line
from rostra.model import Event, Participant, Transcript, UsageError
from rostra.model.wire import from_wire

ADDRESS = "https://record.example/statements/s1/t3"


def whole(transcript: Transcript, style: str) -> str:
    return export(transcript, style, statement_id="s1")


def pair(transcript: Transcript, style: str, turn: str = "t3") -> str:
    return export(transcript, style, statement_id="s1", turn_id=turn, address=ADDRESS)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("turn", [None, "t1", "t2", "t3", "t4", "t6"])
def test_every_style_prints_every_turn(transcript: Transcript, style: str, turn: str | None) -> None:
    text = export(transcript, style, statement_id="s1", turn_id=turn)
    assert text.endswith("\n")
    assert text.strip()


@pytest.mark.parametrize("style", STYLES)
def test_a_page_of_which_nothing_is_known_still_prints(transcript: Transcript, style: str) -> None:
    bare = msgspec.structs.replace(transcript, event=Event(), turns=(), body=(0, 0))
    assert "None" not in export(bare, style, statement_id="")


def test_json_round_trip(transcript: Transcript) -> None:
    assert from_wire(json.loads(whole(transcript, "json"))) == transcript
    line = whole(transcript, "jsonl")
    assert line.count("\n") == 1
    assert from_wire(json.loads(line)) == transcript


def test_json_of_an_exchange(transcript: Transcript) -> None:
    wire = json.loads(pair(transcript, "json"))
    assert wire["schema"] == "rostra/exchange/1"
    assert [turn["id"] for turn in wire["turns"]] == ["t3", "t4", "t5"]
    assert wire["address"] == ADDRESS


def test_who_asks_is_an_author_where_asking_is_not_the_part_of_the_press(transcript: Transcript) -> None:
    speakers = {"t1": ("Jonas Veldt", "moderation"), "t3": ("Ada Lind", "question")}
    turns = tuple(
        msgspec.structs.replace(turn, speaker=speakers[turn.id][0], speaker_kind="person", role=speakers[turn.id][1])
        if turn.id in speakers
        else turn
        for turn in transcript.turns[:4]
    )

    def authors(kind: str, turn: str | None = None) -> tuple[str, ...]:
        event = msgspec.structs.replace(transcript.event, kind=kind)
        led = msgspec.structs.replace(transcript, turns=turns, event=event)
        return select(led, statement_id="s1", turn_id=turn).authors

    assert authors("meeting") == ("Ada Lind", "Élise Marrou")  # and not who only moderates
    assert authors("interview") == authors("meeting", "t3") == ("Élise Marrou",)


def test_an_answer_brings_its_question_but_not_the_other_answer(transcript: Transcript) -> None:
    assert [turn["id"] for turn in json.loads(pair(transcript, "json", "t5"))["turns"]] == ["t3", "t5"]


def test_unknown_style_and_turn(transcript: Transcript) -> None:
    with pytest.raises(UsageError, match="style 'docx'") as caught:
        whole(transcript, "docx")
    assert "csl.json" in caught.value.hint
    with pytest.raises(UsageError, match="turn 't99'"):
        pair(transcript, "bib", "t99")


def test_bibtex_comes_back(transcript: Transcript) -> None:
    printed = pair(transcript, "bib")
    for macro, brace in ((r"\textbraceleft{}", r"\{"), (r"\textbraceright{}", r"\}")):
        printed = printed.replace(macro, brace)  # this decoder, unlike LaTeX, does not know the macros
    library = bibtexparser.parse_string(printed, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert entry.key == "s1-t3"
    assert fields["title"].strip("{}") == 'Talks on "ferries" & tides: 100% ready'.replace("tides", "{tides}")
    assert fields["author"] == "Élise Marrou and Jonas Veldt"
    assert fields["date"] == "2014-08"
    assert fields["month"] == "8"
    assert fields["note"] == "Question t3 with answers t4, t5"
    assert fields["url"] == ADDRESS
    assert fields["urldate"] == "2020-01-02"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60))
def test_tex_braces_always_balance(text: str) -> None:
    depth = 0
    for char in escape_tex(text):  # as BibTeX counts, which takes no notice of backslashes
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("title", ["Talks on {ferries", "Talks } on ferries", "}{"])
def test_a_lone_brace_does_not_swallow_the_next_entry(transcript: Transcript, title: str) -> None:
    event = msgspec.structs.replace(transcript.event, title=title)
    entry = whole(msgspec.structs.replace(transcript, event=event), "bib")
    library = bibtexparser.parse_string(entry + pair(transcript, "bib"))
    assert not library.failed_blocks
    assert len(library.entries) == 2
    assert library.entries[0]["language"] == "en"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("(Applause)", "(Applause)"), ("（掌声）", "（掌声）"), ("【休会】", "【休会】"), ("Applause", "[Applause]")],
)
def test_a_note_stands_in_one_pair_of_brackets(transcript: Transcript, printed: str, expected: str) -> None:
    start = transcript.turns[-1].start
    note = msgspec.structs.replace(transcript.turns[-1], end=start + len(printed))
    noted = msgspec.structs.replace(
        transcript, text=transcript.text[:start] + printed, turns=(*transcript.turns[:-1], note)
    )
    assert whole(noted, "txt").split("\n\n")[-1] == f"{expected}\n"
    assert whole(noted, "md").split("\n\n")[-1] == f"*{printed}*\n"


def test_ris_comes_back(transcript: Transcript) -> None:
    (entry,) = rispy.loads(pair(transcript, "ris"))
    assert entry["type_of_reference"] == "ELEC"
    assert entry["title"] == 'Talks on "ferries" & {tides}: 100% ready'
    assert entry["authors"] == ["Élise Marrou", "Jonas Veldt"]
    assert entry["date"] == "2014/08//"
    assert entry["year"] == "2014"
    assert entry["notes"] == ["Question t3 with answers t4, t5"]
    assert entry["urls"] == [ADDRESS]


def test_a_line_break_in_a_title_never_breaks_a_field(transcript: Transcript) -> None:
    event = msgspec.structs.replace(transcript.event, title="Talks\r\nER  - \nTY  - BOOK")
    text = whole(msgspec.structs.replace(transcript, event=event), "ris")
    assert len(rispy.loads(text)) == 1
    assert "Talks ER - TY - BOOK" in text


def test_csl(transcript: Transcript) -> None:
    (item,) = json.loads(pair(transcript, "csl.json"))
    assert item["type"] == "speech"
    assert item["author"] == [{"literal": "Élise Marrou"}, {"literal": "Jonas Veldt"}]
    assert item["issued"] == {"date-parts": [[2014, 8]]}
    assert item["accessed"] == {"date-parts": [[2020, 1, 2]]}
    assert item["genre"] == "press conference"
    assert item["note"] == "Question t3 with answers t4, t5"
    assert "container-title" not in item
    (named,) = json.loads(export(transcript, "csl.json", statement_id="s1", site="The Record"))
    assert named["container-title"] == "The Record"


@pytest.mark.parametrize(
    ("kind", "expected"), [("interview", "interview"), ("statement", "webpage"), ("debate", "speech")]
)
def test_csl_types(transcript: Transcript, kind: str, expected: str) -> None:
    event = msgspec.structs.replace(transcript.event, kind=kind)
    assert json.loads(whole(msgspec.structs.replace(transcript, event=event), "csl.json"))[0]["type"] == expected


def test_sentence(transcript: Transcript) -> None:
    assert pair(transcript, "text", "t5") == (
        'Jonas Veldt. “Talks on "ferries" & {tides}: 100% ready.” Press conference. Velgrad, 2014-08. '
        f"Answer t5 to question t3. {ADDRESS}\n"
    )


def test_text_reads_well(transcript: Transcript) -> None:
    assert pair(transcript, "txt") == (
        'Talks on "ferries" & {tides}: 100% ready\n\n2014-08 14:44, Velgrad, press conference\n\n'
        "Question: Will the ferry run? And when?\n\nÉlise Marrou: It will. In spring.\n\nJonas Veldt: 1. We *agree*.\n\n"
        f"{ADDRESS}\n"
    )


def test_segments_leave_furniture_out(transcript: Transcript) -> None:
    answer = transcript.turns[3]
    cut = msgspec.structs.replace(answer, segments=((answer.start, answer.start + 8),))
    turns = tuple(cut if turn.id == "t4" else turn for turn in transcript.turns)
    assert "In spring" not in whole(msgspec.structs.replace(transcript, turns=turns), "txt")


def test_a_page_without_turns_prints_its_body(transcript: Transcript) -> None:
    page = msgspec.structs.replace(transcript, turns=(), body=(0, 40))
    assert "Good day." in whole(page, "txt")
    assert "Good day." in whole(page, "md")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40))
def test_markdown_shows_what_was_printed(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(escape_markdown(text))
    shown = "".join(child.content for token in tokens for child in token.children or ())
    assert one_line(shown) == one_line(text)
    assert all(token.type in ("paragraph_open", "inline", "paragraph_close") for token in tokens)


@pytest.mark.parametrize("style", STYLES)
def test_no_style_prints_control_characters(transcript: Transcript, style: str) -> None:
    text = whole(
        msgspec.structs.replace(transcript, text=transcript.text.replace("Good day", "Good \x1b[2J\x9b")), style
    )
    assert "\x1b" not in text
    assert "\x9b" not in text or style in ("json", "jsonl")


APA = [
    (
        "t5",
        'Jonas Veldt. (2014, August). Talks on "ferries" & {tides}: 100% ready [Press conference, answer t5 to question t3].',
    ),
    (None, 'Élise Marrou, & Jonas Veldt. (2014, August). Talks on "ferries" & {tides}: 100% ready [Press conference].'),
]


@pytest.mark.parametrize(("turn", "head"), APA)
def test_apa(transcript: Transcript, turn: str | None, head: str) -> None:
    printed = export(transcript, "apa", statement_id="s1", turn_id=turn, address=ADDRESS, site="The Record")
    assert printed == f"{head} The Record. {ADDRESS}\n"


def test_mla_chicago_and_harvard(transcript: Transcript) -> None:
    def printed(style: str) -> str:
        return export(transcript, style, statement_id="s1", turn_id="t3", address=ADDRESS, site="The Record")

    assert printed("mla") == (
        "Élise Marrou and Jonas Veldt. “Talks on 'ferries' & {tides}: 100% ready.” The Record, Aug. 2014, Velgrad, "
        f"{ADDRESS}. Press conference, question t3 with answers t4, t5.\n"
    )
    assert printed("chicago") == (
        "Élise Marrou and Jonas Veldt. “Talks on 'ferries' & {tides}: 100% ready.” Press conference, Velgrad, August 2014. "
        f"Question t3 with answers t4, t5. {ADDRESS}.\n"
    )
    assert printed("harvard") == (
        'Élise Marrou and Jonas Veldt (2014) Talks on "ferries" & {tides}: 100% ready [Press conference, question t3 with '
        f"answers t4, t5]. Velgrad, August. Available at: {ADDRESS} (Accessed: 2 January 2020).\n"
    )


def dated(transcript: Transcript, date: str | None, title: str | None = None, people: int = 0) -> Transcript:
    """The page without turns, of another date, with so many who took part."""
    event = msgspec.structs.replace(
        transcript.event,
        date=date,
        title=title or transcript.event.title,
        participants=tuple(Participant(name=f"Ann {chr(65 + n)}") for n in range(people)),
    )
    return msgspec.structs.replace(transcript, event=event, turns=())


@pytest.mark.parametrize(
    ("style", "date", "told"),
    [
        ("apa", "2016-03-08", "(2016, March 8)."),
        ("apa", None, "(n.d.)."),
        ("mla", "2016-09-08", "8 Sept. 2016"),
        ("mla", "2016-05", "May 2016"),
        ("chicago", "2016-03-08", "Velgrad, March 8, 2016."),
        ("chicago", None, "Velgrad, n.d."),
        ("harvard", "2016-03-08", "(2016) Talks"),
        ("harvard", None, "(no date)"),
        ("apa", "2016-19", "(2016)."),
    ],
)
def test_a_style_tells_a_date_as_far_as_it_is_known(
    transcript: Transcript, style: str, date: str | None, told: str
) -> None:
    assert told in whole(dated(transcript, date, people=1), style)


@pytest.mark.parametrize(
    ("style", "people", "told"),
    [
        ("apa", 3, "Ann A, Ann B, & Ann C. ("),
        ("apa", 21, "Ann S, et al. ("),
        ("mla", 3, "Ann A, et al. “"),
        ("chicago", 3, "Ann A, Ann B, and Ann C. “"),
        ("chicago", 11, "Ann F, Ann G, et al. “"),
        ("harvard", 3, "Ann A, Ann B and Ann C (2016)"),
        ("harvard", 4, "Ann A et al. (2016)"),
    ],
)
def test_a_style_counts_its_authors(transcript: Transcript, style: str, people: int, told: str) -> None:
    assert told in whole(dated(transcript, "2016", people=people), style)


@pytest.mark.parametrize("style", ["apa", "mla", "chicago", "harvard"])
def test_without_names_the_title_stands_first_and_its_own_mark_ends_it(transcript: Transcript, style: str) -> None:
    printed = whole(dated(transcript, "2016", "Who “pays”?"), style)
    assert printed.startswith({"apa": "Who “pays”? [", "harvard": "Who “pays”? ["}.get(style, "“Who ‘pays’?” "))
    assert "?." not in printed
    assert ".." not in whole(dated(transcript, None, "It ends."), style)
