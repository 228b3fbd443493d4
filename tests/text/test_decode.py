"""Bytes become text in whatever encoding they were saved."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostra.model import ReadError
from rostra.text.decode import decode, repair_mojibake
from rostra.text.encodings import _LABELS

RUSSIAN = "Вопрос: Когда откроют мост через реку? Министр: Мы откроем его весной, как и обещали жителям."
FRENCH = "Question : où en est le traité ? Réponse : il sera signé cet été, à la fête du port."
POLISH = "Pytanie: kiedy zostanie otwarty most? Odpowiedź: wkrótce, jeszcze przed świętami, jak zapowiedział rząd."
GREEK = "Ερώτηση: πότε θα ανοίξει η γέφυρα; Απάντηση: την άνοιξη, όπως υποσχεθήκαμε."
JAPANESE = "記者：橋はいつ開通しますか。大臣：来年の春に開通する予定です。"
KOREAN = "질문: 다리는 언제 개통됩니까? 장관: 내년 봄에 개통할 예정입니다."
CHINESE = "记者：大桥什么时候通车？部长：我们计划在明年春天通车，感谢大家的关心。"
TRADITIONAL = "記者：大橋什麼時候通車？部長：我們計劃在明年春天通車，感謝大家的關心。"
HEBREW = "שאלה: מתי ייפתח הגשר? תשובה: באביב, כפי שהבטחנו."
ARABIC = "سؤال: متى يفتح الجسر؟ الوزير: في الربيع كما وعدنا أهل المدينة."


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8_r"),
        (RUSSIAN, "cp866", "cp866"),
        (FRENCH, "cp1252", "cp1252"),
        (POLISH, "cp1250", "cp1250"),
        (GREEK, "cp1253", "cp1253"),
        (ARABIC, "cp1256", "cp1256"),
        (HEBREW, "cp1255", "cp1255"),
        (f"{RUSSIAN.upper()} {RUSSIAN}", "cp1251", "cp1251"),
        (JAPANESE, "cp932", "cp932"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (KOREAN, "cp949", "cp949"),
        (CHINESE, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
    ],
)
def test_undeclared_encodings_are_told_by_their_letters(text, codec, name):
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.encoding == name
    assert [issue.code for issue in decoded.issues] == ["encoding-guessed"]


SPANISH = "¿Cuándo abrirán el puente, señor Valcárcel? ¡En primavera, según lo prometido!"
TURKISH = "Köprü ne zaman açılacak? Bakan Gündoğdu: İlkbaharda, söz verdiğimiz gibi. Şimdi değil."
GERMAN = (
    "Frau Müller: Wann wird die Brücke über den Fluss eröffnet? Herr Bär: Die Brücke öffnet im Frühjahr, schöne Grüße!"
)


@pytest.mark.parametrize(
    "text", [GERMAN, "Die Brücke", "Müller fährt über Köln", "für " * 40, "Schlüsselübergabe: Bürgergespräch"]
)
def test_german_is_not_taken_for_chinese(text):
    for page in (text, f'<meta charset="utf-8"><p>{text}</p>'):
        decoded = decode(page.encode("latin-1"), "utf-8" if "<" in page else None)
        assert (decoded.text, decoded.encoding) == (page, "cp1252")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (SPANISH, "cp1252"),
        ("¿Por qué? " * 3, "cp1252"),
        ("Valcárcel: ¿Qué más?", "cp1252"),
        (TURKISH, "cp1254"),
        (POLISH, "cp1250"),
        ("Większość głosów «za».", "cp1250"),
    ],
)
def test_latin_letters_are_not_taken_for_cyrillic(text, codec):
    assert decode(text.encode(codec)).text == text


def test_a_doubtful_guess_is_a_warning_and_a_clear_one_is_not():
    severities = [
        decode(content, declared).issues[0].severity
        for content, declared in (
            (RUSSIAN.encode("cp1251"), None),
            (RUSSIAN.encode("cp1251"), "utf-8"),
            (GERMAN.encode("cp1252"), "utf-8"),
            ("Die Brücke".encode("cp1252"), None),
        )
    ]
    assert severities == ["info", "warning", "warning", "warning"]


@pytest.mark.parametrize(
    "declared",
    [
        "undefined",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "rot13",
        "zip",
        "hex",
        "utf-7",
        "mbcs",
        "oem",
    ],
)
def test_what_is_no_encoding_of_pages_counts_as_undeclared(declared):
    assert decode(RUSSIAN.encode("cp1251"), declared).text == RUSSIAN
    assert decode(b"plain \\u0041", declared).text == "plain \\u0041"


def test_every_label_names_an_encoding_that_reads():
    for codec in _LABELS:
        assert b"page".decode(codec, "replace") is not None


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_decides(codec):
    assert decode(RUSSIAN.encode(codec), "windows-1251").text == RUSSIAN


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(codec):
    page = "<p>" + FRENCH + "</p>"
    decoded = decode(page.encode(codec))
    assert (decoded.text, decoded.encoding) == (page, codec)


def test_valid_utf_8_outranks_a_wrong_declaration():
    assert decode(FRENCH.encode(), "iso-8859-1").text == FRENCH


def test_latin_1_means_windows_1252_as_in_browsers():
    decoded = decode("“Où ?” – demanda-t-il".encode("cp1252"), "ISO-8859-1")
    assert (decoded.text, decoded.encoding, decoded.issues) == ("“Où ?” – demanda-t-il", "cp1252", ())


def test_bytes_that_windows_1252_lacks_are_no_failure():
    assert decode(b"caf\xe9 \x81", "latin-1").text == "café \x81"


def test_an_unknown_declaration_counts_as_none():
    assert decode(RUSSIAN.encode("cp1251"), "x-no-such").text == RUSSIAN
    assert decode(RUSSIAN.encode("cp1251"), "base64").text == RUSSIAN


def test_utf_8_cut_in_mid_character_stays_utf_8():
    decoded = decode(RUSSIAN.encode()[:-2])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("Вопрос: Когда")
    assert [issue.code for issue in decoded.issues] == ["encoding-damaged"]


def test_mojibake_is_undone_where_it_is_proved():
    assert repair_mojibake("Weâ€™re at the cafÃ©, donâ€™t wait") == "We’re at the café, don’t wait"
    assert decode("Itâ€™s late".encode()).text == "It’s late"


@pytest.mark.parametrize("words", ["Спасибо за вопрос", "Ευχαριστώ πολύ", "شكرا جزيلا", "תודה רבה"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_other_scripts_are_their_own_proof(words, encoding):
    spoilt = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in words.encode())
    assert decode(f"<p>{spoilt}</p>".encode(encoding)).text == f"<p>{words}</p>"


@pytest.mark.parametrize("text", ["CHÂTEAU d’Âge", "São João, à pâte", "Ã", "“â” is a letter", FRENCH, "SÃO PAULO"])
def test_honest_letters_are_left_alone(text):
    assert repair_mojibake(text) == text


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (gzip.compress(b"page", mtime=0), "gzip"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
    ],
)
def test_binary_content_is_refused_by_name(content, looks_like):
    with pytest.raises(ReadError, match=looks_like) as caught:
        decode(content)
    assert caught.value.hint


def test_zeros_that_fill_columns_of_clean_text_are_spaces():
    page = b"Bridges\x00\x00\x00\x00\x00\x0012\nHarbours\x00\x00\x00\x00\x00\x009\n" + b"plain words " * 5
    assert "Bridges      12" in decode(page).text


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=300))
def test_utf_8_comes_back_as_it_was_or_repaired(text):
    assert decode(text.encode()).text == repair_mojibake(text.removeprefix("\ufeff")) or text.startswith(
        ("GIF8", "RIFF", "ID3", "PK")
    )


@given(
    st.binary(max_size=500),
    st.sampled_from([None, "utf-8", "latin-1", "shift_jis", "utf-16", "nonsense", "undefined", "idna", ""]),
)
def test_any_bytes_are_text_or_a_read_error(content, declared):
    hint = ""
    try:
        text = decode(content, declared).text
    except ReadError as error:
        text, hint = "", error.hint
    assert isinstance(text, str)
    assert text or hint or not content.strip(b"\xef\xbb\xbf\xff\xfe\x00")
