"""The best reading of all lines together."""

from __future__ import annotations

from pages import drafts_of

SAID = "I have been asked about the bridge every week since I took office."


def read(*rows: str) -> list[tuple[str, str | None, str]]:
    text, drafts = drafts_of(*rows)
    return [
        (
            d.kind,
            text[d.candidate.start : d.candidate.label_end] if d.candidate else None,
            text[d.start : d.end].split()[0],
        )
        for d in drafts
    ]


def test_a_list_of_participants_printed_like_labels_gives_no_turns() -> None:
    read_ = read("Ana Ilic:", "Ivo Brandt:", "Mona Vale:", f"Ana Ilic: {SAID}", f"Ivo Brandt: We shall see. {SAID}")
    assert [(kind, label) for kind, label, _ in read_ if label] == [
        ("speech", "Ana Ilic"),
        ("speech", "Ivo Brandt"),
    ]


def test_labels_alone_take_the_lines_that_follow() -> None:
    assert read("JOURNALIST:", "Will it be built?", "MINISTER:", "Yes.", "We have the money.") == [
        ("speech", "JOURNALIST", "Will"),
        ("speech", "MINISTER", "Yes."),
    ]


def test_notes_and_headings_split_turns_and_the_speaker_goes_on() -> None:
    _, drafts = drafts_of(
        f"Q: {SAID}", f"MS. ILIC: {SAID}", "(Laughter.)", "We shall see.", "# The ferry", "And so on.", f"Q: {SAID}"
    )
    assert [d.kind for d in drafts] == ["speech", "speech", "note", "speech", "heading", "speech", "speech"]
    assert [d.continued for d in drafts if d.kind == "speech"] == [False, False, True, True, False]


def test_paragraphs_and_printed_lines_are_kept_together() -> None:
    text, (first, second) = drafts_of("Q: One\ntwo", "three", f"MS. ILIC: {SAID}")
    assert [text[a:b] for a, b in first.segments] == ["One\ntwo", "three"]
    assert text[second.start : second.end] == SAID


def test_labels_inside_a_line_split_it() -> None:
    rows = [f"MS. ILIC: {SAID} MR. BRANDT: We shall see. {SAID}", f"MS. ILIC: {SAID}", f"MR. BRANDT: {SAID}"]
    assert [label for _, label, _ in read(*rows)] == ["MS. ILIC", "MR. BRANDT", "MS. ILIC", "MR. BRANDT"]


def test_text_before_the_first_label_is_an_unlabelled_opening() -> None:
    _, drafts = drafts_of(SAID, f"Q: {SAID}", f"MS. ILIC: {SAID}")
    assert (drafts[0].candidate, drafts[0].rule) == (None, "unlabelled-opening")


def test_no_lines_give_no_turns() -> None:
    assert drafts_of() == ("", [])
