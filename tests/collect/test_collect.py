"""Files and folders become captures, in a fixed order, and nothing hostile gets far."""

import gzip

import pytest

from rostra.collect import MOST_BYTES, capture_file, find_pages, unpack_gzip
from rostra.collect.unpacking import MOST_MEMBERS, unpack
from rostra.model import LimitError, NotFoundError, ReadError, UsageError


def test_a_file_becomes_a_capture(tmp_path):
    path = tmp_path / "talk.html"
    path.write_bytes(b"<p>a")
    capture = capture_file(path)
    assert (capture.uri, capture.content, capture.media_type, capture.captured_at) == (
        str(path),
        b"<p>a",
        "text/html",
        None,
    )
    assert capture_file(path, uri="other").uri == "other"


def test_a_compressed_file_is_unpacked_and_keeps_its_type(tmp_path):
    path = tmp_path / "talk.html.gz"
    path.write_bytes(gzip.compress(b"<p>a") + gzip.compress(b"<p>b"))
    capture = capture_file(path)
    assert (capture.content, capture.media_type) == (b"<p>a<p>b", "text/html")


def test_a_truncated_compressed_file_is_read_as_far_as_it_goes(tmp_path):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"words " * 1000)[:-12])
    assert capture_file(path).content.startswith(b"words ")


def test_a_gzip_bomb_is_refused(tmp_path):
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"\0" * (MOST_BYTES + 10)))
    with pytest.raises(LimitError) as caught:
        capture_file(path)
    assert caught.value.source == str(path)


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(LimitError):
        capture_file(path)


@pytest.mark.parametrize("name", ["missing.html", "."])
def test_what_is_no_file_is_named(tmp_path, name):
    with pytest.raises(ReadError) as caught:
        capture_file(tmp_path / name)
    assert caught.value.source == str(tmp_path / name)
    assert caught.value.hint


@pytest.mark.parametrize("size", [1, 65536])
def test_gzip_members_are_read_wherever_one_ends(size):
    parts = [b"<p>word %d" % n for n in range(2000)]
    packed = b"".join(map(gzip.compress, parts)) + b"\0padding"
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert unpack(chunks, MOST_BYTES) == (b"".join(parts), True)
    assert unpack([*chunks[:-20], b""] if size == 1 else [packed[:-20]], MOST_BYTES)[1] is False


def test_gzip_of_very_many_members_is_refused():
    member = gzip.compress(b"")
    assert unpack_gzip(member * MOST_MEMBERS, "a") == b""
    with pytest.raises(LimitError, match="10,000 pieces"):
        unpack_gzip(member * (MOST_MEMBERS + 1), "a")


def test_damaged_gzip_is_named(tmp_path):
    path = tmp_path / "a.gz"
    path.write_bytes(b"\x1f\x8b\x08\x00garbage and more garbage")
    with pytest.raises(ReadError) as caught:
        capture_file(path)
    assert caught.value.source == str(path)


def test_folders_are_searched_in_order_without_what_is_no_page(tmp_path):
    names = [
        "b/2.html",
        "b/1.txt",
        "a.md",
        "c.png",
        "style.css",
        ".hidden/x.html",
        ".x.html",
        "b/c/3.xml",
        "noextension",
    ]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = [str(path.relative_to(tmp_path)) for path in find_pages([tmp_path])]
    assert found == ["a.md", "b/1.txt", "b/2.html", "b/c/3.xml", "noextension"]


def test_a_named_file_is_taken_whatever_its_name_and_only_once(tmp_path):
    path = tmp_path / "photo.png"
    path.write_text("x")
    assert list(find_pages([path, str(path)])) == [path]


def test_links_in_a_circle_end(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(find_pages([tmp_path])) == [tmp_path / "a.txt"]


def test_a_missing_source_is_named_before_anything_is_read(tmp_path):
    with pytest.raises(NotFoundError, match="nowhere"):
        list(find_pages([tmp_path, tmp_path / "nowhere"]))


def test_addresses_are_for_later():
    with pytest.raises(UsageError, match=r"https://avel\.example"):
        list(find_pages(["https://avel.example/a"]))
