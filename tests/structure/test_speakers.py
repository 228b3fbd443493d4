"""From labels to persons, with what the page itself tells and nothing else."""

from __future__ import annotations

import pytest
from pages import BRIDGE, FERRY, body, page, parse

from rostra.structure.candidates import find_candidates
from rostra.structure.decode import Draft
from rostra.structure.names import Known, tidy
from rostra.structure.speakers import Attribution, as_issue, attribute

SAID = "I have been asked about the bridge every week since I took office."


def voices(
    *labels: str, people: tuple[Known, ...] = (), principal: str | None = None, more: str = ""
) -> list[Attribution]:
    """Who speaks under each label of a page that prints them in bold with a colon."""
    text, lines = body(*(f"**{label}:** {SAID}" for label in labels))
    printed = [c for c in find_candidates(text, lines) if c.family == ("strong", ":", "start")]
    drafts = [Draft(kind="speech", segments=[(c.text_start, lines[c.line].end)], candidate=c) for c in printed]
    found = [a for a in attribute(drafts, list(people), principal, text + more) if a is not None]
    assert len(found) == len(labels)
    return found


def names(
    *labels: str, people: tuple[Known, ...] = (), principal: str | None = None, more: str = ""
) -> list[str | None]:
    return [a.speaker for a in voices(*labels, people=people, principal=principal, more=more)]


def test_a_short_label_is_the_one_person_of_that_name() -> None:
    assert names("President of Velmora Oskar Lind", "Lind", "MR. LIND", "Oskar Lind") == ["Oskar Lind"] * 4
    assert names("Ilic", "ILIC", people=(Known(name="Ana Ilic"),)) == ["Ana Ilic"] * 2


def test_two_people_of_one_surname_are_never_merged() -> None:
    assert names("Ana Ilic", "Ivo Ilic") == ["Ana Ilic", "Ivo Ilic"]
    short = voices("Ana Ilic", "Ivo Ilic", "Ilic")[2]
    assert short.speaker == "Ilic"
    assert short.issue is not None
    assert short.issue[0] == "speaker-ambiguous"
    assert short.confidence < 0.7


def test_initials_lead_to_one_of_two() -> None:
    assert names("Ana Ilic", "Ivo Ilic", "A. Ilic", "I. Ilic")[2:] == ["Ana Ilic", "Ivo Ilic"]


def test_an_office_is_its_holder() -> None:
    people = (Known(name="Oskar Lind", office="President"), Known(name="Livia Serrano", office="Prime Minister"))
    assert names("THE PRESIDENT", "PRIME MINISTER", people=people) == ["Oskar Lind", "Livia Serrano"]


def test_a_vice_president_is_no_president() -> None:
    people = (Known(name="Oskar Lind", office="Vice President"),)
    president = voices("THE PRESIDENT", "Question", people=people, principal="Oskar Lind")[0]
    assert president.speaker is None
    assert president.issue is not None
    assert president.issue[0] == "speaker-unknown"


def test_a_misprint_is_read_as_the_name_it_resembles_and_said_so() -> None:
    misprint = voices("Ana Barrosa", "Barrosa", "BARRASA", "Barrosa")[2]
    assert misprint.speaker == "Ana Barrosa"
    assert misprint.issue is not None
    assert misprint.issue[0] == "label-misspelt"


def test_short_names_a_letter_apart_are_two_people() -> None:
    assert names("Lind", "Lund", "Lind", "Lund") == ["Lind", "Lund", "Lind", "Lund"]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Director and Chairman of the Board of the United Ferries Ana Ilic", "Ana Ilic"),
        ("Minister of Trade and Industry Ana Ilic", "Ana Ilic"),
        ("President Lind and Prime Minister Serrano", "Lind and Serrano"),
    ],
)
def test_an_office_may_hold_the_conjunction(label: str, speaker: str) -> None:
    (only,) = voices(label)
    assert only.speaker == speaker


def test_joint_labels() -> None:
    both = voices("Julian Ode", "Mara Thole", "Julian and Mara")[2]
    assert (both.speaker, both.kind) == ("Julian Ode and Mara Thole", "group")


@pytest.mark.parametrize(
    ("label", "speaker", "kind"),
    [
        ("Question", "journalist", "journalist"),
        ("Journalist 2", "journalist", "journalist"),
        ("Moderator", "moderator", "moderator"),
        ("Audience", "Audience", "group"),
        ("Mr. Speaker", "Mr. Speaker", "unknown"),
    ],
)
def test_generic_labels(label: str, speaker: str, kind: str) -> None:
    found = voices(label, "Ana Ilic")[0]
    assert (found.speaker, found.kind) == (speaker, kind)


def test_an_answer_is_the_principals() -> None:
    assert names("Q", "A", principal="Ana Ilic") == ["journalist", "Ana Ilic"]


def test_nobody_is_guessed() -> None:
    unknown = voices("Question", "Answer")[1]
    assert unknown.speaker is None
    assert as_issue(unknown, 3, 9).code == "speaker-unknown"  # type: ignore[union-attr]


def test_a_given_name_from_the_text() -> None:
    assert names("MS. ILIC", "Q", more=" Minister Ana Ilic came late.") == ["Ana Ilic", "journalist"]
    assert names("MS. ILIC", "Q", more=" Ana Ilic met Ivo Ilic.") == ["Ilic", "journalist"]


def test_names_for_reading() -> None:
    assert [tidy(n) for n in ("ANA ILIC", "MCCARROW", "O’HARA-LIND", " Ana  Ilic: ")] == [
        "Ana Ilic",
        "McCarrow",
        "O’Hara-Lind",
        "Ana Ilic",
    ]


def test_joint_labels_keep_their_conjunction() -> None:
    both = voices("Ana Ilic", "Ivo Brandt", "SR. BRANDT y SRA. ILIC")[2]
    assert both.speaker == "Ivo Brandt y Ana Ilic"


def test_of_two_holders_the_one_whom_no_other_label_names() -> None:
    people = (Known(name="織部美咲", office="内閣総理大臣"), Known(name="波多野健一", office="外務大臣"))
    assert names("総理", "大臣", people=people) == ["織部美咲", "波多野健一"]


def test_an_office_in_another_form() -> None:
    people = (Known(name="Ekrem Halovik", office="Başbakanı"), Known(name="Melike Orsanlı", office="Cumhurbaşkanı"))
    assert names("BAŞBAKAN", "CUMHURBAŞKANI", people=people) == ["Ekrem Halovik", "Melike Orsanlı"]


def test_an_office_is_not_the_principals_whom_other_labels_name() -> None:
    stranger = voices("PORTAVOZ", "SRA. ILIC", people=(Known(name="Ana Ilic"),), principal="Ana Ilic")[0]
    assert stranger.speaker is None
    assert stranger.issue is not None
    assert stranger.issue[0] == "speaker-unknown"


def test_who_speaks_by_office_says_who_he_is() -> None:
    text, lines = body(
        "**PORTAVOZ:** Buenas tardes. Soy Bruno Salas, para los que llegan hoy.", f"**SRA. ILIC:** {SAID}"
    )
    printed = [c for c in find_candidates(text, lines) if c.family == ("strong", ":", "start")]
    drafts = [Draft(kind="speech", segments=[(c.text_start, lines[c.line].end)], candidate=c) for c in printed]
    found = attribute(drafts, [Known(name="Ana Ilic")], "Ana Ilic", text)
    assert [a.speaker for a in found if a] == ["Bruno Salas", "Ana Ilic"]


def test_a_misprint_in_a_full_name() -> None:
    misprint = voices("Rodrigo Valcor", "Rodrigo Valcor", "Rodrigo Vaclor")[2]
    assert misprint.speaker == "Rodrigo Valcor"
    assert misprint.issue is not None
    assert misprint.issue[0] == "label-misspelt"


@pytest.mark.parametrize(("name", "misread"), [("Kovar", "Kovarr"), ("Ana Kovar", "Ana Kovarr"), ("Kovar", "Kover")])
def test_a_misprint_of_a_name_that_no_title_tells(name: str, misread: str) -> None:
    found = voices(name, misread, name, name)
    assert {voice.speaker for voice in found} == {name}
    assert [voice.issue and voice.issue[0] for voice in found] == [None, "label-misspelt", None, None]


@pytest.mark.parametrize("label", ["Петров", "И.Петров", "И. Петров", "Иван Петров"])
def test_a_title_that_declines_a_name_and_a_label_tell_one_person(label: str) -> None:
    rows = ["Вопрос: Расскажите о порте.", f"{label}: Работа началась весной и идёт.", "Вопрос: Когда она закончится?"]
    title = "Интервью министра портов и дорог Ивана Петрова газете «Заря»"
    transcript = parse(page(title, *rows, f"{label}: Осенью. У нас есть средства и люди."))
    assert [p.name for p in transcript.event.participants] == ["Иван Петров"]
    assert [turn.speaker for turn in transcript.turns] == ["journalist", "Иван Петров"] * 2


@pytest.mark.parametrize("outlet", ["Daily Post", "Radio Coast", "The Harbour Mail", "Harbour Mail"])
def test_an_outlet_that_asks_is_no_person(outlet: str) -> None:
    rows = [f"{outlet}: Will the bridge be opened before the winter, Minister?", f"Ana Ilic: {BRIDGE}"]
    title = f"Interview of Minister Ana Ilic with the {outlet.removeprefix('The ')}"
    transcript = parse(page(title, *rows, f"{outlet}: And the ferry?", f"Ana Ilic: {FERRY}"))
    assert [(turn.role, turn.speaker) for turn in transcript.turns] == [
        ("question", "journalist"),
        ("answer", "Ana Ilic"),
    ] * 2
    assert [p.name for p in transcript.event.participants] == ["Ana Ilic"]


def test_initials_of_an_office_misread() -> None:
    people = (Known(name="Oskar Lind", office="Prime Minister"),)
    assert names("PM", "PH", "PMV", "PM", people=people) == ["Oskar Lind"] * 4


def test_a_misprinted_title_is_no_given_name() -> None:
    found = names(
        "ADMINISTRATOR ILIC", "ADMINISTRATION ILIC", people=(Known(name="Ana Ilic"), Known(name="Ivo Brandt"))
    )
    assert found == ["Ana Ilic"] * 2


def test_an_office_that_no_list_knows_stands_beside_its_holder() -> None:
    people = (Known(name="Ana Ilic"), Known(name="Ivo Brandt"))
    assert names("Ferrymaster", people=people, more="A talk with ferrymaster Ivo Brandt") == ["Ivo Brandt"]
    assert names("Ferrymaster", people=people, more="Ivo Brandt, ferrymaster, is here.") == ["Ivo Brandt"]
    assert names("Velmora", people=people, more="The President of Velmora Ana Ilic spoke.") == ["Velmora"]


def test_what_stands_before_a_dash_is_no_given_name() -> None:
    transcript = parse(
        page(
            "Debate in the Assembly",
            f"Mr. BRANDT. {FERRY}",
            "Those who helped were Lea Fane--Senator Brandt and Olga Dahl--Senator Goss, and we thank them.",
            f"Ms. GOSS. {BRIDGE}",
        )
    )
    assert [turn.speaker for turn in transcript.turns] == ["Brandt", "Goss"]


def test_a_misprinted_role_is_no_person() -> None:
    asker = voices("JOURNALIST", "MINISTER", "JOURNALSIT")[2]
    assert asker.kind == "journalist"
    assert asker.issue is not None
    assert asker.issue[0] == "label-misspelt"


def test_the_court_is_no_person() -> None:
    assert [a.kind for a in voices("MS. FENN", "THE COURT")] == ["person", "unknown"]


def test_of_two_offices_neither_is_the_principals_unless_told() -> None:
    assert names("Minister", "Mayor", principal="Ana Ilic") == [None, None]
    assert names("Minister", principal="Ana Ilic") == ["Ana Ilic"]
